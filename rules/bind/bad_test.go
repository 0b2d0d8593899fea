package bind

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// testSchema is what the policies of testdata/bad are bound to. They may add
// tables to it, in lines that begin with #+, and constraints, with #!.
const testSchema = `
	users: id int8!, email varchar(255)!, full_name text, phone varchar(20), born date, prefs jsonb, doc xml, email_lower text=
	orders: id int8!, user_id int8, total numeric(10 2), note text, ip inet
	tenant_1.user: id int4, email text
	tenant_2.user: id int4, email text
`

// TestBadPolicies holds the messages of wrong policies to those in the golden
// files beside them.
func TestBadPolicies(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.toml")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d policies, want 30: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".toml")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := badMessage(t, text) + "\n"
			golden := strings.TrimSuffix(file, ".toml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("messages (-want +got):\n%s", d)
			}
		})
	}
}

// badMessage returns the error of a policy that must have one, and looks at its
// places.
func badMessage(t *testing.T, text []byte) string {
	t.Helper()
	p, err := policy.Parse(text, "policy.toml", testEnv)
	if err == nil {
		_, err = Bind(p, badSchema(t, string(text)), Options{Key: testKey(t)})
	}
	errs, ok := err.(policy.Errors)
	if !ok {
		t.Fatalf("error %v, want Errors", err)
	}
	lines := strings.Split(string(text), "\n")
	for _, e := range errs {
		if e.Line < 0 || e.Line > len(lines) || e.Line > 0 && (e.Col < 1 || e.Col > len(lines[e.Line-1])+1) {
			t.Errorf("the place %d:%d is not in the file", e.Line, e.Col)
		}
	}
	return err.Error()
}

func badSchema(t *testing.T, text string) *dumpfmt.Schema {
	tables := testSchema
	for line := range strings.Lines(text) {
		if more, ok := strings.CutPrefix(line, "#+ "); ok {
			tables += more
		}
	}
	s := schemaOf(t, tables)
	for line := range strings.Lines(text) {
		if c, ok := strings.CutPrefix(line, "#! "); ok {
			addConstraint(t, s, strings.Fields(c))
		}
	}
	return s
}

// addConstraint adds the constraint "table kind column [table column]", or
// "table check column expression".
func addConstraint(t *testing.T, s *dumpfmt.Schema, f []string) {
	table := s.Tables[testName(f[0])]
	c := dumpfmt.Constraint{Name: f[0] + "_" + f[2], Columns: f[2:3]}
	switch f[1] {
	case "primary":
		c.Kind = dumpfmt.PrimaryKey
	case "unique":
		c.Kind = dumpfmt.Unique
	case "exclude":
		c.Kind = dumpfmt.Exclude
	case "foreign":
		c.Kind, c.RefTable, c.RefColumns = dumpfmt.ForeignKey, testName(f[3]), f[4:]
	case "check":
		c.Kind, c.Def = dumpfmt.Check, strings.Join(f[3:], " ")
	default:
		t.Fatalf("unknown constraint %s", f[1])
	}
	table.Constraints = append(table.Constraints, c)
}
