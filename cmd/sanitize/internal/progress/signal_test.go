//go:build unix

package progress

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSignalAsks: SIGUSR1 prints a line where there is no bar, too, and where
// none is wanted nothing else is.
func TestSignalAsks(t *testing.T) {
	for _, when := range []string{"auto", "never", "always"} {
		var out shared
		b := New(&out, when, 100, func() Status { return Status{Consumed: 10, Table: "public.t"} })
		if err := syscall.Kill(os.Getpid(), syscall.SIGUSR1); err != nil {
			t.Fatal(err)
		}
		for i := 0; !strings.HasSuffix(out.String(), "public.t  0 rows\n"); i++ {
			if i > 10_000 {
				t.Fatalf("%s: no line: %q", when, out.String())
			}
			time.Sleep(time.Millisecond)
		}
		b.Stop()
		if n := strings.Count(out.String(), "\n"); n != 1 {
			t.Errorf("%s: %d lines, want one", when, n)
		}
	}
}
