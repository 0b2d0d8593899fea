package main

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/fixtures/pgtest"
	"sanitize/rules/policy"
)

// regressEnv names the environment variable with the directory
// src/test/regress of PostgreSQL's source, of the version that is installed.
const regressEnv = "SANITIZE_REGRESS_DIR"

// TestRestoreRegress masks the database that PostgreSQL's own regression tests
// leave behind: what anybody has thought of. Some of it does not restore even
// untouched, as it needs a C library; the rest must, masked.
func TestRestoreRegress(t *testing.T) {
	dir := os.Getenv(regressEnv)
	if dir == "" {
		t.Skip(regressEnv + " does not name src/test/regress of PostgreSQL's source")
	}
	pg := pgtest.Start(t)
	makeRegression(t, pg, dir)
	dump := pg.Dump(t, "regression")
	countStatements(t, dump)
	t.Run("keep", func(t *testing.T) {
		out, stderr, code := filter(dump, "-p", tempFile(t, "keep.toml", []byte("version = 1\nunlisted = \"keep\"\n[outside]\nrole_passwords = \"keep\"\nconnection_secrets = \"keep\"\nsubscriptions = \"keep\"\nlarge_objects = \"keep\"\nstatistics = \"keep\"\nsettings = \"keep\"\n")))
		if code != 0 || !bytes.Equal(out, dump) {
			t.Errorf("exit code %d, the same bytes: %v, stderr:\n%s", code, bytes.Equal(out, dump), stderr)
		}
	})
	t.Run("built-in", func(t *testing.T) {
		schema := tempFile(t, "schema.sql", dump)
		policy, report := settle(t, schema, string(policy.BuiltinText()))
		kept, masked := report.fates()
		t.Logf("%d columns masked, %d kept", masked, kept)
		for _, line := range pasted(policy) {
			if strings.Contains(line, " = ") && !strings.Contains(line, "an expression of it is in the partition key") {
				t.Errorf("a line to paste that README does not speak of: %s", line)
			}
			t.Log(line)
		}
		out, stderr, code := filter(nil, "-p", tempFile(t, "policy.toml", []byte(policy)), "--salt-file", tempFile(t, "salt", []byte(zooSalt)), schema)
		if code != 0 {
			t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
		}
		before, after := restoreAnyhow(t, pg, "control", dump), restoreAnyhow(t, pg, "masked", out)
		t.Logf("%d statements of the untouched dump fail, %d of the masked one", len(before), len(after))
		for _, failure := range after {
			if i := slices.Index(before, failure); i >= 0 {
				before = slices.Delete(before, i, i+1)
				continue
			}
			t.Errorf("only the masked dump: %s", failure)
		}
		compareCounts(t, pg.Snapshot(t, "control"), pg.Snapshot(t, "masked"))
		if r, stderr, code := verified(t, tempFile(t, "settled.toml", []byte(policy)), dump, out); code != 0 {
			t.Errorf("verify: exit code %d, %v: %s", code, r.Findings, stderr)
		}
	})
}

// makeRegression runs the regression tests in their order; errors are part of
// them.
func makeRegression(t *testing.T, pg *pgtest.Server, dir string) {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PG_ABS_SRCDIR", dir)
	t.Setenv("PG_LIBDIR", dir)
	t.Setenv("PG_DLSUFFIX", ".so")
	schedule := readFile(t, filepath.Join(dir, "parallel_schedule"))
	pg.CreateDB(t, "regression")
	ran := 0
	for line := range strings.Lines(string(schedule)) {
		names, ok := strings.CutPrefix(line, "test:")
		if !ok {
			continue
		}
		for _, name := range strings.Fields(names) {
			script, err := os.ReadFile(filepath.Join(dir, "sql", name+".sql"))
			if err == nil && name != "tablespace" { // it renames what others have left
				pg.Anyhow("regression", script)
				ran++
			}
		}
	}
	if ran < 100 {
		t.Fatalf("only %d tests were run", ran)
	}
	t.Logf("%d tests were run", ran)
}

// restoreAnyhow restores a dump statement by statement, and returns what
// PostgreSQL says of those that fail, without lines and values.
func restoreAnyhow(t *testing.T, pg *pgtest.Server, db string, dump []byte) []string {
	t.Helper()
	pg.CreateDB(t, db)
	var list []string
	scan := bufio.NewScanner(strings.NewReader(pg.Anyhow(db, dump).Stderr))
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		if _, message, ok := strings.Cut(scan.Text(), "ERROR:  "); ok {
			list = append(list, message)
		}
	}
	return list
}

// compareCounts wants as many rows in each table.
func compareCounts(t *testing.T, before, after pgtest.Snapshot) {
	t.Helper()
	rows, columns := 0, 0
	for _, name := range slices.Sorted(maps.Keys(before)) {
		b, a := before[name], after[name]
		if a == nil || len(a.Rows) != len(b.Rows) {
			t.Errorf("table %s has not the rows that it had", name)
			continue
		}
		rows, columns = rows+len(b.Rows), columns+len(b.Columns)
	}
	t.Logf("%d tables, %d columns, %d rows are there", len(before), columns, rows)
}

// countStatements counts the statements outside of rows by their first words.
func countStatements(t *testing.T, dump []byte) {
	t.Helper()
	words := regexp.MustCompile(`^[A-Za-z]+( [A-Z]+)?`)
	count := map[string]int{}
	s := dumpfmt.NewScanner(bytes.NewReader(dump))
	var b dumpfmt.Batch
	refused := 0
	for s.Scan(&b) {
		for i := range b.Segs {
			if seg := &b.Segs[i]; seg.Kind == dumpfmt.SQL {
				count[string(words.Find(seg.Bytes))]++
				if err := ddl.Check(seg.Bytes); err != nil {
					refused++
					t.Errorf("line %d: %v", seg.Pos.Line, err)
				}
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	total, text := 0, ""
	for _, word := range slices.Sorted(maps.Keys(count)) {
		total += count[word]
		text += fmt.Sprintf(" %s %d;", word, count[word])
	}
	t.Logf("%d statements, %d refused:%s", total, refused, text)
}
