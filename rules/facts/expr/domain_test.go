//go:build cgo

package expr

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sanitize/mask"
)

// outline writes the fields of a Domain that say anything.
func (d *Domain) outline() string {
	var b strings.Builder
	add := func(set bool, format string, args ...any) {
		if set {
			fmt.Fprintf(&b, " "+format, args...)
		}
	}
	add(d.Values != nil, "values=%s", strings.Join(d.Values, ","))
	add(d.Lo != "", "lo=%s", d.Lo)
	add(d.LoStrict, "open")
	add(d.Hi != "", "hi=%s", d.Hi)
	add(d.HiStrict, "open")
	add(d.Past, "past")
	add(len(d.Excluded) > 0, "not=%s", strings.Join(d.Excluded, ","))
	for name, c := range map[string]Count{"characters": d.Characters, "octets": d.Octets, "items": d.Items} {
		add(c.Limited() && c.Max == math.MaxInt64, "%s=%d-", name, c.Min)
		add(c.Max != math.MaxInt64, "%s=%d-%d", name, c.Min, c.Max)
	}
	add(len(d.Patterns) > 0, "patterns=%d", len(d.Patterns))
	add(d.Case != AnyCase, "%s", [...]string{"", "lower", "upper"}[d.Case])
	add(d.NoLead, "nolead")
	add(d.NoTrail, "notrail")
	add(d.NotBlank, "notblank")
	add(d.JSONTypes != nil, "json=%s", strings.Join(d.JSONTypes, ","))
	add(d.NotNull, "notnull")
	add(len(d.Tests) > 0, "tests=%d", len(d.Tests))
	for _, n := range d.Unread {
		add(true, "unread(%s)", strings.Join(n.Columns(), ","))
	}
	add(d.Exact(), "exact")
	return strings.TrimSpace(b.String())
}

func TestNarrowTo(t *testing.T) {
	small := mask.Type{Kind: mask.Int, Bits: 16}
	for _, tt := range []struct {
		typ   mask.Type
		conds string // separated by ;
		want  string
	}{
		{text, `(x = ANY (ARRAY['b'::text, 'a'::text, 'b'::text]))`, "values=b,a tests=1 exact"},
		{text, `((x)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[])); length(x) > 3`, "values=paid characters=4- tests=1 exact"},
		{text, `x IN ('a', 'b') OR x = 'c'; x <> 'b'`, "values=a,c not=b tests=1 exact"},
		{text, `x = 'a'; x = 'b'`, "values= tests=2 exact"},
		{text, `x IN ('a', 'b') OR length(x) = 7`, "tests=1"},
		{mask.Type{Kind: mask.Char, Name: "character(1)", Len: 1}, `(lock = 'X'::bpchar)`, "values=X tests=1 exact"},
		{citext, `x IN ('Ab', 'c'); x::text = upper(x::text)`, "values=Ab,c upper tests=1"},
		{boolean, `x`, "values=t tests=1 exact"},
		{boolean, `x IS NOT NULL`, "values=f,t notnull exact"},
		{enum, `x <> 'sad'`, "values=ok not=sad exact"},
		{enum, `(x = ANY ('{ok,sad}'::public.mood[]))`, "values=ok,sad tests=1 exact"},
		{integer, `(x > 0)`, "lo=0 open exact"},
		{integer, `x BETWEEN 5 AND 10 AND x <= 8; x <> 7`, "lo=5 hi=8 not=7 exact"},
		{integer, `(id = 1)`, "values=1 tests=1 exact"},
		{small, `((VALUE >= 1901) AND (VALUE <= 2155))`, "lo=1901 hi=2155 exact"},
		{integer, `x > 0 OR x < -5`, "tests=1"},
		{integer, `x % 2 = 0; x > y; x >= 0`, "lo=0 unread(x) unread(x,y)"},
		{numeric, `((x >= (0)::numeric) OR (x IS NULL))`, "lo=0 exact"},
		{date, `(x >= '1900-01-01'::date); x <= CURRENT_DATE`, "lo=1900-01-01 past exact"},
		{date, `x < '2000-06-15 12:00:00'::timestamp`, "hi=2000-06-15 exact"},
		{date, `x > '2000-06-15 12:00:00'::timestamp`, "lo=2000-06-15 open exact"},
		{stamp, `(x <= now())`, "past exact"},
		{stamp, `(x >= now())`, "unread(x)"},
		{text, `(x <> ''::text)`, "not= characters=1- exact"},
		{text, `length(x) <= 255 AND char_length(x) >= 3`, "characters=3-255 exact"},
		{text, `length(x) < 2.5`, "characters=0-2 exact"},
		{text, `octet_length(x) <= 64`, "octets=0-64 exact"},
		{text, `((length(btrim(x)) > 0))`, "characters=1- notblank exact"},
		{text, `btrim(x) <> ''; btrim(x) = x`, "characters=1- nolead notrail notblank exact"},
		{text, `x = lower(x); x ~ '^[a-z0-9_]{1,100}$'`, "patterns=1 lower exact"},
		{text, `upper(x) = x AND x NOT LIKE '% %' AND x SIMILAR TO '[A-Z]+'`, "patterns=2 upper exact"},
		{text, `lower(x) = 'a'`, "tests=1"},
		{text, `x ~ '(a)\1'`, "unread(x)"},
		{text, `x IS NOT NULL AND x > 'm'`, "notnull unread(x)"},
		{jsonb, `(jsonb_typeof(x) = 'object'::text)`, "json=object exact"},
		{jsonb, `jsonb_typeof(x) <> 'null'; jsonb_typeof(x) IN ('array', 'null', 'string')`, "json=array,string exact"},
		{mask.Type{Kind: mask.Array, Elem: &text}, `cardinality(x) > 0 AND array_length(x, 1) <= 5`, "items=1-5 exact"},
		{money, `(x >= (0)::money)`, "lo=0 exact"},
		{text, `true`, "exact"},
	} {
		var list []*Node
		column := "x"
		for text := range strings.SplitSeq(tt.conds, ";") {
			n, err := Parse(text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if names := n.Columns(); len(names) == 1 {
				column = names[0]
			}
			list = append(list, n)
		}
		if got := NarrowTo(column, tt.typ, list).outline(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.conds, got, tt.want)
		}
	}
}

func TestDomainHolds(t *testing.T) {
	parse := func(text string) *Node {
		n, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	d := NarrowTo("x", integer, []*Node{parse("x > 3"), parse("x < y"), parse("x IS NOT NULL")})
	for v, want := range map[string]Truth{"4": True, "3": False} {
		if got := d.Holds([]byte(v)); got != want {
			t.Errorf("Holds(%s) = %d, want %d", v, got, want)
		}
	}
	if d.Holds(nil) != False || NarrowTo("x", integer, []*Node{parse("x > 3")}).Holds(nil) != Unknown {
		t.Error("NULL breaks only NOT NULL")
	}
}

// TestBounds has the bounds of partitions, which are conditions without a text.
func TestBounds(t *testing.T) {
	for _, tt := range []struct {
		typ  mask.Type
		list []*Node
		want string
	}{
		{text, []*Node{OneOf("x", []string{"a", "it's"}), NotNull("x")}, "values=a,it's notnull tests=1 exact"},
		{date, []*Node{From("x", "2020-01-01"), Below("x", "2020-02-01")}, "lo=2020-01-01 hi=2020-02-01 open exact"},
		{integer, []*Node{OneOf("x", []string{"1", "2"}), Below("x", "2")}, "values=1 hi=2 open tests=1 exact"},
		{text, []*Node{From("x", "a")}, "unread(x)"}, // by collation
	} {
		if got := NarrowTo("x", tt.typ, tt.list).outline(); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
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
	d := NarrowTo("x", text, []*Node{node})
	if len(d.Values) != n {
		t.Fatalf("%d values, want %d", len(d.Values), n)
	}
	if d.Holds([]byte("v19999")) != True || d.Holds([]byte("w")) != False {
		t.Error("the list does not hold its values alone")
	}
	value := []byte("v777")
	if allocs := testing.AllocsPerRun(100, func() { d.Holds(value) }); allocs > 0 {
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
