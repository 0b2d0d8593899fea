package rules

import (
	"errors"
	"regexp"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// rowBinding is what becomes of the rows of a table, beside their columns.
type rowBinding struct {
	drop   bool // all of them go
	rules  []*boundRowRule
	sample *boundSample
}

// boundRowRule is a rule for the rows of a table.
type boundRowRule struct {
	rule  *rowRule
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
	kind   conditionKind
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
	errs Errors
	told map[pos]bool
}

// errorf notes an error about a place.
func (b *rowBinder) errorf(at pos, hint, format string, args ...any) {
	if b.told[at] {
		return
	}
	if b.told == nil {
		b.told = map[pos]bool{}
	}
	b.told[at] = true
	b.errs = append(b.errs, b.policy.errorAt(at, hint, format, args...))
}

// bind binds what the entries of chain say of the rows of tb: the nearest that
// says something of data, or of a sample, decides; rules for rows are tried in
// the order of the chain.
func (b *rowBinder) bind(tb *tableBinding, chain []scope, keys partitionKey) {
	r := &tb.rows
	var drop *tableRules
	if i := slices.IndexFunc(chain, func(s scope) bool { return s.rules.data != dataUnset }); i >= 0 && chain[i].rules.data == dataDrop {
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
		for _, rr := range s.rules.rows {
			b.rule(tb, rr, keys)
		}
		if s.rules.sample != nil && r.sample == nil {
			r.sample = b.sample(tb, s.rules)
		}
	}
}

// useless notes an error for rules of just this table, whose rows all go.
func (b *rowBinder) useless(s scope, tb *tableBinding, drop *tableRules) {
	if s.table != tb.table || s.rules.pattern.glob() || s.rules == drop {
		return
	}
	const format = `table %s has no rows: data = "drop" in line %d drops them all`
	for _, r := range s.rules.rows {
		b.errorf(r.at, `write data = "keep" for this table, or remove the rule`, format, tb.table.Name, drop.dataAt.line)
	}
	if sample := s.rules.sample; sample != nil {
		b.errorf(sample.at, `write data = "keep" for this table, or remove the sample`, format, tb.table.Name, drop.dataAt.line)
	}
}

// rule binds a rule to a table, unless it cannot hold there.
func (b *rowBinder) rule(tb *tableBinding, r *rowRule, keys partitionKey) {
	if slices.ContainsFunc(tb.rows.rules, func(o *boundRowRule) bool { return o.rule == r }) {
		return // two tables above have one above them
	}
	t := tb.table
	if (len(t.PartitionKey) > 0 || t.PartitionKeyExpr) && len(b.children[t.Name]) == 0 && r.entry.pattern.exact() == t.Name {
		if !r.entry.optional {
			b.errorf(r.at, "", "table %s has no rows: it is partitioned, and the dump has no partition of it", t.Name)
		}
		return
	}
	bound := &boundRowRule{rule: r}
	for _, c := range r.where {
		col := b.columnOf(tb, r, c.column, c.at)
		if col == nil {
			bound = nil // where cannot hold
			continue
		}
		test, ok := b.test(tb, c, col)
		if ok && bound != nil {
			bound.tests = append(bound.tests, test)
		}
	}
	for _, s := range r.sets {
		if set, ok := b.set(tb, r, s, keys); ok && bound != nil {
			bound.sets = append(bound.sets, set)
		}
	}
	if bound == nil {
		return
	}
	tb.rows.rules = append(tb.rows.rules, bound)
	if r.expect != nil && !slices.Contains(b.expects, r) {
		b.expects = append(b.expects, r)
	}
}

// columnOf returns the column of a rule, nil if the table has none.
func (b *rowBinder) columnOf(tb *tableBinding, r *rowRule, name string, at pos) *columnBinding {
	if i, ok := tb.byName[name]; ok {
		return &tb.columns[i]
	}
	if !r.entry.optional {
		b.missing(tb, name, at)
	}
	return nil
}

// missing notes an error: the table has no such column.
func (b *rowBinder) missing(tb *tableBinding, name string, at pos) {
	var names []string
	for i := range tb.columns {
		names = append(names, tb.columns[i].column.Name)
	}
	b.errorf(at, didYouMean(mask.Suggest(name, names)), "table %s has no column %q", tb.table.Name, name)
}

// test binds a condition to a column.
func (b *rowBinder) test(tb *tableBinding, c *condition, col *columnBinding) (test, bool) {
	t := test{column: c.column, kind: c.kind, re: c.re, form: b.compareForm(col)}
	at := where(tb.table.Name, c.column)
	if col.column.Generated {
		b.errorf(c.at, "name the columns it is computed from", "where: column %s is generated and has no data in the dump", at)
		return t, false
	}
	ok := true
	for _, n := range c.literals {
		text, err := b.literal(n, col, t.form)
		if err != nil {
			b.errorf(n.val, "", "where: column %s (%s): %v", at, col.typ.sql, plainError(err))
			ok = false
			continue
		}
		if len(c.literals) == 1 {
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
func (b *rowBinder) set(tb *tableBinding, r *rowRule, s *rule, keys partitionKey) (boundSet, bool) {
	col := b.columnOf(tb, r, s.key, s.at)
	if col == nil {
		return boundSet{}, false
	}
	var m *boundMask
	var err error
	switch {
	case col.column.Generated:
		err = &Error{
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
	at, hint := s.maskAt, ""
	var ours *Error
	var param *mask.ParamError
	var by *byError
	switch {
	case errors.As(err, &ours) && col.column.Generated:
		hint = ours.Hint
	case errors.As(err, &param):
		at, err = s.paramAt(param.Param), plainError(param)
	case errors.As(err, &by):
		at, hint, err = s.byPlace(by)
	}
	b.errorf(at, hint, "set: column %s (%s): %v", where(tb.table.Name, s.key), col.typ.sql, err)
	return boundSet{}, false
}

// sample binds the sample of an entry to a table.
func (b *rowBinder) sample(tb *tableBinding, t *tableRules) *boundSample {
	s := t.sample
	i, ok := tb.byName[s.by]
	switch {
	case !ok && t.optional:
		return nil
	case !ok:
		b.missing(tb, s.by, s.byAt)
		return nil
	case tb.columns[i].column.Generated:
		b.errorf(s.byAt, "", "by: column %s is generated and has no data in the dump", where(tb.table.Name, s.by))
		return nil
	}
	return &boundSample{
		column: s.by, form: sampleForm(tb.columns[i].typ.mask.Kind),
		key: b.opts.Key.Derive("sample " + s.group), limit: sampleLimit(s.percent),
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
func (p *Plan) lossyRows(tb *tableBinding, c dumpfmt.Constraint, kind string) *Error {
	for _, r := range tb.rows.rules {
		for _, s := range r.sets {
			if !slices.Contains(c.Columns, s.column.column.Name) {
				continue
			}
			i := slices.IndexFunc(r.rule.sets, func(o *rule) bool { return o.key == s.column.column.Name })
			at := r.rule.sets[i].maskAt
			name := where(tb.table.Name, s.column.column.Name)
			switch {
			case s.mask.null && c.Kind == dumpfmt.PrimaryKey:
				return p.policy.errorAt(at, "", "set: column %s becomes NULL, and it is in the %s %s", name, kind, c.Name)
			case s.mask.null || tb.keepsApart(s.mask):
			case !r.rule.expect.single():
				return p.policy.errorAt(at, "write expect = 1 if the rule is for one row",
					"set: column %s is in the %s %s, and several rows may get the same value", name, kind, c.Name)
			}
		}
	}
	return nil
}
