package dumpfmt

import (
	"cmp"
	"slices"
	"strings"
)

// index finds tables by what they refer to. It is made when it is first asked
// for, and made anew when Tables was filled by another way than Put and Remove.
// It belongs to the goroutine that fills the schema.
type index struct {
	tables   int             // that it knows
	children map[Name][]Name // by a table's name: those that have it among their Parents
	typed    map[Name][]Name // by a type's name: the tables OF it
	refs     map[Name][]Name // by a table's name: those with a foreign key to it
	bare     map[string]int  // by a name without its schema: how many tables have it
}

// typeIndex knows the multirange types.
type typeIndex struct {
	types int // that it knows
	multi map[Name]bool
}

// PutType adds t to the schema, in the place of a type of the same name.
func (s *Schema) PutType(t *Type) {
	x := &s.types
	if x.multi != nil && s.Types[t.Name] == nil && x.types == len(s.Types) {
		x.types++
	}
	if s.Types[t.Name] = t; x.multi != nil && t.Kind == Range {
		x.multi[t.Multirange] = true
	}
}

// Multirange reports whether n is the multirange type of a range of the dump.
func (s *Schema) Multirange(n Name) bool {
	if x := &s.types; x.multi == nil || x.types != len(s.Types) {
		*x = typeIndex{types: len(s.Types), multi: map[Name]bool{}}
		for _, t := range s.Types {
			if t.Kind == Range {
				x.multi[t.Multirange] = true
			}
		}
	}
	return s.types.multi[n]
}

// Put adds t to the schema, in the place of a table of the same name.
func (s *Schema) Put(t *Table) {
	old := s.Tables[t.Name]
	s.Tables[t.Name] = t
	if s.index.children == nil || old != nil && slices.Equal(old.Parents, t.Parents) && old.OfType == t.OfType {
		return
	}
	if old != nil {
		s.index.remove(old)
	}
	s.index.add(t)
}

// Relate notes that Parents or OfType of t, which is in the schema, have changed.
func (s *Schema) Relate(t *Table) {
	if s.index.children != nil {
		s.index.relate(t)
	}
}

// Remove takes the table of that name out of the schema, if there is one.
func (s *Schema) Remove(name Name) {
	t := s.Tables[name]
	if t == nil {
		return
	}
	delete(s.Tables, name)
	if s.index.children != nil {
		s.index.remove(t)
	}
}

// Children returns the names of the tables that have the table among their
// Parents, sorted. The list must not be changed.
func (s *Schema) Children(name Name) []Name {
	return live(s.indexed().children, name, func(child Name) bool {
		t := s.Tables[child]
		return t != nil && slices.Contains(t.Parents, name)
	})
}

// Typed returns the names of the tables that are OF the type, sorted. The list
// must not be changed.
func (s *Schema) Typed(name Name) []Name {
	return live(s.indexed().typed, name, func(table Name) bool {
		t := s.Tables[table]
		return t != nil && t.OfType == name
	})
}

// Referring returns the names of the tables that have a foreign key to the
// table, sorted. The list must not be changed.
func (s *Schema) Referring(name Name) []Name {
	return live(s.indexed().refs, name, func(table Name) bool {
		t := s.Tables[table]
		return t != nil && slices.ContainsFunc(t.Constraints, func(k Constraint) bool { return k.RefTable == name })
	})
}

// Refer notes that t, which is in the schema, has got a foreign key to a table.
func (s *Schema) Refer(t *Table, to Name) {
	if s.index.children != nil {
		s.index.refs[to] = append(s.index.refs[to], t.Name)
	}
}

// live takes out of the list of key what holds no more, and what is twice in
// it: nothing is taken out of it before somebody asks.
func live(lists map[Name][]Name, key Name, holds func(Name) bool) []Name {
	list := lists[key]
	if list == nil {
		return nil
	}
	slices.SortFunc(list, func(a, b Name) int {
		return cmp.Or(strings.Compare(a.Schema, b.Schema), strings.Compare(a.Name, b.Name))
	})
	list = slices.DeleteFunc(slices.Compact(list), func(n Name) bool { return !holds(n) })
	lists[key] = list
	return list
}

// Namesakes returns how many tables have that name, in all schemas.
func (s *Schema) Namesakes(bare string) int { return s.indexed().bare[bare] }

// Referenced returns the columns that a foreign key refers to: those that it
// names, or the primary key of its table; nil if that is not known (yet).
func (s *Schema) Referenced(k *Constraint) []string {
	if len(k.RefColumns) > 0 {
		return k.RefColumns
	}
	if t := s.Tables[k.RefTable]; t != nil {
		return t.PrimaryKey()
	}
	return nil
}

func (s *Schema) indexed() *index {
	x := &s.index
	if x.children == nil || x.tables != len(s.Tables) {
		*x = index{children: map[Name][]Name{}, typed: map[Name][]Name{}, refs: map[Name][]Name{}, bare: make(map[string]int, len(s.Tables))}
		for _, t := range s.Tables {
			x.add(t)
		}
	}
	return x
}

func (x *index) add(t *Table) {
	x.tables++
	x.bare[t.Name.Name]++
	x.relate(t)
	for i := range t.Constraints {
		if k := &t.Constraints[i]; k.Kind == ForeignKey {
			x.refs[k.RefTable] = append(x.refs[k.RefTable], t.Name)
		}
	}
}

func (x *index) relate(t *Table) {
	for _, parent := range t.Parents {
		x.children[parent] = append(x.children[parent], t.Name)
	}
	if t.OfType.Name != "" {
		x.typed[t.OfType] = append(x.typed[t.OfType], t.Name)
	}
}

func (x *index) remove(t *Table) {
	x.tables--
	if x.bare[t.Name.Name]--; x.bare[t.Name.Name] == 0 {
		delete(x.bare, t.Name.Name)
	}
}

// Edit puts a copy of t in its place and returns the copy, which may be changed
// until the next statement, but for the elements of its slices: others may hold
// them. To Constraints and Indexes it may be appended.
func (s *Schema) Edit(t *Table) *Table {
	n := *t
	if t.owner != s { // else nobody has appended to its slices yet
		n.Constraints = slices.Clip(t.Constraints)
		n.Indexes = slices.Clip(t.Indexes)
	}
	n.owner = s
	s.Put(&n)
	return &n
}

// constraintNames finds the constraints of one table that has many.
type constraintNames struct {
	table Name
	order int
	n     int // so many of the table's constraints are in at
	at    map[string]int
}

// fewConstraints are quicker gone through than looked up.
const fewConstraints = 32

// FindConstraint returns the index of the constraint of that name, -1 if t has
// none. It is quick where one table is asked for after another.
func (s *Schema) FindConstraint(t *Table, name string) int {
	list := t.Constraints
	if len(list) <= fewConstraints {
		return slices.IndexFunc(list, func(k Constraint) bool { return k.Name == name })
	}
	x := &s.names
	if x.at == nil || x.table != t.Name || x.order != t.Order || x.n > len(list) {
		*x = constraintNames{table: t.Name, order: t.Order, at: make(map[string]int, 2*len(list))}
	}
	for ; x.n < len(list); x.n++ {
		x.at[list[x.n].Name] = x.n
	}
	if i, ok := x.at[name]; ok && i < len(list) && list[i].Name == name {
		return i
	}
	return -1
}
