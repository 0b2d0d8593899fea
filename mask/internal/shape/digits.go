package shape

import (
	"bytes"
	"math"
)

// Number appends the decimal number v with its digits replaced. Sign, point and
// exponent stay, and so do leading zeros: what is not zero stays so, and the
// magnitude with it. A zero gets a last digit. limits bends the digits where
// the type ends.
func (s *Shaper) Number(dst, v []byte, l Limits) []byte {
	n := len(dst)
	dst = append(dst, v...)
	r := l.Digits(v[:Mantissa(v)])
	if r.First < 0 {
		return dst
	}
	for s.Seed(v); ; s.Again() {
		s.fill(dst[n:], v, r)
		if r.alone() || !bytes.Equal(dst[n:], v) {
			return dst
		}
	}
}

// A Run is the digits of a number that are replaced.
type Run struct {
	First, Last  int  // offsets; First is -1 where there are none
	least, most  byte // of the first digit
	secondAtMost byte
}

// alone reports whether the first digit is all there is to change, so that fill
// keeps it from staying the same.
func (r *Run) alone() bool { return r.First == r.Last }

// Limits say where numbers of a type end.
type Limits struct {
	FloatBits int // 32 or 64: floats end at an exponent
	Exponent  int // the number's exponent, where FloatBits is set
	Zeros     int // so many last digits before the point stay 0 (a negative scale)
	Places    int // a digit that is not 0 comes at this place after the point, or later
}

// Digits finds the digits to be replaced of v, a mantissa.
func (l *Limits) Digits(v []byte) Run {
	r := Run{First: -1, Last: -1, least: 1, most: 9, secondAtMost: 9}
	count, lastDigit := 0, -1
	for i, c := range v {
		if c < '0' || c > '9' {
			continue
		}
		lastDigit = i
		if c != '0' && r.First < 0 {
			r.First = i
		}
		if r.First >= 0 {
			count++
		}
	}
	r.Last = lastDigit
	if r.First < 0 {
		if Places(v) < l.Places {
			return r
		}
		r.First = lastDigit
	}
	if l.Zeros > 0 {
		return l.rounded(r, count)
	}
	l.bend(&r)
	return r
}

// rounded leaves out the zeros that a negative scale demands.
func (l *Limits) rounded(r Run, count int) Run {
	r.Last -= l.Zeros
	if count <= l.Zeros {
		r.First = -1
	}
	return r
}

// bend keeps the first digits of the greatest and least numbers within the
// type: FLT_MAX is 3.4e38 and FLT_TRUE_MIN 1.4e-45, DBL_MAX 1.8e308 and
// DBL_TRUE_MIN 4.9e-324.
func (l *Limits) bend(r *Run) {
	switch {
	case l.FloatBits == 64 && l.Exponent >= 308:
		r.most, r.secondAtMost = 1, 6
	case l.FloatBits == 32 && l.Exponent >= 38:
		r.most = 2
	case l.FloatBits == 64 && l.Exponent <= -324:
		r.least = 5
	case l.FloatBits == 32 && l.Exponent <= -45:
		r.least = 2
	}
}

// fill draws the digits of r in dst, which has the length of v.
func (s *Shaper) fill(dst, v []byte, r Run) {
	old := uint64(v[r.First] - '0')
	if !r.alone() {
		old = math.MaxUint64
	}
	dst[r.First] = '0' + byte(s.Other(old, uint64(r.least), uint64(r.most)))
	most := r.secondAtMost
	for i := r.First + 1; i <= r.Last; i++ {
		if c := v[i]; '0' <= c && c <= '9' {
			dst[i] = '0' + byte(s.Below(uint32(most)+1))
			most = 9
		}
	}
}
