package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/inherited"
)

// TestEveryFailureLeavesItsMark is a line for each way to fail before the first
// row: the next in the pipe must not take what it gets for an empty dump.
func TestEveryFailureLeavesItsMark(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	bad := file("bad.toml", "version = 1\nunlisted = 'kep'\n")
	unbound := file("unbound.toml", "version = 1\n[columns]\nno_such_column = 'email'\n")
	short := file("salt", "short")
	unset := file("unset.toml", "version = 1\n[salt]\nenv = 'NOT_SET'\n")
	for _, tt := range []struct {
		what  string
		args  []string
		stdin string
		code  int
	}{
		{"an unknown flag", []string{"--nonsense"}, cutDump, exitUsage},
		{"a flag without its value", []string{"-p"}, cutDump, exitUsage},
		{"a flag given twice", []string{"-p", keepPolicy, "-p", keepPolicy}, cutDump, exitUsage},
		{"a level that is none", []string{"--zstd=99"}, cutDump, exitUsage},
		{"a value that is none", []string{"--progress", "sometimes"}, cutDump, exitUsage},
		{"no number", []string{"-j", "many"}, cutDump, exitUsage},
		{"a negative number", []string{"-j", "-1"}, cutDump, exitUsage},
		{"two inputs", []string{"a.sql", "b.sql"}, cutDump, exitUsage},
		{"a mistyped command", []string{"chekc"}, cutDump, exitUsage},
		{"an input that is not there", []string{dir + "/none.sql"}, "", exitUsage},
		{"an input that is a directory without an archive", []string{dir}, "", exitUsage},
		{"a policy that is not there", []string{"-p", dir + "/none.toml"}, cutDump, exitUsage},
		{"a policy that is a directory", []string{"-p", dir}, cutDump, exitUsage},
		{"a broken policy", []string{"-p", bad}, cutDump, exitUsage},
		{"a policy of another database", []string{"-p", unbound}, cutDump, exitUsage},
		{"a salt that is not there", []string{"--salt-file", dir + "/none"}, cutDump, exitUsage},
		{"a salt that is too short", []string{"--salt-file", short}, cutDump, exitUsage},
		{"a salt that is not set", []string{"-p", unset}, cutDump, exitUsage},
		{"a schema that is not there", []string{"--schema", dir + "/none.sql"}, cutDump, exitUsage},
		{"a schema that is none", []string{"--schema", bad}, cutDump, exitUsage},
		{"a lock that is not there", []string{"--lock", dir + "/none.lock"}, cutDump, exitUsage},
		{"a glob that matches nothing", []string{"--data", "none"}, cutDump, exitUsage},
		{"a report into no directory", []string{"--report", dir + "/none/r.json"}, cutDump, exitUsage},
		{"an empty input", nil, "", exitFailed},
		{"blanks", nil, " \n\n", exitFailed},
		{"an empty input that may be cut", []string{"--partial"}, "", exitFailed},
		{"no dump", nil, "hello, world\n", exitFailed},
		{"an archive", nil, "PGDMP\x01\x0e\x00", exitFailed},
		{"UTF-16", nil, "\xff\xfe-\x00-\x00", exitFailed},
		{"a zstd frame that is cut", nil, "\x28\xb5\x2f\xfd", exitFailed},
		{"bzip2", nil, "BZh91AY", exitFailed},
	} {
		for _, form := range [][]string{nil, {"filter"}, {"-o", "-"}, {"--guard"}, {"-q"}} {
			args := append(form, tt.args...)
			if len(form) > 0 && tt.code == exitUsage && strings.Contains(tt.what, "command") {
				continue // a command is looked for in the first place alone
			}
			got := runDump(tt.stdin, args...)
			if got.code != tt.code || string(got.stdout) != poison || !strings.HasPrefix(got.stderr, "sanitize: ") {
				t.Errorf("%s, sanitize %q: exit code %d, want %d, and the mark alone: %q\n%s", tt.what, args, got.code, tt.code, got.stdout, got.stderr)
			}
		}
		got := runDump(tt.stdin, append([]string{"-z"}, tt.args...)...)
		plain, err := decompress(got.stdout)
		twice := strings.Contains(tt.what, "level") // what to compress with is not known
		if got.code == 0 || !twice && (err == nil || string(plain) != poison) {
			t.Errorf("%s, with -z: exit code %d, %q in the frame, error %v, want the mark in an open frame", tt.what, got.code, plain, err)
		}
		target := filepath.Join(dir, "target.sql")
		got = runDump(tt.stdin, append([]string{"-o", target}, tt.args...)...)
		if _, err := os.Stat(target); got.code != tt.code || len(got.stdout) > 0 || !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s, with -o: exit code %d, want %d, %d bytes on stdout, want none, and no file: %v", tt.what, got.code, tt.code, len(got.stdout), err)
		}
	}
}

// TestOtherCommandsLeaveNoMark: what they print is no dump.
func TestOtherCommandsLeaveNoMark(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--nonsense"}, {"check", "none.sql"}, {"masks", "emial"}, {"reveal"}, {"completion", "tcsh"},
		{"policy", "x"}, {"version", "x"}, {"keygen", "-z"},
	} {
		if got := runDump("", args...); got.code != exitUsage || len(got.stdout) > 0 {
			t.Errorf("sanitize %q: exit code %d, want 2, and %d bytes on stdout, want none", args, got.code, len(got.stdout))
		}
	}
}

// TestPanicLeavesItsMark: whatever goes wrong in the program itself is a
// failure like others.
func TestPanicLeavesItsMark(t *testing.T) {
	got := runReader(panicReader{})
	checkPanic(t, got)
	if string(got.stdout) != poison {
		t.Errorf("%q on stdout, want the mark", got.stdout)
	}
}

// TestLateReportLeavesItsMark: the report is written behind the dump, and a run
// without the one that it was asked for has failed.
func TestLateReportLeavesItsMark(t *testing.T) {
	for _, form := range [][]string{nil, {"-z"}} {
		dir := filepath.Join(t.TempDir(), "gone")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		in := io.MultiReader(strings.NewReader(cutDump), lastWord(func() { os.RemoveAll(dir) }))
		got := runReader(in, append([]string{"--report", dir + "/report.json"}, form...)...)
		text, err := got.stdout, error(nil)
		if form != nil {
			if text, err = decompress(got.stdout); err == nil {
				t.Error("the frame of the output is closed")
			}
		}
		if got.code != exitFailed || !bytes.HasSuffix(text, []byte(poison)) {
			t.Errorf("sanitize %q: exit code %d, and the output does not end in the mark\n%s", form, got.code, got.stderr)
		}
	}
}

// lastWord is a reader at its end, which it does something at.
type lastWord func()

func (f lastWord) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

// TestClosedStdout is >&-: Go's runtime puts /dev/null there, and a dump that
// goes nowhere must not pass for a success.
func TestClosedStdout(t *testing.T) {
	if !inherited.Known {
		t.Skip("a build without cgo cannot know")
	}
	target := filepath.Join(t.TempDir(), "out.sql")
	for _, tt := range []struct {
		command string
		code    int
	}{
		{"sanitize >&-", exitFailed},
		{"sanitize -z >&-", exitFailed},
		{"sanitize --version >&-", exitFailed},
		{"sanitize masks >&-", exitFailed},
		{"sanitize -o " + target + " >&-", exitOK},
		{"sanitize >/dev/null", exitOK},
		{"sanitize 1<>/dev/null", exitOK}, // as a null device is handed on by many
	} {
		cmd := exec.Command("bash", "-c", tt.command)
		cmd.Env = append(os.Environ(), saltEnv+"="+testSalt)
		cmd.Stdin = strings.NewReader(cutDump)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != tt.code {
			t.Errorf("%s: exit code %d, want %d\n%s", tt.command, code, tt.code, out)
		}
	}
}
