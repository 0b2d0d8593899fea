// Command sanitize masks the columns of a plain pg_dump in flight: a dump goes
// in on standard input, one that restores and holds no personal data comes out
// on standard output.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// softMemoryLimit makes the collector run before the process outgrows what is
// promised; a giant row may exceed it.
const softMemoryLimit = 40 << 20

func main() {
	debug.SetMemoryLimit(softMemoryLimit)
	// A closed pipe is to be an error of a write, with its exit code, and not
	// the death of the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT)
		s := <-c
		signal.Stop(c) // a second one ends the process at once
		cancel(errors.New("stopped by signal " + s.String()))
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}
