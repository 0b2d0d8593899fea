package outside

import (
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// AppendScrubbedSetting appends stmt, a Setting, with 'REDACTED' in place of
// the values that look like a secret, by the setting's name or by themselves.
func AppendScrubbedSetting(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	p := newParser(stmt, ses)
	set, ok := p.settingClause()
	if !ok {
		return dst, 0, errSetting
	}
	if !set {
		return append(dst, stmt...), 0, nil
	}
	name, ok := p.settingName()
	if !ok {
		return dst, 0, errSetting
	}
	out := &patch{dst: dst, src: stmt}
	if name == "" {
		return out.done()
	}
	for {
		lo := p.Token().Lo
		signed := p.sign()
		v := p.Next()
		switch v.Kind {
		case sqllex.String, sqllex.Word, sqllex.QuotedIdent, sqllex.Number:
		default:
			return dst, 0, errSetting
		}
		text, ok := p.Text(v)
		// A name of PostgreSQL's own, in a search_path, may look random.
		random := !signed && strings.Contains(name, ".") && looksRandom(text)
		if !p.IsWord(v, "default") && (random || !ok || isSecret(name, text) || looksSecret(text)) {
			out.redact(lo, v.Hi)
		}
		if p.AcceptPunct(',') {
			continue
		}
		if !p.end() {
			return dst, 0, errSetting
		}
		return out.done()
	}
}

// settingClause consumes the statement up to SET; set is false for RESET, which
// has no value.
func (p *parser) settingClause() (set, ok bool) {
	p.Next() // ALTER
	switch p.text(p.Next()) {
	case "system":
	case "database":
		_, ok = p.Ident()
		if !ok {
			return false, false
		}
	default:
		if _, ok = p.Ident(); !ok {
			return false, false
		}
		if p.Accept("in") {
			if _, ok = p.Ident(); !ok { // DATABASE
				return false, false
			}
			if _, ok = p.Ident(); !ok {
				return false, false
			}
		}
	}
	if p.Accept("reset") {
		return false, true
	}
	return true, p.Accept("set")
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
	return "", p.Accept("from") && p.Accept("current") || slices.Contains(otherSets, strings.ToLower(name))
}
