package main

import (
	"fmt"
	"strings"
	"testing"
)

const (
	checkSchema = `CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    code text,
    CONSTRAINT t_code CHECK ((code ~ '^[a-f]{20}$'::text))
);

--
-- PostgreSQL database dump complete
--

`
	checkData = `CREATE TABLE public.t (
    id integer NOT NULL,
    name text,
    added text
);

COPY public.t (id, name, added) FROM stdin;
1	Ann	x
\.

--
-- PostgreSQL database dump complete
--

`
)

// TestCheckExit holds check, and the filter's --lock, to their exit codes.
func TestCheckExit(t *testing.T) {
	fine := tempFile(t, "fine.toml", []byte("version = 1\n[tables.\"public.t\".columns]\ncode = \"keep\"\n"))
	warned := tempFile(t, "warned.toml", []byte("version = 1\n[tables.\"public.t\".columns]\ncode = \"scramble\"\n"))
	mask := tempFile(t, "mask.toml", []byte("version = 1\n"))
	broken := tempFile(t, "broken.toml", []byte("version = 9\n"))
	lock := t.TempDir() + "/lock.toml"
	for _, tt := range []struct {
		name, input string
		args        []string
		code        int
	}{
		{"fine", checkSchema, []string{"check", "-p", fine}, 0},
		{"warned", checkSchema, []string{"check", "-p", warned}, 0},
		{"warned, strict", checkSchema, []string{"check", "-p", warned, "--strict"}, 3},
		{"refused", checkSchema, []string{"check", "-p", mask}, 3},
		{"broken policy", checkSchema, []string{"check", "-p", broken}, 2},
		{"no policy", checkSchema, []string{"check", "-p", "nowhere.toml"}, 2},
		{"no schema", "", []string{"check", "-p", fine, "nowhere.sql"}, 2},
		{"a cut schema", strings.Replace(checkSchema, "dump complete", "", 1), []string{"check", "-p", fine}, 2},
		{"a cut schema, partial", strings.Replace(checkSchema, "dump complete", "", 1), []string{"check", "-p", fine, "--partial"}, 0},
		{"no such flag", "", []string{"check", "--nonsense"}, 2},
		{"no lock", checkSchema, []string{"check", "-p", fine, "--lock", lock}, 2},
		{"a refused policy writes no lock", checkSchema, []string{"check", "-p", mask, "--lock", lock, "--update-lock"}, 3},
		{"still no lock", checkSchema, []string{"check", "-p", fine, "--lock", lock}, 2},
		{"write the lock", checkSchema, []string{"check", "-p", fine, "--lock", lock, "--update-lock"}, 0},
		{"locked", checkSchema, []string{"check", "-p", fine, "--lock", lock}, 0},
		{"drifted", checkData, []string{"check", "-p", mask, "--lock", lock}, 3},
		{"a drifted dump", checkData, []string{"-p", mask, "--lock", lock}, 2},
		{"a dump without a lock", checkData, []string{"-p", mask, "--lock", "nowhere.lock"}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := runDump(tt.input, tt.args...)
			if got.code != tt.code {
				t.Errorf("exit code %d, want %d, stderr:\n%s", got.code, tt.code, got.stderr)
			}
			want := "" // of check, and of the filter the mark
			if tt.args[0] != "check" {
				want = poison
			}
			if tt.code == exitUsage && string(got.stdout) != want {
				t.Errorf("it wrote %d bytes, want %q", len(got.stdout), want)
			}
		})
	}
}

// TestCheckManyTables checks a thousand tables, and finds every key of theirs.
func TestCheckManyTables(t *testing.T) {
	if testing.Short() {
		t.Skip("binds a thousand tables twice")
	}
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "CREATE TABLE public.t%d (\n    nr integer NOT NULL,\n    email text,\n    state text,\n    score integer,\n"+
			"    born date,\n    up integer,\n    CONSTRAINT c CHECK (((score >= 1) AND (score <= 5))),\n"+
			"    CONSTRAINT d CHECK ((state = ANY (ARRAY['on'::text, 'off'::text])))\n);\n\n", i)
	}
	for i := range 1000 {
		fmt.Fprintf(&b, "ALTER TABLE ONLY public.t%d\n    ADD CONSTRAINT t%d_pkey PRIMARY KEY (nr);\n\n", i, i)
		fmt.Fprintf(&b, "ALTER TABLE ONLY public.t%d\n    ADD CONSTRAINT t%d_fkey FOREIGN KEY (up) REFERENCES public.t%d(nr);\n\n", i, i, i/2)
	}
	b.WriteString("--\n-- PostgreSQL database dump complete\n--\n\n")
	got := runDump(b.String(), "check")
	if got.code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", got.code, got.stderr)
	}
	if n := strings.Count(string(got.stdout), "PRIMARY KEY") + strings.Count(string(got.stdout), "FOREIGN KEY"); n != 2000 {
		t.Errorf("%d keys are kept, want 2000", n)
	}
	strict := tempFile(t, "strict.toml", []byte("version = 1\nunlisted = \"fail\"\n"))
	if got := runDump(b.String(), "check", "-p", strict); got.code != exitFound || strings.Count(got.stderr, "# integer, a surrogate in the") != 2000 {
		t.Errorf("strict: exit code %d", got.code)
	}
}
