package ddl

import (
	"slices"

	"sanitize/dumpfmt"
)

// addTo adds a constraint to a table. One of the same name is replaced.
func addTo(c *catalog, t *dumpfmt.Table, k constraint) {
	if k.notNull {
		c.setNotNull(t, k.Columns)
		return
	}
	if k.usingIndex != "" {
		k.adoptIndex(t)
	}
	switch k.Kind {
	case dumpfmt.PrimaryKey:
		c.setNotNull(t, k.Columns)
	case dumpfmt.ForeignKey:
		k.RefTable = c.tableName(k.RefTable)
		c.refer(&k.Constraint, t)
		c.Refer(t, k.RefTable)
	case dumpfmt.Check:
		k.Columns = columnsIn(k.Def, t)
	case dumpfmt.Exclude:
		k.setUses(t)
	}
	slimNames(k.Columns, t)
	c.putConstraint(t, k.Constraint)
}

// setNotNull makes columns NOT NULL.
func (c *catalog) setNotNull(t *dumpfmt.Table, names []string) {
	for _, name := range names {
		if col := t.Column(name); col != nil && !col.NotNull {
			c.ownColumns(t)
			t.Column(name).NotNull = true
		}
	}
}

// refer fills in the columns of a foreign key that names none, once its table
// has a primary key. self is the key's own table, which may not be in the
// schema yet.
func (c *catalog) refer(k *dumpfmt.Constraint, self *dumpfmt.Table) {
	if k.Kind != dumpfmt.ForeignKey || len(k.RefColumns) > 0 {
		return
	}
	if k.RefTable == self.Name {
		k.RefColumns = self.PrimaryKey()
		return
	}
	k.RefColumns = c.Referenced(k)
}

// setUses notes which columns the expressions and the predicate name.
func (k *constraint) setUses(t *dumpfmt.Table) {
	for _, expr := range k.exprs {
		k.Uses = union(k.Uses, columnsIn(expr, t))
	}
	k.WhereUses = columnsIn(k.Where, t)
	k.Uses = union(k.Uses, k.WhereUses)
}

// adoptIndex takes what CREATE UNIQUE INDEX said of the index that becomes the
// constraint's, which takes the constraint's name.
func (k *constraint) adoptIndex(t *dumpfmt.Table) {
	for i, index := range t.Constraints {
		if index.Kind == dumpfmt.Unique && index.Name == k.usingIndex {
			k.Columns = index.Columns
			k.NullsNotDistinct = index.NullsNotDistinct
			t.Constraints = append(t.Constraints[:i:i], t.Constraints[i+1:]...)
			break
		}
	}
	if k.Name == "" {
		k.Name = k.usingIndex
	}
}

// putConstraint adds a constraint, or replaces that of the same name.
func (c *catalog) putConstraint(t *dumpfmt.Table, k dumpfmt.Constraint) {
	if k.Name != "" {
		if i := c.FindConstraint(t, k.Name); i >= 0 {
			t.Constraints = slices.Clone(t.Constraints)
			t.Constraints[i] = k
			return
		}
	}
	t.Constraints = append(t.Constraints, k)
}

// apply adds the index to its table, if that is known. One that is not unique
// is of interest for its expressions and its predicate alone.
func (st *createIndex) apply(c *catalog) (bool, error) {
	t := c.Tables[c.tableName(st.table)]
	if t == nil || st.index.Kind == dumpfmt.Index && len(st.index.exprs) == 0 && !st.index.Predicate {
		return false, nil
	}
	t = c.Edit(t)
	st.index.setUses(t)
	if st.index.Kind == dumpfmt.Index {
		t.Indexes = append(t.Indexes, st.index.Constraint)
		return true, nil
	}
	c.putConstraint(t, st.index.Constraint)
	c.effect.Altered = t.Name
	return true, nil
}
