package main

import (
	"bytes"
	"os"
	"path/filepath"
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

	for _, format := range []string{"custom", "directory"} {
		out := filepath.Join(dir, format)
		if got := zooRun("-p", zooPolicy, "--format", format, "-o", out, file); got.code != 0 {
			t.Fatal(got.stderr)
		}
		for _, flag := range []string{"-j4", "-1"} {
			pg.CreateDB(t, "got")
			if res := pg.Try("pg_restore", nil, flag, "-d", "got", out); res.ExitCode != 0 {
				t.Errorf("%s: pg_restore %s: %s", format, flag, res.Stderr)
			}
			if diff := cmp.Diff(want, pg.Snapshot(t, "got")); diff != "" {
				t.Errorf("%s: pg_restore %s: the rows are not those of the plain dump", format, flag)
			}
			pg.DropDB(t, "got")
		}
	}
	masked := zooRun("-p", zooPolicy, "--format", "custom", file)
	if masked.code != 0 {
		t.Fatal(masked.stderr)
	}
	res := pg.Try("pg_restore", bytes.NewReader(masked.stdout), "-1", "-d", "postgres")
	if res.ExitCode != 0 {
		t.Errorf("pg_restore from a pipe: %s", res.Stderr)
	}
}

// zooRun is runDump with what the policy of the zoo asks of the environment.
func zooRun(args ...string) result {
	out, stderr, code := filter(nil, args...)
	return result{out, stderr, code}
}
