package ddl

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// kind is the kind of a token.
type kind uint8

const (
	end    kind = iota // the end of the statement: its ';' or its last byte
	word               // an unquoted identifier or key word
	quoted             // "…" or U&"…"
	str                // '…' and its relatives, $$…$$
	num                // 12, 1.5e3
	punct              // one of ( ) [ ] , . : and ::
	oper               // a run of operator characters
	bad                // an unterminated token or a byte that starts none
)

// token is a piece of the source: src[lo:hi].
type token struct {
	kind   kind
	c      byte // punct: its byte; oper: its first byte
	lo, hi int
}

// lexer cuts a statement into tokens by the rules of PostgreSQL's scan.l. It
// is a value: a copy of it looks ahead. It works on bytes, as all server
// encodings have only ASCII below 0x80.
type lexer struct {
	src []byte
	pos int

	backslash bool // standard_conforming_strings is off
}

// next returns the next token. After the end it returns end for ever.
func (l *lexer) next() token {
	l.skipSpace()
	lo := l.pos
	if lo >= len(l.src) {
		return token{kind: end, lo: lo, hi: lo}
	}
	c := l.src[lo]
	t := token{c: c, lo: lo}
	switch {
	case c == ';':
		return token{kind: end, lo: lo, hi: lo} // stays here
	case isIdentStart(c):
		t.kind = l.wordOrPrefixed()
	case c == '"':
		t.kind = l.delimited('"', false, quoted)
	case c == '\'':
		t.kind = l.literal(l.backslash)
	case c == '$':
		t.kind = l.dollar()
	case isDigit(c), c == '.' && isDigit(l.at(1)):
		t.kind = l.number()
	case strings.IndexByte("()[],.:", c) >= 0:
		l.pos++
		if c == ':' && l.at(0) == ':' {
			l.pos++
		}
		t.kind = punct
	case isOper(c):
		t.kind = l.operator()
	default:
		l.pos++
		t.kind = bad
	}
	t.hi = l.pos
	return t
}

// at returns the byte n after the position, 0 beyond the source.
func (l *lexer) at(n int) byte {
	if l.pos+n < len(l.src) {
		return l.src[l.pos+n]
	}
	return 0
}

// skipSpace steps over white space and comments. An unterminated comment runs
// to the end of the source.
func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case isSpace(c):
			l.pos++
		case c == '-' && l.at(1) == '-':
			n := bytes.IndexAny(l.src[l.pos:], "\r\n")
			if n < 0 {
				n = len(l.src) - l.pos
			}
			l.pos += n
		case c == '/' && l.at(1) == '*':
			l.skipBlockComment()
		default:
			return
		}
	}
}

func (l *lexer) skipBlockComment() {
	depth := 0
	for l.pos < len(l.src) {
		switch {
		case l.at(0) == '/' && l.at(1) == '*':
			depth++
			l.pos += 2
		case l.at(0) == '*' && l.at(1) == '/':
			depth--
			l.pos += 2
			if depth == 0 {
				return
			}
		default:
			l.pos++
		}
	}
}

// wordOrPrefixed reads a word, or the literal or identifier that its letter
// is the prefix of: E'…', B'…', X'…', N'…', U&'…', U&"…".
func (l *lexer) wordOrPrefixed() kind {
	c := l.src[l.pos] | 0x20
	switch next := l.at(1); {
	case next == '\'' && (c == 'e' || c == 'b' || c == 'x' || c == 'n'):
		l.pos++
		return l.literal(c == 'e')
	case c == 'u' && next == '&' && l.at(2) == '\'':
		l.pos += 2
		return l.literal(false)
	case c == 'u' && next == '&' && l.at(2) == '"':
		l.pos += 2
		return l.delimited('"', false, quoted)
	}
	for l.pos < len(l.src) && isIdent(l.src[l.pos]) {
		l.pos++
	}
	return word
}

// literal reads '…', and the literals that continue it after a newline.
func (l *lexer) literal(escapes bool) kind {
	for {
		if l.delimited('\'', escapes, str) == bad {
			return bad
		}
		ahead := *l
		ahead.skipSpace()
		gap := l.src[l.pos:ahead.pos]
		if ahead.at(0) != '\'' || !bytes.ContainsAny(gap, "\r\n") {
			return str
		}
		l.pos = ahead.pos
	}
}

// delimited reads from the opening q to the closing one; a doubled q stands
// for itself.
func (l *lexer) delimited(q byte, escapes bool, k kind) kind {
	for l.pos++; l.pos < len(l.src); l.pos++ {
		switch c := l.src[l.pos]; {
		case c == '\\' && escapes:
			l.pos++
		case c == q && l.at(1) == q:
			l.pos++
		case c == q:
			l.pos++
			return k
		}
	}
	l.pos = len(l.src)
	return bad
}

// dollar reads $$…$$, $tag$…$tag$ or a parameter, $1.
func (l *lexer) dollar() kind {
	n := 1
	for isIdent(l.at(n)) && l.at(n) != '$' && !(n == 1 && isDigit(l.at(n))) {
		n++
	}
	if l.at(n) != '$' {
		l.pos++
		for isDigit(l.at(0)) {
			l.pos++
		}
		return bad // a parameter has no place in a definition
	}
	tag := l.src[l.pos : l.pos+n+1]
	body := l.pos + len(tag)
	closing := bytes.Index(l.src[body:], tag)
	if closing < 0 {
		l.pos = len(l.src)
		return bad
	}
	l.pos = body + closing + len(tag)
	return str
}

func (l *lexer) number() kind {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case isDigit(c), c == '.', c == '_':
		case (c == '+' || c == '-') && l.src[l.pos-1]|0x20 == 'e':
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		default:
			return num
		}
		l.pos++
	}
	return num
}

// operator reads a run of operator characters, up to a comment.
func (l *lexer) operator() kind {
	for isOper(l.at(0)) {
		if l.at(0) == '-' && l.at(1) == '-' || l.at(0) == '/' && l.at(1) == '*' {
			break
		}
		l.pos++
	}
	return oper
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isOper(c byte) bool { return strings.IndexByte("~!@#^&|`?+-*/%<>=", c) >= 0 }

func isIdentStart(c byte) bool {
	return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

func isIdent(c byte) bool { return isIdentStart(c) || isDigit(c) || c == '$' }

// fold reports whether the bytes are the key word kw, which is in lower case.
func fold(b []byte, kw string) bool {
	if len(b) != len(kw) {
		return false
	}
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != kw[i] {
			return false
		}
	}
	return true
}

// maxIdent is NAMEDATALEN - 1.
const maxIdent = 63

// clip cuts an identifier as truncate_identifier in scansup.c does.
func clip(s string) string { return clipTo(s, maxIdent) }

// clipTo cuts s to at most n bytes, and UTF-8 not within a character.
func clipTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if utf8.ValidString(s) {
		for !utf8.RuneStart(s[n]) {
			n--
		}
	}
	return s[:n]
}
