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
	OIDs    bool     // COPY … WITH OIDS: field 0 is the OID, before Columns
	CRLF    bool     // COPY: lines end in CR LF

	Insert     bool // INSERT, not COPY
	OnConflict bool // INSERT … ON CONFLICT DO NOTHING
	Default    bool // INSERT … DEFAULT VALUES: there are no fields

	prefix []byte // INSERT: the statement's bytes up to and including VALUES
}

// errNotData says that a statement begins like data but is none of the forms
// that pg_dump writes.
var (
	errCopyForm   = errors.New("this form of COPY is not understood, want COPY table [(columns)] [WITH OIDS] FROM stdin")
	errInsertForm = errors.New("this form of INSERT is not understood, want INSERT INTO table [(columns)] [OVERRIDING …] VALUES")
)

// parseCopy reads a COPY statement. The forms are those of dumpTableData_copy
// in pg_dump.c.
func parseCopy(stmt []byte, ses *Session) (*Header, error) {
	p := headerParser{Tokens: sqllex.NewTokens(stmt, ses.StdStrings), ses: ses}
	h := &Header{}
	ok := p.word("copy") && p.target(h)
	if ok && p.word("with") {
		ok = p.word("oids")
		h.OIDs = true
	}
	if !ok || !p.word("from") || !p.word("stdin") || !p.punct(';') {
		return nil, errCopyForm
	}
	return h, nil
}

// parseInsert reads an INSERT statement up to VALUES. The forms are those of
// dumpTableData_insert in pg_dump.c.
func parseInsert(stmt []byte, ses *Session) (*Header, error) {
	p := headerParser{Tokens: sqllex.NewTokens(stmt, ses.StdStrings), ses: ses}
	h := &Header{Insert: true}
	if !p.word("insert") || !p.word("into") || !p.target(h) {
		return nil, errInsertForm
	}
	if p.word("overriding") && (!p.word("system") && !p.word("user") || !p.word("value")) {
		return nil, errInsertForm
	}
	h.Default = p.word("default")
	if !p.word("values") {
		return nil, errInsertForm
	}
	h.prefix = append([]byte(nil), stmt[:p.Offset()]...)
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
	*sqllex.Tokens
	ses *Session
}

// word consumes the next token if it is the key word w, in lower case.
func (p *headerParser) word(w string) bool {
	if t := p.Peek(); t.Kind != sqllex.Word || t.Text != w {
		return false
	}
	p.Next()
	return true
}

// punct consumes the next token if it is the character c.
func (p *headerParser) punct(c byte) bool {
	if t := p.Peek(); t.Kind != sqllex.Punct || t.Text[0] != c {
		return false
	}
	p.Next()
	return true
}

// ident consumes an identifier, quoted or not.
func (p *headerParser) ident() (string, bool) {
	t := p.Peek()
	if t.Kind != sqllex.Word && t.Kind != sqllex.QuotedIdent {
		return "", false
	}
	p.Next()
	return t.Text, true
}

// target reads the table's name and the list of columns, if there is one.
func (p *headerParser) target(h *Header) bool {
	name, ok := p.ident()
	if !ok {
		return false
	}
	h.Table = Name{p.ses.creationSchema(), name}
	if p.punct('.') {
		h.Table.Schema = name
		if h.Table.Name, ok = p.ident(); !ok {
			return false
		}
	}
	if !p.punct('(') {
		return true
	}
	for {
		col, ok := p.ident()
		if !ok {
			return false
		}
		h.Columns = append(h.Columns, col)
		if p.punct(')') {
			return true
		}
		if !p.punct(',') {
			return false
		}
	}
}
