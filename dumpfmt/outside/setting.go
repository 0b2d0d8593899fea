package outside

import (
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// AppendScrubbedSetting appends stmt, a Setting, with 'REDACTED' in place of
// the values that are secret.
func (secret Judge) AppendScrubbedSetting(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	p := newParser(stmt, ses)
	p.secret = secret
	out := &patch{dst: dst, src: stmt}
	if p.toRoutine() {
		for p.toSet() {
			if !p.setting(out) {
				return dst, 0, errSetting
			}
		}
		return out.done()
	}
	if p.Accept("select") {
		if !p.setConfig(out) {
			return dst, 0, errSetting
		}
		return out.done()
	}
	set, ok := p.settingClause()
	if !ok || set && (!p.setting(out) || !p.end()) {
		return dst, 0, errSetting
	}
	return out.done()
}

// setting consumes a setting and its values, if it has any of one's own
// choosing, and redacts them.
func (p *parser) setting(out *patch) bool {
	name, ok := p.settingName()
	if !ok || name == "" {
		return ok && p.otherSet()
	}
	for {
		lo := p.Token().Lo
		p.sign()
		v := p.Next()
		switch v.Kind {
		case sqllex.String, sqllex.Word, sqllex.QuotedIdent, sqllex.Number:
		default:
			return false
		}
		text, ok := p.Text(v)
		if !p.IsWord(v, "default") && (!ok || p.secret.of(name, text)) {
			out.redact(lo, v.Hi)
		}
		if !p.AcceptPunct(',') {
			return true
		}
	}
}

// setConfig consumes [pg_catalog.]set_config('name', 'value', …), and redacts the
// value.
func (p *parser) setConfig(out *patch) bool {
	if _, _, ok := p.Name(); !ok || !p.AcceptPunct('(') {
		return false
	}
	name, ok := p.Text(p.Token())
	if !ok || p.Next().Kind != sqllex.String || !p.AcceptPunct(',') {
		return false
	}
	v := p.Next()
	if text, ok := p.Text(v); !ok || p.secret.of(name, text) {
		out.redact(v.Lo, v.Hi)
	}
	if v.Kind != sqllex.String || !p.AcceptPunct(',') || !p.AcceptAny("true", "false") {
		return false
	}
	return p.AcceptPunct(')') && p.end()
}

// settingClause consumes the statement up to its setting; set is false for
// RESET, which has no value.
func (p *parser) settingClause() (set, ok bool) {
	if p.Accept("set") {
		_ = p.Accept("session") || p.Accept("local")
		return true, true
	}
	p.Next() // ALTER
	ok = true
	switch p.text(p.Next()) {
	case "system":
	case "database":
		_, ok = p.Ident()
	default:
		if _, ok = p.Ident(); ok && p.Accept("in") {
			p.Next() // DATABASE
			_, ok = p.Ident()
		}
	}
	if !ok || p.Accept("reset") {
		return false, ok
	}
	return true, p.Accept("set")
}

// toRoutine consumes the statement up to the name of a function or procedure,
// and consumes nothing where it is about none.
func (p *parser) toRoutine() bool {
	ahead := p.Cursor
	if !ahead.AcceptAny("create", "alter") {
		return false
	}
	ahead.Accept("or", "replace")
	if !ahead.AcceptAny("function", "procedure", "routine") {
		return false
	}
	p.Cursor = ahead
	_, _, ok := p.Name()
	return ok
}

// toSet consumes what comes before the next SET clause of a function, and SET.
// A body in SQL, which may have SETs of its own, comes last.
func (p *parser) toSet() bool {
	for !p.AtEnd() && !p.Is("begin") && !p.Is("return") {
		if p.Accept("set") {
			return true
		}
		if !p.SkipGroup() {
			break
		}
	}
	return false
}

// otherSets are the words after SET of forms without a value of one's own
// choosing (set_rest in gram.y), and of ALTER DATABASE … SET TABLESPACE.
var otherSets = []string{
	"catalog", "names", "role", "schema", "session", "tablespace", "time", "transaction", "xml",
}

// settingName consumes a setting's name and TO or =. The name is empty for the
// forms that need no edit.
func (p *parser) settingName() (string, bool) {
	name, ok := p.Ident()
	if !ok {
		return "", false
	}
	for p.AcceptPunct('.') {
		part, ok := p.Ident()
		if !ok {
			return "", false
		}
		name += "." + part
	}
	if p.Accept("to") || p.AcceptPunct('=') {
		return name, true
	}
	return "", p.Accept("from", "current") || slices.Contains(otherSets, strings.ToLower(name))
}

// otherSet consumes the rest of a form without a value of one's own choosing.
func (p *parser) otherSet() bool {
	for !p.AtEnd() && !p.IsAny("set", "as", "language", "begin", "return") {
		p.Next()
	}
	return true
}
