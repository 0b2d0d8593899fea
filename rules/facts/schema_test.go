package facts

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

func name(s string) dumpfmt.Name { return dumpfmt.Name{Schema: "public", Name: s} }

// table makes a table of columns of one type. A parent makes it a partition.
func table(n, parent string, typ dumpfmt.Name, columns ...string) *dumpfmt.Table {
	t := &dumpfmt.Table{Name: name(n)}
	if parent != "" {
		t.Partition, t.Parents = true, []dumpfmt.Name{name(parent)}
	}
	for _, c := range columns {
		t.Columns = append(t.Columns, dumpfmt.Column{Name: c, Type: dumpfmt.TypeRef{Name: typ}})
	}
	return t
}

// put puts tables into a schema, in the order of the dump.
func put(s *dumpfmt.Schema, tables ...*dumpfmt.Table) {
	for _, t := range tables {
		if old := s.Tables[t.Name]; old != nil {
			t.Order = old.Order
		} else {
			t.Order = len(s.Tables)
		}
		s.Tables[t.Name] = t
	}
}

// with returns a copy of a table with one more constraint, as DDL makes it.
func with(t *dumpfmt.Table, c dumpfmt.Constraint) *dumpfmt.Table {
	made := *t
	made.Constraints = append(append([]dumpfmt.Constraint(nil), t.Constraints...), c)
	return &made
}

func names(tables []*Table) string {
	var list []string
	for _, t := range tables {
		list = append(list, t.Name.Name)
	}
	return strings.Join(list, " ")
}

var int4 = dumpfmt.Name{Schema: "pg_catalog", Name: "int4"}

// TestUpdate wants the tables that are not what they were, and no others: they
// themselves, a table above them, or a type of theirs has changed.
func TestUpdate(t *testing.T) {
	s, f := dumpfmt.NewSchema(), NewSchema()
	mood := name("mood")
	s.Types[mood] = &dumpfmt.Type{Name: mood, Kind: dumpfmt.Enum, Labels: []string{"ok"}}
	put(s, table("root", "", int4, "id"), table("leaf", "root", int4, "id"), table("other", "", int4, "id"), table("moody", "", mood, "m"))
	for _, step := range []struct {
		what  string
		do    func()
		fresh string
	}{
		{"all are new", func() {}, "root leaf other moody"},
		{"nothing has happened", func() {}, ""},
		{"a leaf has changed", func() { put(s, table("leaf", "root", int4, "id", "more")) }, "leaf"},
		{"a root has changed", func() { put(s, table("root", "", int4, "id", "more")) }, "root leaf"},
		{"a type has changed", func() { s.Types[mood] = &dumpfmt.Type{Name: mood, Kind: dumpfmt.Enum} }, "moody"},
		{"a table has come", func() { put(s, table("late", "root", int4, "id")) }, "late"},
		{"the root has changed again", func() { put(s, table("root", "", int4, "id")) }, "root leaf late"},
		{"a leaf has become another's", func() { put(s, table("leaf", "other", int4, "id")) }, "leaf"},
		{"and the first root has changed", func() { put(s, table("root", "", int4, "id")) }, "root late"},
	} {
		step.do()
		if fresh, _ := f.Update(s); names(fresh) != step.fresh {
			t.Errorf("%s: %q is fresh, want %q", step.what, names(fresh), step.fresh)
		}
	}
	delete(s.Tables, name("root"))
	if fresh, gone := f.Update(s); names(fresh) != "late" || fmt.Sprint(gone) != "[public.root]" {
		t.Errorf("a root is gone: %q is fresh and %v gone", names(fresh), gone)
	}
}

// TestUseOfFamilies wants constraints of a partitioned table to hold for its
// partitions, and a FOREIGN KEY to join the families, whenever it comes.
func TestUseOfFamilies(t *testing.T) {
	s, f := dumpfmt.NewSchema(), NewSchema()
	put(s, table("a", "", int4, "id"), table("a_1", "a", int4, "id"), table("a_2", "a", int4, "id"),
		table("b", "", int4, "id", "ref"), table("b_1", "b", int4, "id", "ref"))
	put(s, with(s.Tables[name("a")], dumpfmt.Constraint{Name: "a_pkey", Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}}))
	f.Update(s)
	if got := names(f.Family(name("a"))); got != "a a_1 a_2" {
		t.Errorf("the family of a is %s", got)
	}
	if u := f.Table(name("a_2")).Use("id"); u.Key() != "PRIMARY KEY a_pkey" || len(u.Ends) > 0 {
		t.Errorf("a_2.id: %+v", u)
	}
	if u := f.Table(name("b_1")).Use("ref"); u.Key() != "" {
		t.Errorf("b_1.ref is in %s", u.Key())
	}
	put(s, with(s.Tables[name("b")], dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"ref"}, RefTable: name("a")}))
	f.Update(s)
	for _, c := range []struct{ table, column, other, end string }{
		{"b_1", "ref", "a", "id"}, {"b", "ref", "a", "id"}, {"a_1", "id", "b", "ref"}, {"a", "id", "b", "ref"},
	} {
		u := f.Table(name(c.table)).Use(c.column)
		if u == nil || len(u.Ends) != 1 || u.Ends[0].Table != name(c.other) || u.Ends[0].Column != c.end || u.Foreign != "FOREIGN KEY fk" {
			t.Errorf("%s.%s: %+v", c.table, c.column, u)
		}
	}
	// Without the key that it refers to, it joins nothing.
	put(s, table("a", "", int4, "id"))
	f.Update(s)
	if u := f.Table(name("b_1")).Use("ref"); u != nil {
		t.Errorf("b_1.ref without the other's key: %+v", u)
	}
}
