package perm

import (
	"encoding/binary"
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

// TestSip is the vector for 16 bytes of the reference implementation: key and
// message are 00 01 02 … 0f.
func TestSip(t *testing.T) {
	k := key(0)
	k0, k1 := binary.LittleEndian.Uint64(k[:8]), binary.LittleEndian.Uint64(k[8:])
	if have := sip(k0, k1, k0, k1); have != 0x3f2acc7f57c29bdb {
		t.Errorf("sip = %#x, want 0x3f2acc7f57c29bdb", have)
	}
}

// TestBijective takes ranges of all sizes up to 300, and around powers of two.
func TestBijective(t *testing.T) {
	var lasts []uint64
	for last := range uint64(300) {
		lasts = append(lasts, last)
	}
	lasts = append(lasts, 1<<15-1, 1<<15, 1<<16-1, 99999)
	for _, last := range lasts {
		p := New(key(0), last)
		for tweak := range byte(2) {
			seen := make([]bool, last+1)
			for x := range last + 1 {
				y := p.At(x, tweak)
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
	for _, last := range []uint64{math.MaxUint32, math.MaxInt64, math.MaxUint64, 999999999999999999} {
		p := New(key(0), last)
		seen := map[uint64]bool{}
		for x := range uint64(50000) {
			for _, v := range []uint64{x, last - x} {
				y := p.At(v, 0)
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
	a, b := New(key(0), last), New(key(1), last)
	same, fixed := 0, 0
	for x := range uint64(10000) {
		y := a.At(x, 0)
		if y == b.At(x, 0) || y == a.At(x, 1) {
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
	p := New(key(0), last)
	var count [buckets]int
	for x := range uint64(n) {
		count[p.At(x, 0)/((last+1)/buckets)]++
	}
	for i, c := range count {
		if c < n/buckets*8/10 || c > n/buckets*12/10 {
			t.Errorf("bucket %d has %d, want about %d", i, c, n/buckets)
		}
	}
}

func TestOutOfRange(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic above the range")
		}
	}()
	New(key(0), 9).At(10, 0)
}

func BenchmarkAt(b *testing.B) {
	p := New(key(0), math.MaxInt32)
	b.ReportAllocs()
	for x := uint64(0); b.Loop(); x++ {
		p.At(x&math.MaxInt32, 0)
	}
}
