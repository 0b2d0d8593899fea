package main

import (
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// TestLateErrorsComeTogether pipes a dump whose constraints break behind the
// rows: all are told, what knows of them before is named, and with the lines to
// paste a second run ends well.
func TestLateErrorsComeTogether(t *testing.T) {
	dump := framed(`CREATE TABLE public.a (code text NOT NULL, note text, alias text);
CREATE TABLE public.b (id integer NOT NULL, a_code text, mail text);
COPY public.a (code, note, alias) FROM stdin;
DE	Alice	x
\.
COPY public.b (id, a_code, mail) FROM stdin;
1	DE	a@example.com
\.
ALTER TABLE ONLY public.a ADD CONSTRAINT a_alias UNIQUE (alias);
ALTER TABLE ONLY public.a ADD CONSTRAINT a_note UNIQUE (note);
ALTER TABLE ONLY public.b ADD CONSTRAINT b_mail UNIQUE (mail);
`)
	base := "version = 1\n[types]\ntext = \"redact\"\n"
	got := runDump(dump, "-p", policyFile(t, base))
	if got.code != exitFailed || !strings.HasSuffix(string(got.stdout), poison) || strings.Contains(string(got.stdout), "ADD CONSTRAINT") {
		t.Errorf("exit code %d, want %d, the mark and nothing of what broke:\n%s", got.code, exitFailed, got.stdout)
	}
	for _, want := range []string{"a_alias", "a_note", "b_mail", "--schema", "sanitize init", "dump line 13", "dump line 15"} {
		if n := strings.Count(got.stderr, want); n != 1 {
			t.Errorf("%q stands %d times in what is told, want once:\n%s", want, n, got.stderr)
		}
	}
	built := runDump(dump)
	if built.code != exitFailed {
		t.Fatalf("built-in policy: exit code %d, want %d: it knows nothing of the UNIQUE on notes: %s", built.code, exitFailed, built.stderr)
	}
	_, lines, _ := strings.Cut(built.stderr, "after a look at each mask:\n")
	if second := runDump(dump, "-p", policyFile(t, string(policy.BuiltinText())+lines)); second.code != exitOK {
		t.Errorf("with the lines of\n%s\nexit code %d: %s", built.stderr, second.code, second.stderr)
	}
}
