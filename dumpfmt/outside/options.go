package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// AppendScrubbedOptions appends stmt, an Options, with 'REDACTED' in place of
// the options whose name says that they are secret, or whose value looks so.
func AppendScrubbedOptions(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	p := newParser(stmt, ses)
	out := &patch{dst: dst, src: stmt}
	p.Next()
	table := isWord(p.Peek(), "table") // where a name, too, may be options
	for prev := (sqllex.Token{}); ; {
		t := p.Next()
		switch {
		case t.Kind == sqllex.End:
			return out.done()
		case t.Kind == sqllex.Bad:
			return dst, 0, errOptions
		case isWord(t, "options") && !isPunct(prev, '.') && isPunct(p.Peek(), '('):
			if table && !p.optionList() {
				break
			}
			p.Next()
			if !p.options(out) {
				return dst, 0, errOptions
			}
		}
		prev = t
	}
}

// optionList reports whether the parenthesis that comes next opens a list of
// options, and not of columns or arguments.
func (p *parser) optionList() bool {
	ahead := &parser{sqllex.NewTokens(p.src[p.Offset():], p.std), p.src, p.std}
	return ahead.punct('(') && ahead.options(&patch{src: p.src[p.Offset():]})
}

// options consumes [ADD | SET] name 'value' and DROP name, with commas between
// them, and the closing parenthesis.
func (p *parser) options(out *patch) bool {
	for {
		name := p.Next()
		if !isIdentifier(name) {
			return false
		}
		// ADD, SET and DROP may be names of options themselves.
		if isIdentifier(p.Peek()) {
			drop := isWord(name, "drop")
			if !drop && !isWord(name, "add") && !isWord(name, "set") {
				return false
			}
			if name = p.Next(); drop {
				if p.punct(')') {
					return true
				}
				if p.punct(',') {
					continue
				}
				return false
			}
		}
		v := p.Next()
		if v.Kind != sqllex.String {
			return false
		}
		if isSecret(name.Text, v.Text) || looksSecret(v.Text) {
			out.redact(v.Lo, v.Hi)
		}
		if p.punct(')') {
			return true
		}
		if !p.punct(',') {
			return false
		}
	}
}
