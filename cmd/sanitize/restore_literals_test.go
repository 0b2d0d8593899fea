package main

import (
	"slices"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/fixtures/pgtest"
)

// literalObjects has a canary in each kind of object that PostgreSQL 15 can
// hold SQL text in, and literalDumped the statements in which pg_dumpall writes
// them.
const literalObjects = `
	CREATE ROLE "canary1@corp.de";
	CREATE ROLE contact;
	ALTER ROLE contact SET app.contact = 'canary2@corp.de';
	COMMENT ON ROLE contact IS 'canary3@corp.de';
	ALTER DATABASE nest SET app.contact = 'canary4@corp.de';
	COMMENT ON DATABASE nest IS E'it''s\ncanary5@corp.de';
	CREATE DOMAIN d AS text CHECK (VALUE <> 'canary6@corp.de');
	CREATE TYPE e AS ENUM ('a', 'it''s canary7@corp.de');
	CREATE TABLE t (id int PRIMARY KEY, x text DEFAULT E'it\'s canary8@corp.de', y text GENERATED ALWAYS AS (x || 'canary9@corp.de') STORED);
	ALTER TABLE t ADD CONSTRAINT c CHECK (x <> 'canary10@corp.de') NOT VALID;
	CREATE TABLE p (id text) PARTITION BY LIST (id);
	CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('canary11@corp.de');
	CREATE VIEW v AS SELECT * FROM t WHERE x = U&'canary12\0040corp.de';
	CREATE MATERIALIZED VIEW m AS SELECT 'canary13@corp.de'::text AS x;
	CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT E''canary14\x40corp.de''';
	CREATE FUNCTION g(x text DEFAULT 'canary15@corp.de') RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT x; END;
	CREATE PROCEDURE h() LANGUAGE plpgsql AS $$BEGIN /* canary16@corp.de */ END$$;
	CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
	CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg('canary17@corp.de');
	CREATE RULE ru AS ON UPDATE TO t WHERE old.x = 'canary18@corp.de' DO INSTEAD NOTHING;
	CREATE POLICY po ON t USING (x <> 'canary19@corp.de');
	CREATE INDEX ip ON t (x) WHERE x <> 'canary20@corp.de';
	CREATE INDEX ie ON t (replace(x, 'canary21@corp.de', ''));
	CREATE STATISTICS st ON (x || 'canary22@corp.de') FROM t;
	CREATE PUBLICATION pu FOR TABLE t WHERE (id <> length('canary23@corp.de'));
	CREATE AGGREGATE ag (text) (SFUNC = textcat, STYPE = text, INITCOND = 'canary24@corp.de');
	CREATE EXTENSION postgres_fdw;
	CREATE SERVER se FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'canary25@corp.de');
	CREATE USER MAPPING FOR contact SERVER se OPTIONS ("user" 'canary26@corp.de');
	COMMENT ON COLUMN t.x IS 'canary27@corp.de';
	GRANT SELECT ON t TO "canary1@corp.de";
	CREATE VIEW "canary28@corp.de" AS SELECT 1;
	INSERT INTO t (id, x) VALUES (1, 'canary0@corp.de');
	SELECT lo_from_bytea(990001, 'canary0@corp.de');`

var literalDumped = []string{
	"CREATE ROLE (a name that is not shown)", "ALTER ROLE (a name that is not shown)", "ALTER ROLE contact", "COMMENT ON ROLE contact",
	"ALTER DATABASE nest", "COMMENT ON DATABASE nest", "CREATE DOMAIN public.d", "CREATE TYPE public.e",
	"CREATE TABLE public.t", "ALTER TABLE public.t", "ALTER TABLE public.p", "CREATE VIEW public.v", "CREATE MATERIALIZED VIEW public.m",
	"CREATE FUNCTION public.f", "CREATE FUNCTION public.g", "CREATE PROCEDURE public.h", "CREATE TRIGGER tr ON public.t",
	"CREATE RULE ru ON public.t", "CREATE POLICY po ON public.t", "CREATE INDEX ip ON public.t", "CREATE INDEX ie ON public.t",
	"CREATE STATISTICS public.st", "ALTER PUBLICATION pu", "CREATE AGGREGATE public.ag", "CREATE SERVER se", "CREATE USER MAPPING FOR contact",
	"COMMENT ON COLUMN public.t.x", "GRANT TABLE public.t", "CREATE VIEW (a name that is not shown)", "ALTER TABLE (a name that is not shown)",
}

// TestRestoreLiterals wants the canaries in each kind of object to be found
// where PostgreSQL's programs write them, and in no other place: once in each
// statement, and never in the lines above it.
func TestRestoreLiterals(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	pg.CreateDB(t, "nest")
	pg.PSQL(t, "nest", literalObjects)
	for _, flags := range [][]string{nil, {"--inserts", "--quote-all-identifiers"}} {
		dump := pg.DumpAll(t, flags...)
		got, rep := canaryRun(t, string(dump))
		if got.code != exitOK {
			t.Fatalf("%q: exit code %d, stderr:\n%s", flags, got.code, got.stderr)
		}
		var places []string
		for _, f := range rep.Literals.Findings {
			place := strings.ReplaceAll(f.Place, `"`, "")
			if f.Kind != "e-mail addresses" {
				t.Errorf("%q: %s in %s, line %d", flags, f.Kind, place, f.Line)
			}
			if !slices.Contains(places, place) {
				places = append(places, place)
			}
			if !onLine(dump, f) {
				t.Errorf("%q: line %d, in %s, has no canary", flags, f.Line, place)
			}
		}
		slices.Sort(places)
		want := slices.Sorted(slices.Values(literalDumped))
		if !slices.Equal(places, want) {
			t.Errorf("%q: found in\n%s\nwant\n%s", flags, strings.Join(places, "\n"), strings.Join(want, "\n"))
		}
	}
}

// onLine reports whether the line of a finding has a canary.
func onLine(dump []byte, f report.Literal) bool {
	lines := strings.Split(string(dump), "\n")
	return f.Line <= int64(len(lines)) && strings.Contains(lines[f.Line-1], "canary") && !strings.HasPrefix(lines[f.Line-1], "-- Name")
}
