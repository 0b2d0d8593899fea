package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// AppendScrubbedOptions appends stmt, an Options, with 'REDACTED' in place of
// the options that are secret.
func (secret Judge) AppendScrubbedOptions(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	p := newParser(stmt, ses)
	p.secret = secret
	out := &patch{dst: dst, src: stmt}
	p.Next()
	table := p.IsWord(p.Token(), "table") // where a name, too, may be options
	for prev := (sqllex.Token{}); ; {
		t := p.Next()
		switch {
		case t.Kind == sqllex.End:
			return out.done()
		case t.Kind == sqllex.Bad:
			return dst, 0, errOptions
		case p.IsWord(t, "options") && !prev.Is('.') && p.Token().Is('('):
			if table && !p.optionList(out) {
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
func (p *parser) optionList(out *patch) bool {
	ahead := *p
	return ahead.AcceptPunct('(') && ahead.options(&patch{src: out.src, at: out.at})
}

// options consumes [ADD | SET] name 'value' and DROP name, with commas between
// them, and the closing parenthesis.
func (p *parser) options(out *patch) bool {
	for {
		name := p.Next()
		if !name.IsName() {
			return false
		}
		// ADD, SET and DROP may be names of options themselves.
		if p.Token().IsName() {
			drop := p.IsWord(name, "drop")
			if !drop && !p.IsWord(name, "add") && !p.IsWord(name, "set") {
				return false
			}
			if name = p.Next(); drop {
				if p.AcceptPunct(')') {
					return true
				}
				if p.AcceptPunct(',') {
					continue
				}
				return false
			}
		}
		v := p.Next()
		if v.Kind != sqllex.String {
			return false
		}
		if p.secretOption(name, v) {
			out.redact(v.Lo, v.Hi)
		}
		if p.AcceptPunct(')') {
			return true
		}
		if !p.AcceptPunct(',') {
			return false
		}
	}
}

// secretOption reports whether an option is a secret. What cannot be read is.
func (p *parser) secretOption(name, value sqllex.Token) bool {
	text, ok := p.Text(value)
	return !ok || p.secret.of(p.text(name), text)
}
