package main

import (
	"io"
	"os"
	"sync/atomic"

	"golang.org/x/term"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt/archive"
)

// environment is what a command may use of the outside world.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string

	quiet bool // only errors are printed
	// untouched says that standard output is a file that the run reads: not even
	// the mark of failure may be written to it.
	untouched bool

	out *zio.Writer // of the filter, to stdout or --output; nil as long as it is not open

	packed *archive.Writer // what out writes to, with --format; nil without

	opened   atomic.Bool // out is open
	terminal bool        // out is a terminal, which is spared the mark
}

// poison marks the output, if it is open and not marked yet. What has failed
// before says more than a second failure, or a panic of the output's, would.
func (env *environment) poison() {
	defer func() { _ = recover() }()
	if env.packed != nil {
		env.packed.Fail([]byte(zio.Mark))
		return
	}
	if env.out != nil && !env.terminal {
		env.out.Poison()
	}
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (env *environment) print(s string) error {
	_, err := io.WriteString(env.stdout, s)
	return err
}
