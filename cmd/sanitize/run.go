package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // what was written is unusable
	exitUsage  = 2 // nothing was written
	exitFound  = 3 // check found something
)

// commandLine is what kong makes of the arguments.
type commandLine struct {
	Help bool `short:"h"`

	Filter  filterFlags `cmd:"" default:"withargs"`
	Check   checkFlags  `cmd:""`
	Policy  struct{}    `cmd:""`
	Masks   masksFlags  `cmd:""`
	Reveal  revealFlags `cmd:""`
	Keygen  struct{}    `cmd:""`
	Version struct{}    `cmd:""`

	Completion completionFlags `cmd:""`
}

// filterFlags are the flags of the filter; usage says what each means.
type filterFlags struct {
	Policy   string    `short:"p"`
	SaltFile string    ``
	Output   string    `short:"o"`
	Zstd     zstdLevel `short:"z"`
	Jobs     int       `short:"j"`
	Schema   string    ``
	Data     []string  `sep:"none"`
	NoData   []string  `sep:"none"`
	Lock     string    ``
	Partial  bool      ``
	Guard    bool      ``
	Report   string    ``
	Progress string    `enum:"auto,always,never" default:"auto"`

	Input string `arg:"" optional:"" default:"-"`
}

type masksFlags struct {
	Name string `arg:"" optional:""`
}

// zstdLevel is the value of --zstd[=LEVEL]; 0 means no compression.
type zstdLevel int

const defaultZstdLevel = 3

// IsBool lets kong accept the flag without a value.
func (zstdLevel) IsBool() bool { return true }

// Decode reads the flag's value, if it has one.
func (z *zstdLevel) Decode(ctx *kong.DecodeContext) error {
	*z = defaultZstdLevel
	if ctx.Scan.Peek().Type != kong.FlagValueToken {
		return nil
	}
	level, err := strconv.Atoi(fmt.Sprint(ctx.Scan.Pop().Value))
	if err != nil || level < 1 || level > 19 {
		return errors.New("a level from 1 to 19 is wanted")
	}
	*z = zstdLevel(level)
	return nil
}

// environment is what a command may use of the outside world.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
}

// run is the program: it obeys the arguments and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	env := &environment{stdin, stdout, stderr, getenv}
	err := env.run(ctx, args)
	if err != nil {
		env.complain(err)
	}
	return exitCode(err)
}

// run obeys the arguments.
func (env *environment) run(ctx context.Context, args []string) error {
	var cl commandLine
	parser, err := kong.New(&cl, kong.Name("sanitize"), kong.NoDefaultHelp())
	if err != nil {
		panic("sanitize: internal error: " + err.Error())
	}
	kctx, err := parser.Parse(args)
	if err != nil && !cl.Help {
		return usageError(err, "sanitize --help says what there is")
	}
	if cl.Help {
		return env.print(usage)
	}
	switch kctx.Selected().Name {
	case "check":
		return env.check(ctx, &cl.Check)
	case "policy":
		return env.print(string(policy.BuiltinText()))
	case "masks":
		return env.masks(cl.Masks.Name)
	case "reveal":
		return env.reveal(ctx, &cl.Reveal)
	case "completion":
		return env.completion(parser.Model, cl.Completion.Shell)
	case "keygen":
		return env.print(newSalt() + "\n")
	case "version":
		return env.print("sanitize " + version() + "\n")
	default:
		return env.filter(ctx, &cl.Filter)
	}
}

func (env *environment) print(s string) error {
	_, err := io.WriteString(env.stdout, s)
	return err
}

// newSalt returns 32 random bytes as text.
func newSalt() string {
	var b [32]byte
	rand.Read(b[:]) // never fails: see its documentation
	return base64.StdEncoding.EncodeToString(b[:])
}

// version returns the module's version, as the go command has stamped it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}

// userError is an error whose cause is the command line, the policy or the
// salt, or that has a hint.
type userError struct {
	err   error
	hint  string
	usage bool // exit code 2, if nothing was written
}

func (e *userError) Error() string { return e.err.Error() }
func (e *userError) Unwrap() error { return e.err }

func usageError(err error, hint string) error { return &userError{err, hint, true} }

// exitCode says how the process ends for err.
func exitCode(err error) int {
	var u *userError
	var found *foundError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &found):
		return exitFound
	case errors.As(err, &u) && u.usage:
		return exitUsage
	default:
		return exitFailed
	}
}

// complain prints an error, and what to do about it, on stderr.
func (env *environment) complain(err error) {
	text := err.Error()
	if hint := hintOf(err); hint != "" {
		text += "\nhint: " + hint
	}
	env.say(text)
}

// hintOf returns what the user can do about err, "" if the message says all.
func hintOf(err error) string {
	var u *userError
	var format *zio.FormatError
	var all policy.Errors
	var one *policy.Error
	switch {
	case errors.As(err, &u) && u.hint != "":
		return u.hint
	case errors.As(err, &format):
		return format.Hint
	case errors.As(err, &all):
		return "" // its text has them
	case errors.As(err, &one):
		return one.Hint
	case errors.Is(err, dumpfmt.ErrEmpty):
		return "the program that writes the dump has failed; see what it says"
	case errors.Is(err, dumpfmt.ErrTrailer):
		return "the dump was cut; make it again, or use --partial if it is meant to be a part"
	case errors.Is(err, dumpfmt.ErrTruncated), errors.Is(err, io.ErrUnexpectedEOF):
		return "the dump was cut; make it again"
	}
	return ""
}

// say prints text on stderr, "sanitize: " before its first line and before
// hints. Other lines, TOML to paste among them, stay as they are.
func (env *environment) say(text string) {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i == 0 || strings.HasPrefix(line, "hint: ") {
			b.WriteString("sanitize: ")
		}
		b.WriteString(line + "\n")
	}
	io.WriteString(env.stderr, b.String())
}
