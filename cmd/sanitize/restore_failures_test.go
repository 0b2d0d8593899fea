package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// failure is a way in which a run fails.
type failure struct {
	name   string
	code   int
	input  string
	args   []string // POLICY and FILE stand for files
	policy string   // what POLICY holds
	file   string   // what FILE holds
	cut    bool     // the input ends in an error of its reader
}

// failures go from the command line over the policy, the salt and the input to
// what only the end of the dump tells.
var failures = []failure{
	{name: "an unknown flag", code: exitUsage, args: []string{"--no-such-flag"}},
	{name: "a flag without its value", code: exitUsage, args: []string{"--report="}},
	{name: "two inputs", code: exitUsage, args: []string{"a.sql", "b.sql"}},
	{name: "workers below one", code: exitUsage, args: []string{"-j", "-1"}},
	{name: "more workers than memory", code: exitUsage, args: []string{"-j", "4611686018427387904"}},
	{name: "a selector that is none", code: exitUsage, args: []string{"--data", "a.b.c.d"}},
	{name: "a selector of no table", code: exitUsage, args: []string{"--data", "nothing"}},
	{name: "no such input", code: exitUsage, args: []string{"nowhere.sql"}},
	{name: "no such policy", code: exitUsage, args: []string{"-p", "nowhere.toml"}},
	{name: "no such salt", code: exitUsage, args: []string{"--salt-file", "nowhere"}},
	{name: "no such schema", code: exitUsage, args: []string{"--schema", "nowhere.sql"}},
	{name: "no such lock", code: exitUsage, args: []string{"--lock", "nowhere.toml"}},
	{name: "a report that cannot be made", code: exitUsage, args: []string{"--report", "nowhere/report.json"}},
	{name: "the report over the policy", code: exitUsage, policy: "version = 1\n", args: []string{"-p", "POLICY", "--report", "POLICY"}},
	{name: "a salt that is short", code: exitUsage, file: "short", args: []string{"--salt-file", "FILE"}},
	{name: "a salt that is empty", code: exitUsage, args: []string{"--salt-file", "FILE"}},
	{name: "a salt without an end", code: exitUsage, args: []string{"--salt-file", "/dev/zero"}},
	{name: "a policy without an end", code: exitUsage, args: []string{"-p", "/dev/zero"}},
	{name: "a policy that is no TOML", code: exitUsage, policy: "version = = 1", args: []string{"-p", "POLICY"}},
	{name: "a policy without a version", code: exitUsage, policy: "[columns]\n", args: []string{"-p", "POLICY"}},
	{name: "an unknown mask", code: exitUsage, policy: "version = 1\n[columns]\nemail = \"emial\"\n", args: []string{"-p", "POLICY"}},
	{name: "an unknown column", code: exitUsage, policy: "version = 1\n[columns]\nemial = \"email\"\n", args: []string{"-p", "POLICY"}},
	{name: "an unknown table", code: exitUsage, policy: "version = 1\n[tables.\"public.user\"]\ndata = \"drop\"\n", args: []string{"-p", "POLICY"}},
	{name: "a column without a rule", code: exitUsage, policy: "version = 1\nunlisted = \"fail\"\n", args: []string{"-p", "POLICY"}},
	{name: "a mask that does not fit", code: exitUsage, policy: "version = 1\n[columns]\nid = \"bcrypt\"\n", args: []string{"-p", "POLICY"}},
	{name: "a literal that is refused", code: exitUsage, policy: "version = 1\n[outside]\nliterals = \"fail\"\n", args: []string{"-p", "POLICY"},
		input: whole("COMMENT ON SCHEMA public IS 'ask ann@corp.de';\n\n" + users)},
	{name: "an empty input", code: exitFailed, input: "-"},
	{name: "no trailer", code: exitFailed, input: users},
	{name: "cut in a row", code: exitFailed, input: cutBehind("1\tcan")},
	{name: "cut between two rows", code: exitFailed, input: cutBehind("a canary\n")},
	{name: "cut behind the rows", code: exitFailed, input: cutBehind("\\.\n")},
	{name: "cut in a statement", code: exitFailed, input: cutBehind("CREATE TABLE public.us")},
	{name: "a reader that fails", code: exitFailed, cut: true},
	{name: "a reader that fails in a row", code: exitFailed, cut: true, input: cutBehind("1\tcan")},
	{name: "too few fields", code: exitFailed, input: whole(strings.Replace(users, "\ta canary", "", 1))},
	{name: "too many fields", code: exitFailed, input: whole(strings.Replace(users, "\ta canary", "\ta\tcanary", 1))},
	{name: "a NUL", code: exitFailed, input: whole(users + "\x00\n")},
	{name: "rows without a header", code: exitFailed, input: whole(users + "1\tann\n")},
	{name: "rows in a comment", code: exitFailed, input: whole(users + "-- 1\tann@corp.de\tann\n")},
	{name: "a statement that holds data", code: exitFailed, input: whole(users + "UPDATE public.users SET email = 'ann@corp.de';\n")},
	{name: "an INSERT that asks", code: exitFailed, input: whole(users + "INSERT INTO public.users (id, email) VALUES (9, 'a') ON CONFLICT (id) DO UPDATE SET email = 'ann@corp.de';\n")},
	{name: "a psql command", code: exitFailed, input: whole(users + "\\copy public.users from 'x'\n")},
	{name: "errors that psql is to pass over", code: exitFailed, input: whole(users + "\\set ON_ERROR_ROLLBACK on\n")},
	{name: "a dump that psql does not commit", code: exitFailed, input: whole("\\set AUTOCOMMIT off\n" + users)},
	{name: "a function that hands a value on", code: exitFailed, input: whole(users + "SELECT pg_notify('c', 'a canary');\n")},
	{name: "a literal where there is none", code: exitFailed, input: whole(users + "GRANT SELECT ON public.users TO app, 'a canary';\n")},
	{name: "an unknown action", code: exitFailed, input: whole(users + "ALTER TABLE public.users OWpublic.users (id, email) VALUES (9, 'a');\n")},
	{name: "a heading that nothing follows", code: exitFailed, input: whole(users + "\n-- Name: 9\tann; Type: TABLE; Schema: public; Owner: app\n")},
	{name: "a row that its mask makes too long", code: exitFailed, args: []string{"-p", "POLICY"}, policy: hashLetters,
		input: whole("CREATE TABLE public.letters (\n    list text[]\n);\n\nCOPY public.letters (list) FROM stdin;\n{" + strings.Repeat("a,", mebi) + "a}\n\\.\n")},
	{name: "an encoding that cannot be read", code: exitFailed, input: whole("SET client_encoding = 'SJIS';\n" + users)},
	{name: "a table that is not known", code: exitFailed, input: whole(users + "COPY public.others (a) FROM stdin;\n1\n\\.\n")},
	{name: "a unique column behind a mask that makes equal", code: exitFailed, policy: "version = 1\n[columns]\nemail = \"redact\"\n", args: []string{"-p", "POLICY"},
		input: whole(users + "ALTER TABLE ONLY public.users\n    ADD CONSTRAINT users_email UNIQUE (email);\n")},
	{name: "rows that were expected", code: exitFailed, args: []string{"-p", "POLICY"},
		policy: "version = 1\n[[tables.\"public.users\".rows]]\nwhere = { email = \"nobody@corp.de\" }\nexpect = 1\nset = { email = \"x\" }\n"},
	{name: "MySQL", code: exitFailed, input: "-- MySQL dump 10.13\n"},
	{name: "UTF-16", code: exitFailed, input: "\xff\xfe-\x00-\x00"},
	{name: "xz", code: exitFailed, input: "\xfd7zXZ\x00\x00\x04"},
	{name: "gzip that is cut", code: exitFailed, input: "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"},
}

// cutBehind is a dump up to a text in it.
func cutBehind(text string) string {
	dump := whole(users)
	return dump[:strings.Index(dump, text)+len(text)]
}

// run runs the failure, with flags before its own.
func (f *failure) run(t *testing.T, flags ...string) result {
	t.Helper()
	names := map[string]string{
		"POLICY": tempFile(t, "policy.toml", []byte(f.policy)), "FILE": tempFile(t, "file", []byte(f.file)),
	}
	args := flags
	for _, a := range f.args {
		if name := names[a]; name != "" {
			a = name
		}
		args = append(args, a)
	}
	input := f.input
	switch input {
	case "":
		input = whole(users)
	case "-":
		input = ""
	}
	var in io.Reader = strings.NewReader(input)
	if f.cut {
		in = io.MultiReader(in, failingReader{})
	}
	return runReader(in, args...)
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// TestRestoreOfFailures gives what each failure leaves behind to what may come
// next in a pipe: psql, zstd and psql, a file. Nothing may be committed, and a
// file stays as it was.
func TestRestoreOfFailures(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("two restores for each failure")
	}
	pg := pgtest.Start(t)
	pg.CreateDB(t, "target")
	committed := func() string {
		return pg.QueryText(t, "target", "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
	}
	empty := committed()
	if len(failures) < 40 {
		t.Fatalf("%d failures, want 40", len(failures))
	}
	for _, f := range failures {
		t.Run(f.name, func(t *testing.T) {
			r := f.run(t)
			if r.code != f.code || !strings.HasPrefix(r.stderr, "sanitize: ") {
				t.Errorf("exit code %d, want %d\n%s", r.code, f.code, r.stderr)
			}
			if f.code == exitUsage && string(r.stdout) != poison {
				t.Errorf("%d bytes of output, want the mark alone", len(r.stdout))
			}
			if res := pg.Restore("target", r.stdout); res.ExitCode == 0 {
				t.Errorf("psql takes the output for a success:\n%.300q", r.stdout)
			}
			text, err := decompress(f.run(t, "-z").stdout)
			if err == nil {
				t.Errorf("zstd takes the output for a success")
			}
			if res := pg.Restore("target", text); len(text) > 0 && res.ExitCode == 0 {
				t.Errorf("psql takes what zstd unpacks for a success:\n%.300q", text)
			}
			if now := committed(); now != empty {
				t.Errorf("committed: %q, want %q", now, empty)
			}
			f.checkFile(t)
		})
	}
}

// checkFile wants --output to leave its target as it was, and nothing beside it.
func (f *failure) checkFile(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	target := filepath.Join(dir, "out.sql")
	if err := os.WriteFile(target, []byte("as it was"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := f.run(t, "-o", target); r.code != f.code || len(r.stdout) > 0 {
		t.Errorf("-o: exit code %d, want %d, %d bytes of standard output\n%s", r.code, f.code, len(r.stdout), r.stderr)
	}
	if got, err := os.ReadFile(target); err != nil || string(got) != "as it was" {
		t.Errorf("-o: the target is %q, error %v", got, err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("-o: %d files beside the target, error %v", len(list)-1, err)
	}
}
