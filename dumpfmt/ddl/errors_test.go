package ddl

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// secret stands in the literals of the broken statements.
const secret = "CANARY"

var errorTests = []struct {
	name, sql string
	want      string // a part of the error
}{
	{"a column without a type", "CREATE TABLE a.t (x NOT NULL, y text DEFAULT 'CANARY');", "table a.t: column x: found a word at byte 20, want a type"},
	{"a default that does not end", "CREATE TABLE a.t (x text DEFAULT 'CANARY);", "table a.t: column x: found an incomplete or unknown token at byte 33"},
	{"words after the columns", "CREATE TABLE a.t (x text) CANARY;", "table a.t: found a word at byte 26, want INHERITS"},
	{"a literal for a type", "CREATE TABLE a.t (x 'CANARY');", "table a.t: column x: found a string at byte 20, want a type"},
	{"no bracket", "CREATE TABLE a.t (x text", "table a.t: found the end of the statement at byte 24, want ')'"},
	{"two statements", "CREATE TABLE a.t (x text); CREATE TABLE a.u (x text);", "table a.t: found a word at byte 27, want a single statement"},
	{"CREATE TABLE AS", "CREATE TABLE a.t AS SELECT 'CANARY';", "table a.t: CREATE TABLE AS does not say its columns"},
	{"%TYPE", "CREATE TABLE a.t (x a.u.v%TYPE);", "table a.t: column x:"},
	{"a column twice", "CREATE TABLE a.t (x text, x int);", "table a.t: column x is defined twice"},
	{"an unknown parent of a partition", "CREATE TABLE a.t PARTITION OF a.p FOR VALUES IN ('CANARY');", "table a.t: its parent a.p is not defined"},
	{"an unknown type of a table", "CREATE TABLE a.t OF a.y;", "table a.t: its type a.y is not defined"},
	{"an unknown source of LIKE", "CREATE TABLE a.t (LIKE a.u);", "table a.t: LIKE: table a.u is not defined"},
	{"an enum with what is no label", "CREATE TYPE a.m AS ENUM ('CANARY', 3);", "type a.m: found a number at byte 35, want a string"},
	{"an enum with U&", "CREATE TYPE a.m AS ENUM (U&'\\0041CANARY' UESCAPE '\\' '\xff');", "type a.m: found a string"},
	{"a range without a subtype", "CREATE TYPE a.r AS RANGE (collation = 'CANARY');", "type a.r: no subtype"},
	{"a domain without a type", "CREATE DOMAIN a.d CHECK (VALUE <> 'CANARY');", "domain a.d: found a word at byte 18, want a type"},
	{"a column that is not understood", "ALTER TABLE a.known ADD COLUMN x DEFAULT 'CANARY';", "table a.known: column x: found a word at byte 33, want a type"},
	{"a column that is not there", "ALTER TABLE a.known ALTER COLUMN x TYPE text;", "table a.known: ALTER COLUMN: no column x"},
	{"a label that is not there", "ALTER TYPE a.enum ADD VALUE 'y' BEFORE 'CANARY';", "type a.enum: ADD VALUE: its neighbour is not one of its labels"},
	{"a type that is renamed", "ALTER TYPE a.enum RENAME TO other;", "type a.enum: RENAME and SET SCHEMA are not understood"},
	{"its own parent", "ALTER TABLE a.known INHERIT a.known;", "table a.known: its parent a.known is itself, or below it"},
	{"its own partition", "ALTER TABLE a.known ATTACH PARTITION a.known DEFAULT;", "table a.known: its parent a.known is itself, or below it"},
	{"a circle of children", "ALTER TABLE ONLY a.known INHERIT a.kid;", "table a.known: its parent a.kid is itself, or below it"},
	{"a circle of partitions", "ALTER TABLE ONLY a.kid ATTACH PARTITION a.known FOR VALUES IN ('CANARY');", "table a.kid: its parent a.kid is itself, or below it"},
	{"a circle of what comes again", "CREATE TABLE a.known () INHERITS (a.kid);", "table a.known: its parent a.kid is itself, or below it"},
	{"NUL", "CREATE TABLE a.t (x text, \x00 y text);", "table a.t: found an incomplete or unknown token at byte 26"},
}

func known(t *testing.T) *dumpfmt.Schema {
	return apply(t, nil, "CREATE TABLE a.known (i int);", "CREATE TABLE a.kid () INHERITS (a.known);", "CREATE TYPE a.enum AS ENUM ('x');")
}

func TestErrors(t *testing.T) {
	for _, tt := range errorTests {
		t.Run(tt.name, func(t *testing.T) {
			s := known(t)
			before := show(s)
			effect, err := Apply(s, []byte(tt.sql), session())
			switch {
			case err == nil:
				t.Fatalf("no error, want %q", tt.want)
			case effect.Concerned:
				t.Error("concerned, and an error")
			case !strings.Contains(err.Error(), tt.want):
				t.Errorf("error %q, want %q", err, tt.want)
			case strings.Contains(err.Error(), secret):
				t.Errorf("error %q has a literal of the statement", err)
			case show(s) != before:
				t.Errorf("the schema changed:\n%s", show(s))
			}
		})
	}
}

// TestPassed has statements that do not concern the schema, or that neither
// reader understands and that cannot hide columns or types.
func TestPassed(t *testing.T) {
	for _, sql := range []string{
		"", ";", "SELECT 1;", "COMMENT ON TABLE a.known IS 'x';", "CREATE TABLESPACE t;", "CREATE VIEW v AS SELECT 1;", "CREATE INDEX i ON a.known (i);",
		"ALTER TABLE a.known OWNER TO x;",
		"ALTER TABLE a.known ENABLE ROW LEVEL SECURITY;",
		"ALTER TABLE ONLY a.known REPLICA IDENTITY FULL;",
		"ALTER TABLE ONLY a.known ALTER COLUMN i SET STATISTICS 100;",
		"ALTER TABLE ONLY a.known ALTER COLUMN i SET (n_distinct=5);",
		"ALTER TABLE a.known CLUSTER ON x;",
		"ALTER TABLE a.view ADD COLUMN x int;",
		"ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y;",
		"ALTER TABLE a.known ALTER COLUMN i SET EXPRESSION AS (1);",
		"ALTER TABLE a.known ALTER CONSTRAINT c NOT ENFORCED;",
		"ALTER TABLE a.known ADD CONSTRAINT x SOMETHING NEW (i);",
		"CREATE UNIQUE INDEX i ON a.known SOMETHING NEW (i);",
		"CREATE UNIQUE INDEX i ON a.other (i);",
		"ALTER TYPE a.enum OWNER TO x;",
		"ALTER TYPE a.base SET (STORAGE = plain);",
		"ALTER DOMAIN a.d SOMETHING NEW;",
		"ALTER DOMAIN a.d ADD CHECK (VALUE > 0);",
		"DROP SOMETHING NEW;", "DROP INDEX a.i;",
	} {
		s := known(t)
		before := show(s)
		effect, err := Apply(s, []byte(sql), session())
		if err != nil || effect.Concerned || show(s) != before {
			t.Errorf("%s\nconcerned %v, error %v, schema:\n%s", sql, effect.Concerned, err, show(s))
		}
	}
}

func TestRelevant(t *testing.T) {
	for sql, want := range map[string]bool{
		"CREATE TABLE t ();": true, "create\n/* x */ unlogged -- y\n table t ();": true,
		"CREATE GLOBAL TEMPORARY TABLE t ();": true, "CREATE LOCAL TEMP TABLE t ();": true,
		"CREATE FOREIGN TABLE t ();": true, "CREATE TYPE t;": true, "CREATE DOMAIN d int;": true,
		"CREATE UNIQUE INDEX i ON t (a);": true, "ALTER FOREIGN TABLE t ADD a int;": true,
		"ALTER TYPE t ADD VALUE 'x';": true, "DROP DOMAIN d;": true,
		"CREATE INDEX i ON t (a);": true, "ALTER INDEX i ATTACH PARTITION j;": false, "CREATE VIEW v AS SELECT 1;": false,
		"CREATE OR REPLACE TEMP VIEW v AS SELECT 1;": false, "DROP SCHEMA s CASCADE;": true, "CREATE SCHEMA s;": true,
		"SELECT 1;": false, "SELECT 'into';": false, "SELECT a INTO t FROM u;": true, "CREATE COLLATION c (locale = 'x');": true,
		"ALTER SCHEMA s RENAME TO t;": true, "ALTER VIEW v RENAME TO w;": false,
		"CREATE FOREIGN DATA WRAPPER f;": false, "ALTER UNIQUE": false, "CREATE TABLES": false,
		"CREATE \"table\" t": false, "": false, "INSERT INTO create VALUES (1)": false,
	} {
		if got := relevant([]byte(sql)); got != want {
			t.Errorf("relevant(%q) = %v", sql, got)
		}
	}
}

func TestLooksDoNotAllocate(t *testing.T) {
	stmts := [][]byte{
		[]byte("ALTER TABLE public.users OWNER TO someone;"),
		[]byte("SELECT pg_catalog.setval('public.users_id_seq', 3, true);"),
		[]byte("ALTER TABLE ONLY public.users ALTER COLUMN a SET STATISTICS 3;"),
	}
	s := dumpfmt.NewSchema()
	allocs := testing.AllocsPerRun(100, func() {
		for _, stmt := range stmts {
			if effect, err := Apply(s, stmt, session()); effect.Concerned || err != nil {
				t.Fatal(effect, err)
			}
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations, want 0", allocs)
	}
}
