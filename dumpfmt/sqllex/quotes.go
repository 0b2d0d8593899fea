package sqllex

import (
	"bytes"
	"unicode/utf8"
)

// Form is how a quote writes its content.
type Form byte

// The forms of quotes.
const (
	Plain   Form = iota // '…', B'…', X'…': '' stands for '
	Escapes             // E'…', or any '…' when standard_conforming_strings is off
	Ident               // "…": "" stands for "
	Dollar              // $tag$…$tag$: all stands for itself
)

// Quote is a literal, or a quoted identifier, in a text.
type Quote struct {
	Form    Form
	Unicode byte // the escape character of U&'…' and U&"…", else 0
	Lo, Hi  int  // bounds of what stands between the quotes
	Next    int  // where to look for the next quote
}

// NextQuote returns the first quote in b at or after i. A quote without its end
// goes to the end of b, and so does a comment: text that is not quite SQL is
// read in linear time all the same.
func NextQuote(b []byte, i int, std bool) (Quote, bool) {
	for i < len(b) {
		switch c := b[i]; {
		case c == '\'':
			form := Escapes
			if std {
				form = Plain
			}
			return quoted(b, i, form, 0), true
		case c == '"':
			return quoted(b, i, Ident, 0), true
		case c == '$':
			n, st := dollarTag(b[i:], true)
			if st == tagFound {
				return dollarQuoted(b, i, n), true
			}
			i = DigitsEnd(b, i+1) // a parameter
		case isDigit(c):
			i = numberEnd(b, i) // its exponent is no word, which could go on with a $
		case c == '-' || c == '/':
			n, ok := SkipSpace(b[i:], true)
			if !ok {
				return Quote{}, false
			}
			i += max(n, 1)
		case isIdentStart(c):
			hi := identEnd(b, i)
			if q, ok := prefixedQuote(b, i, hi); ok {
				return q, true
			}
			i = hi
		default:
			i++
		}
	}
	return Quote{}, false
}

// prefixedQuote returns the quote whose prefix is the word b[lo:hi].
func prefixedQuote(b []byte, lo, hi int) (Quote, bool) {
	if hi-lo != 1 || hi == len(b) {
		return Quote{}, false
	}
	switch c, next := b[lo]|0x20, b[hi]; {
	case next == '\'' && c == 'e':
		return quoted(b, hi, Escapes, 0), true
	case next == '\'' && (c == 'b' || c == 'x'):
		return quoted(b, hi, Plain, 0), true
	case next == '&' && c == 'u' && hi+1 < len(b) && (b[hi+1] == '\'' || b[hi+1] == '"'):
		form := Plain
		if b[hi+1] == '"' {
			form = Ident
		}
		q := quoted(b, hi+1, form, '\\')
		last := q
		for next, more := q.Continued(b); more; next, more = last.Continued(b) {
			last = next
		}
		q.Unicode = unicodeEscape(b[last.Next:])
		return q, true
	}
	return Quote{}, false
}

// Continued returns the quote of b that goes on with q, behind white space with a
// newline: the two are one literal.
func (q *Quote) Continued(b []byte) (Quote, bool) {
	if q.Form == Ident || q.Form == Dollar {
		return Quote{}, false
	}
	gap := continuation(b[q.Next:])
	if gap == 0 {
		return Quote{}, false
	}
	return quoted(b, q.Next+gap, q.Form, q.Unicode), true
}

// quoted returns the quote that begins at b[at].
func quoted(b []byte, at int, form Form, unicode byte) Quote {
	n, ok := QuotedLen(b[at:], form == Escapes)
	if !ok {
		return Quote{form, unicode, at + 1, len(b), len(b)}
	}
	return Quote{form, unicode, at + 1, at + n - 1, at + n}
}

// dollarQuoted returns the quote whose delimiter is the n bytes at b[at].
func dollarQuoted(b []byte, at, n int) Quote {
	lo := at + n
	end := bytes.Index(b[lo:], b[at:lo])
	if end < 0 {
		return Quote{Dollar, 0, lo, len(b), len(b)}
	}
	return Quote{Dollar, 0, lo, lo + end, lo + end + n}
}

// unicodeEscape returns the escape character that UESCAPE 'c' sets in what
// follows a U&'…', else the backslash.
func unicodeEscape(b []byte) byte {
	n, ok := SkipSpace(b, true)
	if b = b[n:]; !ok || len(b) < len("uescape") || !EqualFold(b[:len("uescape")], "uescape") {
		return '\\'
	}
	b = b[len("uescape"):]
	n, ok = SkipSpace(b, true)
	if b = b[n:]; !ok || len(b) < 3 || b[0] != '\'' || b[2] != '\'' {
		return '\\'
	}
	return b[1]
}

// Verbatim reports whether body, what stands between the quotes, stands for
// itself.
func (q *Quote) Verbatim(body []byte) bool {
	switch {
	case q.Form == Dollar:
		return true
	case bytes.IndexByte(body, q.mark()) >= 0:
		return false
	case q.Form == Escapes:
		return bytes.IndexByte(body, '\\') < 0
	}
	return q.Unicode == 0 || bytes.IndexByte(body, q.Unicode) < 0
}

// mark is the byte that is doubled in the quote.
func (q *Quote) mark() byte {
	if q.Form == Ident {
		return '"'
	}
	return '\''
}

// AppendDecoded appends what a part of the quote's body stands for. It is for
// looking at the text, not for using it: an escape that is not valid is passed
// on without its backslash. The part must not end within an escape.
func (q *Quote) AppendDecoded(dst, part []byte) []byte {
	mark := q.mark()
	for i := 0; i < len(part); i++ {
		c := part[i]
		switch {
		case c == mark && i+1 < len(part) && part[i+1] == mark:
			i++
			dst = append(dst, c)
		case c == '\\' && q.Form == Escapes:
			var n int
			if dst, n = appendEscape(dst, part[i+1:]); n > 0 {
				i += n
			}
		case c == q.Unicode && c != 0:
			var n int
			if dst, n = q.appendUnicode(dst, part[i+1:]); n > 0 {
				i += n
			}
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendUnicode appends what follows the escape character of a U&'…': four
// hexadecimal digits, a + and six, or the character itself. It returns the
// length of that, 0 if it is none of them.
func (q *Quote) appendUnicode(dst, b []byte) ([]byte, int) {
	if len(b) > 0 && b[0] == q.Unicode {
		return append(dst, q.Unicode), 1
	}
	at, want := 0, 4
	if len(b) > 0 && b[0] == '+' {
		at, want = 1, 6
	}
	v, n := number(b[at:], want, 16)
	if n != want || v == 0 || !utf8.ValidRune(rune(v)) {
		return dst, 0
	}
	return utf8.AppendRune(dst, rune(v)), at + n
}
