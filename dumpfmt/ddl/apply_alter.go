package ddl

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// apply applies the actions to the table, and those on columns to the tables
// that inherit from it. A table that the schema lacks is none of the dump's
// tables (views and sequences are altered by ALTER TABLE, too).
func (st *alterTable) apply(c *catalog) (bool, error) {
	if st.isType {
		return st.applyType(c)
	}
	t := c.Tables[c.tableName(st.name)]
	if t == nil || !slices.ContainsFunc(st.actions, func(a action) bool { return a.kind != nothing }) {
		return false, nil
	}
	t = c.Edit(t)
	c.effect.Altered = t.Name
	for i := range st.actions {
		if err := st.actions[i].apply(c, t, !st.only); err != nil {
			return false, fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	return true, nil
}

// apply carries out one action.
func (a *action) apply(c *catalog, t *dumpfmt.Table, recurse bool) error {
	switch a.kind {
	case nothing:
	case addConstraint:
		addTo(c, t, a.constraint)
	case dropConstraint:
		t.Constraints = without(t.Constraints, func(k dumpfmt.Constraint) bool { return k.Name == a.column })
	case validateConstraint:
		validate(t, a.column)
	case addParent:
		parent := c.tableName(a.table)
		if err := c.circle(t.Name, parent); err != nil {
			return err
		}
		t.Parents = append(slices.Clip(t.Parents), parent)
		c.Relate(t)
		c.late(t.Name, Late{Parent: parent})
	case dropParent:
		parent := c.tableName(a.table)
		t.Parents = without(t.Parents, func(n dumpfmt.Name) bool { return n == parent })
		c.late(t.Name, Late{})
	case attachPartition, detachPartition:
		return a.partition(c, t)
	case setOfType:
		t.OfType = c.typeName(a.table)
		c.Relate(t)
	case dropOfType:
		t.OfType = dumpfmt.Name{}
	default:
		if a.kind == columnType || a.kind == addColumn && a.elem.Generated {
			c.late(t.Name, Late{})
		}
		return a.applyColumn(c, t, recurse, map[dumpfmt.Name]bool{})
	}
	return nil
}

// validate has the rows tested that a constraint was NOT VALID for. It stands last then, as
// one that is new.
func validate(t *dumpfmt.Table, name string) {
	i := slices.IndexFunc(t.Constraints, func(k dumpfmt.Constraint) bool { return k.Name == name && k.NotValid })
	if i < 0 {
		return
	}
	k := t.Constraints[i]
	k.NotValid = false
	t.Constraints = append(slices.Delete(slices.Clone(t.Constraints), i, i+1), k)
}

// partition makes a table a partition of t, or a table of its own. The order
// of its columns stays its own.
func (a *action) partition(c *catalog, t *dumpfmt.Table) error {
	leaf := c.Tables[c.tableName(a.table)]
	if leaf == nil {
		return nil
	}
	if a.kind == attachPartition {
		if err := c.circle(leaf.Name, t.Name); err != nil {
			return err
		}
	}
	switch {
	case a.kind == detachPartition:
		c.late(leaf.Name, Late{})
	case !slices.Contains(leaf.Parents, t.Name):
		c.late(leaf.Name, Late{Parent: t.Name})
	}
	leaf = c.Edit(leaf)
	leaf.Parents, leaf.Partition, leaf.Bound = nil, a.kind == attachPartition, a.bound
	if leaf.Partition {
		leaf.Parents = []dumpfmt.Name{t.Name}
		c.Relate(leaf)
	}
	return nil
}

// applyColumn carries out an action on a column, in t and, with recurse, in
// all tables below it. Seen guards against a circle of parents.
func (a *action) applyColumn(c *catalog, t *dumpfmt.Table, recurse bool, seen map[dumpfmt.Name]bool) error {
	seen[t.Name] = true
	c.ownColumns(t)
	if a.kind == addColumn {
		if err := a.addColumn(c, t); err != nil {
			return err
		}
	} else if err := a.onColumn(c, t); err != nil && len(seen) == 1 {
		return err
	}
	if !recurse {
		return nil
	}
	for _, name := range c.Children(t.Name) {
		if seen[name] {
			continue
		}
		if err := a.applyColumn(c, c.Edit(c.Tables[name]), true, seen); err != nil {
			return err
		}
	}
	return nil
}

// addColumn appends the column, or merges it with one that a child has.
func (a *action) addColumn(c *catalog, t *dumpfmt.Table) error {
	col := a.elem.Column
	c.columnType(&col, t.Name.Name)
	if have := t.Column(col.Name); have != nil {
		if !a.ifNew {
			merge(have, col)
		}
		return nil
	}
	if len(t.Columns) == maxColumns {
		return errColumns
	}
	slim(&col)
	if t.Columns = append(t.Columns, col); col.Generated {
		t.Columns[len(t.Columns)-1].Uses = columnsIn(col.Expr, t)
	}
	for _, k := range a.inline {
		addTo(c, t, k)
	}
	return nil
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
		col.Type, col.Collation = c.typeRef(a.typ), c.collation(a.collation)
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

// apply renames a table or column.
func (st *rename) apply(c *catalog) (bool, error) {
	old := c.tableName(st.table)
	t := c.Tables[old]
	if t == nil {
		return false, nil
	}
	if st.column != "" {
		c.late(old, Late{})
		return true, st.renameColumns(c, t, map[dumpfmt.Name]bool{})
	}
	name := old
	if st.schema != "" {
		name.Schema = st.schema
	} else {
		name.Name = st.to
	}
	if c.Tables[name] != nil {
		return false, fmt.Errorf("table %s: RENAME or SET SCHEMA: there is another table of its new name", old)
	}
	if c.shadows(name) {
		return false, fmt.Errorf("table %s: %w", name, errShadow)
	}
	n := *t
	n.Name = name
	c.Remove(old)
	c.Put(&n)
	c.follow(old, name)
	c.late(old, Late{Now: name})
	return true, nil
}

// follow changes what refers to a table that has a new name.
func (c *catalog) follow(old, name dumpfmt.Name) {
	for _, child := range slices.Clone(c.Children(old)) {
		t := c.Edit(c.Tables[child])
		t.Parents = slices.Clone(t.Parents)
		for i, parent := range t.Parents {
			if parent == old {
				t.Parents[i] = name
			}
		}
		c.Relate(t)
	}
	for _, referring := range slices.Clone(c.Referring(old)) {
		t := c.Edit(c.Tables[referring])
		t.Constraints = slices.Clone(t.Constraints)
		for i := range t.Constraints {
			if k := &t.Constraints[i]; k.RefTable == old {
				k.RefTable = name
			}
		}
		c.Refer(t, name)
	}
}

// renameColumns renames the column in t and, without ONLY, in all tables below
// it.
func (st *rename) renameColumns(c *catalog, t *dumpfmt.Table, seen map[dumpfmt.Name]bool) error {
	seen[t.Name] = true
	t = c.Edit(t)
	c.ownColumns(t)
	if err := st.renameColumn(t); err != nil || st.only {
		return err
	}
	for _, name := range slices.Clone(c.Children(t.Name)) {
		if seen[name] {
			continue
		}
		if err := st.renameColumns(c, c.Tables[name], seen); err != nil {
			return err
		}
	}
	return nil
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
	st.renameKey(t)
	t.Constraints, t.Indexes = slices.Clone(t.Constraints), slices.Clone(t.Indexes)
	for _, list := range [][]dumpfmt.Constraint{t.Constraints, t.Indexes} {
		for i := range list {
			k := &list[i]
			k.Columns, k.Lower = st.renamed(k.Columns), st.renamed(k.Lower)
			if slices.Contains(k.Uses, st.column) {
				k.Exprs = nil // they have the old name
			}
			k.Uses, k.WhereUses = st.renamed(k.Uses), st.renamed(k.WhereUses)
		}
	}
	return nil
}

// renameKey renames the column in a partition key.
func (st *rename) renameKey(t *dumpfmt.Table) {
	if t.Partitioning == nil {
		return
	}
	by := *t.Partitioning
	by.Keys = slices.Clone(by.Keys)
	for i := range by.Keys {
		e := &by.Keys[i]
		if e.Uses = st.renamed(e.Uses); e.Column == st.column {
			e.Column = st.to
		}
	}
	t.Partitioning = &by
	t.PartitionKey, t.PartitionKeyUses = st.renamed(t.PartitionKey), st.renamed(t.PartitionKeyUses)
}

// renamed returns the list with the new name of the column in it.
func (st *rename) renamed(list []string) []string {
	i := slices.Index(list, st.column)
	if i < 0 {
		return list
	}
	list = slices.Clone(list)
	list[i] = st.to
	return list
}
