package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFilesAreNotOverwritten wants no file that a run writes to be one that it
// reads or writes already, by whatever name.
func TestFilesAreNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	texts := map[string]string{
		"dump": whole(users), "salt": testSalt + "\n", "schema": whole(usersTable),
		"policy": "version = 1\n", "floor": "version = 1\n[columns]\nemail = \"mask\"\n", "json": "{}", "json.minisig": "a secret key", "masked": whole(users),
		"salted": "version = 1\n[salt]\nfile = \"" + path("salt") + "\"\n",
	}
	for name, text := range texts {
		if err := os.WriteFile(path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for link, make := range map[string]func(string, string) error{"sym-": os.Symlink, "hard-": os.Link} {
			if err := make(path(name), path(link+name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Symlink(path("new"), path("sym-new")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-o", "dump", "dump"}, {"-o", "hard-dump", "dump"}, {"-o", "sym-dump", "hard-dump"},
		{"--report", "dump", "dump"}, {"--report", "hard-dump", "dump"},
		{"-o", "policy", "-p", "policy", "dump"}, {"-o", "hard-policy", "-p", "sym-policy", "dump"},
		{"--report", "policy", "-p", "policy", "dump"}, {"--report", "hard-policy", "-p", "policy", "dump"},
		{"-o", "salt", "--salt-file", "salt", "dump"}, {"--report", "sym-salt", "--salt-file", "salt", "dump"},
		{"-o", "salt", "-p", "salted", "dump"}, {"--report", "hard-salt", "-p", "salted", "dump"},
		{"-o", "schema", "--schema", "schema", "dump"}, {"--report", "hard-schema", "--schema", "schema", "dump"},
		{"-o", "new", "--report", "new", "dump"}, {"-o", "sym-new", "--report", "new", "dump"}, {"-o", "../" + filepath.Base(dir) + "/new", "--report", "new", "dump"},
		{"--report", "-", "dump"},
		{"check", "--update-lock", "--lock", "policy", "-p", "policy", "schema"}, {"check", "--update-lock", "--lock", "hard-policy", "-p", "policy", "schema"},
		{"check", "--update-lock", "--lock", "sym-schema", "-p", "policy", "schema"}, {"check", "--update-lock", "--lock", "salt", "-p", "salted", "schema"},
		{"check", "--update-lock", "--lock", "hard-floor", "-p", "policy", "--require", "floor", "schema"}, {"check", "--update-lock", "--lock", "dump", "dump"},
		{"verify", "--report", "dump", "dump", "masked"}, {"verify", "--report", "hard-masked", "dump", "masked"}, {"verify", "--report", "policy", "-p", "policy", "dump", "masked"},
		{"verify", "--report", "sym-schema", "--schema", "schema", "dump", "masked"},
		{"init", "-o", "dump", "dump"}, {"init", "-o", "hard-schema", "--schema", "schema", "dump"}, {"init", "-o", "hard-policy", "--update", "policy", "dump"},
		{"init", "-o", "sym-policy", "--from", "policy", "dump"},
		{"report", "--sign", "json.minisig", "json"}, {"report", "--sign", "hard-json.minisig", "json"},
		{"check", "--update-lock", "--lock", "hard-schema", "-p", "policy", "--schema", "schema", "dump"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			full := append([]string{}, args...)
			for i, a := range full {
				if _, ok := texts[strings.TrimPrefix(strings.TrimPrefix(a, "sym-"), "hard-")]; ok || strings.HasSuffix(a, "new") {
					full[i] = path(a)
				}
			}
			r := runDump("", full...)
			if r.code != exitUsage || strings.Contains(string(r.stdout), "COPY") {
				t.Errorf("exit code %d\n%s", r.code, r.stderr)
			}
			if args[0] == "report" && !strings.Contains(r.stderr, "the signature") { // the key is not asked before
				t.Errorf("the signature may take the key's place\n%s", r.stderr)
			}
			for name, text := range texts {
				if got, err := os.ReadFile(path(name)); err != nil || string(got) != text {
					t.Fatalf("%s is %q now, error %v", name, got, err)
				}
			}
			if left, _ := filepath.Glob(path(".*")); len(left) > 0 {
				t.Errorf("left behind: %s", left)
			}
		})
	}
}

// TestOutputIsNotTheInput has the shell open one file twice, as by >>.
func TestOutputIsNotTheInput(t *testing.T) {
	dump := whole(users)
	for _, named := range []bool{true, false} {
		file := tempFile(t, "dump.sql", []byte(dump))
		out, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		var args []string
		if named {
			args = []string{file}
		}
		var errs bytes.Buffer
		code := run(context.Background(), args, in, out, &errs, testEnv)
		got := readFile(t, file)
		if code != exitUsage || !bytes.HasPrefix(got, []byte(dump)) || len(got) > len(dump) {
			t.Errorf("named: %t: exit code %d, %d bytes of %d\n%s", named, code, len(got), len(dump), errs.String())
		}
	}
}

// TestOutputThatFeedsTheInput is cat f | sanitize >> f, where the file grows before
// it is read to its end; and what is appended to another file, or to one that only
// has the same head, goes through.
func TestOutputThatFeedsTheInput(t *testing.T) {
	dump := whole(users)
	for _, tt := range []struct {
		name, before, input string
		code                int
	}{
		{"the file and what was appended", dump, dump + dump, exitFailed},
		{"a long file", strings.Repeat(dump, 99), strings.Repeat(dump, 100), exitFailed},
		{"the file alone", dump, dump, exitOK},
		{"a file with another end", dump + "\n", dump + dump, exitOK},
		{"an empty file", "", dump, exitOK},
	} {
		file := tempFile(t, "dump.sql", []byte(tt.before))
		out, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		in, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			io.WriteString(w, tt.input)
			w.Close()
		}()
		var errs bytes.Buffer
		code := run(context.Background(), nil, in, out, &errs, testEnv)
		in.Close()
		out.Close()
		got := readFile(t, file)
		if code != tt.code || !strings.HasPrefix(string(got), tt.before) || bytes.HasSuffix(got, []byte(poison)) != (code != exitOK) {
			t.Errorf("%s: exit code %d, want %d\n%s", tt.name, code, tt.code, errs.String())
		}
	}
}

// TestReportOnStandardOutput wants --report - to be standard output where the
// dump goes to a file.
func TestReportOnStandardOutput(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out.sql")
	for _, tt := range []struct {
		dump string
		code int
		want string
	}{{whole(users), exitOK, `"complete": true`}, {users, exitFailed, `"complete": false`}} {
		r := runDump(tt.dump, "-o", file, "--report", "-")
		if r.code != tt.code || !strings.Contains(string(r.stdout), tt.want) || strings.Contains(string(r.stdout), "COPY") {
			t.Errorf("exit code %d, want %d, stdout:\n%s", r.code, tt.code, r.stdout)
		}
	}
	if _, err := os.Stat("-"); err == nil {
		t.Error("a file named - was made")
	}
}

// pipeWith returns a pipe that a text comes through, and a path by which it can be
// opened, as the shell's <( ) has one.
func pipeWith(t *testing.T, text string) (in *os.File, path string) {
	t.Helper()
	in, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	go func() {
		io.WriteString(w, text)
		w.Close()
	}()
	return in, fmt.Sprintf("/dev/fd/%d", in.Fd())
}

// TestSchemaThroughAPipe reads --schema <(pg_dump --schema-only), which can be
// opened but once.
func TestSchemaThroughAPipe(t *testing.T) {
	rows := whole("COPY public.users (id, email) FROM stdin;\n1\tann@corp.example\n\\.\n")
	for _, args := range [][]string{nil, {"check"}, {"init"}, {"preview", "--yes-originals"}} {
		_, schema := pipeWith(t, whole(usersTable))
		if r := runDump(rows, append(args, "--schema", schema)...); r.code != exitOK {
			t.Errorf("%q: exit code %d\n%s", args, r.code, r.stderr)
		}
	}
	_, schema := pipeWith(t, whole(usersTable))
	if r := runDump("", "check", "--schema", schema); r.code != exitOK || !strings.Contains(string(r.stdout), "email") {
		t.Errorf("check of --schema alone: exit code %d\n%s", r.code, r.stderr)
	}
}

// TestInputIsReadOnce wants no file beside the dump to be the pipe that the dump
// comes through, and the salt to be no dump.
func TestInputIsReadOnce(t *testing.T) {
	for _, args := range [][]string{
		{"--salt-file"}, {"-p"}, {"--schema"}, {"--lock"}, {"check", "-p"}, {"check", "--require"}, {"check", "-", "--schema"},
		{"init", "--update"}, {"init", "--from"}, {"preview", "--yes-originals", "--salt-file"}, {"verify", "-", "../../fixtures/dumps/shop.sql", "-p"},
	} {
		in, path := pipeWith(t, whole(users))
		var out, errs bytes.Buffer
		code := run(context.Background(), append(args, path), in, &out, &errs, testEnv)
		if code != exitUsage || !strings.Contains(errs.String(), path+" is standard input, and the dump comes through it") {
			t.Errorf("%q: exit code %d\n%s", args, code, errs.String())
		}
	}
	file := tempFile(t, "dump.sql", []byte(whole(users)))
	if r := runDump("", "--salt-file", file, file); r.code != exitUsage || !strings.Contains(r.stderr, "the salt "+file+" is the input") {
		t.Errorf("the dump as the salt: exit code %d\n%s", r.code, r.stderr)
	}
	_, policy := pipeWith(t, "version = 1\nunlisted = \"fail\"\n")
	if r := runDump(whole(users), "init", "--update", policy); r.code != exitOK || !strings.HasPrefix(string(r.stdout), "version = 1\nunlisted = \"fail\"\n") {
		t.Errorf("--update through a pipe: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	floor := tempFile(t, "floor.toml", []byte("version = 1\n[[require]]\ndetect = [\"card\"]\n"))
	_, dump := pipeWith(t, whole(users))
	if r := runDump("", "check", "--require", floor, dump); r.code != exitUsage || !strings.Contains(r.stderr, "give the dump as a file") {
		t.Errorf("a floor by values, and a pipe: exit code %d\n%s", r.code, r.stderr)
	}
}
