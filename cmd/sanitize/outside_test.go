package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// outsideDumps have the word canary in every secret outside of the columns,
// and finch in what is no secret there.
var outsideDumps = []string{"outside18.sql", "outside96.scs-off.sql"}

func readDump(t *testing.T, name string) string {
	t.Helper()
	text := readFile(t, filepath.Join(dumpDir, name))
	return string(text)
}

// runReported runs the program with a report and wants no canary in what it
// leaves behind, whatever it ends with.
func runReported(t *testing.T, dump string, args ...string) (result, []byte) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.json")
	got := runDump(dump, append(args, "--report", file)...)
	report, err := os.ReadFile(file)
	if err != nil && got.code != exitUsage {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"stdout": got.stdout, "stderr": []byte(got.stderr), "the report": report} {
		for _, leak := range findLeaks(text, canary) {
			t.Errorf("%s has %s", name, leak)
		}
	}
	return got, report
}

// TestOutside holds the built-in policy to leaving no secret outside of the
// columns, and to keeping what is none.
func TestOutside(t *testing.T) {
	for _, name := range outsideDumps {
		t.Run(name, func(t *testing.T) {
			dump := readDump(t, name)
			got, report := runReported(t, dump)
			if got.code != exitOK {
				t.Fatalf("exit code %d, stderr:\n%s", got.code, got.stderr)
			}
			for _, word := range []string{"finch", "LARGE OBJECT", "BEGIN;", "COMMIT;", "lo_open", "lo_close", "VALID UNTIL"} {
				if n := strings.Count(string(got.stdout), word); n != strings.Count(dump, word) {
					t.Errorf("the output has %s %d times, and the input %d times", word, n, strings.Count(dump, word))
				}
			}
			for _, key := range []string{"role_passwords", "settings", "connection_secrets", "large_objects"} {
				if !bytes.Contains(report, []byte(fmt.Sprintf("%q", key))) {
					t.Errorf("the report does not speak of %s", key)
				}
			}
		})
	}
}

// TestOutsideCut cuts the dumps at many places: whatever the run ends with, it
// shows no canary.
func TestOutsideCut(t *testing.T) {
	step := 41
	if testing.Short() {
		step = 401
	}
	for _, name := range outsideDumps {
		dump := readDump(t, name)
		for at := 1; at < len(dump); at += step {
			if got, _ := runReported(t, dump[:at], "--partial"); got.code == exitFailed && !got.marked() {
				t.Errorf("%s cut at byte %d: the output does not end as it should", name, at)
			}
		}
	}
}

// TestOutsideFail wants each key that is set to fail to stop the run, with a
// message that names it.
func TestOutsideFail(t *testing.T) {
	dump := readDump(t, "outside18.sql")
	for _, key := range []string{"role_passwords", "connection_secrets", "subscriptions", "large_objects", "statistics", "settings"} {
		policy := policyFile(t, "version = 1\nsoft = true\n[outside]\n"+key+" = \"fail\"\n")
		got, _ := runReported(t, dump, "-p", policy)
		if got.code == exitOK || !got.marked() || !strings.Contains(got.stderr, key+` = "fail"`) {
			t.Errorf("%s: exit code %d, stderr:\n%s", key, got.code, got.stderr)
		}
	}
	policy := policyFile(t, "version = 1\nsoft = true\n[outside]\nconnection_secrets = \"fail\"\n")
	_, server, _ := strings.Cut(dump, "CREATE SUBSCRIPTION")
	got, _ := runReported(t, "CREATE SUBSCRIPTION"+server, "-p", policy, "--partial")
	if got.code != exitUsage || !strings.Contains(got.stderr, `connection_secrets = "fail"`) {
		t.Errorf("a subscription with a password: exit code %d, stderr:\n%s", got.code, got.stderr)
	}
}

// TestOutsideNewline wants a statement that vanishes to take its newline with
// it, also where a batch or a CR LF is between them.
func TestOutsideNewline(t *testing.T) {
	var in, want strings.Builder
	in.WriteString("BEGIN;\n\n")
	want.WriteString("BEGIN;\n\n")
	for i := range 300 {
		open := fmt.Sprintf("SELECT pg_catalog.lo_open('%d', 131072);\n", i)
		in.WriteString(open)
		want.WriteString(open)
		for range i % 5 {
			in.WriteString("SELECT pg_catalog.lowrite(0, '\\x" + strings.Repeat("63616e617279", 200+i) + "');\n")
		}
		in.WriteString("SELECT pg_catalog.lo_close(0);\n\n")
		want.WriteString("SELECT pg_catalog.lo_close(0);\n\n")
	}
	for name, form := range map[string]func(string) string{"LF": func(s string) string { return s }, "CR LF": crlf} {
		got, _ := runReported(t, form(in.String()), "--partial")
		if got.code != exitOK || string(got.stdout) != form(want.String()) {
			t.Errorf("%s: exit code %d, %d bytes, want %d, stderr:\n%s", name, got.code, len(got.stdout), len(form(want.String())), got.stderr)
		}
	}
}

// countingWriter counts the bytes written to it.
type countingWriter struct{ n atomic.Int64 }

func (w *countingWriter) Write(p []byte) (int, error) {
	w.n.Add(int64(len(p)))
	return len(p), nil
}

// endReader calls a function when it is read, and is at its end.
type endReader func()

func (r endReader) Read([]byte) (int, error) {
	r()
	return 0, io.EOF
}

// TestOutsideNotHeld wants large objects that are kept to go out as they come
// in, also where a dump has no rows. How much is in flight is bounded by the
// workers' batches.
func TestOutsideNotHeld(t *testing.T) {
	statement := "SELECT pg_catalog.lowrite(0, '\\x" + strings.Repeat("00", 16384) + "');\n"
	head := "SELECT pg_catalog.lo_open('1', 131072);\n"
	const n = 1500
	parts := []io.Reader{strings.NewReader(head)}
	for range n {
		parts = append(parts, strings.NewReader(statement))
	}
	var out countingWriter
	written := int64(0)
	parts = append(parts, endReader(func() { written = out.n.Load() }))
	var stderr bytes.Buffer
	code := run(context.Background(), []string{"--partial", "-j", "2", "-p", keepPolicy}, io.MultiReader(parts...), &out, &stderr, testEnv)
	if want := int64(len(head) + n*len(statement)); code != exitOK || out.n.Load() != want {
		t.Fatalf("exit code %d, %d bytes, want %d, stderr:\n%s", code, out.n.Load(), want, stderr.Bytes())
	}
	if written < out.n.Load()/4 {
		t.Errorf("%d bytes of %d were written before the end of the input", written, out.n.Load())
	}
}

// TestTriggersBeforeRowsAreTold has a trigger that sees the rows as they are
// restored, and one that pg_dump has put behind them.
func TestTriggersBeforeRowsAreTold(t *testing.T) {
	const trigger = "CREATE TRIGGER g BEFORE INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.f();\n\n"
	rows := users[len(usersTable):]
	for name, tt := range map[string]struct {
		body string
		told bool
	}{
		"before": {usersTable + trigger + rows, true},
		"behind": {usersTable + rows + "\n" + trigger, false},
		"off":    {usersTable + trigger + "ALTER TABLE public.users DISABLE TRIGGER ALL;\n\n" + rows, false},
	} {
		r := runDump(whole(tt.body))
		if told := strings.Contains(r.stderr, "a trigger stands before the rows of table public.users"); r.code != exitOK || told != tt.told {
			t.Errorf("%s: exit code %d, told: %t, want %t\n%s", name, r.code, told, tt.told, r.stderr)
		}
	}
}
