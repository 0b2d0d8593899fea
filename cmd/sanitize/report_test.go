package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReportPage makes a page of a report: it has every column with its mask,
// asks for nothing from elsewhere, and a name that looks like HTML stays text.
func TestReportPage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "run.json")
	dump := strings.ReplaceAll(whole(users), "note", `"<b>note"`)
	if got := runDump(dump, "--report", file); got.code != 0 {
		t.Fatal(got.stderr)
	}
	page, stderr, code := filter(nil, "report", file)
	if code != 0 {
		t.Fatal(stderr)
	}
	for _, want := range []string{"public.users", "email", "&lt;b&gt;note", "keep", "Not verified yet"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, not := range []string{"<b>note", "http://", "https://", "src=", "@import", "url("} {
		if bytes.Contains(page, []byte(not)) {
			t.Errorf("the page has %s", not)
		}
	}
	if _, _, code := filter(nil, "report", tempFile(t, "no.json", []byte("[]"))); code == 0 {
		t.Error("what is no report becomes a page")
	}
}

// TestReportSignature signs a report, and checks it: what is not signed, not by
// this key, changed, not verified or of another file is refused.
func TestReportSignature(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := writeKeys(dir, "a", "b"); err != nil {
		t.Fatal(err)
	}
	must := func(want bool, what string, args ...string) {
		t.Helper()
		if _, stderr, code := filter(nil, args...); (code == 0) != want {
			t.Errorf("%s: exit code %d\n%s", what, code, stderr)
		}
	}
	salt, dump, run := tempFile(t, "salt", []byte(zooSalt)), "../../fixtures/dumps/shop.sql", at("run.json")
	must(true, "mask", "-q", "--salt-file", salt, "--report", run, "-o", at("out.sql"), dump)
	check := []string{"report", "--check", at("a.pub"), "--of", at("out.sql"), run}
	must(false, "not signed", check...)
	must(true, "sign", "report", "--sign", at("a.key"), run)
	must(false, "not verified", check...)
	must(true, "verify", "verify", "-q", "--report", run, dump, at("out.sql"))
	must(false, "changed since", check...)
	must(true, "sign again", "report", "--sign", at("a.key"), run)
	must(true, "good", check...)
	must(false, "another key", "report", "--check", at("b.pub"), run)
	must(false, "another file", "report", "--check", at("a.pub"), "--of", dump, run)
	must(false, "verify of another file", "verify", "-q", "--report", run, dump, tempFile(t, "other.sql", append(readFile(t, at("out.sql")), '\n')))
	must(true, "which changes nothing", check...)
	text := readFile(t, run)
	write := func(text []byte) {
		if err := os.WriteFile(run, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(append([]byte("\n "), text...))
	must(true, "blanks do not matter", check...)
	write(bytes.Replace(text, []byte(`"rows_read": 12`), []byte(`"rows_read": 13`), 1))
	must(false, "a number was changed", check...)
	write(bytes.Replace(text, []byte("{"), []byte(`{"complete": false, `), 1))
	must(false, "a key comes twice", check...)
	write(text[:len(text)/2])
	must(false, "cut", check...)
	write(append([]byte(`{"tables":`), bytes.Repeat([]byte("["), 1<<23)...))
	must(false, "too deep", check...)
}

// TestReportExpires: a release is a proof up to its last day.
func TestReportExpires(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := writeKeys(dir, "a"); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"2020-02-29": "expired", "9999-12-31": ""} {
		policy := tempFile(t, "policy.toml", []byte("version = 1\nunlisted = \"name\"\n[release]\nexpires = "+day+"\n"))
		dump, run := "../../fixtures/dumps/shop.sql", at("run.json")
		for _, args := range [][]string{
			{"-q", "-p", policy, "--salt-file", tempFile(t, "salt", []byte(zooSalt)), "--report", run, "-o", at("out.sql"), dump},
			{"verify", "-q", "-p", policy, "--report", run, dump, at("out.sql")},
			{"report", "--sign", at("a.key"), run},
		} {
			if _, stderr, code := filter(nil, args...); code != 0 {
				t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
			}
		}
		_, stderr, code := filter(nil, "report", "--check", at("a.pub"), run)
		if (code == 0) != (want == "") || !strings.Contains(stderr, want) {
			t.Errorf("last day %s: exit code %d, stderr:\n%s", day, code, stderr)
		}
	}
}
