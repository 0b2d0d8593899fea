package ddl

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sanitize/dumpfmt"
)

// parser holds the tokens of one statement for the narrower reader. Its first
// error stands: from then on it sees nothing but the end of the statement, so
// that every loop over tokens stops by itself.
type parser struct {
	lx   lexer
	t    token  // the current one
	prev int    // the end of the token before it
	what string // the object, for errors
	err  error

	// harmless says that the statement cannot hide columns or types, so that
	// an error in it is none.
	harmless bool
}

func newParser(src []byte) *parser {
	p := &parser{lx: lexer{src: src}, what: "statement"}
	p.t = p.lx.next()
	return p
}

func (p *parser) next() {
	p.prev = p.t.hi
	p.t = p.lx.next()
	if p.t.kind == bad {
		p.fail("a complete literal, name or operator")
	}
}

// fail keeps the first error. Its text says what was wanted and the kind of
// what was found, never the words of the statement.
func (p *parser) fail(want string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s: found %s at byte %d, want %s", p.what, p.t.describe(), p.t.lo, want)
	}
	p.lx.pos = len(p.lx.src)
	p.t = token{kind: end, lo: p.lx.pos, hi: p.lx.pos}
}

func (t token) describe() string {
	switch t.kind {
	case end:
		return "the end of the statement"
	case word, quoted:
		return "a word"
	case str:
		return "a string"
	case num:
		return "a number"
	case punct:
		return "'" + string(rune(t.c)) + "'"
	case oper:
		return "an operator"
	}
	return "an incomplete or unknown token"
}

// peek returns the token after the current one.
func (p *parser) peek() token {
	ahead := p.lx
	return ahead.next()
}

func (p *parser) isWord(t token, kw string) bool {
	return t.kind == word && fold(p.lx.src[t.lo:t.hi], kw)
}

func (p *parser) is(kw string) bool { return p.isWord(p.t, kw) }

func (p *parser) isAny(kws ...string) bool {
	for _, kw := range kws {
		if p.is(kw) {
			return true
		}
	}
	return false
}

func (p *parser) isPunct(c byte) bool { return p.t.kind == punct && p.t.c == c }

// accept steps over all the key words, or over none.
func (p *parser) accept(kws ...string) bool {
	ahead, t := p.lx, p.t
	for i, kw := range kws {
		if i > 0 {
			t = ahead.next()
		}
		if !p.isWord(t, kw) {
			return false
		}
	}
	for range kws {
		p.next()
	}
	return true
}

func (p *parser) expect(kws ...string) {
	if !p.accept(kws...) {
		p.fail(strings.ToUpper(strings.Join(kws, " ")))
	}
}

func (p *parser) acceptPunct(c byte) bool {
	if !p.isPunct(c) {
		return false
	}
	p.next()
	return true
}

func (p *parser) expectPunct(c byte) {
	if !p.acceptPunct(c) {
		p.fail("'" + string(rune(c)) + "'")
	}
}

// finish fails unless the statement has ended, and nothing follows it.
func (p *parser) finish() {
	if p.t.kind != end {
		p.fail("the end of the statement")
	}
	p.lx.pos++ // over the ';'
	if p.err == nil && p.t.hi < len(p.lx.src) && p.lx.next().kind != end {
		p.fail("a single statement")
	}
}

// ident reads a name.
func (p *parser) ident() string {
	src := p.lx.src[p.t.lo:p.t.hi]
	switch p.t.kind {
	case word:
		p.next()
		return clip(lower(src))
	case quoted:
		if src[0] != '"' {
			if bytes.IndexByte(src, '\\') >= 0 {
				p.fail(`a name without U&"…" escapes`)
				return ""
			}
			src = src[2:]
		}
		p.next()
		return clip(undouble(src, `"`))
	}
	p.fail("a name")
	return ""
}

// lower folds ASCII letters, as downcase_identifier in scansup.c does for
// multi-byte encodings, and leaves other bytes as they are.
func lower(b []byte) string {
	out := make([]byte, len(b))
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		out[i] = c
	}
	return string(out)
}

// undouble returns what stands between the quotes q, doubled ones made single.
func undouble(b []byte, q string) string {
	return strings.ReplaceAll(string(b[1:len(b)-1]), q+q, q)
}

// name reads [[catalog.]schema.]name.
func (p *parser) name() dumpfmt.Name {
	var n dumpfmt.Name
	n.Name = p.ident()
	for i := 0; i < 2 && p.isPunct('.'); i++ {
		p.next()
		n.Schema, n.Name = n.Name, p.ident()
	}
	return n
}

// names reads (name, …) of plain identifiers.
func (p *parser) names() []string {
	var list []string
	p.expectPunct('(')
	for p.err == nil {
		if p.isWord(p.t, "period") && p.peek().kind != punct {
			p.next() // FOREIGN KEY (…, PERIOD x), PostgreSQL 18
		}
		list = append(list, p.ident())
		if p.accept("without", "overlaps") || !p.isPunct(',') {
			break
		}
		p.next()
	}
	p.expectPunct(')')
	return list
}

// parens steps over ( … ) and returns the text between them.
func (p *parser) parens() string {
	if !p.isPunct('(') {
		p.fail("'('")
		return ""
	}
	lo := p.t.hi
	p.skipGroup()
	if p.err != nil {
		return ""
	}
	return string(bytes.TrimSpace(p.lx.src[lo : p.prev-1]))
}

// skipGroup steps over a token, or over a bracket and all up to its partner.
func (p *parser) skipGroup() {
	depth := 0
	for p.err == nil {
		switch {
		case p.t.kind == end:
			p.fail("the end of a list or expression")
			return
		case p.isPunct('('), p.isPunct('['):
			depth++
		case p.isPunct(')'), p.isPunct(']'):
			depth--
		}
		p.next()
		if depth <= 0 {
			return
		}
	}
}

// skipTo steps over what stands before a ',' or ')' at this level, or before
// the end.
func (p *parser) skipTo() {
	for p.t.kind != end && !p.isPunct(',') && !p.isPunct(')') {
		p.skipGroup()
	}
}

// text reads a string literal.
func (p *parser) text() string {
	if p.t.kind != str {
		p.fail("a string")
		return ""
	}
	s, ok := unquote(p.lx.src[p.t.lo:p.t.hi])
	if !ok {
		p.fail("a string in one piece, without U& or unusual escapes")
		return ""
	}
	p.next()
	return s
}

// unquote returns the value of '…', N'…', E'…' or $$…$$.
func unquote(b []byte) (string, bool) {
	switch b[0] {
	case '$':
		tag := bytes.IndexByte(b[1:], '$') + 2
		return string(b[tag : len(b)-tag]), true
	case '\'':
		s := undouble(b, "'")
		return s, !continued(b)
	case 'n', 'N':
		return undouble(b[1:], "'"), !continued(b[1:])
	case 'e', 'E':
		return unescape(b[1:])
	}
	return "", false
}

// continued reports whether the '…' is made of several, joined by newlines.
func continued(b []byte) bool {
	l := lexer{src: b}
	return l.delimited('\'', false, str) == str && l.pos < len(b)
}

// unescape returns the value of the '…' of an E'…', without the rarer escapes.
func unescape(b []byte) (string, bool) {
	out := make([]byte, 0, len(b))
	for i := 1; i < len(b)-1; i++ {
		c := b[i]
		switch {
		case c == '\'' && b[i+1] == '\'':
			i++
		case c == '\'':
			return "", false // a continued literal
		case c == '\\':
			i++
			c = b[i]
			if n := strings.IndexByte("bfnrt", c); n >= 0 {
				c = "\b\f\n\r\t"[n]
			} else if isDigit(c) || c == 'x' || c == 'u' || c == 'U' {
				return "", false
			}
		}
		out = append(out, c)
	}
	return string(out), true
}

// integer reads a number with an optional sign; ok is false for another one.
func integer(s string) (int, bool) {
	n, err := strconv.ParseInt(s, 10, 32)
	return int(n), err == nil
}
