package draft

import (
	"fmt"
	"strings"
	"testing"
)

// What is within JSON and arrays is seen: paths are named where enough rows have
// them, and never by a key that is a value.
func TestInsideOfValues(t *testing.T) {
	var rows []string
	for i := range 60 {
		rows = append(rows, fmt.Sprintf("%d\t{\"who\": {\"mails\": [\"p%d@kontor-lund.dk\"]}, \"p%d@kontor-lund.dk\": \"p%d@kontor-lund.dk\", \"n\": 1, \"order_id\": %d}\t{p%d@kontor-lund.dk,\"x y\"}\n", i, i, i, i, i, i))
	}
	db := rowsOf(t, database(t, "CREATE TABLE public.things (id integer, doc jsonb, many text[]);"), 3, "things", []string{"id", "doc", "many"}, rows)
	d, err := Make([]Database{db}, Options{Thresholds: DefaultThresholds})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"doc = \"scramble\" # by type, jsonb; $.* holds e-mail addresses, $.order_id holds keys, $.who.mails[*] holds e-mail addresses", "many = \"email\""} {
		if !strings.Contains(string(d.Text), want) {
			t.Errorf("want %q in:\n%s", want, d.Text)
		}
	}
	const byPath = "by path: "
	at := strings.Index(string(d.Text), byPath)
	if at < 0 {
		t.Fatalf("no rule by path in:\n%s", d.Text)
	}
	rule, _, _ := strings.Cut(string(d.Text)[at+len(byPath):], "; public.things")
	want := `{ mask = "json", paths = { "$.*" = "email", "$.order_id" = "keep", "$.who.mails[*]" = "email" } }`
	if rule != want {
		t.Errorf("the rule by path is %q, want %q", rule, want)
	}
	errs, _ := mustMaker(t, db).try([]byte("version = 1\nunlisted = \"mask\"\n[columns]\ndoc = " + rule + "\n"))
	if len(errs) > 0 {
		t.Errorf("the rule by path is not one: %v", errs)
	}
	if strings.Contains(string(d.Text), "kontor") {
		t.Errorf("a value is in the draft:\n%s", d.Text)
	}
}

func mustMaker(t *testing.T, db Database) *maker {
	t.Helper()
	m, err := newMaker([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
