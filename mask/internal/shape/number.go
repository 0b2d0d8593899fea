package shape

import (
	"bytes"
	"cmp"
	"math"
	"strconv"
)

// ScanNumber returns the length of the decimal number that b begins with: a
// sign, digits, a point, digits, an exponent.
func ScanNumber(b []byte) (n int, ok bool) {
	i := 0
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	whole := DigitsAt(b, i)
	i += whole
	fraction := 0
	if i < len(b) && b[i] == '.' {
		fraction = DigitsAt(b, i+1)
		i += 1 + fraction
	}
	if whole+fraction == 0 {
		return 0, false
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		j := i + 1
		if j < len(b) && (b[j] == '-' || b[j] == '+') {
			j++
		}
		e := DigitsAt(b, j)
		if e == 0 {
			return 0, false
		}
		i = j + e
	}
	return i, true
}

// Mantissa returns the length of a number without its exponent.
func Mantissa(v []byte) int {
	for i, c := range v {
		if c|0x20 == 'e' {
			return i
		}
	}
	return len(v)
}

// Exponent returns the power of ten of the first digit in v that is not zero,
// as far as its sign and e say: 0.001 counts as 0, for only numbers with an e
// come near a limit.
func Exponent(v []byte) int {
	i := Mantissa(v)
	if i == len(v) {
		return 0
	}
	digits := bytes.TrimLeft(v[i+1:], "+-")
	e, ok := ParseUint(digits)
	if !ok || e > 1<<20 {
		e = 1 << 20
	}
	if v[i+1] == '-' {
		return -int(e)
	}
	return int(e)
}

// Places returns the number of digits after the point.
func Places(v []byte) int {
	if i := bytes.IndexByte(v, '.'); i >= 0 {
		return len(v) - i - 1
	}
	return 0
}

// FirstDigit returns the offset of the first digit in v, or -1.
//
// Note: bytes.IndexAny builds its set anew for each value.
func FirstDigit(v []byte) int {
	for i, c := range v {
		if '0' <= c && c <= '9' {
			return i
		}
	}
	return -1
}

// DigitsAt returns how many digits b has at i.
func DigitsAt(b []byte, i int) int {
	n := 0
	for i+n < len(b) && '0' <= b[i+n] && b[i+n] <= '9' {
		n++
	}
	return n
}

// fitsUint is how many digits make a number of 64 bits, whichever they are.
const fitsUint = 19

// ParseUint reads a run of digits. It takes bytes, and says nothing of why it
// failed, for errors must not hold them.
func ParseUint(b []byte) (v uint64, ok bool) {
	for i, c := range b {
		d := uint64(c - '0')
		if d > 9 || i >= fitsUint && v > (math.MaxUint64-d)/10 {
			return 0, false
		}
		v = v*10 + d
	}
	return v, len(b) > 0
}

// Decade returns the least and the greatest number, zero aside, that has as
// many digits as v.
func Decade(v uint64) (lo, hi uint64) {
	for lo = 1; lo <= math.MaxUint64/10 && lo*10 <= v; {
		lo *= 10
	}
	if lo > math.MaxUint64/10 {
		return lo, math.MaxUint64
	}
	return lo, lo*10 - 1
}

// FixedPoint reads a decimal as a whole number of its places'th place.
func FixedPoint(v []byte, places int) (n int64, ok bool) {
	v, negative := bytes.CutPrefix(v, []byte("-"))
	whole, fraction, _ := bytes.Cut(v, []byte("."))
	if len(whole) == 0 || len(whole) > 19 || len(whole)+places > 18 && places > 0 || DigitsAt(whole, 0) != len(whole) || DigitsAt(fraction, 0) != len(fraction) {
		return 0, false
	}
	u, ok := ParseUint(whole)
	for i := range places {
		u *= 10
		if i < len(fraction) {
			u += uint64(fraction[i] - '0')
		}
	}
	switch {
	case negative:
		return -int64(u), ok && u <= 1<<63
	default:
		return int64(u), ok && u <= math.MaxInt64
	}
}

// AppendFixedPoint is the inverse of fixedPoint.
func AppendFixedPoint(dst []byte, v int64, places int) []byte {
	u := uint64(v)
	if v < 0 {
		dst, u = append(dst, '-'), -u
	}
	unit := uint64(1)
	for range places {
		unit *= 10
	}
	dst = strconv.AppendUint(dst, u/unit, 10)
	if places == 0 {
		return dst
	}
	dst = append(dst, '.')
	for rest := u % unit; unit > 1; rest %= unit {
		unit /= 10
		dst = append(dst, '0'+byte(rest/unit))
	}
	return dst
}

// Compare compares two decimals without exponents, of any length.
func Compare(a, b []byte) int {
	a, negA := unsigned(a)
	b, negB := unsigned(b)
	switch {
	case negA && !negB:
		return -1
	case negB && !negA:
		return 1
	case negA:
		a, b = b, a
	}
	wholeA, fractionA, _ := bytes.Cut(a, []byte("."))
	wholeB, fractionB, _ := bytes.Cut(b, []byte("."))
	if c := cmp.Compare(len(wholeA), len(wholeB)); c != 0 {
		return c
	}
	if c := bytes.Compare(wholeA, wholeB); c != 0 {
		return c
	}
	return bytes.Compare(bytes.TrimRight(fractionA, "0"), bytes.TrimRight(fractionB, "0"))
}

// unsigned returns a decimal without its sign and leading zeros, and whether it
// is less than zero.
func unsigned(v []byte) (digits []byte, negative bool) {
	negative = len(v) > 0 && v[0] == '-'
	digits = bytes.TrimLeft(v, "+-0")
	return digits, negative && len(bytes.Trim(digits, "0.")) > 0
}
