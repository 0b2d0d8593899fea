package shape

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestPlaces: what is short becomes what it would by way of numerals, whether its
// places make one number or two, and whether numbers within are read by themselves.
func TestPlaces(t *testing.T) {
	const chars = "aAzZbQ0019-. "
	s, r := testShaper(), rand.New(rand.NewPCG(1, 2))
	one, two, many := 0, 0, 0
	for range 20000 {
		v := make([]byte, 1+r.IntN(longestCode))
		for i := range v {
			v[i] = chars[r.IntN(len(chars))]
		}
		p, tweak, ok := s.room.text(v)
		num, rad := s.Numerals(len(v))
		n, want, _ := letterNumerals(num, rad, v)
		if !ok || tweak != want {
			t.Fatalf("%q: tweak %x, %v, want %x", v, tweak, ok, want)
		}
		s.Permute(num[:n], rad[:n], tweak)
		if want, got := string(appendLetters(nil, v, num)), string(s.placed(nil, v, p, tweak)); got != want {
			t.Fatalf("%q became %q, want %q", v, got, want)
		}
		p, h := s.room.runs(v)
		long := bytes.Clone(v)
		s.placedLong(long, p, uint64(h))
		if got := s.runs(nil, v, 0); !bytes.Equal(got, long) {
			t.Fatalf("%q became %q, want %q", v, got, long)
		}
		head, tail := p.halves()
		_, a, ok := head.rank()
		_, b, ok2 := tail.rank()
		switch {
		case !ok || !ok2:
			many++
		case a > 1<<32/b:
			two++
		case len(p) > 0:
			one++
		}
	}
	if min(one, two, many) < 500 {
		t.Errorf("%d values of one number, %d of two, %d of more, want 500 of each", one, two, many)
	}
}
