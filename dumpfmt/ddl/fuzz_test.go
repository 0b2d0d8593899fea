//go:build cgo

package ddl

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt"
)

func seed(f *testing.F) {
	for _, list := range [][]string{corpus, newer} {
		for _, sql := range list {
			f.Add([]byte(sql))
		}
	}
	for _, tt := range errorTests {
		f.Add([]byte(tt.sql))
	}
}

// FuzzNarrow holds the narrower reader to a result for any bytes, and what it
// reads to be recordable.
func FuzzNarrow(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, sql []byte) {
		st, err := narrow(sql)
		if (st == nil) == (err == nil) {
			t.Fatalf("statement %v and error %v", st, err)
		}
		if err == nil {
			applyTo(t, st)
		}
	})
}

func applyTo(t *testing.T, st statement) {
	s := apply(t, nil, corpus[0], "CREATE TABLE t (a int, b text);", "CREATE TYPE app.addr AS (a int);")
	c := &catalog{Schema: s, path: []string{"app", "public"}}
	if concerned, err := st.apply(c); concerned && err != nil {
		t.Fatalf("concerned and error %v", err)
	}
}

// FuzzApply holds both readers to the same reading of what both understand.
func FuzzApply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, sql []byte) {
		s := dumpfmt.NewSchema()
		if effect, err := Apply(s, sql, session()); effect.Concerned && err != nil {
			t.Fatalf("concerned and error %v", err)
		}
		if !relevant(sql) || !fits(sql) {
			return
		}
		want, err := tree(sql)
		if err != nil {
			return
		}
		applyTo(t, want)
		got, err := narrow(sql)
		if err != nil {
			return
		}
		if d := diff(want, got); d != "" {
			t.Errorf("%q\n(-tree +narrow)\n%s", sql, d)
		}
		if d := quickDiffers(sql, want); d != "" {
			t.Errorf("%q\n(-tree +quick)\n%s", sql, d)
		}
	})
}

var columnRef = regexp.MustCompile(`"ColumnRef":\{"fields":\[\{"String":\{"sval":"([^"]*)"`)

// TestColumnsIn compares the columns that the words of an expression name with
// those that PostgreSQL's grammar finds.
func TestColumnsIn(t *testing.T) {
	table := &dumpfmt.Table{}
	for _, name := range []string{"a", "b", "text", "varying", "lower", "C", "year", "value", "d"} {
		table.Columns = append(table.Columns, dumpfmt.Column{Name: name})
	}
	for _, expr := range []string{
		"a > 0", "(a > 0) AND (b < a)", "lower(b) = 'a'::text", "(b)::text = ANY ((ARRAY['x'::character varying, a])::text[])",
		`"C" ~ '^a$'::text`, "A = B", "CAST(a AS text) = 'x'", "a::numeric(3,1) > 1.5e3", "a IS NOT NULL", "pg_catalog.lower(a) = b",
		"CASE WHEN a THEN b ELSE d END", "(a)::timestamp(3) with time zone < b", "d -- a\n = /* b */ 1", "$$a$$ = d", "E'a\\'b' = d", "text = lower",
		"(value ->> 'a'::text) = d", "a[1] = b[2]", "a::text::varying = d", "(a)::\"C\"[] @> b", "a BETWEEN b AND d", "a COLLATE \"x\" < b", "a OPERATOR(pg_catalog.=) b",
	} {
		res, err := pg.ParseToJSON("SELECT " + expr)
		if err != nil {
			t.Fatal(expr, err)
		}
		var want []string
		for _, m := range columnRef.FindAllStringSubmatch(res, -1) {
			if !slices.Contains(want, m[1]) {
				want = append(want, m[1])
			}
		}
		got := columnsIn(expr, table)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", expr, d)
		}
	}
}
