package bind

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// foreignKey judges a FOREIGN KEY: both ends must come out equal, in all
// partitions of the tables. Partitions with the same masks are judged once.
func (b *Binder) foreignKey(table dumpfmt.Name, c *dumpfmt.Constraint) *problem {
	refColumns := b.facts.RefColumns(c)
	refs := b.different(c.RefTable, refColumns)
	for _, tb := range b.different(table, c.Columns) {
		if tb.rows.drop {
			continue
		}
		p, looked := b.nullEnd(tb, c)
		switch {
		case p != nil:
			return p
		case !looked:
			continue
		}
		if p := b.joined(tb, refs, c, refColumns); p != nil {
			return p
		}
	}
	return nil
}

// nullEnd judges the end of a FOREIGN KEY that refers, by itself. looked says
// whether its rows are looked up: one with a NULL is not.
func (b *Binder) nullEnd(tb *boundTable, c *dumpfmt.Constraint) (_ *problem, looked bool) {
	for _, name := range c.Columns {
		col := tb.column(name)
		if col == nil || !col.mask.null {
			continue
		}
		if c.MatchFull && !tb.allNull(c.Columns) {
			return b.columnError(tb, col, fmt.Sprintf("it becomes NULL, and the %s is MATCH FULL: all of its columns are NULL, or none", c.Title()),
				"give all of them the mask null, or none"), false
		}
		return nil, false
	}
	if col := tb.computedFrom(c.Columns); col != nil {
		return b.computedError(tb, col, c), false
	}
	return nil, true
}

// joined judges a FOREIGN KEY of a table by the tables that it refers to.
func (b *Binder) joined(tb *boundTable, refs []*boundTable, c *dumpfmt.Constraint, refColumns []string) *problem {
	var lost *problem
	sure := !slices.ContainsFunc(refs, func(ref *boundTable) bool { return !ref.rows.drop })
	for _, ref := range refs {
		if col := ref.computedFrom(refColumns); col != nil {
			return b.computedError(ref, col, c)
		}
		if len(refColumns) != len(c.Columns) {
			return nil // the primary key is not known
		}
		for i, name := range c.Columns {
			if !joins(tb.column(name), ref.column(refColumns[i])) {
				return b.foreignKeyError(tb, ref, c, name, refColumns[i])
			}
		}
		if lost == nil {
			lost = b.orphans(tb, ref, c, refColumns, sure)
		}
	}
	return lost
}

// outcome is what becomes of the columns of a key, and of the rows they are in.
type outcome struct {
	masks  [4]*boundMask // of the first columns
	drop   bool
	rule   *policy.RowRule // the first that drops
	sample string
	limit  uint64
}

// different returns the table of that name and its partitions, of those with
// the same outcome the first.
func (b *Binder) different(table dumpfmt.Name, columns []string) []*boundTable {
	var list []*boundTable
	seen := map[outcome]bool{}
	for _, t := range b.facts.Family(table) {
		tb := b.tables[t.Name]
		if tb == nil {
			continue
		}
		o, all := tb.outcome(columns)
		if all && seen[o] {
			continue
		}
		seen[o] = true
		list = append(list, tb)
	}
	return list
}

// outcome returns the outcome of columns; all says that it holds all that
// matters.
func (tb *boundTable) outcome(columns []string) (o outcome, all bool) {
	o.drop, all = tb.rows.drop, len(columns) <= len(o.masks)
	for i, name := range columns[:min(len(columns), len(o.masks))] {
		c := tb.find(name, 0)
		switch {
		case c == nil:
		case c.column.Generated:
			all = false
		case c.masked():
			o.masks[i] = c.mask
		}
	}
	for _, r := range tb.rows.rules {
		if r.rule.Drop && o.rule == nil {
			o.rule = r.rule
		}
	}
	if s := tb.rows.sample; s != nil {
		o.sample, o.limit = s.group, s.limit
	}
	return o, all
}

// computedFrom returns a masked column that one of these is computed from, nil
// if there is none.
func (tb *boundTable) computedFrom(columns []string) *boundColumn {
	for _, name := range columns {
		col := tb.table.Column(name)
		if col == nil || !col.Generated {
			continue
		}
		for _, use := range col.Uses {
			if from := tb.column(use); from != nil {
				return from
			}
		}
	}
	return nil
}

// allNull reports whether all of the columns become NULL.
func (tb *boundTable) allNull(columns []string) bool {
	return !slices.ContainsFunc(columns, func(name string) bool {
		col := tb.column(name)
		return col == nil || !col.mask.null
	})
}

// computedError says that an end of a FOREIGN KEY is computed from a column that
// is masked.
func (b *Binder) computedError(tb *boundTable, col *boundColumn, c *dumpfmt.Constraint) *problem {
	return b.columnError(tb, col, fmt.Sprintf("a generated column in the %s is computed from it: mask %s would part rows from their partners",
		c.Title(), col.mask.name), "keep it")
}

// foreignKeyError says that the ends of a FOREIGN KEY come out different.
func (b *Binder) foreignKeyError(tb, ref *boundTable, c *dumpfmt.Constraint, column, refColumn string) *problem {
	from, to := tb.column(column), ref.column(refColumn)
	e := &policy.Error{
		File: b.policy.File(),
		Msg: fmt.Sprintf("column %s %s, but %s, to which it refers by %s, %s: rows would lose their partners",
			where(tb.table.Name, column), describe(from), where(ref.table.Name, refColumn), c.Title(), describe(to)),
		Hint: "keep both, or give both the same mask, parameters and type",
	}
	p := &problem{err: e, columns: []columnRef{{tb.table.Name, column}, {ref.table.Name, refColumn}}}
	for _, col := range []*boundColumn{from, to} {
		if col != nil && col.rule != nil {
			e.Line, e.Col = col.rule.MaskAt.Line, col.rule.MaskAt.Col
			p.byRule = !col.rule.Soft
			break
		}
	}
	return p
}

// describe says in words what becomes of a column.
func describe(c *boundColumn) string {
	switch {
	case c == nil:
		return "is kept"
	case c.mask.usesRow:
		return fmt.Sprintf("gets mask %s, which goes by the row", c.mask.name)
	}
	return fmt.Sprintf("gets mask %s as %s", c.mask.name, c.typ.sql)
}

// orphans finds a FOREIGN KEY whose rows stay while rows that they refer to go: by
// data = "drop", by a rule for rows, or by a sample that is not theirs; or one whose
// columns a rule sets. Whether they do refer to these is up to the data, unless all
// rows that they may refer to go, which is sure.
func (b *Binder) orphans(tb, ref *boundTable, c *dumpfmt.Constraint, refColumns []string, sure bool) *problem {
	lose, hint := "may lose", "drop these rows, too, sample both tables by one group, or make the column NULL"
	if tb == ref {
		hint = "go by what such rows have in common, or make the column NULL"
	}
	how, at := ref.loses(tb, c, refColumns)
	if how == "" {
		hint = "set what a row that stays has, or NULL"
		if how, at = tb.sets(c.Columns, "former"); how == "" {
			how, at = ref.sets(refColumns, "latter")
		}
	}
	if how == "" {
		return nil
	}
	if sure {
		lose, hint = "lose", "drop these rows, too (--no-data), or accept a part of the database: --partial"
		if name := tb.nullable(c.Columns); name != "" {
			hint = fmt.Sprintf("give %s the mask null, ", where(tb.table.Name, name)) + hint
		}
	}
	return &problem{dependsOnData: !sure || b.opts.Partial, err: &policy.Error{
		File: b.policy.File(), Line: at.Line, Col: at.Col,
		Msg: fmt.Sprintf("rows of %s %s those of %s that they refer to by %s: %s",
			tb.table.Name, lose, ref.table.Name, c.Title(), how),
		Hint: hint,
	}}
}

// nullable returns the first of the columns that may be NULL, "" if none may.
func (tb *boundTable) nullable(columns []string) string {
	for _, name := range columns {
		if c := tb.find(name, 0); c != nil && !c.column.NotNull && !c.typ.notNull {
			return name
		}
	}
	return ""
}

// loses says which rows of the table go that rows of another, which refers to
// it by those columns, may need, and where the policy says so; "" if there are none.
func (tb *boundTable) loses(child *boundTable, c *dumpfmt.Constraint, columns []string) (how string, at policy.Pos) {
	r := &tb.rows
	if r.drop {
		return "all rows of the latter are dropped", at
	}
	for _, rule := range r.rules {
		if rule.rule.Drop {
			return "a rule drops rows of the latter", rule.rule.At
		}
	}
	s, own := r.sample, child.rows.sample
	switch {
	case s == nil || s.limit == 0:
		return "", at
	case own == nil || own.group != s.group || own.limit == 0 || own.limit > s.limit:
		return "the sample of the latter is not that of the former", at
	}
	// A row and the one that it refers to are taken together by what they share:
	// what it refers by, or what both have beside.
	switch i := slices.Index(columns, s.column); {
	case (i < 0 || i >= len(c.Columns)) && child.nullable([]string{own.column}) != "":
		return fmt.Sprintf("the sample of the former goes by %s, and rows that have NULL there stay", dumpfmt.QuoteIdent(own.column)), at
	case i < 0 || i >= len(c.Columns) || c.Columns[i] == own.column:
		return "", at
	case child == tb:
		return "the sample takes each row by itself", at
	}
	return fmt.Sprintf("the sample of the former goes by %s", dumpfmt.QuoteIdent(own.column)), at
}

// sets says which of the columns a rule for rows sets to a value that may not be
// that of another row, and where; "" if there is none.
func (tb *boundTable) sets(columns []string, of string) (how string, at policy.Pos) {
	for _, rule := range tb.rows.rules {
		for _, set := range rule.sets {
			if name := set.column.column.Name; slices.Contains(columns, name) && !set.mask.null {
				return fmt.Sprintf("a rule sets %s of the %s", name, of), rule.rule.At
			}
		}
	}
	return "", at
}
