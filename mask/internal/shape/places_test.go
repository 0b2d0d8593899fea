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
		var p places
		tweak, ok := p.text(v)
		num, rad := s.Numerals(len(v))
		n, want, _ := letterNumerals(num, rad, v)
		if !ok || tweak != want {
			t.Fatalf("%q: tweak %x, %v, want %x", v, tweak, ok, want)
		}
		s.Permute(num[:n], rad[:n], tweak)
		if want, got := string(appendLetters(nil, v, num)), string(s.placed(nil, v, &p, tweak)); got != want {
			t.Fatalf("%q became %q, want %q", v, got, want)
		}
		tweak = uint64(p.runs(v))
		long := bytes.Clone(v)
		s.placedLong(long, &p, tweak)
		if got := s.runs(nil, v, 0); !bytes.Equal(got, long) {
			t.Fatalf("%q became %q, want %q", v, got, long)
		}
		switch _, n, ok := p.rank(v); {
		case !ok:
			many++
		case n > 1<<32:
			two++
		case n > 1:
			one++
		}
	}
	if min(one, two, many) < 1000 {
		t.Errorf("%d values of one number, %d of two, %d of more, want 1000 of each", one, two, many)
	}
}
