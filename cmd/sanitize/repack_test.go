package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt/archive"
	"sanitize/dumpfmt/dumptest"
)

// packedText returns what pg_restore prints of an archive that was written.
func packedText(t *testing.T, a *archive.Archive, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	text, err := io.ReadAll(a.Plain())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// withoutRestrict returns a dump without what pg_restore of today puts round it.
func withoutRestrict(dump []byte) string {
	var b strings.Builder
	lines := strings.Split(string(dump), "\n")
	for i := 0; i < len(lines); i++ {
		if strings.HasPrefix(lines[i], `\restrict`) || strings.HasPrefix(lines[i], `\unrestrict`) {
			i++ // and the blank line after it
			continue
		}
		b.WriteString(lines[i] + "\n")
	}
	return b.String()
}

// TestArchivesBecomeArchives masks archives to archives, in every form of input,
// and compares them with what becomes of the plain dump.
func TestArchivesBecomeArchives(t *testing.T) {
	policy := policyFile(t, "version = 1\n[tables.\"public.orders\"]\nsample = { percent = 50, by = \"id\" }\n")
	want := runDump("", "-p", policy, "--schema", archives+"sql", archives+"sql")
	if want.code != 0 {
		t.Fatal(want.stderr)
	}
	for name, form := range archiveForms(t) {
		for _, compress := range dumptest.Thin([]string{"", "none", "gzip:9"}, 3) {
			args := append([]string{"-p", policy, "--format", "custom"}, form.args...)
			if compress != "" {
				args = append(args, "-Z", compress)
			}
			got := runDump(string(form.stdin), args...)
			if got.code != 0 {
				t.Errorf("%s: exit code %d: %s", name, got.code, got.stderr)
				continue
			}
			a, err := archive.NewReader(bytes.NewReader(got.stdout))
			if withoutRestrict(packedText(t, a, err)) != withoutRestrict(want.stdout) {
				t.Errorf("%s: a custom archive is not what the plain dump is", name)
			}

			dir := filepath.Join(t.TempDir(), "d")
			args[3] = "directory"
			args = append(args, "-o", dir)
			if got = runDump(string(form.stdin), args...); got.code != 0 {
				t.Errorf("%s: exit code %d: %s", name, got.code, got.stderr)
				continue
			}
			a, err = archive.Open(dir)
			if withoutRestrict(packedText(t, a, err)) != withoutRestrict(want.stdout) {
				t.Errorf("%s: a directory is not what the plain dump is", name)
			}

			file := filepath.Join(t.TempDir(), "f")
			args = append([]string{"-p", policy, "--format", "custom", "-o", file, "-j", "1"}, form.args...)
			if got = runDump(string(form.stdin), args...); got.code != 0 {
				t.Errorf("%s: exit code %d: %s", name, got.code, got.stderr)
				continue
			}
			a, err = archive.Open(file)
			if withoutRestrict(packedText(t, a, err)) != withoutRestrict(want.stdout) {
				t.Errorf("%s: a file is not what the plain dump is", name)
			}
		}
	}
}

// TestFailedArchives has runs fail that write an archive: what is on a pipe is
// none, and nothing is left at the target.
func TestFailedArchives(t *testing.T) {
	input := readFile(t, archives+"custom")
	late := policyFile(t, "version = 1\n[tables.\"public.customers\".columns]\nemail = { mask = \"email\" }\n"+
		"[[tables.\"public.customers\".rows]]\nwhere = { email = \"nobody@example.com\" }\nexpect = 7\nset = { email = \"x@example.com\" }\n")
	for name, tc := range map[string]struct {
		args []string
		in   []byte
	}{
		"input that is cut":         {nil, input[:len(input)-4]},
		"rows that were not there":  {[]string{"-p", late}, input},
		"a policy that does not go": {[]string{"--data", "none"}, input},
	} {
		got := runDump(string(tc.in), append([]string{"--format", "custom"}, tc.args...)...)
		if a, err := archive.NewReader(bytes.NewReader(got.stdout)); err == nil {
			_, err = io.ReadAll(a.Plain())
			if err == nil {
				t.Errorf("%s: an archive that can be read", name)
			}
		}
		if got.code == 0 {
			t.Errorf("%s: exit code 0", name)
		}
		dir := t.TempDir()
		for _, format := range []string{"custom", "directory"} {
			got := runDump(string(tc.in), append([]string{"--format", format, "-o", filepath.Join(dir, "x")}, tc.args...)...)
			left, err := os.ReadDir(dir)
			if got.code == 0 || len(got.stdout) > 0 || len(left) > 0 || err != nil {
				t.Errorf("%s: --format %s: exit code %d, %d files are left", name, format, got.code, len(left))
			}
		}
	}
}

// TestFormatRefuses names flags that do not go together.
func TestFormatRefuses(t *testing.T) {
	for _, tc := range []struct {
		want string
		args []string
	}{
		{"wants an archive as input", []string{"--format", "custom", archives + "sql"}},
		{"wants --output DIRECTORY", []string{"--format", "directory", archives + "custom"}},
		{"--compress zstd", []string{"--format", "custom", "-z", archives + "custom"}},
		{"--guard does not go", []string{"--format", "custom", "--guard", archives + "custom"}},
		{"--mention is for", []string{"--mention", archives + "custom"}},
		{"--compress is for", []string{"-Z", "9", archives + "custom"}},
		{"want none, gzip, lz4 or zstd", []string{"--format", "custom", "-Z", "rar", archives + "custom"}},
		{"cannot be compressed with zstd", []string{"--format", "custom", "-Z", "zstd", archives + "custom"}},
		{"is not empty", []string{"--format", "directory", "-o", archives + "directory", archives + "directory"}},
	} {
		got := runDump("", tc.args...)
		if got.code != exitUsage || !strings.Contains(got.stderr, tc.want) {
			t.Errorf("%q: exit code %d: %s; want %q", tc.args, got.code, got.stderr, tc.want)
		}
	}
}

// TestShards masks a directory in parts, each by itself, and joins them: the
// files are those of one run. A part by itself is no archive.
func TestShards(t *testing.T) {
	for _, form := range []string{"directory", "custom"} {
		shardsJoin(t, archives+form)
	}
	for _, tc := range []struct{ shard, format, in, want string }{
		{"0/3", "directory", "directory", "want I/N"},
		{"4/3", "directory", "directory", "want I/N"},
		{"x", "directory", "directory", "want I/N"},
		{"3+1/3", "directory", "directory", "want I/N"},
		{"+1/3", "directory", "directory", "want I/N"},
		{"1/2", "custom", "directory", "--shard is for"},
		{"1/2", "directory", "tar", "only a directory, or a custom archive"},
	} {
		r := runDump("", "--format", tc.format, "--shard", tc.shard, "-o", filepath.Join(t.TempDir(), "x"), archives+tc.in)
		if r.code == 0 || !strings.Contains(r.stderr, tc.want) {
			t.Errorf("%+v: exit code %d: %s", tc, r.code, r.stderr)
		}
	}
}

func shardsJoin(t *testing.T, in string) {
	t.Helper()
	whole, joined := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "joined")
	if got := runDump("", "--format", "directory", "-o", whole, in); got.code != 0 {
		t.Fatal(got.stderr)
	}
	for _, part := range []string{"2/3", "0+1/3", "3/3"} {
		if a, err := archive.Open(joined); err == nil {
			if _, err := io.ReadAll(a.Plain()); err == nil {
				t.Errorf("before part %s: the archive can be read", part)
			}
		}
		if got := runDump("", "--format", "directory", "--shard", part, "-o", joined, in); got.code != 0 {
			t.Fatalf("part %s: %s", part, got.stderr)
		}
	}
	want, got := filesOf(t, whole), filesOf(t, joined)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the parts joined are not the whole: %s", diff)
	}
}

// TestMention has archives say who made them: in one entry, which changes nothing
// else, which goes through once more, and which verify does not mind.
func TestMention(t *testing.T) {
	policy := policyFile(t, "version = 1\n")
	for _, format := range []string{"custom", "directory"} {
		dir := t.TempDir()
		without, with, again := filepath.Join(dir, "without"), filepath.Join(dir, "with"), filepath.Join(dir, "again")
		for _, args := range [][]string{
			{"-o", without, archives + "custom"}, {"--mention", "-o", with, archives + "custom"}, {"-o", again, with},
		} {
			if got := runDump("", append([]string{"-p", policy, "--format", format}, args...)...); got.code != 0 {
				t.Fatal(got.stderr)
			}
		}
		plain, mentioned := entriesAt(t, without), entriesAt(t, with)
		name := "COMMENT masked by sanitize " + version()
		if at := slices.Index(mentioned, name); at < 0 || !slices.Equal(slices.Delete(slices.Clone(mentioned), at, at+1), plain) {
			t.Errorf("%s: the list has the entries %q, want %q and %q", format, mentioned, plain, name)
		}
		if diff := cmp.Diff(mentioned, entriesAt(t, again)); diff != "" {
			t.Errorf("%s: the list of a second run: %s", format, diff)
		}
		if _, stderr, code := filter(nil, "verify", "-p", policy, archives+"custom", with); code != 0 {
			t.Errorf("%s: verify: exit code %d: %s", format, code, stderr)
		}
	}
}

// entriesAt returns the kinds and names in the list of an archive.
func entriesAt(t *testing.T, path string) (list []string) {
	t.Helper()
	a, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for _, e := range a.Entries {
		list = append(list, e.Desc.S+" "+e.Tag.S)
	}
	return list
}

// TestReportsOfArchives compares what the report says of an archive that was
// written with the files that are there.
func TestReportsOfArchives(t *testing.T) {
	for _, tc := range []struct{ format, in string }{
		{"custom", "custom"}, {"custom", "directory"}, {"directory", "directory"}, {"directory", "tar"},
	} {
		for _, piped := range []bool{false, true} {
			dir := t.TempDir()
			out, file := filepath.Join(dir, "out"), filepath.Join(dir, "report.json")
			args := []string{"--format", tc.format, "--report", file, archives + tc.in}
			if !piped || tc.format == "directory" {
				args = append(args, "-o", out)
			}
			got := runDump("", args...)
			if got.code != 0 {
				t.Fatal(got.stderr)
			}
			if len(got.stdout) > 0 {
				if err := os.WriteFile(out, got.stdout, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r := readReport(t, file)
			size := int64(0)
			err := filepath.WalkDir(out, func(_ string, e fs.DirEntry, err error) error {
				if err == nil && !e.IsDir() {
					info, _ := e.Info()
					size += info.Size()
				}
				return err
			})
			if err != nil || r.Output.Format != tc.format || r.Output.Bytes != size || r.Output.Plain < 5000 {
				t.Errorf("%+v: %+v, want %d bytes, %v", tc, r.Output, size, err)
			}
			if err := sameSum(out, r.Output.SHA256); err != nil {
				t.Errorf("%+v: %v", tc, err)
			}
			if err := sameSum(archives+tc.format, r.Output.SHA256); err == nil {
				t.Errorf("%+v: another archive is taken for it", tc)
			}
			if (r.Input.SHA256 == "") != (tc.in == "directory") {
				t.Errorf("%+v: input %+v", tc, r.Input)
			}
		}
	}
}

// TestShardsExpect has rules for rows that find what they expect, or not: what
// one run says is said by the shard that has the table, and by no other. Where
// the tables of a rule lie in several, each says that it cannot judge.
func TestShardsExpect(t *testing.T) {
	rule := func(table, expect string) string {
		return "[[tables.\"" + table + "\".rows]]\nwhere = { id = \"1\" }\nexpect = " + expect + "\ndrop = true\n"
	}
	for name, tc := range map[string]struct {
		rules         string
		fail, unclear int
	}{
		"met":             {rule("public.customers", "1") + rule("public.orders", "1"), 0, 0},
		"missed":          {rule("public.customers", "2"), 1, 0},
		"both missed":     {rule("public.customers", "2") + rule("public.orders", "0"), 2, 0},
		"of both, met":    {rule("public.*", "2"), 0, 2},
		"of both, missed": {rule("public.*", "7"), 0, 2},
	} {
		policy := policyFile(t, "version = 1\n"+tc.rules)
		dir := filepath.Join(t.TempDir(), "out")
		fail, unclear := 0, 0
		for _, part := range []string{"1/3", "2/3", "3/3"} { // one has the large objects
			got := runDump("", "-p", policy, "--format", "directory", "--shard", part, "-o", dir, archives+"directory")
			if got.code != 0 {
				fail++
				if !strings.Contains(got.stderr, "expects") {
					t.Errorf("%s: %s", name, got.stderr)
				}
			}
			unclear += strings.Count(got.stderr, "lie in several shards")
		}
		if fail != tc.fail || unclear != tc.unclear {
			t.Errorf("%s: %d parts fail, want %d; %d cannot judge, want %d", name, fail, tc.fail, unclear, tc.unclear)
		}
	}
}

// filesOf returns the names and contents of a directory's files.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b := readFile(t, filepath.Join(dir, e.Name()))
		all[e.Name()] = string(b)
	}
	return all
}

// TestVerifyTakesArchives compares archives with what became of them in any form:
// what is masked passes, what is not and what was changed is found.
func TestVerifyTakesArchives(t *testing.T) {
	dir := t.TempDir()
	policy := policyFile(t, "version = 1\n")
	masked := map[string]string{"plain": filepath.Join(dir, "plain")}
	for _, format := range []string{"plain", "custom", "directory"} {
		masked[format] = filepath.Join(dir, format)
		if got := runDump("", "-p", policy, "--format", format, "-o", masked[format], archives+"custom"); got.code != 0 {
			t.Fatal(got.stderr)
		}
	}
	for _, before := range []string{"custom", "tar", "directory", "sql"} {
		for format, after := range masked {
			if _, stderr, code := filter(nil, "verify", "-p", policy, archives+before, after); code != 0 {
				t.Errorf("%s and %s: exit code %d: %s", before, format, code, stderr)
			}
		}
		for _, after := range []string{"custom", "tar", "directory", "sql"} {
			if _, stderr, code := filter(nil, "verify", "-p", policy, archives+before, archives+after); code != exitFound {
				t.Errorf("%s and itself as %s: exit code %d: %s", before, after, code, stderr)
			}
		}
	}
}
