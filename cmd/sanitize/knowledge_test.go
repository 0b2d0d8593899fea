package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// framed puts a dump's frame round statements.
func framed(text string) string {
	return "--\n-- PostgreSQL database dump\n--\n\n" + text + "\n--\n-- PostgreSQL database dump complete\n--\n\n"
}

// behind are dumps that tell behind their rows what decides on them, and the
// row that must not come out.
var behind = map[string]struct{ policy, dump, value string }{
	"a partition": {
		"version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n",
		`CREATE TABLE public.users (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE public.u1 (id integer NOT NULL, note text);
COPY public.u1 (id, note) FROM stdin;
1	Alice's note
\.
ALTER TABLE ONLY public.users ATTACH PARTITION public.u1 FOR VALUES FROM (0) TO (10);
`, "Alice's note"},
	"a child": {
		"version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n",
		`CREATE TABLE public.users (id integer NOT NULL, note text);
CREATE TABLE public.old (id integer NOT NULL, note text);
INSERT INTO public.old VALUES (1, 'Alice note');
ALTER TABLE public.old INHERIT public.users;
`, "Alice note"},
	"a child among other changes": {
		"version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n",
		`CREATE TABLE public.users (id integer NOT NULL, note text);
CREATE TABLE public.old (id integer NOT NULL, note text);
INSERT INTO public.old VALUES (1, 'Alice note');
ALTER TABLE public.old REPLICA IDENTITY FULL, INHERIT public.users;
`, "Alice note"},
	"a child whose own child has the rows": {
		"version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n",
		`CREATE TABLE public.users (id integer NOT NULL, note text);
CREATE TABLE public.old (id integer NOT NULL, note text);
CREATE TABLE public.older () INHERITS (public.old);
INSERT INTO public.older (id, note) VALUES (1, 'Alice note');
ALTER TABLE public.old INHERIT public.users;
`, "Alice note"},
	"a partition of a partition": {
		"version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n",
		`CREATE TABLE public.users (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE public.low (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE public.u1 (id integer NOT NULL, note text);
COPY public.u1 (id, note) FROM stdin;
1	Alice's note
\.
ALTER TABLE ONLY public.low ATTACH PARTITION public.u1 FOR VALUES FROM (0) TO (10);
ALTER TABLE ONLY public.users ATTACH PARTITION public.low FOR VALUES FROM (0) TO (10);
`, "Alice's note"},
}

// TestFileKnowsWhatStandsBehindRows masks by rules of tables that its own becomes
// a part of behind its rows.
func TestFileKnowsWhatStandsBehindRows(t *testing.T) {
	for name, tt := range behind {
		t.Run(name, func(t *testing.T) {
			dump := framed(tt.dump)
			file := tempFile(t, "dump.sql", []byte(dump))
			args := []string{"-p", policyFile(t, tt.policy)}
			got := runDump("", append(args, file)...)
			if got.code != 0 || strings.Contains(string(got.stdout), tt.value) || !strings.Contains(string(got.stdout), "[REDACTED]") {
				t.Errorf("file: exit code %d, output\n%s\nstderr: %s", got.code, got.stdout, got.stderr)
			}
			if known := runDump(dump, append(args, "--schema", file)...); known.code != 0 || !bytes.Equal(known.stdout, got.stdout) {
				t.Errorf("pipe with --schema: exit code %d, output\n%s\nstderr: %s", known.code, known.stdout, known.stderr)
			}
			if piped := runDump(dump, args...); piped.code != 1 || !bytes.HasSuffix(piped.stdout, []byte("\n]\r]\n")) {
				t.Errorf("pipe: exit code %d, want 1 and the mark: %s", piped.code, piped.stderr)
			}
		})
	}
}

// TestNamesChangeBeforeRowsOnly refuses what gives rows that have passed the name
// of a table or column whose rule was not asked, or values of other columns.
func TestNamesChangeBeforeRowsOnly(t *testing.T) {
	policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n[tables.\"public.users\".columns]\nnote = \"redact\"\n")
	const tables = "CREATE SCHEMA s;\nCREATE TABLE public.users (id integer, note text);\nCREATE TABLE public.old (id integer, note text, raw text);\n" +
		"CREATE TABLE s.users (id integer, note text);\nCREATE TABLE public.kid () INHERITS (public.old);\n"
	const rows = "INSERT INTO public.users VALUES (1, 'x');\nINSERT INTO s.users VALUES (1, 'Alice note');\nINSERT INTO public.kid (id, note, raw) VALUES (1, 'a', 'Alice note');\n"
	for name, change := range map[string]string{
		"a table":                    "DROP TABLE public.users;\nALTER TABLE s.users SET SCHEMA public;\n",
		"a table by two names":       "ALTER TABLE public.users RENAME TO gone;\nALTER TABLE s.users SET SCHEMA public;\n",
		"a column":                   "ALTER TABLE public.users RENAME COLUMN note TO text;\n",
		"the column of a child":      "ALTER TABLE public.old RENAME raw TO text;\n",
		"the parent of a child":      "ALTER TABLE IF EXISTS public.old RENAME TO older;\n",
		"values of another column":   "ALTER TABLE public.old ALTER COLUMN note TYPE text USING raw;\n",
		"values beside other things": "ALTER TABLE public.old ALTER id SET NOT NULL, ALTER note SET DATA TYPE varchar(99) COLLATE \"C\" USING lower((raw)::text);\n",
		"values that are computed":   "ALTER TABLE public.old ADD COLUMN note2 text GENERATED ALWAYS AS (lower(raw)) STORED;\n",
	} {
		t.Run(name, func(t *testing.T) {
			dump := framed(tables + rows + change)
			file := tempFile(t, "dump.sql", []byte(dump))
			for how, got := range map[string]result{
				"pipe": runDump(dump, "-p", policy), "file": runDump("", "-p", policy, file), "check": runDump("", "check", "-p", policy, file),
			} {
				if got.code == 0 || !strings.Contains(got.stderr, "behind its rows") || strings.Contains(got.stderr, "Alice") {
					t.Errorf("%s: exit code %d, want an error: %s", how, got.code, got.stderr)
				}
			}
			if got := runDump(framed(tables+change), "-p", policy); strings.Contains(got.stderr, "behind") {
				t.Errorf("without rows: %s", got.stderr)
			}
		})
	}
}

// TestFilesAreReadBefore tells what breaks a constraint before the first row, in
// whatever way the file comes.
func TestFilesAreReadBefore(t *testing.T) {
	dump := framed("CREATE TABLE public.t (id integer, name text);\nCOPY public.t (id, name) FROM stdin;\n1\tx\n\\.\n" +
		"ALTER TABLE ONLY public.t ADD CONSTRAINT t_name_key UNIQUE (name);\n")
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nname = \"redact\"\n")
	var zst, gz bytes.Buffer
	zw, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	gw := gzip.NewWriter(&gz)
	zw.Write([]byte(dump))
	gw.Write([]byte(dump))
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := gw.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"plain": []byte(dump), "zstd": zst.Bytes(), "gzip": gz.Bytes()} {
		file := tempFile(t, "dump", text)
		wantEarly(t, name, runDump("", "-p", policy, file))
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		wantEarly(t, name+" on standard input", runReader(in, "-p", policy))
	}
	// What stands before the place where standard input begins is none of the dump.
	file := filepath.Join(t.TempDir(), "with a head")
	if err := os.WriteFile(file, []byte("not SQL\n"+dump), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := in.Seek(int64(len("not SQL\n")), 0); err != nil {
		t.Fatal(err)
	}
	wantEarly(t, "the rest of a file", runReader(in, "-p", policy))
}

func wantEarly(t *testing.T, name string, got result) {
	t.Helper()
	if got.code != 2 || len(got.stdout) != len("\n]\r]\n") || !strings.Contains(got.stderr, "t_name_key") {
		t.Errorf("%s: exit code %d, %d bytes, want 2 and the mark alone: %s", name, got.code, len(got.stdout), got.stderr)
	}
}

// TestSchemaMustAgree refuses a dump whose tables or types are others in the
// --schema file: rows without column names would be masked in the wrong place.
func TestSchemaMustAgree(t *testing.T) {
	dump := framed("CREATE TYPE public.mood AS ENUM ('sad', 'happy');\n" +
		"CREATE TABLE public.t (id integer, name text, mood public.mood);\nINSERT INTO public.t VALUES (1, 'Alice', 'sad');\n")
	for name, schema := range map[string]string{
		"another order":  "CREATE TYPE public.mood AS ENUM ('sad', 'happy');\nCREATE TABLE public.t (name text, id integer, mood public.mood);\n",
		"another type":   "CREATE TYPE public.mood AS ENUM ('sad', 'happy');\nCREATE TABLE public.t (id bigint, name text, mood public.mood);\n",
		"another column": "CREATE TYPE public.mood AS ENUM ('sad', 'happy');\nCREATE TABLE public.t (id integer, alias text, mood public.mood);\n",
		"another enum":   "CREATE TYPE public.mood AS ENUM ('sad', 'glad');\nCREATE TABLE public.t (id integer, name text, mood public.mood);\n",
		"no table":       "CREATE TABLE public.other (id integer);\n",
	} {
		file := tempFile(t, "schema.sql", []byte(framed(schema)))
		for how, got := range map[string]result{
			"pipe":  runDump(dump, "--schema", file),
			"file":  runDump("", "--schema", file, tempFile(t, "dump.sql", []byte(dump))),
			"check": runDump("", "check", "--schema", file, tempFile(t, "dump.sql", []byte(dump))),
		} {
			if got.code == 0 || bytes.Contains(got.stdout, []byte("CREATE")) || !strings.Contains(got.stderr, "--schema file") {
				t.Errorf("%s, %s: exit code %d: %s", name, how, got.code, got.stderr)
			}
		}
	}
}

// TestSchemaOfSeveralDatabases finds the database of a dump in a pg_dumpall.
func TestSchemaOfSeveralDatabases(t *testing.T) {
	all := "--\n-- PostgreSQL database cluster dump\n--\n\n\\connect one\n" +
		framed("CREATE TABLE public.t (a text, b text);\nCOPY public.t FROM stdin;\nx\ty\n\\.\nALTER TABLE ONLY public.t ADD CONSTRAINT one_key UNIQUE (a);\n") +
		"\\connect -reuse-previous=on \"dbname='number two'\"\n" +
		framed("CREATE TABLE public.t (b text, c text);\nALTER TABLE ONLY public.t ADD CONSTRAINT two_key UNIQUE (b);\n") +
		"--\n-- PostgreSQL database cluster dump complete\n--\n\n"
	schema := tempFile(t, "all.sql", []byte(all))
	policy := policyFile(t, "version = 1\n[columns]\n\"*\" = \"redact\"\n")
	for name, tt := range map[string]struct{ dump, want string }{
		"by its columns":  {"CREATE TABLE public.t (b text, c text);\nCOPY public.t FROM stdin;\nx\ty\n\\.\n", "two_key"},
		"by its name":     {"\\connect one\nCREATE TABLE public.t (a text, b text);\nCOPY public.t FROM stdin;\nx\ty\n\\.\n", "one_key"},
		"in its form":     {"\\c \"number two\"\nCREATE TABLE public.t (b text, c text);\nCOPY public.t FROM stdin;\nx\ty\n\\.\n", "two_key"},
		"as another says": {"\\connect one\nCREATE TABLE public.t (b text, c text);\nCOPY public.t FROM stdin;\nx\ty\n\\.\n", "another one in the --schema file"},
		"without a table": {"COPY public.t (b) FROM stdin;\nx\n\\.\n", "several databases"},
	} {
		got := runDump(framed(tt.dump), "-p", policy, "--schema", schema)
		if got.code == 0 || !strings.Contains(got.stderr, tt.want) {
			t.Errorf("%s: exit code %d, want %s: %s", name, got.code, tt.want, got.stderr)
		}
	}
	for _, args := range [][]string{{schema}, {"--schema", schema, schema}, {"check", schema}} {
		got := runDump("", append(args, "-p", policy)...)
		if got.code == 0 || !strings.Contains(got.stderr+string(got.stdout), "one_key") {
			t.Errorf("%q: exit code %d: %s", args, got.code, got.stderr)
		}
	}
}

// TestDatabasesWithoutRows asks the policy for the tables of a database that ends
// without a row, wherever in a cluster it stands.
func TestDatabasesWithoutRows(t *testing.T) {
	const bare, filled = "CREATE TABLE public.bare (title text);\n", "CREATE TABLE public.filled (name text);\nCOPY public.filled (name) FROM stdin;\nAnn\n\\.\n"
	cluster := func(dbs ...string) string {
		all := "--\n-- PostgreSQL database cluster dump\n--\n\n"
		for i, db := range dbs {
			all += fmt.Sprintf("\\connect db%d\n", i) + framed(db)
		}
		return all + "--\n-- PostgreSQL database cluster dump complete\n--\n\n"
	}
	rules := map[string]string{bare: "title = \"redact\"\n", filled: "name = \"name\"\n", "": ""}
	for _, dbs := range [][]string{{"", bare, ""}, {bare, ""}, {"", bare}, {bare, filled}, {filled, bare}, {filled, bare, ""}, {"", filled, "", bare, ""}} {
		dump, text := cluster(dbs...), "version = 1\nunlisted = \"fail\"\n[columns]\n"
		for _, db := range dbs {
			text += rules[db]
		}
		right, wrong := policyFile(t, text), policyFile(t, text+"nonesuch = \"keep\"\n")
		file := tempFile(t, "cluster.sql", []byte(dump))
		for _, args := range [][]string{{}, {file}} {
			if got := runDump(dump, append([]string{"-p", right}, args...)...); got.code != 0 {
				t.Errorf("%d databases, %d files: exit code %d: %s", len(dbs), len(args), got.code, got.stderr)
			}
			if got := runDump(dump, append([]string{"-p", wrong}, args...)...); got.code == 0 || !strings.Contains(got.stderr, "nonesuch") || strings.Contains(got.stderr, "title") {
				t.Errorf("%d databases, %d files: a rule for nothing: exit code %d: %s", len(dbs), len(args), got.code, got.stderr)
			}
		}
	}
}
