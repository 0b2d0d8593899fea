package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Error is one thing that is wrong with a policy, or with what it would do to
// a dump. It never holds a value of the dump.
type Error struct {
	File      string // the policy's name; empty: the error is not about a place in it
	Line, Col int    // from 1, Col in characters; 0: no line, the whole file
	Msg       string
	Hint      string // what to do, perhaps in several lines; may be empty
	Syntax    bool   // the file is no TOML from there on
}

// Error returns the place and the message, without the hint.
func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Msg
	case e.Line == 0:
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Msg)
}

// Errors are all the errors that one step found, in the order of the policy.
type Errors []*Error

// Error returns a line for each error, each followed by its hint, if it has
// one, in lines of their own.
func (es Errors) Error() string {
	var b strings.Builder
	for i, e := range es {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
		if e.Hint != "" {
			b.WriteString("\nhint: " + e.Hint)
		}
	}
	return b.String()
}

// Unwrap returns the errors one by one, for errors.As.
func (es Errors) Unwrap() []error {
	list := make([]error, len(es))
	for i, e := range es {
		list[i] = e
	}
	return list
}

// Err returns es in the order of the policy as an error, nil if there is none.
func (es Errors) Err() error {
	if len(es) == 0 {
		return nil
	}
	slices.SortStableFunc(es, func(x, y *Error) int { return cmp.Or(x.Line-y.Line, x.Col-y.Col) })
	return es
}

// DidYouMean returns a hint that names the suggestion, "" if there is none.
func DidYouMean(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return "did you mean " + suggestion + "?"
}
