package bind

import (
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
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

// problem is a constraint that the masks would break.
type problem struct {
	err           *policy.Error
	columns       []columnRef // whose masks break it
	dependsOnData bool        // it may hold all the same
	mayHold       bool        // so it may, and a rule of the user's wants it so: where rows are out already, it is warned of
}

// judge judges a constraint of a table and its partitions.
func (b *Binder) judge(table dumpfmt.Name, c *dumpfmt.Constraint) *problem {
	switch {
	case c.NotValid:
		return nil
	case c.Kind == dumpfmt.ForeignKey:
		return b.foreignKey(table, c)
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
		if c == nil || c.rule != nil && !c.rule.Soft || !c.masked() || b.settled(b.tables[at.table]) {
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
	c = facts.Computed(tb.table.Table, c)
	switch c.Kind {
	case dumpfmt.PrimaryKey, dumpfmt.Unique:
		return b.unique(tb, c)
	case dumpfmt.Exclude:
		return b.exclude(tb, c)
	}
	return nil
}

// unique judges a PRIMARY KEY, a UNIQUE or a unique index. Rows with a NULL in
// it do not conflict.
func (b *Binder) unique(tb *boundTable, c dumpfmt.Constraint) *problem {
	kind := facts.KindTitle(c.Kind)
	if err := b.lossyRows(tb, c, kind); err != nil {
		return err
	}
	var lossy *boundColumn
	for _, name := range c.Columns {
		col := tb.column(name)
		switch {
		case col == nil:
		case col.mask.null && c.Kind == dumpfmt.PrimaryKey:
			return b.columnError(tb, col, fmt.Sprintf("it becomes NULL, and it is in the PRIMARY KEY %s", c.Name),
				"keep it, or give it a mask that is injective")
		case col.mask.null && !c.NullsNotDistinct:
			return nil
		case !tb.keepsDistinct(col.mask) && lossy == nil:
			lossy = col
		}
	}
	for _, name := range c.Lower {
		col := tb.column(name)
		switch {
		case col == nil:
		case col.mask.null && !c.NullsNotDistinct:
			return nil
		case !col.mask.keepsFoldedDistinct() && lossy == nil:
			lossy = col
		}
	}
	if lossy == nil {
		return b.uniqueUses(tb, c)
	}
	return b.columnError(tb, lossy, fmt.Sprintf("mask %s may give two values one result, and the column is in the %s %s",
		lossy.mask.name, kind, c.Name), "keep it, or give it a mask that is distinct or injective: sanitize masks lists them")
}

// keepsDistinct reports whether distinct rows of the table get distinct values of
// a mask where they had some.
func (tb *boundTable) keepsDistinct(m *boundMask) bool {
	switch {
	case m.keepsDistinct():
		return true
	case m.rowClass == mask.Lossy:
		return false
	case m.by != "":
		return tb.table.IsKey(m.by)
	}
	ref := m.refs[0]
	if ref.Original || tb.column(ref.Column) == nil {
		return tb.table.IsKey(ref.Column)
	}
	return tb.table.IsKey(ref.Column) && tb.column(ref.Column).mask.keepsDistinct()
}

// uniqueUses judges the columns that the expressions and the WHERE of a unique
// index name. A digest stays a digest in any expression. Who is in the index
// must not change: a mask whose type is split by the WHERE does not change it,
// and where WHERE asks for NULL or not, no mask but null does.
func (b *Binder) uniqueUses(tb *boundTable, c dumpfmt.Constraint) *problem {
	asked := facts.AskedOf(&c)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		col := tb.column(name)
		switch {
		case col == nil:
		case !asked[name].Unread && col.keepsWhere(asked[name]):
		case c.HasExpr && !c.Predicate && col.mask.class == mask.Distinct:
		default:
			p := b.columnError(tb, col, fmt.Sprintf("mask %s may change which rows are in the %s %s, or meet in it: its expressions name the column",
				col.mask.name, facts.KindTitle(c.Kind), c.Name), "keep it")
			p.mayHold = col.rule != nil
			return p
		}
	}
	return nil
}

// keepsWhere reports whether a mask does not change what a WHERE asks of a
// column.
func (c *boundColumn) keepsWhere(w facts.Asked) bool {
	if w.NullTested && (c.mask.null || !c.mask.keepNull) {
		return false
	}
	return len(w.Conditions) == 0 || c.mask.typ.split != nil && c.mask.typ.split.asks(w.Conditions)
}

// exclude judges an EXCLUDE constraint, whose operators see more than equality.
func (b *Binder) exclude(tb *boundTable, c dumpfmt.Constraint) *problem {
	var masked *boundColumn
	for _, name := range c.Columns {
		col := tb.column(name)
		switch {
		case col == nil:
		case col.mask.null:
			return nil
		case masked == nil:
			masked = col
		}
	}
	for _, name := range c.Uses {
		if col := tb.column(name); masked == nil && col != nil {
			masked = col
		}
	}
	if masked == nil {
		return nil
	}
	return b.columnError(tb, masked, fmt.Sprintf("mask %s may break the constraint EXCLUDE %s, which the column is in",
		masked.mask.name, c.Name), "keep it")
}

// columnError makes an error about a column, at the rule that names it.
func (b *Binder) columnError(tb *boundTable, c *boundColumn, msg, hint string) *problem {
	columns := []columnRef{{tb.table.Name, c.column.Name}}
	e := &policy.Error{
		File: b.policy.File(), Hint: hint,
		Msg: fmt.Sprintf("column %s: %s", where(tb.table.Name, c.column.Name), msg),
	}
	if c.rule != nil {
		e.Line, e.Col = c.rule.MaskAt.Line, c.rule.MaskAt.Col
		return &problem{err: e, columns: columns}
	}
	name := "keep"
	for _, try := range [...]string{"permute", "hash", "uuid"} {
		if m, err := b.masks.of(policy.Bare(try), c.typ); err == nil && m.class != mask.Lossy {
			name = try
			break
		}
	}
	e.Hint += fmt.Sprintf(", for example\n\n%s\n%s = %q\n", policy.TOMLTable(tb.table.Name), policy.TOMLColumn(c.column.Name), name)
	return &problem{err: e, columns: columns}
}
