package dumpfmt

import (
	"bytes"
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// errInsertTail says that an INSERT brings values that are in none of its rows.
var errInsertTail = errors.New("an INSERT with more in it than rows: ON CONFLICT DO UPDATE, RETURNING or a query, which pg_dump does not write")

// errInsertCall says that a value of an INSERT is made from text by a function,
// which may put it anywhere.
var errInsertCall = errors.New("an INSERT whose value is a function of a text, which pg_dump does not write, and which may hold data")

// CheckInserts returns an error unless the statements of an Insert segment hold
// rows alone, and at most ON CONFLICT DO NOTHING behind them. It is for rows
// that are passed on unedited: their values may be expressions, but no queries,
// and of functions of a text only those that are known to give it back.
func (s *Segment) CheckInserts() error {
	if s.Header.Default {
		return nil
	}
	for lo, text := range s.statements() {
		c := sqllex.NewCursor(text, s.Session.StdStrings)
		err := tuples(&c)
		switch {
		case err != nil:
		case !insertEnd(&c):
			err = errInsertTail
		case sqllex.HasComment(text, s.Session.StdStrings):
			err = errComment
		}
		if err != nil {
			pos := s.Pos
			pos.Offset += int64(lo)
			pos.Line += int64(bytes.Count(s.Bytes[:lo], []byte{'\n'}))
			return &SyntaxError{Pos: pos, Table: s.Header.Table, Err: err}
		}
	}
	return nil
}

// errComment says that a statement with rows has a comment, which may hold some
// of them.
var errComment = errors.New("a comment within COPY or INSERT, which pg_dump does not write, and which may hold data")

// tuples steps over (value, …), (value, …) and returns an error unless that is
// there, without a query in it.
func tuples(c *sqllex.Cursor) error {
	for c.AcceptPunct('(') {
		if err := tuple(c); err != nil {
			return err
		}
		if !c.AcceptPunct(',') {
			return nil
		}
	}
	return errInsertTail
}

// tuple steps over what follows the parenthesis of a row.
func tuple(c *sqllex.Cursor) error {
	call := 0 // the depth of the outermost function that may not have text, else 0
	last := sqllex.Token{}
	for depth := 1; depth > 0; {
		t := c.Next()
		switch {
		case t.Is('('):
			if depth++; c.IsAny("select", "with", "values", "table") {
				return errInsertTail
			}
			if call == 0 && last.IsName() && !givesBack(c, last) {
				call = depth
			}
		case t.Is(')'):
			if depth--; depth < call {
				call = 0
			}
		case t.Kind == sqllex.String && call > 0:
			return errInsertCall
		case t.Is(';'), t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return errInsertTail
		}
		last = t
	}
	return nil
}

// givesBack reports whether a name before a parenthesis is a word of SQL, or a
// function of PostgreSQL or PostGIS that makes a value of a text and nothing
// else.
func givesBack(c *sqllex.Cursor, t sqllex.Token) bool {
	for _, name := range [...]string{
		"array", "cast", "coalesce", "concat", "convert_from", "convert_to", "currval", "date", "decode", "encode", "format", "greatest", "in", "json",
		"jsonb", "least", "lower", "make_date", "md5", "nextval", "now", "nullif", "overlay", "position", "regexp_replace", "replace", "row", "substring",
		"to_date", "to_json", "to_jsonb", "to_number", "to_timestamp", "to_tsvector", "trim", "upper", "uuid", "xmlparse",
	} {
		if c.IsWord(t, name) {
			return true
		}
	}
	return sqllex.HasPrefixFold(c.Raw(t), "st_")
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
