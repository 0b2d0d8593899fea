//go:build cgo

package expr

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/mask"
)

type totalColumn struct {
	name, sql string
	typ       mask.Type
	values    []string
}

// totalColumns are of all types, and values of them that are hard to compute
// with.
var totalColumns = []totalColumn{
	{"t", "text", mask.Type{Kind: mask.Text}, []string{"", " ", "/", "a/b/c", "-1", "Zoë Ångström", `\`, "%", strings.Repeat("x", 300)}},
	{"v", "varchar(8)", mask.Type{Kind: mask.Text, Len: 8}, []string{"", "ßßßßßßßß", "12345678"}},
	{"i", "integer", mask.Type{Kind: mask.Int, Bits: 32}, []string{"-2147483648", "0", "2147483647"}},
	{"s", "smallint", mask.Type{Kind: mask.Int, Bits: 16}, []string{"-32768", "0", "32767"}},
	{"l", "bigint", mask.Type{Kind: mask.Int, Bits: 64}, []string{"-9223372036854775808", "0", "9223372036854775807"}},
	{"n", "numeric", mask.Type{Kind: mask.Numeric}, []string{"-1e100", "0", "NaN", "99999.995"}},
	{"p", "numeric(5,2)", mask.Type{Kind: mask.Numeric, Precision: 5, Scale: 2}, []string{"-999.99", "0", "999.99"}},
	{"f", "double precision", mask.Type{Kind: mask.Float, Bits: 64}, []string{"-1e308", "NaN", "Infinity", "0"}},
	{"b", "boolean", mask.Type{Kind: mask.Bool}, []string{"t", "f"}},
	{"d", "date", mask.Type{Kind: mask.Date}, []string{"0001-01-01", "9999-12-31", "2024-02-29"}},
	{"ts", "timestamp", mask.Type{Kind: mask.Timestamp}, []string{"0001-01-01 00:00", "9999-12-31 23:59:59.999999", "2024-02-29 12:00"}},
	{"tz", "timestamptz", mask.Type{Kind: mask.TimestampTZ}, []string{"0001-01-02 00:00+00", "9999-12-31 23:59:59.999999+00", "2024-02-29 12:00+00"}},
	{"u", "uuid", mask.Type{Kind: mask.UUID}, []string{"00000000-0000-0000-0000-000000000000"}},
	{"j", "jsonb", mask.Type{Kind: mask.JSONB}, []string{"{}", "[]", "null", "1", `"x"`, `{"a": {"b": [1, "c"]}}`}},
	{"a", "text[]", mask.Type{Kind: mask.Array, Elem: &mask.Type{Kind: mask.Text}}, []string{"{}", "{NULL}", "{a,b}"}},
	{"x", "bytea", mask.Type{Kind: mask.Bytea}, []string{`\x`, `\xff00`}},
	{"ip", "inet", mask.Type{Kind: mask.Inet}, []string{"::", "10.0.0.1/8"}},
}

func totalType(name string) mask.Type {
	for _, c := range totalColumns {
		if c.name == name {
			return c.typ
		}
	}
	return mask.Type{}
}

// totals are expressions, the type of the column that they are stored in, and
// whether they have a value of it whatever the columns hold.
var totals = []struct {
	expr, sql string
	to        mask.Type
	ok        bool
}{
	{"LEAST(tz, timezone('UTC'::text, ts))", "timestamptz", mask.Type{Kind: mask.TimestampTZ}, true},
	{"GREATEST(i, s, 7)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"GREATEST(i, l)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"COALESCE(p, (s)::numeric)", "numeric(5,2)", mask.Type{Kind: mask.Numeric, Precision: 5, Scale: 2}, false},
	{"COALESCE(p, (0)::numeric)", "numeric", mask.Type{Kind: mask.Numeric}, true},
	{"string_to_array(t, '/'::text)", "text[]", mask.Type{Kind: mask.Array, Elem: &mask.Type{Kind: mask.Text}}, true},
	{"string_to_array(t, '/'::text)", "varchar(3)[]", mask.Type{Kind: mask.Array, Elem: &mask.Type{Kind: mask.Text, Len: 3}}, false},
	{"lower((v)::text)", "varchar(8)", mask.Type{Kind: mask.Text, Len: 8}, true},
	{"lower((v)::text)", "varchar(7)", mask.Type{Kind: mask.Text, Len: 7}, false},
	{"upper(\"left\"(t, 5))", "varchar(5)", mask.Type{Kind: mask.Text, Len: 5}, true},
	{"\"left\"(t, i)", "varchar(5)", mask.Type{Kind: mask.Text, Len: 5}, false},
	{"(((v)::text || '-'::text) || (v)::text)", "varchar(17)", mask.Type{Kind: mask.Text, Len: 17}, true},
	{"(((v)::text || '-'::text) || (v)::text)", "varchar(16)", mask.Type{Kind: mask.Text, Len: 16}, false},
	{"(t)::character varying(4)", "varchar(4)", mask.Type{Kind: mask.Text, Len: 4}, true},
	{"(ts)::app.date", "date", mask.Type{Kind: mask.Date}, false},
	{"(v)::app.text", "text", mask.Type{Kind: mask.Text}, false},
	{"(ts)::pg_catalog.date", "date", mask.Type{Kind: mask.Date}, true},
	{"md5(t)", "varchar(32)", mask.Type{Kind: mask.Text, Len: 32}, true},
	{"(md5(t))::uuid", "uuid", mask.Type{Kind: mask.UUID}, false},
	{"(t)::integer", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"length(t)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"length(t)", "smallint", mask.Type{Kind: mask.Int, Bits: 16}, false},
	{"EXTRACT(year FROM d)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"date_part('month'::text, ts)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"EXTRACT(epoch FROM (ts - ts))", "numeric(18,3)", mask.Type{Kind: mask.Numeric, Precision: 18, Scale: 3}, true},
	{"EXTRACT(epoch FROM (ts - ts))", "numeric(14,3)", mask.Type{Kind: mask.Numeric, Precision: 14, Scale: 3}, false},
	{"EXTRACT(epoch FROM ts)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"date_trunc('month'::text, ts)", "date", mask.Type{Kind: mask.Date}, true},
	{"((tz AT TIME ZONE 'UTC'::text))::date", "date", mask.Type{Kind: mask.Date}, true},
	{"(ts + '30 days'::interval)", "timestamp", mask.Type{Kind: mask.Timestamp}, true},
	{"(d + i)", "date", mask.Type{Kind: mask.Date}, false},
	{"(d - d)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"(ts - ts)", "interval", mask.Type{Kind: mask.Interval}, true},
	{"(i + i)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"(i / 100)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"(i / 0)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"(i / s)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"(i % 12)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"((i)::bigint)", "bigint", mask.Type{Kind: mask.Int, Bits: 64}, true},
	{"((i)::numeric * n)", "numeric", mask.Type{Kind: mask.Numeric}, true},
	{"((i)::numeric * p)", "numeric(12,2)", mask.Type{Kind: mask.Numeric, Precision: 12, Scale: 2}, false},
	{"round(p)", "numeric(6,2)", mask.Type{Kind: mask.Numeric, Precision: 6, Scale: 2}, true},
	{"round(p)", "numeric(5,2)", mask.Type{Kind: mask.Numeric, Precision: 5, Scale: 2}, false},
	{"(NULLIF(t, ''::text))::character varying(9)", "varchar(9)", mask.Type{Kind: mask.Text, Len: 9}, true},
	{"((j ->> 'a'::text))::integer", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"(j -> 'a'::text)", "jsonb", mask.Type{Kind: mask.JSONB}, true},
	{"jsonb_array_length(j)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
	{"cardinality(a)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"sha256(x)", "bytea", mask.Type{Kind: mask.Bytea}, true},
	{"encode(x, 'hex'::text)", "text", mask.Type{Kind: mask.Text}, true},
	{"masklen(ip)", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"COALESCE(ip, '::'::inet)", "inet", mask.Type{Kind: mask.Inet}, true},
	{"(b)::integer", "integer", mask.Type{Kind: mask.Int, Bits: 32}, true},
	{"((t ~~ '%a'::text) AND (i > 3))", "boolean", mask.Type{Kind: mask.Bool}, true},
	{"(t ~ t)", "boolean", mask.Type{Kind: mask.Bool}, false},
	{"(f * f)", "double precision", mask.Type{Kind: mask.Float, Bits: 64}, false},
	{"public.own(t)", "text", mask.Type{Kind: mask.Text}, false},
	{"lower(none)", "text", mask.Type{Kind: mask.Text}, false},
	{"CASE WHEN b THEN i ELSE s END", "integer", mask.Type{Kind: mask.Int, Bits: 32}, false},
}

func TestTotal(t *testing.T) {
	for _, tt := range totals {
		n, err := Parse(tt.expr)
		if err != nil {
			t.Errorf("%s: %v", tt.expr, err)
		} else if got := n.Total(totalType, tt.to); got != tt.ok {
			t.Errorf("%s as %s is total: %v, want %v", tt.expr, tt.sql, got, tt.ok)
		}
	}
}

// TestTotalAsksOnce: what is nested in GREATEST and its like is looked at once, not
// twice at each level.
func TestTotalAsksOnce(t *testing.T) {
	const levels = 12
	n, err := Parse(strings.Repeat("GREATEST(a, ", levels) + "a" + strings.Repeat(")", levels))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	column := func(string) mask.Type {
		asked++
		return mask.Type{Kind: mask.Int, Bits: 32}
	}
	if !n.Total(column, mask.Type{Kind: mask.Int, Bits: 32}) || asked != levels+1 {
		t.Errorf("asked for the column %d times, want %d", asked, levels+1)
	}
}

// TestTotalOfPostgres computes those that are total of all pairs of hard values.
func TestTotalOfPostgres(t *testing.T) {
	pg := pgtest.Start(t)
	pg.CreateDB(t, "total")
	var script strings.Builder
	for i, tt := range totals {
		if !tt.ok {
			continue
		}
		n, _ := Parse(tt.expr)
		names := slices.Compact(slices.Sorted(slices.Values(n.Columns())))
		columns, from := make([]string, len(names)), make([]string, len(names))
		for k, name := range names {
			c := totalColumns[slices.IndexFunc(totalColumns, func(c totalColumn) bool { return c.name == name })]
			columns[k] = name + " " + c.sql
			from[k] = fmt.Sprintf("(VALUES (NULL::%s), ('%s')) AS of_%s(%s)", c.sql, strings.Join(c.values, "'), ('"), name, name)
		}
		list := strings.Join(names, ", ")
		fmt.Fprintf(&script, "CREATE TABLE g%d (%s, g %s GENERATED ALWAYS AS (%s) STORED);\n", i, strings.Join(columns, ", "), tt.sql, tt.expr)
		fmt.Fprintf(&script, "INSERT INTO g%d (%s) SELECT %s FROM %s;\n", i, list, list, strings.Join(from, ", "))
	}
	pg.PSQL(t, "total", script.String())
}
