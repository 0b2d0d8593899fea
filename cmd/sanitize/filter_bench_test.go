package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// benchPolicies are the policies of the table of speeds, by what they mask.
var benchPolicies = map[string]string{
	"none": "version = 1\nunlisted = \"keep\"\n",
	"three": "version = 1\nunlisted = \"keep\"\n" +
		"[tables.\"public.users\".columns]\nemail = \"email\"\nfull_name = \"name\"\nphone = \"phone\"\n",
	"all": "", // the built-in policy
}

// BenchmarkFilter runs the whole filter on the workload of fixtures/gen. The
// bytes are those of the plain dump.
func BenchmarkFilter(b *testing.B) {
	for _, form := range []string{"copy", "inserts", "rows-per-insert=1000"} {
		dump, err := exec.Command("go", "run", "../../fixtures/gen", "-rows", "20000", "-format", form).Output()
		if err != nil {
			b.Fatal(err)
		}
		for masked, policy := range benchPolicies {
			for _, jobs := range []int{1, 2} {
				b.Run("rows="+form+"/masked="+masked+"/workers="+strconv.Itoa(jobs), func(b *testing.B) {
					benchFilter(b, dump, policy, jobs)
				})
			}
		}
	}
}

func benchFilter(b *testing.B, dump []byte, policy string, jobs int) {
	args := []string{"--progress=never", "-j", strconv.Itoa(jobs)}
	if policy != "" {
		file := filepath.Join(b.TempDir(), "policy.toml")
		if err := os.WriteFile(file, []byte(policy), 0o666); err != nil {
			b.Fatal(err)
		}
		args = append(args, "-p", file)
	}
	b.SetBytes(int64(len(dump)))
	b.ReportAllocs()
	for b.Loop() {
		var stderr bytes.Buffer
		if code := run(context.Background(), args, bytes.NewReader(dump), io.Discard, &stderr, testEnv); code != exitOK {
			b.Fatalf("exit code %d: %s", code, stderr.Bytes())
		}
	}
}
