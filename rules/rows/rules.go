package rows

import (
	"bytes"
	"encoding/binary"
	"regexp"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Test is a condition on a field.
type Test struct {
	Field int // in the row
	Kind  TestKind
	Form  Form
	One   []byte          // IsOneOf: the only literal
	Many  map[string]bool // IsOneOf: several
	Re    *regexp.Regexp  // IsLike
}

// TestKind is a form of condition.
type TestKind int

// The kinds of conditions.
const (
	IsOneOf TestKind = iota
	IsLike
	IsNull
	IsNotNull
)

// Sample is which rows of a block stay: those whose field, keyed, is small.
type Sample struct {
	Field int // in the row
	Form  Form
	Key   *mask.Key
	Limit uint64 // a row stays if its digest is below
}

// decide returns the fields that are masked in a row, or false if the row is to
// be dropped. The first rule that holds decides, the sample only where none
// does.
func (m *Mask) decide(row *dumpfmt.Row, c *BlockCounts, s *Scratch) ([]Field, bool) {
	for i := range m.Rules {
		r := &m.Rules[i]
		if !m.holds(r, row, s) {
			continue
		}
		c.Rules[i]++
		return r.Fields, !r.Drop
	}
	return m.Fields, m.Sample == nil || m.sampled(row, s)
}

// holds reports whether all conditions of a rule hold for a row.
func (m *Mask) holds(r *Rule, row *dumpfmt.Row, s *Scratch) bool {
	for i := range r.Tests {
		v, ok := row.Value(r.Tests[i].Field)
		if ok {
			v = m.utf8(v, s)
		}
		if !r.Tests[i].holds(v, ok, s) {
			return false
		}
	}
	return true
}

// utf8 returns a value of the dump in UTF-8. It is valid until the next call.
func (m *Mask) utf8(v []byte, s *Scratch) []byte {
	if m.Charset.cm == nil || len(v) == 0 {
		return v
	}
	s.value = m.Charset.appendUTF8(s.value[:0], v)
	return s.value
}

// holds reports whether the condition holds for a value in UTF-8; ok is false
// for NULL, of which nothing holds but null = true.
func (t *Test) holds(v []byte, ok bool, s *Scratch) bool {
	switch {
	case t.Kind == IsNull || t.Kind == IsNotNull:
		return ok == (t.Kind == IsNotNull)
	case !ok:
		return false
	case t.Kind == IsLike:
		return t.Re.Match(v)
	}
	if t.Form != FormExact {
		s.form = t.Form.Append(s.form[:0], v)
		v = s.form
	}
	if t.Many == nil {
		return bytes.Equal(v, t.One)
	}
	return t.Many[string(v)]
}

// sampled reports whether a row is in the sample. A row whose key is NULL
// refers to nothing that could be missing, so it is.
func (m *Mask) sampled(row *dumpfmt.Row, s *Scratch) bool {
	v, ok := row.Value(m.Sample.Field)
	if !ok {
		return true
	}
	s.form = m.Sample.Form.Append(s.form[:0], m.utf8(v, s))
	m.Sample.Key.Sum(&s.sum, s.form)
	return binary.BigEndian.Uint64(s.sum[:8]) < m.Sample.Limit
}
