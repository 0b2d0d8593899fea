package policy

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// A list of names in braces is a rule for each of them, on the line of the list.
func TestListsOfNames(t *testing.T) {
	names := []string{"city", "town", "a,b", `q"uote`, "st*r", " blank", "{x}", "f(1,2)"}
	p, err := Parse([]byte("version = 1\n[columns]\n"+TOMLColumns(names)+" = \"city\"\n"+`"{*_note, body}" = "text"`+"\n[types]\n\"{numeric(10,2), inet}\" = \"scramble\"\n"), "p", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "my_note", "body") {
		if got := p.Columns.Match(name); len(got) == 0 {
			t.Errorf("no rule for %q", name)
		}
	}
	for _, name := range []string{"star", "blank", "x", "{city, town}"} {
		if got := p.Columns.Match(name); len(got) != 0 {
			t.Errorf("a rule for %q: %q", name, got[0].Key)
		}
	}
	if r := p.Columns.Match("town")[0]; r.Key != "town" || r.At.Line != 3 {
		t.Errorf("the rule is %q in line %d", r.Key, r.At.Line)
	}
	if len(p.Types.Match("numeric(10,2)")) != 1 || len(p.Types.Match("inet")) != 1 {
		t.Error("a list of types is not read")
	}
}

func TestListsOfNamesThatAreWrong(t *testing.T) {
	for _, line := range []string{`"{}" = "city"`, `"{a,,b}" = "city"`, `"{a, b}" = "city"` + "\n" + `b = "email"`, `"{a, \"b}" = "city"`} {
		if _, err := Parse([]byte("version = 1\n[columns]\n"+line+"\n"), "p", nil); err == nil {
			t.Errorf("accepted: %s", line)
		}
	}
}

func parsed(text string) (*Policy, error) { return Parse([]byte(text), "p", nil) }

// A list of tables is an entry for each of them; what is wrong in it is told once.
func TestAListOfTablesIsAnEntryForEach(t *testing.T) {
	p, err := parsed("version = 1\n[tables]\n'{public.a, b, \"C,d\".e}'.columns.x = \"keep\"\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []dumpfmt.Name{{Schema: "public", Name: "a"}, {Schema: "public", Name: "b"}, {Schema: "C,d", Name: "e"}} {
		table := p.Tables.Exact[name]
		if table == nil || len(table.Columns.Match("x")) != 1 || table.At.Line != 3 {
			t.Errorf("%v has no rule of line 3", name)
		}
	}
	if _, err := parsed("version = 1\n[tables]\n\"{a, a}\".columns.x = \"keep\"\n"); err == nil {
		t.Error("a table twice in a list is accepted")
	}
	_, err = parsed("version = 1\n[tables]\n\"{a, b, c}\".columns.x = \"nonesuch\"\n")
	if err == nil || strings.Count(err.Error(), "nonesuch") != 1 {
		t.Errorf("got %v", err)
	}
}

// A rule as a policy would have it is read as the same rule.
func TestRulesAsTOML(t *testing.T) {
	for _, want := range []string{
		`"city"`, `{ set = "" }`, `{ set = "$${HOME} \"x\"" }`, `{ mask = "date_shift", uniform = true }`,
		`{ mask = "choice", values = ["a", "b"] }`, `{ mask = "regexp", pattern = "[0-9]+", with = "#" }`,
		`{ mask = "json", paths = { "$.a[*]" = "email", "$.b" = { set = "x" } } }`,
	} {
		p, err := Parse([]byte("version = 1\n[columns]\nx = "+want+"\n"), "p", nil)
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		r := p.Columns.Match("x")[0]
		again, err := Parse([]byte("version = 1\n[columns]\nx = "+r.TOML()+"\n"), "p", nil)
		if err != nil || again.Columns.Match("x")[0].Fingerprint != r.Fingerprint {
			t.Errorf("%s is told as %s: %v", want, r.TOML(), err)
		}
	}
}
