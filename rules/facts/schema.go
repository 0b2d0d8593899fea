package facts

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

// Schema is what is known of the tables and types of a database, as far as its
// dump has shown them. It is for one goroutine.
type Schema struct {
	*Types
	tables   map[dumpfmt.Name]*Table
	defined  map[dumpfmt.Name]*dumpfmt.Type // the types at the last Update
	children map[dumpfmt.Name][]dumpfmt.Name
	incoming map[dumpfmt.Name][]*Edge // FOREIGN KEYs, by the table that they refer to
}

// NewSchema returns a Schema without tables.
func NewSchema() *Schema {
	return &Schema{
		Types:    NewTypes(dumpfmt.NewSchema()),
		tables:   map[dumpfmt.Name]*Table{},
		defined:  map[dumpfmt.Name]*dumpfmt.Type{},
		children: map[dumpfmt.Name][]dumpfmt.Name{},
		incoming: map[dumpfmt.Name][]*Edge{},
	}
}

// Table returns the table of that name, nil if there is none.
func (s *Schema) Table(name dumpfmt.Name) *Table { return s.tables[name] }

// Names returns the names of all tables, sorted.
func (s *Schema) Names() []dumpfmt.Name {
	return slices.SortedFunc(maps.Keys(s.tables), CompareNames)
}

// Update takes over what a schema has become, and returns the tables that are
// new or not what they were, in the order of the dump: they themselves, a table
// above them, or a type of theirs is another. gone are those that are no more.
//
// A Table or Type of dumpfmt is immutable, so what is the same pointer is the
// same.
func (s *Schema) Update(to *dumpfmt.Schema) (fresh []*Table, gone []dumpfmt.Name) {
	types := s.changedTypes(to)
	dirty := map[dumpfmt.Name]bool{}
	for name, t := range to.Tables {
		if known := s.tables[name]; known == nil || known.Table != t || len(types) > 0 && s.mentions(t, types) {
			s.taint(name, dirty)
		}
	}
	for name := range s.tables {
		if to.Tables[name] == nil {
			gone = append(gone, name)
			s.remove(name)
			s.taint(name, dirty)
		}
	}
	for name := range dirty {
		if t := to.Tables[name]; t != nil {
			fresh = append(fresh, &Table{Table: t, schema: s})
		}
	}
	slices.SortFunc(fresh, func(x, y *Table) int {
		return cmp.Or(x.Order-y.Order, CompareNames(x.Name, y.Name))
	})
	for _, t := range fresh {
		s.put(t)
	}
	return fresh, gone
}

// changedTypes returns the types that are new or not what they were.
func (s *Schema) changedTypes(to *dumpfmt.Schema) map[dumpfmt.Name]bool {
	var changed map[dumpfmt.Name]bool
	note := func(name dumpfmt.Name) {
		if changed == nil {
			changed = map[dumpfmt.Name]bool{}
		}
		changed[name] = true
	}
	for name, t := range to.Types {
		if s.defined[name] != t {
			note(name)
			s.defined[name] = t
		}
	}
	for name := range s.defined {
		if to.Types[name] == nil {
			note(name)
			delete(s.defined, name)
		}
	}
	if len(changed) > 0 || s.Types.schema != to {
		s.Types = NewTypes(to)
	}
	return changed
}

// mentions reports whether a column of t has one of the types, or is made of
// one.
func (s *Schema) mentions(t *dumpfmt.Table, types map[dumpfmt.Name]bool) bool {
	open := map[dumpfmt.Name]bool{}
	var has func(ref dumpfmt.TypeRef) bool
	has = func(ref dumpfmt.TypeRef) bool {
		if IsCatalog(ref.Name) || open[ref.Name] {
			return false
		}
		if types[ref.Name] {
			return true
		}
		open[ref.Name] = true
		def := s.defined[ref.Name]
		return def != nil && (has(def.Base) || slices.ContainsFunc(def.Fields, func(f dumpfmt.Column) bool { return has(f.Type) }))
	}
	return slices.ContainsFunc(t.Columns, func(c dumpfmt.Column) bool { return has(c.Type) })
}

// taint notes a table and all below it.
func (s *Schema) taint(name dumpfmt.Name, dirty map[dumpfmt.Name]bool) {
	if dirty[name] {
		return
	}
	dirty[name] = true
	for _, child := range s.children[name] {
		s.taint(child, dirty)
	}
}

// put takes a table in, in the place of an older one.
func (s *Schema) put(t *Table) {
	old := s.tables[t.Name]
	if old == nil || !slices.Equal(old.Parents, t.Parents) {
		if old != nil {
			s.orphan(old)
		}
		for _, parent := range t.Parents {
			s.children[parent] = append(s.children[parent], t.Name)
		}
	}
	if old != nil {
		s.unlink(old)
	}
	s.tables[t.Name] = t
	s.forgetSplits(t)
	s.link(t)
	for _, e := range s.incoming[t.Name] {
		if len(e.RefColumns) == 0 {
			s.forget(e.From.Name) // the primary key says which they are
		}
	}
}

// remove takes a table out.
func (s *Schema) remove(name dumpfmt.Name) {
	t := s.tables[name]
	s.forgetSplits(t)
	s.orphan(t)
	s.unlink(t)
	delete(s.tables, name)
}

// orphan takes a table from its parents.
func (s *Schema) orphan(t *Table) {
	for _, parent := range t.Parents {
		s.children[parent] = slices.DeleteFunc(s.children[parent], func(n dumpfmt.Name) bool { return n == t.Name })
	}
}

// Trim lets go of what can be computed again.
func (s *Schema) Trim(tables []*Table) {
	for _, t := range tables {
		t.uses, t.checks, t.splits = nil, nil, nil
	}
}

// CompareNames compares names by schema, then by name.
func CompareNames(a, b dumpfmt.Name) int {
	return cmp.Or(strings.Compare(a.Schema, b.Schema), strings.Compare(a.Name, b.Name))
}
