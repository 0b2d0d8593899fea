package ddl

import (
	"errors"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// errUnknown says that a statement takes columns from what the schema lacks.
var errUnknown = errors.New("is not defined before it in the dump; add the statement that defines it, or dump all of it")

// apply adds the table. A table of the same name is replaced.
func (st *createTable) apply(c *catalog) (bool, error) {
	name := c.created(st.name)
	if st.temp || isTemp(st.name.Schema) {
		name = dumpfmt.Name{Schema: pgTemp, Name: st.name.Name}
	}
	if st.ifNotExists && c.Tables[name] != nil {
		return true, nil
	}
	if c.shadows(name) {
		return false, fmt.Errorf("table %s: %w", name, errShadow)
	}
	t := &dumpfmt.Table{
		Name:         name,
		OrderCertain: st.partitionBy == nil && len(st.parents) == 0,
		Partition:    st.partitionOf,
		Bound:        st.bound,
		Partitioning: st.partitionBy,
		Order:        len(c.Tables),
	}
	b := tableBuilder{c: c, t: t}
	if err := b.build(st); err != nil {
		return false, fmt.Errorf("table %s: %w", name, err)
	}
	if len(t.Columns) > maxColumns {
		return false, fmt.Errorf("table %s: %w", name, errColumns)
	}
	setUses(t)
	setKey(t)
	for i := range t.Constraints {
		c.refer(&t.Constraints[i], t)
	}
	if cap(t.Columns) > len(t.Columns) {
		t.Columns = slices.Clone(t.Columns) // in no more room than they need
	}
	for i := range t.Columns {
		slim(&t.Columns[i])
	}
	c.Put(t)
	return true, nil
}

// maxColumns is MaxHeapAttributeNumber. It bounds what is quadratic in the
// columns of one table.
const maxColumns = 1600

var errColumns = errors.New("more than 1600 columns, which PostgreSQL does not take")

// setKey notes what the partition key names.
func setKey(t *dumpfmt.Table) {
	t.PartitionKey, t.PartitionKeyUses, t.PartitionKeyExpr = nil, nil, false
	if t.Partitioning == nil {
		return
	}
	by := *t.Partitioning
	by.Keys = slices.Clone(by.Keys)
	t.Partitioning = &by
	for i := range by.Keys {
		e := &by.Keys[i]
		if e.Expr == "" {
			t.PartitionKey = append(t.PartitionKey, e.Column)
			continue
		}
		e.Uses = columnsIn(e.Expr, t)
		t.PartitionKeyExpr = true
		t.PartitionKeyUses = union(t.PartitionKeyUses, e.Uses)
	}
}

// union appends to list what of more is not in it.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// setUses notes which columns the generated ones are computed from.
func setUses(t *dumpfmt.Table) {
	for i := range t.Columns {
		c := &t.Columns[i]
		c.Uses = nil
		if c.Generated {
			c.Uses = columnsIn(c.Expr, t)
		}
	}
}

// tableBuilder gathers the columns of a new table in the order in which
// DefineRelation in tablecmds.c does: those of the parents or the type first.
type tableBuilder struct {
	c   *catalog
	t   *dumpfmt.Table
	own map[string]bool
}

func (b *tableBuilder) build(st *createTable) error {
	b.own = make(map[string]bool, len(st.elems))
	b.t.Columns = make([]dumpfmt.Column, 0, len(st.elems))
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
	if err := b.c.circle(b.t.Name, parent); err != nil {
		return err
	}
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

// maxCopied bounds the columns that the LIKEs of a dump copy: a short statement
// makes many. pg_dump writes none.
const maxCopied = 20_000

// like copies the columns of another table, and of the rest what was asked.
func (b *tableBuilder) like(source dumpfmt.Name, opts likeOpts) error {
	src := b.c.Tables[source]
	if src == nil {
		return fmt.Errorf("LIKE: table %s %w", source, errUnknown)
	}
	if b.c.Copied += len(src.Columns); b.c.Copied > maxCopied {
		return fmt.Errorf("LIKE: it and those before it copy more than %d columns; pg_dump writes the columns themselves", maxCopied)
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
