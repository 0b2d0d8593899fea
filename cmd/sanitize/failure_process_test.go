package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process starts the program as a process of its own. TestMain has put it into
// the PATH.
func process(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "sanitize", args...)
	cmd.Env = append(os.Environ(), saltEnv+"="+testSalt)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	return cmd, &stderr
}

// ended waits for the end of a process and checks that it failed in an orderly
// way: exit code 1, a message, and no traces of a panic.
func ended(t *testing.T, cmd *exec.Cmd, stderr *bytes.Buffer, want string) {
	t.Helper()
	failedInOrder(t, cmd.Wait(), stderr, want)
}

// failedInOrder is ended, for a process whose end was err.
func failedInOrder(t *testing.T, err error, stderr *bytes.Buffer, want string) {
	t.Helper()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Errorf("%v, want exit status 1", err)
	}
	text := stderr.String()
	if !strings.Contains(text, want) || strings.Contains(text, "goroutine ") {
		t.Errorf("stderr, want %q and no stack:\n%s", want, text)
	}
}

// halfRun starts the program and gives it the first half of a dump, until some
// of it has come out again. It returns the open end of its input, and what
// comes out.
func halfRun(t *testing.T, cmd *exec.Cmd) (io.Closer, *bufio.Reader) {
	t.Helper()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dump := longDump(9000)
	go io.WriteString(stdin, dump[:len(dump)/2])
	out := bufio.NewReaderSize(stdout, 4<<20)
	if _, err := out.Peek(100); err != nil && cmd.Args[len(cmd.Args)-2] != "-o" {
		t.Fatal(err)
	}
	return stdin, out
}

// TestSignals holds the program to ending in good order when it is asked to:
// what was written is marked, and a file that was to be replaced is not.
func TestSignals(t *testing.T) {
	type signalCase struct {
		sig  os.Signal
		args []string
	}
	cases := []signalCase{
		{syscall.SIGTERM, nil}, {syscall.SIGINT, nil}, {syscall.SIGHUP, nil}, {syscall.SIGQUIT, nil}, {syscall.SIGABRT, nil},
		{syscall.SIGILL, nil}, {syscall.SIGTRAP, nil}, {syscall.SIGBUS, nil}, {syscall.SIGFPE, nil}, {syscall.SIGSEGV, nil},
		{syscall.SIGQUIT, []string{"--guard", "-q"}}, {syscall.SIGABRT, []string{"--guard", "-q"}},
	}
	for _, sig := range otherEnds {
		cases = append(cases, signalCase{sig, nil})
	}
	for _, tt := range cases {
		sig := tt.sig
		t.Run(strings.Join(append(tt.args, sig.String()), " "), func(t *testing.T) {
			t.Parallel()
			cmd, stderr := process(t, tt.args...)
			_, out := halfRun(t, cmd)
			// Half of what was asked for may still be in the pipe.
			time.Sleep(50 * time.Millisecond)
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(out)
			if err != nil {
				t.Fatal(err)
			}
			ended(t, cmd, stderr, "stopped by signal "+sig.String())
			if !bytes.HasSuffix(text, []byte(poison)) {
				t.Errorf("%d bytes of output that do not end as those of a failed run", len(text))
			}
		})
	}
}

// TestSignalAtAPipeThatNobodyWrites: nothing can interrupt the opening of a named
// pipe, and the mark goes out all the same.
func TestSignalAtAPipeThatNobodyWrites(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip(err)
	}
	for delay := 200 * time.Millisecond; ; delay *= 4 {
		cmd, stderr := process(t, pipe)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(delay)
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		err := cmd.Wait()
		// On a busy machine the signal may come before the program listens.
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && delay < 10*time.Second {
			continue
		}
		failedInOrder(t, err, stderr, "stopped by signal")
		if out.String() != poison {
			t.Errorf("%q on stdout, want the mark", out.String())
		}
		return
	}
}

func TestSignalWithOutputFile(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "out.sql")
	if err := os.WriteFile(target, []byte("as it was"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd, stderr := process(t, "--report", filepath.Join(dir, "report.json"), "-o", target)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go io.WriteString(stdin, longDump(2000))
	for len(files(t, dir)) < 3 { // out.sql, and two that are to be renamed
		time.Sleep(time.Millisecond)
	}
	time.Sleep(50 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended(t, cmd, stderr, "stopped by signal")
	if text, err := os.ReadFile(target); err != nil || string(text) != "as it was" {
		t.Errorf("the target has %d bytes, want what it had", len(text))
	}
	if left := files(t, dir); len(left) != 2 {
		t.Errorf("files %q, want the target and the report", left)
	}
	if r := readReport(t, filepath.Join(dir, "report.json")); r.Complete {
		t.Error("the report says that the run was complete")
	}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestClosedPipe is sanitize | head -1: the write that fails is an error like
// others.
func TestClosedPipe(t *testing.T) {
	dump := longDump(60000)
	for _, args := range [][]string{nil, {"-z"}, {"-p", keepPolicy}} {
		cmd, stderr := process(t, args...)
		cmd.Stdin = strings.NewReader(dump)
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(stdout, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		stdout.Close()
		ended(t, cmd, stderr, "broken pipe")
	}
}

// TestFullDisk writes to a device that is always full.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	defer full.Close()
	for _, args := range [][]string{nil, {"-z"}, {"-o", "/dev/full"}, {"-p", keepPolicy}, {"--guard"}, {"--guard", "-z"}} {
		cmd, stderr := process(t, args...)
		cmd.Stdin, cmd.Stdout = strings.NewReader(cutDump), full
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended(t, cmd, stderr, "no space left on device")
	}
}

// TestFullReport writes the report to a device that is always full: the dump,
// which is out, gets its mark.
func TestFullReport(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("this system has no /dev/full")
	}
	for _, args := range [][]string{nil, {"-z"}, {"--guard"}} {
		r := runDump(cutDump, append([]string{"--report", "/dev/full"}, args...)...)
		text, err := r.stdout, error(nil)
		if slices.Contains(args, "-z") {
			if text, err = decompress(text); err == nil {
				t.Error("the frame of the output is closed")
			}
		}
		if r.code != exitFailed || !bytes.HasSuffix(text, []byte(poison)) || strings.Count(r.stderr, "no space left") != 1 {
			t.Errorf("%q: exit code %d, want 1, the mark and one error\n%s", args, r.code, r.stderr)
		}
	}
}

// TestFileThatTakesNoMore is a file at its limit, as on a full disk: the mark is
// put over what was written last, where psql would take the end of the file for
// the end of the rows.
func TestFileThatTakesNoMore(t *testing.T) {
	for _, redirect := range []string{">", ">>"} {
		for _, args := range []string{"", "--guard ", "-p " + keepPolicy + " "} {
			file := filepath.Join(t.TempDir(), "out.sql")
			cmd := exec.Command("bash", "-c", "ulimit -f 64 && exec sanitize "+args+redirect+" \"$0\"", file)
			cmd.Env = append(os.Environ(), saltEnv+"="+testSalt)
			cmd.Stdin = strings.NewReader(longDump(9000))
			out, err := cmd.CombinedOutput()
			text, readErr := os.ReadFile(file)
			if cmd.ProcessState == nil || readErr != nil {
				t.Fatal(err, readErr)
			}
			if cmd.ProcessState.ExitCode() != exitFailed || !bytes.HasSuffix(text, []byte(poison)) || len(text) != 64<<10 {
				t.Errorf("sanitize %s%s: exit code %d, %d bytes, and not the mark behind them\n%s", args, redirect, cmd.ProcessState.ExitCode(), len(text), out)
			}
		}
	}
}

// TestStop is a signal while a read of the input hangs, with the race detector
// looking: what the reader still owns must not be touched.
func TestStop(t *testing.T) {
	in, hold := io.Pipe()
	defer hold.Close()
	ctx, cancel := context.WithCancelCause(context.Background())
	dump := longDump(9000)
	go func() {
		io.WriteString(hold, dump[:len(dump)/2])
		cancel(errors.New("stopped by the test"))
	}()
	file := filepath.Join(t.TempDir(), "report.json")
	var out, stderr bytes.Buffer
	code := run(ctx, []string{"--report", file}, in, &out, &stderr, testEnv)
	checkFailed(t, "a run that is stopped", result{out.Bytes(), stderr.String(), code})
	if r := readReport(t, file); r.Complete || !strings.Contains(r.Error, "stopped by the test") {
		t.Errorf("the report says complete %t, error %q", r.Complete, r.Error)
	}
}
