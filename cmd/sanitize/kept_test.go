package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt/dumptest"
)

// keptDump returns a dump of rows in many batches, a third of them with an
// address.
func keptDump(rows int, insert bool) string {
	var b strings.Builder
	b.WriteString("CREATE TABLE public.t (\n    id integer,\n    note text,\n    name text\n);\n")
	if !insert {
		b.WriteString("COPY public.t (id, note, name) FROM stdin;\n")
	}
	for i := range rows {
		note := strings.Repeat("word ", i%17)
		if i*i%3 == 0 {
			note += fmt.Sprintf("from u%d@acme.com", i)
		}
		if insert {
			fmt.Fprintf(&b, "INSERT INTO public.t (id, note, name) VALUES (%d, '%s', 'x');\n", i, note)
		} else {
			fmt.Fprintf(&b, "%d\t%s\tx\n", i, note)
		}
	}
	if !insert {
		b.WriteString("\\.\n")
	}
	b.WriteString("\n\n--\n-- PostgreSQL database dump complete\n--\n\n")
	return b.String()
}

// TestKeptSample wants the same sample for any number of workers, any sizes of
// reads, COPY and INSERT, and with another column masked or not.
func TestKeptSample(t *testing.T) {
	dir := t.TempDir()
	const rows = 40000
	dumps := []string{keptDump(rows, false), keptDump(rows, true)}
	var first []report.Kept
	for _, policy := range []string{"", "[columns]\nname = \"hash\"\n"} {
		file := filepath.Join(dir, "policy.toml")
		if err := os.WriteFile(file, []byte("version = 1\nunlisted = \"keep\"\n"+policy), 0o666); err != nil {
			t.Fatal(err)
		}
		for i, dump := range dumps {
			for _, jobs := range []string{"1", "4"} {
				in := dumptest.Chunks(strings.NewReader(dump), uint64(i))
				got := keptReport(t, in, filepath.Join(dir, "report.json"), "-p", file, "-j", jobs)
				if first == nil {
					first = got
				}
				if len(got) != 1 || got[0] != first[0] {
					t.Errorf("policy %q, dump %d, %s workers: %v, want %v", policy, i, jobs, got, first)
				}
			}
		}
	}
	if first[0].Sampled < 1000 || first[0].Sampled > rows/20 || first[0].Matched*4 < first[0].Sampled || first[0].Matched*2 > first[0].Sampled {
		t.Errorf("%d of %d values match, want a third of a small part of %d", first[0].Matched, first[0].Sampled, rows)
	}
}

// keptReport runs the filter and returns what its report says of kept columns.
func keptReport(t *testing.T, in io.Reader, file string, args ...string) []report.Kept {
	t.Helper()
	var stderr bytes.Buffer
	if code := run(t.Context(), append(args, "--report", file), in, io.Discard, &stderr, func(string) string { return "" }); code != exitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	return readReport(t, file).Tables[0].Kept
}
