package ddl

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// parser is a cursor with an error, for the narrower reader and for what both
// readers ask of the text. Its first error stands: from then on it sees nothing
// but the end of the statement, so that every loop over tokens stops by itself.
type parser struct {
	sqllex.Cursor
	what   string // the object, for errors
	within string // its column; "" for none
	err    error

	// harmless says that the statement cannot hide columns or types, so that
	// an error in it is none.
	harmless bool

	// skipped says that something was stepped over because it is not understood.
	skipped bool
}

func newParser(src []byte) *parser {
	return &parser{Cursor: sqllex.NewCursor(src, true), what: "statement"}
}

// fail keeps the first error. Its text says what was wanted and the kind of
// what was found, never the words of the statement.
func (p *parser) fail(want string) {
	if p.err == nil {
		t, what := p.Token(), p.what
		if p.within != "" {
			what += ": column " + dumpfmt.QuoteIdent(p.within)
		}
		p.err = fmt.Errorf("%s: found %s at byte %d, want %s", what, describe(t), t.Lo, want)
	}
	p.Stop()
}

func describe(t sqllex.Token) string {
	switch t.Kind {
	case sqllex.Word, sqllex.QuotedIdent:
		return "a word"
	case sqllex.String:
		return "a string"
	case sqllex.Number:
		return "a number"
	case sqllex.Operator:
		return "an operator"
	case sqllex.Punct:
		if t.C != ';' {
			return "'" + string(rune(t.C)) + "'"
		}
		fallthrough
	case sqllex.End:
		return "the end of the statement"
	}
	return "an incomplete or unknown token"
}

func (p *parser) expect(kws ...string) {
	if !p.Accept(kws...) {
		p.fail(strings.ToUpper(strings.Join(kws, " ")))
	}
}

func (p *parser) expectPunct(c byte) {
	if !p.AcceptPunct(c) {
		p.fail("'" + string(rune(c)) + "'")
	}
}

// finish fails unless the statement has ended, and nothing follows it.
func (p *parser) finish() {
	if !p.AtEnd() {
		p.fail("the end of the statement")
	}
	if p.AcceptPunct(';') && p.err == nil && !p.AtEnd() {
		p.fail("a single statement")
	}
}

// ident reads a name.
func (p *parser) ident() string {
	name, ok := p.Ident()
	switch {
	case ok:
	case p.Token().IsName():
		p.fail(`a name without U&"…" escapes`)
	default:
		p.fail("a name")
	}
	return name
}

// name reads [[catalog.]schema.]name.
func (p *parser) name() dumpfmt.Name {
	n := dumpfmt.Name{Name: p.ident()}
	for i := 0; i < 2 && p.AcceptPunct('.'); i++ {
		n.Schema, n.Name = n.Name, p.ident()
	}
	return n
}

// items calls item for each of those that have commas between them.
func (p *parser) items(item func()) {
	for p.err == nil {
		item()
		if !p.AcceptPunct(',') {
			break
		}
	}
}

// list calls item for each item of ( item, … ).
func (p *parser) list(item func()) {
	p.expectPunct('(')
	p.items(item)
	p.expectPunct(')')
}

// optionalList is list for one that may be empty.
func (p *parser) optionalList(item func()) {
	if p.Token().Is('(') && p.Peek().Is(')') {
		p.Next()
		p.Next()
		return
	}
	p.list(item)
}

// names reads (name, …) of plain identifiers.
func (p *parser) names() []string {
	var list []string
	p.list(func() {
		if p.Is("period") && p.Peek().IsName() {
			p.Next() // FOREIGN KEY (…, PERIOD x), PostgreSQL 18
		}
		list = append(list, p.ident())
		p.Accept("without", "overlaps")
	})
	return list
}

// parens steps over ( … ) and returns the text between them.
func (p *parser) parens() string {
	if !p.Token().Is('(') {
		p.fail("'('")
		return ""
	}
	lo := p.Token().Hi
	if p.skipGroup(); p.err != nil {
		return ""
	}
	text := p.Between(lo)
	return string(bytes.TrimSpace(text[:len(text)-1]))
}

// skipGroup steps over a token, or over a bracket and all up to its partner.
func (p *parser) skipGroup() {
	if p.err == nil && !p.SkipGroup() {
		p.fail("the end of a list or expression")
	}
}

// atItemEnd reports whether a ',', a ')' or the end comes.
func (p *parser) atItemEnd() bool {
	return p.AtEnd() || p.Token().Is(',') || p.Token().Is(')')
}

// skipItem steps over what stands before a ',' or ')' at this level, or before
// the end.
func (p *parser) skipItem() {
	for !p.atItemEnd() {
		p.skipGroup()
	}
}

// skipStatement steps over all that is left.
func (p *parser) skipStatement() {
	for !p.AtEnd() {
		p.Next()
	}
}

// rest steps over all that is left and returns its text.
func (p *parser) rest() string {
	lo := p.Token().Lo
	for !p.AtEnd() && p.err == nil {
		p.skipGroup()
	}
	return p.between(lo)
}

// between returns the text from lo up to the current token.
func (p *parser) between(lo int) string {
	if p.err != nil {
		return ""
	}
	return string(bytes.TrimSpace(p.Between(lo)))
}

// text reads a string literal.
func (p *parser) text() string {
	s, ok := p.Str()
	switch {
	case ok:
	case p.Token().Kind == sqllex.String:
		p.fail("a string without U& or invalid escapes")
	default:
		p.fail("a string")
	}
	return s
}

// integer reads a number with an optional sign; ok is false for another one.
func integer(s string) (int, bool) {
	n, err := strconv.ParseInt(s, 10, 32)
	return int(n), err == nil
}
