package shape

import (
	"encoding/binary"
	"math/bits"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/stream"
)

// A value that is scrambled one to one is taken apart into a shape, which stays,
// and numerals: numbers below a radix each, which the shape tells. The values of
// one shape are then permuted by what follows, under a tweak that belongs to the
// shape; those of two shapes cannot meet.
//
//	up to 1<<32 of them    one number, one cycle: none stays as it is
//	halves up to 1<<48     a Feistel network of ten rounds over the halves
//	more                   one of three rounds: head, tail, head
//
// The third form is Luby and Rackoff's. Its head is two numbers of some 45 bits
// each, or one of them where that leaves the tail more. A pair of values shows
// how it differed only if the heads of both, or the tails, meet half-way, and
// either has some 1<<40 values at least.

// numerals are the numbers that a value is made of.
type numerals struct {
	num, rad []uint16 // of equal length, num[i] < rad[i]
}

// weight is the logarithm of a radix to the base of 2, in 256ths, rounded down.
func weight(radix uint16) int {
	switch radix {
	case 10:
		return 850
	case 26:
		return 1203
	}
	return 256 * (bits.Len16(radix) - 1)
}

// rank returns the numerals as one number, and how many numbers there are. It is
// false above perm.MostHalf, by which no product of it and a radix overflows.
func rank(num, rad []uint16) (x, n uint64, ok bool) {
	n, num = 1, num[:len(rad)]
	for i, r := range rad {
		if n *= uint64(r); n > perm.MostHalf {
			return 0, 0, false
		}
		x = x*uint64(r) + uint64(num[i])
	}
	return x, n, true
}

// unrank is the inverse of rank.
func unrank(x uint64, num, rad []uint16) {
	for i := len(num) - 1; i >= 0; i-- {
		switch r := uint64(rad[i]); r { // constants spare divisions
		case 10:
			num[i] = uint16(x % 10)
			x /= 10
		case 26:
			num[i] = uint16(x % 26)
			x /= 26
		case 256:
			num[i] = uint16(x & 255)
			x >>= 8
		default:
			num[i] = uint16(x % r)
			x /= r
		}
	}
}

// Permute replaces numerals one to one. Many that repeat themselves still do: see
// repeated.go.
func (s *Shaper) Permute(num, rad []uint16, tweak uint64) {
	if len(num) >= leastRepeated {
		s.permuteRepeated(num, rad, tweak)
		return
	}
	s.permute(num, rad, tweak)
}

// permute is Permute without regard to repetition.
func (s *Shaper) permute(num, rad []uint16, tweak uint64) {
	h := s.perm.Tweak(tweak)
	x, n := uint64(0), uint64(1)
	for i := 0; i < len(rad) && n <= perm.Cyclic; i++ {
		r := uint64(rad[i])
		x, n = x*r+uint64(num[i]), n*r
	}
	if n <= perm.Cyclic {
		if n > 1 {
			unrank(h.Below(x, n), num, rad)
		}
		return
	}
	total := 0
	for i := 0; i < len(rad) && total < weightOfLong; i++ {
		total += weight(rad[i])
	}
	if total >= weightOfLong || !permuteHalves(num, rad, total, &h) {
		s.permuteLong(num, rad, total, &h)
	}
}

// permuteHalves is permute for numerals that it can cut in two halves; else it
// is false.
func permuteHalves(num, rad []uint16, total int, h *perm.Tweaked) bool {
	i := middle(rad, total)
	l, a, ok := rank(num[:i], rad[:i])
	r, b, ok2 := rank(num[i:], rad[i:])
	if !ok || !ok2 {
		return false
	}
	l, r = h.Pair(l, r, a, b)
	unrank(l, num[:i], rad[:i])
	unrank(r, num[i:], rad[i:])
	return true
}

// middle returns where to cut numerals in halves of about one weight.
func middle(rad []uint16, total int) int {
	sum := 0
	for i, r := range rad {
		w := weight(r)
		if 2*sum+w > total && i > 0 {
			return i
		}
		sum += w
	}
	return len(rad)
}

// weightOfLong is the weight from which on the head is two numbers.
const weightOfLong = 256 * 144

// permuteLong is permute for numerals whose halves are too great.
func (s *Shaper) permuteLong(num, rad []uint16, total int, h *perm.Tweaked) {
	i := fitting(rad)
	j := i
	if total >= weightOfLong {
		j += fitting(rad[i:])
	}
	x, a, _ := rank(num[:i], rad[:i])
	y, b, _ := rank(num[i:j], rad[i:j])
	tail := num[j:]

	f, g := h.Sum(1, tail)
	x, y = perm.Add(x, f, a), perm.Add(y, g, b)
	s.shift(tail, rad[j:], x, y, h)
	f, g = h.Sum(2, tail)
	x, y = perm.Add(x, f, a), perm.Add(y, g, b)

	unrank(x, num[:i], rad[:i])
	unrank(y, num[i:j], rad[i:j])
}

// fitting returns how many numerals at the front make a number of a half.
func fitting(rad []uint16) int {
	n := uint64(1)
	for i, r := range rad {
		if n *= uint64(r); n > perm.MostHalf {
			return i
		}
	}
	return len(rad)
}

// shift adds to each numeral of the tail what the stream of the head x, y says.
// A word of 64 bits makes eight numerals below 257, or two greater ones, so that
// none is likelier than another by more than one part in 1<<16.
func (s *Shaper) shift(tail, rad []uint16, x, y uint64, h *perm.Tweaked) {
	s.seedShift(x, y, h)
	var w uint64
	left := 0
	for i, c := range tail {
		r := uint64(rad[i])
		cost := 1
		if r > 256 {
			cost = 4
		}
		if left < cost {
			w, left = s.Uint64(), 8
		}
		left -= cost
		var d uint64
		d, w = bits.Mul64(w, r)
		if d += uint64(c); d >= r {
			d -= r
		}
		tail[i] = uint16(d)
	}
}

// seedShift starts the stream of a head under a tweak.
func (s *Shaper) seedShift(x, y uint64, h *perm.Tweaked) {
	binary.LittleEndian.PutUint64(s.head[:], x)
	binary.LittleEndian.PutUint64(s.head[8:], y)
	f, _ := h.Sum(3, nil)
	binary.LittleEndian.PutUint64(s.head[16:], f)
	s.Quick(stream.TagPart, s.head[:])
}
