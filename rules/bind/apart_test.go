package bind

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// TestDatesInJSON: dates in JSON, and ranges of dates, move with those of their row where
// its key is known, by the same column where those move by one. Where a unique index asks for a member, or may yet, because the table has
// no PRIMARY KEY so far, they are masked by their value, one to one.
func TestDatesInJSON(t *testing.T) {
	dumptest.NeedsGrammar(t)
	key := dumpfmt.Constraint{Kind: dumpfmt.PrimaryKey, Name: "t_pkey", Columns: []string{"id"}}
	dated := dumpfmt.Constraint{Kind: dumpfmt.Unique, Name: "t_key", Columns: []string{"owner", "born"}}
	member := dumpfmt.Constraint{Kind: dumpfmt.Unique, Name: "t_idx", HasExpr: true, Exprs: []string{"(doc ->> 'on'::text)"}, Uses: []string{"doc"}}
	for _, tt := range []struct {
		name        string
		constraints []dumpfmt.Constraint
		rule        string
		moved       bool
	}{
		{"a key", []dumpfmt.Constraint{key}, "", true},
		{"a key, and dates that move by another column", []dumpfmt.Constraint{key}, `born = { mask = "date_shift", by = "owner" }`, true},
		{"a key, and dates that move for the sake of a UNIQUE", []dumpfmt.Constraint{key, dated}, "", true},
		{"a member of a unique index", []dumpfmt.Constraint{key, member}, "", false},
		{"no key so far", nil, "", false},
	} {
		s := schemaOf(t, "t: id int8, born date, doc jsonb, list jsonb[], period daterange, owner int8")
		for _, c := range tt.constraints {
			constrain(t, s, "t", c)
		}
		plan := bindText(t, "version = 1\nunlisted = \"mask\"\n[tables.t.columns]\nid = \"keep\"\nowner = \"keep\"\n"+tt.rule, s)
		var lines []string
		for i := range 300 {
			day := fmt.Sprintf("%d-0%d-1%d", 1950+i%70, 1+i%9, i%10)
			lines = append(lines, fmt.Sprintf(`%d|%s|{"on": "%[2]s"}|{"{\\"on\\": \\"%[2]s\\"}"}|[%[2]s,)|%[3]d`, i, day, i/5))
		}
		with, changed, seen := 0, 0, map[string]string{}
		for i, f := range fieldsOf(mustRun(t, plan, copyOf("public.t (id, born, doc, list, period, owner)", lines...))) {
			was := strings.Split(lines[i], "|")
			if strings.Contains(f[2], f[1]) && strings.Contains(f[3], f[1]) && strings.Contains(f[4], f[1]) {
				with++
			}
			if f[1] != was[1] && f[2] != was[2] && f[3] != was[3] {
				changed++
			}
			if other, ok := seen[was[2]]; ok && other != f[2] && !tt.moved {
				t.Errorf("%s: one value became %s and %s", tt.name, other, f[2])
			}
			seen[was[2]] = f[2]
		}
		if changed < 270 || tt.moved != (with == len(lines)) || !tt.moved && with > 30 {
			t.Errorf("%s: %d of %d rows were masked, in %d of them dates move together", tt.name, changed, len(lines), with)
		}
	}
}
