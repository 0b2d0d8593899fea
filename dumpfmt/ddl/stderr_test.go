//go:build cgo

package ddl

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
)

// parses is how often the child of TestStderr parses while it prints.
const parses = 1000

// TestStderr prints in one goroutine while another parses, in a process of its
// own: nothing is lost. The C library has code that would put a pipe in the place
// of file descriptor 2 for the time of a call, which pg_query_internal.h switches
// off by a DEBUG that it defines; another version may not.
func TestStderr(t *testing.T) {
	if os.Getenv("SANITIZE_TEST_STDERR") != "" {
		printWhileParsing(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestStderr$")
	cmd.Env = append(os.Environ(), "SANITIZE_TEST_STDERR=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	n := 0
	for line := range bytes.Lines(stderr.Bytes()) {
		if string(line) == "end\n" {
			break
		}
		if want := fmt.Sprintf("line %d\n", n); string(line) != want {
			t.Fatalf("line %d is not there", n)
		}
		n++
	}
	if !bytes.HasSuffix(stderr.Bytes(), []byte("\nend\n")) {
		t.Errorf("the end is not there after %d lines", n)
	}
}

func printWhileParsing(t *testing.T) {
	var parsed atomic.Int32
	done := make(chan bool)
	go func() {
		defer close(done)
		for i := 0; parsed.Load() < parses; i++ {
			fmt.Fprintf(os.Stderr, "line %d\n", i)
		}
		fmt.Fprintln(os.Stderr, "end")
	}()
	for range parses {
		if _, err := tree([]byte(corpus[0])); err != nil {
			t.Error(err)
		}
		parsed.Add(1)
	}
	<-done
}
