package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// realEnv names the environment variable with a directory of real dumps, which
// are not ours to ship.
const realEnv = "SANITIZE_REAL_DIR"

// TestRestoreReal takes every dump of a directory through the program as its
// user would: the file and nothing else. What PostgreSQL makes of the dump
// untouched, it must make of it masked.
func TestRestoreReal(t *testing.T) {
	t.Parallel()
	dir := os.Getenv(realEnv)
	if dir == "" {
		t.Skip(realEnv + " does not name a directory of dumps")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no dumps in %s, %v", dir, err)
	}
	shared := pgtest.Start(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { restoreReal(t, shared, file) })
	}
}

// restoreReal masks one dump as a file and in a pipe, and restores it.
func restoreReal(t *testing.T, shared *pgtest.Server, file string) {
	dump := readFile(t, file)
	salt := tempFile(t, "salt", []byte(zooSalt))
	out, stderr, code := filter(nil, "--salt-file", salt, file)
	if code != 0 {
		t.Fatalf("file: exit code %d, stderr:\n%s", code, stderr)
	}
	piped, stderr, code := filter(dump, "--salt-file", salt, "--schema", file)
	if code != 0 {
		t.Fatalf("pipe with --schema: exit code %d, stderr:\n%s", code, stderr)
	}
	if !bytes.Equal(out, piped) {
		t.Error("the pipe with --schema is masked otherwise than the file")
	}
	before, after := restoreFresh(t, shared, "original", dump), restoreFresh(t, shared, "masked", out)
	t.Logf("%d statements of the dump fail untouched, %d masked", len(before.failed), len(after.failed))
	sameFailures(t, before, after)
	compareFill(t, before.content, after.content, false)
}

// compareFill wants the same tables and rows, and as many NULLs and empty
// strings in each column: rows that INSERT puts into a table need not lie in
// their order, as the free space that it finds goes by their width.
// nulled says that a column may become NULL throughout, as the last resort of a
// draft has it.
func compareFill(t *testing.T, before, after pgtest.Snapshot, nulled bool) {
	t.Helper()
	count := func(list []pgtest.Value) (nulls, empties int) {
		for _, v := range list {
			if v.Null {
				nulls++
			} else if v.Text == "" {
				empties++
			}
		}
		return nulls, empties
	}
	for name, b := range before {
		a := after[name]
		if a == nil || len(a.Rows) != len(b.Rows) || !slices.Equal(a.Columns, b.Columns) {
			t.Errorf("table %s is not there with all its rows and columns", name)
			continue
		}
		for _, col := range b.Columns {
			was, wasEmpty := count(b.Col(col.Name))
			is, isEmpty := count(a.Col(col.Name))
			if nulled && is == len(a.Rows) {
				continue
			}
			if is != was || isEmpty != wasEmpty {
				t.Errorf("column %s.%s has %d NULLs and %d empty strings, want %d and %d", name, col.Name, is, isEmpty, was, wasEmpty)
			}
		}
	}
}

// restored is what has become of a dump.
type restored struct {
	failed  []string // what PostgreSQL says of the statements that fail
	content pgtest.Snapshot
}

// connects matches what leads psql from one database to another.
var connects = regexp.MustCompile(`(?m)^\\connect (?:-\S+ )*"?([^"\s]+)`)

// owner matches the roles that a dump gives objects to; a dump of one database
// does not create them.
var owner = regexp.MustCompile(`(?m)^(?:ALTER .* OWNER TO|GRANT .* TO|REVOKE .* FROM) (\w+|"[^"]+");$`)

// restoreFresh restores a dump into a database of its own, or into a cluster
// of its own if it connects to databases by itself.
func restoreFresh(t *testing.T, shared *pgtest.Server, name string, dump []byte) restored {
	t.Helper()
	pg, db, content := shared, name+" of "+t.Name(), ""
	if m := connects.FindAllSubmatch(dump, -1); m != nil {
		pg, db = pgtest.StartAs(t, "restorer"), "postgres"
		content = string(m[len(m)-1][1])
	} else {
		pg.CreateDB(t, db)
		defer pg.DropDB(t, db)
		content = db
	}
	for _, m := range owner.FindAllSubmatch(dump, -1) {
		pg.Anyhow("postgres", []byte("CREATE ROLE "+string(m[1])))
	}
	var r restored
	scan := bufio.NewScanner(strings.NewReader(pg.Anyhow(db, dump).Stderr))
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		if _, message, ok := strings.Cut(scan.Text(), "ERROR:  "); ok {
			r.failed = append(r.failed, message)
		}
	}
	if len(pg.Query(t, "postgres", "SELECT 1 FROM pg_database WHERE datname = '"+strings.ReplaceAll(content, "'", "''")+"'")) > 0 {
		r.content = pg.Snapshot(t, content)
	}
	return r
}
