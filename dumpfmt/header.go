package dumpfmt

import (
	"bytes"
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// Header describes a block of rows: what a COPY statement, or the part of an
// INSERT statement up to VALUES, says of the rows that follow. It is immutable;
// segments of one block share one pointer.
type Header struct {
	Table   Name
	Columns []string // as listed; nil if the statement lists none
	// Unqualified says that Table's schema is not the statement's own but the
	// first one of the session's search_path.
	Unqualified bool
	OIDs        bool // COPY … WITH OIDS: field 0 is the OID, before Columns
	CRLF        bool // COPY: lines end in CR LF

	Insert     bool // INSERT, not COPY
	OnConflict bool // INSERT … ON CONFLICT DO NOTHING
	Default    bool // INSERT … DEFAULT VALUES: there are no fields

	prefix []byte // INSERT: the statement's bytes up to and including VALUES
}

// They say that a statement begins like data but is none of the forms that pg_dump
// writes.
var (
	errCopyForm   = errors.New("this form of COPY is not understood, want COPY table [(columns)] [WITH OIDS] FROM stdin")
	errInsertForm = errors.New("this form of INSERT is not understood, want INSERT INTO table [(columns)] [OVERRIDING …] VALUES")
)

// parseCopy reads a COPY statement. The forms are those of dumpTableData_copy
// in pg_dump.c.
func parseCopy(stmt []byte, ses *Session) (*Header, error) {
	p := headerParser{sqllex.NewCursor(stmt, ses.StdStrings), ses}
	h := &Header{}
	ok := p.Accept("copy") && p.target(h)
	if ok && p.Accept("with") {
		ok = p.Accept("oids")
		h.OIDs = true
	}
	if !ok || !p.Accept("from") || !p.Accept("stdin") || !p.AcceptPunct(';') {
		return nil, errCopyForm
	}
	if sqllex.HasComment(stmt, ses.StdStrings) {
		return nil, errComment
	}
	return h, nil
}

// parseInsert reads an INSERT statement up to VALUES. The forms are those of
// dumpTableData_insert in pg_dump.c.
func parseInsert(stmt []byte, ses *Session) (*Header, error) {
	p := headerParser{sqllex.NewCursor(stmt, ses.StdStrings), ses}
	h := &Header{Insert: true}
	if !p.Accept("insert") || !p.Accept("into") || !p.target(h) {
		return nil, errInsertForm
	}
	if p.Accept("overriding") && (!p.Accept("system") && !p.Accept("user") || !p.Accept("value")) {
		return nil, errInsertForm
	}
	h.Default = p.Accept("default")
	if !p.Accept("values") {
		return nil, errInsertForm
	}
	h.prefix = append([]byte(nil), stmt[:p.Prev()]...)
	if sqllex.HasComment(h.prefix, ses.StdStrings) {
		return nil, errComment
	}
	h.OnConflict = bytes.HasSuffix(stmt, onConflict)
	if h.Default && !isEnd(stmt[len(h.prefix):]) {
		return nil, errInsertForm
	}
	return h, nil
}

// isEnd reports whether rest is all that may follow DEFAULT VALUES.
func isEnd(rest []byte) bool {
	return len(rest) == 1 && rest[0] == ';' || bytes.Equal(rest, onConflict)
}

// onConflict is how pg_dump ends an INSERT under --on-conflict-do-nothing.
var onConflict = []byte(" ON CONFLICT DO NOTHING;")

// headerParser reads the words of a header one after another.
type headerParser struct {
	sqllex.Cursor
	ses *Session
}

// target reads the table's name and the list of columns, if there is one.
func (p *headerParser) target(h *Header) bool {
	schema, name, ok := p.Name()
	h.Table, h.Unqualified = Name{schema, name}, schema == ""
	if h.Unqualified {
		h.Table.Schema = p.ses.creationSchema()
	}
	if !ok || !p.AcceptPunct('(') {
		return ok
	}
	h.Columns, ok = p.Idents()
	return ok && p.AcceptPunct(')')
}
