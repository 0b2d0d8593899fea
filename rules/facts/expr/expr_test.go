//go:build cgo

package expr

import (
	"strings"
	"testing"

	"sanitize/mask"
)

var (
	text    = mask.Type{Kind: mask.Text, Name: "text"}
	char8   = mask.Type{Kind: mask.Char, Name: "character(8)", Len: 8}
	citext  = mask.Type{Kind: mask.Text, Name: "public.citext"}
	integer = mask.Type{Kind: mask.Int, Bits: 32}
	numeric = mask.Type{Kind: mask.Numeric}
	float   = mask.Type{Kind: mask.Float, Bits: 64}
	boolean = mask.Type{Kind: mask.Bool}
	date    = mask.Type{Kind: mask.Date}
	stamp   = mask.Type{Kind: mask.TimestampTZ}
	jsonb   = mask.Type{Kind: mask.JSONB, Name: "jsonb"}
	money   = mask.Type{Kind: mask.Money, Name: "money"}
	enum    = mask.Type{Kind: mask.Enum, Labels: []string{"ok", "sad"}}
)

// holds are expressions, as pg_dump 15 prints them and as people write them,
// and values for which they hold or not, separated by |.
var holds = []struct {
	expr    string
	typ     mask.Type
	yes, no string
}{
	{`(x = ANY (ARRAY['new'::text, 'paid'::text]))`, text, "new|paid", "gone|NEW|"},
	{`((x)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]))`, text, "new|paid", "gone"},
	{`x IN ('a', 'b')`, text, "a|b", "c"},
	{`(jsonb_typeof(x) = 'object'::text)`, jsonb, `{}|{"a": []}`, `[]|1|-1|"{"|true|null`},
	{`(jsonb_typeof(x) = ANY (ARRAY['array'::text, 'null'::text, 'number'::text]))`, jsonb, `[]|null|-1.5`, `"a"|false`},
	{`(x >= (0)::money)`, money, `$0.00|$1,234.50`, `-$0.01`},
	{`(x < (0)::money)`, money, `-$1.00`, `$0.00|$1.00`},
	{`x NOT IN ('a', 'b')`, text, "c|", "a|b"},
	{`(x <> ALL (ARRAY['a'::text, 'b'::text]))`, text, "c", "a|b"},
	{`x = ANY ('{a,b}'::text[])`, text, "a|b", "c"},
	{`('a'::text = x)`, text, "a", "b"},
	{`((x = 'a'::text) OR (x = 'b'::text))`, text, "a|b", "c"},
	{`(x <> ''::text)`, text, "a| ", ""},
	{`((x IS NULL) OR (length(x) > 3))`, text, "abcd|äöüß", "abc"},
	{`(x IS NOT NULL)`, text, "a|", ""},
	{`(NOT (x = 'a'::text))`, text, "b", "a"},
	{`(char_length(x) = 8)`, char8, "12345678", "1234567 "},
	{`(length(btrim(x)) > 0)`, text, "a ", "  "},
	{`(TRIM(BOTH FROM x) <> ''::text)`, text, " a", "   "},
	{`(octet_length(x) <= 4)`, text, "äö", "äöü"},
	{`(x = lower(x))`, text, "abc 1", "Abc"},
	{`(lower(x) = x)`, text, "abc", "E"},
	{`(x ~~ '%@%'::text)`, text, "a@b|@", "ab"},
	{`x LIKE 'a\_%'`, text, "a_b", "ab"},
	{`x NOT LIKE 'a%'`, text, "b", "ab"},
	{`x ILIKE 'A_C'`, text, "abc|a\nc", "abbc"},
	{`(x ~ '^[A-Z]{2}-[0-9]+$'::text)`, text, "AB-1", "AB-|AB-1\n|ab-1"},
	{`(x ~* '^[a-z]+$'::text)`, text, "aBc", "a1"},
	{`(x !~ '[0-9]'::text)`, text, "abc", "a1"},
	{`(x ~ '^\d{3}\s\w+$'::text)`, text, "123 uebung", "12 a"},
	{`(x ~ E'^\\d+$')`, text, "12", "a"},
	{`(x ~ '^[[:alpha:]]+$'::text)`, text, "Ea", "a1"},
	{`(x ~ '^[]a]+$'::text)`, text, "]a", "b"},
	{`(x ~ '^(?:a|b)$'::text)`, text, "a|b", "c"},
	{`(x ~ 'a.b'::text)`, text, "a\nb", "ab"},
	{`(x OPERATOR(public.~) '^a'::public.citext)`, citext, "Abc", "bc"},
	{`(x = 'Yes'::public.citext)`, citext, "YES", "no"},
	{`((x >= 1) AND (x <= 5))`, integer, "1|5", "0|6|-3"},
	{`x BETWEEN 1 AND 5`, integer, "1|5", "0|6"},
	{`x NOT BETWEEN 1 AND 5`, integer, "0|6", "1|5"},
	{`x <@ int4range(1, 5, '[]'::text)`, integer, "1|5", "0|6"},
	{`int4range(1, 5) @> x`, integer, "1|4", "0|5"},
	{`NOT x <@ '(1,5]'::int4range`, integer, "0|1|6", "2|5"},
	{`(x > '-5'::integer)`, integer, "-4|0", "-5|-10"},
	{`(x <> 0)`, integer, "1", "0"},
	{`(0 < x)`, integer, "1", "0"},
	{`(x = ANY (ARRAY[1, 2]))`, integer, "1|2", "3"},
	{`(x >= (0)::numeric)`, numeric, "0.00|1e5|NaN|Infinity", "-0.01|-Infinity"},
	{`((x)::numeric < 1.5)`, numeric, "1.49|-2", "1.50|10"},
	{`(x < (1)::double precision)`, float, "0.5|1e-05|-1e+20", "1|1e+20"},
	{`x`, boolean, "t", "f"},
	{`(x = true)`, boolean, "", ""},
	{`(x > '1900-01-01'::date)`, date, "1900-01-02|infinity", "1900-01-01|1899-12-31|-infinity"},
	{`(x >= '2000-01-01 00:00:00+00'::timestamp with time zone)`, stamp, "2000-01-01 01:00:00+01|2000-01-01 00:00:00.000001+00", "2000-01-01 00:30:00+01"},
	{`(x <> 'sad'::public.mood)`, enum, "ok", "sad"},
	{`(x = ANY (ARRAY['ok'::public.mood]))`, enum, "ok", "sad"},
}

func TestHolds(t *testing.T) {
	for _, tt := range holds {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Errorf("Parse(%s): %v", tt.expr, err)
			continue
		}
		c, err := n.For("x", tt.typ)
		if err != nil {
			if tt.yes+tt.no != "" {
				t.Errorf("%s: %v", tt.expr, err)
			}
			continue
		}
		for _, v := range strings.Split(tt.yes, "|") {
			if got := c.Holds([]byte(v)); got != True && tt.yes != "" {
				t.Errorf("%s for %q: %d, want true", tt.expr, v, got)
			}
		}
		for _, v := range strings.Split(tt.no, "|") {
			if got := c.Holds([]byte(v)); got != False && tt.no != "" {
				t.Errorf("%s for %q: %d, want false", tt.expr, v, got)
			}
		}
	}
}

// TestLocale has what depends on the locale of the database.
func TestLocale(t *testing.T) {
	for _, expr := range []string{
		`(lower(x) = x)`, `(upper(x) = 'É'::text)`, `(x ~ '^\w+$'::text)`, `(x ~* 'é'::text)`, `(x ~ '^[[:alpha:]]+$'::text)`, `x ILIKE 'é'`,
	} {
		n, err := Parse(expr)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		c, err := n.For("x", text)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		if got := c.Holds([]byte("É")); got != Unknown {
			t.Errorf("%s: %d, want unknown", expr, got)
		}
	}
}

// TestNotUnderstood has what must not be taken for something else.
func TestNotUnderstood(t *testing.T) {
	for _, tt := range []struct {
		expr string
		typ  mask.Type
	}{
		{`(x > 'm'::text)`, text}, // by collation
		{`(x < y)`, integer},
		{`(x % 2) = 0`, integer},
		{`((x + 1) > 2)`, integer},
		{`(f(x) = 1)`, integer},
		{`(public.lower(x) = x)`, text},
		{`(reverse(x) <> x)`, text},
		{`(x >= CURRENT_DATE)`, date},
		{`(x = now())`, stamp},
		{`((x > now()) OR (x <= now()))`, stamp},
		{`(x <= (now() + '1 day'::interval))`, stamp},
		{`(x <= now(1))`, stamp},
		{`(x <= CURRENT_DATE)`, text},
		{`(x > '2000-01-01'::date)`, stamp}, // by time zone
		{`((x)::date > '2000-01-01'::date)`, stamp},
		{`((x)::integer > 1)`, text},
		{`((x)::integer > 1)`, float},
		{`(x ~ '(a)\1'::text)`, text},
		{`(x ~ '(?=a)b'::text)`, text},
		{`(x ~ '(?i)a'::text)`, text},
		{`(x ~ '***=a'::text)`, text},
		{`(x ~ '\ya'::text)`, text},
		{`(x ~ '['::text)`, text},
		{`CASE WHEN x > 1 THEN true ELSE false END`, integer},
		{`(x = 1`, integer},
		{`x = 1)`, integer},
		{`x = 1 x`, integer},
		{`x = 'abc`, text},
		{`/* x = 1 */ true`, integer},
		{``, integer},
		{strings.Repeat("(", 500) + "x = 1" + strings.Repeat(")", 500), integer},
	} {
		n, err := Parse(tt.expr)
		if err != nil {
			continue
		}
		if _, err := n.For("x", tt.typ); err == nil {
			t.Errorf("%.60s is understood", tt.expr)
		}
	}
}

func TestUnderScramble(t *testing.T) {
	for _, tt := range []struct {
		expr string
		typ  mask.Type
		want Keeping
	}{
		{`(length(x) > 3)`, text, Always},
		{`((x <> ''::text) AND (char_length(x) <= 5))`, text, Always},
		{`((x IS NULL) OR (length(x) = 5))`, text, Always},
		{`(btrim(x) <> ''::text)`, text, Always},
		{`(x ~ '^[A-Z]{2}-[0-9]+$'::text)`, text, Mostly},
		{`(x ~* '^[a-z0-9]+$'::text)`, text, Mostly},
		{`(x ~ '^\w+ \d+$'::text)`, text, Mostly},
		{`(x ~ '^[^@]+@[^@]+\.[a-z]+$'::text)`, text, Mostly},
		{`(x ~~ '%@%.%'::text)`, text, Mostly},
		{`(x = lower(x))`, text, Mostly},
		{`(NOT (x ~ '@'::text))`, text, Mostly},
		{`(x <> 'none'::text)`, text, Avoids},
		{`x NOT IN ('a', 'b')`, text, Avoids},
		{`(x ~ '^SKU[0-9]+$'::text)`, text, Breaks},
		{`(x ~ '^[a-f]+$'::text)`, text, Breaks},
		{`(x ~~ 'X-%'::text)`, text, Breaks},
		{`(x = 'a'::text)`, text, Breaks},
		{`((x = 'a'::text) OR (length(x) > 3))`, text, Breaks},
		{`(octet_length(x) < 20)`, text, Breaks},
		{`(octet_length(x) = 32)`, mask.Type{Kind: mask.Bytea}, Always},
		{`(length(x) > 3)`, mask.Type{Kind: mask.Bit}, Always},
		{`("position"(x, '@'::text) > 1)`, text, Mostly},
		{`(strpos(x, 'http'::text) = 1)`, text, Breaks},
		{`(split_part(x, '@'::text, 2) <> ''::text)`, text, Always},
		{`(split_part(x, '@'::text, 2) = 'corp.com'::text)`, text, Breaks},
		{`(x >= 0)`, integer, Always},
		{`(x >= (0)::money)`, money, Always},
		{`(jsonb_typeof(x) = 'object'::text)`, jsonb, Always},
		{`(x > 0)`, integer, Always},
		{`(x < (0)::numeric)`, numeric, Always},
		{`(x <> 13)`, integer, Avoids},
		{`(x <= 0)`, integer, Breaks}, // zero becomes a digit
		{`(x > 17)`, integer, Breaks},
	} {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		c, err := n.For("x", tt.typ)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		if got := c.UnderScramble(); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.expr, got, tt.want)
		}
	}
}

func TestValuesAndSpan(t *testing.T) {
	for _, tt := range []struct {
		expr   string
		typ    mask.Type
		values string
		span   *Span
	}{
		{`x IN ('a', 'b')`, text, "a b", nil},
		{`((x = 'a'::text) OR (x = ANY (ARRAY['b'::text, 'c'::text])))`, text, "a b c", nil},
		{`(x IN ('a', 'bb') AND length(x) > 1)`, text, "bb", nil},
		{`((x IS NULL) OR (x = 'a'::text))`, text, "a", nil},
		{`(x ~ 'a'::text)`, text, "", nil},
		{`((x >= 1) AND (x < 5) AND (x <> 3))`, integer, "", &Span{Lo: "1", Hi: "5", HiStrict: true}},
		{`((x > 1) AND (x >= 1) AND (10 >= x))`, integer, "", &Span{Lo: "1", Hi: "10", LoStrict: true}},
		{`(x > 17)`, integer, "", &Span{Lo: "17", LoStrict: true}},
		{`((x > 17) OR (x < 3))`, integer, "", nil},
		{`(x >= '2020-01-01'::date)`, date, "", &Span{Lo: "2020-01-01"}},
	} {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		c, err := n.For("x", tt.typ)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		values, _ := c.Values()
		if got := strings.Join(values, " "); got != tt.values {
			t.Errorf("%s: values %q, want %q", tt.expr, got, tt.values)
		}
		span, ok := c.Span()
		if ok != (tt.span != nil) || ok && span != *tt.span {
			t.Errorf("%s: span %+v %v, want %+v", tt.expr, span, ok, tt.span)
		}
	}
}

func TestNull(t *testing.T) {
	for _, tt := range []struct {
		expr string
		may  bool
	}{
		{`(x > 1)`, false},
		{`(x IS NOT NULL)`, true},
		{`(NOT (x IS NULL))`, true},
		{`(x > y)`, false},
		{`((x IS NOT NULL) OR (y IS NOT NULL))`, true},
		{`((x IS NULL) OR (y > 1))`, false},
		{`((x > 1) OR (y > 1))`, false},
		{`((x > 1) AND (y > 1))`, true}, // the rest may fail: it is another's
		{`(x = ANY (ARRAY[1, 2]))`, false},
		{`(length(x) > 3)`, false},
		{`(coalesce(x, 0) > 3)`, true},
		{`(num_nonnulls(x, y) = 1)`, true},
	} {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		if got := n.NullMayFail("x"); got != tt.may {
			t.Errorf("%s: %v, want %v", tt.expr, got, tt.may)
		}
	}
}

// FuzzParse wants no panic, and that the value of what is understood does not
// depend on how often it is asked.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`(x = ANY (ARRAY['a'::text]))`, `x BETWEEN 1 AND 5`, `(x ~ '^[^a-z]\d+$'::text)`, `NOT x LIKE E'\\%'`,
		`((x IS NULL) OR (length(btrim(x)) >= '-5'::integer))`, `"x" <> U&'a'`, `x::date > '2020-01-01'::date`,
		`x OPERATOR(pg_catalog.=) 'a' COLLATE "C"`, `x NOT IN (1, 2.5e3)`, `TRIM(LEADING FROM x) <> ''`,
	} {
		f.Add(s, "2020-01-01")
	}
	f.Fuzz(func(t *testing.T, expr, value string) {
		n, err := Parse(expr)
		if err != nil {
			return
		}
		n.NullMayFail("x")
		n.NullTestsOnly()
		n.Orders()
		n.OnlyNullTested("a")
		for i := range samples {
			fuzzType(t, n, samples[i].typ, value)
		}
	})
}

func fuzzType(t *testing.T, n *Node, typ mask.Type, value string) {
	for _, part := range n.Conjuncts() {
		c, err := part.For("x", typ)
		if err != nil {
			continue
		}
		c.UnderScramble()
		if first, again := c.Holds([]byte(value)), c.Holds([]byte(value)); first != again {
			t.Fatal("it depends")
		}
		Narrow(typ, []*Cond{c})
		values, _ := c.Values()
		for _, v := range values {
			if c.Holds([]byte(v)) != True {
				t.Fatal("a value of the list does not hold")
			}
		}
	}
}

// TestAsks has what parts about several columns ask of them.
func TestAsks(t *testing.T) {
	for _, tt := range []struct {
		expr                  string
		orders, nulls, tested bool // tested: of a only whether it is NULL
	}{
		{"(a < b)", true, false, false},
		{"((a IS NULL) OR (a >= b))", true, false, false},
		{"((a < b) AND (NOT (b = c)))", true, false, false},
		{"((a IS NULL) <> (b IS NULL))", true, true, true},
		{"((b <> 'card'::text) OR (a IS NOT NULL))", false, false, true},
		{"((a < b) OR (b = 1))", false, false, false},
		{"(a ~~ b)", false, false, false},
		{"(lower(a) = b)", false, false, false},
		{"(b < c)", true, false, true},
		{"(num_nonnulls(a, b) = 1)", true, true, true},
		{"(num_nulls(VARIADIC a) = 1)", false, false, false},
		{"((((a IS NULL))::integer + ((b IS NULL))::integer) = 1)", true, true, true},
		{"(COALESCE(a, (b)::text) IS NOT NULL)", true, true, true},
		{"(COALESCE(a, b) <> ''::text)", false, false, false},
		{"(lower(a) IS NOT NULL)", false, false, false},
		{"CASE WHEN (a IS NULL) THEN (b > 1) ELSE (b IS NULL) END", false, false, true},
	} {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Fatalf("%s: %v", tt.expr, err)
		}
		if o, u, x := n.Orders(), n.NullTestsOnly(), n.OnlyNullTested("a"); o != tt.orders || u != tt.nulls || x != tt.tested {
			t.Errorf("%s: orders %v, null tests only %v, a null-tested only %v", tt.expr, o, u, x)
		}
	}
}

// TestPast has CHECKs that want a date in the past.
func TestPast(t *testing.T) {
	for _, expr := range []string{"(x <= CURRENT_DATE)", "(x < now())", "(CURRENT_TIMESTAMP >= x)", "(x <= (now())::date)", "((x IS NULL) OR (x <= LOCALTIMESTAMP))"} {
		n, err := Parse(expr)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		for _, typ := range []mask.Type{date, stamp} {
			c, err := n.For("x", typ)
			if err != nil || !c.Past() {
				t.Errorf("%s: %v", expr, err)
				continue
			}
			if got := outline(Narrow(typ, []*Cond{c})); got != "past ends" {
				t.Errorf("%s leaves %s", expr, got)
			}
		}
	}
}
