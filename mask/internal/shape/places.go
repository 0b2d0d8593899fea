package shape

import (
	"math"
	"math/bits"
	"unicode/utf8"

	"sanitize/mask/internal/perm"
)

// Most values are short and in ASCII: words, numbers, codes. They are taken apart
// byte by byte into places, and where these make no more numbers than 64 bits hold,
// as they nearly always do, one number is permuted, without the way over numerals.
// What becomes of them is the same.

// longestCode is how long a short value is. Its numbers may be read by themselves:
// see runs.go.
const longestCode = 32

// places are the characters of a short value that are permuted, in their order.
type places []place

// A place is where a character is, the first of those that may stand there, how
// many they are, and which of them it is.
type place struct{ at, first, count, num byte }

// A room is where the places of a short value are told, until those of the next one.
type room [longestCode]place

// set makes place n the character c at i, one of count from first on.
func (r *room) set(n, i int, c, first, count byte) {
	r[n&(longestCode-1)] = place{byte(i), first, count, c - first}
}

// text takes a short value apart as letterNumerals does. It is false for what is not
// ASCII.
func (r *room) text(v []byte) (p places, tweak uint64, ok bool) {
	n, tweak := 0, uint64(tweakLetters)
	for i, c := range v {
		if c >= utf8.RuneSelf {
			return nil, 0, false
		}
		if k := classes[c]; k != 0 {
			r.set(n, i, c, classFirst[k&3], classCount[k&3])
			n++
			tweak = (tweak ^ uint64(min(k, classOfLetter))) * tweakPrime
		}
	}
	return r[:n], tweak, true
}

// weights are those of the counts of places.
var weights = func() (w [32]uint16) {
	for n := 1; n < len(w); n++ {
		w[n] = uint16(weight(uint16(n)))
	}
	return w
}()

// halves returns the places in two halves of about one weight: see middle.
func (p places) halves() (head, tail places) {
	total, sum := 0, 0
	for i := range p {
		total += int(weights[p[i].count&31])
	}
	for i := range p {
		w := int(weights[p[i].count&31])
		if 2*sum+w > total && i > 0 {
			return p[:i], p[i:]
		}
		sum += w
	}
	return p, nil
}

// rank returns what stands at the places as one number, and how many numbers there
// are. It is false above perm.MostHalf.
func (p places) rank() (x, n uint64, ok bool) {
	n = 1
	for i := range p {
		count := uint64(p[i].count)
		if n *= count; n > perm.MostHalf {
			return 0, 0, false
		}
		x = x*count + uint64(p[i].num)
	}
	return x, n, true
}

// reciprocals are 1<<64 divided by the counts of places, rounded up. The upper half
// of the product with one is the quotient, for numbers up to perm.MostHalf.
var reciprocals = func() (r [32]uint64) {
	for n := 2; n < len(r); n++ {
		r[n] = math.MaxUint64/uint64(n) + 1
	}
	return r
}()

// put is the inverse of rank: it writes what stands at the places of v.
func (p places) put(v []byte, x uint64) {
	for i := len(p) - 1; i >= 0; i-- {
		c := p[i]
		q, _ := bits.Mul64(x, reciprocals[c.count&31])
		v[c.at] = c.first + byte(x-q*uint64(c.count))
		x = q
	}
}

// placed appends v, permuted among the values of its places.
func (s *Shaper) placed(dst, v []byte, p places, tweak uint64) []byte {
	at := len(dst)
	dst = append(dst, v...)
	if len(p) == 0 {
		return dst
	}
	head, tail := p.halves()
	l, a, ok := head.rank()
	r, b, ok2 := tail.rank()
	if !ok || !ok2 {
		s.placedLong(dst[at:], p, tweak)
		return dst
	}
	h := s.perm.Tweak(tweak)
	if over, n := bits.Mul64(a, b); over == 0 && n <= perm.Cyclic {
		p.put(dst[at:], h.Below(l*b+r, n))
		return dst
	}
	l, r = h.Pair(l, r, a, b)
	head.put(dst[at:], l)
	tail.put(dst[at:], r)
	return dst
}

// placedLong is placed for values of too many numbers, in their place.
func (s *Shaper) placedLong(v []byte, p places, tweak uint64) {
	num, rad := s.Numerals(len(p))
	for i, c := range p {
		num[i], rad[i] = uint16(c.num), uint16(c.count)
	}
	s.Permute(num, rad, tweak)
	for i, c := range p {
		v[c.at] = c.first + byte(num[i])
	}
}
