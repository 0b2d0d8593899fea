//go:build cgo

package expr

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/mask"
)

// sample is a type with values, and forms of conditions on a column x of it; a
// $ stands for a constant of the type.
type sample struct {
	sql    string
	typ    mask.Type
	values []string
	make   func(r *rand.Rand) string // one more value
	forms  []string
	pure   bool // the general forms, which compare for order, are not for it
}

// general are forms for all types with an order.
var general = []string{
	"x = $", "x <> $", "x < $", "x <= $", "x > $", "x >= $", "$ < x", "$ >= x", "x IN ($, $, $)", "x NOT IN ($, $)", "x = ANY (ARRAY[$, $])",
	"x <> ALL (ARRAY[$, $])", "x BETWEEN $ AND $", "x NOT BETWEEN $ AND $", "x IS DISTINCT FROM $", "x IS NOT DISTINCT FROM $",
	"coalesce(x, $) > $", "x IN ($, NULL)", "x NOT IN ($, NULL)", "x = NULL", "x > ANY (ARRAY[$, $])", "x < ALL (ARRAY[$, $])", "(x > $) = true", "(x < $) <> (x > $)",
}

func pickOne(list ...string) func(*rand.Rand) string {
	return func(r *rand.Rand) string { return list[r.IntN(len(list))] }
}

func texts(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(7) {
		b.WriteString(pickOne("a", "b", "A", "B", "1", "2", " ", "_", "-", "@", ".", "é", "ß", "%", `\`, "'", "ab", "\n", "\v", "\u2003", "¿", "$", "+")(r))
	}
	return b.String()
}

func textForms(more ...string) []string {
	return append(more, "x = $", "x <> $", "x IN ($, $, $)", "x NOT IN ($, $)", "x = ANY (ARRAY[$, $])", "x <> ''", "x = lower(x)", "upper(x) = x", "lower(x) = $",
		"btrim(x) = x", "btrim(x) <> ''", "ltrim(x) = $", "rtrim(x) = x", "length(x) > 2", "char_length(x) <= 4", "octet_length(x) < 4", "length(btrim(x)) > 1", "position('@' IN x) > 0", "strpos(x::text, 'a') = 1", "strpos(x::text, '') > 0", "position('b ' IN x) < 2", "split_part(x::text, '@', 2) <> ''", "split_part(x::text, 'ab', 1) = 'b'", "length(split_part(x::text, '.', 1)) > 1", "split_part(x::text, '@', 2147483647) = ''", "length(x) = length(rtrim(x))",
		"x LIKE '%@%'", "x NOT LIKE 'a%'", "x LIKE '_b%'", "x ILIKE 'A%'", `x LIKE '\%%'`, "x LIKE $", "x ~ '^[a-z]+$'", "x ~* '^[a-b]{2}'", "x !~ '[0-9]'", `x ~ '^\w+$'`, `x ~ '\d'`, "x ~ '^[^ ]*$'",
		"x ~ '^[[:alnum:]_]+$'", "x SIMILAR TO '[ab]+'", "x SIMILAR TO '(a|b)%'", "x SIMILAR TO '_(1|2)?'", `x LIKE 'a#%%' ESCAPE '#'`, "x NOT SIMILAR TO '%[0-9]%'", "x ~ '^.{1,3}$'", "x ~ '(a|b)+@?'",
		"coalesce(x, '') <> ''", "x IS DISTINCT FROM $", "x::varchar(2) = $", "x = $::varchar(2)", `x COLLATE "C" > $`, "length($) > 1", "x !~* 'A'", `x ~ E'^\\S+\\Z'`, "x ~ 'a.b'", "x ~ '^a*?b'", "x ~ '(?:ab){2}'", "x > $", "x ~ '[[:punct:]]'", `x ~ '\s'`, `x !~ '[[:space:]]'`, `x ~ '^[^\s@]+@'`, "x ~ '[[:xdigit:]]{2}'", "x ~ '[[:blank:]]'", "x LIKE ANY (ARRAY['a%', '%b'])", "x NOT LIKE ALL (ARRAY['a%', '1%'])")
}

func numberForms(more ...string) []string {
	return append(append(more, "x > 0", "x >= 0.5", "x <> -1", "x < 1e2", "x IN (1, 2, 3.5)", "x BETWEEN -5 AND 5", "abs(x) < 5", "x > '-3'", "x = '7'", "x <= 1.5::double precision", "x > 0.1", "x = 0.1", "x >= 2::bigint", "x < 100.50"), general...)
}

var samples = []sample{
	{sql: "text", typ: text, values: []string{"", "a", "ab", "abc@d.e", "É", "n/a", "  "}, make: texts, forms: textForms(), pure: true},
	{sql: "varchar(8)", typ: mask.Type{Kind: mask.Text, Name: "character varying(8)", Len: 8}, values: []string{"", "a", "12345678"}, make: texts, forms: textForms(), pure: true},
	{sql: "char(6)", typ: mask.Type{Kind: mask.Char, Name: "character(6)", Len: 6}, values: []string{"", "ab", "abcdef"}, make: texts, forms: textForms("x = $::char(6)", "x = 'ab  '", "x::text = $", "x = 'a '::text", "x = 'ab'::bpchar"), pure: true},
	{sql: "citext", typ: citext, values: []string{"", "AB", "ab", "Ab"}, make: texts, forms: textForms("x::text = $", "x = $::text", "x::text ~ '^[a-z]+$'", "x = $::citext"), pure: true},
	{sql: "name", typ: mask.Type{Kind: mask.Text, Name: "name", MaxBytes: 63}, values: []string{"", "ab"}, make: texts, forms: textForms(), pure: true},
	{sql: "smallint", typ: mask.Type{Kind: mask.Int, Bits: 16, Name: "smallint"}, make: integers(100), forms: numberForms("x::integer > $", "length(x::text) = 2", "x::text ~ '^[0-9]+$'")},
	{sql: "integer", typ: integer, values: []string{"-2147483648", "2147483647"}, make: integers(20), forms: numberForms("x::bigint > $", "x::numeric <= 2.5", "x::double precision < 3.5", "x::smallint > 0")},
	{sql: "bigint", typ: mask.Type{Kind: mask.Int, Bits: 64, Name: "bigint"}, values: []string{"9223372036854775807", "9007199254740993"}, make: integers(20), forms: numberForms("x < 9007199254740992::double precision", "x = 9007199254740993")},
	{sql: "numeric", typ: numeric, values: []string{"NaN", "Infinity", "-Infinity", "0.00", "1.50", "123456789012345678901234567890.123"}, make: decimals, forms: numberForms("x::numeric(3,1) > 1", "x::integer > 1", "x = 'NaN'", "x = 'infinity'", "x::numeric(3,1) > 1.5", "x::double precision < 1.5")},
	{sql: "numeric(6,2)", typ: mask.Type{Kind: mask.Numeric, Precision: 6, Scale: 2}, values: []string{"0.00", "-0.01", "9999.99"}, make: decimals, forms: numberForms()},
	{sql: "real", typ: mask.Type{Kind: mask.Float, Bits: 32, Name: "real"}, values: []string{"0.1", "NaN", "Infinity", "1e-05", "1e+20", "-0"}, make: decimals, forms: numberForms("x = 0.1::real", "x > 0.1::double precision", "x = '0.1'", "x = 'NaN'", "x::double precision > 0.1", "x::numeric > 0.1")},
	{sql: "double precision", typ: float, values: []string{"0.1", "NaN", "-Infinity", "1e-05", "1e+20"}, make: decimals, forms: numberForms("x = 0.1::real", "x < 'NaN'", "x > '1e3'")},
	{sql: "money", typ: money, values: []string{"$0.00", "-$0.01", "$1,234.50"}, make: pickOne("$1.00", "-$5.00", "$0.10"), forms: []string{"x >= 0::money", "x > '$0.00'", "0::money <> x", "x < '0'::money", "x > '$1.00'::money", "x = 5::money", "x IN (0::money)"}, pure: true},
	{sql: "boolean", typ: boolean, values: []string{"t", "f"}, make: pickOne("t", "f"), forms: append([]string{"x", "NOT x", "x IS TRUE", "x IS NOT FALSE", "x IS NOT TRUE", "x IS FALSE", "x = true", "x = 'yes'", "x <> 'off'::boolean", "coalesce(x, false)", "x::integer = 1", "x IS UNKNOWN"}, general...)},
	{sql: "date", typ: date, values: []string{"infinity", "-infinity", "0044-03-15 BC", "9999-12-31", "2000-02-29"}, make: dates, forms: append([]string{"x > '2000-01-01'::timestamp", "x::timestamp < $", "x <= $::timestamp", "x < '2000-06-15 12:00:00'::timestamp", "x > DATE '1999-12-31'", "x > '2000-01-01'::timestamptz", "extract(year FROM x) > 2000", "x >= 'Jan 1 2000'"}, general...)},
	{sql: "timestamp", typ: mask.Type{Kind: mask.Timestamp, Name: "timestamp without time zone"}, values: []string{"infinity", "2000-01-01 00:00:00.000001", "0001-01-01 00:00:00 BC", "1999-12-31 23:59:59.999999"}, make: stamps(""), forms: append([]string{"x::date > '2000-01-01'", "x::date = $::date", "x > $::date", "x <= '2000-01-01'::date", "x::time > '10:00'"}, general...)},
	{sql: "timestamptz", typ: stamp, values: []string{"infinity", "-infinity", "2000-01-01 00:00:00+00"}, make: stamps("+00"), forms: append([]string{"x > '2000-01-01 01:00:00+01'", "x < '2000-01-01 00:00:00'", "x >= '2000-01-01'::date", "x > '2000-01-01 00:00:00-03:30'::timestamptz", "x::date > '2000-01-01'"}, general...)},
	{sql: "time", typ: mask.Type{Kind: mask.Time, Name: "time without time zone"}, values: []string{"00:00:00", "24:00:00", "12:00:00.5"}, make: clocks(""), forms: append([]string{"x > '9:00'", "x < '10:30'", "x >= '09:30:00'::time"}, general...)},
	{sql: "timetz", typ: mask.Type{Kind: mask.TimeTZ, Name: "time with time zone"}, values: []string{"12:00:00+00", "13:00:00+01", "10:30:00-01:30"}, make: clocks("+02"), forms: general},
	{sql: "interval", typ: mask.Type{Kind: mask.Interval, Name: "interval"}, values: []string{"00:00:00", "1 mon", "30 days", "-1 days +02:03:04", "1 year 2 mons 3 days 04:05:06.789", "720:00:00", "-00:00:01"}, make: pickOne("1 day", "24:00:00", "2 mons", "-1 mons", "00:30:00", "1 year"), forms: append([]string{"x > '1 hour'", "x <= '2 weeks'", "x >= interval '30 minutes'", "x < interval '1' day", "x > 'P1D'", "x < '1 day ago'", "x = '1.5 hours'"}, general...)},
	{sql: "uuid", typ: mask.Type{Kind: mask.UUID, Name: "uuid"}, values: []string{"00000000-0000-0000-0000-000000000000", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}, make: uuids, forms: append([]string{"x <> 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "x = '{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}'", "x::text LIKE 'a%'", "x::text ~ '^[0-9a-f]{8}-'"}, general...)},
	{sql: "inet", typ: mask.Type{Kind: mask.Inet, Name: "inet"}, values: []string{"10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "10.1.2.3/24", "::ffff:1.2.3.4"}, make: nets, forms: append([]string{"family(x) = 4", "masklen(x) >= 24", "x << '10.0.0.0/8'", "x <<= '10.0.0.0/8'::inet", "inet '10.1.0.0/16' >> x", "x && '10.0.0.0/9'", "x >>= $", "NOT x << '::/0'", "x::cidr = '10.0.0.0/8'", "host(x) = '::1'"}, general...)},
	{sql: "cidr", typ: mask.Type{Kind: mask.CIDR, Name: "cidr"}, values: []string{"10.0.0.0/8", "::/0", "192.168.0.0/16"}, make: pickOne("10.1.0.0/16", "0.0.0.0/0", "10.0.0.1/32"), forms: append([]string{"family(x) = 6", "x <<= '10.0.0.0/8'", "masklen(x) < 24"}, general...)},
	{sql: "jsonb", typ: jsonb, values: []string{"{}", "[]", `{"a": [1, 2]}`, `[1, {"b": null}]`, "null", `"x"`, "-1.5", "true"}, make: pickOne("[1]", `["a", "b"]`, "{}", `{"k": "v"}`, "12", "false"), forms: []string{"jsonb_typeof(x) = 'object'", "jsonb_typeof(x) IN ('array', 'null')", "x <> '{}'", "x = '[]'::jsonb", "x <> '[]'", "jsonb_typeof(x) <> 'array' OR jsonb_array_length(x) < 2", "jsonb_array_length(x) > 0", "x ? 'a'", "x ?| ARRAY['a', 'k']", "x ?& '{a,b}'", "NOT x ? 'k' OR jsonb_typeof(x -> 'k') = 'string'", "x -> 'a' IS NOT NULL", "x ->> 'b' IS NULL", "jsonb_typeof(x -> 'a' -> -1) = 'number'", "jsonb_array_length(x -> 'a') <= 2", "length(x ->> 0) < 2", "x -> 1 ->> 'b' IS NULL", "(x ->> 'k') IN ('v', 'w')", "x -> 'a' = '[]'", "x = '{\"a\": 1}'", "x IN ('{}', '[]')", "x->>'k' = 'v'", "x > '{}'", "jsonb_typeof(x) LIKE 'a%'"}, pure: true},
	{sql: "public.mood", typ: mask.Type{Kind: mask.Enum, Name: "public.mood", Labels: []string{"ok", "sad", "Very Sad"}}, values: []string{"ok", "sad", "Very Sad"}, make: pickOne("ok", "sad", "Very Sad"), forms: append([]string{"x::text = 'ok'", "x::text LIKE '%ad'", "x = ANY ('{ok,sad}')", "length(x::text) > 2", "x::text = ANY (ARRAY['ok', 'x'])"}, general...)},
	{sql: "text[]", typ: mask.Type{Kind: mask.Array, Elem: &text, Delim: ',', Name: "text[]"}, values: []string{"{}", "{a}", `{a,"b c",NULL}`, `{"","NULL","a\"b\\"}`, "{{a,b},{c,d}}"}, make: pickOne("{a,b}", "{b,b,a}", "{NULL}", "{x}"), forms: []string{"cardinality(x) > 0", "array_length(x, 1) > 1", "array_length(x, 1) IS NOT NULL", "array_ndims(x) = 1", "array_ndims(x) IS NOT NULL", "array_upper(x, 1) < 3", "array_lower(x, 1) = 1", "'a' <= ALL (x)", "coalesce(array_length(x, 1), 0) < 2", "x <> '{}'", "x = '{}'", "'a' = ANY (x)", "NOT ('' = ANY (x))", "'b' <> ALL (x)", "x <@ ARRAY['a', 'b']", "x <@ '{a,b,NULL}'", "ARRAY['a', 'b', 'c'] @> x", "x @> ARRAY['a']", "array_position(x, NULL) IS NULL", "'a' = ANY (x::varchar[])", "x::text ~ '[{,]a'", "x[1] = 'a'", "'a' LIKE ANY (x)"}, pure: true},
	{sql: "integer[]", typ: mask.Type{Kind: mask.Array, Elem: &integer, Delim: ',', Name: "integer[]"}, values: []string{"{}", "{1,2,3}", "{NULL,1}", "[0:1]={5,6}"}, make: pickOne("{0}", "{7,-3}", "{2,2}"), forms: []string{"0 < ALL (x)", "5 = ANY (x)", "x <@ ARRAY[1, 2, 3]", "cardinality(x) BETWEEN 1 AND 2", "array_length(x, 1) <= 2", "x <> ARRAY[]::integer[]", "1 <> ALL (x)", "x = ARRAY[1]", "2 >= ALL (x::bigint[])"}, pure: true},
	{sql: "bytea", typ: mask.Type{Kind: mask.Bytea, Name: "bytea"}, values: []string{`\x`, `\x00`, `\xdeadbeef`}, make: pickOne(`\x01`, `\x0102`), forms: []string{"length(x) > 1", "octet_length(x) = 4", "x <> ''", `x <> '\x'`, `x > '\x01'`, `x = '\x'::bytea`}, pure: true},
	{sql: "bit(3)", typ: mask.Type{Kind: mask.Bit, Name: "bit(3)", Len: 3}, values: []string{"000", "101"}, make: pickOne("111", "010"), forms: []string{"x <> B'000'", "length(x) = 3", "x = B'101'::bit(3)", "x > '001'"}, pure: true},
}

func integers(n int) func(*rand.Rand) string {
	return func(r *rand.Rand) string { return fmt.Sprint(r.IntN(2*n) - n) }
}

func decimals(r *rand.Rand) string {
	return fmt.Sprintf("%.*f", r.IntN(3), float64(r.IntN(2000)-1000)/100)
}

func dates(r *rand.Rand) string {
	return fmt.Sprintf("%04d-%02d-%02d", 1998+r.IntN(5), 1+r.IntN(12), 1+r.IntN(28))
}

func stamps(zone string) func(*rand.Rand) string {
	return func(r *rand.Rand) string { return dates(r) + " " + clocks("")(r) + zone }
}

func clocks(zone string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf("%02d:%02d:%02d", r.IntN(24), 30*r.IntN(2), 15*r.IntN(4)) + pickOne("", ".5", ".123456")(r) + zone
	}
}

func uuids(r *rand.Rand) string {
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", r.Uint32(), r.Uint32())
}

func nets(r *rand.Rand) string {
	return fmt.Sprintf("10.%d.0.%d", r.IntN(3), r.IntN(3)) + pickOne("", "/8", "/16", "/24", "/32")(r)
}

// constant writes a constant of the type in one of the ways of SQL.
func (s *sample) constant(r *rand.Rand) string {
	v := s.make(r)
	if len(s.values) > 0 && r.IntN(3) == 0 {
		v = s.values[r.IntN(len(s.values))]
	}
	lit := "'" + strings.ReplaceAll(v, "'", "''") + "'"
	if r.IntN(2) == 0 || strings.HasPrefix(s.sql, "char") {
		return lit
	}
	return lit + "::" + s.sql
}

// condition returns a random condition.
func (s *sample) condition(r *rand.Rand, depth int) string {
	if depth > 0 {
		a := func() string { return "(" + s.condition(r, depth-1) + ")" }
		switch r.IntN(8) {
		case 0, 1:
			return a() + " AND " + a()
		case 2, 3:
			return a() + " OR " + a()
		case 4:
			return "NOT " + a()
		case 5:
			return pickOne("x IS NULL OR ", "x IS NOT NULL AND ")(r) + a()
		}
	}
	form := s.forms[r.IntN(len(s.forms))]
	for strings.Contains(form, "$") {
		// A pattern has a $ of its own, before its quote.
		i := strings.Index(form, "$")
		if strings.HasPrefix(form[i:], "$'") || strings.HasPrefix(form[i:], "$0") || strings.HasPrefix(form[i:], "$1") {
			form = form[:i] + "\x00" + form[i+1:]
			continue
		}
		form = form[:i] + strings.ReplaceAll(s.constant(r), "$", "\x00") + form[i+1:]
	}
	return strings.ReplaceAll(form, "\x00", "$")
}

// ask has a function that returns a condition as pg_dump would print it, and
// what it is for each row of a table: t, f, n for NULL, e for an error. Of what
// is no condition it returns nothing.
const ask = `
CREATE EXTENSION citext;
CREATE TYPE public.mood AS ENUM ('ok', 'sad', 'Very Sad');
CREATE FUNCTION ask(tab text, cond text, OUT printed text, OUT answers text) LANGUAGE plpgsql AS $f$
DECLARE row tid; one text;
BEGIN
	BEGIN
		EXECUTE format('ALTER TABLE %I ADD CONSTRAINT k CHECK (%s) NOT VALID', tab, cond);
	EXCEPTION WHEN OTHERS THEN RETURN;
	END;
	SELECT pg_get_expr(conbin, conrelid) INTO printed FROM pg_constraint WHERE conname = 'k';
	EXECUTE format('ALTER TABLE %I DROP CONSTRAINT k', tab);
	BEGIN
		EXECUTE format('SELECT string_agg(coalesce(left((%s)::text, 1), ''n''), '''' ORDER BY i) FROM %I', cond, tab) INTO answers;
		RETURN;
	EXCEPTION WHEN OTHERS THEN answers := '';
	END;
	FOR row IN EXECUTE format('SELECT ctid FROM %I ORDER BY i', tab) LOOP
		BEGIN
			EXECUTE format('SELECT coalesce(left((%s)::text, 1), ''n'') FROM %I WHERE ctid = $1', cond, tab) INTO one USING row;
		EXCEPTION WHEN OTHERS THEN one := 'e';
		END;
		answers := answers || one;
	END LOOP;
END $f$;
`

// TestConditionsAreTheServers asks PostgreSQL of random conditions and values
// what it makes of them, as people write the conditions and as it prints them.
// What is understood must be the same; what is not is counted.
func TestConditionsAreTheServers(t *testing.T) {
	const conditions, rows = 30, 40
	pg := pgtest.Start(t)
	pg.CreateDB(t, "checks")
	r := rand.New(rand.NewPCG(1, 2))
	var script strings.Builder
	script.WriteString(ask)
	asked := make([][]string, len(samples))
	for i := range samples {
		s := &samples[i]
		fmt.Fprintf(&script, "CREATE TABLE t%d (i serial, x %s);\n", i, s.sql)
		for j := range rows {
			v := s.make(r)
			if j < len(s.values) {
				v = s.values[j]
			}
			fmt.Fprintf(&script, "INSERT INTO t%d (x) VALUES (%s::%s);\n", i, "'"+strings.ReplaceAll(v, "'", "''")+"'", s.sql)
		}
		fmt.Fprintf(&script, "CREATE TABLE c%d (i serial, cond text);\n", i)
		for j := range conditions + len(s.forms) {
			cond := s.condition(r, r.IntN(3))
			if j < len(s.forms) {
				only := *s
				only.forms = s.forms[j : j+1]
				cond = only.condition(r, 0)
			}
			asked[i] = append(asked[i], cond)
			fmt.Fprintf(&script, "INSERT INTO c%d (cond) VALUES ($sql$%s$sql$);\n", i, cond)
		}
	}
	pg.PSQL(t, "checks", script.String())
	var all tally
	for i := range samples {
		var got tally
		values := pg.Query(t, "checks", fmt.Sprintf("SELECT x FROM t%d ORDER BY i", i))
		answers := pg.Query(t, "checks", fmt.Sprintf("SELECT cond, a.* FROM c%d, LATERAL ask('t%d', cond) a ORDER BY i", i, i))
		for _, a := range answers {
			if a[1].Null {
				continue
			}
			got.compare(t, samples[i].typ, a[0].Text, values, a[2].Text)
			got.compare(t, samples[i].typ, a[1].Text, values, a[2].Text)
		}
		t.Logf("%-18s %s", samples[i].sql, got)
		all.add(got)
	}
	t.Logf("%-18s %s", "all", all)
	if all.agreed < 20_000 || all.unknown*10 > all.agreed || all.unread*3 > all.read {
		t.Errorf("too little is understood: %s", all)
	}
}

// tally counts conditions that were read or not, and pairs of condition and
// value with what came of them.
type tally struct{ read, unread, agreed, unknown, failed int }

func (n tally) String() string {
	return fmt.Sprintf("%d conditions read, %d unread; %d pairs agreed, %d unknown, %d the server does not compute", n.read, n.unread, n.agreed, n.unknown, n.failed)
}

func (n *tally) add(m tally) {
	n.read += m.read
	n.unread += m.unread
	n.agreed += m.agreed
	n.unknown += m.unknown
	n.failed += m.failed
}

// compare compares a condition with the server's answers.
func (n *tally) compare(t *testing.T, typ mask.Type, cond string, values [][]pgtest.Value, answers string) {
	t.Helper()
	node, err := Parse(cond)
	var c *Cond
	if err == nil {
		c, err = node.For("x", typ)
	}
	if err != nil {
		n.unread++
		if testing.Verbose() {
			t.Logf("unread: %s: %s", typ.Name, cond)
		}
		return
	}
	n.read++
	narrow, _ := Narrow(typ, []*Cond{c})
	for i, v := range values {
		if answers[i] == 't' && !inside(narrow, v[0].Text) {
			t.Errorf("%s: %s holds for %q, which is not in what it leaves of the type", typ.Name, cond, v[0].Text)
		}
		got, want := c.Holds([]byte(v[0].Text)), answers[i]
		switch {
		case want == 'e':
			n.failed++
		case got == Unknown && want != 'n':
			n.unknown++
		case got == True && want != 't', got == False && want != 'f':
			t.Errorf("%s: %s for %q: %d, PostgreSQL says %c", typ.Name, cond, v[0].Text, got, want)
			return
		default:
			n.agreed++
		}
	}
}

// inside reports whether a value is among those of a narrowed type, by its set
// and its ends.
func inside(t mask.Type, v string) bool {
	class := classOf(t)
	order := func(w string) int { return compare(class, read(class, []byte(v), t), read(class, []byte(w), t)) }
	if t.Labels != nil && class != foldClass && !slices.ContainsFunc(t.Labels, func(w string) bool { return order(w) == 0 }) {
		return false
	}
	if lo := t.Min; lo.Text != "" && (order(lo.Text) < 0 || order(lo.Text) == 0 && lo.Open) {
		return false
	}
	hi := t.Max
	return hi.Text == "" || order(hi.Text) < 0 || order(hi.Text) == 0 && !hi.Open
}
