package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestReportSchema holds the reports of runs to the schema that ships: of those
// that end well, of one that fails, and with verify's result.
func TestReportSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../dist/schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(name, file string) {
		t.Helper()
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = schema.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	dumps, err := filepath.Glob("../../fixtures/dumps/*.sql")
	if err != nil || len(dumps) == 0 {
		t.Fatalf("no dumps, %v", err)
	}
	salt, dir := tempFile(t, "salt", []byte(zooSalt)), t.TempDir()
	for _, dump := range dumps {
		report, out := filepath.Join(dir, "run.json"), filepath.Join(dir, "out.sql")
		_, _, code := filter(nil, "-q", "--partial", "--salt-file", salt, "--report", report, "-o", out, dump)
		valid(dump, report) // of a run that fails, too
		if code != 0 {
			continue
		}
		if _, stderr, code := filter(nil, "verify", "-q", "--partial", "--report", report, dump, out); code != 0 {
			t.Errorf("%s: verify by the report: exit code %d\n%s", dump, code, stderr)
		}
		valid(dump+", verified", report)
	}
}
