package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkVerify compares the workload of fixtures/gen, and many tables of few rows,
// with what is made of them. The bytes are those of the plain dump.
func BenchmarkVerify(b *testing.B) {
	dump, err := exec.Command("go", "run", "../../fixtures/gen", "-rows", "20000").Output()
	if err != nil {
		b.Fatal(err)
	}
	for masked, policy := range benchPolicies {
		b.Run("rows=copy/masked="+masked, func(b *testing.B) { benchVerify(b, dump, policy) })
	}
	var many bytes.Buffer
	dumpOfTables(&many, 0, 5000, 2)
	b.Run("tables=5000/masked=c1", func(b *testing.B) {
		benchVerify(b, many.Bytes(), "version = 1\nunlisted = \"keep\"\n[columns]\nc1 = \"text\"\n")
	})
}

func benchVerify(b *testing.B, dump []byte, policy string) {
	dir := b.TempDir()
	before, after, rules := filepath.Join(dir, "before.sql"), filepath.Join(dir, "after.sql"), filepath.Join(dir, "policy.toml")
	mask, verify := []string{before, "-o", after}, []string{"verify", "-q", before, after}
	if policy != "" {
		mask, verify = append(mask, "-p", rules), append(verify, "-p", rules)
	}
	for file, text := range map[string][]byte{before: dump, rules: []byte(policy)} {
		if err := os.WriteFile(file, text, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	do := func(args []string) {
		var stderr bytes.Buffer
		if code := run(context.Background(), args, nil, io.Discard, &stderr, testEnv); code != exitOK {
			b.Fatalf("%v: exit code %d: %s", args, code, stderr.Bytes())
		}
	}
	do(mask)
	b.SetBytes(int64(len(dump)))
	b.ReportAllocs()
	for b.Loop() {
		do(verify)
	}
}
