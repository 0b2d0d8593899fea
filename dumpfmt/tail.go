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
// rows alone, with at most width values each (0: not known) and just those that the
// header lists, and at most ON CONFLICT DO NOTHING behind them. It is for rows that
// are passed on unedited: their values may be expressions, but no queries, and of
// functions of a text only those that are known to give it back. plain says that
// none is an expression, so that Look has seen them all.
func (s *Segment) CheckInserts(width int) (plain bool, err error) {
	plain = true
	if s.Header.Default {
		return plain, nil
	}
	for lo, text := range s.statements() {
		t := tupleReader{Cursor: sqllex.NewCursor(text, s.Session.StdStrings), most: width, plain: true}
		if n := len(s.Header.Columns); n > 0 {
			t.least, t.most = n, n
		}
		err := t.tuples()
		if err == nil && !t.end() {
			err = errInsertTail
		}
		plain = plain && t.plain
		if err == nil && sqllex.HasComment(text, s.Session.StdStrings) {
			err = errComment
		}
		if err != nil {
			pos := s.Pos
			pos.Offset += int64(lo)
			pos.Line += int64(bytes.Count(s.Bytes[:lo], []byte{'\n'}))
			return plain, &SyntaxError{Pos: pos, Table: s.Header.Table, Err: err}
		}
	}
	return plain, nil
}

// errComment says that a statement with rows has a comment, which may hold some
// of them.
var errComment = errors.New("a comment within COPY or INSERT, which pg_dump does not write, and which may hold data")

// A tupleReader reads what follows VALUES.
type tupleReader struct {
	sqllex.Cursor
	least, most int  // values of a row; most 0: any number
	plain       bool // no value so far is an expression
}

// tuples steps over (value, …), (value, …) and returns an error unless that is
// there, without a query in it.
func (r *tupleReader) tuples() error {
	for r.AcceptPunct('(') {
		n, err := r.tuple()
		switch {
		case err != nil:
			return err
		case n < r.least, n > r.most && r.most > 0:
			return FieldCountError(n, r.most)
		case !r.AcceptPunct(','):
			return nil
		}
	}
	return errInsertTail
}

// tuple steps over what follows the parenthesis of a row, and returns how many
// values that are.
func (r *tupleReader) tuple() (values int, err error) {
	call := 0 // the depth of the outermost function that may not have text, else 0
	last := sqllex.Token{}
	size := 0 // of the value, in tokens but for a sign
	for depth := 1; depth > 0; {
		t := r.Next()
		size++
		switch {
		case t.Is('('):
			if depth++; r.IsAny("select", "with", "values", "table") {
				return 0, errInsertTail
			}
			if call == 0 && last.IsName() && !givesBack(&r.Cursor, last) {
				call = depth
			}
		case t.Is(')'):
			if depth--; depth < call {
				call = 0
			}
		case t.Kind == sqllex.String && call > 0:
			return 0, errInsertCall
		case t.Is(';'), t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return 0, errInsertTail
		case t.Is('['):
			depth++
		case t.Is(']'):
			depth--
		case size == 1 && (t.Is('-') || t.Is('+')):
			size--
		}
		if depth == 0 || depth == 1 && t.Is(',') {
			r.plain = r.plain && size == 2
			values, size = values+1, 0
		}
		last = t
	}
	return values, nil
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

// end steps over what may follow the rows.
func (r *tupleReader) end() bool {
	if r.Accept("on", "conflict") {
		if r.Token().Is('(') && !r.target() {
			return false
		}
		if r.Accept("on", "constraint") {
			r.Next()
		}
		if !r.Accept("do", "nothing") {
			return false
		}
	}
	return r.AcceptPunct(';') && r.Token().Kind == sqllex.End
}

// target steps over the columns and expressions of ON CONFLICT.
func (r *tupleReader) target() bool {
	for depth := 0; ; {
		switch t := r.Next(); {
		case t.Is('('):
			depth++
		case t.Is(')'):
			if depth--; depth == 0 {
				return true
			}
		case t.Kind == sqllex.String:
			r.plain = false
		case t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return false
		}
	}
}
