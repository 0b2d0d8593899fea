package bind

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// tableError returns the message and hint of Table's error, "" if there is
// none.
func tableError(t *testing.T, p *bound, h *dumpfmt.Header) string {
	t.Helper()
	_, err := p.Block(h, "UTF8")
	if err == nil {
		return ""
	}
	var e *policy.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want *Error", err)
	}
	return e.Msg + " / " + e.Hint
}

func TestTable(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		id = "keep"
		email = "text"
		[tables.kept]
		unlisted = "keep"`, schemaOf(t, `
		users: id int8!, email text
		kept: id int8!, note text
		child < users: extra text
		empty:
		unsure ?: id int8!, email text
	`))
	users, child, unsure := testName("users"), testName("child"), testName("unsure")
	for _, tt := range []struct {
		name   string
		header dumpfmt.Header
		masks  string // the columns, or the error
	}{
		{"copy", dumpfmt.Header{Table: users, Columns: []string{"id", "email"}}, "email"},
		{"other order", dumpfmt.Header{Table: users, Columns: []string{"email", "id"}}, "email"},
		{"some columns", dumpfmt.Header{Table: users, Columns: []string{"id"}}, "none"},
		{"kept", dumpfmt.Header{Table: testName("kept"), Columns: []string{"id", "note"}}, "none"},
		{"no columns", dumpfmt.Header{Table: testName("empty")}, "none"},
		{"default values", dumpfmt.Header{Table: users, Insert: true, Default: true}, "none"},
		{"positional", dumpfmt.Header{Table: users, Insert: true}, "email"},
		{"positional child", dumpfmt.Header{Table: child, Insert: true}, "error: --column-inserts"},
		{"positional, unsure", dumpfmt.Header{Table: unsure, Insert: true}, "error: --column-inserts"},
		{"column of no table", dumpfmt.Header{Table: users, Columns: []string{"id", "nope"}}, `error: "nope"`},
		{"conflict", dumpfmt.Header{Table: users, Columns: []string{"id", "email"}, Insert: true, OnConflict: true}, "error: ON CONFLICT"},
		{"conflict of keys", dumpfmt.Header{Table: users, Columns: []string{"id"}, Insert: true, OnConflict: true}, "none"},
		{"unknown table", dumpfmt.Header{Table: testName("app.new"), Columns: []string{"id", "email"}}, "error: --schema FILE"},
		{"unknown table of keys", dumpfmt.Header{Table: testName("app.new"), Columns: []string{"id"}}, "none"},
		{"unknown table, positional", dumpfmt.Header{Table: testName("app.new"), Insert: true}, "error: --schema FILE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if want, ok := strings.CutPrefix(tt.masks, "error: "); ok {
				if got := tableError(t, plan, &tt.header); !strings.Contains(got, want) {
					t.Errorf("error %q, want one with %s", got, want)
				}
				return
			}
			p, err := plan.Block(&tt.header, "UTF8")
			if err != nil {
				t.Fatal(err)
			}
			got := "none"
			if m := maskedBy(p); len(m) > 0 {
				got = m[0].Column
			}
			if got != tt.masks {
				t.Errorf("masks %s, want %s", got, tt.masks)
			}
		})
	}
}

// One form of block has one plan, whoever made its header.
func TestTableShared(t *testing.T) {
	plan := bindText(t, "version = 1\n", schemaOf(t, "t: a text, b text"))
	header := func() *dumpfmt.Header {
		return &dumpfmt.Header{Table: testName("t"), Columns: []string{"a", "b"}, Insert: true}
	}
	first, err := plan.Block(header(), "UTF8")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		encoding string
		edit     func(*dumpfmt.Header)
		same     bool
	}{
		{"UTF8", func(*dumpfmt.Header) {}, true},
		{"LATIN1", func(*dumpfmt.Header) {}, false},
		{"UTF8", func(h *dumpfmt.Header) { h.Columns = []string{"b", "a"} }, false},
		{"UTF8", func(h *dumpfmt.Header) { h.Columns = nil }, false},
	} {
		h := header()
		tt.edit(h)
		p, err := plan.Block(h, tt.encoding)
		if err != nil {
			t.Fatal(err)
		}
		if (p == first) != tt.same {
			t.Errorf("%s, columns %q: the same plan is %v, want %v", tt.encoding, h.Columns, p == first, tt.same)
		}
	}
}

func TestTableConflict(t *testing.T) {
	schema := schemaOf(t, "t: id int8!, email text, note text")
	addConstraint(t, schema, []string{"t", "primary", "id"})
	header := &dumpfmt.Header{Table: testName("t"), Columns: []string{"id", "email", "note"}, Insert: true, OnConflict: true}
	policy := "version = 1\n[columns]\nid = \"keep\"\nemail = \"email\"\nnote = \"redact\"\n"
	if got := tableError(t, bindText(t, policy, schema), header); got != "" {
		t.Errorf("a lossy mask beside the primary key: %s", got)
	}
	schema.Tables[testName("t")].Constraints[0].HasExpr = true
	if got := tableError(t, bindText(t, policy, schema), header); !strings.Contains(got, "note") {
		t.Errorf("a lossy mask beside a unique expression: %q", got)
	}
}

// Without a CREATE TABLE nothing is passed on that a rule might have masked.
func TestTableUnknown(t *testing.T) {
	header := &dumpfmt.Header{Table: testName("users_2024"), Columns: []string{"id", "email"}}
	for _, tt := range []struct {
		name, policy string
		masks        int // -1: an error
	}{
		{"keep all", "unlisted = \"keep\"", 0},
		{"keep, but for a name", "unlisted = \"keep\"\n[columns]\nemail = { set = \"x\" }", 1},
		{"a mask of text", "unlisted = \"keep\"\n[columns]\nemail = \"email\"", -1},
		{"a mask of text, soft", "soft = true\n[columns]\nid = \"keep\"\nemail = \"email\"", -1},
		{"null", "[columns]\nid = \"keep\"\nemail = \"null\"", 1},
		{"by table", "[tables.users_2024]\nunlisted = \"keep\"\ncolumns = { email = { set = \"x\" } }", 1},
		{"by the row", "unlisted = \"keep\"\n[columns]\nemail = \"choice\"", -1},
		{"a rule by type", "unlisted = \"keep\"\n[types]\ntext = \"hash\"", -1},
		{"a rule of a table that may be above", "unlisted = \"keep\"\n[tables.users.columns]\nemail = \"hash\"", -1},
		{"a table that may be above", "unlisted = \"keep\"\n[tables.users]\nunlisted = \"mask\"", -1},
		{"a rule of another column", "unlisted = \"keep\"\n[tables.users.columns]\nphone = \"hash\"", 0},
		{"strict", "unlisted = \"fail\"\n[columns]\nid = \"keep\"", -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := bindText(t, "version = 1\n"+tt.policy, dumpfmt.NewSchema())
			p, err := plan.Block(header, "")
			got := 0
			switch {
			case err != nil:
				got = -1
			default:
				got = len(maskedBy(p))
			}
			if got != tt.masks {
				t.Errorf("%d masks, want %d (-1 is an error: %v)", got, tt.masks, err)
			}
		})
	}
}

func TestTableMatches(t *testing.T) {
	plan := bindText(t, "version = 1\n[columns]\nid = \"keep\"\n[tables.t.columns]\nemail = \"null\"\ngone = \"null\"\n", dumpfmt.NewSchema())
	if n := len(plan.Unmatched()); n != 2 {
		t.Errorf("%d errors before the first block, want 2", n)
	}
	if _, err := plan.Block(&dumpfmt.Header{Table: testName("t"), Columns: []string{"id", "email"}}, ""); err != nil {
		t.Fatal(err)
	}
	errs := plan.Unmatched()
	if len(errs) != 1 || !strings.Contains(errs[0].Msg, `"gone"`) {
		t.Errorf("errors %v, want one about gone", errs)
	}
}
