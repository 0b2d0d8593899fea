package bind

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// columnUse is what constraints that are known before the data say of a column.
type columnUse struct {
	primary   string // "PRIMARY KEY x", "" if it is in none
	unique    string // "UNIQUE x" or "EXCLUDE x": values must stay apart
	keepApart bool   // EXCLUDE, or in its WHERE or expression: only keep is certain
	foreign   string // "FOREIGN KEY x", of which it is an end
	ends      []keyEnd
}

// keyEnd is the other end of a FOREIGN KEY.
type keyEnd struct {
	table      dumpfmt.Name
	column     string
	constraint string
}

// key returns the key that the column is in, "" if none is known.
func (u *columnUse) key() string {
	switch {
	case u == nil:
		return ""
	case u.primary != "":
		return u.primary
	}
	return u.foreign
}

// findUses notes what all constraints of the schema say of columns. Those of a
// partitioned table hold for its partitions, too.
func (b *binder) findUses() {
	b.uses = map[dumpfmt.Name]map[string]*columnUse{}
	for _, t := range b.order {
		for i := range t.Constraints {
			c := &t.Constraints[i]
			if c.NotValid {
				continue
			}
			for _, name := range b.familyNames(t.Name, nil) {
				b.noteUse(name, c)
			}
		}
	}
}

// familyNames returns name and the names of its partitions, at any depth.
func (b *binder) familyNames(name dumpfmt.Name, list []dumpfmt.Name) []dumpfmt.Name {
	if b.schema.Tables[name] == nil || slices.Contains(list, name) {
		return list
	}
	list = append(list, name)
	for _, child := range b.children[name] {
		list = b.familyNames(child, list)
	}
	return list
}

func (b *binder) noteUse(table dumpfmt.Name, constraint *dumpfmt.Constraint) {
	k := computed(b.schema.Tables[table], *constraint)
	c := &k
	for _, column := range c.Columns {
		u := b.use(table, column)
		switch c.Kind {
		case dumpfmt.PrimaryKey:
			u.primary = "PRIMARY KEY " + c.Name
			u.unique = u.primary
		case dumpfmt.Unique:
			u.unique = "UNIQUE " + c.Name
		case dumpfmt.Exclude:
			u.unique, u.keepApart = "EXCLUDE "+c.Name, true
		}
	}
	for _, column := range c.Lower {
		b.use(table, column).unique = "UNIQUE " + c.Name
	}
	if c.Kind == dumpfmt.Unique || c.Kind == dumpfmt.Exclude {
		if onlyNullTests(c.Where) && !c.HasExpr {
			return // who is in it stays in it
		}
		for _, column := range usesOf(c) {
			u := b.use(table, column)
			u.keepApart = true
			if u.unique == "" {
				u.unique = constraintKind(c.Kind) + " " + c.Name
			}
		}
	}
	if c.Kind == dumpfmt.ForeignKey {
		b.noteForeign(table, c)
	}
}

// noteForeign notes both ends of a FOREIGN KEY.
func (b *binder) noteForeign(table dumpfmt.Name, c *dumpfmt.Constraint) {
	refColumns := c.RefColumns
	for _, ref := range b.familyNames(c.RefTable, nil) {
		if len(refColumns) == 0 {
			refColumns = primaryKey(b.schema.Tables[ref])
		}
		if len(refColumns) != len(c.Columns) {
			return
		}
		for i, column := range c.Columns {
			u, r := b.use(table, column), b.use(ref, refColumns[i])
			u.foreign, r.foreign = "FOREIGN KEY "+c.Name, "FOREIGN KEY "+c.Name
			u.ends = append(u.ends, keyEnd{ref, refColumns[i], c.Name})
			r.ends = append(r.ends, keyEnd{table, column, c.Name})
		}
	}
}

// use returns what is known of a column's use, to be added to.
func (b *binder) use(table dumpfmt.Name, column string) *columnUse {
	columns := b.uses[table]
	if columns == nil {
		columns = map[string]*columnUse{}
		b.uses[table] = columns
	}
	if columns[column] == nil {
		columns[column] = &columnUse{}
	}
	return columns[column]
}

func constraintKind(k dumpfmt.ConstraintKind) string {
	switch k {
	case dumpfmt.PrimaryKey:
		return "PRIMARY KEY"
	case dumpfmt.Unique:
		return "UNIQUE"
	case dumpfmt.Exclude:
		return "EXCLUDE"
	case dumpfmt.ForeignKey:
		return "FOREIGN KEY"
	}
	return "CHECK"
}

// binding returns what has become of a column so far, nil if it is not known.
func (b *binder) binding(table dumpfmt.Name, column string) *columnBinding {
	tb := b.tables[table]
	if tb == nil {
		return nil
	}
	i, ok := tb.byName[column]
	if !ok {
		return nil
	}
	return &tb.columns[i]
}

// followKeys gives the columns that are kept only because they are keys the
// mask of the column at the other end of their FOREIGN KEY, where a rule masks
// that: both ends have the same values, and somebody wanted them masked.
func (b *binder) followKeys() {
	var queue []keyEnd
	for _, t := range b.order {
		for i := range b.tables[t.Name].columns {
			if c := &b.tables[t.Name].columns[i]; c.masked() && c.rule != nil {
				queue = append(queue, keyEnd{table: t.Name, column: c.column.Name})
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		from := queue[0]
		u := b.uses[from.table][from.column]
		if u == nil {
			continue
		}
		for _, to := range u.ends {
			if b.follow(from, to) {
				queue = append(queue, to)
			}
		}
	}
}

// follow gives to the mask of from. It returns false if to has a mask, a rule,
// or cannot have this one.
func (b *binder) follow(from, to keyEnd) bool {
	src, dst := b.binding(from.table, from.column), b.binding(to.table, to.column)
	if dst == nil || !dst.asKey || dst.mask != nil || src.mask.usesRow {
		return false
	}
	t := b.schema.Tables[to.table]
	r := src.rule
	if r == nil {
		r = src.follows
	}
	m, err := b.bind(r, dst.typ)
	if err == nil {
		err = b.allowed(t, b.partitionKey(t), dst, m)
	}
	if err != nil {
		return false
	}
	if m, p := b.honour(t, dst, r, m); p == nil {
		dst.mask, dst.follows = m, r
		dst.reason = fmt.Sprintf("as %s, FOREIGN KEY %s", where(from.table, from.column), to.constraint)
		return true
	}
	return false
}
