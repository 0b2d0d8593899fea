package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestLockHoldsNoLiterals writes a lock of a schema with a literal wherever there
// can be one.
func TestLockHoldsNoLiterals(t *testing.T) {
	dump := framed(`CREATE TYPE public.md AS ENUM ('CANARY enum', 'b');
CREATE DOMAIN public.dd AS text DEFAULT 'CANARY' CHECK ((VALUE <> 'CANARY ''quoted'' ''::text'));
CREATE DOMAIN public.num AS integer CHECK (VALUE < 7654321);
CREATE TABLE public.u (
    val text DEFAULT 'CANARY',
    m public.md,
    d public.dd,
    n public.num,
    g text GENERATED ALWAYS AS ((val || 'CANARY'::text)) STORED,
    CONSTRAINT c1 CHECK (((val <> 'CANARY'::text) AND (val <> E'CANARY\'s') AND (val <> $x$CANARY$x$))),
    CHECK ((val <> ALL (ARRAY['CANARY'::text, 'x'::text])))
) PARTITION BY LIST (val);
CREATE TABLE public.leaf PARTITION OF public.u FOR VALUES IN ('CANARY', 'b');
CREATE UNIQUE INDEX ix ON public.u USING btree (lower((val || 'CANARY'::text))) WHERE (val <> 'CANARY'::text);
ALTER TABLE ONLY public.u ADD CONSTRAINT ex EXCLUDE USING btree (val WITH =) WHERE ((val <> 'CANARY'::text));
`)
	file, lock := tempFile(t, "dump.sql", []byte(dump)), filepath.Join(t.TempDir(), "lock.toml")
	policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n")
	for _, args := range [][]string{{"check", "--lock", lock, "--update-lock"}, {"check", "--lock", lock}, {"--lock", lock}} {
		if got := runDump("", append(args, "-p", policy, file)...); got.code != exitOK {
			t.Errorf("%q: exit code %d: %s%s", args, got.code, got.stdout, got.stderr)
		}
	}
	text := readFile(t, lock)
	for _, literal := range []string{"CANARY", "quoted", "7654321"} {
		if strings.Contains(string(text), literal) {
			t.Errorf("the lock holds %s:\n%s", literal, text)
		}
	}
	changed := tempFile(t, "changed.sql", []byte(strings.Replace(dump, "(val <> 'CANARY'::text) AND", "(val > 'CANARY'::text) AND", 1)))
	if got := runDump("", "--lock", lock, "-p", policy, changed); got.code == exitOK || !strings.Contains(got.stderr, "c1") || strings.Contains(got.stderr, "CANARY") {
		t.Errorf("another operator in a CHECK: exit code %d: %s", got.code, got.stderr)
	}
}
