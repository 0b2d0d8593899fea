package bind

import (
	"errors"
	"slices"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Here is the decision on each column: by the first rule that can be had, the
// table's own before [columns] before [types]; else by what the policy says of
// unlisted columns. Whoever wants to know what becomes of a column asks what
// decide has noted, and with it the reason.

// table decides on the columns and rows of t.
func (b *Binder) table(t *facts.Table) {
	tb := b.newTable(t)
	b.decideAll(tb)
	b.tables[t.Name] = tb
	b.references(tb)
}

// newTable returns a table of which nothing is decided.
func (b *Binder) newTable(t *facts.Table) *boundTable {
	tb := &boundTable{table: t, columns: make([]boundColumn, len(t.Columns)), pass: b.pass}
	for i := range t.Columns {
		c := &t.Columns[i]
		tb.columns[i] = boundColumn{column: c, typ: b.masks.typeInfo(c.Type)}
	}
	return tb
}

// decideAll decides on the rows of a table, then on its columns.
func (b *Binder) decideAll(tb *boundTable) {
	chain, keys := b.chain(tb.table), tb.table.Key()
	for _, s := range chain {
		if s.table == tb.table {
			b.opts.Marks.Table(s.rules, tb.table.Columns)
		}
	}
	b.opts.Marks.Kept(tb.table.Table)
	b.bindRows(tb, chain, keys)
	for i := range tb.columns {
		b.decide(tb, chain, keys, &tb.columns[i])
	}
}

// decide decides what becomes of a column.
func (b *Binder) decide(tb *boundTable, chain []scope, keys facts.PartitionKey, c *boundColumn) {
	t := tb.table
	rules := b.candidates(chain, c)
	if c.column.Generated {
		c.reason = "generated"
		b.generated(t, chain, rules, c)
		return
	}
	for _, r := range rules {
		m, err := b.masks.of(r, c.typ)
		if err == nil {
			err = allowed(t, keys, c, m)
		}
		if err == nil {
			m, err = b.fitted(t, c, r, m)
		}
		if err == nil && tb.late && m.usesRow {
			err = errors.New("the row's key is not known")
		}
		if err == nil && tb.late && r.Types != nil {
			err = errors.New("the rule is for some types, and that of the column is not known")
		}
		if err == nil {
			c.rule, c.mask = r, m
			b.literal(tb, c)
			return
		}
		if !r.Soft {
			c.rule = r
			b.fail(r, t, c, err)
			return
		}
		c.softSkipped = true
	}
	if tb.rows.drop {
		c.reason = "the table's rows are dropped"
		return
	}
	if tb.late {
		b.lateUnlisted(t, chain, c)
		return
	}
	b.unlisted(t, chain, keys, c)
}

// literal warns of a literal for a type whose syntax is not known: it stands in
// the output as the policy has it.
func (b *Binder) literal(tb *boundTable, c *boundColumn) {
	if blankOf(c.typ) != nil && c.rule.Params["value"] == "" {
		return
	}
	if c.rule.Mask == "set" && hasUnknown(c.typ.mask) && !tb.late {
		b.warn(tb.table, c, "whether the value is one of type "+c.typ.sql+" is not known", "try it: SELECT '…'::"+c.typ.sql)
	}
}

// hasUnknown reports whether a type, or one within it, is not known.
func hasUnknown(t mask.Type) bool {
	return t.Kind == mask.Unknown || t.Elem != nil && hasUnknown(*t.Elem) ||
		slices.ContainsFunc(t.Fields, func(f mask.Field) bool { return hasUnknown(f.Type) })
}

// candidates returns the rules that name the column, the one that decides
// first.
func (b *Binder) candidates(chain []scope, c *boundColumn) []*policy.Rule {
	name := c.column.Name
	var rules []*policy.Rule
	for _, s := range chain {
		if s.table.Column(name) != nil {
			rules = append(rules, s.rules.Columns.Match(name)...)
		}
	}
	rules = append(append(rules, b.masks.byName(name)...), c.typ.rules...)
	return slices.DeleteFunc(rules, func(r *policy.Rule) bool { return !b.hasType(r, c) })
}

// hasType reports whether a rule is for the type of a column. Where the type is
// not known it may be: decide says so.
func (b *Binder) hasType(r *policy.Rule, c *boundColumn) bool {
	if r.Types == nil || c.typ == b.masks.unknown {
		return true
	}
	if !r.HasType(c.typ.names) {
		return false
	}
	b.opts.Marks.Typed(r)
	return true
}

// generated notes an error if a rule was written for just this column, which
// is computed from others when the dump is restored.
func (b *Binder) generated(t *facts.Table, chain []scope, rules []*policy.Rule, c *boundColumn) {
	for _, s := range chain {
		r := s.rules.Columns.Exact[c.column.Name]
		if r == nil || r.Mask == "keep" || !slices.Contains(rules, r) {
			continue
		}
		b.fail(r, t, c, &policy.Error{
			Msg:  "the column is generated: it is computed from other columns on restore and has no data in the dump",
			Hint: "mask the columns it is computed from",
		})
	}
}
