package words

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/labelled.tsv
var labelledTSV string

// A labelled column is one of a public schema, with what it holds.
type labelled struct{ table, column, typ, label string }

func labelledColumns(t testing.TB) (all []labelled, tables map[string]*Table) {
	t.Helper()
	columns := map[string][]string{}
	for line := range strings.Lines(labelledTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			t.Fatalf("%d fields: %s", len(f), line)
		}
		all = append(all, labelled{f[0], f[1], f[2], f[3]})
		columns[f[0]] = append(columns[f[0]], f[1])
	}
	tables = map[string]*Table{}
	for name, cs := range columns {
		tables[name] = NewTable(name[strings.LastIndexByte(name, '.')+1:], cs)
	}
	return all, tables
}

func (l labelled) read(tables map[string]*Table) Meaning {
	typ := TypeOf(l.typ)
	if l.typ == "enum" {
		typ = Enum
	}
	return tables[l.table].Column(l.column, typ)
}

// guarded and kept sort classes and labels by what comes of them.
func guarded(class string) bool {
	return class == "personal" || class == "sensitive" || class == "secret"
}

func kept(class string) bool { return class == "key" || class == "operational" }

func TestNamesOfPublicSchemasAreUnderstood(t *testing.T) {
	all, tables := labelledColumns(t)
	var n struct{ guarded, found, leaked, kept, understood, overdone int }
	for _, l := range all {
		m := l.read(tables)
		class := m.Class.String()
		switch {
		case guarded(l.label):
			n.guarded++
			switch {
			case guarded(class):
				n.found++
			case kept(class):
				n.leaked++
				t.Errorf("%s.%s %s: %s, but is %s (%s)", l.table, l.column, l.typ, l.label, class, m.Words)
			default:
				t.Logf("%s.%s %s: %s, but is %s", l.table, l.column, l.typ, l.label, class)
			}
		case kept(l.label):
			n.kept++
			switch {
			case kept(class):
				n.understood++
			case guarded(class):
				n.overdone++
				t.Logf("%s.%s %s: %s, but is %s (%s)", l.table, l.column, l.typ, l.label, class, m.Words)
			}
		}
	}
	t.Logf("%d columns; of %d personal, sensitive and secret ones %d are found and %d would be kept; "+
		"of %d keys and operational ones %d are found and %d are taken for personal",
		len(all), n.guarded, n.found, n.leaked, n.kept, n.understood, n.overdone)
	if n.found*100 < n.guarded*99 {
		t.Error("fewer than 99 of 100 personal columns are found")
	}
	if n.overdone*100 > n.kept {
		t.Error("more than 1 of 100 operational columns are taken for personal")
	}
	if n.understood*100 < n.kept*97 {
		t.Error("fewer than 97 of 100 operational columns are found")
	}
}

func TestLabelsAreOfTheKnownOnes(t *testing.T) {
	all, _ := labelledColumns(t)
	for _, l := range all {
		switch l.label {
		case "personal", "sensitive", "secret", "key", "operational", "free text", "other":
		default:
			t.Errorf("%s.%s: label %q", l.table, l.column, l.label)
		}
	}
	if len(all) < 1500 {
		t.Errorf("%d labelled columns", len(all))
	}
}
