package main

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// halfwayDBs are three databases of one cluster in which the same people stand
// in tables of the same name: with other orders of columns, other encodings,
// and names that \connect must quote.
var halfwayDBs = []struct{ name, options, table string }{
	{"one", "", "(id int PRIMARY KEY, email text UNIQUE, note text)"},
	{"LATIN two", "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0", "(note text, email text UNIQUE, id int PRIMARY KEY)"},
	{`we ird'q"`, "", "(email text UNIQUE, id int PRIMARY KEY, note text)"},
}

const (
	halfwayRows = `INSERT INTO people (id, email, note)
		SELECT n, 'canary' || n || '@canary.example', E'canary \\ J\u00fcrgen''s\tn\u00f8te ' || n FROM generate_series(1, 20) n;
		SELECT lo_from_bytea(990001, 'canary');
		CREATE VIEW mails AS SELECT email FROM people;
		COMMENT ON TABLE people IS 'finch';`
	halfwayQuery  = "SELECT id, email, length(note), note, obj_description('people'::regclass) FROM people ORDER BY id"
	halfwayPolicy = "version = 1\nsoft = true\n[columns]\nid = \"keep\"\nemail = \"email\"\n[salt]\nenv = \"ZOO_SALT\"\n"
)

// halfwayForms are dumps of one database that change half way: transactions
// that end and begin, other users, another database.
var halfwayForms = []struct {
	name    string
	connect bool // the dump itself connects to its database
	dump    func(t *testing.T, pg *pgtest.Server, db string) []byte
}{
	{"-C", true, func(t *testing.T, pg *pgtest.Server, db string) []byte { return pg.Dump(t, db, "-C") }},
	{"-C --clean --if-exists", true, func(t *testing.T, pg *pgtest.Server, db string) []byte {
		return pg.Dump(t, db, "-C", "--clean", "--if-exists")
	}},
	{"-C --inserts", true, func(t *testing.T, pg *pgtest.Server, db string) []byte { return pg.Dump(t, db, "-C", "--inserts") }},
	{"--clean --if-exists", false, func(t *testing.T, pg *pgtest.Server, db string) []byte {
		return pg.Dump(t, db, "--clean", "--if-exists")
	}},
	{"--use-set-session-authorization", false, func(t *testing.T, pg *pgtest.Server, db string) []byte {
		return pg.Dump(t, db, "--use-set-session-authorization")
	}},
	{"sections", false, func(t *testing.T, pg *pgtest.Server, db string) (all []byte) {
		for _, s := range []string{"pre-data", "data", "post-data"} {
			all = append(all, pg.Dump(t, db, "--section="+s)...)
		}
		return all
	}},
	{"sections of two forms", false, func(t *testing.T, pg *pgtest.Server, db string) []byte {
		return slices.Concat(pg.Dump(t, db, "--section=pre-data", "--quote-all-identifiers"),
			pg.Dump(t, db, "--section=data", "--rows-per-insert=3"), pg.Dump(t, db, "--section=post-data"))
	}},
	{"pg_restore -1", false, func(t *testing.T, pg *pgtest.Server, db string) []byte { return pg.DumpArchive(t, db, "-1") }},
	{"pg_restore -C", true, func(t *testing.T, pg *pgtest.Server, db string) []byte { return pg.DumpArchive(t, db, "-C") }},
	{"pg_restore --transaction-size", false, func(t *testing.T, pg *pgtest.Server, db string) []byte {
		dump := inTransactions(pg.DumpArchive(t, db, "-1"))
		if n := bytes.Count(dump, []byte("COMMIT;\nBEGIN;\n")); n < 3 {
			t.Errorf("the dump has %d transactions", n+1)
		}
		return dump
	}},
}

// encodingFlags are pg_dump's for a database with the options.
func encodingFlags(options string) []string {
	if strings.Contains(options, "LATIN1") {
		return []string{"-E", "LATIN1"}
	}
	return nil
}

// inTransactions makes of pg_restore -1 what --transaction-size=2 of PostgreSQL
// 17 makes: COMMIT and BEGIN between objects (RestoreArchive in
// pg_backup_archiver.c).
func inTransactions(dump []byte) []byte {
	n := 0
	return regexp.MustCompile(`(?m)^--\n-- (Data for )?Name: `).ReplaceAllFunc(dump, func(head []byte) []byte {
		if n++; n%2 == 1 {
			return head
		}
		return append([]byte("COMMIT;\nBEGIN;\n"), head...)
	})
}

// TestRestoreHalfway filters dumps that change half way and restores them: the
// same people become the same others, in every form and database.
func TestRestoreHalfway(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	for _, db := range halfwayDBs {
		quoted := `"` + strings.ReplaceAll(db.name, `"`, `""`) + `"`
		pg.PSQL(t, "postgres", fmt.Sprintf("CREATE DATABASE %s %s", quoted, db.options))
		pg.PSQL(t, db.name, "CREATE TABLE people "+db.table+";\n"+halfwayRows)
	}
	pg.PSQL(t, "postgres", `ALTER DATABASE "we ird'q""" SET standard_conforming_strings = off;`)
	target := pgtest.StartAs(t, "bootstrap")
	policy := policyFile(t, halfwayPolicy)
	words := []string{"canary"}

	// As pg_dumpall does it, but in the encoding of each database: the tests'
	// environment sets one for all programs.
	all := pg.DumpAll(t, "--globals-only")
	for _, db := range halfwayDBs {
		all = append(all, pg.Dump(t, db.name, append([]string{"-C"}, encodingFlags(db.options)...)...)...)
	}
	for _, change := range []string{"client_encoding = 'LATIN1'", "client_encoding = 'UTF8'", "strings = off", "strings = on", "-reuse-previous=on"} {
		if !bytes.Contains(all, []byte(change)) {
			t.Errorf("the dump of the cluster has no %s", change)
		}
	}
	requireQuiet(t, target.RestoreAll(sanitize(t, all, words, "-p", policy)))
	want := halfwayRowsOf(t, target, "one")
	if len(want) != 20 || !strings.Contains(want[0], "|finch") {
		t.Fatalf("the restored table has %d rows: %q", len(want), want)
	}
	source := halfwayRowsOf(t, pg, "one")
	for _, db := range halfwayDBs[1:] {
		if got := halfwayRowsOf(t, target, db.name); !slices.Equal(got, want) {
			t.Errorf("pg_dumpall: %s has %q, and the first database %q", db.name, got, want)
		}
	}
	for _, db := range halfwayDBs {
		target.DropDB(t, db.name)
	}
	out := sanitize(t, pg.DumpAll(t), words, "-p", policy)
	_, out, _ = bytes.Cut(out, []byte("\n-- Databases\n")) // the roles are there
	requireQuiet(t, target.RestoreAll(out))
	for _, db := range halfwayDBs {
		if got := halfwayRowsOf(t, target, db.name); !slices.Equal(got, want) {
			t.Errorf("pg_dumpall in UTF-8: %s has %q, want %q", db.name, got, want)
		}
	}
	for i, row := range want {
		a, b := strings.Split(row, "|"), strings.Split(source[i], "|")
		if a[0] != b[0] || a[1] == b[1] || a[2] != b[2] || a[3] == b[3] {
			t.Errorf("row %d is %q and was %q", i+1, row, source[i])
		}
	}
	for _, db := range halfwayDBs {
		for _, form := range halfwayForms {
			t.Run(db.name+" "+form.name, func(t *testing.T) {
				out := sanitize(t, form.dump(t, pg, db.name), words, "-p", policy)
				target.DropDB(t, db.name)
				if !form.connect || bytes.Contains(out, []byte("DROP DATABASE")) {
					target.PSQL(t, "postgres", fmt.Sprintf(`CREATE DATABASE "%s" %s`, strings.ReplaceAll(db.name, `"`, `""`), db.options))
				}
				if !form.connect {
					out = append(fmt.Appendf(nil, "\\connect -reuse-previous=on \"dbname='%s'\"\n",
						strings.NewReplacer(`'`, `\'`, `"`, `""`).Replace(db.name)), out...)
				}
				requireQuiet(t, target.RestoreAll(out))
				if got := halfwayRowsOf(t, target, db.name); !slices.Equal(got, want) {
					t.Errorf("the table has %q, want %q", got, want)
				}
			})
		}
	}
	t.Run("dumps in a row", func(t *testing.T) {
		var all []byte
		for i, db := range halfwayDBs {
			all = append(all, pg.Dump(t, db.name, append(encodingFlags(db.options), "-C", "--clean", "--if-exists",
				[]string{"--inserts", "--verbose", "--quote-all-identifiers"}[i])...)...)
		}
		requireQuiet(t, target.RestoreAll(sanitize(t, all, words, "-p", policy)))
		for _, db := range halfwayDBs {
			if got := halfwayRowsOf(t, target, db.name); !slices.Equal(got, want) {
				t.Errorf("%s: the table has %q, want %q", db.name, got, want)
			}
		}
	})
}

// halfwayRowsOf returns the rows of people in a database.
func halfwayRowsOf(t *testing.T, pg *pgtest.Server, db string) []string {
	t.Helper()
	var rows []string
	for _, r := range pg.Query(t, db, halfwayQuery) {
		var fields []string
		for _, v := range r {
			fields = append(fields, v.Text)
		}
		rows = append(rows, strings.Join(fields, "|"))
	}
	return rows
}
