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
	w := newWords(stmt)
	return w.Accept("select") && sqllex.EqualFold(w.function(), "lo_open")
}

// CheckLargeObjectData returns an error unless stmt does nothing but to write
// into a large object, in one of the forms
//
//	SELECT [pg_catalog.]lowrite(0, '…');
//	SELECT [pg_catalog.]lo_put(1234, 0, '…');
//
// Then it may vanish. lo_from_bytea makes the object, too, and is refused.
func CheckLargeObjectData(stmt []byte, ses *dumpfmt.Session) error {
	w := words{sqllex.NewCursor(stmt, ses.StdStrings)}
	if !w.Accept("select") {
		return errLargeObject
	}
	name := w.function()
	numbers := 1
	if sqllex.EqualFold(name, "lo_put") {
		numbers = 2
	} else if !sqllex.EqualFold(name, "lowrite") {
		return errLargeObject
	}
	if !w.AcceptPunct('(') {
		return errLargeObject
	}
	for range numbers {
		if !w.number() || !w.AcceptPunct(',') {
			return errLargeObject
		}
	}
	if !w.literal() || !w.AcceptPunct(')') || !w.AcceptPunct(';') || w.Token().Kind != sqllex.End {
		return errLargeObject
	}
	return nil
}

// number consumes a number, which may be in quotes.
func (w *words) number() bool {
	t := w.Token()
	digits, ok := w.Text(t)
	if t.Kind == sqllex.Number || t.Kind == sqllex.String && t.C == '\'' {
		w.Next()
		return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
	}
	return false
}

// literal consumes '…' or E'…', with ::bytea after it or without.
func (w *words) literal() bool {
	if t := w.Token(); t.Kind != sqllex.String || t.C != '\'' && t.C|0x20 != 'e' {
		return false
	}
	if w.Next(); !w.Token().IsCast() {
		return true
	}
	w.Next()
	_ = w.Accept("pg_catalog") && w.AcceptPunct('.')
	return w.Accept("bytea")
}
