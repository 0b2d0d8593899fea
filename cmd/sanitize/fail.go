package main

import (
	"errors"
	"fmt"
	"io"

	"sanitize/cmd/sanitize/internal/cli"
	"sanitize/cmd/sanitize/internal/quantity"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/stray"
	"sanitize/rules/policy"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // what was written is unusable
	exitUsage  = 2 // nothing of the dump was written
	exitFound  = 3 // check or verify found something
)

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
	var different *differentError
	var line cli.Errors
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &found), errors.As(err, &different):
		return exitFound
	case errors.As(err, &u) && u.usage, errors.As(err, &line):
		return exitUsage
	default:
		return exitFailed
	}
}

// complain prints an error on stderr, each one of several by itself, and what to
// do about it.
func (env *environment) complain(err error) {
	for _, e := range each(err) {
		text := e.Error()
		if hint := hintOf(e); hint != "" {
			text += "\nhint: " + hint
		}
		env.message(text, red)
	}
}

// each returns the errors that err is made of.
func each(err error) []error {
	switch e := err.(type) {
	case *userError:
		if e.hint == "" {
			return each(e.err)
		}
	case interface{ Unwrap() []error }:
		var list []error
		for _, one := range e.Unwrap() {
			list = append(list, each(one)...)
		}
		return list
	}
	return []error{err}
}

// hintOf returns what the user can do about err, "" if the message says all.
func hintOf(err error) string {
	var u *userError
	var line *cli.Error
	var format *zio.FormatError
	var all policy.Errors
	var one *policy.Error
	var rows *stray.Error
	switch {
	case errors.As(err, &u) && u.hint != "":
		return u.hint
	case errors.As(err, &line):
		return line.Hint
	case errors.As(err, &format):
		return format.Hint
	case errors.As(err, &all):
		return "" // its text has them
	case errors.As(err, &one):
		return one.Hint
	case errors.As(err, &rows):
		return `the dump may be damaged; take the line out, or pass on what stands outside of rows unseen with [outside] literals = "ignore"`
	case errors.Is(err, dumpfmt.ErrEmpty):
		return "the program that writes the dump has failed; see what it says"
	case errors.Is(err, dumpfmt.ErrScript):
		return "make it with pg_dump; exports of pgAdmin, DBeaver, DataGrip, Hasura and the Supabase CLI have no trailer: use --partial if yours is whole"
	case errors.Is(err, dumpfmt.ErrTrailer):
		return "the dump was cut; make it again, or use --partial if it is meant to be a part"
	case errors.Is(err, dumpfmt.ErrEnd):
		return "the dump was cut, or an editor took off its end: make it again, or use --partial if it is whole"
	case errors.Is(err, dumpfmt.ErrTruncated), errors.Is(err, io.ErrUnexpectedEOF):
		return "the dump was cut; make it again"
	}
	return ""
}

// note prints what is not an error, unless --quiet is given.
func (env *environment) note(text string) {
	if !env.quiet {
		env.say(text)
	}
}

// warn is note for what may be wrong.
func (env *environment) warn(text string) { env.note("warning: " + text) }

// say prints text on stderr.
func (env *environment) say(text string) { env.message(text, bold) }

// message prints a message on stderr: in a colour where there are colours, and
// wrapped on a terminal alone, for what reads messages reads lines.
func (env *environment) message(text, colour string) {
	if !env.coloured(env.stderr) {
		colour = ""
	}
	io.WriteString(env.stderr, message(env.hide(text), colour, min(terminalWidth(env.stderr), cli.Width)))
}

// foundError says that check has found something.
type foundError struct{ errors, warnings int }

func (e *foundError) Error() string {
	return fmt.Sprintf("%s, %s", quantity.Of(e.errors, "error"), quantity.Of(e.warnings, "warning"))
}

// at gives err the place of seg, unless it is about the policy, the command line,
// or a place of its own.
func at(seg *dumpfmt.Segment, err error) error {
	var policy policy.Errors
	var user *userError
	var placed *dumpfmt.SyntaxError
	if err == nil || errors.As(err, &policy) || errors.As(err, &user) || errors.As(err, &placed) {
		return err
	}
	e := &dumpfmt.SyntaxError{Pos: seg.Pos, Err: err}
	e.Pos.Row = 0
	if seg.Header != nil {
		e.Table = seg.Header.Table
	}
	return e
}

// differentError says that verify has found something.
type differentError struct{ findings int }

func (e *differentError) Error() string { return quantity.Of(e.findings, "finding") }
