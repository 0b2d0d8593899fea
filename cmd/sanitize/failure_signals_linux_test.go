package main

import (
	"bytes"
	"io"
	"syscall"
	"testing"
)

// harmless are the signals of signal(7) that do not end a run. TestSignals has
// those that do; SIGKILL, and the two real-time signals that threads need for
// themselves, cannot be caught.
var harmless = []syscall.Signal{
	syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGPIPE, syscall.SIGALRM, syscall.SIGCHLD, syscall.SIGCONT,
	syscall.SIGSTOP, syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU, syscall.SIGURG, syscall.SIGXFSZ,
	syscall.SIGVTALRM, syscall.SIGPROF, syscall.SIGWINCH, syscall.SIGIO, syscall.SIGPWR,
	35, 50, 64, // real-time signals
}

// TestSignalsThatDoNotEnd sends all of them to one run, which goes on to its end.
func TestSignalsThatDoNotEnd(t *testing.T) {
	cmd, stderr := process(t)
	stdin, out := halfRun(t, cmd)
	for _, sig := range harmless {
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(sig, err)
		}
		if err := cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(sig, err)
		}
	}
	dump := longDump(9000)
	go func() {
		io.WriteString(stdin.(io.Writer), dump[len(dump)/2:])
		stdin.Close()
	}()
	text, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, stderr)
	}
	if want := runDump(dump).stdout; !bytes.Equal(text, want) {
		t.Errorf("%d bytes of output, want the %d of a run without signals", len(text), len(want))
	}
}
