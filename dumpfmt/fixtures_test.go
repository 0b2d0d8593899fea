package dumpfmt_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// refused says which fixture is refused, and how.
var refused = map[string]string{
	"enc15.SJIS.copy.sql": "dump line 13: client_encoding SJIS has ASCII bytes inside of its characters and cannot be read safely; dump with pg_dump -E UTF8",
}

// fixtures returns the dumps of fixtures/dumps by name.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../fixtures/dumps/*.sql")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d fixtures, error %v", len(files), err)
	}
	dumps := map[string][]byte{}
	for _, f := range files {
		if dumps[filepath.Base(f)], err = os.ReadFile(f); err != nil {
			t.Fatal(err)
		}
	}
	return dumps
}

// eachFixture runs f for the fixtures that are not refused.
func eachFixture(t *testing.T, f func(t *testing.T, in []byte)) {
	for name, in := range fixtures(t) {
		if refused[name] == "" {
			t.Run(name, func(t *testing.T) { f(t, in) })
		}
	}
}

func TestFixturesIdentity(t *testing.T) {
	eachFixture(t, func(t *testing.T, in []byte) {
		for _, size := range []int{16, 64, 1000, 4096, dumpfmt.DefaultBatchSize} {
			for _, r := range dumptest.Readers() {
				dumptest.CheckIdentity(t, r, in, dumpfmt.BatchSize(size))
			}
		}
	})
}

func TestFixturesRefused(t *testing.T) {
	all := fixtures(t)
	for name, want := range refused {
		for _, size := range []int{16, dumpfmt.DefaultBatchSize} {
			_, err := dumptest.Join(t, bytes.NewReader(all[name]), dumpfmt.BatchSize(size), dumpfmt.Partial())
			if err == nil || err.Error() != want {
				t.Errorf("%s: error %v, want %s", name, err, want)
			}
		}
	}
}

// An edit that sets nothing leaves the bytes; one that sets each value to
// itself leaves the values.
func TestFixturesRewrite(t *testing.T) {
	eachFixture(t, func(t *testing.T, in []byte) {
		out, err := dumptest.Rewrite(t, bytes.NewReader(in), func(*dumpfmt.Header, *dumpfmt.Row) error { return nil })
		if err != nil || !bytes.Equal(in, out) {
			t.Fatalf("%d bytes, want the same %d; error %v", len(out), len(in), err)
		}
		want, err := dumptest.Rows(t, bytes.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		out, err = dumptest.Rewrite(t, bytes.NewReader(in), setToItself, dumpfmt.BatchSize(64))
		if err != nil {
			t.Fatal(err)
		}
		got, err := dumptest.Rows(t, bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	})
}

// setToItself sets each value of row to itself. DEFAULT is no value.
func setToItself(_ *dumpfmt.Header, row *dumpfmt.Row) error {
	for i := range row.Len() {
		v, ok := row.Value(i)
		switch {
		case ok:
			row.Set(i, v)
		case !row.IsDefault(i):
			row.SetNull(i)
		}
	}
	return nil
}

// In what pg_dump writes, setting a value to itself leaves its bytes, too.
// E strings of hand-made dumps and CRLF aside, all fixtures are such.
func TestFixturesRewriteBytes(t *testing.T) {
	eachFixture(t, func(t *testing.T, in []byte) {
		out, err := dumptest.Rewrite(t, bytes.NewReader(in), setToItself)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(in, out) {
			t.Errorf("%d bytes, want the same %d", len(out), len(in))
		}
	})
}

// TestFixturesRows holds the rows of the same database in different forms
// against each other.
func TestFixturesRows(t *testing.T) {
	all := fixtures(t)
	rows := func(name string) []dumptest.Row {
		got, err := dumptest.Rows(t, bytes.NewReader(all[name]))
		if err != nil || len(got) == 0 {
			t.Fatalf("%s: %d rows, error %v", name, len(got), err)
		}
		return got
	}
	for _, tt := range []struct{ a, b string }{
		{"shop.sql", "shop.inserts.sql"},
		{"shop.sql", "shop.bom.sql"},
		{"odd15.copy.sql", "odd15.scs-off.copy.sql"},
		{"odd15.copy.sql", "odd15.quote-all.sql"},
		{"odd15.copy.sql", "odd15.sections.sql"},
		{"odd15.copy.sql", "odd15.data-only.sql"},
		{"odd15.copy.sql", "odd15.crlf.copy.sql"},
		{"odd15.copy.sql", "odd15.pg_restore-1.sql"},
		{"odd15.inserts.sql", "odd15.scs-off.inserts.sql"},
		{"odd15.inserts.sql", "odd15.rows-per-insert.sql"},
		{"odd15.column-inserts.sql", "odd15.rows-per-insert-conflict.sql"},
		{"latin15.copy.sql", "latin15.inserts.sql"},
	} {
		if diff := cmp.Diff(rows(tt.a), rows(tt.b)); diff != "" {
			t.Errorf("%s and %s: -first +second:\n%s", tt.a, tt.b, diff)
		}
	}
	// A row without columns is a row of COPY, and none to edit of INSERT; the
	// generated column is in neither.
	copied, inserted := []dumptest.Row{}, rows("odd15.column-inserts.sql")
	for _, row := range rows("odd15.copy.sql") {
		if row.Values != nil {
			copied = append(copied, row)
		}
	}
	if diff := cmp.Diff(copied, inserted); diff != "" {
		t.Errorf("COPY and INSERT: -copy +insert:\n%s", diff)
	}
}

// TestFixturesCut cuts fixtures of each kind at every byte: what is left is never taken
// for a whole dump, but where a whole dump ends.
func TestFixturesCut(t *testing.T) {
	all := fixtures(t)
	for _, name := range []string{
		"shop.sql", "shop.inserts.sql", "odd15.copy.sql", "odd15.crlf.copy.sql", "odd15.scs-off.inserts.sql",
		"odd15.rows-per-insert-conflict.sql", "odd15.sections.sql", "dumpall15.sql", "globals15.then-shop.sql",
		"lo15.sql", "hand17.sql", "hand18.sql", "latin15.copy.sql",
	} {
		in := all[name]
		t.Run(name, func(t *testing.T) {
			step := 1
			if testing.Short() {
				step = 13
			}
			var b dumpfmt.Batch
			for n := 0; n < len(in); n += step {
				s := dumpfmt.NewScanner(bytes.NewReader(in[:n]), dumpfmt.BatchSize(2048))
				for s.Scan(&b) {
				}
				if whole := wholeDump(in[:n]); whole != (s.Err() == nil) {
					t.Errorf("cut after %d bytes: error %v, want one: %t", n, s.Err(), !whole)
				}
			}
		})
	}
}

var trailerAtEnd = regexp.MustCompile(`-- PostgreSQL database (?:cluster )?dump complete\n(?:(?:--)?\n)*(?:\\unrestrict \w+\n(?:(?:--)?\n)*)?$`)

// wholeDump reports whether in ends as a dump ends that others follow, as in a
// concatenation of sections.
func wholeDump(in []byte) bool {
	text := strings.ReplaceAll(string(in), "\r", "")
	count := func(s string) int { return strings.Count(text, s) }
	return trailerAtEnd.MatchString(text[max(0, len(text)-200):]) &&
		count("\n\\restrict ") == count("\n\\unrestrict ") &&
		count("-- PostgreSQL database cluster dump\n") == count("-- PostgreSQL database cluster dump complete\n")
}
