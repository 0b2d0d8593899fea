package policy

import "testing"

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
