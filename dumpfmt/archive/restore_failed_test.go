package archive_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"sanitize/dumpfmt/archive"
	"sanitize/fixtures/pgtest"
)

// poison is what the program ends a failed dump with.
const poison = "\n]\r]\n"

// testFailed ends archives at several places, by Fail and as a process ends that is
// killed. An archive from a pipe is then such that pg_restore fails, and leaves
// nothing in a transaction. After Fail so does psql, with what pg_restore prints for
// it, but within large objects, where nothing can be printed at which psql stops.
func testFailed(t *testing.T, pg *pgtest.Server) {
	dir := t.TempDir()
	for _, db := range []string{"film_rental", "web_shop"} {
		dump(t, pg, filepath.Join(dir, db), false, "-Fc", db)
	}
	for _, tc := range []struct {
		db, name string
		at       func(text []byte) int
		method   string
		killed   bool
	}{
		{"film_rental", "nothing", func([]byte) int { return 0 }, "gzip", false},
		{"film_rental", "definitions", func(b []byte) int { return firstRow(b) / 2 }, "gzip", false},
		{"film_rental", "no row", firstRow, "gzip", false},
		{"film_rental", "within a row", withinRow, "gzip", false},
		{"film_rental", "within a row", withinRow, "none", false},
		{"film_rental", "halfway", halfway, "gzip", false},
		{"film_rental", "halfway", halfway, "none", false},
		{"film_rental", "halfway", halfway, "none", true},
		{"film_rental", "all but the end", func(b []byte) int { return len(b) }, "gzip", false},
		{"film_rental", "all but the end", func(b []byte) int { return len(b) }, "none", true},
		{"web_shop", "within a large object", func(b []byte) int { return bytes.LastIndex(b, []byte("lo_open(")) + 40 }, "gzip", false},
		{"web_shop", "behind large objects", func(b []byte) int { return len(b) }, "none", false},
	} {
		t.Run(tc.db+"/"+tc.name+"/"+tc.method, func(t *testing.T) {
			a, err := archive.Open(filepath.Join(dir, tc.db))
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			marks := archive.NewMarks("0123456789abcdef")
			whole, err := io.ReadAll(a.Transfer(marks))
			if err != nil {
				t.Fatal(err)
			}
			m, _ := archive.ParseMethod(tc.method)
			var out bytes.Buffer
			w, err := archive.NewCustomWriter(&out, a, marks, m)
			if err == nil {
				_, err = w.Write(whole[:tc.at(whole)])
			}
			if err == nil && tc.killed {
				err = w.Finish() // all but what Close writes
			} else if err == nil {
				err = w.Fail([]byte(poison))
			}
			if err != nil && !tc.killed { // half a text does not finish
				t.Fatal(err)
			}
			checkFailed(t, pg, out.Bytes(), !tc.killed && tc.db == "film_rental")
		})
	}
}

// firstRow, withinRow and halfway are places in a text.
func firstRow(b []byte) int  { return bytes.Index(b, []byte("FROM stdin;\n")) + 12 }
func withinRow(b []byte) int { return firstRow(b) + bytes.IndexByte(b[firstRow(b)+8:], '\t') + 8 }
func halfway(b []byte) int   { return (firstRow(b) + bytes.LastIndex(b, []byte("\\.\n"))) / 2 }

func checkFailed(t *testing.T, pg *pgtest.Server, failed []byte, marked bool) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "failed")
	if err := os.WriteFile(file, failed, 0o600); err != nil {
		t.Fatal(err)
	}
	pg.CreateDB(t, "to")
	defer pg.DropDB(t, "to")
	for name, res := range map[string]pgtest.Result{
		"pipe": pg.Try("pg_restore", bytes.NewReader(failed), "-1", "-d", "to"),
		"file": pg.Try("pg_restore", nil, "-1", "-d", "to", file),
		"list": pg.Try("pg_restore", nil, "-f", os.DevNull, file),
	} {
		if res.ExitCode == 0 {
			t.Errorf("%s: pg_restore says that all went well", name)
		}
	}
	text := pg.Try("pg_restore", bytes.NewReader(failed), "-f", "-")
	if text.ExitCode == 0 {
		t.Error("pg_restore -f - says that all went well")
	}
	if len(text.Stdout) > 0 && marked {
		if res := pg.Restore("to", text.Stdout); res.ExitCode == 0 {
			t.Error("psql restores what pg_restore -f - printed")
		}
	}
	if n := pg.QueryText(t, "to", "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"); n != "0" {
		t.Errorf("%s objects are left", n)
	}
}
