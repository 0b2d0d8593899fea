package ddl

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sanitize/dumpfmt"
)

// eachReader runs f with schemas that were made by both readers.
func eachReader(t *testing.T, stmts []string, f func(t *testing.T, s *dumpfmt.Schema)) {
	t.Helper()
	for name, read := range map[string]func([]byte) (statement, error){"read": read, "narrow": narrow} {
		t.Run(name, func(t *testing.T) {
			c := &catalog{Schema: dumpfmt.NewSchema(), path: []string{"public"}}
			for _, sql := range stmts {
				known, _, err := c.naming([]byte(sql))
				if known && err == nil {
					continue
				}
				st, rerr := read([]byte(sql))
				if err != nil || rerr != nil {
					t.Fatal(sql, err, rerr)
				}
				if _, err := st.apply(c); err != nil {
					t.Fatal(sql, err)
				}
			}
			f(t, c.Schema)
		})
	}
}

func name(n string) dumpfmt.Name { return dumpfmt.Name{Schema: "public", Name: n} }

func TestPartitions(t *testing.T) {
	lit := func(list ...string) (vals []dumpfmt.BoundValue) {
		for _, s := range list {
			vals = append(vals, dumpfmt.BoundValue{Text: s})
		}
		return vals
	}
	eachReader(t, []string{
		"CREATE TABLE l (a text, b int) PARTITION BY LIST (lower(a));",
		"CREATE TABLE r (a date, b int) PARTITION BY RANGE (a, b COLLATE \"C\", (b + 1));",
		"CREATE TABLE h (a int) PARTITION BY hash (a);",
		"CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('it''s', NULL, 5, -1.5, true, E'a\\\\', CURRENT_DATE);",
		"CREATE TABLE l2 PARTITION OF l DEFAULT PARTITION BY RANGE (b COLLATE pg_catalog.\"C\" text_ops, a);",
		"CREATE TABLE r1 (a date, b int);",
		"ALTER TABLE ONLY r ATTACH PARTITION r1 FOR VALUES FROM (MINVALUE, '3', -4) TO ('2020-01-01', MAXVALUE, 7);",
		"CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (modulus 4, remainder 3);",
		"CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (modulus 4, remainder 2);",
		"ALTER TABLE h DETACH PARTITION h2;",
		"ALTER TABLE l RENAME b TO c;",
	}, func(t *testing.T, s *dumpfmt.Schema) {
		list := append(lit("it's"), dumpfmt.BoundValue{Kind: dumpfmt.BoundNull})
		list = append(append(list, lit("5", "-1.5", "true", `a\`)...), dumpfmt.BoundValue{Kind: dumpfmt.BoundExpr, Text: "CURRENT_DATE"})
		for table, want := range map[string]*dumpfmt.Bound{
			"l": nil, "h2": nil,
			"l1": {List: list}, "l2": {Default: true}, "h1": {Modulus: 4},
			"r1": {From: append([]dumpfmt.BoundValue{{Kind: dumpfmt.BoundMin}}, lit("3", "-4")...),
				To: []dumpfmt.BoundValue{{Text: "2020-01-01"}, {Kind: dumpfmt.BoundMax}, {Text: "7"}}},
		} {
			if d := cmp.Diff(want, s.Tables[name(table)].Bound); d != "" {
				t.Errorf("bound of %s (-want +got)\n%s", table, d)
			}
		}
		for table, want := range map[string]*dumpfmt.Partitioning{
			"l":  {Strategy: "list", Keys: []dumpfmt.PartitionElement{{Expr: "lower(a)", Uses: []string{"a"}}}},
			"r":  {Strategy: "range", Keys: []dumpfmt.PartitionElement{{Column: "a"}, {Column: "b", Collation: &dumpfmt.Name{Name: "C"}}, {Expr: "(b + 1)", Uses: []string{"b"}}}},
			"h":  {Strategy: "hash", Keys: []dumpfmt.PartitionElement{{Column: "a"}}},
			"l2": {Strategy: "range", Keys: []dumpfmt.PartitionElement{{Column: "c", Collation: &dumpfmt.Name{Schema: "pg_catalog", Name: "C"}, Opclass: true}, {Column: "a"}}},
			"l1": nil,
		} {
			if d := cmp.Diff(want, s.Tables[name(table)].Partitioning); d != "" {
				t.Errorf("partitioning of %s (-want +got)\n%s", table, d)
			}
		}
		if got := s.Children(name("h")); len(got) != 1 || got[0] != name("h1") {
			t.Errorf("children of h: %v", got)
		}
	})
}

func TestConstraintFacts(t *testing.T) {
	eachReader(t, []string{
		"CREATE TABLE e (boss int REFERENCES e, id int PRIMARY KEY, n int REFERENCES later ON DELETE SET DEFAULT ON UPDATE CASCADE);",
		"CREATE TABLE later (x int, y int);",
		"ALTER TABLE later ADD PRIMARY KEY (y);",
		"CREATE TABLE f (a int, b int, FOREIGN KEY (a, b) REFERENCES later (x, y) MATCH FULL ON DELETE SET NULL (b) ON UPDATE RESTRICT);",
		"CREATE TABLE g (a int, d text, ok bool, EXCLUDE USING gist (a WITH =, lower(d) WITH =) WHERE ((ok IS NOT FALSE)));",
		"CREATE UNIQUE INDEX u ON g (a, upper(d)) NULLS NOT DISTINCT WHERE (ok AND d <> 'x');",
		"CREATE INDEX i ON g USING btree (d) WHERE (NOT ok);",
		"CREATE INDEX plain ON g (d);",
		"ALTER TABLE later RENAME TO sooner;",
	}, func(t *testing.T, s *dumpfmt.Schema) {
		e, f, g := s.Tables[name("e")], s.Tables[name("f")], s.Tables[name("g")]
		for i, want := range [][]string{{"id"}, nil, {"y"}} {
			if k := &e.Constraints[i]; k.Kind == dumpfmt.ForeignKey {
				if d := cmp.Diff(want, s.Referenced(k)); d != "" {
					t.Errorf("constraint %d refers to (-want +got)\n%s", i, d)
				}
			}
		}
		diffs := cmp.Diff([]dumpfmt.Constraint{
			{Kind: dumpfmt.ForeignKey, Columns: []string{"boss"}, RefTable: name("e"), RefColumns: []string{"id"}},
			{Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}},
			{Kind: dumpfmt.ForeignKey, Columns: []string{"n"}, RefTable: name("sooner")},
		}, e.Constraints)
		diffs += cmp.Diff([]dumpfmt.Constraint{{
			Kind: dumpfmt.ForeignKey, Columns: []string{"a", "b"}, RefTable: name("sooner"), RefColumns: []string{"x", "y"}, MatchFull: true,
		}}, f.Constraints)
		diffs += cmp.Diff([]dumpfmt.Constraint{
			{Kind: dumpfmt.Exclude, Columns: []string{"a"}, Operators: []string{"="}, HasExpr: true, Exprs: []string{"lower(d) "}, ExprOps: []string{"="}, Predicate: true, Uses: []string{"d", "ok"}, Where: "(ok IS NOT FALSE)", WhereUses: []string{"ok"}},
			{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"a"}, HasExpr: true, Exprs: []string{"upper(d)"}, Predicate: true, Uses: []string{"d", "ok"}, Where: "(ok AND d <> 'x')",
				WhereUses: []string{"ok", "d"}, NullsNotDistinct: true},
		}, g.Constraints)
		diffs += cmp.Diff([]dumpfmt.Constraint{
			{Name: "i", Kind: dumpfmt.Index, Columns: []string{"d"}, Predicate: true, Uses: []string{"ok"}, Where: "(NOT ok)", WhereUses: []string{"ok"}},
		}, g.Indexes)
		if diffs != "" {
			t.Errorf("(-want +got)\n%s", diffs)
		}
	})
}

func TestCollations(t *testing.T) {
	eachReader(t, []string{
		"CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);",
		"CREATE COLLATION de (provider = icu, locale = 'de');", "CREATE COLLATION ci2 FROM ci;",
		"CREATE DOMAIN d AS text COLLATE ci DEFAULT 'x, y'::text;",
		"CREATE DOMAIN dd AS d;",
		`CREATE TABLE t (a text COLLATE public.ci, b text, c text COLLATE pg_catalog."C" DEFAULT 'x' || 'y' NOT NULL);`,
		"ALTER TABLE t ALTER b TYPE varchar(3) COLLATE ci2;",
	}, func(t *testing.T, s *dumpfmt.Schema) {
		if d := cmp.Diff(map[dumpfmt.Name]bool{name("ci"): false, name("de"): true, name("ci2"): false}, s.Collations); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		var got []string
		for _, c := range s.Tables[name("t")].Columns {
			got = append(got, c.Collation.String())
		}
		if d := cmp.Diff([]string{"public.ci", "public.ci2", `pg_catalog."C"`}, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		want := &dumpfmt.Type{Name: name("d"), Kind: dumpfmt.Domain, Base: builtin("text", nil), Collation: &dumpfmt.Name{Schema: "public", Name: "ci"}}
		if d := cmp.Diff(want, s.Types[name("d")], cmpopts.EquateEmpty()); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		if base := s.Types[name("dd")].Base.Name; base != name("d") {
			t.Errorf("dd is over %s", base)
		}
	})
}
