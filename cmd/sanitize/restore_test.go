package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

const (
	zooSQL    = "../../fixtures/sql/zoo.sql"
	zooPolicy = "../../fixtures/sql/zoo.toml"
	zooSalt   = "a salt for the zoo, and for nothing else"
)

// TestRestore holds the program to its word that what comes out restores, and
// that it is masked and production-shaped when it has. PostgreSQL is the judge:
// the zoo is dumped in every form, filtered, restored and read back.
func TestRestore(t *testing.T) {
	l := newLab(t)
	t.Run("copy", func(t *testing.T) { l.masked = l.runCase(t, restoreCase{name: "copy", bulk: true}) })
	if l.masked == nil {
		return // nothing to compare the other forms with
	}
	t.Run("masks", func(t *testing.T) { checkMasks(t, l.masked["app.masks"]) })
	t.Run("forms", func(t *testing.T) {
		for _, c := range restoreCases {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.same(t, l.masked, l.runCase(t, c))
			})
		}
	})
	t.Run("pg_dumpall", l.testDumpAll)
	t.Run("refused", l.testRefused)
	t.Run("untouched", l.testUntouched)
	t.Run("cut off", func(t *testing.T) {
		t.Run("input", l.testTruncated)
		t.Run("output", l.testKilled)
	})
	t.Run("escapes", l.testEscapes)
}

// restoreCase is one form of dump.
type restoreCase struct {
	name     string
	flags    []string // of pg_dump
	dataOnly bool
	// positional marks INSERTs without column lists. For some tables they can
	// be neither masked nor, once their columns have moved, restored at all.
	positional bool
	bulk       bool // with the rows of 10 MB, which take most of the time
}

// leaves reports whether the case leaves a table out of its dump.
func (c *restoreCase) leaves(table string) bool {
	return c.positional && table == movedTable || !c.bulk && table == bulkTable
}

var restoreCases = []restoreCase{
	{name: "inserts", flags: []string{"--inserts"}, positional: true, bulk: true},
	{name: "column-inserts", flags: []string{"--column-inserts"}},
	{name: "rows-per-insert", flags: []string{"--rows-per-insert=100"}, positional: true},
	{name: "rows-per-insert,column-inserts", flags: []string{"--rows-per-insert=100", "--column-inserts"}, bulk: true},
	{name: "quote-all-identifiers", flags: []string{"--quote-all-identifiers"}},
	{name: "load-via-partition-root", flags: []string{"--load-via-partition-root"}},
	{name: "data-only", flags: []string{"--data-only", "--disable-triggers"}, dataOnly: true},
	{name: "data-only,column-inserts", flags: []string{"--data-only", "--disable-triggers", "--column-inserts"}, dataOnly: true},
}

// movedTable is a child whose columns a restore puts in another order: its
// positional INSERTs do not survive even without a filter.
const movedTable = "app.late_child"

// bulkTable has the rows of 10 MB.
const bulkTable = "app.bulk"

// keptWhenPositional are tables that only a column list makes maskable: a
// child of INHERITS, and a partitioned table whose rows pg_dump loads through
// the root. Their secrets are finches, those of all others canaries.
var keptWhenPositional = []string{"app.creature", "app.creature_bird", "app.moods"}

// lab is a cluster with the zoo in it. Nothing changes it once it is made, but
// for masked.
type lab struct {
	pg     *pgtest.Server
	before pgtest.Snapshot
	keys   []foreignKey
	masked pgtest.Snapshot // the zoo after a plain dump was filtered and restored
}

func newLab(t *testing.T) *lab {
	t.Helper()
	zoo := readFile(t, zooSQL)
	pg := pgtest.Start(t)
	pg.CreateDB(t, "zoo")
	pg.PSQL(t, "zoo", string(zoo))
	l := &lab{pg: pg, before: pg.Snapshot(t, "zoo"), keys: foreignKeys(t, pg, "zoo")}
	if len(l.before) < 25 || len(l.keys) < 5 {
		t.Fatalf("the zoo has %d tables and %d foreign keys, which is not all of it", len(l.before), len(l.keys))
	}
	return l
}

// runCase dumps the zoo, filters it, restores it and returns what is in there
// now, after it was compared with the zoo.
func (l *lab) runCase(t *testing.T, c restoreCase) pgtest.Snapshot {
	t.Helper()
	flags, args, words := slices.Clone(c.flags), []string{"-p", zooPolicy}, []string{"canary", "finch"}
	if c.positional {
		args, words = []string{"-p", positionalPolicy(t)}, words[:1]
	}
	for _, table := range []string{movedTable, bulkTable} {
		if c.leaves(table) {
			flags = append(flags, "--exclude-table-data="+table)
		}
	}
	db := outDB(c.name)
	l.pg.CreateDB(t, db)
	if c.dataOnly {
		schema := l.pg.Dump(t, "zoo", "--schema-only")
		requireRestored(t, l.pg.Restore(db, schema))
		args = append(args, "--schema", tempFile(t, "schema.sql", schema))
	}
	if !c.dataOnly { // what stands behind the rows decides, too
		args = append(args, "--schema", tempFile(t, "schema.sql", l.pg.Dump(t, "zoo", "--schema-only")))
	}
	out := sanitize(t, l.pg.Dump(t, "zoo", flags...), words, args...)
	requireRestored(t, l.pg.Restore(db, out))

	after := l.pg.Snapshot(t, db)
	c.compare(t, l.before, after)
	compareKeys(t, l.pg, "zoo", db, l.keys)
	return after
}

// outDB names the database that a case is restored into. Their common prefix
// keeps them out of pg_dumpall.
func outDB(name string) string { return "out " + name }

// sanitize filters dump and returns the output, in which no word of words may
// be left, nor on stderr. Nothing but success is accepted.
func sanitize(t *testing.T, dump []byte, words []string, args ...string) []byte {
	t.Helper()
	out, stderr, code := filter(dump, args...)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	if leaks := findLeaks(dump, words); len(leaks) == 0 {
		t.Fatal("the dump has no secret in it, so that none could be left")
	}
	for where, text := range map[string][]byte{"output": out, "stderr": []byte(stderr)} {
		for _, leak := range findLeaks(text, words) {
			t.Errorf("%s has %s", where, leak)
		}
	}
	return out
}

// filter calls the program as a shell would.
func filter(dump []byte, args ...string) (stdout []byte, stderr string, code int) {
	getenv := func(name string) string {
		if name == "ZOO_SALT" {
			return zooSalt
		}
		return ""
	}
	var out, errs bytes.Buffer
	code = run(context.Background(), args, bytes.NewReader(dump), &out, &errs, getenv)
	return out.Bytes(), errs.String(), code
}

// requireRestored ends the test unless psql was content: exit code 0, and not
// a word but notices.
func requireRestored(t *testing.T, res pgtest.Result) {
	t.Helper()
	if res.ExitCode != 0 {
		t.Fatalf("psql: exit code %d\n%s", res.ExitCode, res.Stderr)
	}
	for line := range strings.Lines(res.Stderr) {
		if !strings.Contains(line, "NOTICE:") {
			t.Errorf("psql: %s", strings.TrimSpace(line))
		}
	}
}

// positionalPolicy returns a file with the zoo's policy, in which the tables
// keptWhenPositional are kept.
func positionalPolicy(t *testing.T) string {
	t.Helper()
	text := readFile(t, zooPolicy)
	policy := strings.Replace(string(text), "\nmood = \"keep\"\n", "\n\"*\" = \"keep\"\n", 1)
	if policy == string(text) {
		t.Fatal("the policy has no rule that keeps the column mood")
	}
	policy += "\n[tables.\"app.creature*\".columns]\n\"*\" = \"keep\"\n"
	return tempFile(t, "policy.toml", []byte(policy))
}

func tempFile(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
