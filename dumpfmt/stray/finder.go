package stray

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/outside"
)

// The errors of a Finder, wrapped in a *dumpfmt.SyntaxError.
var (
	errComment = errors.New("a comment that holds what looks like a row of data")
	errMeta    = errors.New("a psql command that holds what looks like a row of data")
	errCode    = errors.New("a statement that PostgreSQL's grammar does not know, and that holds what looks like a part of a row")
	errIdent   = errors.New("a quoted name of several lines or with tabs that is longer than PostgreSQL's names")
	errGlued   = errors.New("the body of a function holds what looks like a part of a row")
)

// Finder looks through what stands outside of a database's rows. The zero value
// is ready. It keeps no values.
type Finder struct {
	pending map[string]shape // lines that may be rows, by what they are like
	fresh   []string         // those that Judge has not seen, by the same
	words   []word           // with tabs, of the comments just seen
	known   *dumpfmt.Schema  // that tables are of
	tables  []table          // in their order
	byCount map[int][]table  // by the number of columns
}

// Look looks at a segment of a dump that has defined s until then. Judge is to be asked
// behind it, once the tables that rows may be of are known.
func (f *Finder) Look(seg *dumpfmt.Segment, s *dumpfmt.Schema) error {
	switch seg.Kind {
	case dumpfmt.Space:
		return f.space(seg.Bytes, seg.Pos.Line)
	case dumpfmt.Meta:
		return f.meta(seg.Bytes, seg.Pos.Line)
	case dumpfmt.CopyBegin, dumpfmt.Insert:
		return f.follows(seg.Bytes, s)
	case dumpfmt.SQL:
		if !outside.HoldsData(seg.Bytes, seg.Session) {
			return f.statement(seg.Bytes, seg.Pos.Line, seg.Session, s)
		}
	}
	return nil
}

// space looks at the comments between two statements, which begin in line.
func (f *Finder) space(text []byte, line int64) error {
	if bytes.IndexByte(text, '-') < 0 && bytes.IndexByte(text, '/') < 0 {
		return nil
	}
	return f.comments(text, line)
}

// meta looks at a psql command.
func (f *Finder) meta(text []byte, line int64) error {
	if bytes.HasPrefix(text, []byte(`\c`)) {
		f.words = nil // of a database, which \connect names
	}
	if innerTab(text) {
		return found(line, errMeta)
	}
	return nil
}

// statement looks at a statement that is neither COPY nor INSERT.
func (f *Finder) statement(stmt []byte, line int64, ses *dumpfmt.Session, s *dumpfmt.Schema) error {
	if err := f.follows(stmt, s); err != nil {
		return err
	}
	if at, err := suspectCode(stmt, ses.StdStrings); err != nil {
		if err != errCode || !ddl.Grammatical(stmt, ses) {
			return found(line+int64(bytes.Count(stmt[:at], newline)), err)
		}
	}
	if bytes.Contains(stmt, []byte("--")) || bytes.Contains(stmt, []byte("/*")) {
		if err := f.inner(stmt, line, isSQLBody(stmt)); err != nil {
			return err
		}
	}
	if bytes.IndexByte(stmt, '\t') >= 0 || bytes.Contains(stmt, listed) {
		f.lines(stmt, line)
	}
	return nil
}

// Judge refuses the lines seen so far that are like rows of a table of s. Those
// that are not are kept for the tables that s does not have yet.
func (f *Finder) Judge(s *dumpfmt.Schema) error {
	keys := f.fresh
	if f.known != s || len(f.tables) != len(s.Tables) {
		keys = slices.Sorted(maps.Keys(f.pending))
	}
	if f.fresh = nil; len(keys) == 0 {
		return nil
	}
	f.index(s)
	var first *shape
	var of dumpfmt.Name
	for _, key := range keys {
		p := f.pending[key]
		if t := f.fit(&p); t != nil && (first == nil || p.line < first.line) {
			first, of = &p, t.Name
		}
	}
	if first == nil {
		return nil
	}
	return found(first.line, fmt.Errorf("a line outside of the data that looks like a row of table %s", of))
}

// End is Judge at the end of a dump, where no statement follows a heading.
func (f *Finder) End(s *dumpfmt.Schema) error {
	if err := f.follows(nil, s); err != nil {
		return err
	}
	return f.Judge(s)
}

func found(line int64, err error) error {
	return &dumpfmt.SyntaxError{Pos: dumpfmt.Pos{Line: line}, Err: &Error{err}}
}

// Error is the cause of what a Finder refuses.
type Error struct{ Err error }

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

var (
	newline = []byte("\n")
	tab     = []byte("\t")
	quote   = []byte("'")
	pair    = []byte("', '") // between two strings of an INSERT as pg_dump writes it
	listed  = []byte("', ")  // after a string of a list
)
