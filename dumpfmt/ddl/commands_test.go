package ddl

import (
	"cmp"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
)

// commands has an example of each command in PostgreSQL's list, by what becomes
// of it. COPY and INSERT bring rows, and have readers of their own.
var commands = map[string]string{
	"refuse": `
ABORT;
CALL p('x');
CLOSE c;
COMMIT PREPARED 'x';
DEALLOCATE p;
DECLARE c CURSOR FOR SELECT 1;
DELETE FROM t WHERE a = 'x';
DISCARD ALL;
DO $$ BEGIN NULL; END $$;
EXECUTE p('x');
EXPLAIN ANALYZE INSERT INTO t VALUES ('x');
FETCH c;
IMPORT FOREIGN SCHEMA s FROM SERVER v INTO p;
LISTEN c;
LOAD 'x';
MERGE INTO t USING u ON true WHEN MATCHED THEN UPDATE SET a = 'x';
MOVE c;
NOTIFY c, 'x';
PREPARE p AS INSERT INTO t VALUES ('x');
PREPARE TRANSACTION 'x';
RELEASE SAVEPOINT s;
ROLLBACK;
ROLLBACK PREPARED 'x';
ROLLBACK TO SAVEPOINT s;
SAVEPOINT s;
TABLE t;
UNLISTEN c;
UPDATE t SET a = 'x';
UPDATE pg_catalog.pg_database SET datistemplate = false, datname = 'x' WHERE datname = 'y';
VALUES ('x');
WAIT FOR LSN '0/0';
WITH x AS (INSERT INTO t VALUES ('x') RETURNING a) SELECT a FROM x;
NONSENSE;
SELECT a INTO u FROM public.t;
SET LOCAL search_path = s;
INSERT INTO public.u VALUES (1) RETURNING 'x';
CREATE TABLE u AS SELECT 1;
CREATE TABLE u AS TABLE public.t;
CREATE SCHEMA s CREATE TABLE t (a int);
CREATE TEMP TABLE t (a int);
CREATE TEMP VIEW t AS SELECT 1;
CREATE OR REPLACE TEMPORARY RECURSIVE VIEW t (a) AS SELECT 1;
CREATE TEMP SEQUENCE t;
CREATE VIEW pg_temp.t AS SELECT 1;
CREATE SEQUENCE IF NOT EXISTS pg_temp_3.t;
ALTER TABLE public.t OWpublic.t (a, b);
ALTER TABLE public.t OWNER TO app ('Ann Lee');
ALTER TABLE public.t OWNER TO app 'Ann Lee', ENABLE TRIGGER ALL;
ALTER TABLE ONLY public.t REPLICA IDENTITY USING INDEX i ('Ann Lee');
ALTER TYPE public.ty OWNER TO app 'Ann Lee';
CREATE INDEX i ON public.t USING btree (a) ('Ann Lee');
CREATE UNIQUE INDEX i ON public.t (a) VALUES 'Ann Lee';
GRANT SELECT ON public.t TO app, 'Ann Lee';
REFRESH MATERIALIZED VIEW v, 'Ann Lee';
DROP VIEW v, 'Ann Lee';
COMMIT 'Ann Lee';
SHOW 'Ann Lee';
TRUNCATE v 'Ann Lee';
LOCK TABLE v IN 'Ann Lee' MODE;
ALTER VIEW public.t RENAME a TO z;
ALTER MATERIALIZED VIEW IF EXISTS public.t RENAME COLUMN a TO z;
ALTER TYPE public.t RENAME ATTRIBUTE a TO z;
SELECT own();
SELECT public."own"('x');
SELECT * FROM public.own_v;
SELECT pg_catalog.abs(1), own();
SELECT U&"o\0077n"();
SELECT pg_catalog.query_to_xml('INSERT INTO t VALUES (1)', true, true, '');
SELECT "dblink_exec" ('host=x', 'INSERT INTO t VALUES (1)');
SELECT cron.schedule('nightly', '0 3 * * *', 'INSERT INTO t VALUES (1)');
SELECT * FROM ag_catalog.cypher('people', 'CREATE (:Person)') AS (v text);
SELECT net.http_post('https://example.com', '{}');
SELECT pg_background_launch('INSERT INTO t VALUES (1)');
SELECT pglogical.replicate_ddl_command('INSERT INTO t VALUES (1)');
SELECT pgmq.send('q', '{}');
SELECT pgmq.send_batch('q', '{}');
SELECT pgq.insert_event('q', 'type', 'data');
SELECT 1 FROM pg_catalog.TS_STAT('SELECT a FROM t');
SELECT lo_import('/tmp/x');
SELECT pg_catalog.pg_notify('c', 'Ann Lee');
SELECT count(*), "pg_notify" ('c', 'Ann Lee') FROM x;
SELECT pg_logical_emit_message(true, 'c', 'Ann Lee');
SELECT vault.create_secret('Ann Lee', 'key');
SELECT vault.update_secret('1', 'Ann Lee');
ALTER INDEX public.t RENAME TO u;
ALTER SCHEMA public RENAME TO s;
ALTER TYPE public.ty RENAME TO tz;
ALTER TYPE public.ty SET SCHEMA s;
ALTER DOMAIN public.d RENAME TO e;
DROP COLLATION c CASCADE;
DROP EXTENSION e CASCADE;
DROP FUNCTION f() CASCADE;
DROP OWNED BY r;
DROP TYPE public.ty CASCADE;
DROP DOMAIN public.d CASCADE;
`,
	"follow": `
ALTER DOMAIN public.d SET NOT NULL;
SET search_path = s;
SET SCHEMA 's';
SET NAMES 'LATIN1';
SET client_encoding = 'LATIN1';
SET standard_conforming_strings = off;
RESET ALL;
SELECT pg_catalog.set_config('search_path', '', false);
ALTER FOREIGN TABLE public.t ADD COLUMN z int;
ALTER TABLE public.t ADD COLUMN z int;
ALTER TABLE public.t RENAME TO z;
ALTER TABLE public.t SET SCHEMA s;
ALTER TYPE public.ty ADD ATTRIBUTE z int CASCADE;
CREATE COLLATION c (provider = icu, locale = 'und', deterministic = false);
CREATE DOMAIN e AS text;
CREATE FOREIGN TABLE ft (a int) SERVER s;
CREATE INDEX i ON public.t (lower(b)) WHERE a > 1;
CREATE UNIQUE INDEX i ON public.t (a);
CREATE TABLE z (a int);
CREATE TEMP TABLE z (a int);
CREATE TYPE z AS (a int);
DROP DOMAIN e;
DROP FOREIGN TABLE ft;
DROP SCHEMA public CASCADE;
DROP TABLE public.t;
DROP TYPE z;
`,
	"edit": `
ALTER DATABASE d SET app.key = 'x';
SELECT pg_catalog.set_config('app.key', 'x', false);
ALTER FOREIGN DATA WRAPPER w OPTIONS (SET password 'x');
ALTER FOREIGN TABLE public.t OPTIONS (SET password 'x');
ALTER FUNCTION f() SET app.key = 'x';
ALTER GROUP g ADD USER u;
ALTER PROCEDURE f() SET app.key = 'x';
ALTER ROLE r PASSWORD 'x';
ALTER ROLE r SET app.key = 'x';
ALTER ROUTINE f() SET app.key = 'x';
ALTER SERVER s OPTIONS (SET password 'x');
ALTER SUBSCRIPTION s CONNECTION 'x';
ALTER SYSTEM SET primary_conninfo = 'x';
ALTER USER u PASSWORD 'x';
ALTER USER MAPPING FOR u SERVER s OPTIONS (SET password 'x');
COMMENT ON TABLE t IS 'x';
CREATE FOREIGN DATA WRAPPER w OPTIONS (password 'x');
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET app.key = 'x' AS 'SELECT 1';
CREATE GROUP g;
CREATE PROCEDURE f() LANGUAGE sql SET app.key = 'x' AS 'SELECT 1';
CREATE ROLE r PASSWORD 'x';
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password 'x');
CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p;
CREATE USER u PASSWORD 'x';
CREATE USER MAPPING FOR u SERVER s OPTIONS (password 'x');
SECURITY LABEL ON TABLE t IS 'x';
SELECT pg_catalog.lowrite(0, 'x');
SELECT pg_catalog.pg_restore_attribute_stats('x');
SET app.key = 'x';
`,
	"pass": `
ALTER AGGREGATE f(int) OWNER TO r;
ALTER COLLATION c OWNER TO r;
ALTER CONVERSION c OWNER TO r;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r;
ALTER EVENT TRIGGER e DISABLE;
ALTER EXTENSION e UPDATE;
ALTER INDEX i ATTACH PARTITION j;
ALTER LANGUAGE l OWNER TO r;
ALTER LARGE OBJECT 1 OWNER TO r;
ALTER MATERIALIZED VIEW m OWNER TO r;
ALTER OPERATOR = (int, int) OWNER TO r;
ALTER OPERATOR CLASS c USING btree OWNER TO r;
ALTER OPERATOR FAMILY f USING btree OWNER TO r;
ALTER POLICY p ON t TO r;
ALTER PROPERTY GRAPH g OWNER TO r;
ALTER PUBLICATION p OWNER TO r;
ALTER RULE r ON t RENAME TO s;
ALTER SEQUENCE s OWNED BY t.a;
ALTER STATISTICS s OWNER TO r;
ALTER TABLESPACE x OWNER TO r;
ALTER TEXT SEARCH CONFIGURATION c OWNER TO r;
ALTER TEXT SEARCH DICTIONARY c OWNER TO r;
ALTER TEXT SEARCH PARSER c RENAME TO d;
ALTER TEXT SEARCH TEMPLATE c RENAME TO d;
ALTER TRIGGER g ON t RENAME TO h;
ALTER VIEW v OWNER TO r;
CREATE ACCESS METHOD m TYPE INDEX HANDLER h;
CREATE AGGREGATE f(int) (sfunc = g, stype = int);
CREATE CAST (int AS text) WITH INOUT;
CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f;
CREATE DATABASE d;
CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f();
CREATE EXTENSION e;
CREATE LANGUAGE l;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE OPERATOR = (function = f);
CREATE OPERATOR CLASS c FOR TYPE int USING btree AS STORAGE int;
CREATE OPERATOR FAMILY f USING btree;
CREATE POLICY p ON t;
CREATE PROPERTY GRAPH g VERTEX TABLES (t);
CREATE PUBLICATION p;
CREATE RULE r AS ON SELECT TO t DO NOTHING;
CREATE SCHEMA s;
CREATE SEQUENCE s;
CREATE STATISTICS s ON a, b FROM t;
CREATE TABLESPACE x LOCATION 'x';
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
CREATE TEXT SEARCH DICTIONARY c (template = simple);
CREATE TEXT SEARCH PARSER c (start = f);
CREATE TEXT SEARCH TEMPLATE c (lexize = f);
CREATE TRANSFORM FOR int LANGUAGE l (FROM SQL WITH FUNCTION f(internal));
CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f();
CREATE VIEW v AS SELECT 1;
CREATE TEMP VIEW v AS SELECT 1;
DROP ACCESS METHOD m;
DROP AGGREGATE f(int);
DROP CAST (int AS text);
DROP COLLATION c;
DROP CONVERSION c;
DROP DATABASE d;
DROP EVENT TRIGGER e;
DROP EXTENSION e;
DROP FOREIGN DATA WRAPPER w;
DROP FUNCTION f();
DROP GROUP g;
DROP INDEX i CASCADE;
DROP LANGUAGE l;
DROP MATERIALIZED VIEW m CASCADE;
DROP OPERATOR = (int, int);
DROP OPERATOR CLASS c USING btree;
DROP OPERATOR FAMILY f USING btree;
DROP POLICY p ON t;
DROP PROCEDURE f();
DROP PROPERTY GRAPH g;
DROP PUBLICATION p;
DROP ROLE r;
DROP ROUTINE f();
DROP RULE r ON t;
DROP SCHEMA s;
DROP SEQUENCE s CASCADE;
DROP SERVER s CASCADE;
DROP STATISTICS s;
DROP SUBSCRIPTION s;
DROP TABLESPACE x;
DROP TEXT SEARCH CONFIGURATION c;
DROP TEXT SEARCH DICTIONARY c;
DROP TEXT SEARCH PARSER c;
DROP TEXT SEARCH TEMPLATE c;
DROP TRANSFORM FOR int LANGUAGE l;
DROP TRIGGER g ON t;
DROP USER u;
DROP USER MAPPING FOR u SERVER s;
DROP VIEW v CASCADE;
ANALYZE t;
BEGIN;
CHECKPOINT;
CLUSTER t;
COMMIT;
END;
GRANT SELECT ON t TO r;
LOCK TABLE t;
REASSIGN OWNED BY a TO b;
REFRESH MATERIALIZED VIEW m;
REINDEX TABLE t;
REPACK t;
RESET row_security;
REVOKE SELECT ON t FROM r;
SELECT pg_catalog.setval('s', 1, true);
SELECT pg_catalog.own('s');
SELECT 'own', setval('own', max(a)) FROM t;
SELECT 'dblink_exec(', setval('dblink_s', 1);
SET row_security = off;
SET CONSTRAINTS ALL DEFERRED;
SET ROLE r;
SET SESSION AUTHORIZATION r;
SET TRANSACTION READ ONLY;
SHOW all;
START TRANSACTION;
TRUNCATE t;
VACUUM t;
UPDATE pg_catalog.pg_database SET datistemplate = false WHERE datname = 'template1';
;
`,
}

// TestCommands holds each command to its place in the table.
func TestCommands(t *testing.T) {
	for want, list := range commands {
		for sql := range strings.Lines(strings.TrimSpace(list)) {
			stmt := []byte(strings.TrimSpace(sql))
			s := apply(t, []string{"public"}, "CREATE TYPE ty AS (a int);", "CREATE DOMAIN d AS int;",
				"CREATE FUNCTION public.own() RETURNS int LANGUAGE sql AS 'SELECT 1';", "CREATE OR REPLACE RECURSIVE VIEW own_v (a) AS SELECT 1;",
				"CREATE TABLE t (a int, b text, c ty, e d, f int GENERATED ALWAYS AS (a) STORED);")
			before := show(s)
			set, err := scanned(stmt)
			if err == nil {
				err = Check(stmt)
			}
			if err == nil {
				_, err = Apply(s, stmt, session("public"))
			}
			changed := show(s) != before
			edited := outside.Classify(stmt, session("public")) != outside.None
			got := "pass"
			switch {
			case err != nil:
				got = "refuse"
			case changed || set || want == "follow" && relevant(stmt):
				got = "follow"
			case edited:
				got = "edit"
			}
			if got != want {
				t.Errorf("%s: %s, want %s (%v)", stmt, got, want, err)
			}
		}
	}
}

// TestRulesThatRewriteInserts wants no rows to go where a rule sends them.
func TestRulesThatRewriteInserts(t *testing.T) {
	s := apply(t, []string{"public"}, "CREATE TABLE t (a int);", "CREATE TABLE u (a int);",
		"CREATE OR REPLACE RULE r AS ON INSERT TO t DO INSTEAD INSERT INTO u VALUES (NEW.a);", "CREATE RULE r AS ON UPDATE TO u DO NOTHING;",
		"CREATE TABLE v (a int);", `CREATE RULE U&"r!0061" UESCAPE '!' AS ON INSERT TO v DO INSTEAD INSERT INTO u VALUES (NEW.a);`)
	for _, tt := range []struct {
		table  string
		insert bool
		ok     bool
	}{{"t", true, false}, {"t", false, true}, {"u", true, true}, {"v", true, false}} {
		for _, schema := range []string{"", "public"} {
			h := &dumpfmt.Header{Table: dumpfmt.Name{Schema: schema, Name: tt.table}, Unqualified: schema == "", Insert: tt.insert}
			if _, err := Target(s, h, session("public")); (err == nil) != tt.ok {
				t.Errorf("%+v: error %v", tt, err)
			}
		}
	}
	if _, err := Apply(s, []byte("DROP TABLE t, v;"), session("public")); err != nil || len(s.Redirected) > 0 {
		t.Errorf("a rule outlives its table: error %v", err)
	}
}

// scanned reports whether the scanner makes another session of a statement. Its
// error is that of an INSERT, too.
func scanned(stmt []byte) (set bool, err error) {
	first := true
	sc := dumpfmt.NewScanner(strings.NewReader("SET search_path = t;\nSELECT 1;\n"+string(stmt)+"\nSELECT 1;\n"), dumpfmt.Partial())
	var b dumpfmt.Batch
	var ses *dumpfmt.Session
	for sc.Scan(&b) {
		for i := range b.Segs {
			switch seg := &b.Segs[i]; {
			case seg.Kind == dumpfmt.Insert:
				_, err = seg.CheckInserts(0)
			case seg.Kind == dumpfmt.SQL && string(seg.Bytes) == "SELECT 1;":
				set = !first && seg.Session != ses
				first, ses = false, seg.Session
			}
		}
	}
	return set, cmp.Or(sc.Err(), err)
}

// phrase is a run of words in capitals.
var phrase = regexp.MustCompile(`[A-Z]+(?: [A-Z]+)*`)

// kindOf is a command without what is not its kind of object.
func kindOf(s string) string {
	s = regexp.MustCompile(`^(?:CREATE|ALTER|DROP) (?:OR REPLACE )?`).ReplaceAllString(s, "")
	return regexp.MustCompile(`^(?:(?:TEMP|TEMPORARY|RECURSIVE|UNIQUE) )*`).ReplaceAllString(s, "")
}

// TestTableOfCommands wants the table in the package's documentation and the
// cases to name the same.
func TestTableOfCommands(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(strings.ReplaceAll(string(text), "//\t", " "), " rows ")
	for group, next := range map[string]string{"follow": "edit", "edit": "pass", "pass": "refuse", "refuse": "package"} {
		_, said, _ := strings.Cut(table, "\n "+group+" ")
		said, _, found := strings.Cut(said, "\n"+strings.Repeat(" ", min(1, len("package")-len(next)))+next)
		if !found {
			t.Fatalf("the table has no %s", group)
		}
		phrases := phrase.FindAllString(strings.Join(strings.Fields(said), " "), -1)
		used := map[string]bool{}
		for sql := range strings.Lines(strings.TrimSpace(commands[group])) {
			named := group == "pass" && sql != kindOf(sql) || strings.HasPrefix(sql, "NONSENSE") || strings.TrimSpace(sql) == ";"
			for _, p := range phrases {
				if strings.Contains(sql, p) {
					used[p] = true
				}
				named = named || strings.HasPrefix(sql, p) || strings.HasPrefix(kindOf(sql), kindOf(p))
			}
			if !named {
				t.Errorf("the table does not %s %s", group, sql)
			}
		}
		for _, p := range phrases {
			if !used[p] && !used[kindOf(p)] && !strings.Contains(commands[group], kindOf(p)) {
				t.Errorf("no case of %s has %s", group, p)
			}
		}
	}
}

// TestAllCommands wants a case of each command that the reference of PostgreSQL 15
// to 19 has.
func TestAllCommands(t *testing.T) {
	var all []string
	for _, list := range commands {
		all = append(all, strings.Split(list, "\n")...)
	}
	for _, c := range postgresCommands() {
		if !slices.ContainsFunc(all, func(sql string) bool { return strings.HasPrefix(sql, c+" ") || sql == c+";" }) {
			t.Errorf("no case of %s", c)
		}
	}
}

// postgresCommands are the pages of the reference, but COPY, INSERT, CREATE TABLE
// AS and SELECT INTO.
func postgresCommands() (list []string) {
	const (
		all = "AGGREGATE, COLLATION, CONVERSION, DATABASE, DOMAIN, EVENT TRIGGER, EXTENSION, FOREIGN DATA WRAPPER, FOREIGN TABLE, FUNCTION, GROUP, INDEX, LANGUAGE, " +
			"MATERIALIZED VIEW, OPERATOR, OPERATOR CLASS, OPERATOR FAMILY, POLICY, PROCEDURE, PROPERTY GRAPH, PUBLICATION, ROLE, RULE, SCHEMA, SEQUENCE, SERVER, STATISTICS, " +
			"SUBSCRIPTION, TABLE, TABLESPACE, TEXT SEARCH CONFIGURATION, TEXT SEARCH DICTIONARY, TEXT SEARCH PARSER, TEXT SEARCH TEMPLATE, TRIGGER, TYPE, USER, USER MAPPING, VIEW"
		others = "ABORT, ALTER DEFAULT PRIVILEGES, ALTER LARGE OBJECT, ALTER ROUTINE, ALTER SYSTEM, ANALYZE, BEGIN, CALL, CHECKPOINT, CLOSE, CLUSTER, COMMENT, COMMIT, COMMIT PREPARED, " +
			"CREATE ACCESS METHOD, CREATE CAST, CREATE TRANSFORM, DEALLOCATE, DECLARE, DELETE, DISCARD, DO, DROP ACCESS METHOD, DROP CAST, DROP OWNED, DROP ROUTINE, DROP TRANSFORM, " +
			"END, EXECUTE, EXPLAIN, FETCH, GRANT, IMPORT FOREIGN SCHEMA, LISTEN, LOAD, LOCK, MERGE, MOVE, NOTIFY, PREPARE, PREPARE TRANSACTION, REASSIGN OWNED, REFRESH MATERIALIZED VIEW, " +
			"REINDEX, RELEASE SAVEPOINT, REPACK, RESET, REVOKE, ROLLBACK, ROLLBACK PREPARED, ROLLBACK TO SAVEPOINT, SAVEPOINT, SECURITY LABEL, SELECT, SET, SET CONSTRAINTS, SET ROLE, " +
			"SET SESSION AUTHORIZATION, SET TRANSACTION, SHOW, START TRANSACTION, TABLE, TRUNCATE, UNLISTEN, UPDATE, VACUUM, VALUES, WAIT FOR, WITH"
	)
	for _, kind := range strings.Split(all, ", ") {
		list = append(list, "CREATE "+kind, "ALTER "+kind, "DROP "+kind)
	}
	return append(list, strings.Split(others, ", ")...)
}

func TestTarget(t *testing.T) {
	s := apply(t, []string{"public"}, "CREATE TABLE t (a int);", "CREATE TABLE app.t (a int);", "CREATE TABLE app.u (a int);", "CREATE TEMP TABLE w (a int);",
		"CREATE TABLE app.pg_mine (a int);")
	for _, tt := range []struct {
		name, path string
		user       bool
		want       string
	}{
		{"t", "public", false, "public.t"}, {"t", "app,public", false, "app.t"}, {"u", "public,app", false, "app.u"}, {"w", "public", false, "pg_temp.w"},
		{"x", "app,public", false, "app.x"}, {"t", "public", true, ""}, {"u", "app", true, "app.u"}, {"u", "public", true, ""},
		{"app.t", "public", true, "app.t"}, {"pg_temp_3.w", "", false, "pg_temp.w"},
		{"pg_catalog.pg_authid", "", false, ""}, {"pg_largeobject", "public", false, ""}, {"pg_mine", "app", false, "app.pg_mine"}, {"app.pg_x", "", false, "app.pg_x"},
	} {
		h := &dumpfmt.Header{Table: dumpfmt.Name{Name: tt.name}, Unqualified: true}
		if schema, name, ok := strings.Cut(tt.name, "."); ok {
			h = &dumpfmt.Header{Table: dumpfmt.Name{Schema: schema, Name: name}}
		}
		got, err := Target(s, h, &dumpfmt.Session{SearchPath: strings.Split(tt.path, ","), UserPath: tt.user})
		if (err != nil) != (tt.want == "") || err == nil && got.String() != tt.want {
			t.Errorf("%s in %s: %s, error %v", tt.name, tt.path, got, err)
		}
	}
}

// TestTriggersBeforeRows wants to know which rows a trigger sees.
func TestTriggersBeforeRows(t *testing.T) {
	const trigger = "CREATE TRIGGER g BEFORE INSERT OR UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();"
	for name, tt := range map[string]struct {
		statements []string
		want       bool
	}{
		"none":                 {nil, false},
		"before":               {[]string{trigger}, true},
		"a constraint's":       {[]string{"CREATE CONSTRAINT TRIGGER g AFTER INSERT ON public.t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();"}, true},
		"or replaced":          {[]string{`CREATE OR REPLACE TRIGGER "on" AFTER UPDATE OR INSERT ON "t" FOR EACH STATEMENT EXECUTE PROCEDURE f('x');`}, true},
		"of updates":           {[]string{"CREATE TRIGGER g AFTER UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f();"}, false},
		"of another table":     {[]string{"CREATE TRIGGER g AFTER INSERT ON u FOR EACH ROW EXECUTE FUNCTION f();"}, false},
		"disabled":             {[]string{trigger, "ALTER TABLE public.t DISABLE TRIGGER ALL;"}, false},
		"enabled again":        {[]string{trigger, "ALTER TABLE t DISABLE TRIGGER USER;", "ALTER TABLE ONLY t ENABLE ALWAYS TRIGGER g;"}, true},
		"one of several":       {[]string{trigger, "ALTER TABLE t DISABLE TRIGGER other;"}, true},
		"a table made anew":    {[]string{trigger, "DROP TABLE t;", "CREATE TABLE t (a int);"}, false},
		"an event's":           {[]string{"CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();"}, true},
		"of a partition's":     {[]string{trigger, "CREATE TABLE p PARTITION OF t FOR VALUES IN (1);", "DROP TABLE IF EXISTS z;"}, true},
		"that is not finished": {[]string{"CREATE TRIGGER g BEFORE INSERT"}, false},
	} {
		s := apply(t, []string{"public"}, append([]string{"CREATE TABLE t (a int) PARTITION BY LIST (a);", "CREATE TABLE u (a int);"}, tt.statements...)...)
		table := dumpfmt.Name{Schema: "public", Name: "t"}
		if s.Tables[dumpfmt.Name{Schema: "public", Name: "p"}] != nil {
			table.Name = "p"
		}
		if got := Fires(s, table); got != tt.want {
			t.Errorf("%s: %t, want %t", name, got, tt.want)
		}
	}
}

// TestDropSchemaOfTypes: DROP SCHEMA … CASCADE that drops columns elsewhere, with the
// types that are made of one in the schema, is refused.
func TestDropSchemaOfTypes(t *testing.T) {
	for name, stmts := range map[string][]string{
		"column":    {"CREATE TABLE b.t (c a.e);"},
		"domain":    {"CREATE DOMAIN b.d AS a.e;", "CREATE TABLE b.t (c b.d);"},
		"composite": {"CREATE TYPE b.r AS (f a.e);", "CREATE TABLE b.t (c b.r);"},
		"goes, too": {"CREATE DOMAIN a.d AS a.e;", "CREATE TABLE a.t (c a.e, d a.d);"},
	} {
		s := apply(t, nil, append([]string{"CREATE TYPE a.e AS ENUM ('x');"}, stmts...)...)
		if _, err := Apply(s, []byte("DROP SCHEMA a CASCADE;"), session()); errors.Is(err, errCascade) != (name != "goes, too") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPathSetByRows: what rows ask may set the search_path, and a name without a schema is
// then that of none of several tables.
func TestPathSetByRows(t *testing.T) {
	tables := []string{"CREATE TABLE public.t (a text, b text);", "CREATE TABLE app.t (b text, a text);"}
	function := "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql "
	for stmt, ok := range map[string]bool{
		"CREATE TABLE public.d (a text DEFAULT set_config('search_path', 'app', false));":              false,
		`CREATE TABLE public.d (a text CHECK (pg_catalog."set_config"('search_path', a, false)<>''));`: false,
		"CREATE DOMAIN public.d AS text CHECK (set_config('search_path', VALUE, false) <> '');":        false,
		"CREATE MATERIALIZED VIEW public.d AS SELECT SET_CONFIG('search_path', 'app', false);":         false,
		"ALTER TABLE public.t ADD COLUMN c text DEFAULT set_config('search_path', 'app', false);":      false,
		function + "AS $$ SELECT Set_Config('search_path', 'app', false) $$;":                          false,
		function + "AS ' SET Search_Path = app; SELECT 1 ';":                                           false,
		function + "BEGIN ATOMIC SELECT set_config('search_path', 'app', false); END;":                 false,
		function + "AS $$ SET SCHEMA 'app'; SELECT 1 $$;":                                              false,
		function + "SET search_path = app AS $$ SELECT 1 $$;":                                          true,
		"CREATE TABLE public.d (a text DEFAULT 'x');":                                                  true,
	} {
		s := apply(t, []string{"public"}, append(tables, stmt)...)
		h := &dumpfmt.Header{Table: dumpfmt.Name{Schema: "public", Name: "t"}, Unqualified: true}
		if _, err := Target(s, h, session("public")); (err == nil) != ok {
			t.Errorf("%s: error %v", stmt, err)
		}
		h.Unqualified = false
		if _, err := Target(s, h, session("public")); err != nil {
			t.Errorf("%s: with a schema: error %v", stmt, err)
		}
	}
}
