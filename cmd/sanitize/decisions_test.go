package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/fixtures/shapes"
)

// trialsEnv names the environment variable with the number of random databases
// that TestRestoreDecisions tries.
const trialsEnv = "SANITIZE_TRIALS"

// TestRestoreDecisions masks random databases of natural keys, composite keys
// and partitions of every kind by the built-in policy. What is done to them is
// the same wherever it is asked: of a file, in a pipe with --schema, of check,
// under the lock that check wrote. What is accepted restores, keys are masked,
// and joins without a FOREIGN KEY hold as before.
func TestRestoreDecisions(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	trials := 30
	if n, err := strconv.Atoi(os.Getenv(trialsEnv)); err == nil {
		trials = n
	}
	for seed := range trials {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			decideAlike(t, pg, uint64(seed))
		})
	}
}

// decideAlike is the trial of one database.
func decideAlike(t *testing.T, pg *pgtest.Server, seed uint64) {
	model := shapes.NewKeyed(seed, 6)
	db := fmt.Sprintf("decisions %d", seed)
	pg.CreateDB(t, db)
	defer pg.DropDB(t, db)
	pg.PSQL(t, db, model.Text)
	var flags []string
	if seed%3 == 1 {
		flags = append(flags, "--load-via-partition-root")
	}
	dump := pg.Dump(t, db, flags...)
	out := maskAlike(t, dump)
	copied := db + " masked"
	pg.CreateDB(t, copied)
	defer pg.DropDB(t, copied)
	requireRestored(t, pg.Restore(copied, out))
	for _, j := range model.Joins {
		query := fmt.Sprintf("SELECT count(*) FROM %s a JOIN %s b ON a.%s = b.%s", j.FromTable, j.ToTable, j.FromColumn, j.ToColumn)
		if before, after := pg.QueryText(t, db, query), pg.QueryText(t, copied, query); before != after || before == "0" {
			t.Errorf("%s: %s rows, want %s", query, after, before)
		}
	}
	for _, k := range model.Natural {
		// Rows are restored in the order that they were dumped in.
		query := fmt.Sprintf("SELECT %s FROM ONLY %s", k.Column, k.Table)
		was, is := pg.Query(t, db, query), pg.Query(t, copied, query)
		left := 0
		for i := range min(len(was), len(is)) {
			if was[i][0].Text == is[i][0].Text {
				left++
			}
		}
		// A permutation of few, as of SKU-1 to SKU-9, may leave some where they were.
		if len(is) != len(was) || left > len(was)/4 {
			t.Errorf("column %s.%s: %d of %d keys are left as they were", k.Table, k.Column, left, len(was))
		}
	}
}

// maskAlike masks a dump by the built-in policy in all the ways there are, and
// wants them to agree.
func maskAlike(t *testing.T, dump []byte) []byte {
	t.Helper()
	file, salt := tempFile(t, "dump.sql", dump), tempFile(t, "salt", []byte(zooSalt))
	lock := filepath.Join(t.TempDir(), "lock")
	out, stderr, code := filter(nil, "--salt-file", salt, file)
	if code != 0 {
		t.Fatalf("file: exit code %d, stderr:\n%s", code, stderr)
	}
	piped, stderr, code := filter(dump, "--salt-file", salt, "--schema", file)
	if code != 0 || !bytes.Equal(out, piped) {
		t.Errorf("pipe with --schema: exit code %d, as of the file: %v, stderr:\n%s", code, bytes.Equal(out, piped), stderr)
	}
	if text, stderr, code := filter(nil, "check", "--lock", lock, "--update-lock", file); code != 0 {
		t.Errorf("check: exit code %d\n%s%s", code, text, stderr)
	}
	for _, args := range [][]string{{file}, {"--schema", file}} {
		input := dump
		if len(args) == 1 {
			input = nil
		}
		locked, stderr, code := filter(input, append([]string{"--salt-file", salt, "--lock", lock}, args...)...)
		if code != 0 || !bytes.Equal(out, locked) {
			t.Errorf("%s with the lock: exit code %d, as without: %v, stderr:\n%s", strings.Join(args[:len(args)-1], " "), code, bytes.Equal(out, locked), stderr)
		}
	}
	return out
}
