package dumpfmt

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that a Scanner or Rewriter wraps in a SyntaxError.
var (
	ErrEmpty     = errors.New("the input is empty, want a dump")
	ErrTrailer   = errors.New("the dump has no trailer")
	ErrScript    = fmt.Errorf(`%w "-- PostgreSQL database dump complete"`, ErrTrailer) // nor a header: another tool's
	ErrTruncated = errors.New("the input ends too early")
	ErrEnd       = fmt.Errorf("%w, after its trailer", ErrTruncated) // of which nothing need be lost
)

// Pos is a place in a dump.
type Pos struct {
	Offset int64 // in bytes, from 0
	Line   int64 // from 1; 0 if it would tell nobody anything
	Row    int64 // of a COPY block, from 1; 0 elsewhere
}

// SyntaxError says where a dump is not as pg_dump writes it, or where a row
// could not be edited. It never holds a value of the dump.
type SyntaxError struct {
	Pos    Pos
	Table  Name   // zero where there is none
	Column string // "" where there is none
	Err    error
}

// Error returns "dump line 912: table public.users: row 3: column email: …".
func (e *SyntaxError) Error() string {
	var b strings.Builder
	if e.Pos.Line > 0 {
		fmt.Fprintf(&b, "dump line %d: ", e.Pos.Line)
	}
	if e.Table != (Name{}) {
		fmt.Fprintf(&b, "table %s: ", e.Table)
	}
	if e.Pos.Row > 0 {
		fmt.Fprintf(&b, "row %d: ", e.Pos.Row)
	}
	if e.Column != "" {
		fmt.Fprintf(&b, "column %s: ", QuoteIdent(e.Column))
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }

// ColumnError is an error that an edit function returns to say which column is
// at fault; the Rewriter moves it into its SyntaxError.
type ColumnError struct {
	Column string
	Err    error
}

// Error returns "column email: …".
func (e *ColumnError) Error() string {
	return "column " + QuoteIdent(e.Column) + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ColumnError) Unwrap() error { return e.Err }
