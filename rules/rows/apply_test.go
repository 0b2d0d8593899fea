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
	for n, want := range map[int]error{maxValue: nil, maxValue + 1: errValue} {
		var m Mask
		out, err := m.mask(nil, nil, &Field{Mask: growing{n: n}, Key: -1}, []byte("x"), &Scratch{})
		if !errors.Is(err, want) || err == nil && len(out) != n {
			t.Errorf("a value of %d bytes: %d bytes, %v; want %v", n, len(out), err, want)
		}
	}
}
