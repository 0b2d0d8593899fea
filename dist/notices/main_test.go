package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoticesAreComplete holds the notices to having each module that is linked
// in, and what lies in them under terms of its own.
func TestNoticesAreComplete(t *testing.T) {
	var b strings.Builder
	extra := filepath.Join(t.TempDir(), "libsomething", "copyright")
	if err := os.MkdirAll(filepath.Dir(extra), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(extra, []byte("terms of a C library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(&b, []string{"sanitize/cmd/sanitize"}, []string{extra}); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	list, err := linked([]string{"sanitize/cmd/sanitize"})
	if err != nil || len(list) < 10 {
		t.Fatalf("%d packages are linked in, %v", len(list), err)
	}
	for _, p := range list {
		if !strings.Contains(text, p.Module.Path+" "+p.Module.Version+", ") {
			t.Errorf("nothing of %s", p.Module.Path)
		}
	}
	for _, part := range []string{
		"Go, its runtime and library\n", "The Go Authors",
		"libsomething (linked statically)\n=", "terms of a C library",
		"Apache License", "xxhash", "snapref",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the notices do not have %q", part)
		}
	}
	if strings.Contains(text, "pg_query_go") && !strings.Contains(text, "LICENSE.POSTGRESQL") {
		t.Error("the notices do not have PostgreSQL's")
	}
	if strings.Contains(text, "pg_query_go") && strings.Count(text, "Redistribution and use") < 4 {
		t.Error("the notices do not have those in C files")
	}
}

func TestMissingLicence(t *testing.T) {
	var b strings.Builder
	if err := run(&b, []string{"sanitize/cmd/sanitize"}, []string{"none/copyright"}); err == nil {
		t.Error("a file that is not there is no error")
	}
}
