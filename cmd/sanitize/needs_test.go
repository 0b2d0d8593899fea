package main

import (
	"strings"
	"testing"
)

// TestCheckNamesRoles: a role that is missing where the dump is restored stops
// it, so check names those that the dump needs and does not create.
func TestCheckNamesRoles(t *testing.T) {
	const needs = `ALTER TABLE public.users OWNER TO app;

GRANT SELECT ON TABLE public.users TO readonly;

CREATE POLICY tenants ON public.users TO tenant USING (true);

`
	got := runDump(whole(needs+users), "check")
	if got.code != exitOK || !strings.Contains(string(got.stdout), "does not create (see pg_dumpall --roles-only):\napp, readonly, tenant\n") {
		t.Errorf("exit code %d, want the roles:\n%s%s", got.code, got.stdout, got.stderr)
	}
	made := "CREATE ROLE app;\nCREATE ROLE readonly;\nCREATE USER tenant;\n\n"
	got = runDump(whole(made+needs+users), "check")
	if got.code != exitOK || strings.Contains(string(got.stdout), "does not create") {
		t.Errorf("exit code %d, want no roles:\n%s%s", got.code, got.stdout, got.stderr)
	}
	got = runDump(whole("GRANT SELECT ON TABLE public.users TO \"canary@example.com\";\n\n"+users), "check")
	if hasCanary(string(got.stdout)) || !strings.Contains(string(got.stdout), "(1 of odd names)") {
		t.Errorf("a name that looks like data:\n%s", got.stdout)
	}
	got = runDump(whole(needs+users), "check", "--format", "json")
	if !strings.Contains(string(got.stdout), `"roles": [`) || !strings.Contains(string(got.stdout), `"tenant"`) {
		t.Errorf("JSON without the roles:\n%s", got.stdout)
	}
}

// TestOldStrings: PostgreSQL 19 restores no dump that was made with
// standard_conforming_strings off; filter and check say so, once.
func TestOldStrings(t *testing.T) {
	off := whole("SET standard_conforming_strings = off;\n\n" + users)
	for _, args := range [][]string{nil, {"check"}} {
		got := runDump(off, args...)
		if got.code != exitOK || strings.Count(got.stderr, "PostgreSQL 19 no longer restores") != 1 {
			t.Errorf("%q: exit code %d, want one warning:\n%s", args, got.code, got.stderr)
		}
		got = runDump(strings.Replace(off, "= off", "= on", 1), args...)
		if strings.Contains(got.stderr, "PostgreSQL 19") {
			t.Errorf("%q: a warning without need:\n%s", args, got.stderr)
		}
	}
}

// TestNewerSyntax: what PostgreSQL 18 and 19 write, and older grammars do not
// know, passes with what it is about masked, or is refused.
func TestNewerSyntax(t *testing.T) {
	for _, tt := range []struct {
		stmt string
		code int
		want string // on stdout
	}{
		{"CREATE TABLE public.fees (\n    id integer CONSTRAINT fees_id NOT NULL,\n    email text,\n    low text GENERATED ALWAYS AS (lower('x')) VIRTUAL,\n    CONSTRAINT c CHECK ((id > 0)) NOT ENFORCED\n);\n\nCOPY public.fees (id, email) FROM stdin;\n1\tcanary@example.com\n\\.\n", exitOK, "COPY public.fees"},
		{"CREATE TABLE public.stays (\n    id integer,\n    at daterange,\n    email text,\n    CONSTRAINT s PRIMARY KEY (id, at WITHOUT OVERLAPS)\n);\n\nINSERT INTO public.stays VALUES (1, '[2020-01-01,2020-02-01)', 'canary@example.com');\n", exitFailed, ""},
		{"SELECT * FROM pg_catalog.pg_restore_extended_stats(\n\t'version', '190000'::integer,\n\t'most_common_vals', '{canary}'::text[]\n);\n", exitOK, "dump complete"},
		{"CREATE PROPERTY GRAPH public.g\n    VERTEX TABLES (public.users KEY (id) LABEL person PROPERTIES (id, email));\n", exitOK, "PROPERTY GRAPH public.g"},
		{"CREATE VIEW public.w AS\n SELECT email, lag(email) IGNORE NULLS OVER (ORDER BY id) AS before FROM public.users;\n", exitOK, "IGNORE NULLS"},
		{"CREATE PUBLICATION p FOR ALL TABLES EXCEPT (TABLE public.users), ALL SEQUENCES;\n", exitOK, "EXCEPT"},
		{"CREATE SUBSCRIPTION s SERVER srv PUBLICATION p WITH (slot_name = 's');\n", exitOK, "host=subscription.invalid"},
		{"UPDATE public.users FOR PORTION OF at FROM '2020-01-01' TO '2021-01-01' SET email = 'canary';\n", exitFailed, ""},
		{"INSERT INTO public.users VALUES (1, 'x', 'y') ON CONFLICT (id) DO SELECT RETURNING 'canary';\n", exitFailed, ""},
		{"COPY public.users TO STDOUT (FORMAT json);\n", exitFailed, ""},
		{"WAIT FOR LSN '0/306EE20';\n", exitFailed, ""},
	} {
		got := runDump(whole(users + tt.stmt + "\n"))
		if got.code != tt.code || !strings.Contains(string(got.stdout), tt.want) || hasCanary(string(got.stdout)) || hasCanary(got.stderr) {
			t.Errorf("%s\nexit code %d, want %d and %q\n%s%s", tt.stmt, got.code, tt.code, tt.want, got.stdout, got.stderr)
		}
	}
}
