package draft

import (
	"fmt"
	"strings"
	"testing"
)

// TestClosedListsAreKnown has values of closed lists, and such as only look like them.
func TestClosedListsAreKnown(t *testing.T) {
	for v, want := range map[string]bool{
		"active": true, "In Transit": true, "EUR": true, "image/png": true, "text/html; charset=utf-8": true, "Europe/Berlin": true,
		"America/Argentina/Salta": true, "de_DE": true, "pt-BR": true, "#aabbcc": true, "*/5 * * * *": true, "1.14.3": true, "v2.0.0-rc1": true,
		"ann": false, "Berlin": false, "a/b": false, "Ann/Smith": false, "text": true, "image/": false, "10.0.3.17": false, "030 55 12 34 56": false,
		"1 2 3 4 5": false, "#ann": false, "12/03/1984": false, "hiv_positive": false,
	} {
		if yes, _ := isClosed([]byte(v)); yes != want {
			t.Errorf("%s: %t", v, yes)
		}
	}
	for v, want := range map[string]bool{"12.03.1984": true, "2.11.84": true, "2.11.3": false, "10.15.70": false} {
		if _, day := isClosed([]byte(v)); day != want {
			t.Errorf("%s is a day %t", v, day)
		}
	}
}

// TestClosedListsAreKept: a column of such values is kept where its name says nothing, but
// in tables of people and of answers, where one value is none, and where all may be days.
func TestClosedListsAreKept(t *testing.T) {
	inTurn := func(values ...string) (rows []string) {
		for i := range 30 {
			rows = append(rows, fmt.Sprintf("%d\t%s\t\\N\n", i, values[i%len(values)]))
		}
		return rows
	}
	states := inTurn("active", "pending", "in transit")
	for _, tt := range []struct {
		what, table, third string
		rows               []string
		kept               bool
	}{
		{"states", "xyzzies", "note", states, true}, {"of people", "xyzzies", "email", states, false}, {"near people", "xyzzies", "user_id", states, false},
		{"answers", "survey_answers", "note", states, false}, {"few", "xyzzies", "note", states[:leastClosed-1], false},
		{"types", "xyzzies", "note", inTurn("image/png", "text/csv"), true}, {"versions", "xyzzies", "note", inTurn("1.2.3", "1.2.10", "1.3.0"), true},
		{"days", "xyzzies", "note", inTurn("12.03.1984", "1.4.79"), false}, {"but one", "xyzzies", "note", append(inTurn("active"), "30\tann.miller\t\\N\n"), false},
	} {
		schema := fmt.Sprintf("CREATE TABLE public.%s (id integer PRIMARY KEY, plugh text, %s integer);", tt.table, tt.third)
		schema = strings.Replace(schema, "email integer", "email text", 1)
		text := draftOf(t, rowsOf(t, database(t, schema), 2, tt.table, []string{"id", "plugh", tt.third}, tt.rows), Options{})
		if kept := strings.Contains(text, `plugh = "keep"`); kept != tt.kept {
			t.Errorf("%s: kept %t, want %t:\n%s", tt.what, kept, tt.kept, text)
		}
	}
}

// TestMeasuresAreKept: short numbers of which a name says nothing are kept in tables of
// things with nobody in them; long ones, amounts and those of all other tables are masked.
func TestMeasuresAreKept(t *testing.T) {
	numbers := func(format string, n int) (rows []string) {
		for i := range n {
			rows = append(rows, fmt.Sprintf("%d\t"+format+"\t\\N\n", i, 10+i))
		}
		return rows
	}
	for _, tt := range []struct {
		what, table, column, third string
		rows                       []string
		kept                       bool
	}{
		{"of things", "snapshots", "plugh", "note", numbers("%d.25", 30), true}, {"long", "snapshots", "plugh", "note", numbers("55%d00.25", 30), false},
		{"amounts", "snapshots", "plugh_price", "note", numbers("%d.25", 30), false}, {"near people", "snapshots", "plugh", "user_id", numbers("%d.25", 30), false},
		{"of no thing", "xyzzies", "plugh", "note", numbers("%d.25", 30), false}, {"of records", "records", "plugh", "note", numbers("%d.25", 30), false},
		{"few", "snapshots", "plugh", "note", numbers("%d.25", leastMeasures-1), false},
	} {
		schema := fmt.Sprintf("CREATE TABLE public.%s (id integer PRIMARY KEY, %s numeric, %s integer);", tt.table, tt.column, tt.third)
		text := draftOf(t, rowsOf(t, database(t, schema), 2, tt.table, []string{"id", tt.column, tt.third}, tt.rows), Options{})
		if kept := strings.Contains(text, "\n"+tt.column+` = "keep"`); kept != tt.kept {
			t.Errorf("%s: kept %t, want %t:\n%s", tt.what, kept, tt.kept, text)
		}
	}
}
