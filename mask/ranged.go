package mask

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"sanitize/mask/internal/shape"
)

// Ranges and multiranges keep their shape: which bounds they have, and whether
// these belong to them. How far their bounds are apart stays for
//
//	dates and timestamps    moved by the shift of their row
//	numbers                 moved so that the first bound is scrambled
//
// What else there are ranges of is masked bound by bound, and a range that would
// then end before it begins gets its bounds swapped (times, UUIDs), or its first
// bound twice, for their order is not known here.

// The map: pieces reads a range, moved is for dates, measure, target and translated
// are for numbers, pairwise and inOrder for the rest.

var errRange = errors.New("not a range of its type")

// ranged is the scramble of ranges and multiranges.
type ranged struct {
	multi   bool
	kind    Kind
	span    span       // Int: the subtype's values
	shift   *dateShift // Date, Timestamp, TimestampTZ
	bound   Mask       // for bounds that are masked one by one
	ordered bool       // the order of the text is that of the type
}

// span is where the numbers of a type end.
type span struct{ min, max int64 }

// decimalSpan is how far decimals with a fixed point go that fit 64 bits.
var decimalSpan = span{-1e18, 1e18}

func (b *build) ranged() (Mask, error) {
	sub := b.typ.Elem
	if sub == nil {
		return nil, fmt.Errorf("the subtype of %s is not known", b.typ.title())
	}
	r := &ranged{multi: b.typ.Kind == Multirange, kind: sub.Kind, span: decimalSpan}
	bound, err := b.delegate("scramble", *sub)
	if err != nil {
		return nil, err
	}
	r.bound = bound
	m := b.keyed(r, Lossy)
	m.fixed = true
	switch sub.Kind {
	case Date, Timestamp, TimestampTZ:
		k := bound.(*keyed)
		r.shift = k.algo.(*dateShift)
		m.secret, m.traits.UsesRow = k.secret, true
	case Int:
		r.span = intSpan(*sub)
	case Time, UUID:
		r.ordered = true
	}
	return m, nil
}

func intSpan(t Type) span {
	switch {
	case t.Bits == 32 && t.Unsigned:
		return span{0, math.MaxUint32}
	case t.Unsigned:
		return span{0, math.MaxInt64}
	case t.Bits == 16:
		return span{math.MinInt16, math.MaxInt16}
	case t.Bits == 32:
		return span{math.MinInt32, math.MaxInt32}
	}
	return span{math.MinInt64, math.MaxInt64}
}

func (r *ranged) append(dst, src []byte, s *scratch) ([]byte, error) {
	switch {
	case r.shift != nil:
		return r.moved(dst, src, r.shift.days(src, s), s)
	case r.kind == Int || r.kind == Numeric || r.kind == Float:
		if m, ok := r.measure(src, s); ok {
			return r.translated(dst, src, m, s)
		}
	}
	return r.pairwise(dst, src, s)
}

// pieces cuts a range or multirange into bounds and what is between them.
type pieces struct {
	src   []byte
	multi bool
	at    int
	state int
}

// The states of pieces, by what comes next.
const (
	rangeStart = iota // {, [ or (, or "empty"
	rangeFirst        // in a multirange: a range, or the end
	rangeLower        // a bound or a comma
	rangeComma        // the comma
	rangeUpper        // a bound or the end
	rangeClose        // ] or )
	rangeNext         // in a multirange: a comma or the end
	rangeRange        // in a multirange: a range
	rangeEnd          // nothing
)

// next returns the next piece. Its decoded form is in s.in if it is a bound.
// The last piece is followed by an empty one.
func (p *pieces) next(s *scratch) (raw []byte, bound bool, err error) {
	if p.at == len(p.src) {
		if p.state != rangeEnd {
			return nil, false, errRange
		}
		return nil, false, nil
	}
	c := p.src[p.at]
	if p.state == rangeLower && c != ',' || p.state == rangeUpper && c != ']' && c != ')' {
		n, ok := s.field(p.src[p.at:], ",])")
		if !ok || n == 0 {
			return nil, false, errRange
		}
		raw = p.src[p.at : p.at+n]
		p.at += n
		p.state++
		return raw, true, nil
	}
	n := p.mark(c)
	if n == 0 {
		return nil, false, errRange
	}
	raw = p.src[p.at : p.at+n]
	p.at += n
	return raw, false, nil
}

// mark returns the length of the mark at p.at, which begins with c, and changes
// the state. It is 0 where the mark is wrong.
func (p *pieces) mark(c byte) int {
	open := c == '[' || c == '('
	after := rangeEnd
	if p.multi {
		after = rangeNext
	}
	switch {
	case p.state == rangeStart && p.multi && c == '{':
		p.state = rangeFirst
	case open && (p.state == rangeStart && !p.multi || p.state == rangeFirst || p.state == rangeRange):
		p.state = rangeLower
	case p.state == rangeStart && !p.multi && string(p.src[p.at:]) == "empty":
		p.state = rangeEnd
		return len("empty")
	case c == ',' && (p.state == rangeLower || p.state == rangeComma):
		p.state = rangeUpper
	case (c == ']' || c == ')') && (p.state == rangeUpper || p.state == rangeClose):
		p.state = after
	case c == ',' && p.state == rangeNext:
		p.state = rangeRange
	case c == '}' && (p.state == rangeFirst || p.state == rangeNext):
		p.state = rangeEnd
	default:
		return 0
	}
	return 1
}

// moved appends src with each bound shifted by days, or all of them to the other
// side where one would leave the type.
func (r *ranged) moved(dst, src []byte, days int64, s *scratch) ([]byte, error) {
	for p := (pieces{src: src, multi: r.multi}); ; {
		raw, bound, err := p.next(s)
		if err != nil || len(raw) == 0 {
			break
		}
		if bound && r.shift.leaves(s.in, days) {
			days = -days
			break
		}
	}
	p := pieces{src: src, multi: r.multi}
	for {
		raw, bound, err := p.next(s)
		if err != nil || len(raw) == 0 {
			return dst, err
		}
		if !bound {
			dst = append(dst, raw...)
			continue
		}
		if s.out, err = r.shift.shift(s.out[:0], s.in, days); err != nil {
			return dst, err
		}
		dst = appendField(dst, s.out, "()[],")
	}
}

// A measure is what translated has to know of a range's bounds. They are taken
// as whole numbers of the last decimal place that any of them has.
type measure struct {
	first, least, most int64
	places             int
}

// measure reads all bounds of src. It is false if there is none, or one that is
// not a decimal of 18 digits at most. The stream is seeded with the first.
func (r *ranged) measure(src []byte, s *scratch) (m measure, ok bool) {
	for round := range 2 {
		p := pieces{src: src, multi: r.multi}
		count := 0
		for {
			raw, bound, err := p.next(s)
			if err != nil {
				return m, false
			}
			if len(raw) == 0 {
				break
			}
			if !bound || isEndless(s.in) {
				continue
			}
			if round == 0 {
				m.places = max(m.places, shape.Places(s.in))
				count++
				continue
			}
			v, isFixed := shape.FixedPoint(s.in, m.places)
			if !isFixed || v < r.span.min || v > r.span.max {
				return m, false
			}
			if count == 0 {
				m.first, m.least, m.most = v, v, v
				s.Seed(s.in)
			}
			m.least, m.most = min(m.least, v), max(m.most, v)
			count++
		}
		if count == 0 {
			return m, false
		}
	}
	return m, true
}

// translated appends src with all bounds moved alike, so that the first one is
// scrambled and none leaves the span.
func (r *ranged) translated(dst, src []byte, m measure, s *scratch) ([]byte, error) {
	delta := uint64(r.target(m, s)) - uint64(m.first)
	p := pieces{src: src, multi: r.multi}
	for {
		raw, bound, err := p.next(s)
		if err != nil || len(raw) == 0 {
			return dst, err
		}
		if !bound || isEndless(s.in) {
			dst = append(dst, raw...)
			continue
		}
		v, _ := shape.FixedPoint(s.in, m.places)
		dst = shape.AppendFixedPoint(dst, int64(uint64(v)+delta), m.places)
	}
}

// target draws where the first bound goes: to a number of as many digits, or
// where the others do not let it, anywhere they do.
func (r *ranged) target(m measure, s *scratch) int64 {
	lo := int64(uint64(r.span.min) + uint64(m.first) - uint64(m.least))
	hi := int64(uint64(r.span.max) - (uint64(m.most) - uint64(m.first)))
	a, z := signedDecade(m.first)
	if a, z = max(a, lo), min(z, hi); a > z || a == z && a == m.first {
		a, z = lo, hi
	}
	old := uint64(m.first) - uint64(a)
	return int64(uint64(a) + s.Other(old, 0, uint64(z)-uint64(a)))
}

// signedDecade is decade for numbers with a sign.
func signedDecade(v int64) (lo, hi int64) {
	if v < 0 {
		a, z := shape.Decade(-uint64(v))
		if z > 1<<63 {
			z = 1 << 63
		}
		return -int64(z), -int64(a)
	}
	a, z := shape.Decade(uint64(v))
	return int64(a), int64(min(z, math.MaxInt64))
}

// pairwise appends src with each bound masked on its own.
func (r *ranged) pairwise(dst, src []byte, s *scratch) ([]byte, error) {
	p := pieces{src: src, multi: r.multi}
	var lower struct{ at, end int } // in dst; empty if there is none
	for {
		raw, bound, err := p.next(s)
		if err != nil || len(raw) == 0 {
			return dst, err
		}
		if !bound {
			if raw[0] == '[' || raw[0] == '(' {
				lower.at, lower.end = 0, 0
			}
			dst = append(dst, raw...)
			continue
		}
		if s.out, err = r.bound.Append(s.out[:0], s.in, s.row); err != nil {
			return dst, err
		}
		at := len(dst)
		dst = appendField(dst, s.out, "()[],")
		if lower.end > 0 {
			dst = r.inOrder(dst, lower.at, lower.end, at)
		}
		lower.at, lower.end = at, len(dst)
	}
}

// inOrder sees to it that the lower bound dst[a:z] is not above the upper one,
// dst[at:].
func (r *ranged) inOrder(dst []byte, a, z, at int) []byte {
	switch {
	case !r.ordered:
		dst = append(dst[:at], dst[a:z]...)
	case z-a == len(dst)-at && bytes.Compare(dst[a:z], dst[at:]) > 0:
		for i := range z - a {
			dst[a+i], dst[at+i] = dst[at+i], dst[a+i]
		}
	}
	return dst
}
