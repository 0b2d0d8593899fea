package dist

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestReportSchema holds the reports of runs to the schema that ships: of those
// that end well, of one that fails, and with verify's result.
func TestReportSchema(t *testing.T) {
	bin := sanitize(t)
	schema, err := jsonschema.NewCompiler().Compile("schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(name, file string) {
		t.Helper()
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, file)))
		if err == nil {
			err = schema.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	dumps, err := filepath.Glob("../fixtures/dumps/*.sql")
	if err != nil || len(dumps) == 0 {
		t.Fatalf("no dumps, %v", err)
	}
	dir := t.TempDir()
	report, out := filepath.Join(dir, "run.json"), filepath.Join(dir, "out.sql")
	ended := 0
	for _, dump := range dumps {
		_, err := try([]string{"SANITIZE_SALT=" + salt}, bin, "-q", "--partial", "--report", report, "-o", out, dump)
		valid(dump, report) // of a run that fails, too
		if err != nil {
			continue
		}
		ended++
		if message, err := try(nil, bin, "verify", "-q", "--partial", "--report", report, dump, out); err != nil {
			t.Errorf("%s: verify by the report: %v\n%s", dump, err, message)
		}
		valid(dump+", verified", report)
	}
	if ended == 0 || ended == len(dumps) {
		t.Errorf("%d of %d runs end well; the test wants some that do, and some that do not", ended, len(dumps))
	}
}
