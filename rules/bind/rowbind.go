package bind

import (
	"errors"
	"regexp"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// rowBinding is what becomes of the rows of a table, beside their columns.
type rowBinding struct {
	drop   bool // all of them go
	rules  []*boundRowRule
	sample *boundSample
}

// boundRowRule is a rule for the rows of a table.
type boundRowRule struct {
	rule  *policy.RowRule
	tests []test
	sets  []boundSet
}

// boundSet is a column that a rule for rows sets.
type boundSet struct {
	column *columnBinding
	mask   *boundMask
}

// test is a condition of where on a column.
type test struct {
	column string
	field  int // in the row; set for a block
	kind   policy.ConditionKind
	form   form
	one    []byte          // isOneOf: the only literal
	many   map[string]bool // isOneOf: several
	re     *regexp.Regexp
}

// boundSample is the sample of a table.
type boundSample struct {
	column string
	field  int // in the row; set for a block
	form   form
	key    *mask.Key
	limit  uint64 // a row stays if its digest is below; 0: all stay
}

// rowBinder binds rules for rows. A mistake is told once, for the first table
// that a glob names.
type rowBinder struct {
	*Plan
	errs policy.Errors
	told map[policy.Pos]bool
}

// errorf notes an error about a place.
func (b *rowBinder) errorf(at policy.Pos, hint, format string, args ...any) {
	if b.told[at] {
		return
	}
	if b.told == nil {
		b.told = map[policy.Pos]bool{}
	}
	b.told[at] = true
	b.errs = append(b.errs, b.policy.ErrorAt(at, hint, format, args...))
}

// bind binds what the entries of chain say of the rows of tb: the nearest that
// says something of data, or of a sample, decides; rules for rows are tried in
// the order of the chain.
func (b *rowBinder) bind(tb *tableBinding, chain []scope, keys partitionKey) {
	r := &tb.rows
	var drop *policy.Table
	if i := slices.IndexFunc(chain, func(s scope) bool { return s.rules.Data != policy.DataUnset }); i >= 0 && chain[i].rules.Data == policy.DataDrop {
		drop = chain[i].rules
	}
	r.drop = drop != nil || !b.selected(tb.table)
	for _, s := range chain {
		if drop != nil {
			b.useless(s, tb, drop)
		}
		if r.drop {
			continue
		}
		for _, rr := range s.rules.Rows {
			b.rule(tb, rr, keys)
		}
		if s.rules.Sample != nil && r.sample == nil {
			r.sample = b.sample(tb, s.rules)
		}
	}
}

// useless notes an error for rules of just this table, whose rows all go.
func (b *rowBinder) useless(s scope, tb *tableBinding, drop *policy.Table) {
	if s.table != tb.table || s.rules.Pattern.Glob() || s.rules == drop {
		return
	}
	const format = `table %s has no rows: data = "drop" in line %d drops them all`
	for _, r := range s.rules.Rows {
		b.errorf(r.At, `write data = "keep" for this table, or remove the rule`, format, tb.table.Name, drop.DataAt.Line)
	}
	if sample := s.rules.Sample; sample != nil {
		b.errorf(sample.At, `write data = "keep" for this table, or remove the sample`, format, tb.table.Name, drop.DataAt.Line)
	}
}

// rule binds a rule to a table, unless it cannot hold there.
func (b *rowBinder) rule(tb *tableBinding, r *policy.RowRule, keys partitionKey) {
	if slices.ContainsFunc(tb.rows.rules, func(o *boundRowRule) bool { return o.rule == r }) {
		return // two tables above have one above them
	}
	t := tb.table
	if (len(t.PartitionKey) > 0 || t.PartitionKeyExpr) && len(b.children[t.Name]) == 0 && r.Entry.Pattern.Exact() == t.Name {
		if !r.Entry.Optional {
			b.errorf(r.At, "", "table %s has no rows: it is partitioned, and the dump has no partition of it", t.Name)
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
		test, ok := b.test(tb, c, col)
		if ok && bound != nil {
			bound.tests = append(bound.tests, test)
		}
	}
	for _, s := range r.Sets {
		if set, ok := b.set(tb, r, s, keys); ok && bound != nil {
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
func (b *rowBinder) columnOf(tb *tableBinding, r *policy.RowRule, name string, at policy.Pos) *columnBinding {
	if i, ok := tb.byName[name]; ok {
		return &tb.columns[i]
	}
	if !r.Entry.Optional {
		b.missing(tb, name, at)
	}
	return nil
}

// missing notes an error: the table has no such column.
func (b *rowBinder) missing(tb *tableBinding, name string, at policy.Pos) {
	var names []string
	for i := range tb.columns {
		names = append(names, tb.columns[i].column.Name)
	}
	b.errorf(at, policy.DidYouMean(mask.Suggest(name, names)), "table %s has no column %q", tb.table.Name, name)
}

// test binds a condition to a column.
func (b *rowBinder) test(tb *tableBinding, c *policy.Condition, col *columnBinding) (test, bool) {
	t := test{column: c.Column, kind: c.Kind, re: c.Re, form: b.compareForm(col)}
	at := where(tb.table.Name, c.Column)
	if col.column.Generated {
		b.errorf(c.At, "name the columns it is computed from", "where: column %s is generated and has no data in the dump", at)
		return t, false
	}
	ok := true
	for _, n := range c.Literals {
		text, err := b.literal(n.Text, col, t.form)
		if err != nil {
			b.errorf(n.At, "", "where: column %s (%s): %v", at, col.typ.sql, plainError(err))
			ok = false
			continue
		}
		if len(c.Literals) == 1 {
			t.one = []byte(text)
			continue
		}
		if t.many == nil {
			t.many = map[string]bool{}
		}
		t.many[text] = true
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

// set binds what a rule sets a column to.
func (b *rowBinder) set(tb *tableBinding, r *policy.RowRule, s *policy.Rule, keys partitionKey) (boundSet, bool) {
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
		if m, err = b.Plan.bind(s, col.typ); err == nil {
			err = b.allowed(tb.table, keys, col, m)
		}
	}
	if err == nil && col.typ.mask.Kind == mask.Unknown && m.usesRow {
		err = errors.New("the row's key is not known")
	}
	if err == nil {
		return boundSet{col, m}, true
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
	b.errorf(at, hint, "set: column %s (%s): %v", where(tb.table.Name, s.Key), col.typ.sql, err)
	return boundSet{}, false
}

// sample binds the sample of an entry to a table.
func (b *rowBinder) sample(tb *tableBinding, t *policy.Table) *boundSample {
	s := t.Sample
	i, ok := tb.byName[s.By]
	switch {
	case !ok && t.Optional:
		return nil
	case !ok:
		b.missing(tb, s.By, s.ByAt)
		return nil
	case tb.columns[i].column.Generated:
		b.errorf(s.ByAt, "", "by: column %s is generated and has no data in the dump", where(tb.table.Name, s.By))
		return nil
	}
	return &boundSample{
		column: s.By, form: sampleForm(tb.columns[i].typ.mask.Kind),
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

// lossyRows judges a PRIMARY KEY or UNIQUE by the rules for rows: one that
// gives a column of it the same value in several rows breaks it.
func (p *Plan) lossyRows(tb *tableBinding, c dumpfmt.Constraint, kind string) *problem {
	for _, r := range tb.rows.rules {
		for _, s := range r.sets {
			if !slices.Contains(c.Columns, s.column.column.Name) {
				continue
			}
			i := slices.IndexFunc(r.rule.Sets, func(o *policy.Rule) bool { return o.Key == s.column.column.Name })
			at := r.rule.Sets[i].MaskAt
			name := where(tb.table.Name, s.column.column.Name)
			switch {
			case s.mask.null && c.Kind == dumpfmt.PrimaryKey:
				return &problem{err: p.policy.ErrorAt(at, "", "set: column %s becomes NULL, and it is in the %s %s", name, kind, c.Name)}
			case s.mask.null || tb.keepsApart(s.mask):
			case !r.rule.Expect.Single():
				return &problem{err: p.policy.ErrorAt(at, "write expect = 1 if the rule is for one row",
					"set: column %s is in the %s %s, and several rows may get the same value", name, kind, c.Name)}
			}
		}
	}
	return nil
}
