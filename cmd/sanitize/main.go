// Command sanitize masks the columns of a plain pg_dump in flight: a dump goes
// in on standard input, one that restores and holds no personal data comes out
// on standard output.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"sanitize/cmd/sanitize/internal/ceiling"
	"sanitize/cmd/sanitize/internal/inherited"
	"sanitize/cmd/sanitize/internal/progress"
)

// grace is how long a run that was told to end has for it before a second signal
// ends it without a mark: terminals and service managers send several at once.
const grace = time.Second

func main() {
	debug.SetMemoryLimit(softMemoryLimit)
	// A closed pipe is to be an error of a write, with its exit code, and not
	// the death of the process.
	signal.Ignore(syscall.SIGPIPE)
	// Who asks how far a run has come must not end it before it has begun.
	progress.IgnoreRequests()
	ctx, cancel := context.WithCancelCause(context.Background())
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT)
	// Sent by another process these, too, would end Go's runtime without a mark,
	// and with the exit code 2. What the program itself does wrong is a panic.
	signal.Notify(ends, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV)
	signal.Notify(ends, otherEnds...)
	go func() {
		s := <-ends
		cancel(errors.New("stopped by signal " + s.String()))
		time.Sleep(grace)
		signal.Stop(ends) // one more ends the process at once
	}()
	go ceiling.Watch(ctx, ceiling.Find(), func(err error) { cancel(err) })
	var stdout io.Writer = os.Stdout
	if inherited.NoStdout() {
		stdout = closedOutput{}
	}
	os.Exit(run(ctx, os.Args[1:], os.Stdin, stdout, os.Stderr, os.Getenv))
}

// closedOutput stands for a standard output that the process was not given.
type closedOutput struct{}

func (closedOutput) Write([]byte) (int, error) { return 0, errors.New("standard output is closed") }
