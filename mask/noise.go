package mask

import (
	"math"
	"math/bits"
	"strconv"

	"sanitize/mask/internal/shape"
)

// By the form of the number:
//
//	integer    int
//	fixed      numeric and money, as digits between marks: grows and carry see to
//	           what a digit more or less in front does
//	float      as float8out and float4out write it
//
// All but float draw by near, which knows neither form nor type.

// noise moves a number by a part of itself at most. The move is keyed by the
// number: the same one moves alike each time, so that asking often and taking
// the mean brings nothing back. Signs stay, zero stays, and nothing else
// becomes zero.
//
// A number of a fixed point is taken by its first 17 digits; those after them
// are random. It never gets out of its type: what would is moved less.
type noise struct {
	ratio   float64
	million uint64 // the ratio in millionths
	kind    Kind
	limit   *integer // Int
	whole   int      // Numeric: digits before the point at most, 0: no limit
	places  int      // Numeric with a limit: digits after it at most
	zeros   int      // Numeric: so many last digits are 0
	bits    int      // Float
}

var noiseSpec = Spec{
	Name: "noise", Family: "numbers",
	Summary: "a number near by, always the same for the same one; sign and zero stay", Makes: "a number",
	Params: []Param{{Name: "ratio", Kind: NumberParam, Min: 0, Max: 1, Default: "0.1", Help: "at most this part of the number is added or taken"}},
	Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "1234.50", On: Type{Kind: Numeric, Name: "numeric(10,2)", Precision: 10, Scale: 2}, make: makeNoise,
	Notes: []string{
		"Keeps sign, zero, and nearness: order roughly, sums and means within a few percent, and what a number goes with.",
		"Two numbers may meet. A number is known to within the ratio: a salary or a rare amount still tells whose it is, and so do several numbers of a row together.",
	},
}

func makeNoise(b *build) (Mask, error) {
	ratio := b.number("ratio", 0.1)
	n := &noise{ratio: ratio, million: uint64(math.Round(ratio * 1e6)), kind: b.typ.Kind, bits: 64}
	if n.million == 0 {
		return nil, paramError("ratio", "want a millionth at least")
	}
	switch t := b.typ; t.Kind {
	case Int:
		n.limit = newInteger(t)
	case Numeric:
		n.zeros = max(0, -t.Scale)
		n.whole, n.places = t.Precision, t.Scale
	case Float:
		if t.Bits == 32 {
			n.bits = 32
		}
	}
	m := b.keyed(n, Lossy)
	m.fixed = true // zero, NaN and infinity stay
	return m, nil
}

func (n *noise) append(dst, src []byte, s *scratch) ([]byte, error) {
	switch n.kind {
	case Int:
		return n.integer(dst, src, s)
	case Float:
		return n.float(dst, src, s)
	case Money:
		if shape.FirstDigit(src) < 0 {
			return dst, errNumber
		}
		return n.fixed(dst, src, s), nil
	}
	if end, ok := shape.ScanNumber(src); !ok || end != len(src) || shape.Mantissa(src) != end {
		return (&decimal{}).special(dst, src)
	}
	return n.fixed(dst, src, s), nil
}

// near draws a number that is not v, from v less the ratio to v and the ratio,
// within the limits, which hold v. Where that is v alone, it is v.
func (n *noise) near(v, least, most uint64, s *scratch) uint64 {
	hi, lo := bits.Mul64(v, n.million)
	d := uint64(math.MaxUint64)
	if hi < 1e6 {
		d, _ = bits.Div64(hi, lo, 1e6)
	}
	d = max(d, 1)
	if d < v && v-d > least {
		least = v - d
	}
	if most-v > d {
		most = v + d
	}
	return s.Other(v, least, most)
}

func (n *noise) integer(dst, src []byte, s *scratch) ([]byte, error) {
	digits, most := src, n.limit.max
	if len(src) > 0 && src[0] == '-' {
		digits, most = src[1:], n.limit.min
	}
	v, ok := shape.ParseUint(digits)
	if !ok || v > most {
		return dst, errInteger
	}
	if v == 0 {
		return append(dst, src...), nil
	}
	s.Seed(src)
	dst = append(dst, src[:len(src)-len(digits)]...)
	return strconv.AppendUint(dst, n.near(v, 1, most, s), 10), nil
}

// maxWindow is how many digits noise looks at: 10 times as much, and the
// million of the ratio, are below 2^64 and 2^128.
const maxWindow = 17

// fixed appends a number of a fixed point, with noise. Marks between digits
// stay where they are: in money there are some. There the number of digits
// stays, too.
func (n *noise) fixed(dst, src []byte, s *scratch) []byte {
	at := len(dst)
	dst = append(dst, src...)
	r := (&shape.Limits{Zeros: n.zeros}).Digits(src)
	if r.First < 0 || src[r.First] == '0' {
		return dst
	}
	v, size, count := uint64(0), 0, 0
	last := r.First
	for i := r.First; i <= r.Last; i++ {
		if c := src[i]; '0' <= c && c <= '9' {
			if count++; size < maxWindow {
				v, last = v*10+uint64(c-'0'), i
				size++
			}
		}
	}
	lo, hi := shape.Decade(v)
	if size == count && n.kind != Money {
		lo = 1
	}
	if n.grows(src, r) {
		hi = hi*10 + 9
	} else if n.kind == Money && count >= 19 {
		hi = min(hi, lo*9-1) // 92 233 720 368 547 758.07 ends the type
	}
	if hi < v {
		hi = v
	}
	s.Seed(src)
	m := n.near(v, lo, hi, s)
	for i := last; i >= r.First; i-- {
		if c := src[i]; '0' <= c && c <= '9' {
			dst[at+i], m = '0'+byte(m%10), m/10
		}
	}
	for i := last + 1; i <= r.Last; i++ {
		if c := src[i]; '0' <= c && c <= '9' {
			dst[at+i] = '0' + byte(s.Below(10))
		}
	}
	if n.kind == Money {
		return dst
	}
	return carry(dst, at, at+r.First, byte(m))
}

// grows reports whether the number may get a digit more in front.
func (n *noise) grows(src []byte, r shape.Run) bool {
	if n.kind == Money {
		return false
	}
	if n.whole == 0 {
		return true
	}
	i := r.First
	places := shape.Places(src)
	point := len(src) - places - 1
	if places == 0 {
		point = len(src)
	}
	if i < point {
		return point-i < n.whole-n.places
	}
	return i-point > n.places-n.whole+1 && (i-point > 1 || n.whole > n.places)
}

// carry puts the digit m, if it is not 0, before dst[first], and takes leading
// zeros off the number at dst[at:].
func carry(dst []byte, at, first int, m byte) []byte {
	if m > 0 {
		i := first - 1
		for i >= at && (dst[i] < '0' || dst[i] > '9') && dst[i] == '.' {
			i--
		}
		if i >= at && '0' <= dst[i] && dst[i] <= '9' {
			dst[i] += m
			return dst
		}
		dst = append(dst, 0)
		copy(dst[first+1:], dst[first:])
		dst[first] = '0' + m
		return dst
	}
	if dst[at] == '-' || dst[at] == '+' {
		at++
	}
	zeros := 0
	for at+zeros+1 < len(dst) && dst[at+zeros] == '0' && '0' <= dst[at+zeros+1] && dst[at+zeros+1] <= '9' {
		zeros++
	}
	return append(dst[:at], dst[at+zeros:]...)
}

// float appends a float with noise. The conversions keep compilers from joining
// a product and a sum, which would round otherwise on other machines.
func (n *noise) float(dst, src []byte, s *scratch) ([]byte, error) {
	if end, ok := shape.ScanNumber(src); !ok || end != len(src) {
		return (&decimal{}).special(dst, src)
	}
	v, err := strconv.ParseFloat(string(src), n.bits)
	if err != nil {
		return dst, errNumber
	}
	if v == 0 {
		return append(dst, src...), nil
	}
	s.Seed(src)
	u := float64(s.Uint64()>>11) / (1 << 52) // from 0 to below 2
	d := float64(float64(v*n.ratio) * (u - 1))
	w := v + d
	if n.bits == 32 {
		w = float64(float32(w))
	}
	if math.IsInf(w, 0) {
		w = v - d
	}
	if w == v || w == 0 || math.Signbit(w) != math.Signbit(v) {
		w = nextFloat(v, n.bits)
	}
	return appendFloat(dst, w, n.bits), nil
}

// nextFloat returns a neighbour of v that is neither 0 nor infinite.
func nextFloat(v float64, bits int) float64 {
	to := math.Copysign(1, v)
	if math.Abs(v) < 1 {
		to = math.Copysign(2, v)
	}
	if v == to {
		to = 2 * v
	}
	if bits == 32 {
		return float64(math.Nextafter32(float32(v), float32(to)))
	}
	return math.Nextafter(v, to)
}

// appendFloat appends v as float8out and float4out write it.
func appendFloat(dst []byte, v float64, bits int) []byte {
	top := 1e15
	if bits == 32 {
		top = 1e6
	}
	form := byte('e')
	if a := math.Abs(v); a == 0 || a >= 1e-4 && a < top {
		form = 'f'
	}
	return strconv.AppendFloat(dst, v, form, -1, bits)
}
