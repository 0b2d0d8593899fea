package main

import (
	"strings"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestSetMeetsChecks has rules for rows that set a column to what a CHECK of it, or of its
// domain, forbids: that is refused as it is of a rule for the column, and warned of where the
// CHECK is of several columns.
func TestSetMeetsChecks(t *testing.T) {
	dumptest.NeedsGrammar(t)
	const tables = `
CREATE DOMAIN public.short AS text CHECK (VALUE IN ('a', 'b'));
CREATE TABLE public.t (id integer, one text CHECK (one IN ('a', 'b')), two public.short, low integer, high integer, CHECK (low < high));
COPY public.t (id, one, two, low, high) FROM stdin;
1	a	a	1	2
\.
`
	for _, tt := range []struct {
		set, want string
		code      int
	}{
		{`one = "b"`, "", exitOK},
		{`two = "b"`, "", exitOK},
		{`one = "canary"`, "break a CHECK", exitUsage},
		{`two = "canary"`, "break the CHECK of domain public.short", exitUsage},
		{`one = { mask = "hash" }`, "may break a CHECK", exitOK},
		{`low = 5`, "may break a constraint", exitOK},
	} {
		policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n[[tables.\"public.t\".rows]]\nwhere = { id = 1 }\nset = { "+tt.set+" }\n")
		r := runDump(whole(tables), "-p", policy)
		if r.code != tt.code || !strings.Contains(r.stderr, tt.want) || strings.Contains(r.stderr, "canary") {
			t.Errorf("%s: exit code %d, want %d and %q: %s", tt.set, r.code, tt.code, tt.want, r.stderr)
		}
	}
}
