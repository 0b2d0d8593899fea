package mask

import (
	"bytes"
	"math"
	"strconv"

	"sanitize/mask/internal/shape"
)

// real permutes floats. One with so few digits that each of as many is a float
// of its own is permuted as a decimal, and so as it is in a column of numeric;
// any other one among the floats of its decade. 0 and -1 stay.
type real struct {
	bits     int
	digits   int // so many are exact: FLT_DIG, DBL_DIG of <float.h>
	fixed    *fixed
	min, max float64
}

func newReal(t Type) *real {
	r := &real{bits: 64, digits: 15, fixed: newFixed(t), min: math.Inf(-1), max: math.Inf(1)}
	if t.Bits == 32 {
		r.bits, r.digits = 32, 6
	}
	if t.Min.Text != "" {
		r.min, _ = strconv.ParseFloat(t.Min.Text, 64)
	}
	if t.Max.Text != "" {
		r.max, _ = strconv.ParseFloat(t.Max.Text, 64)
	}
	return r
}

// append appends what becomes of src, a number with digits.
func (r *real) append(dst, src []byte, s *scratch) ([]byte, error) {
	x, err := strconv.ParseFloat(string(src), r.bits)
	switch {
	case err != nil:
		return dst, errNumber
	case x == 0:
		return append(dst, src...), nil
	}
	if v, ok := r.short(s.inner[:0], x); ok {
		s.inner = v
		return r.fixed.append(dst, v, s)
	}
	inside := r.holds(x)
	y := r.step(x, inside, s)
	for i := 0; i < maxWalk; i++ {
		_, short := r.short(s.inner[:0], y)
		if !short && r.holds(y) == inside {
			break
		}
		y = r.step(y, inside, s)
	}
	return strconv.AppendFloat(dst, y, 'g', -1, r.bits), nil
}

func (r *real) holds(x float64) bool { return r.min <= x && x <= r.max }

// short appends x as a decimal, if it has few digits.
func (r *real) short(dst []byte, x float64) ([]byte, bool) {
	if a := math.Abs(x); a >= 1e15 || a < 1e-15 {
		return dst, false
	}
	v := strconv.AppendFloat(dst, x, 'f', -1, r.bits)
	n, most := 0, r.digits
	for _, c := range v[len(dst):] {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	switch {
	case math.Abs(x) < 1:
		n-- // the zero before the point
	case r.bits == 32 && x == math.Trunc(x):
		most++ // whole numbers are exact up to 2^24
	}
	return v, n <= most
}

// tweakReal begins the tweaks of decades.
const tweakReal = 0x510e527fade682d1

// step permutes the floats of the decade of x and of its sign, or, if x is
// between the ends, those of them that are.
func (r *real) step(x float64, inside bool, s *scratch) float64 {
	a := math.Abs(x)
	e := r.exponent(a, s)
	lo, hi := r.power(e, s), r.power(e+1, s)-1
	if inside {
		least, most := r.min, r.max
		if x < 0 {
			least, most = -r.max, -r.min
		}
		if least > 0 {
			lo = max(lo, r.rank(least))
		}
		if !math.IsInf(most, 1) {
			hi = min(hi, r.rank(most))
		}
	}
	v := r.rank(a)
	if v < lo || v > hi {
		return x
	}
	h := s.Tweak(tweakReal + uint64(int64(e))<<1 + math.Float64bits(x)>>63)
	y := r.float(lo + h.Below(v-lo, hi-lo+1))
	return math.Copysign(y, x)
}

// exponent returns the power of ten that the first digit of x is of.
func (r *real) exponent(x float64, s *scratch) int {
	s.inner = strconv.AppendFloat(s.inner[:0], x, 'e', -1, r.bits)
	return shape.Exponent(s.inner)
}

// power returns the rank of the least float that is not below ten to the e.
func (r *real) power(e int, s *scratch) uint64 {
	if e > 308 || e > 38 && r.bits == 32 { // it is above all of them
		return r.rank(math.Inf(1))
	}
	s.inner = strconv.AppendInt(append(s.inner[:0], '1', 'e'), int64(e), 10)
	x, _ := strconv.ParseFloat(string(s.inner), r.bits)
	return max(r.rank(x), 1)
}

// rank returns how many floats are from zero to below x.
func (r *real) rank(x float64) uint64 {
	if r.bits == 32 {
		return uint64(math.Float32bits(float32(x)))
	}
	return math.Float64bits(x)
}

// float is the inverse of rank.
func (r *real) float(rank uint64) float64 {
	if r.bits == 32 {
		return float64(math.Float32frombits(uint32(rank)))
	}
	return math.Float64frombits(rank)
}

// maxMoney is how many digits an amount has at most: those of 64 bits.
const maxMoney = 19

// money permutes amounts as decimals, and puts the digits back where they were:
// how an amount is written is a matter of lc_monetary.
type money struct{ fixed *fixed }

func newMoney() *money { return &money{newFixed(Type{Kind: Numeric})} }

func (m *money) append(dst, src []byte, s *scratch) ([]byte, error) {
	zeros, ok := s.amount(src)
	if !ok {
		return dst, errNumber
	}
	n := len(s.inner)
	for {
		out, err := m.fixed.append(s.inner, s.inner[:n], s)
		if err != nil {
			return dst, err
		}
		s.inner = append(out[:0], out[n:]...)
		if isCents(s.inner) {
			break
		}
	}
	at := 0
	for i, c := range src {
		if '0' <= c && c <= '9' && i >= zeros {
			for s.inner[at] < '0' || s.inner[at] > '9' {
				at++
			}
			c = s.inner[at]
			at++
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// amount sets s.inner to an amount as a decimal, and returns where the zeros end
// that it begins with, which stay; false if it is none that money can hold.
func (s *scratch) amount(src []byte) (zeros int, ok bool) {
	s.inner = s.inner[:0]
	last := bytes.LastIndexFunc(src, func(r rune) bool { return '0' <= r && r <= '9' })
	if last < 0 {
		return 0, false
	}
	if bytes.ContainsAny(src, "-(") {
		s.inner = append(s.inner, '-')
	}
	point := len(src)
	if last >= 3 && shape.DigitsAt(src, last-1) == 2 && (src[last-2] == '.' || src[last-2] == ',') {
		point = last - 2
	}
	zeros = leadingZeros(src[:point])
	digits := 0
	for i, c := range src {
		switch {
		case i < zeros:
		case '0' <= c && c <= '9':
			s.inner = append(s.inner, c)
			digits++
		case i == point:
			s.inner = append(s.inner, '.')
		}
	}
	return zeros, digits <= maxMoney
}

// leadingZeros returns where the zeros end that stand before another digit of a
// whole number, which the server does not write.
func leadingZeros(whole []byte) int {
	end, zero := 0, -1
	for i, c := range whole {
		if c < '0' || c > '9' {
			continue
		}
		if zero >= 0 {
			end = zero + 1
		}
		if c != '0' {
			return end
		}
		zero = i
	}
	return end
}

// isCents reports whether an amount is within 64 bits of its smallest unit.
func isCents(v []byte) bool {
	n := uint64(0)
	for _, c := range v {
		if '0' <= c && c <= '9' {
			d := uint64(c - '0')
			if n > (math.MaxInt64-d)/10 {
				return false
			}
			n = n*10 + d
		}
	}
	return true
}
