package shape

import (
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

// places are the characters that may stand at each byte of a short value: so many
// from the first on, of which the value has one; what stays is alone.
type places struct{ first, count [longestCode]byte }

// set says what may stand at i; stay, that c does.
func (p *places) set(i int, first, count byte) { p.first[i], p.count[i] = first, count }
func (p *places) stay(i int, c byte)           { p.set(i, c, 1) }

// text takes a short value apart as letterNumerals does. It is false for what is not
// ASCII.
func (p *places) text(v []byte) (tweak uint64, ok bool) {
	tweak = tweakLetters
	for i, c := range v {
		if c >= utf8.RuneSelf {
			return 0, false
		}
		k := classes[c]
		if k == 0 {
			p.stay(i, c)
			continue
		}
		p.set(i, classFirst[k&3], classCount[k&3])
		tweak = (tweak ^ uint64(min(k, classOfLetter))) * tweakPrime
	}
	return tweak, true
}

// mostPlaced is above what the numbers of values may be before the last place.
const mostPlaced = 1 << 58

// rank returns v as a number below n, of which every value in those places is one.
// It is false where there are too many.
func (p *places) rank(v []byte) (x, n uint64, ok bool) {
	n = 1
	for i, c := range v {
		if n >= mostPlaced {
			return 0, 0, false
		}
		x = x*uint64(p.count[i]) + uint64(c-p.first[i])
		n *= uint64(p.count[i])
	}
	return x, n, true
}

// half returns how many values the places before the middle of v have: see middle.
func (p *places) half(v []byte) uint64 {
	total := 0
	for i := range v {
		total += weight(uint16(p.count[i]))
	}
	sum, a := 0, uint64(1)
	for i := range v {
		w := weight(uint16(p.count[i]))
		if w > 0 && sum > 0 && 2*sum+w > total {
			break
		}
		sum += w
		a *= uint64(p.count[i])
	}
	return a
}

// placed appends v, permuted among the values of its places.
func (s *Shaper) placed(dst, v []byte, p *places, tweak uint64) []byte {
	x, n, ok := p.rank(v)
	at := len(dst)
	dst = append(dst, v...)
	switch {
	case !ok:
		s.placedLong(dst[at:], p, tweak)
		return dst
	case n == 1:
		return dst
	}
	h := s.perm.Tweak(tweak)
	if n <= perm.Cyclic {
		x = h.Below(x, n)
	} else {
		a := p.half(v)
		b := n / a
		l, r := h.Pair(x/b, x%b, a, b)
		x = l*b + r
	}
	for i := len(v) - 1; i >= 0; i-- {
		var d uint64
		switch p.count[i] { // constants spare divisions
		case 1:
			continue
		case 9:
			d, x = x%9, x/9
		case 10:
			d, x = x%10, x/10
		default:
			d, x = x%26, x/26
		}
		dst[at+i] = p.first[i] + byte(d)
	}
	return dst
}

// placedLong is placed for values of too many numbers, in their place.
func (s *Shaper) placedLong(v []byte, p *places, tweak uint64) {
	num, rad := s.Numerals(len(v))
	n := 0
	for i, c := range v {
		if p.count[i] > 1 {
			num[n], rad[n] = uint16(c-p.first[i]), uint16(p.count[i])
			n++
		}
	}
	s.Permute(num[:n], rad[:n], tweak)
	for i := range v {
		if p.count[i] > 1 {
			v[i] = p.first[i] + byte(num[0])
			num = num[1:]
		}
	}
}
