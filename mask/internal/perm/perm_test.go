package perm

import (
	"math"
	"testing"
)

func key(n byte) *[KeySize]byte {
	var k [KeySize]byte
	for i := range k {
		k[i] = byte(i) + n
	}
	return &k
}

// TestBijective takes ranges of all sizes up to 300, and around powers of two.
func TestBijective(t *testing.T) {
	var lasts []uint64
	for last := range uint64(300) {
		lasts = append(lasts, last)
	}
	lasts = append(lasts, 1<<15-1, 1<<15, 1<<16-1, 99999)
	for _, last := range lasts {
		for tweak := range uint64(2) {
			p := NewKey(key(0)).Tweak(tweak)
			seen := make([]bool, last+1)
			for x := range last + 1 {
				y := p.Below(x, last+1)
				if y > last || seen[y] {
					t.Fatalf("0 to %d: the image of %d is %d, which is out of range or taken", last, x, y)
				}
				seen[y] = true
			}
		}
	}
}

// TestWide samples the ranges that are too long to be walked through.
func TestWide(t *testing.T) {
	for _, last := range []uint64{math.MaxUint32, math.MaxInt64, 9999999999999999999, 999999999999999999} {
		p := NewKey(key(0)).Tweak(0)
		seen := map[uint64]bool{}
		for x := range uint64(50000) {
			for _, v := range []uint64{x, last - x} {
				y := p.Below(v, last+1)
				if y > last || seen[y] {
					t.Fatalf("0 to %d: the image of %d is out of range or taken", last, v)
				}
				seen[y] = true
			}
		}
	}
}

func TestKeysAndTweaks(t *testing.T) {
	const last = 1<<31 - 1
	a, b, c := NewKey(key(0)).Tweak(0), NewKey(key(1)).Tweak(0), NewKey(key(0)).Tweak(1)
	same, fixed := 0, 0
	for x := range uint64(10000) {
		y := a.Below(x, last+1)
		if y == b.Below(x, last+1) || y == c.Below(x, last+1) {
			same++
		}
		if x == y {
			fixed++
		}
	}
	if same > 2 || fixed > 2 {
		t.Errorf("%d images in common, %d fixed points, want next to none", same, fixed)
	}
}

// TestSpread: inputs one after the other land all over the range.
func TestSpread(t *testing.T) {
	const last, buckets, n = 1<<31 - 1, 64, 1 << 16
	p := NewKey(key(0)).Tweak(0)
	var count [buckets]int
	for x := range uint64(n) {
		count[p.Below(x, last+1)/((last+1)/buckets)]++
	}
	for i, c := range count {
		if c < n/buckets*8/10 || c > n/buckets*12/10 {
			t.Errorf("bucket %d has %d, want about %d", i, c, n/buckets)
		}
	}
}

func BenchmarkAt(b *testing.B) {
	p := NewKey(key(0)).Tweak(0)
	b.ReportAllocs()
	for x := uint64(0); b.Loop(); x++ {
		p.Below(x&math.MaxInt32, 1<<31)
	}
}
