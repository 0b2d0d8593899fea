package bind

import (
	"errors"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Constraint returns an error if the masks break the constraint c of a table: a
// lossy mask in a PRIMARY KEY or UNIQUE, NULL in a PRIMARY KEY, any change in
// an EXCLUDE, ends of a FOREIGN KEY that do not get equal values. It is to be
// called for each constraint that passes in the dump, and Bind does so for
// those that the schema has. CHECK, and what is not tested on restore, is not
// judged.
func (b *Binder) Constraint(table dumpfmt.Name, c dumpfmt.Constraint) error {
	if t := b.facts.Table(table); b.opts.Lock != nil && t != nil {
		if err := b.opts.Lock.constraint(t.Table, &c); err != nil {
			return err
		}
	}
	broken := b.judge(table, &c)
	switch {
	case broken == nil:
		return nil
	case broken.dependsOnData || broken.mayHold: // the rows are out already
		b.warnings = append(b.warnings, broken.err)
		return nil
	}
	return broken.err
}

// judge judges a constraint of a table and its partitions.
func (b *Binder) judge(table dumpfmt.Name, c *dumpfmt.Constraint) *problem {
	switch {
	case c.Kind == dumpfmt.ForeignKey:
		p := b.foreignKey(table, c)
		if p != nil && c.NotValid {
			p.dependsOnData = true // the server does not look: rows only lose their partners
		}
		return p
	case c.NotValid:
		return nil
	}
	for _, t := range b.facts.Family(table) {
		tb := b.tables[t.Name]
		if tb == nil || tb.rows.drop {
			continue // no rows, so nothing that could break
		}
		if err := b.constraint(tb, *c); err != nil {
			return err
		}
	}
	return nil
}

// judgeConstraints judges the constraints that concern the tables that are
// bound: their own, those of the partitioned tables above them, and the FOREIGN
// KEYs that refer to them.
func (b *Binder) judgeConstraints() {
	for _, t := range b.concerned() {
		for i := range t.Constraints {
			c := &t.Constraints[i]
			if b.open(t.Name, c) {
				continue // what its columns get is not settled
			}
			if err := b.judge(t.Name, c); err != nil {
				b.broken(err)
			}
		}
	}
}

// concerned returns the tables with constraints that concern those being bound,
// in the order of the dump.
func (b *Binder) concerned() []*facts.Table {
	if b.pass == 1 {
		return b.fresh
	}
	seen := map[*facts.Table]bool{}
	list := slices.Clone(b.fresh)
	for _, t := range b.fresh {
		seen[t] = true
	}
	for _, t := range b.fresh {
		for _, other := range t.Concerning() {
			if !seen[other] {
				seen[other] = true
				list = append(list, other)
			}
		}
	}
	return list
}

// open reports whether a column of the constraint has no mask yet because of
// another error.
func (b *Binder) open(table dumpfmt.Name, c *dumpfmt.Constraint) bool {
	if b.found.none() {
		return false
	}
	failed := func(family []*facts.Table, columns []string) bool {
		return slices.ContainsFunc(family, func(t *facts.Table) bool {
			return slices.ContainsFunc(columns, func(name string) bool {
				col := b.binding(t.Name, name)
				return col != nil && col.verdict == VerdictError
			})
		})
	}
	family := b.facts.Family(table)
	return failed(family, c.Columns) || failed(family, c.Uses) ||
		c.Kind == dumpfmt.ForeignKey && failed(b.facts.Family(c.RefTable), b.facts.RefColumns(c))
}

// broken notes that a constraint would break. Where no rule of the user's is at
// fault, the columns are among those that need one.
func (b *Binder) broken(p *problem) {
	needRules := false
	for _, at := range p.columns {
		c := b.binding(at.table, at.column)
		if c == nil || c.rule != nil && !c.rule.Soft || !c.masked() || b.settled(b.tables[at.table]) || p.byRule {
			continue
		}
		for _, end := range b.linkedByKeys(at) {
			b.refuseLinked(end)
		}
		needRules = true
	}
	if needRules {
		return
	}
	verdict := VerdictError
	if p.dependsOnData {
		verdict = VerdictWarning
		b.found.warnings = append(b.found.warnings, p.err)
	} else {
		b.found.errs = append(b.found.errs, p.err)
	}
	for _, at := range p.columns {
		if c := b.binding(at.table, at.column); c != nil {
			c.verdict = max(c.verdict, verdict)
		}
	}
}

// refuseLinked refuses a column unless a rule of the user's names it.
func (b *Binder) refuseLinked(end columnRef) {
	c := b.binding(end.table, end.column)
	if c != nil && (c.rule == nil || c.rule.Soft) && !b.settled(b.tables[end.table]) {
		b.refuse(refusedConstraint, b.facts.Table(end.table), c)
	}
}

// constraint judges a constraint for one table.
func (b *Binder) constraint(tb *boundTable, c dumpfmt.Constraint) *problem {
	x := tb.table.Index(c)
	switch c.Kind {
	case dumpfmt.PrimaryKey, dumpfmt.Unique:
		return b.unique(tb, &x)
	case dumpfmt.Exclude:
		return b.exclude(tb, &x)
	}
	return nil
}

// exclude judges an EXCLUDE constraint, most of whose operators see more than
// equality.
func (b *Binder) exclude(tb *boundTable, c *facts.Index) *problem {
	if err := b.lossyRows(tb, c); err != nil {
		return err
	}
	if tb.emptied(c) {
		return nil
	}
	var masked *boundColumn
	for _, e := range c.Elements {
		col := tb.column(e.Column)
		switch {
		case col == nil:
		case col.mask.null && e.Range == 0:
			return nil
		case e.Operator == "=" && tb.keepsApart(e, col.mask):
		case e.Operator == "<>" && !col.mask.usesRow:
		case e.Moved && col.mask.movesAlike() && tb.movedWith(c, e, col):
		case masked == nil:
			masked = col
		}
	}
	asked := c.Asked()
	for _, name := range c.Uses {
		if col := tb.column(name); masked == nil && col != nil && (asked[name].Unread || !col.keepsWhere(asked[name])) {
			masked = col
		}
	}
	if masked == nil {
		return nil
	}
	return b.columnError(tb, masked, fmt.Sprintf("mask %s may break the constraint %s, which the column is in",
		masked.mask.name, c.Title()), "keep it")
}

// movedWith reports whether all that an element's expression makes a range of is
// moved alike.
func (tb *boundTable) movedWith(c *facts.Index, e facts.Element, col *boundColumn) bool {
	return e.Range == 0 || !slices.ContainsFunc(c.Elements, func(o facts.Element) bool {
		other := tb.column(o.Column)
		return o.Range == e.Range && (other == nil || other.mask.same != col.mask.same)
	})
}

// Constraints judges the constraints that t, as the dump has it by now, has
// beyond those that its table was bound with: see Constraint. All that break are
// told, as policy.Errors.
func (b *Binder) Constraints(t *dumpfmt.Table) error {
	tb := b.tables[t.Name]
	if tb == nil {
		return nil // it will be bound with them if it gets rows
	}
	errs := b.lateNotNull(t)
	for _, c := range tb.added.since(t.Constraints) {
		if tb.added.knows(tb.table.Constraints, &c) {
			continue
		}
		tb.added.list = append(tb.added.list, c)
		var broken *policy.Error
		if p := b.lateCheck(t.Name, &c); p != nil {
			errs = append(errs, p.err)
		}
		if err := b.Constraint(t.Name, c); errors.As(err, &broken) {
			errs = append(errs, broken)
		}
	}
	return errs.Err()
}

// lateCheck judges a CHECK that nobody knew of when the rows were masked, so that no mask was
// made to fit it. pg_dump writes such of functions that take a whole row.
func (b *Binder) lateCheck(table dumpfmt.Name, c *dumpfmt.Constraint) *problem {
	if c.Kind != dumpfmt.Check || c.NotValid {
		return nil
	}
	for _, t := range b.facts.Heirs(table) {
		tb := b.tables[t.Name]
		if tb == nil || tb.rows.drop {
			continue
		}
		for _, name := range c.Columns {
			if col := tb.column(name); col != nil {
				return b.columnError(tb, col, fmt.Sprintf("it is masked, and the %s, which tests its values, was not known before", c.Title()), "keep it")
			}
		}
	}
	return nil
}

// lateNotNull judges NOT NULL where t, as the dump has it by now, has it of columns that became NULL.
func (b *Binder) lateNotNull(t *dumpfmt.Table) (errs policy.Errors) {
	for _, heir := range b.facts.Heirs(t.Name) {
		tb := b.tables[heir.Name]
		if tb == nil || tb.rows.drop {
			continue
		}
		for i := range tb.columns {
			c := &tb.columns[i]
			if now := t.Column(c.column.Name); c.masked() && c.mask.null && now != nil && now.NotNull && !c.column.NotNull {
				errs = append(errs, b.columnError(tb, c, "it becomes NULL, and it is NOT NULL", "keep it").err)
			}
		}
	}
	return errs
}
