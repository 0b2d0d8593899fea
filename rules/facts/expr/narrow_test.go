//go:build cgo

package expr

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/mask"
)

// outline writes what conditions have left of a type.
func outline(t mask.Type, ends bool) string {
	var b strings.Builder
	add := func(set bool, format string, args ...any) {
		if set {
			fmt.Fprintf(&b, " "+format, args...)
		}
	}
	add(t.Labels != nil, "values=%s", strings.Join(t.Labels, ","))
	add(t.Min.Text != "", "lo=%s", t.Min.Text)
	add(t.Min.Open, "open")
	add(t.Max.Text != "", "hi=%s", t.Max.Text)
	add(t.Max.Open, "open")
	add(t.Past, "past")
	add(ends, "ends")
	if t.Elem != nil && t.Elem.Valid != nil {
		return "of " + outline(*t.Elem, false) + b.String()
	}
	return strings.TrimSpace(b.String())
}

func TestNarrow(t *testing.T) {
	small := mask.Type{Kind: mask.Int, Bits: 16}
	texts, integers := mask.Type{Kind: mask.Array, Elem: &text}, mask.Type{Kind: mask.Array, Elem: &integer}
	for _, tt := range []struct {
		typ   mask.Type
		conds string // separated by ;
		want  string
	}{
		{text, `(x = ANY (ARRAY['b'::text, 'a'::text]))`, "values=b,a"},
		{text, `((x)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[])); length(x) > 3`, "values=paid"},
		{text, `x IN ('a', 'b') OR x = 'c'; x <> 'b'`, "values=a,c"},
		{text, `x = 'a'; x = 'b'`, "values="},
		{text, `x IN ('a', 'b') OR length(x) = 7`, ""},
		{mask.Type{Kind: mask.Char, Name: "character(1)", Len: 1}, `(lock = 'X'::bpchar)`, "values=X"},
		{boolean, `x`, "values=t"},
		{boolean, `x IS NOT NULL`, "values=f,t"},
		{enum, `x <> 'sad'`, "values=ok"},
		{enum, `(x = ANY ('{ok,sad}'::public.mood[]))`, "values=ok,sad"},
		{integer, `(x > 0)`, "lo=0 open ends"},
		{integer, `x BETWEEN 5 AND 10; x <= 8; x <> 7`, "lo=5 hi=8 ends"},
		{mask.Type{Kind: mask.Text, Name: "character varying(5)", Len: 5}, `x IN ('off', 'on', 'standby')`, "values=off,on"},
		{mask.Type{Kind: mask.Int, Bits: 16}, `x IN (1, 2, 40000)`, "values=1,2"},
		{integer, `x <@ int4range(0, 2, '[]'::text)`, "lo=0 hi=2 ends"},
		{integer, `x > 5; x >= 5; x < 9; x <= 9`, "lo=5 open hi=9 open ends"},
		{integer, `(id = 1)`, "values=1"},
		{small, `((VALUE >= 1901) AND (VALUE <= 2155))`, "lo=1901 hi=2155 ends"},
		{integer, `x > 0 OR x < -5`, ""},
		{integer, `x >= 0; x::text <> '7'`, "lo=0"},
		{numeric, `((x >= (0)::numeric) OR (x IS NULL))`, "lo=0 ends"},
		{date, `(x >= '1900-01-01'::date); x <= CURRENT_DATE`, "lo=1900-01-01 past ends"},
		{date, `x < '2000-06-15 12:00:00'::timestamp`, "hi=2000-06-15 ends"},
		{date, `x > '2000-06-15 12:00:00'::timestamp`, "lo=2000-06-15 open ends"},
		{stamp, `(x <= now())`, "past ends"},
		{text, `length(x) <= 255`, ""},
		{money, `(x >= (0)::money)`, ""}, // masks draw between no ends of it
		{enum, `x < 'sad'`, "values=ok"},
		{texts, `((x)::text[] <@ ARRAY['a'::text, 'b'::text])`, "of values=a,b ends"},
		{texts, `'{c,b}'::text[] @> x; 'b' <> ALL (x)`, "of values=c ends"},
		{texts, `x <@ ARRAY['a'::text]; array_length(x, 1) < 3`, "of values=a ends"},
		{texts, `x <@ ARRAY['a'::text]; 'a' = ANY (x)`, "of values=a"},
		{texts, `array_length(x, 1) < 3 OR cardinality(x) = 7`, "ends"},
		{texts, `'a' = ANY (x)`, ""},
		{integers, `0 < ALL (x)`, "of lo=0 open ends"},
	} {
		var list []*Cond
		for text := range strings.SplitSeq(tt.conds, ";") {
			list = append(list, condition(t, text, tt.typ))
		}
		if got := outline(Narrow(tt.typ, list)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.conds, got, tt.want)
		}
	}
}

// condition returns a condition on the one column that text names.
func condition(t *testing.T, text string, typ mask.Type) *Cond {
	t.Helper()
	n, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	c, err := n.For(n.Columns()[0], typ)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c
}

// TestOneOf has the values of a LIST partition, a condition without a text.
func TestOneOf(t *testing.T) {
	c, err := OneOf("x", []string{"a", "it's"}).For("x", text)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(Narrow(text, []*Cond{c})); got != "values=a,it's" {
		t.Error(got)
	}
}

// TestManyValues holds a long IN to what a look-up costs: its list is searched,
// not walked.
func TestManyValues(t *testing.T) {
	const n = 20_000
	var b strings.Builder
	b.WriteString("(x = ANY (ARRAY['v0'::text")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, ", 'v%d'::text", i)
	}
	b.WriteString("]))")
	node, err := Parse(b.String())
	if err != nil {
		t.Fatal(err)
	}
	c, err := node.For("x", text)
	if err != nil {
		t.Fatal(err)
	}
	narrow, _ := Narrow(text, []*Cond{c})
	if len(narrow.Labels) != n {
		t.Fatalf("%d values, want %d", len(narrow.Labels), n)
	}
	if !narrow.Valid([]byte("v19999")) || narrow.Valid([]byte("w")) {
		t.Error("the list does not hold its values alone")
	}
	value := []byte("v777")
	if allocs := testing.AllocsPerRun(100, func() { narrow.Valid(value) }); allocs > 0 {
		t.Errorf("%v allocations for a value, want none", allocs)
	}
}

func BenchmarkHolds(b *testing.B) {
	var list strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&list, ",'v%d'", i)
	}
	for name, cond := range map[string]string{
		"values=50000": "x IN ('v'" + list.String() + ")",
		"length":       "length(x) BETWEEN 1 AND 20",
		"pattern":      "x ~ '^[a-z][0-9]+$'",
	} {
		node, err := Parse(cond)
		if err != nil {
			b.Fatal(err)
		}
		c, err := node.For("x", text)
		if err != nil {
			b.Fatal(err)
		}
		value := []byte("v4711")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Holds(value)
			}
		})
	}
}
