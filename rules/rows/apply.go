package rows

import (
	"errors"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Scratch is what Apply needs beside the row: buffers, and the counts. Each
// goroutine has its own. The zero value is ready.
//
// A row's masked values lie in out and are views that the row keeps until it
// is written, so out is only begun anew with the next row.
type Scratch struct {
	Tally Tally // of the rows applied so far; the caller may take it away

	out   []byte
	value []byte // one decoded value in UTF-8
	form  []byte // the form of a value that is compared or sampled
	key   []byte // the keys of the row that were needed so far
	keys  []span // where they lie in key
	made  []span // where the masked values of the row lie in out
	refs  []byte // the values that a field refers to
	more  int    // by how many bytes the row's masked values are longer
	sum   [32]byte

	uncounted Counts // of fields that a rule for rows sets
}

// span is a part of a buffer; hi is 0 while there is none.
type span struct{ lo, hi int }

// maxScratch bounds the buffers that are kept for the next row.
const maxScratch = 1 << 20

// begin empties the buffers for a row with n keys.
func (s *Scratch) begin(n int) {
	if cap(s.out) > maxScratch {
		s.out = nil
	}
	if cap(s.value) > maxScratch {
		s.value = nil
	}
	if cap(s.form) > maxScratch {
		s.form = nil
	}
	if cap(s.key) > maxScratch {
		s.key = nil
	}
	if cap(s.refs) > maxScratch {
		s.refs = nil
	}
	s.out, s.key, s.keys, s.more = s.out[:0], s.key[:0], s.keys[:0], 0
	for range n {
		s.keys = append(s.keys, span{})
	}
}

// Apply masks the fields of a row, or drops it, and counts that in s; the rows
// themselves are the caller's to count. The block has a Mask. The row refers to
// s until it is written: call Apply for the next row after that. Errors name
// columns and numbers, never values.
func (b *Block) Apply(row *dumpfmt.Row, s *Scratch) error {
	m := b.Mask
	if n := row.Len(); n != b.Width {
		return dumpfmt.FieldCountError(n, b.Width)
	}
	for _, g := range m.Made {
		if _, ok := row.Value(g.Index); ok {
			return &dumpfmt.ColumnError{Column: g.Column, Err: errMade}
		}
	}
	s.begin(len(m.Keys))
	c := s.Tally.Of(b)
	fields, stays := m.decide(row, c, s)
	if !stays {
		row.Drop()
		return nil
	}
	if m.Refers {
		s.made = slices.Grow(s.made[:0], len(fields))[:len(fields)]
	}
	for i := range fields {
		if err := m.apply(row, fields, i, c, s); err != nil {
			return &dumpfmt.ColumnError{Column: fields[i].Column, Err: err}
		}
	}
	return nil
}

var errMade = errors.New("a generated column has a value, where pg_dump writes DEFAULT")

// apply masks field i of fields.
func (m *Mask) apply(row *dumpfmt.Row, fields []Field, i int, c *BlockCounts, s *Scratch) error {
	f, n := &fields[i], &s.uncounted
	if f.Count >= 0 {
		n = &c.Columns[f.Count]
	}
	if m.Refers {
		s.made[i] = span{}
	}
	v, ok := row.Value(f.Index)
	switch {
	case !ok && row.IsDefault(f.Index):
		return nil // the word DEFAULT of an INSERT is left alone
	case !ok && (f.Null || !f.Fill):
		n.Null++
		return nil
	case !ok:
		n.Null++
		v = nil // says NULL to a mask that fills it
	case len(v) == 0:
		n.Empty++
		v = empty
	}
	if f.Null {
		n.Masked++
		row.SetNull(f.Index)
		return nil
	}
	out, err := m.mask(row, f, v, s)
	if err != nil {
		return err
	}
	if len(v) > 0 || len(out) > 0 {
		n.Masked++
	}
	if m.Refers {
		s.made[i] = span{len(s.out) - len(out), len(s.out) + 1}
	}
	row.Set(f.Index, out)
	return nil
}

// empty is a value that is not NULL. It is never written to.
var empty = []byte{}

// maxValue is how large a value of PostgreSQL may be, in bytes: MaxAllocSize of
// memutils.h.
const maxValue = 1<<30 - 1

var errValue = errors.New("what the mask makes of the value is larger than the 1 GB that PostgreSQL takes")

// add counts what a mask has made of a value. A row costs its own length and twice
// that of what it becomes: so that this is three times its own at most, giant rows
// become little longer.
func (s *Scratch) add(made, of int) error {
	if made > maxValue {
		return errValue
	}
	if s.more += max(made-of, 0); s.more > mask.MaxLonger {
		return mask.ErrLonger
	}
	return nil
}

// mask returns the masked form of v, the value of field f. It lies in s until
// the next row.
func (m *Mask) mask(row *dumpfmt.Row, f *Field, v []byte, s *Scratch) ([]byte, error) {
	var key []byte
	switch {
	case f.Refs != nil:
		key = m.referred(row, f, s)
	case f.Key >= 0:
		key = m.rowKey(row, f.Key, s)
	}
	v = m.utf8(v, s)
	if n := len(v) + len(v)/16; len(v) > maxScratch {
		// Growing by steps, a giant value would cost twice as much.
		if m.Refers {
			s.out = slices.Grow(s.out, n)
		} else {
			s.out = make([]byte, 0, n)
		}
	}
	lo := len(s.out)
	out, err := f.Mask.Append(s.out, v, key)
	if err != nil {
		return nil, err
	}
	if err := s.add(len(out)-lo, len(v)); err != nil {
		return nil, err
	}
	if cap(s.refs) > maxScratch {
		s.refs = nil // before the row is written, which takes as much again
	}
	hi := lo + len(m.Charset.encode(out[lo:]))
	s.out = out[:hi]
	return s.out[lo:hi:hi], nil
}

// referred returns the values of the columns that a field refers to, in the
// place of the row's key.
func (m *Mask) referred(row *dumpfmt.Row, f *Field, s *Scratch) []byte {
	s.refs = s.refs[:0]
	for _, r := range f.Refs {
		v, ok := row.Value(r.Index)
		if r.Masked >= 0 {
			// A span ends one late, so that none is empty but that of NULL.
			made := s.made[r.Masked]
			if v, ok = nil, made.hi > 0; ok {
				v = s.out[made.lo : made.hi-1]
			}
		}
		if !ok {
			s.refs = mask.AppendRowNull(s.refs)
			continue
		}
		s.refs = mask.AppendRowValue(s.refs, m.utf8(v, s))
	}
	return s.refs
}

// rowKey returns key n of the row, which it makes at most once. A column that is
// DEFAULT is generated and has no value in COPY, so it is left out.
func (m *Mask) rowKey(row *dumpfmt.Row, n int, s *Scratch) []byte {
	k := &s.keys[n]
	if k.hi == 0 {
		k.lo = len(s.key)
		of := &m.Keys[n]
		if of.Instead != nil {
			if _, ok := row.Value(of.Fields[0]); !ok {
				of = of.Instead
			}
		}
		for _, i := range of.Fields {
			v, ok := row.Value(i)
			switch {
			case ok:
				s.key = mask.AppendRowValue(s.key, m.utf8(v, s))
			case !row.IsDefault(i):
				s.key = mask.AppendRowNull(s.key)
			}
		}
		for _, whose := range [...][]byte{of.Table, of.Column} {
			if len(whose) > 0 {
				s.key = mask.AppendRowValue(s.key, whose)
			}
		}
		k.hi = len(s.key)
	}
	return s.key[k.lo:k.hi:k.hi]
}
