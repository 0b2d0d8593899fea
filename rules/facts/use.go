package facts

import (
	"cmp"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts/expr"
)

// Use is what constraints that are known say of a column.
type Use struct {
	Primary   string // "PRIMARY KEY x", "" if it is in none
	Unique    string // "UNIQUE x" or "EXCLUDE x": values must stay apart
	Folded    bool   // and under lower(), upper() or btrim()
	Leaf      bool   // by a member of the JSON text
	KeepApart bool   // EXCLUDE, or in a WHERE that is not read: only keep is certain
	Opaque    bool   // in an expression of a unique index that is not read: digests may do
	Joined    bool   // strung together with others in an expression: digests stay apart
	Steady    bool   // EXCLUDE WITH <>: equal values must come out equal
	Moved     string // "EXCLUDE x", which asks how dates lie to each other
	// Where are conditions on the column that decide which rows are in a unique
	// index: what they say of a value must not change. NullTested says that
	// being NULL decides.
	Where      []Condition
	NullTested bool
	Foreign    string // "FOREIGN KEY x", of which it is an end
	Ends       []End  // the other ends of FOREIGN KEYs
}

// Condition is a condition on a column alone.
type Condition struct {
	Column string
	Node   *expr.Node
	Text   string  // of what it is a part of
	Value  *string // the one value that meets it; nil: it is no such condition
}

// End is the other end of a FOREIGN KEY: a column of a table and of all its
// partitions.
type End struct {
	Edge   *Edge
	Out    bool // the edge is followed from the table that refers
	Table  dumpfmt.Name
	Column string
}

// Edge is a FOREIGN KEY. It joins two families: what it says of a table, it says
// of the partitions.
type Edge struct {
	*dumpfmt.Constraint
	From  *Table
	index int // among the table's constraints
}

// Key returns the key that the column is in, "" if none is known.
func (u *Use) Key() string {
	switch {
	case u == nil:
		return ""
	case u.Primary != "":
		return u.Primary
	}
	return u.Foreign
}

// Title returns the constraint that the column is in.
func (u *Use) Title() string {
	switch {
	case u == nil:
		return "constraint"
	case u.Unique != "":
		return u.Unique
	case u.Moved != "":
		return u.Moved
	}
	return u.Key()
}

// Use returns what constraints say of a column, nil if they say nothing. Those
// of a partitioned table hold for its partitions, too.
func (t *Table) Use(column string) *Use {
	if t.uses == nil {
		t.uses = map[string]*Use{}
		lineage := t.lineage()
		slices.SortStableFunc(lineage, func(x, y *Table) int { return x.Order - y.Order })
		var edges []*Edge
		incoming := map[*Edge]bool{}
		for _, above := range lineage {
			for i := range above.Constraints {
				if c := &above.Constraints[i]; !c.NotValid {
					t.note(c)
				}
			}
			edges = append(edges, above.foreign...)
			for _, e := range t.schema.incoming[above.Name] {
				edges = append(edges, e)
				incoming[e] = true
			}
		}
		t.noteEdges(edges, incoming, lineage)
	}
	return t.uses[column]
}

// use returns what is known of a column's use, to be added to.
func (t *Table) use(column string) *Use {
	if t.uses[column] == nil {
		t.uses[column] = &Use{}
	}
	return t.uses[column]
}

// note notes what a constraint says of columns, but for FOREIGN KEYs.
func (t *Table) note(constraint *dumpfmt.Constraint) {
	c := t.Index(*constraint)
	for _, e := range c.Elements {
		u := t.use(e.Column)
		switch {
		case e.Operator == "<>":
			u.Steady = true
			continue
		case e.Moved:
			u.Moved = c.Title()
			continue
		}
		u.Unique = c.Title()
		u.Folded, u.Leaf = u.Folded || e.Form == Folded, u.Leaf || e.Form == Leaf
		u.NullTested = u.NullTested || e.Filled
		u.KeepApart = u.KeepApart || e.Operator != "="
		if c.Kind == dumpfmt.PrimaryKey {
			u.Primary = u.Unique
		}
	}
	if c.Kind == dumpfmt.ForeignKey || c.Kind == dumpfmt.Check {
		return
	}
	for name, asked := range c.Asked() {
		u := t.use(name)
		u.NullTested = u.NullTested || asked.NullTested
		u.Where = append(u.Where, asked.Conditions...)
		if asked.Unread {
			ofExpression := c.Kind == dumpfmt.Unique && !slices.Contains(c.WhereUses, name)
			switch {
			case ofExpression && c.Joined[name]:
				u.Joined = true
			case ofExpression:
				u.Opaque = true
			default:
				u.KeepApart = true
			}
			u.noteUnique(c.Title())
		}
	}
}

// noteUnique notes the first constraint that a column is in.
func (u *Use) noteUnique(title string) {
	if u.Unique == "" {
		u.Unique = title
	}
}

// Asked is what an index asks of a column by its WHERE and its expressions.
type Asked struct {
	NullTested bool        // WHERE asks whether it is NULL
	Conditions []Condition // and these, of its values
	Unread     bool        // and what else is not known
}

// Asked returns what the WHERE and the expressions of an index ask of the
// columns that they name.
func (c *Index) Asked() map[string]Asked {
	columns := map[string]Asked{}
	for name, nulls := range c.Nulls {
		a := columns[name]
		for _, n := range nulls {
			a.Conditions = append(a.Conditions, Condition{name, n.Is, "NULL\x00" + n.Value, &n.Value})
		}
		columns[name] = a
	}
	node, err := expr.Parse(c.Where)
	if c.Where != "" && err == nil {
		for i, part := range node.Conjuncts() {
			names := part.Columns()
			for _, name := range names {
				a := columns[name]
				switch {
				case part.OnlyNullTested(name):
					a.NullTested = true
				case len(names) == 1:
					a.Conditions = append(a.Conditions, Condition{Column: name, Node: part, Text: fmt.Sprintf("%s\x00%d", c.Where, i)})
				default:
					a.Unread = true
				}
				columns[name] = a
			}
		}
	}
	opaque := c.Opaque
	if err != nil && c.Where != "" {
		opaque = c.Uses
	}
	for _, name := range opaque {
		a := columns[name]
		a.Unread = true
		columns[name] = a
	}
	return columns
}

// noteEdges notes the ends of FOREIGN KEYs, in the order of the dump.
func (t *Table) noteEdges(edges []*Edge, incoming map[*Edge]bool, lineage []*Table) {
	slices.SortStableFunc(edges, func(x, y *Edge) int {
		return cmp.Or(x.From.Order-y.From.Order, CompareNames(x.From.Name, y.From.Name), x.index-y.index)
	})
	for _, e := range slices.Compact(edges) {
		from, to := e.Columns, t.schema.RefColumns(e.Constraint)
		if len(from) != len(to) {
			continue // the primary key is not known
		}
		for i := range from {
			if slices.Contains(lineage, e.From) {
				u := t.use(from[i])
				u.Foreign = e.Title()
				u.Ends = append(u.Ends, End{e, true, e.RefTable, to[i]})
			}
			if incoming[e] {
				u := t.use(to[i])
				u.Foreign = e.Title()
				u.Ends = append(u.Ends, End{e, false, e.From.Name, from[i]})
			}
		}
	}
}

// RefColumns returns the columns that a FOREIGN KEY refers to: those that it
// names, else the primary key of the table, or of its first partition that has
// one. Of a table that the schema does not have there are none.
func (s *Schema) RefColumns(c *dumpfmt.Constraint) []string {
	if s.tables[c.RefTable] == nil {
		return nil
	}
	if len(c.RefColumns) > 0 {
		return c.RefColumns
	}
	for _, t := range s.Family(c.RefTable) {
		if key := t.PrimaryKey(); len(key) > 0 {
			return key
		}
	}
	return nil
}

// link adds the FOREIGN KEYs of a table. One that is NOT VALID joins rows, too.
func (s *Schema) link(t *Table) {
	for i := range t.Constraints {
		c := &t.Constraints[i]
		if c.Kind != dumpfmt.ForeignKey {
			continue
		}
		e := &Edge{Constraint: c, From: t, index: i}
		t.foreign = append(t.foreign, e)
		s.incoming[c.RefTable] = append(s.incoming[c.RefTable], e)
		s.forget(c.RefTable)
	}
}

// unlink takes the FOREIGN KEYs of a table away.
func (s *Schema) unlink(t *Table) {
	for _, e := range t.foreign {
		s.incoming[e.RefTable] = slices.DeleteFunc(s.incoming[e.RefTable], func(o *Edge) bool { return o == e })
		s.forget(e.RefTable)
	}
}

// forget has the uses of a table and its partitions computed again.
func (s *Schema) forget(name dumpfmt.Name) {
	if t := s.tables[name]; t == nil || t.uses == nil && len(s.children[name]) == 0 {
		return
	}
	for _, t := range s.Family(name) {
		t.uses = nil
	}
}

// Concerning returns the tables with constraints that concern this one, too: the
// partitioned tables above it, and those that refer to any of these.
func (t *Table) Concerning() []*Table {
	list := t.lineage()
	for _, above := range list {
		for _, e := range t.schema.incoming[above.Name] {
			list = append(list, e.From)
		}
	}
	return list
}
