package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

func TestGlobMatch(t *testing.T) {
	for _, tt := range []struct {
		glob string
		yes  string
		no   string
	}{
		{"*", "a abc ä", ""},
		{"a*", "a ab a*", "b ba A"},
		{"*a", "a ba bca", "ab"},
		{"*email*", "email my_email_2 email_x", "mail e_mail"},
		{"a?c", "abc aäc a?c", "ac abbc"},
		{"*_id", "a_id _id a_b_id_id", "id a_idx"},
		{"a*b*c", "abc axxbxxc abcbc", "acb ab"},
		{"**x**", "x axb", "ab"},
		{"?", "a ä", "ab"},
	} {
		for _, s := range strings.Fields(tt.yes) {
			if !globMatch(tt.glob, s) {
				t.Errorf("%s does not match %s", tt.glob, s)
			}
		}
		for _, s := range strings.Fields(tt.no) {
			if globMatch(tt.glob, s) {
				t.Errorf("%s matches %s", tt.glob, s)
			}
		}
	}
}

// The index finds what trying all globs would find, and globs mean what the
// regular expressions of the same form mean.
func FuzzGlobIndex(f *testing.F) {
	f.Add("a* *a *a* ?a *ab?c* * name tenant_*_x **", "tenant_a_x")
	f.Add("*email* *_id c?", "c1")
	f.Add("?? ?*?", "äö")
	f.Fuzz(func(t *testing.T, list, name string) {
		globs := strings.Fields(list)
		if len(list) > 200 || len(name) > 100 || !utf8.ValidString(list) || !utf8.ValidString(name) {
			return
		}
		var x globIndex
		var want []int
		for i, g := range globs {
			x.add(g)
			expr := strings.NewReplacer(`\*`, `(?s:.*)`, `\?`, `(?s:.)`).Replace(regexp.QuoteMeta(g))
			if regexp.MustCompile(`^` + expr + `$`).MatchString(name) {
				want = append(want, i)
			}
		}
		if got := x.match(name); !slices.Equal(got, want) {
			t.Errorf("%q in %q: %v, want %v", name, globs, got, want)
		}
	})
}

func TestParseTable(t *testing.T) {
	for key, want := range map[string]string{
		`users`:             "public users",
		`Public.Users`:      "public users",
		`"We.ird"."T""x"`:   `We.ird T"x`,
		`app."a*"`:          "app a*",
		`tenant_*.user`:     "tenant_*~ user",
		`*."User"`:          "*~ User",
		`größe.ÄÖ`:          "größe ÄÖ",
		``:                  "error",
		`.`:                 "error",
		`a.`:                "error",
		`a.b.c`:             "error",
		`"a`:                "error",
		`"a"b`:              "error",
		`a"b"`:              "error",
		`"a""`:              "error",
		`""`:                "error",
		"public.\"a\nb;c\"": "public a\nb;c",
	} {
		got := "error"
		if p, err := ParseTable(key); err == nil {
			got = fmt.Sprintf("%s %s", showPattern(p.schema), showPattern(p.name))
		}
		if got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

func showPattern(p pattern) string {
	if p.glob {
		return p.text + "~"
	}
	return p.text
}

func TestParseColumn(t *testing.T) {
	for key, want := range map[string]string{
		`email`: "email", `fullName`: "fullName", `*_id`: "*_id~", `"a*"`: "a*", `"a""b"`: `a"b`, `a"b`: `a"b`,
		``: "error", `"`: "error", `""`: "error", `"a"b`: "error",
	} {
		got := "error"
		if p, err := parseColumn(key); err == nil {
			got = showPattern(p)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

// What is proposed as a key means the column, and no other.
func FuzzTomlColumn(f *testing.F) {
	for _, s := range []string{"a", "a*", `"a"`, `"`, "a\nb", "ä ö", `a\b`, "'", `a"'b`, "\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || !utf8.ValidString(name) || strings.Contains(name, "\x00") {
			return
		}
		doc, err := decode(TOMLColumn(name) + " = 1")
		if err != nil {
			t.Fatalf("not TOML: %v", err)
		}
		for key := range doc {
			if p, err := parseColumn(key); err != nil || p.glob || p.text != name {
				t.Errorf("%q is read as %q, %v, %v", name, p.text, p.glob, err)
			}
		}
	})
}

// TestNamesWithoutSchema: a table that the dump names without a schema is one in
// public, wherever a policy or the command line names it.
func TestNamesWithoutSchema(t *testing.T) {
	const text = "version = 1\n[tables.\"public.t\".columns]\na = \"hash\"\n[kept]\nallow = [\"public.t.b\"]\n"
	p, err := Parse([]byte(text), "p", func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	only, err := NewSelection([]string{"public.t"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []dumpfmt.Name{{Name: "t"}, {Schema: "public", Name: "t"}} {
		if len(p.Tables.Match(name)) != 1 || !p.Kept().Allows(name, "b") || !p.NewMarks(only).Selected([]dumpfmt.Name{name}) {
			t.Errorf("%v is not named everywhere", name)
		}
	}
}
