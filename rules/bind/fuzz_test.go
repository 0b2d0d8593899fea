package bind

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// addPolicies adds all policies of the tests as seeds.
func addPolicies(f *testing.F) {
	f.Add(string(policy.BuiltinText()))
	files, err := filepath.Glob("testdata/*/*.toml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no policies in testdata: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
}

// FuzzPolicy wants a message of all that is wrong, and no panic.
func FuzzPolicy(f *testing.F) {
	addPolicies(f)
	f.Add(strings.ReplaceAll(rowRulesPolicy, "note", "full_name"))
	schema, key := schemaOf(f, testSchema), testKey(f)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := policy.Parse([]byte(text), "p", testEnv)
		if err == nil {
			_, err = Bind(p, schema, Options{Key: key})
		}
		if err != nil && len(err.Error()) == 0 {
			t.Fatal("an error without a message")
		}
	})
}
