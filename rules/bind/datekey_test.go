package bind

import (
	"fmt"
	"testing"
	"time"

	"sanitize/dumpfmt"
)

// TestDatesMoveByTheirKey: where a UNIQUE holds a date and a key, all dates of the
// table move by the key, so that the first day stays before the last.
func TestDatesMoveByTheirKey(t *testing.T) {
	s := schemaOf(t, `
		salaries: id int4!, employee_id int4!, tenant_id int4!, from_date date, to_date date, paid_at timestamp, amount numeric
		titles: employee_id int4!, since date
		twice: id int4!, a_id int4, b_id int4, x date, y date
		alone: id int4!, day date, other date
		worded: id int4!, word text, day date
		nulls: id int4!, a_id int4, day date
	`)
	unique := func(table string, kind dumpfmt.ConstraintKind, columns ...string) dumpfmt.Constraint {
		return dumpfmt.Constraint{Name: table + "_key", Kind: kind, Columns: columns}
	}
	constrain(t, s, "salaries", unique("salaries", dumpfmt.Unique, "tenant_id", "employee_id", "from_date"))
	constrain(t, s, "titles", unique("titles", dumpfmt.PrimaryKey, "employee_id", "since"))
	constrain(t, s, "twice", unique("x", dumpfmt.Unique, "a_id", "x"), unique("y", dumpfmt.Unique, "b_id", "y"))
	constrain(t, s, "alone", unique("alone", dumpfmt.Unique, "day"))
	constrain(t, s, "worded", unique("worded", dumpfmt.Unique, "word", "day"))
	nulls := unique("nulls", dumpfmt.Unique, "a_id", "day")
	nulls.NullsNotDistinct = true
	constrain(t, s, "nulls", nulls)
	plan := bindText(t, `version = 1`, s)
	const moved = "date_shift (moves by employee_id, for the sake of a UNIQUE)"
	for _, want := range []struct{ table, column, fate string }{
		{"public.salaries", "from_date", moved},
		{"public.salaries", "to_date", moved},
		{"public.salaries", "paid_at", moved},
		{"public.titles", "since", moved},
		{"public.twice", "x", "permute (in the UNIQUE x_key)"},
		{"public.twice", "y", "permute (in the UNIQUE y_key)"},
		{"public.alone", "day", "permute (in the UNIQUE alone_key)"},
		{"public.alone", "other", "date_shift (by type)"},
		{"public.worded", "day", "permute (in the UNIQUE worded_key)"},
		{"public.nulls", "day", "permute (in the UNIQUE nulls_key)"},
	} {
		if got := fateOf(t, plan, want.table, want.column); got != want.fate {
			t.Errorf("%s.%s: %s, want %s", want.table, want.column, got, want.fate)
		}
	}
}

// TestUniqueDatesByRule: a rule may move a UNIQUE's dates by a column in it that keeps
// its values apart, and by no other.
func TestUniqueDatesByRule(t *testing.T) {
	s := schemaOf(t, `salaries: id int4!, employee_id int4!, grade int4, from_date date`)
	constrain(t, s, "salaries", dumpfmt.Constraint{Name: "k", Kind: dumpfmt.Unique, Columns: []string{"employee_id", "from_date"}})
	for by, fine := range map[string]bool{"employee_id": true, "grade": false} {
		_, errs := Examine(parseText(t, "version = 1\n[columns]\nfrom_date = { mask = \"date_shift\", by = \""+by+"\" }"), s, Options{Key: testKey(t)})
		if (len(errs) == 0) != fine {
			t.Errorf("by %s: %v", by, errs)
		}
	}
}

// TestDatesOfNobody: where the column that dates move by is NULL, those of a row still
// move together, and those of different rows apart.
func TestDatesOfNobody(t *testing.T) {
	plan := bindText(t, `version = 1
		[columns]
		"{id, owner}" = "keep"
		"{since, until}" = { mask = "date_shift", by = "owner" }`, schemaOf(t, "spans: id int8!, owner int8, since date, until date"))
	var lines []string
	for i := range 200 {
		lines = append(lines, fmt.Sprintf(`%d|%s|2010-06-07|2010-06-09`, i, [2]string{`\N`, "7"}[i%2]))
	}
	shifts := [2]map[string]bool{{}, {}}
	for i, f := range fieldsOf(mustRun(t, plan, copyOf("public.spans (id, owner, since, until)", lines...))) {
		since, err := time.Parse(time.DateOnly, f[2])
		if until := since.AddDate(0, 0, 2).Format(time.DateOnly); err != nil || f[3] != until {
			t.Errorf("a span from %s to %s, want %s", f[2], f[3], until)
		}
		shifts[i%2][f[2]] = true
	}
	if len(shifts[0]) < 70 || len(shifts[1]) != 1 {
		t.Errorf("%d shifts of 100 rows that are nobody's, %d of one owner's", len(shifts[0]), len(shifts[1]))
	}
}
