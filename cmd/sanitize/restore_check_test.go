package main

import (
	"os"
	"os/exec"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/rules"
)

// TestRestorePgbench masks pgbench's tables by the built-in policy. Without a
// schema it is refused, for keys that are not called so are scrambled; with it
// they are known.
func TestRestorePgbench(t *testing.T) {
	pg := pgtest.Start(t)
	pg.CreateDB(t, "bench")
	pgbench, err := exec.LookPath("pgbench")
	if err != nil {
		if pgbench = "/usr/lib/postgresql/15/bin/pgbench"; !isFile(pgbench) {
			t.Skip("pgbench is not installed")
		}
	}
	pg.Run(t, pgbench, "-i", "-s", "1", "--foreign-keys", "-q", "bench")
	dump := pg.Dump(t, "bench")
	schema := tempFile(t, "schema.sql", dump)
	policy := settle(t, schema, string(rules.BuiltinText()))
	restoreUnder(t, pg, "bench out", dump, schema, policy)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}
