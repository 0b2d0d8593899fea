package bind

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/rules/rows"
)

const refsSchema = "t: id int8!, email text, note text, born date, active bool"

// TestTemplate holds templates to the values of the row's other columns, masked
// or not, in COPY and INSERT, whatever the order of columns.
func TestTemplate(t *testing.T) {
	rows := []string{`1|ann@x|hi|2000-01-01|t`, `2|bob@x|\N|2000-01-02|f`, `3|\N||\N|\N`}
	for _, tt := range []struct {
		name, policy string
		want         []string
	}{
		{"a kept column", `email = { mask = "template", value = "user{id}@staging.invalid" }`,
			[]string{`1|user1@staging.invalid|hi|2000-01-01|t`, `2|user2@staging.invalid|\N|2000-01-02|f`, rows[2]}},
		{"a masked column", `email = { mask = "template", value = "{note}-{id}" }
			note = { set = "x" }`,
			[]string{`1|x-1|x|2000-01-01|t`, `2|-2|\N|2000-01-02|f`, `3|\N||\N|\N`}},
		{"an original", `email = { mask = "template", value = "{note|original|upper}" }
			note = { set = "x" }`,
			[]string{`1|HI|x|2000-01-01|t`, `2||\N|2000-01-02|f`, `3|\N||\N|\N`}},
		{"itself, as it was", `email = { mask = "template", value = "{email|original|first:2}…" }`,
			[]string{`1|an…|hi|2000-01-01|t`, `2|bo…|\N|2000-01-02|f`, rows[2]}},
		{"a template of a template", `email = { mask = "template", value = "<{note}>" }
			note = { mask = "template", value = "({id})" }`,
			[]string{`1|<(1)>|(1)|2000-01-01|t`, `2|<>|\N|2000-01-02|f`, `3|\N||\N|\N`}},
		{"a column that becomes NULL", `email = { mask = "template", value = "{note|default:none}" }
			note = "null"`,
			[]string{`1|none|\N|2000-01-01|t`, `2|none|\N|2000-01-02|f`, `3|\N|\N|\N|\N`}},
		{"NULL filled", `email = { mask = "template", value = "u{id}", keep_null = false }`,
			[]string{`1|u1|hi|2000-01-01|t`, `2|u2|\N|2000-01-02|f`, `3|u3||\N|\N`}},
		{"a rule for rows", `email = "keep"
			[[tables.t.rows]]
			where = { id = 2 }
			set = { email = { mask = "template", value = "{note|default:-}{id}" } }`,
			[]string{rows[0], `2|-2|\N|2000-01-02|f`, rows[2]}},
		{"a template under a rule for rows", `email = { mask = "template", value = "{note}{id}" }
			[[tables.t.rows]]
			where = { id = 2 }
			set = { note = "new", id = 7 }`,
			[]string{`1|hi1|hi|2000-01-01|t`, `7|new7|new|2000-01-02|f`, rows[2]}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := bindText(t, keepAll+"[tables.t.columns]\n"+tt.policy, schemaOf(t, refsSchema))
			got := rowsOf(t, plan, "public.t (id, email, note, born, active)", rows...)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("COPY: -want +got:\n%s", d)
			}
			if d := cmp.Diff(insertsOf(tt.want), mustRun(t, plan, insertsOf(rows))); d != "" {
				t.Errorf("INSERT: -want +got:\n%s", d)
			}
			got = rowsOf(t, plan, "public.t (note, email, id)", "hi|ann@x|1")
			f := strings.Split(tt.want[0], "|")
			if d := cmp.Diff([]string{f[2] + "|" + f[1] + "|" + f[0]}, got); d != "" {
				t.Errorf("columns in another order: -want +got:\n%s", d)
			}
		})
	}
}

// TestTemplateCounts: what is counted of a template, which is made last, is told
// under its own name.
func TestTemplateCounts(t *testing.T) {
	plan := bindText(t, keepAll+`[tables.t.columns]
		email = { mask = "template", value = "{note}{id}" }
		note = "hash"`, schemaOf(t, refsSchema))
	var s rows.Scratch
	if _, err := run(plan, copyOf("public.t (id, email, note)", `1|\N|a`, "2|b|c"), &s); err != nil {
		t.Fatal(err)
	}
	c := s.Tally.Blocks()[0]
	want := []rows.MaskedColumn{{Column: "email", Mask: "template"}, {Column: "note", Mask: "hash"}}
	if d := cmp.Diff(want, c.Block.Mask.Masked()); d != "" || c.Columns[0].Masked != 1 || c.Columns[0].Null != 1 || c.Columns[1].Masked != 2 {
		t.Errorf("%+v, -want +got:\n%s", c.Columns, d)
	}
}

// TestTemplateCharset: values of a LATIN1 dump are joined as characters.
func TestTemplateCharset(t *testing.T) {
	plan := bindText(t, keepAll+`[tables.t.columns]
		email = { mask = "template", value = "é{note}{born}{id}" }
		born = { set = "ü" }`, schemaOf(t, "t: id int8!, email text, note text, born text"))
	dump := "SET client_encoding = 'LATIN1';\n" + copyOf("public.t (id, email, note, born)", "1|x|\xe4|y")
	want := strings.Replace(dump, "1\tx\t\xe4\ty", "1\t\xe9\xe4\xfc1\t\xe4\t\xfc", 1)
	if got := mustRun(t, plan, dump); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestKey holds masks with key to following that column and nothing else.
func TestKey(t *testing.T) {
	plan := bindText(t, keepAll+`[tables.t.columns]
		email = { mask = "email", key = "id" }
		note = { mask = "hash", key = "born" }`, schemaOf(t, refsSchema))
	got := rowsOf(t, plan, "public.t (id, email, note, born, active)",
		"1|ann@x|a|2000-01-01|t", "1|bob@x|b|2000-01-01|t", "2|ann@x|a|2000-01-02|t", `3|\N|a|\N|t`, `4||b|\N|t`)
	f := make([][]string, len(got))
	for i, row := range got {
		f[i] = strings.Split(row, "|")
	}
	switch {
	case f[0][1] != f[1][1] || f[0][2] != f[1][2]:
		t.Error("rows of one key differ")
	case f[0][1] == f[2][1] || f[0][2] == f[2][2]:
		t.Error("rows of two keys are alike")
	case f[3][1] != `\N` || f[4][1] != "":
		t.Error("NULL or the empty string is masked")
	case f[3][2] == f[4][2]:
		t.Error("where the key is NULL, the value does not count")
	}
}

// TestKeyUnique: what follows a key is as distinct as the key is.
func TestKeyUnique(t *testing.T) {
	for _, tt := range []struct {
		policy, key string
		ok          bool
	}{
		{`email = { mask = "email", key = "id" }`, "id", true},
		{`email = { mask = "email", key = "id" }`, "", true}, // the column id is a row's key where none is known
		{`email = { mask = "email", key = "note" }`, "id", false},
		{`email = { mask = "email", key = "note" }`, "note", true},
		{`email = { mask = "phone", key = "id" }`, "id", false},
		{`email = { mask = "template", value = "u{id}@x" }`, "id", true},
		{`email = { mask = "template", value = "u{id|first:3}@x" }`, "id", false},
		{`email = { mask = "template", value = "u{id}{note}@x" }`, "id", false},
		{`email = { mask = "template", value = "u{note}@x" }`, "id", false},
		{"email = { mask = \"template\", value = \"u{id}@x\" }\nid = { mask = \"bucket\", size = 100 }", "", false},
		{"email = { mask = \"template\", value = \"u{id}@x\" }\nid = \"permute\"", "id", true},
	} {
		s := schemaOf(t, refsSchema)
		table := s.Tables[testName("t")]
		if tt.key != "" {
			table.Constraints = append(table.Constraints, dumpfmt.Constraint{Kind: dumpfmt.PrimaryKey, Name: "t_pkey", Columns: []string{tt.key}})
		}
		table.Constraints = append(table.Constraints, dumpfmt.Constraint{Kind: dumpfmt.Unique, Name: "t_email", Columns: []string{"email"}})
		_, err := Bind(parseText(t, keepAll+"[tables.t.columns]\n"+tt.policy), s, Options{Key: testKey(t)})
		if (err == nil) != tt.ok {
			t.Errorf("%s, key %q: %v", tt.policy, tt.key, err)
		}
	}
}

// TestOriginalIsTold: a template that writes the original of a masked column
// does so with a warning.
func TestOriginalIsTold(t *testing.T) {
	plan := bindText(t, keepAll+`[tables.t.columns]
		email = "email"
		note = { mask = "template", value = "{email|original}{email|original|hash:8}{id|original}" }
		active = "keep"
		[[tables.t.rows]]
		where = { id = 7 }
		set = { note = { mask = "template", value = "{email|original|hash:8}" } }`, schemaOf(t, refsSchema))
	w := plan.Warnings()
	if len(w) != 1 || !strings.Contains(w[0].Error(), "writes the original of email") || w[0].Line != 5 {
		t.Errorf("warnings %v, want one about email in line 5", w)
	}
}

// TestTemplateTooLong: a row that the type has no room for stops the run, and
// the message does not hold it.
func TestTemplateTooLong(t *testing.T) {
	plan := bindText(t, keepAll+"[tables.t.columns]\nemail = { mask = \"template\", value = \"user {note}\" }",
		schemaOf(t, "t: id int8, email varchar(12), note text"))
	if got := rowsOf(t, plan, "public.t (id, email, note)", "1|a|1234567"); got[0] != "1|user 1234567|1234567" {
		t.Errorf("%s", got)
	}
	_, err := run(plan, copyOf("public.t (id, email, note)", "1|a|canary78"), &rows.Scratch{})
	if err == nil || !strings.Contains(err.Error(), "column email: what the template makes is too long") || strings.Contains(err.Error(), "canary") {
		t.Errorf("error %v", err)
	}
}

// TestTemplateAllocs: rows with templates allocate nothing.
func TestTemplateAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools do not hold under the race detector")
	}
	plan := bindText(t, keepAll+`[tables.t.columns]
		email = { mask = "template", value = "{note|upper}{id|hash:8}@x" }
		note = { mask = "hash", key = "id" }`, schemaOf(t, refsSchema))
	var s rows.Scratch
	var w dumpfmt.Rewriter
	sc := dumpfmt.NewScanner(strings.NewReader(copyOf("public.t (id, email, note, born, active)", "1|ann@x|hi|2000-01-01|t", "2|ann@x|ho|2000-01-01|t")), dumpfmt.Partial())
	var batch dumpfmt.Batch
	for sc.Scan(&batch) {
		for i := range batch.Segs {
			seg := &batch.Segs[i]
			if seg.Kind != dumpfmt.CopyData {
				continue
			}
			table, err := plan.Block(seg.Header, "")
			if err != nil {
				t.Fatal(err)
			}
			dst := make([]byte, 0, 1<<10)
			if n := testing.AllocsPerRun(100, func() {
				if dst, err = w.Append(dst[:0], seg, func(r *dumpfmt.Row) error { return table.Apply(r, &s) }); err != nil {
					t.Fatal(err)
				}
			}); n >= 1 {
				t.Errorf("%.1f allocations", n)
			}
		}
	}
}
