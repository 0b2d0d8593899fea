package mask

import (
	"errors"
	"math"
	"strconv"

	"sanitize/mask/internal/shape"
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

func (m *integer) append(dst, src []byte, s *scratch) ([]byte, error) {
	digits, limit := src, m.max
	if len(src) > 0 && src[0] == '-' {
		digits, limit = src[1:], m.min
	}
	v, ok := shape.ParseUint(digits)
	if !ok || v > limit {
		return dst, errInteger
	}
	negative := len(src) > len(digits)
	if v == 0 {
		return append(dst, src...), nil
	}
	lo, hi := shape.Decade(v)
	if hi = min(hi, limit); negative {
		dst = append(dst, '-')
	}
	tweak := tweakIntegers + 2*lo
	if negative {
		tweak++
	}
	h := s.Tweak(tweak)
	return strconv.AppendUint(dst, lo+h.Below(v-lo, hi-lo+1), 10), nil
}

// tweakIntegers is what the tweaks of decades are counted from.
const tweakIntegers = 0x9ae16a3b2f90404f

var errNumber = errors.New("not a number of its type")

// decimal is the scramble of numeric, float and money.
type decimal struct {
	limits shape.Limits
	kind   Kind
}

func newDecimal(t Type) *decimal {
	d := &decimal{kind: t.Kind}
	switch t.Kind {
	case Numeric:
		d.limits.Zeros = max(0, -t.Scale)
		if t.Precision > 0 && t.Precision <= t.Scale {
			d.limits.Places = t.Scale - t.Precision + 1
		}
	case Money:
		d.limits.Money = true
	default:
		d.limits.FloatBits = 64
		if t.Bits == 32 {
			d.limits.FloatBits = 32
		}
	}
	return d
}

func (d *decimal) append(dst, src []byte, s *scratch) ([]byte, error) {
	l := d.limits
	if d.kind != Money {
		end, ok := shape.ScanNumber(src)
		if !ok || end != len(src) {
			return d.special(dst, src)
		}
		l.Exponent = shape.Exponent(src)
	} else if shape.FirstDigit(src) < 0 {
		return dst, errNumber
	}
	return s.Number(dst, src, l), nil
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
