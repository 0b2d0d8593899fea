package main

import (
	"strings"
	"testing"
)

// TestBehindRows has what a table becomes behind its rows, as pg_dump does not write it: the
// rules for what it was, and masks that fit, have been asked, or nothing is written that does
// not restore or has passed by a rule.
func TestBehindRows(t *testing.T) {
	const tables = `
CREATE TABLE public.above (note text);
CREATE TABLE public.p (note text, id integer) PARTITION BY LIST (id);
CREATE TABLE public.heir (id integer) INHERITS (public.above);
CREATE TABLE public.part PARTITION OF public.p DEFAULT;
CREATE TABLE public.t (id integer, note text, gone text, CONSTRAINT old CHECK (note LIKE 'can%') NOT VALID);
`
	rows := ""
	for _, header := range []string{"heir (note, id)", "part (note, id)", "t (note, id)"} {
		rows += "COPY public." + header + " FROM stdin;\ncanary\t1\n\\.\n\n"
	}
	policy := policyFile(t, `version = 1
unlisted = "keep"
[tables."public.above".columns]
note = "scramble"
[tables."public.p".columns]
note = "scramble"
[tables."public.t".columns]
note = "scramble"
gone = "null"
`)
	for stmt, want := range map[string]string{
		"ALTER TABLE public.t OWNER TO somebody;":                             "",
		"ALTER TABLE public.t ADD CHECK (id > 0);":                            "",
		"ALTER TABLE public.t ADD CHECK (note LIKE 'can%') NOT VALID;":        "",
		"ALTER TABLE public.heir NO INHERIT public.above;":                    "behind its rows",
		"ALTER TABLE public.p DETACH PARTITION public.part;":                  "behind its rows",
		"ALTER TABLE public.t ALTER COLUMN note TYPE character varying(3);":   "behind its rows",
		"ALTER TABLE public.t ADD CHECK (note LIKE 'can%');":                  "was not known before",
		"ALTER TABLE public.above ADD CHECK (note LIKE 'can%');":              "was not known before",
		"ALTER TABLE public.t VALIDATE CONSTRAINT old;":                       "was not known before",
		"ALTER TABLE public.t ADD COLUMN more text CHECK (note LIKE 'can%');": "was not known before",
		"ALTER TABLE public.t ALTER COLUMN gone SET NOT NULL;":                "it is NOT NULL",
		"ALTER TABLE public.t ADD CONSTRAINT n NOT NULL gone;":                "it is NOT NULL",
	} {
		r := runDump(whole(tables+rows+stmt+"\n"), "-p", policy)
		switch {
		case want == "" && r.code != 0:
			t.Errorf("%s: exit code %d: %s", stmt, r.code, r.stderr)
		case want != "" && (r.code != 1 || !strings.Contains(r.stderr, want)):
			t.Errorf("%s: exit code %d, want 1 and %q: %s", stmt, r.code, want, r.stderr)
		}
	}
	// A file is read through before: what leaves a parent there, too, is none of its tables.
	for _, stmt := range []string{"ALTER TABLE public.heir NO INHERIT public.above;", "ALTER TABLE public.p DETACH PARTITION public.part;"} {
		dump := tempFile(t, "dump.sql", []byte(whole(tables+rows+stmt+"\n")))
		if r := runDump("", "-p", policy, dump); r.code == 0 {
			t.Errorf("%s: a file passes: %s", stmt, r.stdout)
		}
	}
}

// TestChecksOfTwoWritings gives --schema of a pg_dump that writes a CHECK in another way
// than that of the dump: it is known all the same.
func TestChecksOfTwoWritings(t *testing.T) {
	schema := "CREATE TABLE public.t (id integer, note text, CONSTRAINT k CHECK (note <> ''::text AND id > 0));\n"
	dump := `CREATE TABLE "public"."t" ("id" integer, "note" "text", CONSTRAINT "k" CHECK ((("note" <> ''::"text") AND ("id" > 0))));` +
		"\nCOPY \"public\".\"t\" (\"id\", \"note\") FROM stdin;\n1\tx\n\\.\n\nALTER TABLE ONLY \"public\".\"t\"\n    ADD CONSTRAINT \"t_pkey\" PRIMARY KEY (\"id\");\n"
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nnote = \"scramble\"\n")
	if r := runDump(whole(dump), "-p", policy, "--schema", tempFile(t, "schema.sql", []byte(whole(schema)))); r.code != 0 {
		t.Errorf("exit code %d: %s", r.code, r.stderr)
	}
}
