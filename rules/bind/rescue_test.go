package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestMeasures: what no mask is sure to keep is kept, and told, if it is a number
// that nothing says is somebody's; all else is refused.
func TestMeasures(t *testing.T) {
	for _, tt := range []struct {
		name, table, columns, check string
		refused                     bool
	}{
		{"numbers", "tiles", "x float8, y float8", "((x + y) <= (1)::double precision)", false},
		{"integers", "tiles", "a int4, b int4", "((a + b) = 0)", false},
		{"a function of the user's", "tiles", "a int4, b int4", "public.f(a, b)", false},
		{"arrays of numbers", "tiles", "a int4[], b int4[]", "public.f(a, b)", false},
		{"text", "tiles", "a text, b text", "public.f(a, b)", true},
		{"days", "tiles", "a date, b date", "public.f(a, b)", true},
		{"a number beside text", "tiles", "a int4, b text", "public.f(a, b)", true},
		{"pay", "tiles", "salary int4, b int4", "((salary + b) < 10)", true},
		{"money", "tiles", "open_balance int4, b int4", "((open_balance + b) < 10)", true},
		{"a number of a person", "tiles", "passport_number int4, b int4", "((passport_number + b) < 10)", true},
		{"people", "patients", "x float8, b float8", "((x + b) < (10)::double precision)", true},
		{"people, by its columns", "t7", "x float8, b float8, first_name text, last_name text", "((x + b) < (10)::double precision)", true},
	} {
		s := schemaOf(t, tt.table+": "+tt.columns)
		var names []string
		for _, c := range s.Tables[testName(tt.table)].Columns[:2] {
			names = append(names, c.Name)
		}
		constrain(t, s, tt.table, dumpfmt.Constraint{Name: "c", Kind: dumpfmt.Check, Def: tt.check, Columns: names})
		plan, errs := Examine(parseText(t, "version = 1\nunlisted = \"name\"\n"), s, Options{Key: testKey(t)})
		if (len(errs) > 0) != tt.refused {
			t.Errorf("%s: refused: %v, want %v: %v", tt.name, len(errs) > 0, tt.refused, errs)
			continue
		}
		told := 0
		for _, w := range plan.Warnings() {
			if strings.Contains(w.Error(), keptMeasure) {
				told++
			}
		}
		if !tt.refused && told != 2 {
			t.Errorf("%s: %d warnings, want 2", tt.name, told)
		}
	}
}

// TestMeasuresStrictly: a policy that masks all by type keeps nothing for want of
// a mask.
func TestMeasuresStrictly(t *testing.T) {
	s := schemaOf(t, "tiles: a int4, b int4")
	constrain(t, s, "tiles", dumpfmt.Constraint{Name: "c", Kind: dumpfmt.Check, Def: "((a + b) = 0)", Columns: []string{"a", "b"}})
	for _, mode := range []string{"mask", "fail"} {
		if _, errs := Examine(parseText(t, "version = 1\nunlisted = \""+mode+"\"\n"), s, Options{Key: testKey(t)}); len(errs) == 0 {
			t.Errorf("unlisted = %q: it is accepted", mode)
		}
	}
}
