package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt/dumptest"
)

// canaryPlaces have a canary in each place where SQL text can hold one, and say
// where it is found: in which statement, and in which of its lines. CANARY
// stands for an address of its own.
var canaryPlaces = []struct {
	stmt, place string
	line        int
}{
	{"CREATE TABLE public.a (\n    x text DEFAULT 'CANARY'::text\n);", "CREATE TABLE public.a", 1},
	{"CREATE TABLE public.b (\n    x text,\n    CONSTRAINT c CHECK ((x <> 'CANARY'::text))\n);", "CREATE TABLE public.b", 2},
	{"CREATE TABLE public.c (\n    x text,\n    y text GENERATED ALWAYS AS ((x || 'CANARY'::text)) STORED\n);", "CREATE TABLE public.c", 2},
	{"CREATE TABLE public.d (\n    id text\n)\nPARTITION BY RANGE ((id || 'CANARY'::text));", "CREATE TABLE public.d", 3},
	{"ALTER TABLE ONLY public.d ATTACH PARTITION public.e FOR VALUES IN ('CANARY');", "ALTER TABLE public.d", 0},
	{"ALTER TABLE ONLY public.a ALTER COLUMN x SET DEFAULT 'CANARY';", "ALTER TABLE public.a", 0},
	{"ALTER TABLE public.a\n    ADD CONSTRAINT f CHECK ((x <> 'CANARY'::text)) NOT VALID;", "ALTER TABLE public.a", 1},
	{"ALTER TABLE ONLY public.a\n    ADD CONSTRAINT g EXCLUDE USING gist (x WITH =) WHERE ((x <> 'CANARY'::text));", "ALTER TABLE public.a", 1},
	{"CREATE DOMAIN public.d1 AS text\n\tCONSTRAINT d1_check CHECK ((VALUE <> 'CANARY'::text));", "CREATE DOMAIN public.d1", 1},
	{"CREATE TYPE public.mood AS ENUM (\n    'sad',\n    'CANARY'\n);", "CREATE TYPE public.mood", 2},
	{"CREATE VIEW public.v AS\n SELECT a.x\n   FROM public.a\n  WHERE (a.x = 'CANARY'::text);", "CREATE VIEW public.v", 3},
	{"CREATE VIEW public.v1 AS\n SELECT E'x\\n\\100' || U&'CANARY' AS y;", "CREATE VIEW public.v1", 1},
	{"CREATE MATERIALIZED VIEW public.m AS\n SELECT 'it''s CANARY'::text AS x\n  WITH NO DATA;", "CREATE MATERIALIZED VIEW public.m", 1},
	{"CREATE FUNCTION public.f1() RETURNS text\n    LANGUAGE sql\n    AS $$\nSELECT 'CANARY';\n$$;", "CREATE FUNCTION public.f1", 3},
	{"CREATE FUNCTION public.f2() RETURNS text\n    LANGUAGE sql\n    AS '\nSELECT ''CANARY'';\n';", "CREATE FUNCTION public.f2", 3},
	{"CREATE FUNCTION public.f3() RETURNS text\n    LANGUAGE plpgsql\n    AS $_$\nBEGIN -- ask CANARY\n  RETURN 1;\nEND $_$;", "CREATE FUNCTION public.f3", 3},
	{"CREATE FUNCTION public.f4() RETURNS void\n    LANGUAGE plpgsql\n    AS $_$\nBEGIN\n  EXECUTE $q$SELECT E'it''s CANARY'$q$;\nEND $_$;", "CREATE FUNCTION public.f4", 4},
	{"CREATE FUNCTION public.f5(x text DEFAULT 'CANARY'::text) RETURNS void\n    LANGUAGE sql\n    AS 'SELECT 1';", "CREATE FUNCTION public.f5", 0},
	{"CREATE FUNCTION public.f6() RETURNS text\n    LANGUAGE sql\n    SET \"app.x\" TO 'CANARY'\n    AS 'SELECT 1';", "CREATE FUNCTION public.f6", 2},
	{"CREATE PROCEDURE public.p1()\n    LANGUAGE sql\n    BEGIN ATOMIC\n SELECT 'CANARY'::text;\nEND;", "CREATE PROCEDURE public.p1", 3},
	{"CREATE AGGREGATE public.agg(text) (\n    SFUNC = textcat,\n    STYPE = text,\n    INITCOND = 'CANARY'\n);", "CREATE AGGREGATE public.agg", 3},
	{"CREATE POLICY p ON public.a USING ((x = 'CANARY'::text));", "CREATE POLICY p ON public.a", 0},
	{"CREATE TRIGGER t AFTER INSERT ON public.a FOR EACH ROW EXECUTE FUNCTION public.f('CANARY');", "CREATE TRIGGER t ON public.a", 0},
	{"CREATE TRIGGER t BEFORE UPDATE ON public.a FOR EACH ROW WHEN ((new.x = 'CANARY'::text)) EXECUTE FUNCTION public.f();", "CREATE TRIGGER t ON public.a", 0},
	{"CREATE EVENT TRIGGER et ON ddl_command_start\n         WHEN TAG IN ('CANARY')\n   EXECUTE FUNCTION public.f();", "CREATE EVENT TRIGGER et ON ddl_command_start", 1},
	{"CREATE RULE r AS\n    ON INSERT TO public.a\n   WHERE (new.x = 'CANARY'::text) DO INSTEAD NOTHING;", "CREATE RULE r ON public.a", 2},
	{"CREATE INDEX i1 ON public.a USING btree (x) WHERE (x <> 'CANARY'::text);", "CREATE INDEX i1 ON public.a", 0},
	{"CREATE UNIQUE INDEX i2 ON public.a USING btree (replace(x, 'CANARY'::text, ''::text));", "CREATE INDEX i2 ON public.a", 0},
	{"CREATE STATISTICS public.s ON ((x || 'CANARY'::text)) FROM public.a;", "CREATE STATISTICS public.s", 0},
	{"CREATE PUBLICATION pub WITH (publish = 'insert');", "", -1},
	{"ALTER PUBLICATION pub ADD TABLE ONLY public.a WHERE ((x <> 'CANARY'::text));", "ALTER PUBLICATION pub", 0},
	{"CREATE SUBSCRIPTION \"CANARY\" CONNECTION 'host=db.corp.de' PUBLICATION p WITH (connect = false);", "CREATE SUBSCRIPTION (a name that is not shown)", 0},
	{"CREATE SERVER srv FOREIGN DATA WRAPPER postgres_fdw OPTIONS (\n    host 'CANARY'\n);", "CREATE SERVER srv", 1},
	{"CREATE USER MAPPING FOR bob SERVER srv OPTIONS (\n    \"user\" 'CANARY',\n    password 'x'\n);", "CREATE USER MAPPING FOR bob", 1},
	{"CREATE FOREIGN TABLE public.ft (\n    x text OPTIONS (\n    column_name 'CANARY'\n)\n)\nSERVER srv;", "CREATE FOREIGN TABLE public.ft", 2},
	{"ALTER ROLE bob SET \"app.contact\" TO 'CANARY';", "ALTER ROLE bob", 0},
	{"ALTER ROLE bob IN DATABASE shop SET \"app.contact\" TO 'CANARY';", "ALTER ROLE bob", 0},
	{"ALTER DATABASE shop SET \"app.contact\" TO 'CANARY';", "ALTER DATABASE shop", 0},
	{"CREATE ROLE \"CANARY\";", "CREATE ROLE (a name that is not shown)", 0},
	{"ALTER VIEW public.v OWNER TO \"CANARY\";", "ALTER VIEW public.v", 0},
	{"GRANT SELECT ON TABLE public.a TO \"CANARY\";", "GRANT TABLE public.a", 0},
	{"ALTER DEFAULT PRIVILEGES FOR ROLE bob GRANT SELECT ON TABLES TO \"CANARY\";", "ALTER DEFAULT PRIVILEGES FOR ROLE bob", 0},
	{"CREATE SCHEMA \"CANARY\";", "CREATE SCHEMA (a name that is not shown)", 0},
	{"CREATE VIEW public.\"CANARY\" AS\n SELECT 1;", "CREATE VIEW (a name that is not shown)", 0},
	{"CREATE TABLESPACE ts LOCATION '/srv/CANARY';", "CREATE TABLESPACE ts", 0},
	{"CREATE TEXT SEARCH DICTIONARY public.ts (\n    TEMPLATE = pg_catalog.simple,\n    stopwords = 'CANARY' );", "CREATE TEXT SEARCH DICTIONARY public.ts", 2},
	{"COMMENT ON COLUMN public.a.x IS 'like CANARY';", "COMMENT ON COLUMN public.a.x", 0},
	{"COMMENT ON TABLE public.a IS E'like\\n\nCANARY';", "COMMENT ON TABLE public.a", 1},
	{"COMMENT ON FUNCTION public.f1() IS 'CANARY';", "COMMENT ON FUNCTION public.f1", 0},
	{"COMMENT ON ROLE bob IS 'CANARY';", "COMMENT ON ROLE bob", 0},
	{"COMMENT ON DATABASE shop IS 'CANARY';", "COMMENT ON DATABASE shop", 0},
	{"COMMENT ON LARGE OBJECT 990001 IS 'CANARY';", "COMMENT ON LARGE OBJECT 990001", 0},
	{"COMMENT ON CONSTRAINT c ON public.b IS 'CANARY';", "COMMENT ON CONSTRAINT c ON public.b", 0},
	{"SECURITY LABEL FOR dummy ON COLUMN public.a.x IS 'CANARY';", "SECURITY LABEL ON COLUMN public.a.x", 0},
	{"-- made by CANARY", "a comment", 0},
	{"/* made\n by CANARY */", "a comment", 1},
	{"SELECT pg_catalog.set_config('app.contact', 'CANARY', false);", "SELECT set_config", 0},
	{"\\connect -reuse-previous=on \"dbname='CANARY'\"", `\connect`, 0},
}

// canaryStatement returns the statement with its own canary in it.
func canaryStatement(i int) string {
	return strings.ReplaceAll(canaryPlaces[i].stmt, "CANARY", fmt.Sprintf("canary%d@corp.de", i))
}

// canaryRun runs the program with a dump and wants no canary on stderr, nor in
// the report, which it returns, nor in what check prints.
func canaryRun(t *testing.T, dump string, args ...string) (result, report.Report) {
	t.Helper()
	var rep report.Report
	file := filepath.Join(t.TempDir(), "report.json")
	check := len(args) > 0 && args[0] == "check"
	if !check {
		args = append(args, "--report", file)
	}
	got := runDump(dump, append(args, "--partial")...)
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &rep)
	}
	if err != nil && !check && got.code != exitUsage {
		t.Fatal(err)
	}
	text = append(text, got.stderr...)
	if check {
		text = append(text, got.stdout...)
	}
	for _, leak := range findLeaks(text, canary) {
		t.Errorf("%q: what is said of %q has %s", args, dump, leak)
	}
	return got, rep
}

// TestLiteralPlaces wants the canary of each place to be found there, and to be
// told nowhere.
func TestLiteralPlaces(t *testing.T) {
	fail := policyFile(t, "version = 1\nsoft = true\n[columns]\nid = \"keep\"\n[outside]\nliterals = \"fail\"\n")
	ignore := policyFile(t, "version = 1\nsoft = true\n[columns]\nid = \"keep\"\n[outside]\nliterals = \"ignore\"\n")
	for i, c := range canaryPlaces {
		if testing.Short() && i%6 > 0 {
			continue
		}
		dump := "SET client_encoding = 'UTF8';\n\n" + canaryStatement(i) + "\n"
		want := []report.Literal{{Kind: "e-mail addresses", Place: c.place, Line: int64(3 + c.line), Count: 1}}
		if c.line < 0 {
			want = []report.Literal{}
		}
		got, rep := canaryRun(t, dump)
		if !dumptest.HasGrammar && got.code == exitUsage && strings.Contains(dump, " CHECK (") {
			continue // a column under a condition that is not read needs a rule
		}
		if got.code != exitOK || !slices.Equal(rep.Literals.Findings, want) {
			t.Errorf("%s: exit code %d, findings %v, want %v, stderr:\n%s", dump, got.code, rep.Literals.Findings, want, got.stderr)
			continue
		}
		if got, rep := canaryRun(t, dump, "-p", ignore); got.code != exitOK || rep.Literals.Total != 0 {
			t.Errorf("%s: ignored: exit code %d, %d findings", dump, got.code, rep.Literals.Total)
		}
		if c.line < 0 {
			continue
		}
		where := fmt.Sprintf("dump line %d: %s holds ", 3+c.line, c.place)
		if !strings.Contains(got.stderr, "warning: "+where) {
			t.Errorf("%s: no warning of it on stderr:\n%s", dump, got.stderr)
		}
		got, _ = canaryRun(t, dump, "-p", fail)
		if got.code == exitOK || string(got.stdout) != poison || !strings.Contains(got.stderr, where) || !strings.Contains(got.stderr, `literals = "fail"`) {
			t.Errorf("%s: with fail, exit code %d, %d bytes, stderr:\n%s", dump, got.code, len(got.stdout), got.stderr)
		}
		for _, format := range []string{"text", "json"} {
			got, _ := canaryRun(t, dump, "check", "--format", format)
			if got.code != exitOK || !strings.Contains(got.stderr+string(got.stdout), strings.ReplaceAll(c.place, `\`, `\\`)) && format == "json" {
				t.Errorf("%s: check as %s, exit code %d\n%s", dump, format, got.code, got.stdout)
			}
			if got, _ := canaryRun(t, dump, "check", "--format", format, "-p", fail); got.code != exitFound {
				t.Errorf("%s: check as %s with fail, exit code %d", dump, format, got.code)
			}
		}
	}
}

// TestLiteralsTogether wants all places in one dump to be found, in the order
// of the dump, whatever the number of workers, and few of them on stderr.
func TestLiteralsTogether(t *testing.T) {
	var dump strings.Builder
	n := 0
	for i, c := range canaryPlaces {
		dump.WriteString(canaryStatement(i) + "\n\n")
		if c.line >= 0 {
			n++
		}
	}
	for _, jobs := range []string{"1", "4"} {
		got, rep := canaryRun(t, dump.String(), "-j", jobs)
		if got.code != exitOK || len(rep.Literals.Findings) != n || rep.Literals.Total != int64(n) || rep.Literals.Action != "warn" {
			t.Fatalf("exit code %d, %d findings, want %d, stderr:\n%s", got.code, len(rep.Literals.Findings), n, got.stderr)
		}
		if !slices.IsSortedFunc(rep.Literals.Findings, func(a, b report.Literal) int { return int(a.Line - b.Line) }) {
			t.Error("the findings are not in the order of the dump")
		}
		if lines := strings.Count(got.stderr, "warning: "); lines != maxLiteralWarnings {
			t.Errorf("%d warnings on stderr, want %d:\n%s", lines, maxLiteralWarnings, got.stderr)
		}
		// Three in one place are told in one line.
		more := n - (maxLiteralWarnings - 1) - 2
		for _, want := range []string{"ALTER TABLE public.a holds e-mail addresses (3)\n", fmt.Sprintf("and %d more outside of columns; --report FILE", more)} {
			if !strings.Contains(got.stderr, "warning: dump line 22: "+want) && !strings.Contains(got.stderr, "warning: "+want) {
				t.Errorf("stderr does not say %q:\n%s", want, got.stderr)
			}
		}
	}
}

// TestLiteralsBroken spoils the statements in many ways: whatever is said of
// them, it holds no canary.
func TestLiteralsBroken(t *testing.T) {
	for i := range canaryPlaces {
		stmt := canaryStatement(i)
		at := strings.Index(stmt, "canary")
		if at < 0 || testing.Short() && i%24 > 0 {
			continue
		}
		end := at + len("canary00@corp.de")
		for _, broken := range []string{
			stmt[:min(end, len(stmt))], stmt[:min(end, len(stmt))] + ";", stmt[:min(end, len(stmt))] + "';", stmt[:min(end, len(stmt))] + "' \\x ;",
			stmt[:at] + "canary@corp.de', ) FROM ((" + stmt[at:], strings.Replace(stmt, " ", " garbage ", 1), strings.Replace(stmt, " ", " 'canary@corp.de' ", 2),
			stmt + "\nUPDATE t SET x = 'canary@corp.de';", stmt + "\nCOPY public.a (x) FROM stdin;\ncanary\tcanary\n\\.\n",
		} {
			canaryRun(t, broken, "-j", "1")
			canaryRun(t, broken, "check")
		}
	}
}

// TestLiteralsPoison wants a finding after the first rows to mark the output.
func TestLiteralsPoison(t *testing.T) {
	fail := policyFile(t, "version = 1\nunlisted = \"keep\"\n[outside]\nliterals = \"fail\"\n")
	dump := whole(users + "CREATE INDEX i ON public.users USING btree (email) WHERE (email <> 'bob@corp.de');\n")
	got := runDump(dump, "-p", fail)
	if got.code != exitFailed && got.code != exitUsage || !got.marked() || strings.Contains(string(got.stdout), "CREATE INDEX") {
		t.Errorf("exit code %d, output:\n%s", got.code, got.stdout)
	}
	if !strings.Contains(got.stderr, "CREATE INDEX i ON public.users holds e-mail addresses") {
		t.Errorf("stderr:\n%s", got.stderr)
	}
	// More rows than are in flight have been written by then.
	rows := strings.Repeat("1\tann@example.com\tx\n", 400_000)
	dump = strings.Replace(dump, "FROM stdin;\n", "FROM stdin;\n"+rows, 1)
	got = runDump(dump, "-p", fail, "-j", "1")
	if got.code != exitFailed || len(got.stdout) == 0 || !got.marked() || strings.Contains(string(got.stdout), "CREATE INDEX") {
		t.Errorf("after many rows: exit code %d, %d bytes, marked: %t", got.code, len(got.stdout), got.marked())
	}
}
