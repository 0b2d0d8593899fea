package bind

import (
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
	canon []byte // the form of a value that is compared or sampled
	key   []byte // the keys of the row that were needed so far
	keys  []span // where they lie in key
	made  []span // where the masked values of the row lie in out
	refs  []byte // the values that a field refers to
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
	if cap(s.canon) > maxScratch {
		s.canon = nil
	}
	if cap(s.key) > maxScratch {
		s.key = nil
	}
	if cap(s.refs) > maxScratch {
		s.refs = nil
	}
	s.out, s.key, s.keys = s.out[:0], s.key[:0], s.keys[:0]
	for range n {
		s.keys = append(s.keys, span{})
	}
}

// Apply masks the fields of a row, or drops it, and counts that in s. The row refers to s
// until it is written: call Apply for the next row after that. Errors name
// columns and numbers, never values.
func (t *TablePlan) Apply(row *dumpfmt.Row, s *Scratch) error {
	if n := row.Len(); n != t.width {
		return dumpfmt.FieldCountError(n, t.width)
	}
	s.begin(len(t.keys))
	c := s.Tally.counts(t)
	c.Rows++
	fields, stays := t.decide(row, c, s)
	if !stays {
		c.Dropped++
		row.Drop()
		return nil
	}
	if t.refers {
		s.made = slices.Grow(s.made[:0], len(fields))[:len(fields)]
	}
	for i := range fields {
		if err := t.apply(row, fields, i, c, s); err != nil {
			return &dumpfmt.ColumnError{Column: fields[i].column, Err: err}
		}
	}
	return nil
}

// apply masks field i of fields.
func (t *TablePlan) apply(row *dumpfmt.Row, fields []fieldPlan, i int, c *TableCounts, s *Scratch) error {
	f, n := &fields[i], &s.uncounted
	if f.count >= 0 {
		n = &c.Columns[f.count]
	}
	if t.refers {
		s.made[i] = span{}
	}
	v, ok := row.Value(f.index)
	switch {
	case !ok && row.IsDefault(f.index):
		n.Default++
		return nil
	case !ok && (f.null || !f.fill):
		n.Null++
		return nil
	case !ok:
		n.Null++
		v = nil // says NULL to a mask that fills it
	case len(v) == 0:
		n.Empty++
		v = empty
	}
	if f.null {
		n.Masked++
		row.SetNull(f.index)
		return nil
	}
	out, err := t.mask(row, fields, f, v, s)
	if err != nil {
		return err
	}
	if len(v) > 0 || len(out) > 0 {
		n.Masked++
	}
	if t.refers {
		s.made[i] = span{len(s.out) - len(out), len(s.out) + 1}
	}
	row.Set(f.index, out)
	return nil
}

// empty is a value that is not NULL. It is never written to.
var empty = []byte{}

// mask returns the masked form of v, the value of field f. It lies in s until
// the next row.
func (t *TablePlan) mask(row *dumpfmt.Row, fields []fieldPlan, f *fieldPlan, v []byte, s *Scratch) ([]byte, error) {
	var key []byte
	switch {
	case f.refs != nil:
		key = t.referred(row, fields, f, s)
	case f.key >= 0:
		key = t.rowKey(row, f.key, s)
	}
	v = t.utf8(v, s)
	lo := len(s.out)
	out, err := f.mask.Append(s.out, v, key)
	if err != nil {
		return nil, err
	}
	hi := lo + len(t.charset.encode(out[lo:]))
	s.out = out[:hi]
	return s.out[lo:hi:hi], nil
}

// referred returns the values of the columns that a field refers to, in the
// place of the row's key.
func (t *TablePlan) referred(row *dumpfmt.Row, fields []fieldPlan, f *fieldPlan, s *Scratch) []byte {
	s.refs = s.refs[:0]
	for _, r := range f.refs {
		v, ok := row.Value(r.index)
		if r.masked >= 0 {
			// A span ends one late, so that none is empty but that of NULL.
			made := s.made[r.masked]
			if v, ok = nil, made.hi > 0; ok {
				v = s.out[made.lo : made.hi-1]
			}
		}
		if !ok {
			s.refs = mask.AppendRowNull(s.refs)
			continue
		}
		s.refs = mask.AppendRowValue(s.refs, t.utf8(v, s))
	}
	return s.refs
}

// rowKey returns key n of the row, which it makes at most once. A column that is
// DEFAULT is generated and has no value in COPY, so it is left out.
func (t *TablePlan) rowKey(row *dumpfmt.Row, n int, s *Scratch) []byte {
	k := &s.keys[n]
	if k.hi == 0 {
		k.lo = len(s.key)
		for _, i := range t.keys[n].fields {
			v, ok := row.Value(i)
			switch {
			case ok:
				s.key = mask.AppendRowValue(s.key, t.utf8(v, s))
			case !row.IsDefault(i):
				s.key = mask.AppendRowNull(s.key)
			}
		}
		if column := t.keys[n].column; len(column) > 0 {
			s.key = mask.AppendRowValue(s.key, column)
		}
		k.hi = len(s.key)
	}
	return s.key[k.lo:k.hi:k.hi]
}
