package outside

import (
	"errors"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Redacted is what takes the place of a secret.
const Redacted = "REDACTED"

// The errors say which form was expected, and never what was found.
var (
	errRole         = errors.New("this form of a role's options is not understood, so a password may be in it")
	errSetting      = errors.New("this form of ALTER … SET is not understood, so a secret may be in it")
	errOptions      = errors.New("this form of OPTIONS is not understood, so a secret may be in it")
	errSubscription = errors.New("this form of a subscription is not understood, so a secret may be in it")
	errConninfo     = errors.New("a connection string is not understood, so a secret may be in it")
	errLargeObject  = errors.New("this form of writing a large object is not understood")
	errStatistics   = errors.New("this form of restoring statistics is not understood")
)

// Judge reports whether an option or a setting of that name, with that value, is
// a secret. It is not asked of what is empty, or Redacted already.
type Judge func(name, value string) bool

func (secret Judge) of(name, value string) bool {
	return value != "" && value != Redacted && secret(name, value)
}

// parser reads a statement token by token.
type parser struct {
	sqllex.Cursor
	secret Judge // nil where nothing is judged
}

func newParser(stmt []byte, ses *dumpfmt.Session) *parser {
	return &parser{Cursor: sqllex.NewCursor(stmt, ses.StdStrings)}
}

// firstWords returns a parser for the first words of a statement, where it is of no
// account how literals are read.
func firstWords(stmt []byte) *parser { return &parser{Cursor: sqllex.NewCursor(stmt, true)} }

// text returns what a token stands for, "" if that cannot be read.
func (p *parser) text(t sqllex.Token) string {
	s, _ := p.Text(t)
	return s
}

// names consumes names with commas between them.
func (p *parser) names() bool {
	_, ok := p.Idents()
	return ok
}

// end consumes the end of the statement and reports whether it is there.
func (p *parser) end() bool { return p.AcceptPunct(';') && p.over() }

// over reports whether nothing comes after what was consumed.
func (p *parser) over() bool { return p.Token().Kind == sqllex.End }

// sign consumes the sign of a number.
func (p *parser) sign() {
	if !p.AcceptPunct('-') {
		p.AcceptPunct('+')
	}
}

// patch copies a statement with some of its parts replaced, from left to right.
type patch struct {
	dst, src []byte
	at       int // src has been dealt with up to here
	n        int // secrets replaced
}

// upTo copies src up to the offset lo and skips it up to hi.
func (p *patch) upTo(lo, hi int) {
	p.dst = append(p.dst, p.src[p.at:lo]...)
	p.at = hi
}

// replace puts text in place of src[lo:hi].
func (p *patch) replace(lo, hi int, text string) {
	p.upTo(lo, hi)
	p.dst = append(p.dst, text...)
}

// redact puts the literal 'REDACTED' in place of src[lo:hi].
func (p *patch) redact(lo, hi int) {
	p.replace(lo, hi, "'"+Redacted+"'")
	p.n++
}

// literal puts a literal of the value in place of one, in the same form as far
// as the form has to do with backslashes.
func (p *patch) literal(old sqllex.Token, value string, std bool) {
	p.upTo(old.Lo, old.Hi)
	if c := p.src[old.Lo]; c == 'E' || c == 'e' {
		p.dst = append(p.dst, c)
		std = false
	}
	p.dst = dumpfmt.AppendLiteral(p.dst, []byte(value), std)
}

// done copies what remains and returns the result.
func (p *patch) done() ([]byte, int, error) {
	p.upTo(len(p.src), len(p.src))
	return p.dst, p.n, nil
}
