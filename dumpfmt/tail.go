package dumpfmt

import (
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// errInsertTail says that an INSERT brings values that are in none of its rows.
var errInsertTail = errors.New("an INSERT with more in it than rows: ON CONFLICT DO UPDATE, RETURNING or a query, which pg_dump does not write")

// CheckInserts returns an error unless the statements of an Insert segment hold
// rows alone, and at most ON CONFLICT DO NOTHING behind them. It is for rows
// that are passed on unedited: their values may be expressions, but no queries.
func (s *Segment) CheckInserts() error {
	if s.Header.Default {
		return nil
	}
	var lex sqllex.Lexer
	line := s.Pos
	for b := s.Bytes; len(b) > 0; {
		lex.Reset(s.Session.StdStrings)
		prefix := len(s.Header.prefix)
		n, _ := lex.Scan(b, prefix, true)
		c := sqllex.NewCursor(b[prefix:n], s.Session.StdStrings)
		if !tuples(&c) || !insertEnd(&c) {
			return &SyntaxError{Pos: line, Table: s.Header.Table, Err: errInsertTail}
		}
		if sqllex.HasComment(b[prefix:n], s.Session.StdStrings) {
			return &SyntaxError{Pos: line, Table: s.Header.Table, Err: errComment}
		}
		n += newlineLen(b[n:])
		for _, c := range b[:n] {
			if c == '\n' {
				line.Line++
			}
		}
		b = b[n:]
	}
	return nil
}

// errComment says that a statement with rows has a comment, which may hold some
// of them.
var errComment = errors.New("a comment within COPY or INSERT, which pg_dump does not write, and which may hold data")

// tuples steps over (value, …), (value, …) and reports whether that is there,
// without a query in it.
func tuples(c *sqllex.Cursor) bool {
	for {
		if !c.AcceptPunct('(') {
			return false
		}
		for depth := 1; depth > 0; {
			switch t := c.Next(); {
			case t.Is('('):
				if depth++; c.IsAny("select", "with", "values", "table") {
					return false
				}
			case t.Is(')'):
				depth--
			case t.Is(';'), t.Kind == sqllex.End, t.Kind == sqllex.Bad:
				return false
			}
		}
		if !c.AcceptPunct(',') {
			return true
		}
	}
}

// insertEnd steps over what may follow the rows.
func insertEnd(c *sqllex.Cursor) bool {
	if c.Accept("on", "conflict") {
		if c.Token().Is('(') && !c.SkipGroup() {
			return false
		}
		if c.Accept("on", "constraint") {
			c.Next()
		}
		if !c.Accept("do", "nothing") {
			return false
		}
	}
	return c.AcceptPunct(';') && c.Token().Kind == sqllex.End
}
