package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// refusal is a policy that check refuses, and a database on which it would have
// failed. Rules are by column name, so that they hold for partitions by
// themselves.
type refusal struct {
	name   string
	sql    string // the schema and its rows
	policy string
	says   string // what check says, as a pattern
	fails  string // what PostgreSQL says to the restore, as a pattern
	text   string // a column whose type the mask is not told
	mods   bool   // types keep their lengths where they are told
}

var refusals = []refusal{
	{"lossy on UNIQUE", `CREATE TABLE t (a text UNIQUE); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "redact"`, `may give two values one result.* UNIQUE`, `could not create unique index`, "", false},
	{"lossy in PRIMARY KEY", `CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (11), (12)`,
		`a = { mask = "bucket", size = 10 }`, `may give two values one result.* PRIMARY KEY`, `could not create unique index`, "", false},
	{"lossy in UNIQUE of two", `CREATE TABLE t (a text, b int, UNIQUE (a, b)); INSERT INTO t VALUES ('x', 1), ('y', 1)`,
		`a = "redact"`, `may give two values one result`, `could not create unique index`, "", false},
	{"lossy in a unique index on an expression", `CREATE TABLE t (a text); CREATE UNIQUE INDEX ON t ((a || '!')); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "redact"`, `its expressions name the column`, `could not create unique index`, "", false},
	{"who is in a partial index changes", `CREATE TABLE t (a int, b boolean); CREATE UNIQUE INDEX ON t (a) WHERE b; INSERT INTO t VALUES (1, true), (1, false)`,
		`b = { set = "true" }`, `may change which rows are in`, `could not create unique index`, "", false},
	{"NULLs that are not distinct", `CREATE TABLE t (a text UNIQUE NULLS NOT DISTINCT); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "null"`, `may give two values one result`, `could not create unique index`, "", false},
	{"NULLs that a unique index has a value for", `CREATE TABLE t (a text); CREATE UNIQUE INDEX ON t (coalesce(a, '')); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "null"`, `may give two values one result`, `could not create unique index`, "", false},
	{"lossy in an EXCLUDE by equality", `CREATE TABLE t (a text, EXCLUDE USING hash (a WITH =)); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "redact"`, `may break the constraint EXCLUDE`, `could not create exclusion constraint`, "", false},
	{"null in PRIMARY KEY", `CREATE TABLE t (a text PRIMARY KEY); INSERT INTO t VALUES ('x')`,
		`a = "null"`, `NOT NULL, it cannot become NULL`, `null value in column "a"`, "", false},
	{"UNIQUE on a generated column", `CREATE TABLE t (a text, g text GENERATED ALWAYS AS (upper(a)) STORED UNIQUE); INSERT INTO t VALUES ('x'), ('y')`,
		`a = "redact"`, `is in the UNIQUE t_g_key`, `could not create unique index`, "", false},
	{"a row's set on UNIQUE", `CREATE TABLE t (a text UNIQUE, b int); INSERT INTO t VALUES ('x', 1), ('y', 1)`,
		"a = \"keep\"\nb = \"keep\"\n[[tables.\"public.t\".rows]]\nwhere = { b = 1 }\nset = { a = \"one\" }", `UNIQUE`, `could not create unique index`, "", false},

	{"ends of a FOREIGN KEY with two masks", keyed, "code = \"hash\"\nref = \"email\"", `rows would lose their partners`, `violates foreign key constraint`, "", false},
	{"one end of a FOREIGN KEY kept", keyed, "code = \"hash\"\nref = \"keep\"", `rows would lose their partners`, `violates foreign key constraint`, "", false},
	{"ends of a FOREIGN KEY of two lengths", `CREATE TABLE p (code text UNIQUE); INSERT INTO p VALUES ('x'), ('y');
		CREATE TABLE c (ref varchar(16) REFERENCES p (code)); INSERT INTO c VALUES ('x'), ('y')`,
		"code = \"hash\"\nref = \"hash\"", `rows would lose their partners`, `violates foreign key constraint`, "", true},
	{"a mask that goes by the row in a FOREIGN KEY", `CREATE TABLE p (id int PRIMARY KEY, on_day date UNIQUE); INSERT INTO p SELECT i, date '2020-01-01' + i * 100 FROM generate_series(1, 9) i;
		CREATE TABLE c (id int PRIMARY KEY, day date REFERENCES p (on_day)); INSERT INTO c SELECT 20 + i, date '2020-01-01' + i * 100 FROM generate_series(1, 9) i`,
		"id = \"keep\"\non_day = \"date_shift\"\nday = \"date_shift\"", `rows would lose their partners|may give two values`, `could not create unique index|violates foreign key constraint`, "", false},
	{"one NULL in MATCH FULL", `CREATE TABLE p (x int, y int, UNIQUE (x, y)); INSERT INTO p VALUES (1, 2);
		CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p (x, y) MATCH FULL); INSERT INTO c VALUES (1, 2)`,
		"a = \"null\"\n\"*\" = \"keep\"", `MATCH FULL`, `MATCH FULL does not allow mixing`, "", false},

	{"key of a list", `CREATE TABLE t (id int, a text) PARTITION BY LIST (a); CREATE TABLE t_x PARTITION OF t FOR VALUES IN ('x'); INSERT INTO t VALUES (1, 'x')`,
		"id = \"keep\"\na = \"redact\"", `in the partition key`, `violates partition constraint`, "", false},
	{"key of a hash", `CREATE TABLE t (a int) PARTITION BY HASH (a); CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE t_1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1); INSERT INTO t SELECT generate_series(1, 20)`,
		`a = "permute"`, `its values break its partitions`, `violates partition constraint`, "", false},
	{"key that is an expression", `CREATE TABLE t (id int, a text) PARTITION BY LIST (lower(a)); CREATE TABLE t_x PARTITION OF t FOR VALUES IN ('x'); INSERT INTO t VALUES (1, 'X')`,
		"id = \"keep\"\na = \"hash\"", `in the partition key`, `violates partition constraint`, "", false},

	{"a value that CHECK forbids", `CREATE TABLE t (a text CHECK (a IN ('x', 'y'))); INSERT INTO t VALUES ('x')`,
		`a = { set = "z" }`, `its values break CHECK`, `violates check constraint`, "", false},
	{"a CHECK that is not understood", `CREATE TABLE t (a text CHECK (reverse(a) = a)); INSERT INTO t VALUES ('level')`,
		`a = "hash"`, `not understood`, `violates check constraint`, "", false},
	{"a CHECK of two columns", `CREATE TABLE t (a int, b int, CHECK (a < b)); INSERT INTO t SELECT i, i + 1 FROM generate_series(100, 140) i`,
		"a = \"scramble\"\nb = \"scramble\"", `not understood`, `violates check constraint`, "", false},
	{"a CHECK on a generated column", `CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a * 2) STORED CHECK (g < 100)); INSERT INTO t SELECT generate_series(10, 49)`,
		`a = "scramble"`, `CHECK.* of the generated column`, `violates check constraint`, "", false},
	{"a generated column that overflows", `CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a * a) STORED); INSERT INTO t SELECT generate_series(1, 40)`,
		`a = "permute"`, `expression of the generated column`, `integer out of range`, "", false},
	{"a CHECK of a domain", `CREATE DOMAIN d AS text CHECK (VALUE ~ '^[a-z]+$'); CREATE TABLE t (a d); INSERT INTO t VALUES ('x')`,
		`a = { set = "1" }`, `its values break the CHECK of domain`, `violates check constraint`, "", false},
	{"a CHECK of a domain within an array", `CREATE DOMAIN d AS text CHECK (VALUE ~ '^[a-z]+$'); CREATE TABLE t (a d[]); INSERT INTO t VALUES ('{x,y}')`,
		`a = { set = "{1}" }`, `the CHECK of domain`, `violates check constraint`, "", false},
	{"null under a CHECK", `CREATE TABLE t (a text CHECK (a IS NOT NULL)); INSERT INTO t VALUES ('x')`,
		`a = "null"`, `CHECK`, `violates check constraint`, "", false},

	{"a text for a number", `CREATE TABLE t (a int); INSERT INTO t VALUES (1)`, `a = "uuid"`, `uuid`, `invalid input syntax for type integer`, "a", false},
	{"a label that is none", `CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (a e); INSERT INTO t VALUES ('x')`,
		`a = { set = "z" }`, `no such label`, `invalid input value for enum`, "", false},
	{"a text for money", `CREATE TABLE t (a money); INSERT INTO t VALUES (1)`, `a = { set = "z" }`, `not a value of type money`, `invalid input syntax for type money`, "a", false},
	{"a literal of a type that is not known", `CREATE TABLE t (a pg_lsn); INSERT INTO t VALUES ('0/1')`,
		`a = { set = "z" }`, `is not known`, `invalid input syntax for type pg_lsn`, "", false},
	{"null in NOT NULL", `CREATE TABLE t (a text NOT NULL); INSERT INTO t VALUES ('x')`,
		`a = "null"`, `NOT NULL, it cannot become NULL`, `violates not-null constraint`, "", false},
	{"null in a domain NOT NULL", `CREATE DOMAIN d AS text NOT NULL; CREATE TABLE t (a d); INSERT INTO t VALUES ('x')`,
		`a = "null"`, `NOT NULL, it cannot become NULL`, `does not allow null values`, "", false},
	{"null below a generated NOT NULL", `CREATE TABLE t (a text, g text GENERATED ALWAYS AS (lower(a)) STORED NOT NULL); INSERT INTO t VALUES ('x')`,
		`a = "null"`, `NOT NULL of the generated column`, `violates not-null constraint`, "", false},
	{"a literal that is too long", `CREATE TABLE t (a varchar(3)); INSERT INTO t VALUES ('x')`,
		`a = { set = "abcd" }`, `4 characters`, `value too long`, "", false},
	{"a digest that is too long", `CREATE TABLE t (a varchar(8)); INSERT INTO t VALUES ('x')`,
		`a = { mask = "hash", length = 20 }`, `length`, `value too long`, "", false},

	{"EXCLUDE with a range", `CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH &&)); INSERT INTO t SELECT int4range(i * 10, i * 10 + 9) FROM generate_series(1, 30) i`,
		`a = "scramble"`, `may break the constraint EXCLUDE`, `could not create exclusion constraint`, "", false},
	{"EXCLUDE with an expression", `CREATE TABLE t (a int, b int, EXCLUDE USING gist (int4range(a, a + b) WITH &&)); INSERT INTO t SELECT i * 10, 9 FROM generate_series(1, 30) i`,
		"a = \"scramble\"\nb = \"keep\"", `may break the constraint EXCLUDE`, `could not create exclusion constraint`, "", false},
	{"EXCLUDE with WHERE", `CREATE TABLE t (a int4range, b boolean, EXCLUDE USING gist (a WITH &&) WHERE (b)); INSERT INTO t VALUES ('[1,5)', true), ('[2,3)', false)`,
		"a = \"keep\"\nb = { set = \"true\" }", `may break the constraint EXCLUDE`, `could not create exclusion constraint`, "", false},
}

// keyed is a FOREIGN KEY over text.
const keyed = `CREATE TABLE p (code text UNIQUE); INSERT INTO p VALUES ('x'), ('y');
	CREATE TABLE c (ref text REFERENCES p (code)); INSERT INTO c VALUES ('x'), ('y')`

// TestRestoreRefused shows that what check refuses would have failed: the rows
// of a dump are masked by a schema that hides the constraint, and PostgreSQL
// refuses what comes out.
func TestRestoreRefused(t *testing.T) {
	pg := pgtest.Start(t)
	for i, r := range refusals {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			db := fmt.Sprintf("refused %d", i)
			pg.CreateDB(t, db)
			pg.PSQL(t, db, r.sql)
			policy := "version = 1\nunlisted = \"keep\"\n[columns]\n" + r.policy + "\n"
			dump := [][]byte{pg.Dump(t, db, "--section=pre-data"), pg.Dump(t, db, "--section=data"), pg.Dump(t, db, "--section=post-data")}
			report, stderr, code := checkStrictly(t, tempFile(t, "policy.toml", []byte(policy)), tempFile(t, "dump.sql", joined(dump...)))
			said := stderr
			for _, f := range report.Findings {
				said += f.Message + "\n"
			}
			if code != exitFound || !regexp.MustCompile(r.says).MatchString(said) {
				t.Errorf("check: exit code %d, want it to say %q:\n%s", code, r.says, said)
			}
			if res := r.restore(t, pg, db, dump, "control", "version = 1\nunlisted = \"keep\"\n"); res.ExitCode != 0 {
				t.Fatalf("kept as it is, the dump does not restore:\n%s", res.Stderr)
			}
			res := r.restore(t, pg, db, dump, "forced", policy)
			if res.ExitCode != 3 || !regexp.MustCompile(r.fails).MatchString(res.Stderr) {
				t.Errorf("psql: exit code %d, want it to say %q:\n%s", res.ExitCode, r.fails, res.Stderr)
			}
		})
	}
}

// restore masks the rows of a database without a look at its constraints, and
// restores them between what comes before and after.
func (r *refusal) restore(t *testing.T, pg *pgtest.Server, db string, dump [][]byte, suffix, policy string) pgtest.Result {
	t.Helper()
	loose := tempFile(t, "loose.sql", []byte(r.looseSchema(t, pg, db)))
	out, stderr, code := filter(dump[1], "-p", tempFile(t, "policy.toml", []byte(policy)),
		"--salt-file", tempFile(t, "salt", []byte(zooSalt)), "--schema", loose)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	to := db + " " + suffix
	pg.CreateDB(t, to)
	defer pg.DropDB(t, to)
	return pg.Restore(to, joined(dump[0], out, dump[2]))
}

// joined returns the sections of a dump as one.
func joined(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// looseSchema returns the tables with rows of a database without constraints,
// and, unless r.mods says so, without lengths; domains and enums are what they
// are over.
func (r *refusal) looseSchema(t *testing.T, pg *pgtest.Server, db string) string {
	t.Helper()
	tables := pg.Query(t, db, fmt.Sprintf(`
		SELECT format('CREATE TABLE %%I.%%I (%%s);', n.nspname, c.relname, string_agg(format('%%I %%s', a.attname, CASE
			WHEN a.attname = '%s' OR t.typtype IN ('e', 'd') THEN 'text'
			WHEN t.typelem <> 0 AND e.typtype IN ('e', 'd') THEN 'text[]'
			WHEN %v THEN format_type(a.atttypid, a.atttypmod) ELSE format_type(a.atttypid, NULL) END), ', ' ORDER BY a.attnum))
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attgenerated = ''
		JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem
		WHERE c.relkind = 'r' AND n.nspname = 'public' GROUP BY 1 = 1, n.nspname, c.relname`, r.text, r.mods))
	var b strings.Builder
	for _, row := range tables {
		b.WriteString(row[0].Text + "\n")
	}
	return b.String() + "--\n-- PostgreSQL database dump complete\n--\n\n"
}

// TestRestoreConflict shows why a lossy mask is refused under ON CONFLICT DO
// NOTHING: rows are lost, and nobody says so.
func TestRestoreConflict(t *testing.T) {
	t.Parallel()
	const conflict = " ON CONFLICT DO NOTHING;"
	pg := pgtest.Start(t)
	pg.CreateDB(t, "conflict")
	pg.PSQL(t, "conflict", "CREATE TABLE t (a text UNIQUE); INSERT INTO t VALUES ('x'), ('y'), ('z')")
	pre := pg.Dump(t, "conflict", "--section=pre-data")
	post := pg.Dump(t, "conflict", "--section=post-data")
	data := pg.Dump(t, "conflict", "--section=data", "--inserts", "--on-conflict-do-nothing")
	policy := tempFile(t, "policy.toml", []byte("version = 1\n[columns]\na = \"redact\"\n"))
	salt := tempFile(t, "salt", []byte(zooSalt))
	_, stderr, code := filter(joined(pre, data, post), "-p", policy, "--salt-file", salt)
	if code == 0 || !strings.Contains(stderr, "ON CONFLICT DO NOTHING would drop rows") {
		t.Errorf("exit code %d, stderr:\n%s", code, stderr)
	}
	schema := tempFile(t, "schema.sql", pre)
	out, stderr, code := filter(bytes.ReplaceAll(data, []byte(conflict), []byte(";")), "-p", policy, "--salt-file", salt, "--schema", schema)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	pg.CreateDB(t, "out")
	// A conflict needs its constraint before the rows.
	requireRestored(t, pg.Restore("out", joined(pre, post, regexp.MustCompile(`(?m)^(INSERT .*);$`).ReplaceAll(out, []byte("$1"+conflict)))))
	if n := pg.QueryText(t, "out", "SELECT count(*) FROM t"); n != "1" {
		t.Errorf("%s rows, want the one that is left of three", n)
	}
}
