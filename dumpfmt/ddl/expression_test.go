//go:build cgo

package ddl

import (
	"errors"
	"strings"
	"testing"

	"sanitize/dumpfmt/sqlexpr"
)

// outline writes a tree with the kinds of its nodes.
func outline(n *sqlexpr.Node) string {
	name := [...]string{"", "col", "str", "num", "bool", "null", "cast", "collate", "call", "array", "list",
		"coalesce", "and", "or", "not", "isnull", "istrue", "isfalse", "now", "op", "distinct", "other"}[n.Op]
	var b strings.Builder
	b.WriteString(name)
	if n.Text != "" {
		b.WriteString(" " + n.Text)
	}
	if n.Type != nil {
		b.WriteString(" " + n.Type.Name.String() + strings.Repeat("[]", n.Type.Dims))
	}
	if n.Quantifier != "" {
		b.WriteString(" " + n.Quantifier)
	}
	for _, a := range n.Args {
		b.WriteString(" (" + outline(a) + ")")
	}
	return b.String()
}

func TestParseExpr(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`x`, "col x"},
		{`VALUE > -5`, "op > (col value) (num -5)"},
		{`x = '5'::smallint`, "op = (col x) (cast pg_catalog.int2 (str 5))"},
		{`x = 2.50`, "op = (col x) (num 2.50)"},
		{`t."A b" <> E'\\'`, `op <> (col A b) (str \)`},
		{`x BETWEEN 1 AND 2`, "and (op >= (col x) (num 1)) (op <= (col x) (num 2))"},
		{`x NOT IN ('a', NULL)`, "op <> ALL (col x) (list (str a) (null))"},
		{`((x)::text = ANY ((ARRAY['a'::varchar])::text[]))`, "op = ANY (cast text (col x)) (cast text[] (array (cast pg_catalog.varchar (str a))))"},
		{`(((a OR b) OR c) AND (d AND e))`, "and (or (col a) (col b) (col c)) (col d) (col e)"},
		{`x IS NOT NULL`, "not (isnull (col x))"},
		{`x IS NOT TRUE`, "not (istrue (col x))"},
		{`x IS DISTINCT FROM 1`, "distinct (col x) (num 1)"},
		{`x NOT LIKE 'a' ESCAPE '#'`, "op !~~ (col x) (call like_escape (str a) (str #))"},
		{`TRIM(LEADING FROM x) <> ''`, "op <> (call ltrim (col x)) (str)"},
		{`x OPERATOR(public.=) 'a'::public.citext COLLATE "C"`, "op public.= (col x) (collate C (cast public.citext (str a)))"},
		{`x <= CURRENT_DATE`, "op <= (col x) (now date)"},
		{`x <= pg_catalog.now()`, "op <= (col x) (now timestamptz)"},
		{`coalesce(x, 0) > public.f(y)`, "op > (coalesce (col x) (num 0)) (call public.f (col y))"},
		{`coalesce(x) > 0`, "op > (col x) (num 0)"},
		{`-x < 1`, "op < (op - (col x)) (num 1)"},
		{`CASE WHEN a THEN b[c] END = 1`, "op = (other (other (col a) (other (col b) (other (col c))))) (num 1)"},
		{`x = 1 -- and nothing more`, "op = (col x) (num 1)"},
		{`(SELECT 1) = x`, ""},
		{`x = 1) UNION SELECT (2`, ""},
		{`1), (2`, ""},
		{`x = 1; DROP TABLE t`, ""},
		{`1) FROM t WHERE (x`, ""},
		{`t.*`, ""},
		{``, ""},
		{`x = $1`, "op = (col x) (col $1)"}, // in the body of a function
		{`sum(x) OVER () = 1`, ""},
		{"x = '\xff'", ""},
		{strings.Repeat("(", 2000) + "x" + strings.Repeat(")", 2000), ""},
		{strings.Repeat("- ", 5000) + "x", ""},
		{strings.Repeat("((", 20) + "x" + strings.Repeat(" BETWEEN 0 AND 1)::int)", 20), ""},
		{strings.Repeat("((", 20) + "x" + strings.Repeat(" <@ int4range(0, 1))::int)", 20), ""},
		{"x = '" + strings.Repeat("a", maxGrammarSize) + "'", ""},
	} {
		n, err := ParseExpr(tt.text)
		if err != nil {
			if tt.want != "" || !errors.Is(err, ErrExpression) {
				t.Errorf("%.60s: %v", tt.text, err)
			}
			continue
		}
		if got := outline(n); got != tt.want {
			t.Errorf("%.60s: %s, want %s", tt.text, got, tt.want)
		}
	}
}

// FuzzParseExpr wants no panic, and columns of each tree.
func FuzzParseExpr(f *testing.F) {
	for _, s := range []string{`x = ANY (ARRAY['a'::text])`, `a IS NULL <> (b > -1.5e3)`, `CASE x WHEN 1 THEN y END`, `row(a, b) = (1, 2)`,
		`x::numeric(3,1)[] @> '{}'`, `x IS JSON`, `greatest(a, b) COLLATE "de_DE" ~ U&'\0041'`, `interval '1' day > z`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := ParseExpr(text)
		if err != nil {
			return
		}
		n.Columns()
		for _, part := range n.Conjuncts() {
			if part.Op == sqlexpr.And {
				t.Fatal("an AND within an AND")
			}
		}
	})
}
