package outside

import (
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Opens reports whether stmt, a LargeObject, opens the object for the writes
// that follow. pg_dump opens each object once (StartRestoreLO in
// pg_backup_archiver.c).
func Opens(stmt []byte) bool {
	p := firstWords(stmt)
	return p.Accept("select") && sqllex.EqualFold(p.function(), "lo_open")
}

// CheckLargeObjectData returns an error unless stmt does nothing but to write
// into a large object, in one of the forms
//
//	SELECT [pg_catalog.]lowrite(0, '…');
//	SELECT [pg_catalog.]lo_put(1234, 0, '…');
//
// Then it may vanish. lo_from_bytea makes the object, too, and is refused.
func CheckLargeObjectData(stmt []byte, ses *dumpfmt.Session) error {
	p := newParser(stmt, ses)
	if !p.Accept("select") {
		return errLargeObject
	}
	name := p.function()
	numbers := 1
	if sqllex.EqualFold(name, "lo_put") {
		numbers = 2
	} else if !sqllex.EqualFold(name, "lowrite") {
		return errLargeObject
	}
	if !p.AcceptPunct('(') {
		return errLargeObject
	}
	for range numbers {
		if !p.number() || !p.AcceptPunct(',') {
			return errLargeObject
		}
	}
	if !p.literal() || !p.AcceptPunct(')') || !p.end() {
		return errLargeObject
	}
	return nil
}

// number consumes a number, which may be in quotes.
func (p *parser) number() bool {
	t := p.Token()
	digits, ok := p.Text(t)
	if t.Kind == sqllex.Number || t.Kind == sqllex.String && t.C == '\'' {
		p.Next()
		return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
	}
	return false
}

// literal consumes '…' or E'…', with ::bytea after it or without.
func (p *parser) literal() bool {
	if t := p.Token(); t.Kind != sqllex.String || t.C != '\'' && t.C|0x20 != 'e' {
		return false
	}
	if p.Next(); !p.Token().IsCast() {
		return true
	}
	p.Next()
	_ = p.Accept("pg_catalog") && p.AcceptPunct('.')
	return p.Accept("bytea")
}
