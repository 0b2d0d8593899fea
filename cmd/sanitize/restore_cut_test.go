package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"
)

// truncation is a place where an input ends too early.
type truncation struct {
	name string
	at   int
}

// truncations returns places of every kind in a dump, before its last comment,
// and some in between.
func truncations(t *testing.T, dump []byte) []truncation {
	t.Helper()
	end := bytes.LastIndex(dump, []byte("\n-- PostgreSQL database dump complete"))
	if end < 0 {
		t.Fatal("the dump has no last comment")
	}
	var all []truncation
	for _, mark := range []struct {
		text   string
		offset int
	}{
		{"-- PostgreSQL database dump", 5}, {"\\restrict ", 12}, {"SET client_encoding", 22}, {"CREATE SCHEMA ", 9},
		{"CREATE FUNCTION app.loader", 60}, {"COPY app.users (id, email)", 30}, {"\n\\.\n*/", 3}, {"AS $_$\n", 12},
		{"CREATE TABLE app.users (", 40}, {"CREATE PROCEDURE app.add_user", 90},
		{"COPY app.users (", 0}, {"COPY app.users (", 10}, {"COPY app.badges (", 200}, {"COPY app.blank (", 36},
		{"INSERT INTO app.users ", 0}, {"INSERT INTO app.users ", 40}, {"INSERT INTO app.posts ", 300},
		{" FROM stdin;\n", 12}, {" FROM stdin;\n", 13}, {"\n\\.\n\n\n", 1}, {"\n\\.\n\n\n", 2}, {"\n\\.\n\n\n", 3}, {"\n\\.\n\n\n", 4},
		{"pg_catalog.setval(", 4}, {"pg_catalog.setval(", 30}, {"ADD CONSTRAINT users_pkey", 8}, {"CREATE UNIQUE INDEX", 19},
		{"CREATE RULE ", 80}, {"CREATE POLICY", 40}, {"COMMENT ON TABLE app.users IS '", 60}, {"GRANT SELECT", 7},
		{"ADD CONSTRAINT newsletter_subscriber_email_fkey", 0},
	} {
		// The last one: what comes first may lie in a function's body.
		if i := bytes.LastIndex(dump[:end], []byte(mark.text)); i >= 0 && i+mark.offset < end {
			all = append(all, truncation{fmt.Sprintf("%q+%d", mark.text, mark.offset), i + mark.offset})
		}
	}
	for i := range 12 {
		at := end * (i + 1) / 12
		all = append(all, truncation{fmt.Sprintf("byte %d", at), at})
	}
	return all
}

// testTruncated cuts the input off and hands psql what came out of the failed
// run, as a shell without pipefail does: nothing of it may stay.
func (l *lab) testTruncated(t *testing.T) {
	t.Parallel()
	l.eachCut(t, 1, l.pg.Dump(t, "zoo", "-T", bulkTable), func(input []byte) []byte {
		return l.failedRun(t, input)
	})
	l.eachCut(t, 3, l.pg.Dump(t, "zoo", "-T", bulkTable, "--column-inserts"), func(input []byte) []byte {
		return l.failedRun(t, input)
	})
}

// failedRun filters the beginning of a dump.
func (l *lab) failedRun(t *testing.T, input []byte) []byte {
	t.Helper()
	out, stderr, code := filter(input, "-p", zooPolicy)
	if code != 1 || stderr == "" {
		t.Errorf("%d bytes of input: exit code %d and %d bytes of stderr, want 1 and a message", len(input), code, len(stderr))
	}
	return out
}

// testKilled cuts the output off where the program had no chance to say
// anything, which is what --guard is for.
func (l *lab) testKilled(t *testing.T) {
	t.Parallel()
	whole := sanitize(t, l.pg.Dump(t, "zoo", "-T", bulkTable), []string{"canary", "finch"}, "-p", zooPolicy, "--guard")
	l.eachCut(t, 3, whole, func(output []byte) []byte { return output })
	db := outDB("guarded")
	l.pg.CreateDB(t, db)
	requireRestored(t, l.pg.Restore(db, whole))
	if n := len(l.pg.Snapshot(t, db)); n != len(l.before)-1 {
		t.Errorf("the whole output makes %d tables, want %d", n, len(l.before)-1)
	}
}

// eachCut restores what output makes of every step-th beginning of text. psql
// must fail and leave nothing behind.
func (l *lab) eachCut(t *testing.T, step int, text []byte, output func([]byte) []byte) {
	t.Helper()
	places := truncations(t, text)
	if len(places) < 30 {
		t.Fatalf("%d places to cut, which is not all of them", len(places))
	}
	db := outDB(fmt.Sprintf("cut %s %d", filepath.Base(t.Name()), step))
	l.pg.CreateDB(t, db)
	for i := 0; i < len(places); i += step {
		out := output(text[:places[i].at])
		res := l.pg.Restore(db, out)
		if res.ExitCode != 3 && len(out) > 0 {
			t.Errorf("cut at %s: psql accepts %d bytes with exit code %d, want 3", places[i].name, len(out), res.ExitCode)
		}
		const left = `SELECT count(*) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'`
		if n := l.pg.QueryText(t, db, left); n != "0" {
			t.Fatalf("cut at %s: %s relations are left in the database", places[i].name, n)
		}
	}
}
