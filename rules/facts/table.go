package facts

import (
	"slices"

	"sanitize/dumpfmt"
)

// Table is what is known of a table.
type Table struct {
	*dumpfmt.Table
	schema *Schema

	foreign []*Edge             // its own FOREIGN KEYs
	uses    map[string]*Use     // by column; nil: not computed
	checks  map[string][]*Check // by column; nil: not computed
	splits  map[string]*Splits  // by column, of the top of a partitioned family
}

// Unlisted returns a table that no schema has, with columns of which only the
// names are known.
func (s *Schema) Unlisted(name dumpfmt.Name, columns []string) *Table {
	t := &dumpfmt.Table{Name: name, Columns: make([]dumpfmt.Column, len(columns))}
	for i, c := range columns {
		t.Columns[i].Name = c
	}
	return &Table{Table: t, schema: s}
}

// Above returns the table and those above it, by INHERITS or as a partition,
// depth first.
func (t *Table) Above() []*Table {
	if len(t.Parents) == 0 {
		return []*Table{t}
	}
	var list []*Table
	seen := map[*Table]bool{}
	var add func(t *Table)
	add = func(t *Table) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		list = append(list, t)
		for _, name := range t.Parents {
			add(t.schema.tables[name])
		}
	}
	add(t)
	return list
}

// NamesAbove returns the names of the table and of those above it, those that
// are not in the schema, too.
func (t *Table) NamesAbove() []dumpfmt.Name {
	names := []dumpfmt.Name{t.Name}
	if len(t.Parents) == 0 {
		return names
	}
	seen := map[dumpfmt.Name]bool{t.Name: true}
	for _, above := range t.Above() {
		for _, name := range above.Parents {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// Inherits reports whether a table right above this one has the column.
func (t *Table) Inherits(column string) bool {
	return slices.ContainsFunc(t.Parents, func(name dumpfmt.Name) bool {
		parent := t.schema.tables[name]
		return parent != nil && parent.Column(column) != nil
	})
}

// Origin returns the table at the top of those above this one that has the
// column: whose partition, or child, brought it along.
func (t *Table) Origin(column string) *Table {
	origin := t
	for {
		i := slices.IndexFunc(origin.Parents, func(name dumpfmt.Name) bool {
			parent := t.schema.tables[name]
			return parent != nil && parent != t && parent.Column(column) != nil
		})
		if i < 0 {
			return origin
		}
		origin = t.schema.tables[origin.Parents[i]]
	}
}

// Family returns the table of that name and its partitions, at any depth; none
// if the schema has no such table.
func (s *Schema) Family(name dumpfmt.Name) []*Table {
	return s.downFrom(name, func(child, parent *Table) bool { return child.Partition && child.Parents[0] == parent.Name })
}

// Heirs returns the table of that name and all below it, by INHERITS, too: those that a
// CHECK and NOT NULL of it hold for.
func (s *Schema) Heirs(name dumpfmt.Name) []*Table {
	return s.downFrom(name, func(_, _ *Table) bool { return true })
}

// downFrom returns the table of that name and those below it that belong to it, each
// behind its parent.
func (s *Schema) downFrom(name dumpfmt.Name, belongs func(child, parent *Table) bool) []*Table {
	t := s.tables[name]
	if t == nil {
		return nil
	}
	if len(s.children[name]) == 0 {
		return []*Table{t}
	}
	var list []*Table
	seen := map[dumpfmt.Name]bool{}
	var add func(t *Table)
	add = func(t *Table) {
		seen[t.Name] = true
		list = append(list, t)
		for _, child := range s.children[t.Name] {
			if c := s.tables[child]; c != nil && !seen[child] && belongs(c, t) {
				add(c)
			}
		}
	}
	add(t)
	return list
}

// lineage returns the table and the partitioned tables above it, the nearest
// first.
func (t *Table) lineage() []*Table {
	var list []*Table
	for t != nil && !slices.Contains(list, t) {
		list = append(list, t)
		if !t.Partition || len(t.Parents) == 0 {
			break
		}
		t = t.schema.tables[t.Parents[0]]
	}
	return list
}

// IsEmptyRoot reports whether the table is partitioned and has no partition, so
// that it cannot have rows.
func (t *Table) IsEmptyRoot() bool {
	return (len(t.PartitionKey) > 0 || t.PartitionKeyExpr) && len(t.schema.Family(t.Name)) == 1
}

// PartitionKey are the columns that decide into which partition a row goes, in
// any partitioned table above it.
type PartitionKey struct {
	Columns map[string]bool
	Expr    bool // and columns that an expression uses that is not understood
}

// Key returns the partition key of the table and of those above it.
func (t *Table) Key() PartitionKey {
	var k PartitionKey
	for _, t := range t.lineage() {
		k.Expr = k.Expr || t.PartitionKeyExpr && len(t.PartitionKeyUses) == 0
		for _, c := range slices.Concat(t.PartitionKey, t.PartitionKeyUses) {
			if k.Columns == nil {
				k.Columns = map[string]bool{}
			}
			k.Columns[c] = true
		}
	}
	return k
}

// HasPrimary reports whether a PRIMARY KEY that is known already has the
// column.
func (t *Table) HasPrimary(column string) bool {
	return slices.Contains(t.PrimaryKey(), column)
}

// IsKey reports whether a column is the key of its table: as a constraint says,
// or, where no PRIMARY KEY is known, by the name id.
func (t *Table) IsKey(column string) bool {
	primary := false
	for i := range t.Constraints {
		c := &t.Constraints[i]
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
