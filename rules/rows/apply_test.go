package rows

import (
	"errors"
	"testing"

	"sanitize/mask"
)

// growing makes a value of so many bytes, none of which is ever touched.
type growing struct {
	mask.Mask
	n int
}

func (g growing) Append(dst, src, row []byte) ([]byte, error) { return make([]byte, g.n), nil }

// TestLargestValue: what PostgreSQL has no room for would not restore.
func TestLargestValue(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for a gigabyte of addresses")
	}
	value := make([]byte, maxValue)
	for n, want := range map[int]error{maxValue: nil, maxValue + 1: errValue} {
		var m Mask
		out, err := m.mask(nil, &Field{Mask: growing{n: n}, Key: -1}, value, &Scratch{})
		if !errors.Is(err, want) || err == nil && len(out) != n {
			t.Errorf("a value of %d bytes: %d bytes, %v; want %v", n, len(out), err, want)
		}
	}
}

// TestLongerRow: what the masks of one row make longer counts together, and what
// they make shorter does not count against it.
func TestLongerRow(t *testing.T) {
	var s Scratch
	for _, c := range []struct {
		made, of int
		want     error
	}{
		{mask.MaxLonger, 1, nil}, {1, 1 << 20, nil}, {2, 1, nil}, {11, 10, mask.ErrLonger},
	} {
		if err := s.add(c.made, c.of); !errors.Is(err, c.want) {
			t.Errorf("%d bytes made of %d: %v, want %v", c.made, c.of, err, c.want)
		}
	}
	if s.begin(0); s.add(mask.MaxLonger, 0) != nil {
		t.Error("a row's bytes count for the next one")
	}
}
