package bind

import (
	"errors"
	"fmt"
	"slices"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// dropRows decides whether all rows of tb go: the nearest entry that says
// something of data does, and then it is returned, or they are not selected.
func (b *Binder) dropRows(tb *boundTable, chain []scope) (drop *policy.Table) {
	if i := slices.IndexFunc(chain, func(s scope) bool { return s.rules.Data != policy.DataUnset }); i >= 0 && chain[i].rules.Data == policy.DataDrop {
		drop = chain[i].rules
	}
	tb.rows.drop = !b.opts.Marks.Selected(tb.table.NamesAbove()) || drop != nil
	return drop
}

// bindRows binds what the entries of chain say of the rows of tb: the nearest
// that says something of data, or of a sample, decides; rules for rows are tried
// in the order of the chain.
func (b *Binder) bindRows(tb *boundTable, chain []scope, keys facts.PartitionKey) {
	drop := b.dropRows(tb, chain)
	for _, s := range chain {
		if drop != nil {
			b.uselessRows(s, tb, drop)
		}
		if tb.rows.drop {
			continue
		}
		for _, rr := range s.rules.Rows {
			b.rowRule(tb, rr, keys)
		}
		if s.rules.Sample != nil && tb.rows.sample == nil {
			tb.rows.sample = b.sampleOf(tb, s.rules)
		}
	}
}

// uselessRows notes an error for rules of just this table, whose rows all go.
func (b *Binder) uselessRows(s scope, tb *boundTable, drop *policy.Table) {
	if s.table != tb.table || s.rules.Pattern.Glob() || s.rules == drop {
		return
	}
	const format = `table %s has no rows: data = "drop" in line %d drops them all`
	for _, r := range s.rules.Rows {
		b.rowError(r.At, `write data = "keep" for this table, or remove the rule`, format, tb.table.Name, drop.DataAt.Line)
	}
	if sample := s.rules.Sample; sample != nil {
		b.rowError(sample.At, `write data = "keep" for this table, or remove the sample`, format, tb.table.Name, drop.DataAt.Line)
	}
}

// rowRule binds a rule to a table, unless it cannot hold there.
func (b *Binder) rowRule(tb *boundTable, r *policy.RowRule, keys facts.PartitionKey) {
	if slices.ContainsFunc(tb.rows.rules, func(o *boundRowRule) bool { return o.rule == r }) {
		return // two tables above have one above them
	}
	t := tb.table
	if t.IsEmptyRoot() && r.Entry.Pattern.Exact() == t.Name {
		if !r.Entry.Optional {
			b.rowError(r.At, "", "table %s has no rows: it is partitioned, and the dump has no partition of it", t.Name)
		}
		return
	}
	bound := &boundRowRule{rule: r}
	for _, c := range r.Where {
		col := b.columnOf(tb, r, c.Column, c.At)
		if col == nil {
			bound = nil // where cannot hold
			continue
		}
		test, ok := b.rowTest(tb, c, col)
		if ok && bound != nil {
			bound.tests = append(bound.tests, test)
		}
	}
	for _, s := range r.Sets {
		if set, ok := b.rowSet(tb, r, s, keys); ok && bound != nil {
			bound.sets = append(bound.sets, set)
		}
	}
	if bound == nil {
		return
	}
	tb.rows.rules = append(tb.rows.rules, bound)
	if r.Expect != nil && !slices.Contains(b.expects, r) {
		b.expects = append(b.expects, r)
	}
}

// columnOf returns the column of a rule, nil if the table has none.
func (b *Binder) columnOf(tb *boundTable, r *policy.RowRule, name string, at policy.Pos) *boundColumn {
	if c := tb.find(name, 0); c != nil {
		return c
	}
	if !r.Entry.Optional {
		b.missing(tb, name, at)
	}
	return nil
}

// missing notes an error: the table has no such column.
func (b *Binder) missing(tb *boundTable, name string, at policy.Pos) {
	b.rowError(at, policy.DidYouMean(mask.Suggest(name, tb.table.ColumnNames())), "table %s has no column %q", tb.table.Name, name)
}

// testKinds are the conditions of a policy, as rows has them.
var testKinds = [...]rows.TestKind{
	policy.IsOneOf: rows.IsOneOf, policy.IsLike: rows.IsLike, policy.IsNull: rows.IsNull, policy.IsNotNull: rows.IsNotNull,
}

// rowTest binds a condition to a column.
func (b *Binder) rowTest(tb *boundTable, c *policy.Condition, col *boundColumn) (boundTest, bool) {
	t := boundTest{c.Column, rows.Test{Kind: testKinds[c.Kind], Re: c.Re, Form: b.compareForm(col)}}
	at := where(tb.table.Name, c.Column)
	if col.column.Generated {
		b.rowError(c.At, "name the columns it is computed from", "where: column %s is generated and has no data in the dump", at)
		return t, false
	}
	ok := true
	for _, n := range c.Literals {
		text, err := b.formOf(n.Text, col, t.Form)
		if err != nil {
			b.rowError(n.At, "", "where: column %s (%s): %v", at, col.typ.sql, plainError(err))
			ok = false
			continue
		}
		if len(c.Literals) == 1 {
			t.One = []byte(text)
			continue
		}
		if t.Many == nil {
			t.Many = map[string]bool{}
		}
		t.Many[text] = true
	}
	return t, ok
}

// plainError returns what is wrong with a parameter without the parameter's
// name, which the policy does not have.
func plainError(err error) error {
	var param *mask.ParamError
	if errors.As(err, &param) && param.Param == "value" {
		return param.Err
	}
	return err
}

// rowSet binds what a rule sets a column to.
func (b *Binder) rowSet(tb *boundTable, r *policy.RowRule, s *policy.Rule, keys facts.PartitionKey) (boundSet, bool) {
	col := b.columnOf(tb, r, s.Key, s.At)
	if col == nil {
		return boundSet{}, false
	}
	var m *boundMask
	var err error
	switch {
	case col.column.Generated:
		err = &policy.Error{
			Msg:  "the column is generated: it is computed from other columns on restore and has no data in the dump",
			Hint: "set the columns it is computed from",
		}
	default:
		if m, err = b.masks.of(s, col.typ); err == nil {
			err = allowed(tb.table, keys, col, m)
		}
		if err == nil {
			m, err = b.rowFitted(tb, col, s, m)
		}
	}
	if err == nil && col.typ.mask.Kind == mask.Unknown && m.usesRow {
		err = errors.New("the row's key is not known")
	}
	if err == nil {
		return boundSet{s, col, m}, true
	}
	at, hint := s.MaskAt, ""
	var ours *policy.Error
	var param *mask.ParamError
	var by *policy.RefError
	switch {
	case errors.As(err, &ours) && col.column.Generated:
		hint = ours.Hint
	case errors.As(err, &param):
		at, err = s.ParamAt(param.Param), plainError(param)
	case errors.As(err, &by):
		at, hint, err = s.ByPlace(by)
	}
	b.rowError(at, hint, "set: column %s (%s): %v", where(tb.table.Name, s.Key), col.typ.sql, err)
	return boundSet{}, false
}

// rowFitted returns the mask of what a rule sets a column to, fitted to the CHECKs of the column
// as that of a rule for the column is.
func (b *Binder) rowFitted(tb *boundTable, c *boundColumn, s *policy.Rule, m *boundMask) (*boundMask, error) {
	t, set := tb.table, *c
	set.mask, set.rule = m, s
	checks := t.Checks(c.column.Name)
	for _, k := range checks {
		if k.Cond == nil && k.Nested == nil && !m.keep && !onlyTested(k, &set) {
			b.warn(t, &set, fmt.Sprintf("set may break a constraint: %s is of more than this column, or not understood", k.Title), "see to it that what is set fits")
			return m, nil
		}
	}
	if len(checks) == 0 {
		return m, nil
	}
	return b.fitted(t, &set, s, m)
}

// sampleOf binds the sample of an entry to a table.
func (b *Binder) sampleOf(tb *boundTable, t *policy.Table) *boundSample {
	s := t.Sample
	c := tb.find(s.By, 0)
	switch {
	case c == nil && t.Optional:
		return nil
	case c == nil:
		b.missing(tb, s.By, s.ByAt)
		return nil
	case c.column.Generated:
		b.rowError(s.ByAt, "", "by: column %s is generated and has no data in the dump", where(tb.table.Name, s.By))
		return nil
	}
	return &boundSample{
		column: s.By, group: s.Group, form: sampleForm(c.typ.mask.Kind),
		key: b.opts.Key.Derive("sample " + s.Group), limit: sampleLimit(s.Percent),
	}
}

// sampleLimit returns what part of the digests of 64 bits a percentage is.
func sampleLimit(percent float64) uint64 {
	if percent >= 100 {
		return 0
	}
	return max(1, uint64(percent/100*(1<<63))*2)
}
