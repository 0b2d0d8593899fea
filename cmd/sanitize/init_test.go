package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInitOfEveryDump drafts a policy for each dump of the fixtures, and of the
// directory of real ones if there is one: check accepts it as it stands, a pipe
// takes it without --schema, and it is the same every time.
func TestInitOfEveryDump(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/dumps/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dumps, %v", err)
	}
	if dir := os.Getenv(realEnv); dir != "" {
		real, err := filepath.Glob(filepath.Join(dir, "*.sql"))
		if err != nil || len(real) == 0 {
			t.Fatalf("no dumps in %s, %v", dir, err)
		}
		files = append(files, real...)
	}
	salt := tempFile(t, "salt", []byte(zooSalt))
	for _, file := range files {
		switch {
		case strings.Contains(file, "SJIS"):
			continue // refused, whatever the policy
		case strings.Contains(file, "conflict"), strings.Contains(file, "column-inserts"):
			continue // ON CONFLICT, which wants --schema
		}
		t.Run(filepath.Base(file), func(t *testing.T) { initDump(t, file, salt) })
	}
}

// initDump drafts a policy for a dump and uses it.
func initDump(t *testing.T, file, salt string) {
	dump, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var partial []string
	if _, stderr, _ := filter(nil, "init", file); strings.Contains(stderr, "has no trailer") {
		partial = []string{"--partial"}
	}
	call := func(stdin []byte, args ...string) []byte {
		t.Helper()
		out, stderr, code := filter(stdin, append(args, partial...)...)
		if code != 0 || stderr != "" {
			t.Fatalf("%s: exit code %d, stderr:\n%s", args[0], code, stderr)
		}
		return out
	}
	text := call(nil, "init", file)
	if again := call(dump, "init"); !bytes.Equal(text, again) {
		t.Error("the draft of a pipe is another than that of the file")
	}
	p := tempFile(t, "policy.toml", text)
	call(nil, "check", "-q", "--strict", "-p", p, file)
	call(dump, "-q", "-p", p, "--salt-file", salt)
	if updated := call(dump, "init", "-q", "--update", p); !bytes.Equal(text, updated) {
		t.Error("an update for the same dump changes the draft")
	}
	lines := bytes.Count(text, []byte("\n"))
	t.Logf("%d lines for %d tables", lines, bytes.Count(dump, []byte("CREATE TABLE ")))
}
