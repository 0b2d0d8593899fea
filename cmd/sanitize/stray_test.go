package main

import (
	"strings"
	"testing"
)

// TestRowsOutsideOfRowsAreRefused has rows where no rows belong, before and
// behind the tables that they are of.
func TestRowsOutsideOfRowsAreRefused(t *testing.T) {
	const row = "1\tcanary@example.com\ta canary"
	function := "CREATE FUNCTION public.f() RETURNS void\n    LANGUAGE plpgsql\n    AS $_$\nbegin\n" + row + "\nend $_$;\n\n"
	for name, body := range map[string]string{
		"a comment before":        "-- by " + row + "\n\n" + users,
		"a comment behind":        users + "\n-- by " + row + "\n\n",
		"a typed row at the end":  users + "CREATE TABLE public.seen (\n    id integer,\n    at date,\n    who text\n);\n\n-- 1 | 2020-01-02 | canary\n",
		"a body before the table": function + users,
		"a body behind the table": users + function,
		"a body without rows":     function + usersTable,
		"a psql command":          "\\echo " + row + "\n" + users,
	} {
		t.Run(name, func(t *testing.T) {
			r := runDump(whole(body))
			if r.code != exitFailed || !r.marked() {
				t.Errorf("exit code %d, marked: %t\n%s", r.code, r.marked(), r.stderr)
			}
			if strings.Contains(string(r.stdout)+r.stderr, "canary") {
				t.Errorf("the row came out:\n%s\n%s", r.stdout, r.stderr)
			}
			r = runDump(whole(body), "-p", policyFile(t, "version = 1\n[outside]\nliterals = \"ignore\"\n"))
			if r.code != exitOK {
				t.Errorf("literals = \"ignore\": exit code %d\n%s", r.code, r.stderr)
			}
		})
	}
}

// TestHeadingAtTheEnd: what no statement follows repeats no name.
func TestHeadingAtTheEnd(t *testing.T) {
	r := runDump(whole(users + "\n-- Name: 1\tcanary; Type: TABLE; Schema: public; Owner: app\n"))
	checkFailed(t, "a heading at the end", r)
	if strings.Contains(r.stderr, "canary") {
		t.Errorf("its words are told:\n%s", r.stderr)
	}
}

// TestUnknownEncodingsAreNotNamed wants what may be a value not to be said.
func TestUnknownEncodingsAreNotNamed(t *testing.T) {
	for _, set := range []string{"SET client_encoding = 'UTcanaryF8';", "SELECT pg_catalog.set_config('client_encoding', 'canary', false);"} {
		r := runDump(whole(set + "\n" + users))
		if r.code != exitFailed || strings.Contains(strings.ToLower(r.stderr), "canary") {
			t.Errorf("%s: exit code %d\n%s", set, r.code, r.stderr)
		}
	}
}
