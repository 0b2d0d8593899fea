package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManifests decodes the manifests, and each with a mistake.
func TestManifests(t *testing.T) {
	files, err := filepath.Glob("../*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d manifests, %v", len(files), err)
	}
	for _, file := range files {
		if err := check(file); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, mistake := range [][2]string{
			{"containers:", "contaners:"},
			{"restartPolicy: Never", "restartPolicy: [Never]"},
			{"backoffLimit", "backofLimit"},
			{"readOnlyRootFilesystem: true", "readOnlyRootFilesystem: true\n              readOnlyRootFileSystem: true"},
			{"apiVersion: batch/v1", "apiVersion: batch/v2"},
		} {
			bad := filepath.Join(t.TempDir(), "bad.yaml")
			if err := os.WriteFile(bad, []byte(strings.Replace(string(text), mistake[0], mistake[1], 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			if check(bad) == nil {
				t.Errorf("%s with %s passes", file, mistake[1])
			}
		}
	}
}
