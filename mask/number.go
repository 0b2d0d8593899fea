package mask

import (
	"bytes"
	"errors"
	"math"
	"strconv"
)

var errInteger = errors.New("not an integer of its type")

// integer permutes the integers of as many digits and the same sign: these
// stay, and so does zero, which is on the right side of most CHECKs.
type integer struct{ max, min uint64 } // the greatest, and the least without its sign

func newInteger(t Type) *integer {
	size := t.Bits
	if size == 0 {
		size = 64
	}
	if t.Unsigned {
		return &integer{max: math.MaxUint64 >> (64 - size)}
	}
	top := uint64(1) << (size - 1)
	return &integer{max: top - 1, min: top}
}

func (m *integer) append(dst, src []byte, s *source) ([]byte, error) {
	digits, limit := src, m.max
	if len(src) > 0 && src[0] == '-' {
		digits, limit = src[1:], m.min
	}
	v, ok := parseUint(digits)
	if !ok || v > limit {
		return dst, errInteger
	}
	negative := len(src) > len(digits)
	if v == 0 {
		return append(dst, src...), nil
	}
	lo, hi := decade(v)
	if hi = min(hi, limit); negative {
		dst = append(dst, '-')
	}
	tweak := tweakIntegers + 2*lo
	if negative {
		tweak++
	}
	h := s.perm.Tweak(tweak)
	return strconv.AppendUint(dst, lo+h.Below(v-lo, hi-lo+1), 10), nil
}

// tweakIntegers is what the tweaks of decades are counted from.
const tweakIntegers = 0x9ae16a3b2f90404f

// decade returns the least and the greatest number, zero aside, that has as
// many digits as v.
func decade(v uint64) (lo, hi uint64) {
	for lo = 1; lo <= math.MaxUint64/10 && lo*10 <= v; {
		lo *= 10
	}
	if lo > math.MaxUint64/10 {
		return lo, math.MaxUint64
	}
	return lo, lo*10 - 1
}

// parseUint reads a run of digits. It takes bytes, and says nothing of why it
// failed, for errors must not hold them.
func parseUint(b []byte) (v uint64, ok bool) {
	for _, c := range b {
		d := uint64(c - '0')
		if d > 9 || v > (math.MaxUint64-d)/10 {
			return 0, false
		}
		v = v*10 + d
	}
	return v, len(b) > 0
}

// number appends the decimal number v with its digits replaced. Sign, point and
// exponent stay, and so do leading zeros: what is not zero stays so, and the
// magnitude with it. A zero gets a last digit. limits bends the digits where
// the type ends.
func (s *source) number(dst, v []byte, l limits) []byte {
	n := len(dst)
	dst = append(dst, v...)
	r := l.digits(v[:mantissa(v)])
	if r.first < 0 {
		return dst
	}
	for s.seed(v); ; s.again() {
		s.fill(dst[n:], v, r)
		if r.alone() || !bytes.Equal(dst[n:], v) {
			return dst
		}
	}
}

// A run is the digits of a number that are replaced.
type run struct {
	first, last  int  // offsets; first is -1 where there are none
	least, most  byte // of the first digit
	secondAtMost byte
}

// alone reports whether the first digit is all there is to change, so that fill
// keeps it from staying the same.
func (r *run) alone() bool { return r.first == r.last }

// limits say where numbers of a type end.
type limits struct {
	floatBits int  // 32 or 64: floats end at an exponent
	exponent  int  // the number's exponent, where floatBits is set
	money     bool // 64 bits of cents
	zeros     int  // so many last digits before the point stay 0 (a negative scale)
	places    int  // a digit that is not 0 comes at this place after the point, or later
}

// mantissa returns the length of a number without its exponent.
func mantissa(v []byte) int {
	for i, c := range v {
		if c|0x20 == 'e' {
			return i
		}
	}
	return len(v)
}

// firstDigit returns the offset of the first digit in v, or -1.
//
// Note: bytes.IndexAny builds its set anew for each value.
func firstDigit(v []byte) int {
	for i, c := range v {
		if '0' <= c && c <= '9' {
			return i
		}
	}
	return -1
}

// digits finds the digits to be replaced of v, a mantissa.
func (l *limits) digits(v []byte) run {
	r := run{first: -1, last: -1, least: 1, most: 9, secondAtMost: 9}
	count, lastDigit := 0, -1
	for i, c := range v {
		if c < '0' || c > '9' {
			continue
		}
		lastDigit = i
		if c != '0' && r.first < 0 {
			r.first = i
		}
		if r.first >= 0 {
			count++
		}
	}
	r.last = lastDigit
	if r.first < 0 {
		if places(v) < l.places {
			return r
		}
		r.first = lastDigit
	}
	if l.zeros > 0 {
		return l.rounded(r, count)
	}
	l.bend(&r, count)
	return r
}

// rounded leaves out the zeros that a negative scale demands.
func (l *limits) rounded(r run, count int) run {
	r.last -= l.zeros
	if count <= l.zeros {
		r.first = -1
	}
	return r
}

// bend keeps the first digits of the greatest and least numbers within the
// type: FLT_MAX is 3.4e38 and FLT_TRUE_MIN 1.4e-45, DBL_MAX 1.8e308 and
// DBL_TRUE_MIN 4.9e-324, money ends at 92233720368547758.07.
func (l *limits) bend(r *run, count int) {
	switch {
	case l.money && count >= 19:
		r.most = 8
	case l.floatBits == 64 && l.exponent >= 308:
		r.most, r.secondAtMost = 1, 6
	case l.floatBits == 32 && l.exponent >= 38:
		r.most = 2
	case l.floatBits == 64 && l.exponent <= -324:
		r.least = 5
	case l.floatBits == 32 && l.exponent <= -45:
		r.least = 2
	}
}

// fill draws the digits of r in dst, which has the length of v.
func (s *source) fill(dst, v []byte, r run) {
	old := uint64(v[r.first] - '0')
	if !r.alone() {
		old = math.MaxUint64
	}
	dst[r.first] = '0' + byte(s.other(old, uint64(r.least), uint64(r.most)))
	most := r.secondAtMost
	for i := r.first + 1; i <= r.last; i++ {
		if c := v[i]; '0' <= c && c <= '9' {
			dst[i] = '0' + byte(s.below(uint32(most)+1))
			most = 9
		}
	}
}

var errNumber = errors.New("not a number of its type")

// decimal is the scramble of numeric, float and money.
type decimal struct {
	limits limits
	kind   Kind
}

func newDecimal(t Type) *decimal {
	d := &decimal{kind: t.Kind}
	switch t.Kind {
	case Numeric:
		d.limits.zeros = max(0, -t.Scale)
		if t.Precision > 0 && t.Precision <= t.Scale {
			d.limits.places = t.Scale - t.Precision + 1
		}
	case Money:
		d.limits.money = true
	default:
		d.limits.floatBits = 64
		if t.Bits == 32 {
			d.limits.floatBits = 32
		}
	}
	return d
}

func (d *decimal) append(dst, src []byte, s *source) ([]byte, error) {
	l := d.limits
	if d.kind != Money {
		end, ok := scanNumber(src)
		if !ok || end != len(src) {
			return d.special(dst, src)
		}
		l.exponent = exponent(src)
	} else if firstDigit(src) < 0 {
		return dst, errNumber
	}
	return s.number(dst, src, l), nil
}

// special passes on the numbers that have no digits.
func (d *decimal) special(dst, src []byte) ([]byte, error) {
	if isEndless(src) {
		return append(dst, src...), nil
	}
	return dst, errNumber
}

// isEndless reports whether v is one of the numbers that have no digits.
func isEndless(v []byte) bool {
	return string(v) == "NaN" || string(v) == "Infinity" || string(v) == "-Infinity"
}

// exponent returns the power of ten of the first digit in v that is not zero,
// as far as its sign and e say: 0.001 counts as 0, for only numbers with an e
// come near a limit.
func exponent(v []byte) int {
	i := mantissa(v)
	if i == len(v) {
		return 0
	}
	digits := bytes.TrimLeft(v[i+1:], "+-")
	e, ok := parseUint(digits)
	if !ok || e > 1<<20 {
		e = 1 << 20
	}
	if v[i+1] == '-' {
		return -int(e)
	}
	return int(e)
}

// scanNumber returns the length of the decimal number that b begins with: a
// sign, digits, a point, digits, an exponent.
func scanNumber(b []byte) (n int, ok bool) {
	i := 0
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	whole := digitsAt(b, i)
	i += whole
	fraction := 0
	if i < len(b) && b[i] == '.' {
		fraction = digitsAt(b, i+1)
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
		e := digitsAt(b, j)
		if e == 0 {
			return 0, false
		}
		i = j + e
	}
	return i, true
}

// digitsAt returns how many digits b has at i.
func digitsAt(b []byte, i int) int {
	n := 0
	for i+n < len(b) && '0' <= b[i+n] && b[i+n] <= '9' {
		n++
	}
	return n
}
