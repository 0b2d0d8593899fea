package ddl

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// apply adds the type. One of the same name, which is the shell that comes
// before a base type, is replaced.
func (st *createType) apply(c *catalog) (bool, error) {
	t := st.Type
	t.Name = c.created(t.Name)
	switch t.Kind {
	case dumpfmt.Domain, dumpfmt.Range:
		t.Base, t.Collation = c.typeRef(t.Base), c.collation(t.Collation)
	case dumpfmt.Composite:
		fields := make([]dumpfmt.Column, len(t.Fields))
		for i, f := range t.Fields {
			f.Type, f.Collation = c.typeRef(f.Type), c.collation(f.Collation)
			fields[i] = f
		}
		t.Fields = fields
	}
	if t.Kind == dumpfmt.Range {
		t.Multirange = c.multirange(&t)
	}
	c.PutType(&t)
	return true, nil
}

// multirange returns the name of a range's multirange type: the given one, or
// the one that makeMultirangeTypeName in typecmds.c makes.
func (c *catalog) multirange(t *dumpfmt.Type) dumpfmt.Name {
	if t.Multirange.Name != "" {
		return c.created(t.Multirange)
	}
	name := t.Name.Name
	if i := strings.Index(name, "range"); i >= 0 {
		name = name[:i] + "multi" + name[i:]
	} else {
		name = sqllex.ClipTo(name, sqllex.MaxIdent-len("multirange")-1) + "_multirange"
	}
	return dumpfmt.Name{Schema: t.Name.Schema, Name: sqllex.Clip(name)}
}

// maxAltered bounds the labels of an enum that is altered: each ALTER TYPE goes
// through all of them.
const maxAltered = 10_000

// apply adds a label, or renames one.
func (st *alterEnum) apply(c *catalog) (bool, error) {
	t := c.editType(st.name, dumpfmt.Enum)
	if t == nil {
		return false, nil
	}
	if len(t.Labels) > maxAltered {
		return false, fmt.Errorf("type %s: ALTER TYPE of an enum of more than %d labels, want them in its CREATE TYPE", t.Name, maxAltered)
	}
	at := slices.Index(t.Labels, st.label)
	switch {
	case st.old != "":
		at = slices.Index(t.Labels, st.old)
		if at < 0 {
			return false, fmt.Errorf("type %s: RENAME VALUE: the label to rename is not one of its labels", t.Name)
		}
		t.Labels[at] = st.label
		return true, nil
	case at >= 0: // IF NOT EXISTS, or a statement that was read before
		return true, nil
	}
	at = len(t.Labels)
	if st.neighbour != "" {
		if at = slices.Index(t.Labels, st.neighbour); at < 0 {
			return false, fmt.Errorf("type %s: ADD VALUE: its neighbour is not one of its labels", t.Name)
		}
		if st.after {
			at++
		}
	}
	t.Labels = slices.Insert(t.Labels, at, st.label)
	return true, nil
}

// apply adds what ALTER DOMAIN says. A CHECK that is NOT VALID counts, too:
// it holds for all new values.
func (st *alterDomain) apply(c *catalog) (bool, error) {
	t := c.editType(st.name, dumpfmt.Domain)
	if t == nil {
		return false, nil
	}
	if st.check != "" {
		t.Checks = append(t.Checks, st.check)
	}
	t.NotNull = (t.NotNull || st.notNull) && !st.dropNotNull
	return true, nil
}

// applyType applies ALTER TYPE … ATTRIBUTE to a composite type.
func (st *alterTable) applyType(c *catalog) (bool, error) {
	t := c.editType(st.name, dumpfmt.Composite)
	if t == nil {
		return false, nil
	}
	// A composite type has columns as a table has. Tables OF it follow, as
	// CASCADE demands.
	fields := &dumpfmt.Table{Name: t.Name, Columns: t.Fields}
	tables := []*dumpfmt.Table{fields}
	for _, name := range slices.Clone(c.Typed(t.Name)) {
		table := c.Edit(c.Tables[name])
		table.Columns = slices.Clone(table.Columns)
		tables = append(tables, table)
	}
	for i := range st.actions {
		for _, table := range tables {
			if err := st.actions[i].onAttribute(c, table); err != nil {
				return false, fmt.Errorf("type %s: %w", t.Name, err)
			}
		}
	}
	t.Fields = fields.Columns
	return true, nil
}

// onAttribute carries out an action on a field of a composite type.
func (a *action) onAttribute(c *catalog, t *dumpfmt.Table) error {
	switch a.kind {
	case nothing:
		return nil
	case addColumn:
		return a.addColumn(c, t)
	}
	return a.onColumn(c, t)
}

// apply refuses to rename a type of the dump: pg_dump never does, and each
// use of the type would have to follow.
func (st *renameType) apply(c *catalog) (bool, error) {
	if table := c.tableName(st.name); c.Tables[table] != nil {
		return false, fmt.Errorf("table %s: ALTER TYPE … RENAME of a table's column, want ALTER TABLE", table)
	}
	n := c.typeName(st.name)
	if c.Types[n] == nil {
		return false, nil
	}
	return false, fmt.Errorf("type %s: RENAME and SET SCHEMA are not understood, want it under its new name in CREATE", n)
}
