package ddl

import (
	"errors"
	"fmt"

	"sanitize/dumpfmt"
)

// errUnknown says that a statement takes columns from what the schema lacks.
var errUnknown = errors.New("is not defined before it in the dump; add the statement that defines it, or dump all of it")

// record adds the table. A table of the same name is replaced.
func (st *createTable) record(c *catalog) (bool, error) {
	name := c.created(st.name)
	if st.temp {
		name = dumpfmt.Name{Schema: pgTemp, Name: st.name.Name}
	}
	if st.ifNotExists && c.Tables[name] != nil {
		return true, nil
	}
	t := &dumpfmt.Table{
		Name:             name,
		OrderCertain:     !st.partitioned && len(st.parents) == 0,
		Partition:        st.partitionOf,
		PartitionKey:     st.key,
		PartitionKeyExpr: st.keyExpr,
		Order:            len(c.Tables),
	}
	b := tableBuilder{c: c, t: t}
	if err := b.build(st); err != nil {
		return false, fmt.Errorf("table %s: %w", name, err)
	}
	setUses(t)
	if st.keyExpr {
		t.PartitionKeyUses = named(st.keyText, t)
	}
	c.Tables[name] = t
	return true, nil
}

// setUses notes which columns the generated ones are computed from.
func setUses(t *dumpfmt.Table) {
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Generated {
			c.Uses = named(c.Expr, t)
		} else {
			c.Uses = nil
		}
	}
}

// tableBuilder gathers the columns of a new table in the order in which
// DefineRelation in tablecmds.c does: those of the parents or the type first.
type tableBuilder struct {
	c         *catalog
	t         *dumpfmt.Table
	inherited int // so many of t.Columns come from parents or the type
	own       map[string]bool
}

func (b *tableBuilder) build(st *createTable) error {
	b.own = make(map[string]bool, len(st.elems))
	for _, parent := range st.parents {
		if err := b.inherit(b.c.tableName(parent)); err != nil {
			return err
		}
	}
	if st.ofType.Name != "" {
		if err := b.adopt(b.c.typeName(st.ofType)); err != nil {
			return err
		}
	}
	b.inherited = len(b.t.Columns)
	for i := range st.elems {
		if err := b.element(&st.elems[i]); err != nil {
			return err
		}
	}
	for _, k := range st.constraints {
		addTo(b.c, b.t, k)
	}
	return nil
}

// inherit takes the columns of a parent. One that is not in the dump is no
// error for INHERITS, whose text has the table's own columns; such a table
// then lacks the columns of the parent.
func (b *tableBuilder) inherit(parent dumpfmt.Name) error {
	b.t.Parents = append(b.t.Parents, parent)
	p := b.c.Tables[parent]
	if p == nil && b.t.Partition {
		return fmt.Errorf("its parent %s %w", parent, errUnknown)
	}
	if p == nil {
		return nil
	}
	for _, col := range p.Columns {
		col.Identity = false
		if have := b.t.Column(col.Name); have != nil {
			merge(have, col)
			continue
		}
		b.t.Columns = append(b.t.Columns, col)
	}
	return nil
}

// adopt takes the fields of a composite type.
func (b *tableBuilder) adopt(name dumpfmt.Name) error {
	b.t.OfType = name
	typ := b.c.Types[name]
	if typ == nil || typ.Kind != dumpfmt.Composite {
		return fmt.Errorf("its type %s %w", name, errUnknown)
	}
	b.t.Columns = append(b.t.Columns, typ.Fields...)
	return nil
}

// element adds a column of the statement, or those of a LIKE.
func (b *tableBuilder) element(e *element) error {
	if e.like.Name != "" {
		return b.like(b.c.tableName(e.like), e.likeOpts)
	}
	if b.own[e.Name] {
		return fmt.Errorf("column %s is defined twice", dumpfmt.QuoteIdent(e.Name))
	}
	b.own[e.Name] = true
	col := e.Column
	if e.typed {
		b.c.columnType(&col, b.t.Name.Name)
	}
	have := b.t.Column(col.Name)
	switch {
	case have != nil:
		merge(have, col)
	case !e.typed:
		return fmt.Errorf("column %s has no type, and is not one of the parent's", dumpfmt.QuoteIdent(col.Name))
	default:
		b.t.Columns = append(b.t.Columns, col)
	}
	return nil
}

// merge adds to an inherited column what a further definition says of it
// (MergeAttributes in tablecmds.c). The type stays: PostgreSQL demands that
// both are the same.
func merge(have *dumpfmt.Column, col dumpfmt.Column) {
	have.NotNull = have.NotNull || col.NotNull
	have.Generated = have.Generated || col.Generated
	if col.Expr != "" {
		have.Expr = col.Expr
	}
	have.Identity = have.Identity || col.Identity
	if col.Default != "" {
		have.Default = col.Default
	}
}

// like copies the columns of another table, and of the rest what was asked.
func (b *tableBuilder) like(source dumpfmt.Name, opts likeOpts) error {
	src := b.c.Tables[source]
	if src == nil {
		return fmt.Errorf("LIKE: table %s %w", source, errUnknown)
	}
	for _, col := range src.Columns {
		if opts&likeGenerated == 0 {
			col.Generated, col.Expr = false, ""
		}
		if opts&likeIdentity == 0 {
			col.Identity = false
		}
		if opts&likeDefaults == 0 {
			col.Default = ""
		}
		if err := b.element(&element{Column: col, typed: true}); err != nil {
			return err
		}
	}
	b.t.OrderCertain = b.t.OrderCertain && src.OrderCertain
	b.likeConstraints(src, opts)
	return nil
}

// likeConstraints copies constraints. Indexes get a new name, which the
// statement does not give.
func (b *tableBuilder) likeConstraints(src *dumpfmt.Table, opts likeOpts) {
	for _, k := range src.Constraints {
		switch k.Kind {
		case dumpfmt.Check:
			if opts&likeConstraints == 0 {
				continue
			}
		case dumpfmt.PrimaryKey, dumpfmt.Unique, dumpfmt.Exclude:
			if opts&likeIndexes == 0 {
				continue
			}
			k.Name = ""
		default:
			continue
		}
		b.t.Constraints = append(b.t.Constraints, k)
	}
}

// addTo adds a constraint to a table. One of the same name is replaced.
func addTo(c *catalog, t *dumpfmt.Table, k constraint) {
	if k.notNull {
		if col := t.Column(k.Columns[0]); col != nil {
			col.NotNull = true
		}
		return
	}
	if k.usingIndex != "" {
		k.adoptIndex(t)
	}
	switch k.Kind {
	case dumpfmt.PrimaryKey:
		for _, name := range k.Columns {
			if col := t.Column(name); col != nil {
				col.NotNull = true
			}
		}
	case dumpfmt.ForeignKey:
		k.RefTable = c.tableName(k.RefTable)
	case dumpfmt.Check:
		k.Columns = named(k.Def, t)
	case dumpfmt.Exclude:
		k.Uses = named(k.elements, t)
	}
	put(t, k.Constraint)
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

func put(t *dumpfmt.Table, k dumpfmt.Constraint) {
	for i := range t.Constraints {
		if k.Name != "" && t.Constraints[i].Name == k.Name {
			t.Constraints[i] = k
			return
		}
	}
	t.Constraints = append(t.Constraints, k)
}

// record adds the index to its table, if that is known.
func (st *uniqueIndex) record(c *catalog) (bool, error) {
	t := c.Tables[c.tableName(st.table)]
	if t == nil {
		return false, nil
	}
	st.index.Uses = named(st.elements, t)
	put(c.edit(t), st.index)
	c.altered = t.Name
	return true, nil
}

// record forgets what is dropped. A dump made with --clean drops before it
// creates, so that most of its names are unknown.
func (st *drop) record(c *catalog) (bool, error) {
	for _, n := range st.names {
		if st.table {
			delete(c.Tables, c.tableName(n))
			continue
		}
		delete(c.Types, c.typeName(n))
	}
	return true, nil
}
