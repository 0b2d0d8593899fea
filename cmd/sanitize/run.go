package main

import (
	"context"
	"io"
	"time"

	"sanitize/cmd/sanitize/internal/cli"
	"sanitize/cmd/sanitize/internal/pipeline"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/policy"
)

// run is the program: it obeys the arguments and returns the exit code. Every
// end of the filter passes through here, so that every failure leaves its mark
// on the output, a panic's too.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	env := &environment{stdin: stdin, stdout: stdout, stderr: stderr, getenv: getenv}
	cl, program, line, err := parse(args)
	if err == nil {
		err = env.await(ctx, func() error { return env.obey(ctx, cl, program, line) })
	}
	if err != nil {
		if line.Command == program.Default() {
			env.mark(line)
		}
		env.complain(err)
	}
	return exitCode(err)
}

// obey runs the command at hand.
func (env *environment) obey(ctx context.Context, cl *commandLine, program *cli.Program, line *cli.Line) (err error) {
	defer pipeline.Catch(&err)
	switch {
	case line.Help && line.Named:
		return env.help(program.CommandUsage(line.Command))
	case line.Help:
		return env.help(program.Usage())
	case line.Version:
		return env.version()
	}
	return env.command(ctx, cl, program, line.Command.Name)
}

// command runs a command by its name.
func (env *environment) command(ctx context.Context, cl *commandLine, program *cli.Program, name string) error {
	switch name {
	case "init":
		return env.init(ctx, &cl.Init)
	case "preview":
		return env.preview(ctx, &cl.Preview)
	case "check":
		return env.check(ctx, &cl.Check)
	case "verify":
		return env.verify(ctx, &cl.Verify)
	case "report":
		return env.report(&cl.Report)
	case "policy":
		if cl.Policy.JSONSchema {
			return env.print(string(policy.JSONSchema()))
		}
		return env.print(string(policy.BuiltinText()))
	case "masks":
		return env.masks(cl.Masks.Name)
	case "reveal":
		return env.reveal(ctx, &cl.Reveal)
	case "completion":
		return env.completion(program, cl.Completion.Shell)
	case "keygen":
		return env.print(newSalt() + "\n")
	case "version":
		return env.version()
	case "man":
		return env.print(program.Man(version()))
	default:
		return env.filter(ctx, &cl.Filter)
	}
}

// patience is how long a run that was told to end may take for it.
const patience = 2 * time.Second

// await calls f, and waits for its end; but not for ever when ctx has ended and f
// hangs where nothing can interrupt it, in the opening of a named pipe perhaps.
// An output that is open is f's to end.
func (env *environment) await(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	for {
		select {
		case err := <-done:
			return err
		case <-time.After(patience):
			if !env.opened.Load() {
				return context.Cause(ctx)
			}
		}
	}
}

// mark ends the output of a filter that has failed with bytes at which psql
// fails, whether or not anything was written: the next in the pipe must not take
// it for an empty dump. With --zstd they are in a frame that is never closed. A
// terminal is spared, and so is stdout if the dump was to go to a file.
func (env *environment) mark(line *cli.Line) {
	if env.untouched {
		return
	}
	if !env.opened.Load() {
		if file, _ := line.Given("output"); file != "" && file != "-" || isTerminal(env.stdout) {
			return
		}
		level := 0
		if value, packed := line.Given("zstd"); packed {
			level, _ = parseLevel(value) // if it is none, who reads the output does not know it either
		}
		env.out, _ = zio.NewWriter(env.stdout, zio.WithZstd(level)) // the level is good
	}
	env.poison()
}
