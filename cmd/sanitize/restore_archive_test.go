package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/fixtures/pgtest"
	"sanitize/fixtures/shapes"
)

// TestRestoreArchives masks the zoo as a plain dump and as archives, restores
// all, side by side and in one transaction, and compares the rows in SQL.
func TestRestoreArchives(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	sql := readFile(t, zooSQL)
	pg.CreateDB(t, "zoo")
	pg.PSQL(t, "zoo", string(sql))
	dir := t.TempDir()
	file := filepath.Join(dir, "zoo.custom")
	pg.Run(t, "pg_dump", "-Fc", "-f", file, "zoo")

	plain := zooRun("-p", zooPolicy, file)
	if plain.code != 0 {
		t.Fatal(plain.stderr)
	}
	pg.CreateDB(t, "want")
	requireRestored(t, pg.Restore("want", plain.stdout))
	want := pg.Snapshot(t, "want")

	for format, flag := range map[string]string{"custom": "-j4", "directory": "-1"} {
		out := filepath.Join(dir, format)
		if got := zooRun("-p", zooPolicy, "--format", format, "-o", out, file); got.code != 0 {
			t.Fatal(got.stderr)
		}
		pg.CreateDB(t, "got")
		if res := pg.Try("pg_restore", nil, flag, "-d", "got", out); res.ExitCode != 0 {
			t.Errorf("%s: pg_restore %s: %s", format, flag, res.Stderr)
		}
		if diff := cmp.Diff(want, pg.Snapshot(t, "got")); diff != "" {
			t.Errorf("%s: pg_restore %s: the rows are not those of the plain dump", format, flag)
		}
		pg.DropDB(t, "got")
	}
	dropped(t, pg, dir)
	masked := zooRun("-p", zooPolicy, "--format", "custom", "--mention", file)
	if masked.code != 0 {
		t.Fatal(masked.stderr)
	}
	if list := pg.Try("pg_restore", bytes.NewReader(masked.stdout), "-l"); !bytes.Contains(list.Stdout, []byte("COMMENT - masked by sanitize "+version())) {
		t.Error("the list does not say who made the archive")
	}
	res := pg.Try("pg_restore", bytes.NewReader(masked.stdout), "-1", "-d", "postgres")
	if res.ExitCode != 0 {
		t.Errorf("pg_restore from a pipe: %s", res.Stderr)
	}
}

// TestRestoreArchiveForms masks archives of every form and with every part of a
// database to archives: what pg_restore prints of these is what becomes of what it
// prints of the original. The whole ones restore, side by side and in one
// transaction, to the same rows.
func TestRestoreArchiveForms(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	names := []string{"zoo", "film_rental", "web_shop", "shapes"}
	for _, name := range names {
		pg.CreateDB(t, name)
		sql := shapes.New(7, 40).SQL()
		if name != "shapes" {
			b := readFile(t, "../../fixtures/sql/"+name+".sql")
			sql = string(b)
		}
		pg.PSQL(t, name, sql)
	}
	const large = "[outside]\nlarge_objects = \"keep\"\n"
	policies := map[string]string{
		"zoo":         zooPolicy,
		"film_rental": policyFile(t, "version = 1\n[tables.\"public.rental\".columns]\n\"re*_date\" = \"keep\"\n"+large),
		"web_shop":    policyFile(t, "version = 1\n[columns]\nquantity = \"keep\"\nunit_price = \"keep\"\nstate = \"keep\"\nmethod = \"keep\"\nvalid = \"keep\"\n"+large),
		"shapes":      policyFile(t, "version = 1\nunlisted = \"keep\"\n"+large),
	}
	salt := tempFile(t, "salt", []byte(zooSalt))
	pg.PSQL(t, "web_shop", "SELECT lo_from_bytea(700, 'abc'); SELECT lo_from_bytea(701, '')")
	forms := [][]string{{"-Fc"}, {"-Fd", "-j2"}, {"-Ft"}, {"-Fc", "-Z0"}, {"-Fd", "-Z0"}}
	options := [][]string{
		{}, {"--column-inserts", "--rows-per-insert=7"}, {"--data-only"}, {"--section=data"}, {"--schema-only"},
		{"--load-via-partition-root", "--no-owner"}, {"--quote-all-identifiers", "--no-blobs"},
	}
	for i, db := range names {
		schema := filepath.Join(t.TempDir(), "schema.sql")
		pg.Run(t, "pg_dump", "--schema-only", "-f", schema, db)
		for j, opts := range options {
			form := forms[(i+j)%len(forms)]
			t.Run(strings.Join(append([]string{db, form[0]}, opts...), "/"), func(t *testing.T) {
				to := []string{"custom", "directory"}[(i+j)%2]
				dir := t.TempDir()
				in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
				pg.Run(t, "pg_dump", append(append(append([]string{"-f", in}, form...), opts...), db)...)
				want := maskedAlike(t, pg, in, to, out, "-q", "-p", policies[db], "--salt-file", salt, "--schema", schema)
				if len(opts) == 0 {
					restoredAlike(t, pg, out, want)
				}
			})
		}
	}
}

// maskedAlike masks an archive to another one: what pg_restore prints of that is what
// becomes of what it prints of the first, which is returned.
func maskedAlike(t *testing.T, pg *pgtest.Server, in, format, out string, args ...string) []byte {
	t.Helper()
	text := in + ".sql"
	pg.Run(t, "pg_restore", "--restrict-key=k0", "-f", text, in)
	want := zooRun(append(slices.Clone(args), text)...)
	got := zooRun(append(slices.Clone(args), "--format", format, "-o", out, in)...)
	if want.code != 0 || got.code != 0 {
		t.Fatalf("exit codes %d and %d: %s%s", want.code, got.code, want.stderr, got.stderr)
	}
	printed := pg.Run(t, "pg_restore", "--restrict-key=k0", "-f", "-", out)
	if !bytes.Equal(printed, want.stdout) {
		t.Errorf("not as the plain dump: %s", cmp.Diff(strings.Split(string(want.stdout), "\n"), strings.Split(string(printed), "\n")))
	}
	return want.stdout
}

// TestRestoreArchiveEncodings masks archives of databases in other encodings than
// UTF8, names, rows and comments alike, and restores them into such.
func TestRestoreArchiveEncodings(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n[tables.\"public.*\".columns]\nname = \"name\"\n")
	salt := tempFile(t, "salt", []byte(zooSalt))
	for encoding, word := range map[string]string{"LATIN1": "Müller", "WIN1252": "Šimek", "LATIN2": "Łukasz", "KOI8R": "Петрова"} {
		t.Run(encoding, func(t *testing.T) {
			create := func(db string) {
				pg.PSQL(t, "postgres", "CREATE DATABASE "+db+" TEMPLATE template0 ENCODING '"+encoding+"' LC_COLLATE 'C' LC_CTYPE 'C'")
			}
			from, to := "from_"+strings.ToLower(encoding), "to_"+strings.ToLower(encoding)
			create(from)
			pg.PSQL(t, from, `SET client_encoding = 'UTF8';
				CREATE TABLE "t_`+word+`" (id int PRIMARY KEY, name text, note text);
				COMMENT ON TABLE "t_`+word+`" IS 'of `+word+`';
				INSERT INTO "t_`+word+`" SELECT i, '`+word+` ' || chr(64 + i), '`+word+`' FROM generate_series(1, 20) i`)
			for format, flags := range map[string][]string{"custom": {"-Fd"}, "directory": {"-Fc"}} {
				dir := t.TempDir()
				in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
				pg.Run(t, "pg_dump", append(flags, "-E", encoding, "-f", in, from)...)
				maskedAlike(t, pg, in, format, out, "-q", "-p", policy, "--salt-file", salt)
				create(to)
				if res := pg.Try("pg_restore", nil, "-1", "-d", to, out); res.ExitCode != 0 {
					t.Errorf("pg_restore: %s", res.Stderr)
				}
				if n := pg.QueryText(t, to, `SELECT count(*) FROM "t_`+word+`" WHERE note = '`+word+`' AND name <> '`+word+` ' || chr(64 + id)`); n != "20" {
					t.Errorf("rows that are restored and masked: %s, want 20", n)
				}
				pg.DropDB(t, to)
			}
		})
	}
}

// restoredAlike restores an archive in both ways, and a plain dump.
func restoredAlike(t *testing.T, pg *pgtest.Server, archive string, plain []byte) {
	t.Helper()
	pg.CreateDB(t, "want")
	defer pg.DropDB(t, "want")
	if res := pg.Restore("want", plain); res.ExitCode != 0 { // it warns of the COMMIT of large objects
		t.Fatal(res.Stderr)
	}
	want := pg.Snapshot(t, "want")
	for _, flag := range []string{"-j4", "-1"} {
		pg.CreateDB(t, "got")
		if res := pg.Try("pg_restore", nil, flag, "-d", "got", archive); res.ExitCode != 0 {
			t.Errorf("pg_restore %s: %s", flag, res.Stderr)
		}
		if diff := cmp.Diff(want, pg.Snapshot(t, "got")); diff != "" {
			t.Errorf("pg_restore %s: the rows are not those of the plain dump", flag)
		}
		pg.DropDB(t, "got")
	}
}

// dropped has the policy drop subscriptions and comments: they leave the list of
// pg_restore, and nothing else does. What is said of the database itself, which
// no plain dump has without --create, is scrubbed.
func dropped(t *testing.T, pg *pgtest.Server, dir string) {
	t.Helper()
	pg.PSQL(t, "zoo", `
		CREATE SUBSCRIPTION gone CONNECTION 'host=192.0.2.1 password=dropped-me-sub' PUBLICATION p WITH (connect = false, slot_name = 'gone');
		COMMENT ON SUBSCRIPTION gone IS 'dropped-me-comment';
		COMMENT ON DATABASE zoo IS 'dropped-me-database';
		ALTER DATABASE zoo SET app.secret TO 'password=dropped-me-setting'`)
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	pg.Run(t, "pg_dump", "-Fc", "-Z0", "-f", in, "zoo")
	policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n[outside]\nsubscriptions = \"drop\"\ncomments = \"drop\"\n")
	if got := zooRun("-p", policy, "--format", "custom", "-o", out, in); got.code != 0 {
		t.Fatal(got.stderr)
	}
	var want []string
	for line := range bytes.Lines(pg.Run(t, "pg_restore", "-l", in)) {
		if s := string(line); !strings.Contains(s, " COMMENT ") && !strings.Contains(s, " SUBSCRIPTION ") && !strings.HasPrefix(s, ";") {
			want = append(want, s)
		}
	}
	var got []string
	for line := range bytes.Lines(pg.Run(t, "pg_restore", "-l", out)) {
		if s := string(line); !strings.HasPrefix(s, ";") {
			got = append(got, s)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the list: %s", diff)
	}
	text := pg.Run(t, "pg_restore", "--create", "-f", "-", out)
	if i := bytes.Index(text, []byte("dropped-me-")); i >= 0 {
		t.Errorf("a canary is left: %.30q", text[i:])
	}
}

// zooRun is runDump with what the policy of the zoo asks of the environment.
func zooRun(args ...string) result {
	out, stderr, code := filter(nil, args...)
	return result{out, stderr, code}
}
