package draft

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/rules/facts"
)

// labelledFile has columns of public schemas with what each holds, by table.
const labelledFile = "../words/testdata/labelled.tsv"

// labels maps the columns of a database to what they hold.
type labels map[Place]string

// labelledDatabases returns the schemas of labelledFile, and their labels, by
// the name in front of their tables.
func labelledDatabases(t *testing.T) (map[string]Database, map[string]labels) {
	t.Helper()
	text, err := os.ReadFile(labelledFile)
	if err != nil {
		t.Fatal(err)
	}
	creates, known := map[string][]string{}, map[string]labels{}
	var tables []string
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if creates[f[0]] == nil {
			tables = append(tables, f[0])
		}
		typ := f[2]
		if typ == "enum" {
			typ = "public.an_enum"
		}
		db, table := split(f[0])
		if known[db] == nil {
			known[db] = labels{}
		}
		if at := (Place{table, f[1]}); known[db][at] == "" {
			known[db][at] = f[3]
			creates[f[0]] = append(creates[f[0]], `"`+f[1]+`" `+typ)
		}
	}
	sql := map[string]string{}
	for _, name := range tables {
		db, table := split(name)
		sql[db] += fmt.Sprintf("CREATE TABLE %s (%s);\n", table, strings.Join(creates[name], ", "))
	}
	dbs := map[string]Database{}
	for db, text := range sql {
		dbs[db] = database(t, "CREATE TYPE public.an_enum AS ENUM ('a', 'b');\n"+text)
	}
	return dbs, known
}

// split splits a name of labelledFile: shop.customers.
func split(name string) (db string, table dumpfmt.Name) {
	i := strings.IndexByte(name, '.')
	return name[:i], dumpfmt.Name{Schema: "public", Name: name[i+1:]}
}

// score counts what becomes of labelled columns.
type score struct{ guarded, masked, looked, leaked, operational, overdone int }

// add counts the columns of a database in a draft; cells are what it decided.
func (s *score) add(t *testing.T, db string, known labels, cells []*cell) {
	for _, c := range cells {
		label := known[c.Place]
		switch label {
		case "personal", "sensitive", "secret":
			s.guarded++
			switch {
			case c.rule != keep && c.part == Personal:
				s.masked++
			case c.rule != keep || c.part == Look:
				s.looked++
			default:
				s.leaked++
				t.Logf("%s: %s %s is %s, and is kept: %s", db, c.Place, c.typ, label, c.why)
			}
		case "operational", "key":
			s.operational++
			if c.rule != keep {
				s.overdone++
				t.Logf("%s: %s %s is %s, and is masked: %s", db, c.Place, c.typ, label, c.why)
			}
		}
	}
}

// String says what has become of them.
func (s *score) String() string {
	share := func(n, of int) string { return fmt.Sprintf("%d (%.1f %%)", n, 100*float64(n)/float64(max(1, of))) }
	return fmt.Sprintf("of %d personal, sensitive and secret columns %s are masked for it, %s are to be looked at, %s are kept; of %d keys and operational ones %s are masked",
		s.guarded, share(s.masked, s.guarded), share(s.looked, s.guarded), share(s.leaked, s.guarded), s.operational, share(s.overdone, s.operational))
}

// hold wants 99 of 100 personal columns masked or to be looked at, and no more
// of the operational ones masked than percent.
func (s *score) hold(t *testing.T, what string, percent float64) {
	t.Helper()
	t.Logf("%s: %v", what, s)
	if s.guarded == 0 || s.operational == 0 {
		t.Fatalf("%s: no labelled columns", what)
	}
	if 100*s.leaked > s.guarded {
		t.Errorf("%s: more than 1 of 100 personal columns is kept", what)
	}
	if 100*float64(s.overdone) > percent*float64(s.operational) {
		t.Errorf("%s: more than %.0f %% of operational columns are masked", what, percent)
	}
}

// decided returns what a draft for a database decides on each column.
func decided(t *testing.T, db Database) []*cell {
	t.Helper()
	m, err := newMaker([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.make(); err != nil {
		t.Fatal(err)
	}
	return m.cells
}

// TestNamesOfLabelledSchemas drafts by names alone.
func TestNamesOfLabelledSchemas(t *testing.T) {
	dbs, known := labelledDatabases(t)
	var s score
	for name, db := range dbs {
		s.add(t, name, known[name], decided(t, db))
	}
	s.hold(t, "names alone", 5)
}

// realEnv names the environment variable with a directory of real dumps, whose
// columns labelledFile has.
const realEnv = "SANITIZE_REAL_DIR"

// TestRowsOfLabelledDumps drafts for real dumps with rows by data alone, where
// every name is one that says nothing, and by both.
func TestRowsOfLabelledDumps(t *testing.T) {
	dir := os.Getenv(realEnv)
	if dir == "" {
		t.Skip(realEnv + " does not name a directory of dumps")
	}
	_, known := labelledDatabases(t)
	var data, both score
	for _, file := range []string{"neonpagila__full", "neonchinook__full", "northwind__full", "worlddb__world", "djportfolio__dumpall", "tsilispyr__alldump", "webshop__dump"} {
		name, _, _ := strings.Cut(file, "__")
		db := filledDatabase(t, dir+"/"+file+".sql")
		both.add(t, name+", both", onlyFilled(known[name], db), decided(t, db))
		db, renamed := anonymous(db, known[name])
		data.add(t, name+", data", onlyFilled(renamed, db), decided(t, db))
	}
	both.hold(t, "names and data", 5)
	data.hold(t, "data alone", 12) // of a name that says nothing, in a small table, a code is a word like any other
}

// filledDatabase reads a dump: its schema, and what its rows say.
func filledDatabase(t *testing.T, file string) Database {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	db := Database{Schema: dumpfmt.NewSchema(), Rows: NewEvidence(20000)}
	s := dumpfmt.NewScanner(f, dumpfmt.Partial())
	var b dumpfmt.Batch
	var w dumpfmt.Rewriter
	for s.Scan(&b) {
		for i := range b.Segs {
			seg := &b.Segs[i]
			switch seg.Kind {
			case dumpfmt.SQL:
				if _, err := ddl.Apply(db.Schema, seg.Bytes, seg.Session); err != nil {
					t.Fatal(err)
				}
			case dumpfmt.CopyData, dumpfmt.Insert:
				if table := db.Schema.Tables[seg.Header.Table]; table != nil {
					db.Rows.Look(&w, seg, table.Name, fieldsOf(seg.Header, table))
				}
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return db
}

// fieldsOf returns the columns of a block's fields.
func fieldsOf(h *dumpfmt.Header, t *dumpfmt.Table) (names []string) {
	if h.Columns != nil {
		return h.Columns
	}
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return names
}

// onlyFilled returns the labels of columns with values.
func onlyFilled(known labels, db Database) labels {
	l := labels{}
	for at, label := range known {
		if t := db.Rows.tables[at.Table]; t != nil && t.columns[at.Column] != nil && t.columns[at.Column].long > 0 {
			l[at] = label
		}
	}
	return l
}

// anonymous returns the database with names that say nothing, and the labels
// under these. CHECKs and conditions of indexes, which have names in them, go.
func anonymous(db Database, known labels) (Database, labels) {
	out, l := Database{Schema: dumpfmt.NewSchema(), Rows: NewEvidence(20000)}, labels{}
	tables, columns := map[dumpfmt.Name]dumpfmt.Name{}, map[Place]string{}
	for i, name := range slices.SortedFunc(maps.Keys(db.Schema.Tables), facts.CompareNames) {
		tables[name] = dumpfmt.Name{Schema: "public", Name: fmt.Sprintf("t%d", i)}
		for j, c := range db.Schema.Tables[name].Columns {
			columns[Place{name, c.Name}] = fmt.Sprintf("c%d", j)
		}
	}
	for _, typ := range db.Schema.Types {
		out.Schema.PutType(typ)
	}
	for name, old := range db.Schema.Tables {
		t := dumpfmt.Table{Name: tables[name], Order: old.Order, OrderCertain: true}
		for _, c := range old.Columns {
			at := Place{name, c.Name}
			c.Name = columns[at]
			t.Columns = append(t.Columns, c)
			if known[at] != "" {
				l[Place{t.Name, c.Name}] = known[at]
			}
		}
		for _, k := range old.Constraints {
			if k.Kind == dumpfmt.Check || k.HasExpr || k.Predicate || len(k.Lower) > 0 {
				continue
			}
			k.Columns = renamed(k.Columns, name, columns)
			k.RefColumns = renamed(k.RefColumns, k.RefTable, columns)
			k.RefTable = tables[k.RefTable]
			t.Constraints = append(t.Constraints, k)
		}
		out.Schema.Put(&t)
		if rows := db.Rows.tables[name]; rows != nil {
			as := &tableEvidence{rows: rows.rows, columns: map[string]*columnEvidence{}}
			for c, e := range rows.columns {
				as.columns[columns[Place{name, c}]] = e
			}
			out.Rows.tables[t.Name] = as
		}
	}
	return out, l
}

func renamed(list []string, table dumpfmt.Name, columns map[Place]string) (out []string) {
	for _, c := range list {
		out = append(out, columns[Place{table, c}])
	}
	return out
}
