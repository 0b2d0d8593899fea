package ddl

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// record applies the actions to the table, and those on columns to the tables
// that inherit from it. A table that the schema lacks is none of the dump's
// tables (views and sequences are altered by ALTER TABLE, too).
func (st *alterTable) record(c *catalog) (bool, error) {
	if st.isType {
		return st.recordType(c)
	}
	acts := without(st.actions, func(a action) bool { return a.kind == nothing })
	t := c.Tables[c.tableName(st.name)]
	if t == nil || len(acts) == 0 {
		return false, nil
	}
	t = c.edit(t)
	c.altered = t.Name
	for i := range acts {
		if err := acts[i].apply(c, t, !st.only); err != nil {
			return false, fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	return true, nil
}

// apply carries out one action.
func (a *action) apply(c *catalog, t *dumpfmt.Table, recurse bool) error {
	switch a.kind {
	case addConstraint:
		addTo(c, t, a.constraint)
	case dropConstraint:
		t.Constraints = without(t.Constraints, func(k dumpfmt.Constraint) bool { return k.Name == a.column })
	case addParent:
		t.Parents = append(t.Parents, c.tableName(a.table))
	case dropParent:
		parent := c.tableName(a.table)
		t.Parents = without(t.Parents, func(n dumpfmt.Name) bool { return n == parent })
	case attachPartition, detachPartition:
		a.partition(c, t)
	case setOfType:
		t.OfType = c.typeName(a.table)
	case dropOfType:
		t.OfType = dumpfmt.Name{}
	default:
		return a.applyColumn(c, t, recurse, map[dumpfmt.Name]bool{})
	}
	return nil
}

// partition makes a table a partition of t, or a table of its own. The order
// of its columns stays its own.
func (a *action) partition(c *catalog, t *dumpfmt.Table) {
	leaf := c.Tables[c.tableName(a.table)]
	if leaf == nil || leaf == t {
		return
	}
	leaf = c.edit(leaf)
	leaf.Parents, leaf.Partition = nil, a.kind == attachPartition
	if leaf.Partition {
		leaf.Parents = []dumpfmt.Name{t.Name}
	}
}

// applyColumn carries out an action on a column, in t and, with recurse, in
// all tables below it. Seen guards against a circle of parents.
func (a *action) applyColumn(c *catalog, t *dumpfmt.Table, recurse bool, seen map[dumpfmt.Name]bool) error {
	seen[t.Name] = true
	if a.kind == addColumn {
		a.addColumn(c, t)
	} else if err := a.onColumn(c, t); err != nil && len(seen) == 1 {
		return err
	}
	if !recurse {
		return nil
	}
	for name, child := range c.Tables {
		if seen[name] || !slices.Contains(child.Parents, t.Name) {
			continue
		}
		if err := a.applyColumn(c, c.edit(child), true, seen); err != nil {
			return err
		}
	}
	return nil
}

// addColumn appends the column, or merges it with one that a child has.
func (a *action) addColumn(c *catalog, t *dumpfmt.Table) {
	col := a.elem.Column
	c.columnType(&col, t.Name.Name)
	if have := t.Column(col.Name); have != nil {
		if !a.ifNew {
			merge(have, col)
		}
		return
	}
	t.Columns = append(t.Columns, col)
	setUses(t)
	for _, k := range a.inline {
		addTo(c, t, k)
	}
}

// onColumn changes or drops a column that exists.
func (a *action) onColumn(c *catalog, t *dumpfmt.Table) error {
	col := t.Column(a.column)
	if col == nil && a.kind == dropColumn {
		return nil // DROP COLUMN IF EXISTS
	}
	if col == nil {
		return fmt.Errorf("ALTER COLUMN: no column %s", dumpfmt.QuoteIdent(a.column))
	}
	switch a.kind {
	case dropColumn:
		t.Columns = without(t.Columns, func(have dumpfmt.Column) bool { return have.Name == a.column })
		t.Constraints = without(t.Constraints, func(k dumpfmt.Constraint) bool { return slices.Contains(k.Columns, a.column) })
	case columnType:
		col.Type = c.typeRef(a.typ)
	case setDefault:
		col.Default = a.def
	case setNotNull:
		col.NotNull = true
	case dropNotNull:
		col.NotNull = false
	case addIdentity:
		col.Identity, col.NotNull = true, true
	case dropIdentity:
		col.Identity = false
	case dropExpression:
		col.Generated, col.Expr, col.Uses = false, "", nil
	}
	return nil
}

// without returns list without what drop holds for, in a new slice; nil if
// nothing is left.
func without[T any](list []T, drop func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if !drop(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// record renames a table or column.
func (st *rename) record(c *catalog) (bool, error) {
	old := c.tableName(st.table)
	t := c.Tables[old]
	if t == nil {
		return false, nil
	}
	t = c.edit(t)
	switch {
	case st.column != "":
		return true, st.renameColumn(t)
	case st.schema != "":
		t.Name.Schema = st.schema
	default:
		t.Name.Name = st.to
	}
	delete(c.Tables, old)
	c.Tables[t.Name] = t
	follow(c, old, t.Name)
	return true, nil
}

// follow changes what refers to a table that has a new name.
func follow(c *catalog, old, name dumpfmt.Name) {
	for _, t := range c.Tables {
		refers := func(k dumpfmt.Constraint) bool { return k.RefTable == old }
		if !slices.Contains(t.Parents, old) && !slices.ContainsFunc(t.Constraints, refers) {
			continue
		}
		t = c.edit(t)
		for i, parent := range t.Parents {
			if parent == old {
				t.Parents[i] = name
			}
		}
		for i, k := range t.Constraints {
			if refers(k) {
				t.Constraints[i].RefTable = name
			}
		}
	}
}

func (st *rename) renameColumn(t *dumpfmt.Table) error {
	col := t.Column(st.column)
	if col == nil {
		return fmt.Errorf("table %s: RENAME: no column %s", t.Name, dumpfmt.QuoteIdent(st.column))
	}
	col.Name = st.to
	for i := range t.Columns {
		t.Columns[i].Uses = st.renamed(t.Columns[i].Uses)
	}
	t.PartitionKey = st.renamed(t.PartitionKey)
	t.PartitionKeyUses = st.renamed(t.PartitionKeyUses)
	for i := range t.Constraints {
		k := &t.Constraints[i]
		k.Columns = st.renamed(k.Columns)
	}
	return nil
}

// renamed returns the list with the new name of the column in it.
func (st *rename) renamed(list []string) []string {
	list = slices.Clone(list)
	if i := slices.Index(list, st.column); i >= 0 {
		list[i] = st.to
	}
	return list
}
