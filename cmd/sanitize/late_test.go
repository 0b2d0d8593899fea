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

// TestLateErrorsOfAllDatabases pipes a cluster of databases that break: what
// breaks in the second is told with what breaks in the first, and one paste
// settles both.
func TestLateErrorsOfAllDatabases(t *testing.T) {
	one := `CREATE TABLE public.t (code text, note text);
CREATE TABLE public.own (code text);
COPY public.t (code, note) FROM stdin;
DE	Alice
\.
ALTER TABLE ONLY public.own ADD CONSTRAINT fine UNIQUE (code);
ALTER TABLE ONLY public.t ADD CONSTRAINT one_key UNIQUE (note);
`
	all := "--\n-- PostgreSQL database cluster dump\n--\n\n\\connect one\n" + framed(one) + "\\connect two\n" +
		framed(strings.NewReplacer("one_key", "two_key", "public.own", "public.other").Replace(one)) + "\\connect three\n" +
		framed("CREATE TABLE public.t (id integer, note text);\nCOPY public.t (id, note) FROM stdin;\n1\tx\n\\.\n") +
		"--\n-- PostgreSQL database cluster dump complete\n--\n\n"
	got := runDump(all)
	if got.code != exitFailed || !strings.HasSuffix(string(got.stdout), poison) {
		t.Errorf("exit code %d, want %d and the mark", got.code, exitFailed)
	}
	for _, want := range []string{"one_key", "two_key", "--schema with"} {
		if n := strings.Count(got.stderr, want); n != 1 {
			t.Errorf("%q stands %d times in what is told, want once:\n%s", want, n, got.stderr)
		}
	}
	_, lines, _ := strings.Cut(got.stderr, "after a look at each mask:\n")
	if second := runDump(all, "-p", policyFile(t, string(policy.BuiltinText())+lines)); second.code != exitOK {
		t.Errorf("with the lines of\n%s\nexit code %d: %s", got.stderr, second.code, second.stderr)
	}
}

// TestLateHintAgreesWithItsLines proposes a mask, and does not say beside it that
// nothing but keep is right.
func TestLateHintAgreesWithItsLines(t *testing.T) {
	got := runDump(framed("CREATE TABLE public.t (note text);\nCOPY public.t (note) FROM stdin;\nx\n\\.\nCREATE UNIQUE INDEX i ON public.t USING btree (note public.own_ops);\n"))
	if got.code != exitFailed || !strings.Contains(got.stderr, "\nnote = \"hash\"") || !strings.Contains(got.stderr, "hint: keep it, or give it a mask that is distinct, such as hash") {
		t.Errorf("exit code %d: %s", got.code, got.stderr)
	}
}

// TestFileFailsBeforeTheFirstRow holds a strict policy, whose every column has a
// rule, to what stands behind the rows of a file.
func TestFileFailsBeforeTheFirstRow(t *testing.T) {
	for name, constraint := range map[string]string{
		"FOREIGN KEY": "ALTER TABLE ONLY public.b ADD CONSTRAINT broken FOREIGN KEY (of_a) REFERENCES public.a(code);",
		"EXCLUDE":     "ALTER TABLE ONLY public.a ADD CONSTRAINT broken EXCLUDE USING gist (code WITH &&);",
	} {
		dump := framed("CREATE TABLE public.a (code text NOT NULL);\nCREATE TABLE public.b (of_a text);\n" +
			"COPY public.a (code) FROM stdin;\nx\n\\.\nCOPY public.b (of_a) FROM stdin;\nx\n\\.\n" +
			"ALTER TABLE ONLY public.a ADD CONSTRAINT a_key PRIMARY KEY (code);\n" + constraint + "\n")
		policy := policyFile(t, "version = 1\nunlisted = \"fail\"\n[columns]\ncode = \"scramble\"\nof_a = { mask = \"scramble\", domain_key = \"b\" }\n")
		got := runDump("", "-p", policy, tempFile(t, "dump.sql", []byte(dump)))
		if got.code != exitUsage || string(got.stdout) != poison || !strings.Contains(got.stderr, "broken") {
			t.Errorf("%s: exit code %d, output %q: %s", name, got.code, got.stdout, got.stderr)
		}
	}
}

// TestReferencesOfEveryForm holds the ways in which one column may refer to
// another, with and without the columns of the other end, within CREATE TABLE and
// behind the rows: a file, a pipe with --schema and the lock of check agree, and a
// pipe that does not know of it names what would tell it.
func TestReferencesOfEveryForm(t *testing.T) {
	rows := "COPY public.e (code, boss) FROM stdin;\nAnn\tAnn\n\\.\nCOPY public.d (of_e) FROM stdin;\nAnn\n\\.\n"
	plain := "CREATE TABLE public.e (code text NOT NULL, boss text);\nCREATE TABLE public.d (of_e text);\n"
	key := "ALTER TABLE ONLY public.e ADD CONSTRAINT e_pkey PRIMARY KEY (code);\n"
	for name, dump := range map[string]string{
		"in CREATE TABLE": "CREATE TABLE public.e (code text PRIMARY KEY, boss text REFERENCES public.e(code));\nCREATE TABLE public.d (of_e text REFERENCES public.e);\n" + rows,
		"behind the rows": plain + rows + key + "ALTER TABLE ONLY public.e ADD FOREIGN KEY (boss) REFERENCES public.e(code);\n" +
			"ALTER TABLE ONLY public.d ADD FOREIGN KEY (of_e) REFERENCES public.e(code);\n",
		"without columns": plain + rows + key + "ALTER TABLE ONLY public.e ADD FOREIGN KEY (boss) REFERENCES public.e;\n" +
			"ALTER TABLE ONLY public.d ADD FOREIGN KEY (of_e) REFERENCES public.e;\n",
	} {
		dump = framed(dump)
		file, lock := tempFile(t, "dump.sql", []byte(dump)), tempFile(t, "lock", nil)
		salt := tempFile(t, "salt", []byte(zooSalt))
		if got := runDump("", "check", "--lock", lock, "--update-lock", file); got.code != exitOK {
			t.Errorf("%s: check: exit code %d: %s", name, got.code, got.stderr)
		}
		got := runDump("", "--salt-file", salt, "--lock", lock, file)
		code := firstRow(string(got.stdout), "public.e (code, boss)")
		if got.code != exitOK || len(code) != 2 || code[0] == "Ann" || code[0] != code[1] || firstRow(string(got.stdout), "public.d (of_e)")[0] != code[0] {
			t.Errorf("%s: exit code %d, %q, and not the same in all columns: %s", name, got.code, got.stdout, got.stderr)
		}
		if known := runDump(dump, "--salt-file", salt, "--lock", lock, "--schema", file); string(known.stdout) != string(got.stdout) {
			t.Errorf("%s: the pipe with --schema is another: %s", name, known.stderr)
		}
		piped := runDump(dump, "--salt-file", salt)
		if piped.code != exitOK && !strings.Contains(piped.stderr, "--schema") {
			t.Errorf("%s: the pipe fails and does not name --schema: %s", name, piped.stderr)
		}
	}
}

// TestReferencesNotValid: rows that a FOREIGN KEY joins which is NOT VALID stay joined,
// and where that comes too late it is warned of, for the dump restores all the same.
func TestReferencesNotValid(t *testing.T) {
	dump := framed("CREATE TABLE public.e (id integer NOT NULL);\nCREATE TABLE public.d (of_one integer);\n" +
		"COPY public.e (id) FROM stdin;\n17\n\\.\nCOPY public.d (of_one) FROM stdin;\n17\n\\.\n" +
		"ALTER TABLE ONLY public.e ADD CONSTRAINT e_pkey PRIMARY KEY (id);\nALTER TABLE ONLY public.d ADD CONSTRAINT d_fkey FOREIGN KEY (of_one) REFERENCES public.e(id) NOT VALID;\n")
	salt := tempFile(t, "salt", []byte(zooSalt))
	got := runDump("", "--salt-file", salt, tempFile(t, "dump.sql", []byte(dump)))
	if e, d := firstRow(string(got.stdout), "public.e (id)"), firstRow(string(got.stdout), "public.d (of_one)"); got.code != exitOK || e[0] != d[0] {
		t.Errorf("exit code %d, %v and %v: %s", got.code, e, d, got.stderr)
	}
	if piped := runDump(dump, "--salt-file", salt); piped.code != exitOK || !strings.Contains(piped.stderr, "rows would lose their partners") {
		t.Errorf("in a pipe: exit code %d: %s", piped.code, piped.stderr)
	}
}

// firstRow returns the fields of the first row of a block.
func firstRow(out, block string) []string {
	_, rest, _ := strings.Cut(out, "COPY "+block+" FROM stdin;\n")
	row, _, _ := strings.Cut(rest, "\n")
	return strings.Split(row, "\t")
}
