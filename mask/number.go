package mask

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"sanitize/mask/internal/shape"
)

var errInteger = errors.New("not an integer of its type")

// integer permutes the integers of as many digits and the same sign: these
// stay, and so do 0 and -1, which stand for what is not there.
type integer struct {
	max, min uint64 // the type's greatest, and its least without its sign
	pos, neg *decades
	decimal  bool // NaN is one, too
}

func newInteger(t Type) *integer {
	m := &integer{}
	size := t.Bits
	if size == 0 {
		size = 64
	}
	if m.max = math.MaxUint64 >> (64 - size); !t.Unsigned {
		m.max, m.min = m.max>>1, m.max>>1+1
	}
	m.cut(t, newDecades)
	return m
}

// cut sets the numbers that are permuted among each other, of a type with those
// ends.
func (m *integer) cut(t Type, how cutter) { m.pos, m.neg = signs(t, 0, m.max, m.min, how) }

// A cutter is newDecades or newWhole.
type cutter func(least, most, first, limit uint64, ends []uint64) *decades

func (m *integer) append(dst, src []byte, s *scratch) ([]byte, error) {
	digits, limit := src, m.max
	if len(src) > 0 && src[0] == '-' {
		digits, limit = src[1:], m.min
	}
	v, ok := shape.ParseUint(digits)
	if !ok || v > limit {
		if string(src) == "NaN" && m.decimal {
			return append(dst, src...), nil
		}
		return dst, errInteger
	}
	negative := len(src) > len(digits)
	if v == 0 || negative && v == 1 {
		return append(dst, src...), nil
	}
	if negative {
		return strconv.AppendUint(append(dst, '-'), m.neg.at(v, false, tweakIntegers+1, s), 10), nil
	}
	return strconv.AppendUint(dst, m.pos.at(v, false, tweakIntegers, s), 10), nil
}

// Tweaks are counted from these: of integers, and of what is outside of the ends.
const (
	tweakIntegers = 0x9ae16a3b2f90404f
	tweakOutside  = 0x5a7b4f1e8d36c29f
)

// signs returns the decades of t's numbers in units of its places'th place, of
// either sign, where it has none above most, and below zero above leastMost.
func signs(t Type, places int, most, leastMost uint64, cut cutter) (pos, neg *decades) {
	lo, hi := int64(math.MinInt64), int64(math.MaxInt64)
	if t.Min.Text != "" {
		lo = t.Min.ceil(places)
	}
	if t.Max.Text != "" {
		hi = t.Max.floor(places)
	}
	first := uint64(2) // -1 stays
	var ends, negEnds []uint64
	if places > 0 {
		first = 1
	} else {
		ends, negEnds = shape.IntegerEnds(false), shape.IntegerEnds(true)
	}
	pos, neg = cut(1, most, 1, most, ends), cut(first, leastMost, first, leastMost, negEnds)
	if lo > 0 || hi < math.MaxInt64 {
		pos = cut(uint64(max(lo, 1)), uint64(max(hi, 0)), 1, most, ends)
	}
	if hi < 0 || lo > math.MinInt64 {
		neg = cut(uint64(max(-hi, 1)), uint64(max(-lo, 0)), first, leastMost, negEnds)
	}
	return pos, neg
}

// farthest is how far ends go in what follows, either side. Those farther out
// are there.
const farthest = math.MaxInt64 - 1

// ceil returns the least number that a lower end leaves, in units of its
// places'th place.
func (b Bound) ceil(places int) int64 {
	n, exact := scaled(b.Text, places)
	if exact && b.Open || !exact && b.Text[0] != '-' {
		n++
	}
	return n
}

// floor returns the greatest number that an upper end leaves, likewise.
func (b Bound) floor(places int) int64 {
	n, exact := scaled(b.Text, places)
	if exact && b.Open || !exact && b.Text[0] == '-' {
		n--
	}
	return n
}

// scaled returns a decimal in units of its places'th place, cut towards zero,
// and whether that was all of it.
func scaled(text string, places int) (n int64, exact bool) {
	digits := strings.TrimLeft(text, "+-")
	whole, fraction, _ := strings.Cut(digits, ".")
	for len(fraction) < places {
		fraction += "0"
	}
	u, err := strconv.ParseUint(whole+fraction[:places], 10, 64)
	if err != nil || u > farthest {
		u, exact = farthest, true // also of what is no fixed number, which is watched elsewhere
	} else {
		exact = strings.Trim(fraction[places:], "0") == ""
	}
	if text[0] == '-' {
		return -int64(u), exact
	}
	return int64(u), exact
}

var errNumber = errors.New("not a number of its type")

// decimal is the scramble of numeric and float.
type decimal struct {
	fixed *fixed // Numeric
	real  *real  // Float
}

func newDecimal(t Type) algo {
	switch t.Kind {
	case Money:
		return newMoney()
	case Numeric:
		return &decimal{fixed: newFixed(t)}
	}
	return &decimal{real: newReal(t)}
}

func (d *decimal) append(dst, src []byte, s *scratch) ([]byte, error) {
	end, ok := shape.ScanNumber(src)
	switch {
	case !ok || end != len(src):
		return d.special(dst, src)
	case d.real != nil:
		return d.real.append(dst, src, s)
	case shape.Mantissa(src) == end:
		return d.fixed.append(dst, src, s)
	}
	return s.Number(dst, src, shape.Limits{}), nil
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
