package perm

import (
	"math"
	"testing"
)

// TestBelow goes through small ranges: they are permuted, in one cycle.
func TestBelow(t *testing.T) {
	h := NewKey(key(0)).Tweak(7)
	for n := uint64(1); n < 400; n++ {
		x, steps := uint64(0), uint64(0)
		for {
			if x = h.Below(x, n); x >= n {
				t.Fatalf("below %d: %d", n, x)
			}
			if steps++; x == 0 || steps > n {
				break
			}
		}
		if steps != n {
			t.Fatalf("below %d: a cycle of %d", n, steps)
		}
	}
}

// TestBelowWide samples ranges up to the greatest, and their ends.
func TestBelowWide(t *testing.T) {
	a, b := NewKey(key(0)).Tweak(7), NewKey(key(0)).Tweak(8)
	for _, n := range []uint64{1 << 32, 1<<32 + 1, 9e18, 1 << 63, math.MaxUint64 - 9999, math.MaxUint64} {
		seen, same := map[uint64]bool{}, 0
		for x := range uint64(20000) {
			for _, v := range []uint64{x, n - 1 - x} {
				y := a.Below(v, n)
				if y >= n || seen[y] {
					t.Fatalf("below %d: %d became %d, which is out of range or taken", n, v, y)
				}
				seen[y] = true
				if y == b.Below(v, n) || y == v {
					same++
				}
			}
		}
		if same > 2 {
			t.Errorf("below %d: %d images in common with another tweak, or with their origin", n, same)
		}
	}
}

// TestPair takes back what Pair does.
func TestPair(t *testing.T) {
	h := NewKey(key(0)).Tweak(7)
	for _, a := range []uint64{1, 2, 10, 26 * 26, MostHalf} {
		for _, b := range []uint64{1, 3, 1000, MostHalf} {
			l, r := h.Pair(a-1, b/2, a, b)
			if x, y := h.unpair(l, r, a, b, rounds); x != a-1 || y != b/2 || l >= a || r >= b {
				t.Errorf("%d and %d: %d, %d became %d, %d and then %d, %d", a, b, a-1, b/2, l, r, x, y)
			}
		}
	}
}
