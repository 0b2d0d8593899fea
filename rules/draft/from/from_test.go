package from

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/rules/policy"
)

var update = flag.Bool("update", false, "write the golden files anew")

// show prints rules as a policy, with what is left.
func show(r *Rules) string {
	var b strings.Builder
	slices.SortStableFunc(r.Left, func(a, b Left) int { return a.Line - b.Line })
	for _, x := range r.List {
		fmt.Fprintf(&b, "%s %s = %s # %s, line %d\n", x.Table, policy.TOMLColumn(x.Column), x.TOML, x.Why, x.Line)
	}
	for _, l := range r.Left {
		fmt.Fprintf(&b, "# %d: %s\n", l.Line, l.What)
	}
	return b.String()
}

// hold compares rules with a golden file, and wants a policy to take them.
func hold(t *testing.T, r *Rules, golden string) {
	t.Helper()
	got := show(r)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
	for _, x := range r.List {
		text := fmt.Sprintf("version = 1\n%s\n%s = %s\n", policy.TOMLTable(x.Table), policy.TOMLColumn(x.Column), x.TOML)
		if _, err := policy.Parse([]byte(text), "rule", os.LookupEnv); err != nil {
			t.Errorf("line %d: %v:\n%s", x.Line, err, text)
		}
	}
}

func TestConfigurationsAreTranslated(t *testing.T) {
	for _, c := range []struct {
		file string
		read func([]byte) (*Rules, error)
	}{{"testdata/greenmask.yml", Greenmask}, {"testdata/confiture.yaml", Confiture},
		{"testdata/confiture.profile.yaml", Confiture}} {
		data, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.read(data)
		if err != nil {
			t.Fatal(err)
		}
		hold(t, r, c.file+".txt")
	}
}

func TestLabelsAreTranslated(t *testing.T) {
	data, err := os.ReadFile("testdata/labels.sql")
	if err != nil {
		t.Fatal(err)
	}
	r := &Rules{}
	for i, stmt := range bytes.Split(data, []byte("\n")) {
		r.Label(stmt, true, i+1)
	}
	hold(t, r, "testdata/labels.sql.txt")
}

// Every transformer and every function that is known makes a rule that a policy
// takes.
func TestEveryCounterpartIsAMask(t *testing.T) {
	var all []rule
	for name, f := range transformers {
		n, err := document([]byte("{column: c, template: '{{ .LastName }}', values: [a], value: v, regexp: x, operations: [{operation: delete, path: a}]}"))
		if err != nil {
			t.Fatal(err)
		}
		r, ok := f(n, n)
		if !ok {
			t.Errorf("%s makes no rule", name)
		}
		all = append(all, r)
	}
	for _, r := range maskings {
		all = append(all, r)
	}
	for _, table := range []map[string]string{subjects, functions, strategies} {
		for _, name := range table {
			all = append(all, rule{mask: name})
		}
	}
	for _, r := range all {
		if _, err := policy.Parse([]byte("version = 1\n[columns]\nc = "+r.toml()+"\n"), "rule", os.LookupEnv); err != nil {
			t.Errorf("%s: %v", r.toml(), err)
		}
	}
}

func TestOtherFilesAreNoConfigurations(t *testing.T) {
	for _, text := range []string{"", "a: 1", "[1]", "dump: {}", "text", "a: [1, 2]"} {
		_, err := Greenmask([]byte(text))
		if !errors.Is(err, ErrNoRules) {
			t.Errorf("Greenmask of %q: %v", text, err)
		}
		if _, err = Confiture([]byte(text)); !errors.Is(err, ErrNoRules) {
			t.Errorf("Confiture of %q: %v", text, err)
		}
	}
	if _, err := Greenmask([]byte("\t{")); err == nil {
		t.Error("broken YAML is accepted")
	}
}

func FuzzFrom(f *testing.F) {
	for _, name := range []string{"greenmask.yml", "confiture.yaml", "labels.sql"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &Rules{}
		r.Label(data, true, 1)
		for _, read := range []func([]byte) (*Rules, error){Greenmask, Confiture} {
			if read, err := read(data); err == nil {
				r.List = append(r.List, read.List...)
			}
		}
		for _, x := range r.List {
			if x.Mask == "" || x.TOML == "" || x.Column == "" && x.Table.Name == "" {
				t.Errorf("a rule without a part: %+v", x)
			}
		}
	})
}

// TestIntervalsAreDays reads the longest shift of a date as PostgreSQL writes it.
func TestIntervalsAreDays(t *testing.T) {
	for _, tt := range []struct {
		interval, want string
		ok             bool
	}{
		{"10 year 9 mon 1 day", `{ mask = "date_shift", max = 3921 }`, true},
		{"1 year 2 mons 3 day 04:05:06.07", `{ mask = "date_shift", max = 428 }`, true},
		{"72:00:00", `{ mask = "date_shift", max = 3 }`, true},
		{"01:00:00", `"date_shift"`, true},
		{"", `"date_shift"`, true},
		{"a while", "", false},
		{"3", "", false},
	} {
		if r, ok := shift(tt.interval); ok != tt.ok || ok && r.toml() != tt.want {
			t.Errorf("%q: %s, %t, want %s", tt.interval, r.toml(), ok, tt.want)
		}
	}
}
