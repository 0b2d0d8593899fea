package verify

import (
	"fmt"
	"testing"
)

// TestNear: what tells most of a column's values, each too short or too seldom to be
// missed by itself, is a finding, and what chance or a mask leaves of them is none.
func TestNear(t *testing.T) {
	number := func(format string, grow, times float64) func(i int) string {
		return func(i int) string { return fmt.Sprintf(format, float64(7919*i%9973)*times+grow) }
	}
	short := func(i int) string { return fmt.Sprintf("%c%c", 'A'+i%26, 'a'+i/26%26) }
	boolean := func(i int) string {
		word := []byte([]string{"true", "false", "yes", "off"}[i%4])
		for at := range word {
			word[at] -= byte(i/4>>at&1) * ('a' - 'A')
		}
		return string(word)
	}
	moment := func(day, hour string) func(i int) string {
		return func(i int) string { return fmt.Sprintf("20%02d-01-%s %s:00:00+00", 10+i%20, day, hour) }
	}
	for _, test := range []struct {
		name   string
		kind   kind
		was    func(i int) string
		is     func(i int) string
		partly bool
		class  string
	}{
		{"short numbers stay", kindNumber, number("%.0f", 0, 1), number("%.0f", 0, 1), false, "value-left"},
		{"short words stay", kindText, short, short, false, "value-left"},
		{"short words are others", kindText, short, func(i int) string { return short(7*i + 5) }, false, ""},
		{"marks stay", kindText, func(i int) string { return "--"[:i%2] }, func(i int) string { return "--"[:i%2] }, false, ""},
		{"booleans stay", kindText, boolean, boolean, false, ""},
		{"a number more", kindNumber, number("%.0f", 0, 1), number("%.0f", 17, 1), false, "value-derived"},
		{"cents", kindNumber, number("%.2f", 0, 1), number("%.0f", 0, 100), false, "value-derived"},
		{"another exponent", kindNumber, number("%.0f", 0, 1), number("%e", 0, 1), false, "value-derived"},
		{"other numbers", kindNumber, number("%.0f", 0, 1), func(i int) string { return fmt.Sprint(i * i * 13 % 9973) }, false, ""},
		{"a mask that leaves much", kindNumber, number("%.0f", 0, 1), number("%.0f", 17, 1), true, ""},
		{"marks are gone", kindText, func(i int) string { return fmt.Sprintf("A%d-%d", i, 4*i) }, func(i int) string { return fmt.Sprintf("a%d%d", i, 4*i) }, false, "value-derived"},
		{"an hour more", kindDate, moment("17", "09"), moment("17", "10"), false, "value-derived"},
		{"an hour more, or the same", kindDate, moment("17", "09"), func(i int) string {
			if i%20 < 11 {
				return moment("17", "10")(i)
			}
			return moment("17", "09")(i)
		}, false, "value-derived"},
		{"all are zero", kindNumber, number("%.0f", 0, 1), number("%.0f", 0, 0), false, ""},
		{"another day", kindDate, moment("17", "09"), moment("23", "09"), false, ""},
	} {
		c := newComparer(&Options{Memory: 64 << 20})
		r := c.partReader(1 << 16)
		col := &column{kind: test.kind, known: true, decision: &Decision{Function: true, Partly: test.partly}}
		for i := range 100 {
			r.near(col, &change{[]byte(test.was(i + 100)), []byte(test.is(i + 100)), int64(i)})
		}
		got := ""
		col.results.view().near.judge(col, func(class string, _ tally) { got = class })
		if got != test.class {
			t.Errorf("%s: %q, want %q", test.name, got, test.class)
		}
	}
}

// TestShapes says which values have lost parts, or got some.
func TestShapes(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{`"a"=>"gwen", "b"=>NULL`, `"x"=>"lee,=>", "b"=>NULL`}: true,
		{`"a"=>"gwen", "b"=>NULL`, `"a"=>"lee", "b"=>"c"`}:     false,
		{`"a"=>"gwen", "b"=>NULL`, `"a"=>"lee"`}:               false,
		{`{gwen,NULL}`, `{"le,e",NULL}`}:                       true,
		{`{gwen,NULL}`, `{lee}`}:                               false,
	} {
		s := kindNested.shape([]byte(pair[0]))
		if s == nil || s.same([]byte(pair[0]), []byte(pair[1])) != want {
			t.Errorf("%q: want %v", pair, want)
		}
	}
	if damaged := []byte("[1,\f]"); !shapeJSON.same(damaged, damaged) {
		t.Errorf("%q is another than itself", damaged)
	}
}
