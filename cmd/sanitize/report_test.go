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
}
