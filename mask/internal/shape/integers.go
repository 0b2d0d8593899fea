package shape

import (
	"math"
	"slices"
	"strconv"
)

// Numbers in text. Leading zeros stay and none is made; a number keeps its
// digits' number, its sign, and within or beyond the types that hold it.

// What the kind of an integer keeps, beside how many of integerEnds it is above.
const (
	integerDate  = 1 << 3 // it is one of YYYYMMDD, with a year of any length or of two digits
	integerStamp = 1 << 4 // and the year is within that of timestamps
)

// integerEnds are the greatest numbers of int2, int4, oid and int8. With a minus
// sign there is one more.
var integerEnds = [...]uint64{math.MaxInt16, math.MaxInt32, math.MaxUint32, math.MaxInt64}

// numberKind returns the kind of a number.
func numberKind(v []byte) kind {
	i := signLen(v)
	if DigitsAt(v, i) < len(v)-i {
		return decimalKind(v)
	}
	x, ok := ParseUint(v[i:])
	what := uint32(len(integerEnds) + 1)
	if ok {
		what = 0
		for _, end := range integerEnds {
			if x > negated(end, v) {
				what++
			}
		}
	}
	if i == 0 {
		what |= dateDigits(v)
		if isBits(v) {
			return bitted.of(what)
		}
	}
	return integer.of(what)
}

// leastBits is how many digits 0 and 1 are a bit string.
const leastBits = 8

func isBits(v []byte) bool {
	for _, c := range v {
		if c|1 != '1' {
			return false
		}
	}
	return len(v) >= leastBits
}

// bits permutes bit strings of as many leading zeros.
func (s *Shaper) bits(dst, v []byte) []byte {
	num, rad := s.Numerals(len(v))
	zeros := 0
	for v[zeros] == '0' {
		zeros++
	}
	n := 0
	for _, c := range v[zeros+1:] {
		num[n], rad[n] = uint16(c-'0'), 2
		n++
	}
	s.Permute(num[:n], rad[:n], uint64(hashInteger.With(uint64(n)<<8|uint64(zeros)<<16)))
	dst = append(dst, v[:zeros+1]...)
	for _, b := range num[:n] {
		dst = append(dst, '0'+byte(b))
	}
	return dst
}

// IntegerEnds returns the greatest numbers of PostgreSQL's types of integers, or
// the least without their sign, smallest type first.
func IntegerEnds(negative bool) []uint64 {
	ends := slices.Clone(integerEnds[:])
	for i, end := range ends {
		if negative {
			ends[i] = negated(end, []byte("-"))
		}
	}
	return ends
}

// negated returns the end of a type for v, which may have a minus sign.
func negated(end uint64, v []byte) uint64 {
	if v[0] == '-' && end != math.MaxUint32 {
		return end + 1
	}
	return end
}

func signLen(v []byte) int {
	if len(v) > 0 && (v[0] == '-' || v[0] == '+') {
		return 1
	}
	return 0
}

// dateDigits says whether PostgreSQL reads a run of digits as a date: six or
// more, of which the last four are month and day (DecodeNumberField in
// datetime.c).
func dateDigits(v []byte) uint32 {
	n := len(v)
	if n < 6 || n > 11 {
		return 0
	}
	y, _ := ParseUint(v[:n-4])
	m, d := two(v[n-4:]), two(v[n-2:])
	if n == 6 {
		if y < 70 {
			y += 100
		}
		y += 1900
	}
	switch {
	case y == 0 || y > 5874897 || m < 1 || m > 12 || d < 1 || d > monthLen(int64(y), m):
		return 0
	case y > 294276:
		return integerDate
	}
	return integerDate | integerStamp
}

// two reads two digits.
func two(v []byte) int { return int(v[0]-'0')*10 + int(v[1]-'0') }

// integer permutes integers with as many leading zeros and digits.
func (s *Shaper) integer(dst, v []byte, k kind) []byte {
	if k.keeps()&integerDate != 0 && len(v) == 8 && plausibleYear(v) {
		return s.day8(dst, v)
	}
	i := signLen(v)
	for i < len(v)-1 && v[i] == '0' {
		i++
	}
	h := hashInteger.With(uint64(i))
	if v[0] == '-' {
		h = h.With('-')
	}
	x, ok := ParseUint(v[i:])
	isDate := k.keeps()&integerDate != 0
	if !ok || isDate {
		return s.digits(append(dst, v[:i]...), v[i:], h, isDate)
	}
	lo, hi := Decade(x)
	if x < 10 && i == signLen(v) {
		lo = 2 // 0 and 1 are booleans, and -1 stands for nothing
	}
	if i == 0 && len(v) == stampDigits {
		lo, hi = stampYear(x, lo, hi)
	}
	for _, end := range integerEnds {
		switch end = negated(end, v); {
		case x <= end:
			hi = min(hi, end)
		default:
			lo = max(lo, end+1)
		}
	}
	if x < lo {
		return append(dst, v...)
	}
	t := s.perm.Tweak(uint64(h.With(lo)))
	return strconv.AppendUint(append(dst, v[:i]...), lo+t.Below(x-lo, hi-lo+1), 10)
}

// stampDigits is how many digits the milliseconds since 1970 have, from 2001 on.
const stampDigits = 13

// Those of the years to come are numbers as any.
const (
	firstStamps = 2001
	lastStamps  = 2035
)

// stampYear returns the first and last millisecond of the year that x is in, if it is a
// number of milliseconds since 1970, or those of all others from lo to hi.
func stampYear(x, lo, hi uint64) (uint64, uint64) {
	start := uint64(0)
	for y := int64(1970); y <= lastStamps; y++ {
		end := start + uint64(yearLen(y))*24*60*60*1000
		if x < end && y >= firstStamps {
			return max(lo, start), end - 1
		}
		start = end
	}
	return start, hi
}

// isStamp reports whether v, 13 digits, are milliseconds since 1970.
func isStamp(v []byte) bool {
	x, _ := ParseUint(v)
	_, hi := stampYear(x, 0, math.MaxUint64)
	return v[0] != '0' && hi != math.MaxUint64
}

// digits permutes runs of digits that do not begin with 0. With isDate the last
// four are a month and a day, and stay so: another of an ordinary year, while
// February 29 is one for itself.
func (s *Shaper) digits(dst, v []byte, h Hash, isDate bool) []byte {
	num, rad := s.Numerals(len(v))
	for i, c := range v {
		num[i], rad[i] = uint16(c-'0'), 10
	}
	num[0], rad[0] = num[0]-1, 9
	n, m, day := len(v), len(v)-4, -1
	if isDate && len(v) >= 6 {
		n = m
		if mm, dd := two(v[m:]), two(v[m+2:]); dd <= monthLen(1, mm) {
			day = dayOfYear(1, mm, dd)
			num[m], rad[m] = uint16(day), 365
			n = m + 1
		}
	}
	s.Permute(num[:n], rad[:n], uint64(h.With(uint64(n))))
	num[0]++
	at := len(dst)
	dst = append(dst, v...)
	for i := range n {
		dst[at+i] = '0' + byte(num[i])
	}
	if day >= 0 {
		mm, dd := dateOfYear(1, int(num[m]))
		putTwo(dst[at+m:], mm)
		putTwo(dst[at+m+2:], dd)
	}
	return dst
}

// plausibleYear reports whether v begins with a year of this century or the last.
func plausibleYear(v []byte) bool {
	return len(v) >= 4 && (v[0] == '1' && v[1] == '9' || v[0] == '2' && v[1] == '0') && DigitsAt(v[:4], 0) == 4
}

// day8 permutes the days of a year, written YYYYMMDD.
func (s *Shaper) day8(dst, v []byte) []byte {
	n := len(dst)
	dst = append(dst, v...)
	y, _ := ParseUint(v[:4])
	m, d := s.day(int64(y), two(v[4:]), two(v[6:]))
	putTwo(dst[n+4:], m)
	putTwo(dst[n+6:], d)
	return dst
}

// putTwo writes two digits.
func putTwo(to []byte, n int) { to[0], to[1] = '0'+byte(n/10), '0'+byte(n%10) }

// What the kind of a decimal keeps.
const (
	decimalDay = 1 << iota // 2024.017 is a date, the seventeenth day of its year
	decimalLat             // of two digits, and a latitude
	decimalLon             // of three, and a longitude
)

// leastPlaced is how many digits the coordinates of places have behind the point.
const leastPlaced = 3

// decimalKind returns the kind of a number with a point or an exponent. Dates have
// years of any length.
func decimalKind(v []byte) kind {
	i := signLen(v)
	n := DigitsAt(v, i)
	if n < 2 || len(v) < i+n+1+leastPlaced || v[i+n] != '.' || DigitsAt(v, i+n+1) < len(v)-i-n-1 {
		return decimal
	}
	x, _ := ParseUint(v[i : i+n])
	what := uint32(0)
	switch {
	case n == 2 && x < 90:
		what = decimalLat
	case n == 3 && x < 180:
		what = decimalLon
	}
	if n >= 3 && i == 0 && len(v) == n+4 {
		day, _ := ParseUint(v[n+1:])
		if day >= 1 && day <= uint64(yearLen(int64(x))) {
			what |= decimalDay
		}
	}
	return decimal.of(what)
}

// decimal permutes numbers of as many digits with the point, the exponent and
// the first digit that is not 0 in the same places. Of numbers of the order of
// the ends of floats the first digits stay; of those beyond, which are mostly no
// numbers (525e1087 is hexadecimal), the exponent does not.
func (s *Shaper) decimal(dst, v []byte) []byte {
	h, n := hashDecimal, 0
	num, rad := s.Numerals(len(v))
	end, left := Mantissa(v), 0
	switch e := magnitude(v); {
	case e > 308 || e < -330:
		end = len(v)
	case e == 38 || e == 308 || -46 <= e && e <= -37 || e <= -307:
		left = max(0, min(4, countDigits(v[:end])-1))
	}
	kept, free := left, false
	for _, c := range v[:end] {
		switch {
		case c < '0' || c > '9' || !free && c == '0':
			h = h.With(uint64(c))
			free = free && c|0x20 != 'e'
		case kept > 0:
			h = h.With(uint64(c))
			kept--
			free = true
		case !free:
			num[n], rad[n] = uint16(c-'1'), 9
			n++
			h = h.With(1)
			free = true
		default:
			num[n], rad[n] = uint16(c-'0'), 10
			n++
			h = h.With(1)
		}
	}
	s.Permute(num[:n], rad[:n], uint64(h.Text(v[end:])))
	return putDecimal(dst, v, end, left, num[:n])
}

// magnitude returns the power of ten that a number is of.
func magnitude(v []byte) int {
	i := signLen(v)
	for i < len(v) && v[i] == '0' {
		i++
	}
	return Exponent(v) + max(DigitsAt(v, i), 1) - 1
}

func countDigits(v []byte) int {
	n := 0
	for _, c := range v {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n
}

// putDecimal appends v with the digits that decimal has drawn.
func putDecimal(dst, v []byte, end, left int, num []uint16) []byte {
	at, free := 0, false
	for i, c := range v {
		switch {
		case i >= end:
		case c < '0' || c > '9' || !free && c == '0':
			free = free && c|0x20 != 'e'
		case left > 0:
			free = true
			left--
		case !free:
			free = true
			c = '1' + byte(num[at])
			at++
		default:
			c = '0' + byte(num[at])
			at++
		}
		dst = append(dst, c)
	}
	return dst
}
