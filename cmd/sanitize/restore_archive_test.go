package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/fixtures/pgtest"
)

// TestRestoreArchives masks the zoo as a plain dump and as archives, restores
// all, side by side and in one transaction, and compares the rows in SQL.
func TestRestoreArchives(t *testing.T) {
	pg := pgtest.Start(t)
	sql, err := os.ReadFile(zooSQL)
	if err != nil {
		t.Fatal(err)
	}
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
	masked := zooRun("-p", zooPolicy, "--format", "custom", file)
	if masked.code != 0 {
		t.Fatal(masked.stderr)
	}
	res := pg.Try("pg_restore", bytes.NewReader(masked.stdout), "-1", "-d", "postgres")
	if res.ExitCode != 0 {
		t.Errorf("pg_restore from a pipe: %s", res.Stderr)
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
