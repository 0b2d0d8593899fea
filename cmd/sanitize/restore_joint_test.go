package main

import (
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// TestRestoreJoint masks by the built-in policy what is asked of several columns or
// rows at once: EXCLUDE over times, sums, sizes and texts strung together,
// generated columns, conditions that the dump's own functions are, partitions by a
// hash of text. No line is pasted.
func TestRestoreJoint(t *testing.T) {
	pg := pgtest.Start(t)
	script := readFile(t, "../../fixtures/sql/joint.sql")
	pg.CreateDB(t, "joint")
	pg.PSQL(t, "joint", string(script))
	dump := pg.Dump(t, "joint")
	file := tempFile(t, "joint.sql", dump)
	for name, run := range map[string]func() ([]byte, string, int){
		"file": func() ([]byte, string, int) { return filter(nil, file) },
		"pipe": func() ([]byte, string, int) { return filter(dump, "--schema", file) },
	} {
		out, stderr, code := run()
		if code != exitOK {
			t.Fatalf("%s: exit code %d\n%s", name, code, stderr)
		}
		pg.CreateDB(t, name)
		requireRestored(t, pg.Restore(name, out))
		for _, query := range []string{
			"SELECT count(*), count(DISTINCT room), count(DISTINCT starts_at), min(ends_at - starts_at) FROM booking",
			"SELECT count(*), count(DISTINCT who), sum(upper(during) - lower(during)) FROM stay",
			"SELECT count(*), count(DISTINCT title), count(DISTINCT code), count(DISTINCT slug) FROM thing",
			"SELECT tableoid::regclass, count(*) FROM tenant GROUP BY 1 ORDER BY 1",
			"SELECT count(*) FROM member JOIN tenant ON slug = tenant",
			"SELECT count(*), count(DISTINCT a), count(DISTINCT price), count(gross), count(DISTINCT y) > 1, sum(cardinality(words)) FROM part",
		} {
			query = "SELECT string_agg(q::text, ' ') FROM (" + query + ") q"
			if before, after := pg.QueryText(t, "joint", query), pg.QueryText(t, name, query); before != after {
				t.Errorf("%s: %s: %s, want %s", name, query, after, before)
			}
		}
		for _, word := range []string{"room 3", "guest 2", "tenant-é7", "anna7", "Title 7", "ABC-1007"} {
			if strings.Contains(string(out), word) {
				t.Errorf("%s: a value of an unknown name is in the output", name)
			}
		}
	}
}
