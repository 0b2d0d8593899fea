package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Opens reports whether stmt, a LargeObject, opens the object for the writes
// that follow. pg_dump opens each object once (StartRestoreLO in
// pg_backup_archiver.c).
func Opens(stmt []byte) bool {
	w := words{b: stmt}
	return w.is("select") && equalFold(w.function(), "lo_open")
}

// CheckLargeObjectData returns an error unless stmt does nothing but to write
// into a large object, in one of the forms
//
//	SELECT [pg_catalog.]lowrite(0, '…');
//	SELECT [pg_catalog.]lo_put(1234, 0, '…');
//
// Then it may vanish. lo_from_bytea makes the object, too, and is refused.
func CheckLargeObjectData(stmt []byte, ses *dumpfmt.Session) error {
	w := words{b: stmt}
	if !w.is("select") {
		return errLargeObject
	}
	name := w.function()
	numbers := 1
	if equalFold(name, "lo_put") {
		numbers = 2
	} else if !equalFold(name, "lowrite") {
		return errLargeObject
	}
	if !w.punct('(') {
		return errLargeObject
	}
	for range numbers {
		if !w.number() || !w.punct(',') {
			return errLargeObject
		}
	}
	if !w.literal(ses.StdStrings) || !w.punct(')') || !w.punct(';') || w.i != len(stmt) {
		return errLargeObject
	}
	return nil
}

// number consumes a number, which may be in quotes.
func (w *words) number() bool {
	quoted := w.punct('\'')
	w.space()
	lo := w.i
	for w.i < len(w.b) && '0' <= w.b[w.i] && w.b[w.i] <= '9' {
		w.i++
	}
	return w.i > lo && (!quoted || w.i < len(w.b) && w.punct('\''))
}

// literal consumes '…' or E'…', with ::bytea after it or without.
func (w *words) literal(std bool) bool {
	w.space()
	escapes := !std
	if w.i < len(w.b) && w.b[w.i]|0x20 == 'e' {
		escapes = true
		w.i++
	}
	if w.i == len(w.b) || w.b[w.i] != '\'' {
		return false
	}
	n, ok := sqllex.QuotedLen(w.b[w.i:], escapes)
	if w.i += n; !ok {
		return false
	}
	if w.punct(':') && (!w.punct(':') || !w.is("bytea") && (!w.is("pg_catalog") || !w.punct('.') || !w.is("bytea"))) {
		return false
	}
	return true
}
