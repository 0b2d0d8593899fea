package outside

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/dumpfmt/sqllex"
)

// The marks of a literal whose text stands for another one: bytea's in
// hexadecimal (byteain in varlena.c), JSON's escapes of ASCII.
var (
	hexMark  = []byte(`\x`)
	jsonMark = []byte(`\u00`)
)

// leastPacked is how long what is taken for hexadecimal or base64 is at least:
// shorter words happen to be both.
const leastPacked = 12

// isCoded reports whether a literal has such a mark, or may be hexadecimal or
// base64, as what decode() of SQL, atob() and others are given.
func isCoded(q *sqllex.Quote, body []byte) bool {
	if q.Form == sqllex.Plain && bytes.Contains(body, jsonMark) || bytes.HasPrefix(body, hexMark) {
		return true
	}
	for _, c := range body {
		if c-'0' > 9 && c|0x20-'a' > 25 && c != '+' && c != '/' && c != '=' && c != '\n' {
			return false
		}
	}
	return len(body) >= leastPacked
}

// unpack makes a text in hexadecimal or base64 what it stands for, and reports
// whether that is text.
func (t *Text) unpack() bool {
	digits, marked := bytes.CutPrefix(t.Bytes, hexMark)
	if len(digits) < leastPacked && !marked {
		return false
	}
	out, err := hex.AppendDecode(nil, digits)
	if !marked && (err != nil || !isText(out)) {
		out, err = base64.RawStdEncoding.AppendDecode(nil, bytes.TrimRight(digits, "=\n"))
	}
	if err != nil || !isText(out) && !marked {
		return false
	}
	t.Bytes, t.breaks = append(t.Bytes[:0], out...), t.breaks[:0]
	return true
}

// isText reports whether b is what people write, and not bytes by chance.
func isText(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(c rune) bool { return unicode.IsControl(c) && !strings.ContainsRune("\t\r\n", c) })
}

// goesOn returns the quote of b that goes on with q, as one literal of SQL or
// joined by an operator; listed says that a comma joins, too.
func goesOn(b []byte, q *sqllex.Quote, listed, std bool) (sqllex.Quote, bool) {
	if next, ok := q.Continued(b); ok {
		return next, true
	}
	at := q.Next + jointLen(b[q.Next:], listed)
	if at == q.Next || at == len(b) || strings.IndexByte(`'"$eEnNuU`, b[at]) < 0 {
		return sqllex.Quote{}, false
	}
	next, ok := sqllex.NextQuote(b, at, std)
	begins := ok && (next.Lo == at+1 || next.Lo == at+2 && b[at+1] == '\'' || next.Lo == at+3 && b[at+1] == '&' || bytes.Count(b[at:next.Lo], dollar) == 2)
	return next, begins && (next.Form == sqllex.Ident) == (q.Form == sqllex.Ident)
}

var dollar = []byte{'$'}

// jointLen returns the length of what joins a literal to the next one, up to
// that: || of SQL, + and . of other languages, in concat() a comma, with casts,
// brackets and comments beside it. It is 0 if there is none.
func jointLen(b []byte, listed bool) int {
	joined := false
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == '-' || c == '/' || sqllex.IsSpace(c):
			n, ok := sqllex.SkipSpace(b[i:], true)
			if !ok || n == 0 {
				return 0
			}
			i += n
		case c == '(' && joined, c == ')' && !joined:
			i++
		case joined:
			return i
		case c == '+', c == '.', c == ',' && listed:
			joined = true
			i++
		case bytes.HasPrefix(b[i:], []byte("||")):
			joined = true
			i += 2
		case bytes.HasPrefix(b[i:], []byte("::")):
			i += castLen(b[i:])
		default:
			return 0
		}
	}
	return 0
}

// castLen returns the length of the cast that b begins with: its type's words,
// and its length in brackets.
func castLen(b []byte) int {
	n := len("::")
	for n < len(b) && (b[n] == ' ' || b[n] == '.' || b[n] == '_' || b[n] == '"' || b[n]|0x20-'a' <= 25 || b[n]-'0' <= 9) {
		n++
	}
	if rest := b[n:]; len(rest) > 0 && rest[0] == '(' {
		if end := bytes.IndexByte(rest[:min(len(rest), 8)], ')'); end > 0 {
			n += end + 1
		}
	}
	return n
}

var concatCall = regexp.MustCompile(`(?i)\bconcat(?:_ws)?\s*\(\s*[en]?'$`)

// inConcat reports whether q is the first argument of concat().
func inConcat(b []byte, q *sqllex.Quote) bool {
	before := b[max(0, q.Lo-24):q.Lo]
	return q.Form != sqllex.Ident && bytes.IndexByte(before, '(') >= 0 && concatCall.Match(before)
}
