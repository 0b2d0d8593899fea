//go:build cgo

package expr

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/mask"
)

// TestPostgres asks PostgreSQL what TestHolds wants.
func TestPostgres(t *testing.T) {
	pg := pgtest.Start(t)
	pg.CreateDB(t, "checks")
	var script strings.Builder
	script.WriteString("CREATE TYPE public.mood AS ENUM ('ok', 'sad');\n\\pset tuples_only on\n\\pset format unaligned\n")
	var want []string
	ask := func(expr string, typ mask.Type, values, answer string) {
		for _, v := range strings.Split(values, "|") {
			fmt.Fprintf(&script, "SELECT (%s) FROM (SELECT '%s'::%s AS x) AS t;\n", expr, strings.ReplaceAll(v, "'", "''"), sqlName(typ))
			want = append(want, fmt.Sprintf("%s for %q: %s", expr, v, answer))
		}
	}
	for _, tt := range holds {
		if tt.typ.Name == citext.Name || tt.yes+tt.no == "" {
			continue
		}
		if tt.yes != "" {
			ask(tt.expr, tt.typ, tt.yes, "t")
		}
		if tt.no != "" {
			ask(tt.expr, tt.typ, tt.no, "f")
		}
	}
	got := strings.Split(strings.TrimSpace(pg.PSQL(t, "checks", script.String())), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d answers, want %d", len(got), len(want))
	}
	for i, w := range want {
		if !strings.HasSuffix(w, ": "+got[i]) {
			t.Errorf("%s, PostgreSQL says %s", w, got[i])
		}
	}
}

// sqlName returns the type as SQL writes it.
func sqlName(t mask.Type) string {
	if t.Name != "" {
		return t.Name
	}
	return map[mask.Kind]string{
		mask.Int: "integer", mask.Numeric: "numeric", mask.Float: "double precision", mask.Bool: "boolean",
		mask.Date: "date", mask.TimestampTZ: "timestamptz", mask.Enum: "public.mood",
	}[t.Kind]
}
