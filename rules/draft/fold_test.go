package draft

import (
	"slices"
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// Lists say of each column what a line of its own would: a draft with lists has
// the rules of the same draft without.
func TestListsSayOfEachNameWhatItsLineSaid(t *testing.T) {
	dbs, _ := labelledDatabases(t)
	for name, db := range dbs {
		m, err := newMaker([]Database{db}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := m.make()
		if err != nil {
			t.Fatal(err)
		}
		if errs, _ := m.try(d.Text); len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
		}
		single := unfolded(d.Text)
		want, got := parsed(t, single), parsed(t, d.Text)
		for _, c := range m.cells {
			w, g := decides(want, c.Column), decides(got, c.Column)
			if w != g {
				t.Errorf("%s: %s is %q in a list, %q alone", name, c.Place, g, w)
			}
		}
	}
}

// unfolded writes a line for each name of a list.
func unfolded(text []byte) []byte {
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		list, rest, ok := strings.Cut(line, `}" = `)
		if !ok || !strings.HasPrefix(list, `"{`) || strings.Contains(list, `".columns.`) {
			out.WriteString(line)
			continue
		}
		for name := range strings.SplitSeq(list[2:], ", ") {
			out.WriteString(policy.TOMLColumn(name) + " = " + rest)
		}
	}
	return []byte(out.String())
}

func parsed(t *testing.T, text []byte) *policy.Policy {
	t.Helper()
	p, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// decides returns the mask of the rule of [columns] that decides for a name.
func decides(p *policy.Policy, name string) string {
	if list := p.Columns.Match(name); len(list) > 0 {
		return list[0].Mask
	}
	return ""
}

// Lists are of one part and rule; what rows say of all of a list stays beside it,
// and names that are personal for different reasons are told apart.
func TestWhatIsFolded(t *testing.T) {
	keeps := func(key, why string) line { return line{key: key, rule: keep, part: Operational, why: why, bare: why} }
	got := fold([]line{
		keeps("a", "name says type"), keeps("b", "name says count"), keeps("c", "name says type"),
		keeps("d", "name says status; too few rows to tell, 3"), keeps("e", "4 values, each in at least 50 of 600 rows"),
		{key: "f", rule: `"text"`, part: Look, why: "by type, text", bare: "by type, text"},
		keeps("g", "name says kind; too few rows to tell, 3"), keeps("h", "name says kind; too few rows to tell, 4"),
		{key: "i", rule: `"hash"`, part: Personal, bare: "name says pin", why: "name says pin; public.t", subject: "code"},
		{key: "k", rule: `"hash"`, part: Personal, bare: "name says token", why: "name says token; 2 tables", subject: "token"},
		{key: "j", rule: `"hash"`, part: Personal, bare: "name says salt", why: "name says salt; public.t", subject: "token"},
	})
	var keys []string
	for _, l := range got {
		keys = append(keys, l.text())
	}
	want := []string{
		`i = "hash" # name says pin; public.t`,
		`"{k, j}" = "hash" # names say token, salt`,
		`"{a, b, c}" = "keep" # names say type, count`,
		`"{d, g}" = "keep" # names say status, kind; too few rows to tell, 3`,
		`e = "keep" # 4 values, each in at least 50 of 600 rows`,
		`h = "keep" # name says kind; too few rows to tell, 4`,
		`f = "text" # by type, text`,
	}
	if !slices.Equal(keys, want) {
		t.Errorf("got %q", keys)
	}
}

// A list is no longer than can be read.
func TestListsHaveAWidth(t *testing.T) {
	var lines []line
	for i := range 60 {
		key := "column_" + strings.Repeat("x", i%9) + string(rune('a'+i%26))
		lines = append(lines, line{key: key, rule: keep, part: Operational, why: "name says type", bare: "name says type"})
	}
	names := 0
	for _, l := range lists(lines) {
		if w := len(strings.Join(l.names, ", ")); w > listWidth {
			t.Errorf("a list of %d bytes", w)
		}
		names += max(1, len(l.names))
	}
	if names != len(lines) {
		t.Errorf("%d of %d names are in lists", names, len(lines))
	}
}

// A name that keys have nearly everywhere stands in one line although another table
// has something personal by it, of another type.
func TestKeysBesideAnIDThatIsASecret(t *testing.T) {
	sql := "CREATE TABLE public.sessions (id character varying(255) PRIMARY KEY, payload text);\n"
	for _, name := range []string{"a", "b", "c", "d"} {
		sql += "CREATE TABLE public." + name + " (id bigint PRIMARY KEY);\nCREATE TABLE public." + name + "2 (id uuid PRIMARY KEY);\n"
	}
	d, err := Make([]Database{database(t, sql)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := rules(d.Text)
	if n := strings.Count(got, "keep"); n != 1 || !strings.Contains(got, `id = { mask = "keep", types = ["bigint", "uuid"] }`) {
		t.Errorf("%d lines keep:\n%s", n, got)
	}
	d, err = Make([]Database{database(t, sql+"CREATE TABLE public.tokens (id bigint, passport_number text); CREATE TABLE public.patients (id bigint, ssn bigint);")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(d.Text); strings.Count(got, "bigint") != 1 {
		t.Errorf("got:\n%s", got)
	}
}
