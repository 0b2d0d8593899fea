package dumptest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

// Value is a decoded value of a row.
type Value struct {
	Text string
	Null bool
}

// Row is a row, decoded.
type Row struct {
	Table  dumpfmt.Name
	Values []Value
}

// Form is how a generated dump is written.
type Form struct {
	Insert  bool // INSERT, not COPY
	Columns bool // INSERT: with the list of columns
	PerStmt int  // INSERT: rows in a statement
	Ignore  bool // INSERT: with ON CONFLICT DO NOTHING
	OIDs    bool // COPY: WITH OIDS
	ScsOff  bool // standard_conforming_strings = off
	CRLF    bool // lines end in CR LF
	Path    bool // unqualified names under SET search_path
}

// Forms returns one form of each kind that pg_dump can write.
func Forms() []Form {
	return []Form{
		{}, {OIDs: true}, {CRLF: true}, {Path: true}, {ScsOff: true},
		{Insert: true, PerStmt: 1},
		{Insert: true, PerStmt: 1, Columns: true, Ignore: true},
		{Insert: true, PerStmt: 3},
		{Insert: true, PerStmt: 3, Columns: true, Ignore: true},
		{Insert: true, PerStmt: 2, ScsOff: true},
		{Insert: true, PerStmt: 2, CRLF: true},
		{Insert: true, PerStmt: 1, Path: true, ScsOff: true},
	}
}

// String returns the form as a test's name.
func (f Form) String() string {
	name := "copy"
	if f.Insert {
		name = fmt.Sprintf("insert-%d", f.PerStmt)
	}
	for _, p := range []struct {
		on   bool
		name string
	}{
		{f.Columns, "columns"}, {f.Ignore, "on-conflict"}, {f.OIDs, "oids"},
		{f.ScsOff, "scs-off"}, {f.CRLF, "crlf"}, {f.Path, "search-path"},
	} {
		if p.on {
			name += "-" + p.name
		}
	}
	return name
}

// Dump is a generated dump.
type Dump struct {
	Text []byte
	Rows []Row // in order; with OIDs the first value is the OID
}

// Generate makes a dump of a few small tables with awkward names and values.
// The same seed and form give the same dump.
func Generate(seed uint64, form Form) Dump {
	return GenerateWithout(seed, form, func(int) bool { return false })
}

// GenerateWithout makes the dump that Generate does, without the rows for whose
// number, from 0, gone is true: as if pg_dump had left them out. Statements hold
// what remains of their rows.
func GenerateWithout(seed uint64, form Form, gone func(n int) bool) Dump {
	g := &generator{Form: form, rnd: rand.New(rand.NewPCG(seed, 1)), gone: gone}
	g.begin()
	tables := make([]table, 1+g.rnd.IntN(4))
	for i := range tables {
		tables[i] = g.table(i)
		g.create(&tables[i])
	}
	for i := range tables {
		g.data(&tables[i])
	}
	g.line("--", "-- PostgreSQL database dump complete", "--", "")
	if g.restrict {
		g.line(`\unrestrict generated`, "")
	}
	text := g.out.String()
	if form.CRLF {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return Dump{Text: []byte(text), Rows: g.rows}
}

type generator struct {
	Form
	rnd      *rand.Rand
	out      strings.Builder
	rows     []Row
	gone     func(int) bool
	made     int // rows, those that are gone among them
	restrict bool
	schemas  []string // those created
	schema   string   // search_path, under Path
}

type table struct {
	name  dumpfmt.Name
	cols  []string
	types []string // of the columns
}

// row is a row of a table; gone ones are not written.
type row struct {
	values []Value
	gone   bool
}

// columnTypes are the types whose values INSERT writes in different ways.
var columnTypes = []string{"text", "text", "integer", "numeric", "boolean", "bit varying", "bytea"}

func (g *generator) line(lines ...string) {
	for _, l := range lines {
		g.out.WriteString(l + "\n")
	}
}

func (g *generator) begin() {
	g.line("--", "-- PostgreSQL database dump", "--", "")
	if g.restrict = g.rnd.IntN(2) == 0; g.restrict {
		g.line(`\restrict generated`, "")
	}
	g.line("SET client_encoding = 'UTF8';")
	if g.ScsOff {
		g.line("SET standard_conforming_strings = off;")
	} else {
		g.line("SET standard_conforming_strings = on;")
	}
	if !g.Path {
		g.line("SELECT pg_catalog.set_config('search_path', '', false);")
	}
	g.line("")
}

// table makes up a table. Its number makes its name unique.
func (g *generator) table(n int) table {
	t := table{name: dumpfmt.Name{Schema: g.name(), Name: fmt.Sprint(g.name(), n)}}
	for i := range g.rnd.IntN(6) {
		t.cols = append(t.cols, fmt.Sprint(g.name(), i))
		t.types = append(t.types, columnTypes[g.rnd.IntN(len(columnTypes))])
	}
	return t
}

// name makes up a name. Under CRLF there are no newlines in names and values:
// they would not stay what they are.
func (g *generator) name() string {
	for {
		n := awkwardNames[g.rnd.IntN(len(awkwardNames))]
		if !g.CRLF || !strings.Contains(n, "\n") {
			return n
		}
	}
}

// enter sets the search_path for t and returns t's name as the dump is to
// write it.
func (g *generator) enter(t *table) string {
	if !g.Path {
		return quoteIdent(t.name.Schema) + "." + quoteIdent(t.name.Name)
	}
	if g.schema != t.name.Schema {
		g.schema = t.name.Schema
		g.line("SET search_path = "+quoteIdent(g.schema)+", pg_catalog;", "")
	}
	return quoteIdent(t.name.Name)
}

func (g *generator) create(t *table) {
	if !slices.Contains(g.schemas, t.name.Schema) {
		g.schemas = append(g.schemas, t.name.Schema)
		g.line("CREATE SCHEMA "+quoteIdent(t.name.Schema)+";", "", "")
	}
	name := g.enter(t)
	g.item(t, "Name", "TABLE")
	g.line("CREATE TABLE " + name + " (")
	for i, c := range t.cols {
		sep := ","
		if i+1 == len(t.cols) {
			sep = ""
		}
		g.line("    " + quoteIdent(c) + " " + t.types[i] + sep)
	}
	g.line(");", "", "")
}

// item writes the comment over an item.
func (g *generator) item(t *table, what, kind string) {
	clean := strings.NewReplacer("\n", " ", "\r", " ")
	g.line("--", fmt.Sprintf("-- %s: %s; Type: %s; Schema: %s; Owner: -", what,
		clean.Replace(t.name.Name), kind, clean.Replace(t.name.Schema)), "--", "")
}

func (g *generator) data(t *table) {
	name := g.enter(t)
	g.item(t, "Data for Name", "TABLE DATA")
	rows := make([]row, g.rnd.IntN(8))
	for i := range rows {
		rows[i].values = g.row(t)
		if g.Insert && len(rows[i].values) == 0 {
			continue // DEFAULT VALUES is no row to edit
		}
		rows[i].gone = g.gone(g.made)
		g.made++
		if !rows[i].gone {
			g.rows = append(g.rows, Row{t.name, rows[i].values})
		}
	}
	if g.Insert {
		g.inserts(name, t, rows)
	} else {
		g.copy(name, t, rows)
	}
	g.line("", "")
}

// row makes up the values of a row.
func (g *generator) row(t *table) []Value {
	var vals []Value
	if g.OIDs {
		vals = append(vals, Value{Text: fmt.Sprint(16384 + g.rnd.IntN(1000))})
	}
	for _, typ := range t.types {
		if g.rnd.IntN(6) == 0 {
			vals = append(vals, Value{Null: true})
			continue
		}
		vals = append(vals, Value{Text: g.value(typ)})
	}
	return vals
}

func (g *generator) value(typ string) string {
	switch typ {
	case "integer":
		return fmt.Sprint(int32(g.rnd.Uint32()))
	case "numeric":
		return [...]string{"NaN", "0.10", "-12.5", "1e-300", "99999999999999999999.9"}[g.rnd.IntN(5)]
	case "boolean":
		return [...]string{"t", "f"}[g.rnd.IntN(2)]
	case "bit varying":
		return [...]string{"", "0", "10110"}[g.rnd.IntN(3)]
	case "bytea":
		return fmt.Sprintf(`\x%x`, awkwardValues[g.rnd.IntN(len(awkwardValues))])
	}
	v := ""
	for range 1 + g.rnd.IntN(3)*g.rnd.IntN(2) {
		v += awkwardValues[g.rnd.IntN(len(awkwardValues))]
	}
	if g.CRLF {
		v = strings.NewReplacer("\n", "", "\r", "").Replace(v)
	}
	return v
}
