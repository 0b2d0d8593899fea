package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTablesSideBySide masks a directory and a custom archive with any number of
// workers: the files are those of an archive in a pipe, which is read from its
// beginning to its end.
func TestTablesSideBySide(t *testing.T) {
	pipe := readFile(t, archives+"custom")
	want := filepath.Join(t.TempDir(), "want")
	if got := runDump(string(pipe), "--format", "directory", "-Z", "6", "-o", want); got.code != 0 {
		t.Fatal(got.stderr)
	}
	for _, form := range []string{"directory", "custom"} {
		for _, jobs := range []string{"1", "2", "7"} {
			out := filepath.Join(t.TempDir(), "out")
			got := runDump("", "--format", "directory", "-Z", "6", "-j", jobs, "-o", out, archives+form)
			if got.code != 0 {
				t.Fatal(got.stderr)
			}
			files, wanted := filesOf(t, out), filesOf(t, want)
			if form == "directory" { // its toc.dat has the time of another dump
				delete(files, "toc.dat")
				delete(wanted, "toc.dat")
			}
			if diff := cmp.Diff(wanted, files); diff != "" {
				t.Errorf("%s, %s workers: %s", form, jobs, diff)
			}
		}
	}
}

// TestOpenDivisible tells archives that can be read in parts, and leaves a file
// where it stands.
func TestOpenDivisible(t *testing.T) {
	for form, want := range map[string]bool{"custom": true, "tar": false, "sql": false} {
		file, err := os.Open(archives + form)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		a := openDivisible(file)
		if a != nil {
			defer a.Close()
		}
		if at, err := file.Seek(0, io.SeekCurrent); (a != nil) != want || at != 0 || err != nil {
			t.Errorf("%s: divisible %v, want %v; the file stands at %d: %v", form, a != nil, want, at, err)
		}
	}
}

// TestTablesSideBySideFail has something wrong in two of the tables: it is the
// same that is told for each number of workers, and nothing is left.
func TestTablesSideBySideFail(t *testing.T) {
	for name, spoil := range map[string]func(file string, b []byte) []byte{
		"cut":          func(_ string, b []byte) []byte { return b[:len(b)-9] },
		"a wrong byte": func(_ string, b []byte) []byte { b[len(b)/2] ^= 0x55; return b },
		"goes on":      func(_ string, b []byte) []byte { return append(b, b...) },
	} {
		dir := filepath.Join(t.TempDir(), "in")
		if got := runDump("", "--format", "directory", "-Z", "6", "-o", dir, archives+"directory"); got.code != 0 {
			t.Fatal(got.stderr)
		}
		data, err := filepath.Glob(filepath.Join(dir, "3*.dat.gz"))
		if err != nil || len(data) < 2 {
			t.Fatalf("files %q, %v", data, err)
		}
		for _, file := range data[:2] {
			b, err := os.ReadFile(file)
			if err == nil {
				err = os.WriteFile(file, spoil(file, b), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		told := map[string]bool{}
		for _, jobs := range []string{"1", "2", "3", "4"} {
			to := t.TempDir()
			got := runDump("", "--format", "directory", "-j", jobs, "-o", filepath.Join(to, "out"), dir)
			left, err := os.ReadDir(to)
			if got.code != exitFailed || len(left) > 0 || err != nil {
				t.Errorf("%s: exit code %d, %d files are left", name, got.code, len(left))
			}
			told[got.stderr] = true
			if strings.Contains(got.stderr, "dump line") {
				t.Errorf("%s: a line of a text that nobody sees: %s", name, got.stderr)
			}
		}
		if len(told) != 1 {
			t.Errorf("%s: %d different messages: %v", name, len(told), told)
		}
	}
}
