package stray

import (
	"bytes"

	"sanitize/dumpfmt/sqllex"
)

// suspectCode returns where a statement has, outside of its quotes, what is not
// SQL but may be of a row: a tab that does not indent or is in a name, quotes that
// are glued to the word before them, a number to the word after it, or VALUES and a
// row. errCode says that only the grammar can tell whether it is SQL all the same.
func suspectCode(stmt []byte, std bool) (at int, err error) {
	code, isSQL := 0, isSQLBody(stmt)
	for i := 0; i <= len(stmt); {
		q, ok := sqllex.NextQuote(stmt, i, std)
		if !ok {
			q.Lo, q.Hi, q.Next = len(stmt), len(stmt), len(stmt)+1
		}
		if n := junkIn(stmt, code, q.Lo); n >= 0 && err == nil {
			at, err = n, errCode
		}
		body := stmt[q.Lo:q.Hi]
		switch {
		case !ok:
		case q.Form == sqllex.Ident && len(body) > sqllex.MaxIdent && bytes.ContainsAny(body, "\t\n"):
			return q.Lo, errIdent
		case q.Form == sqllex.Ident && err == nil && (innerTab(body) || isGlued(stmt, q.Lo-1)):
			at, err = q.Lo, errCode
		case q.Form == sqllex.Dollar && isSQL && (splitsPair(body, std) || unclosed(body, std)):
			return q.Lo, errGlued
		case q.Form == sqllex.Plain && err == nil && isGlued(stmt, q.Lo-1):
			at, err = q.Lo, errCode
		}
		i, code = q.Next, q.Next
	}
	return at, err
}

// junkIn returns the offset of the first such tab, number or row in stmt[lo:hi],
// else -1.
func junkIn(stmt []byte, lo, hi int) int {
	if n := tabIn(stmt, lo, hi); n >= 0 {
		return n
	}
	for i := lo; i < hi; i++ {
		if c := stmt[i]; !isWordByte(c) && c != '$' {
			continue
		}
		start := i
		for i < hi && (isWordByte(stmt[i]) || stmt[i] == '$') {
			i++
		}
		if isJunkNumber(stmt[start:i]) || opensRows(stmt, start, i) {
			return start
		}
	}
	return -1
}

// opensRows reports whether a word is the VALUES of a query or an INSERT: that of
// a partition has a word before its list.
func opensRows(stmt []byte, lo, hi int) bool {
	return sqllex.EqualFold(stmt[lo:hi], "values") && bytes.HasPrefix(bytes.TrimLeft(stmt[hi:], " \t\r\n"), []byte("("))
}

// isJunkNumber reports whether a word is a number with letters behind it. Few
// letters are those of an exponent or a base.
func isJunkNumber(word []byte) bool {
	if len(word) < 8 || word[0] < '0' || word[0] > '9' {
		return false
	}
	letters := 0
	for _, c := range word {
		if c < '0' || c > '9' {
			letters++
		}
	}
	return letters > 2 && (word[0] != '0' || word[1]|0x20 != 'x')
}

// tabIn returns the offset of the first tab in stmt[lo:hi] that stands behind
// something in its line, else -1. It takes linear time.
func tabIn(stmt []byte, lo, hi int) int {
	for i := lo; i < hi; {
		n := bytes.IndexByte(stmt[i:hi], '\t')
		if n < 0 {
			return -1
		}
		if i += n; !indents(stmt, i) {
			return i
		}
		for i < hi && (stmt[i] == '\t' || stmt[i] == ' ') {
			i++
		}
	}
	return -1
}

// indents reports whether only blanks stand before stmt[at] in its line.
func indents(stmt []byte, at int) bool {
	for at > 0 {
		switch at--; stmt[at] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return true
}

// isGlued reports whether a word of more than a letter ends where the quote at
// stmt[at] begins.
func isGlued(stmt []byte, at int) bool { return wordBefore(stmt, at) && wordBefore(stmt, at-1) }

// unclosed reports whether a text ends within quotes.
func unclosed(text []byte, std bool) bool {
	for i := 0; i < len(text); {
		q, ok := sqllex.NextQuote(text, i, std)
		if !ok {
			return false
		}
		if q.Hi == len(text) {
			return true
		}
		i = q.Next
	}
	return false
}

// isSQLBody reports whether a routine's body is in a language with SQL's quotes.
func isSQLBody(stmt []byte) bool {
	return bytes.Contains(stmt, []byte("LANGUAGE plpgsql")) || bytes.Contains(stmt, []byte("LANGUAGE sql"))
}
