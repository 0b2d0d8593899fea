package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// maxRounds bounds the search for an output that is not the input. It is never
// reached where another output exists.
const maxRounds = 64

// algo is how a mask makes a value. It appends the masked form of src to dst,
// drawing from s, which it must seed.
type algo interface {
	append(dst, src []byte, s *scratch) ([]byte, error)
}

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
	m.secret.release(s)
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
