package bind

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// Constraint returns an error if the masks break the constraint c of a table: a
// lossy mask in a PRIMARY KEY or UNIQUE, NULL in a PRIMARY KEY, any change in
// an EXCLUDE, ends of a FOREIGN KEY that do not get equal values. It is to be
// called for each constraint that passes in the dump, and Bind does so for
// those that the schema has. CHECK, and what is not tested on restore, is not
// judged.
func (p *Plan) Constraint(table dumpfmt.Name, c dumpfmt.Constraint) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := p.schema.Tables[table]; p.opts.Lock != nil && t != nil {
		if err := p.opts.Lock.constraint(t, &c); err != nil {
			return err
		}
	}
	broken := p.judge(table, c)
	switch {
	case broken == nil:
		return nil
	case broken.dependsOnData: // the rows are out already
		p.warnings = append(p.warnings, broken.err)
		return nil
	}
	return broken.err
}

// problem is a constraint that the masks would break.
type problem struct {
	err           *policy.Error
	columns       []keyEnd // whose masks break it
	dependsOnData bool     // it may hold all the same
}

// judge judges a constraint of a table and its partitions.
func (p *Plan) judge(table dumpfmt.Name, c dumpfmt.Constraint) *problem {
	if c.NotValid {
		return nil
	}
	for _, tb := range p.family(table, nil) {
		if tb.rows.drop {
			continue // no rows, so nothing that could break
		}
		if err := p.constraint(tb, c); err != nil {
			return err
		}
	}
	return nil
}

// constraints judges all constraints that the schema has.
func (b *binder) constraints() {
	for _, t := range b.order {
		for _, c := range t.Constraints {
			if b.open(t.Name, c) {
				continue // what its columns get is not settled
			}
			if err := b.judge(t.Name, c); err != nil {
				b.broken(err)
			}
		}
	}
}

// open reports whether a column of the constraint has no mask yet because of
// another error.
func (b *binder) open(table dumpfmt.Name, c dumpfmt.Constraint) bool {
	failed := func(table dumpfmt.Name, columns []string) bool {
		return slices.ContainsFunc(columns, func(name string) bool {
			col := b.binding(table, name)
			return col != nil && col.verdict == VerdictError
		})
	}
	for _, name := range b.familyNames(table, nil) {
		if failed(name, c.Columns) || failed(name, c.Uses) {
			return true
		}
	}
	for _, name := range b.familyNames(c.RefTable, nil) {
		refColumns := c.RefColumns
		if len(refColumns) == 0 {
			refColumns = primaryKey(b.schema.Tables[name])
		}
		if failed(name, refColumns) {
			return true
		}
	}
	return false
}

// broken notes that a constraint would break. Where no rule of the user's is at
// fault, the columns are among those that need one.
func (b *binder) broken(err *problem) {
	settled := false
	for _, at := range err.columns {
		if c := b.binding(at.table, at.column); c != nil && (c.rule == nil || c.rule.Soft) && c.masked() {
			for _, end := range b.tied(at) {
				b.refuseTied(end)
			}
			settled = true
		}
	}
	if settled {
		return
	}
	verdict := VerdictError
	if err.dependsOnData {
		verdict = VerdictWarning
		b.warnings = append(b.warnings, err.err)
	} else {
		b.errs = append(b.errs, err.err)
	}
	for _, at := range err.columns {
		if c := b.binding(at.table, at.column); c != nil {
			c.verdict = max(c.verdict, verdict)
		}
	}
}

// refuseTied refuses a column unless a rule of the user's names it.
func (b *binder) refuseTied(end keyEnd) {
	c := b.binding(end.table, end.column)
	if c != nil && (c.rule == nil || c.rule.Soft) {
		b.refuse(refusedConstraint, b.schema.Tables[end.table], c)
	}
}

// family returns the table of that name and its partitions, at any depth.
func (p *Plan) family(name dumpfmt.Name, list []*tableBinding) []*tableBinding {
	tb := p.tables[name]
	if tb == nil || slices.Contains(list, tb) {
		return list
	}
	list = append(list, tb)
	for _, child := range p.children[name] {
		list = p.family(child, list)
	}
	return list
}

func (p *Plan) constraint(tb *tableBinding, c dumpfmt.Constraint) *problem {
	c = computed(tb.table, c)
	switch c.Kind {
	case dumpfmt.PrimaryKey, dumpfmt.Unique:
		return p.unique(tb, c)
	case dumpfmt.Exclude:
		return p.exclude(tb, c)
	case dumpfmt.ForeignKey:
		return p.foreignKey(tb, c)
	}
	return nil
}

// column returns what becomes of a column, nil if it is kept or not known.
func (tb *tableBinding) column(name string) *columnBinding {
	if i, ok := tb.byName[name]; ok && tb.columns[i].masked() {
		return &tb.columns[i]
	}
	return nil
}

// unique judges a PRIMARY KEY, a UNIQUE or a unique index. Rows with a NULL in
// it do not conflict.
func (p *Plan) unique(tb *tableBinding, c dumpfmt.Constraint) *problem {
	kind := constraintKind(c.Kind)
	if err := p.lossyRows(tb, c, kind); err != nil {
		return err
	}
	var lossy *columnBinding
	for _, name := range c.Columns {
		col := tb.column(name)
		switch {
		case col == nil:
		case col.mask.null && c.Kind == dumpfmt.PrimaryKey:
			return p.columnError(tb, col, fmt.Sprintf("it becomes NULL, and it is in the PRIMARY KEY %s", c.Name),
				"keep it, or give it a mask that is injective")
		case col.mask.null && !c.NullsNotDistinct:
			return nil
		case !tb.keepsApart(col.mask) && lossy == nil:
			lossy = col
		}
	}
	for _, name := range c.Lower {
		col := tb.column(name)
		switch {
		case col == nil:
		case col.mask.null && !c.NullsNotDistinct:
			return nil
		case !col.mask.keepsFoldedApart() && lossy == nil:
			lossy = col
		}
	}
	if lossy == nil {
		return p.uniqueUses(tb, c)
	}
	return p.columnError(tb, lossy, fmt.Sprintf("mask %s may give two values one result, and the column is in the %s %s",
		lossy.mask.name, kind, c.Name), "keep it, or give it a mask that is distinct or injective: sanitize masks lists them")
}

// keepsApart reports whether distinct rows of the table get distinct values of
// a mask where they had some.
func (tb *tableBinding) keepsApart(m *boundMask) bool {
	switch {
	case m.keepsApart():
		return true
	case m.rowClass == mask.Lossy:
		return false
	case m.by != "":
		return tb.isKey(m.by)
	}
	ref := m.refs[0]
	if ref.Original || tb.column(ref.Column) == nil {
		return tb.isKey(ref.Column)
	}
	return tb.isKey(ref.Column) && tb.column(ref.Column).mask.keepsApart()
}

// isKey reports whether a column is the key of its table: as a constraint says,
// or, where no PRIMARY KEY is known, by the name id.
func (tb *tableBinding) isKey(column string) bool {
	primary := false
	for _, c := range tb.table.Constraints {
		if c.Kind != dumpfmt.PrimaryKey && c.Kind != dumpfmt.Unique || c.HasExpr || c.Where != "" {
			continue
		}
		primary = primary || c.Kind == dumpfmt.PrimaryKey
		if len(c.Columns) == 1 && c.Columns[0] == column {
			return true
		}
	}
	return !primary && column == "id"
}

// keepsApart reports whether distinct values stay distinct.
func (m *boundMask) keepsApart() bool { return m.keep || !m.null && m.class != mask.Lossy }

// keepsFoldedApart reports whether values that lower() tells apart stay so. A
// digest in lower case is a digest; scramble folds as lower() does.
func (m *boundMask) keepsFoldedApart() bool {
	return m.keep || !m.null && (m.class == mask.Distinct || m.class == mask.Injective && m.name == "scramble")
}

// uniqueUses judges the columns that the expressions and the WHERE of a unique
// index name. A digest stays a digest in any expression, but who is in the
// index must not change: where WHERE asks for NULL or not, no mask but null
// changes the answer.
func (p *Plan) uniqueUses(tb *tableBinding, c dumpfmt.Constraint) *problem {
	nullTest := c.Where != "" && onlyNullTests(c.Where)
	for _, name := range usesOf(&c) {
		col := tb.column(name)
		switch {
		case col == nil:
		case !c.HasExpr && nullTest && !col.mask.null && col.mask.keepNull:
		case c.HasExpr && !c.Predicate && col.mask.class == mask.Distinct:
		default:
			e := p.columnError(tb, col, fmt.Sprintf("mask %s may change which rows are in the %s %s, or meet in it: its expressions name the column",
				col.mask.name, constraintKind(c.Kind), c.Name), "keep it")
			e.dependsOnData = true
			return e
		}
	}
	return nil
}

// exclude judges an EXCLUDE constraint, whose operators see more than equality.
func (p *Plan) exclude(tb *tableBinding, c dumpfmt.Constraint) *problem {
	var masked *columnBinding
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
	for _, name := range usesOf(&c) {
		if col := tb.column(name); masked == nil && col != nil {
			masked = col
		}
	}
	if masked == nil {
		return nil
	}
	return p.columnError(tb, masked, fmt.Sprintf("mask %s may break the constraint EXCLUDE %s, which the column is in",
		masked.mask.name, c.Name), "keep it")
}

// foreignKey judges a FOREIGN KEY: both ends must come out equal, in all
// partitions of the table it refers to.
func (p *Plan) foreignKey(tb *tableBinding, c dumpfmt.Constraint) *problem {
	for _, name := range c.Columns {
		col := tb.column(name)
		if col == nil || !col.mask.null {
			continue
		}
		if c.MatchFull && !tb.allNull(c.Columns) {
			return p.columnError(tb, col, fmt.Sprintf("it becomes NULL, and the FOREIGN KEY %s is MATCH FULL: all of its columns are NULL, or none", c.Name),
				"give all of them the mask null, or none")
		}
		return nil // a row with a NULL is not looked up
	}
	if col := tb.computedFrom(c.Columns); col != nil {
		return p.computedError(tb, col, c)
	}
	var lost *problem
	refColumns := c.RefColumns
	for _, ref := range p.family(c.RefTable, nil) {
		if len(refColumns) == 0 {
			refColumns = primaryKey(ref.table)
		}
		if col := ref.computedFrom(refColumns); col != nil {
			return p.computedError(ref, col, c)
		}
		if len(refColumns) != len(c.Columns) {
			return nil // the primary key is not known
		}
		for i, name := range c.Columns {
			if !joins(tb.column(name), ref.column(refColumns[i])) {
				return p.foreignKeyError(tb, ref, c, name, refColumns[i])
			}
		}
		if lost == nil {
			lost = p.orphans(tb, ref, c)
		}
	}
	return lost
}

// allNull reports whether all of the columns become NULL.
func (tb *tableBinding) allNull(columns []string) bool {
	return !slices.ContainsFunc(columns, func(name string) bool {
		col := tb.column(name)
		return col == nil || !col.mask.null
	})
}

// computedError says that an end of a FOREIGN KEY is computed from a column that
// is masked.
func (p *Plan) computedError(tb *tableBinding, col *columnBinding, c dumpfmt.Constraint) *problem {
	return p.columnError(tb, col, fmt.Sprintf("a generated column in the FOREIGN KEY %s is computed from it: mask %s would part rows from their partners",
		c.Name, col.mask.name), "keep it")
}

func primaryKey(t *dumpfmt.Table) []string {
	for _, c := range t.Constraints {
		if c.Kind == dumpfmt.PrimaryKey {
			return c.Columns
		}
	}
	return nil
}

// foreignKeyError says that the ends of a FOREIGN KEY come out different.
func (p *Plan) foreignKeyError(tb, ref *tableBinding, c dumpfmt.Constraint, column, refColumn string) *problem {
	from, to := tb.column(column), ref.column(refColumn)
	e := &policy.Error{
		File: p.policy.File(),
		Msg: fmt.Sprintf("column %s %s, but %s, to which it refers by FOREIGN KEY %s, %s: rows would lose their partners",
			where(tb.table.Name, column), fate(from), where(ref.table.Name, refColumn), c.Name, fate(to)),
		Hint: "keep both, or give both the same mask, parameters and type",
	}
	for _, col := range []*columnBinding{from, to} {
		if col != nil && col.rule != nil {
			e.Line, e.Col = col.rule.MaskAt.Line, col.rule.MaskAt.Col
			break
		}
	}
	return &problem{err: e, columns: []keyEnd{{table: tb.table.Name, column: column}, {table: ref.table.Name, column: refColumn}}}
}

// fate says in words what becomes of a column.
func fate(c *columnBinding) string {
	switch {
	case c == nil:
		return "is kept"
	case c.mask.usesRow:
		return fmt.Sprintf("gets mask %s, which goes by the row", c.mask.name)
	}
	return fmt.Sprintf("gets mask %s as %s", c.mask.name, c.typ.sql)
}

// columnError makes an error about a column, at the rule that names it.
func (p *Plan) columnError(tb *tableBinding, c *columnBinding, msg, hint string) *problem {
	columns := []keyEnd{{table: tb.table.Name, column: c.column.Name}}
	e := &policy.Error{
		File: p.policy.File(), Hint: hint,
		Msg: fmt.Sprintf("column %s: %s", where(tb.table.Name, c.column.Name), msg),
	}
	if c.rule != nil {
		e.Line, e.Col = c.rule.MaskAt.Line, c.rule.MaskAt.Col
		return &problem{err: e, columns: columns}
	}
	name := "keep"
	for _, try := range [...]string{"permute", "hash", "uuid"} {
		if m, err := p.bind(policy.Bare(try), c.typ); err == nil && m.class != mask.Lossy {
			name = try
			break
		}
	}
	e.Hint += fmt.Sprintf(", for example\n\n%s\n%s = %q\n", policy.TOMLTable(tb.table.Name), policy.TOMLColumn(c.column.Name), name)
	return &problem{err: e, columns: columns}
}

// joins reports whether equal values of two columns come out equal. nil is a
// column that is kept.
func joins(a, b *columnBinding) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := a.mask, b.mask
	if x.usesRow || y.usesRow || x.same != y.same || x.null != y.null {
		return false
	}
	return x.typ == y.typ || agree(x, y)
}

// agree reports whether two masks that differ in their types only give equal
// values equal results. Types that differ in their names only do. A length is
// of no account as long as results fit: a few values of all lengths that both
// columns can hold are tried, for it depends on the mask.
func agree(x, y *boundMask) bool {
	a, b := x.typ.mask, y.typ.mask
	length := min(orMax(a.Len), orMax(b.Len))
	sameLength := a.Len == b.Len
	a.Name, b.Name, a.Len, b.Len = "", "", 0, 0
	switch {
	case !reflect.DeepEqual(a, b) || a.Kind != mask.Text && !sameLength:
		return false
	case sameLength:
		return true
	}
	probe := bytes.Repeat([]byte("a1@b.c D-"), length/9+1)
	for n := 1; n <= length; n++ {
		out1, err1 := x.mask.Append(nil, probe[:n], nil)
		out2, err2 := y.mask.Append(nil, probe[:n], nil)
		if err1 != nil || err2 != nil || !bytes.Equal(out1, out2) {
			return false
		}
	}
	return true
}

// orMax returns a length limit, and a reasonable one where there is none.
func orMax(n int) int {
	const reasonable = 256
	if n == 0 || n > reasonable {
		return reasonable
	}
	return n
}
