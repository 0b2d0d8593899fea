package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMemoryLimits runs the program where the system lets it have little memory:
// a row or a schema that does not fit must be a failure like any other, and not
// the end of the process.
func TestMemoryLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and fills memory")
	}
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("there is no prlimit here")
	}
	binary := buildBinary(t)
	chunk := strings.Repeat("0123456789 some text", mebi/20)
	row := func(w *bufio.Writer) { w.WriteString(hugeTable); writeHuge(w, "1\t\\N\t", chunk, "") }
	tables := func(w *bufio.Writer) {
		for i := range 200_000 {
			fmt.Fprintf(w, "CREATE TABLE public.t%d (\n    id integer,\n    %s text\n);\n", i, strings.Repeat("c", 63))
		}
	}
	small := func(w *bufio.Writer) { w.WriteString(hugeTable); writeRows(w, 4*mebi) }
	for _, tt := range []struct {
		name, limit string
		write       func(w *bufio.Writer)
		want        string
	}{
		{"a row, by its data", "--data=450000000", row, "a row or statement of more than"},
		{"a row, by its addresses", "--as=2600000000", row, "the memory that this process may use"},
		{"a schema, by its data", "--data=300000000", tables, "is nearly used up"},
		{"few rows, by their data", "--data=450000000", small, ""},
		{"few rows, by their addresses", "--as=2600000000", small, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := limited(t, tt.limit, binary, tt.write)
			if tt.want == "" {
				if r.code != exitOK {
					t.Errorf("exit code %d, stderr:\n%s", r.code, r.stderr)
				}
				return
			}
			checkFailed(t, tt.name, r)
			if !strings.Contains(r.stderr, tt.want) {
				t.Errorf("stderr, want %q:\n%s", tt.want, r.stderr)
			}
		})
	}
}

// limited runs the binary under a limit of prlimit, with the input that write
// makes.
func limited(t *testing.T, limit, binary string, write func(w *bufio.Writer)) result {
	t.Helper()
	cmd := exec.Command("prlimit", limit, binary, "-j", "2")
	cmd.Env = append(os.Environ(), saltEnv+"="+testSalt)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	r, w := io.Pipe()
	cmd.Stdin = r
	go func() {
		b := bufio.NewWriterSize(w, mebi)
		write(b)
		b.WriteString(trailer)
		b.Flush()
		w.Close()
	}()
	err := cmd.Run()
	r.Close()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return result{stdout.Bytes(), stderr.String(), cmd.ProcessState.ExitCode()}
}
