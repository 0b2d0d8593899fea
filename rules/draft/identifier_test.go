package draft

import (
	"fmt"
	"strings"
	"testing"
)

func TestIdentifiersAreKnownByTheirForm(t *testing.T) {
	names := peoplesNames()
	for v, want := range map[string]bool{
		"add_user": true, "INVOICE_PAID": true, "0001_initial": true, "App\\Models\\Order": true, "Spree::Order": true, "a_b_thing": true,
		"user": false, "ab_cd": false, "Add_User": false, "add user": false, "add__user": false, "_private": false, "trailing_": false,
		"order_12345": false, "ann.smith": false, "ann-smith": false, "a@b.de": false, "müller_x": false, "C:\\Users\\ann smith": false,
		"sk_live_4eC39HqLyjWDarjtT1zdp7dc": false, "\\server": false, "x": false,
	} {
		if yes, _ := isIdentifier([]byte(v), names); yes != want {
			t.Errorf("%s: %t", v, yes)
		}
	}
	if yes, named := isIdentifier([]byte("mary_smith"), names); !yes || !named {
		t.Errorf("mary_smith is an identifier %t, of names %t", yes, named)
	}
}

// TestIdentifiersAreKept: a column of identifiers is kept where its name says nothing,
// but of a table of people, or where one value is none, or they are names.
func TestIdentifiersAreKept(t *testing.T) {
	const things = "CREATE TABLE public.xyzzies (id integer PRIMARY KEY, plugh text, note text);"
	const people = "CREATE TABLE public.xyzzies (id integer PRIMARY KEY, plugh text, email text);"
	words := []string{"open", "close", "send", "drop", "fetch", "merge"}
	var codes, but, logins []string
	for i := range 40 {
		word := words[i%len(words)]
		codes = append(codes, fmt.Sprintf("%d\t%s_case_%d\t\\N\n", i, word, i))
		but = append(but, codes[i])
		logins = append(logins, fmt.Sprintf("%d\t%s_smith\t\\N\n", i, []string{"mary", "james", "linda", "robert"}[i%4]))
	}
	// rows have values in turn, each with a number behind it.
	inTurn := func(values ...string) (rows []string) {
		for i := range 40 {
			rows = append(rows, fmt.Sprintf("%d\t%s_%d\t\\N\n", i, values[i%len(values)], i))
		}
		return rows
	}
	but[7] = "7\tsomebody\t\\N\n"
	for _, tt := range []struct {
		what, schema, third string
		rows                []string
		kept                bool
	}{
		{"of things", things, "note", codes, true}, {"of people", people, "email", codes, false}, {"but one", things, "note", but, false},
		{"of illnesses", things, "note", inTurn("type_two_diabetes", "hiv_positive", "open_fracture", "order_case"), false},
		{"of people's", things, "note", inTurn("jdoe", "akumar", "szymanska_agnieszka", "oyelaran_babatunde"), false},
		{"of streets", things, "note", inTurn("main_street", "high_street", "open_street", "order_case"), false},
		{"of passphrases", things, "note", inTurn("correct_horse_battery", "blue_monkey_jumps", "lazy_tiger", "open_case"), false},
		{"of names", things, "note", logins, false}, {"few", things, "note", codes[:leastIdentifiers-1], false},
	} {
		columns := []string{"id", "plugh", tt.third}
		text := draftOf(t, rowsOf(t, database(t, tt.schema), 2, "xyzzies", columns, tt.rows), Options{})
		if kept := strings.Contains(text, "plugh = \"keep\" # all of 40 values are identifiers"); kept != tt.kept {
			t.Errorf("%s: kept %t\n%s", tt.what, kept, text)
		}
	}
}
