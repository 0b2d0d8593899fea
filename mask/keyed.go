package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// keyed is a mask around an algo: it keeps what is empty, pads what is padded,
// and asks again where the algo gave its own input.
type keyed struct {
	algo      algo
	secret    *Key
	traits    Traits
	keepEmpty bool
	fixed     bool // the input may be its own output
	padded    bool // char(n)
	width     int  // char(n): n
	follows   bool // the row's key takes the value's place in the digest

	class   Class   // of the algo
	narrow  *narrow // what conditions leave of the type; nil: all
	instead algo    // what makes a value that they leave, if the algo does not
}

// keyed returns the mask around a.
func (b *build) keyed(a algo, c Class) *keyed {
	m := &keyed{
		algo: a, secret: b.secret,
		traits:    Traits{Class: c, FillsNull: !b.flag("keep_null", true)},
		keepEmpty: b.flag("keep_empty", true),
		padded:    b.typ.Kind == Char, width: b.typ.Len,
		class: c, narrow: b.typ.narrowed(),
	}
	if m.narrow != nil {
		m.within(b)
	}
	if b.spec.hasSeedColumn() && b.str("key", "") != "" {
		m.follows = true
		m.traits.UsesRow, m.traits.Class, m.traits.RowClass = true, Lossy, c
	} else if m.traits.FillsNull {
		m.traits.Class = Lossy // NULLs are all alike
	}
	return m
}

// within sees to it that m draws of what conditions leave of b's type.
func (m *keyed) within(b *build) {
	other, _ := leafwise(b.typ) // nil for kinds that have none
	if b.typ.Labels == nil {
		m.instead = other
		return
	}
	if m.traits.Class == Distinct {
		m.traits.Class = Lossy // digests are none of a few values
	}
	set := b.among(b.typ.Labels, other)
	m.instead = set
	if m.class == Injective {
		m.algo = set
	}
}

func (m *keyed) fitted() {}

func (m *keyed) Traits() Traits { return m.traits }

func (m *keyed) Append(dst, src, row []byte) ([]byte, error) {
	v := src
	if m.padded {
		v = bytes.TrimRight(src, " ")
	}
	if len(v) == 0 && m.keepEmpty && (src != nil || !m.traits.FillsNull) {
		return append(dst, src...), nil
	}
	s := m.secret.scratch()
	if s.row = row; m.follows && !isRowNull(row) {
		s.Pin(row)
	}
	out, err := m.algo.append(dst, v, s)
	for !m.fixed && err == nil && s.Round < maxRounds && bytes.Equal(out[len(dst):], v) {
		s.Round++
		out, err = m.algo.append(dst, v, s)
	}
	if m.narrow != nil && err == nil {
		out, err = m.inside(out, len(dst), v, s)
	}
	s.Round = 0
	m.secret.release(s, len(src))
	if err != nil {
		return dst, err
	}
	if m.padded {
		out = pad(out, len(dst), m.width)
	}
	return out, nil
}

// pad appends blanks until dst[n:] has width characters.
func pad(dst []byte, n, width int) []byte {
	for have := shape.Runes(dst[n:]); have < width; have++ {
		dst = append(dst, ' ')
	}
	return dst
}

// inside returns out[:n] and a masked form of v that conditions allow, where
// they allow v; out[n:] is one that they may not.
func (m *keyed) inside(out []byte, n int, v []byte, s *scratch) ([]byte, error) {
	allowed := m.narrow.holds(v)
	if m.class == Injective {
		return m.walk(out, n, allowed, s)
	}
	if !allowed {
		return out, nil
	}
	m.narrow.setCase(out[n:])
	for !m.narrow.replaces(out[n:], v) {
		if s.Round++; s.Round > maxRounds {
			return m.otherwise(out[:n], v, s)
		}
		var err error
		if out, err = m.algo.append(out[:n], v, s); err != nil {
			return out, err
		}
		m.narrow.setCase(out[n:])
	}
	return out, nil
}

// walk masks out[n:] until it is allowed, or is not, as the first value was.
func (m *keyed) walk(out []byte, n int, allowed bool, s *scratch) ([]byte, error) {
	for range maxWalk {
		if m.narrow.holds(out[n:]) == allowed {
			return out, nil
		}
		s.step = append(s.step[:0], out[n:]...)
		var err error
		if out, err = m.algo.append(out[:n], s.step, s); err != nil {
			return out, err
		}
	}
	if allowed {
		return out, errForbidden
	}
	return out, nil
}

// otherwise is what is left where the mask itself has nothing that is allowed:
// what scramble makes of v, and what says nothing stays.
func (m *keyed) otherwise(dst, v []byte, s *scratch) ([]byte, error) {
	n := len(dst)
	s.Round = 0
	s.step = append(s.step[:0], v...)
	for range maxWalk {
		if m.instead == nil {
			break
		}
		out, err := m.instead.append(dst[:n], s.step, s)
		if err != nil {
			break
		}
		if m.narrow.replaces(out[n:], v) {
			return out, nil
		}
		dst, s.step = out, append(s.step[:0], out[n:]...)
	}
	if isBare(v) {
		return append(dst[:n], v...), nil
	}
	return dst[:n], errForbidden
}
