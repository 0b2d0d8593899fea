package bind

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// rowPlan is a rule for the rows of a block.
type rowPlan struct {
	rule   *policy.RowRule
	tests  []test
	fields []fieldPlan // of a row for which the rule decides
}

// setRows sets what to do with the rows of a block: columns are those of its
// fields.
func (t *TablePlan) setRows(tb *tableBinding, columns []*columnBinding, first int, known map[string]int) error {
	find := func(name string) (int, error) {
		i := slices.IndexFunc(columns, func(c *columnBinding) bool { return c.column.Name == name })
		if i < 0 {
			return 0, &policy.Error{Msg: fmt.Sprintf("the rows of %s have no column %q, which a rule for rows goes by", tb.table.Name, name)}
		}
		return first + i, nil
	}
	for _, r := range tb.rows.rules {
		plan := rowPlan{rule: r.rule, tests: slices.Clone(r.tests)}
		var err error
		for i := range plan.tests {
			if plan.tests[i].field, err = find(plan.tests[i].column); err != nil {
				return err
			}
		}
		sets := map[*columnBinding]*boundMask{}
		for _, s := range r.sets {
			if _, err := find(s.column.column.Name); err != nil {
				return err
			}
			sets[s.column] = s.mask
		}
		if !r.rule.Drop {
			if plan.fields, err = t.newFields(tb, columns, first, known, sets); err != nil {
				return err
			}
		}
		t.rules = append(t.rules, plan)
	}
	if s := tb.rows.sample; s != nil && s.limit > 0 {
		field, err := find(s.column)
		if err != nil {
			return err
		}
		sample := *s
		sample.field = field
		t.sample = &sample
	}
	return nil
}

// Drops reports whether all rows of the block go, whatever is in them: they
// need not be split, and Apply must not be called.
func (t *TablePlan) Drops() bool { return t.drop }

// decide returns the fields that are masked in a row, or false if the row is to
// be dropped. The first rule that holds decides, the sample only where none
// does.
func (t *TablePlan) decide(row *dumpfmt.Row, c *TableCounts, s *Scratch) ([]fieldPlan, bool) {
	for i := range t.rules {
		r := &t.rules[i]
		if !t.holds(r, row, s) {
			continue
		}
		c.Rules[i]++
		return r.fields, !r.rule.Drop
	}
	return t.fields, t.sample == nil || t.sampled(row, s)
}

// holds reports whether all conditions of a rule hold for a row.
func (t *TablePlan) holds(r *rowPlan, row *dumpfmt.Row, s *Scratch) bool {
	for i := range r.tests {
		v, ok := row.Value(r.tests[i].field)
		if ok {
			v = t.utf8(v, s)
		}
		if !r.tests[i].holds(v, ok, s) {
			return false
		}
	}
	return true
}

// utf8 returns a value of the dump in UTF-8. It is valid until the next call.
func (t *TablePlan) utf8(v []byte, s *Scratch) []byte {
	if t.charset.cm == nil || len(v) == 0 {
		return v
	}
	s.value = t.charset.appendUTF8(s.value[:0], v)
	return s.value
}

// holds reports whether the condition holds for a value in UTF-8; ok is false
// for NULL, of which nothing holds but null = true.
func (c *test) holds(v []byte, ok bool, s *Scratch) bool {
	switch {
	case c.kind == policy.IsNull || c.kind == policy.IsNotNull:
		return ok == (c.kind == policy.IsNotNull)
	case !ok:
		return false
	case c.kind == policy.IsLike:
		return c.re.Match(v)
	}
	if c.form != formExact {
		s.canon = c.form.append(s.canon[:0], v)
		v = s.canon
	}
	if c.many == nil {
		return bytes.Equal(v, c.one)
	}
	return c.many[string(v)]
}

// sampled reports whether a row is in the sample. A row whose key is NULL
// refers to nothing that could be missing, so it is.
func (t *TablePlan) sampled(row *dumpfmt.Row, s *Scratch) bool {
	v, ok := row.Value(t.sample.field)
	if !ok {
		return true
	}
	s.canon = t.sample.form.append(s.canon[:0], t.utf8(v, s))
	t.sample.key.Sum(&s.sum, s.canon)
	return binary.BigEndian.Uint64(s.sum[:8]) < t.sample.limit
}
