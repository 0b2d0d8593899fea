package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const archives = "../../fixtures/archives/shop15."

// restrictKey is what is new each time an archive is printed.
var restrictKey = regexp.MustCompile(`(?m)^(\\(?:un)?restrict) \S+$`)

// archiveForms are the ways to hand an archive to the program: standard input
// and arguments.
func archiveForms(t *testing.T) map[string]struct {
	stdin []byte
	args  []string
} {
	t.Helper()
	custom := readFile(t, archives+"custom")
	tarball := readFile(t, archives+"tar")
	var zst, gz bytes.Buffer
	zw, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	gw := gzip.NewWriter(&gz)
	zw.Write(custom)
	gw.Write(tarball)
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := gw.Close(); err != nil {
		t.Fatal(err)
	}
	return map[string]struct {
		stdin []byte
		args  []string
	}{
		"custom":         {nil, []string{archives + "custom"}},
		"custom, pipe":   {custom, nil},
		"directory":      {nil, []string{archives + "directory"}},
		"tar":            {nil, []string{archives + "tar"}},
		"tar, pipe":      {tarball, nil},
		"custom in zstd": {zst.Bytes(), nil},
		"tar in gzip":    {gz.Bytes(), nil},
	}
}

// TestArchivesAreReadAsPlainDumps keeps all, and then masks: what comes out is
// what comes out for the text that pg_restore prints, with all that it says of
// keys known before the first row.
func TestArchivesAreReadAsPlainDumps(t *testing.T) {
	plain := readFile(t, archives+"sql")
	keep := "version = 1\nunlisted = \"keep\"\n[outside]\nlarge_objects = \"keep\"\n"
	for _, policy := range []string{keep, "version = 1\n"} {
		file := policyFile(t, policy)
		want := runDump(string(plain), "-p", file, "--schema", archives+"sql")
		if want.code != 0 {
			t.Fatalf("plain: exit code %d: %s", want.code, want.stderr)
		}
		if policy == keep && !bytes.Equal(want.stdout, plain) {
			t.Error("a policy that keeps all changes the plain dump")
		}
		for name, form := range archiveForms(t) {
			got := runDump(string(form.stdin), append([]string{"-p", file}, form.args...)...)
			if got.code != 0 {
				t.Errorf("%s: exit code %d: %s", name, got.code, got.stderr)
			}
			if g, w := restrictKey.ReplaceAll(got.stdout, []byte("$1 k")), restrictKey.ReplaceAll(want.stdout, []byte("$1 k")); !bytes.Equal(g, w) {
				t.Errorf("%s: the output is not that of the plain dump", name)
			}
			again := runDump(string(form.stdin), append([]string{"-p", file}, form.args...)...)
			if !bytes.Equal(again.stdout, got.stdout) {
				t.Errorf("%s: the output of a second run differs", name)
			}
		}
	}
}

// TestCheckTakesArchives compares check of archives with that of the text, also
// where they are the schema: then their data is not looked at.
func TestCheckTakesArchives(t *testing.T) {
	want := runDump("", "check", archives+"sql")
	objects := regexp.MustCompile(`(?m)^(  large_objects |outside ).*$`)
	for name, form := range archiveForms(t) {
		if form.args == nil {
			continue
		}
		got := runDump("", "check", form.args[0])
		if got.code != want.code || !bytes.Equal(got.stdout, want.stdout) {
			t.Errorf("%s: not as check of the plain dump: exit code %d, want %d: %s", name, got.code, want.code, got.stderr)
		}
		got = runDump("", "check", "--schema", form.args[0])
		if got.code != want.code || objects.ReplaceAllString(string(got.stdout), "") != objects.ReplaceAllString(string(want.stdout), "") {
			t.Errorf("%s: --schema is not as check of the plain dump: exit code %d, want %d: %s", name, got.code, want.code, got.stderr)
		}
	}
}

// TestOtherCommandsTakeArchives compares what init drafts and preview shows of
// archives with what they do of the text, whose keys preview knows by --schema.
func TestOtherCommandsTakeArchives(t *testing.T) {
	policy := policyFile(t, "version = 1\n")
	for _, command := range [][]string{{"init"}, {"preview", "--yes-originals", "-p", policy}} {
		want := runDump("", append(command, "--schema", archives+"sql", archives+"sql")...)
		if want.code != 0 || len(want.stdout) == 0 {
			t.Fatalf("%q: exit code %d: %s", command, want.code, want.stderr)
		}
		for name, form := range archiveForms(t) {
			if form.args == nil {
				continue
			}
			got := runDump("", append(command[:len(command):len(command)], form.args...)...)
			if got.code != 0 || strings.ReplaceAll(string(got.stdout), form.args[0], "") != strings.ReplaceAll(string(want.stdout), archives+"sql", "") {
				t.Errorf("%q, %s: not as of the plain dump: exit code %d: %s%s", command, name, got.code, got.stderr, cmp.Diff(string(want.stdout), string(got.stdout)))
			}
			if strings.Contains(got.stderr, "keys behind the rows") {
				t.Errorf("%q, %s: the table of contents has the keys: %s", command, name, got.stderr)
			}
		}
	}
}

// TestDamagedArchivesFail cuts archives, and adds to them.
func TestDamagedArchivesFail(t *testing.T) {
	custom := readFile(t, archives+"custom")
	tarball := readFile(t, archives+"tar")
	newer := bytes.Clone(custom)
	newer[6]++
	newer[6]++
	newer[6]++
	for name, tc := range map[string]struct {
		in   []byte
		want string
	}{
		"cut":                {custom[:len(custom)-3], "ends early"},
		"cut in front":       {custom[:300], "ends early"},
		"something after it": {append(bytes.Clone(custom), custom...), "something follows"},
		"a later version":    {newer, "hint: pg_restore -f - FILE | sanitize"},
		"tar, cut":           {tarball[:len(tarball)/2], "ends early"},
	} {
		got := runDump(string(tc.in))
		if got.code != exitFailed || !got.marked() || !strings.Contains(got.stderr, tc.want) {
			t.Errorf("%s: exit code %d, marked %v: %s; want %q", name, got.code, got.marked(), got.stderr, tc.want)
		}
	}
}
