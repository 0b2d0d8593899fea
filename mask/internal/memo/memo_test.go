package memo

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFind: what is found is what was set last for that value and tag, and most
// values that come again are found.
func TestFind(t *testing.T) {
	const bits, values = 10, 100
	m := New(bits)
	found, tries := 0, 0
	for round := range 20 {
		for i := range values {
			for tag := uint8(1); tag <= 2; tag++ {
				v := []byte(fmt.Sprint(i * 7919))
				v = append(v, strings.Repeat("x", i%(Longest-len(v)+1))...)
				made := fmt.Appendf(nil, "%d of %d", tag, i)
				e, known := m.Find(tag, v)
				if known && !bytes.Equal(e.Made(), made) {
					t.Fatalf("%s: found %q, want %q", v, e.Made(), made)
				}
				if e.Set(tag, v, made); round > 0 {
					tries++
				}
				if known {
					found++
				}
			}
		}
	}
	if found < tries/2 {
		t.Errorf("%d of %d were found, want half", found, tries)
	}
}

// TestSetLong: what is too long for an entry leaves it as it was.
func TestSetLong(t *testing.T) {
	m := New(2)
	e, _ := m.Find(1, []byte("a"))
	e.Set(1, []byte("a"), []byte("short"))
	e.Set(1, []byte("a"), make([]byte, Room+1))
	if e, known := m.Find(1, []byte("a")); !known || string(e.Made()) != "short" {
		t.Errorf("have %q, want what was set before", e.Made())
	}
}

// TestGrowth: room follows what comes again, up to a bound, and not what does not.
func TestGrowth(t *testing.T) {
	const most = leastBits + 2
	again, new := New(most), New(most)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 20 << most {
		for _, c := range []struct {
			m *Memo
			v int
		}{{&again, r.IntN(1 << most)}, {&new, i}} {
			v := fmt.Append(nil, c.v)
			if e, known := c.m.Find(1, v); !known {
				e.Set(1, v, v)
			}
		}
	}
	if len(again.entries) != 1<<most || len(new.entries) != 1<<leastBits {
		t.Errorf("%d entries for what comes again, %d for what does not, want %d and %d", len(again.entries), len(new.entries), 1<<most, 1<<leastBits)
	}
}
