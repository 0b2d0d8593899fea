package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// AppendWithoutPassword appends stmt, a Role, without its PASSWORD clauses.
// PASSWORD NULL is none. The role may then not log in with a password until it
// gets a new one (an empty rolpassword in pg_authid).
func AppendWithoutPassword(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	p := newParser(stmt, ses)
	if p.Next(); !p.word("role") && !p.word("user") && !p.word("group") {
		return dst, 0, errRole
	}
	if _, ok := p.ident(); !ok {
		return dst, 0, errRole
	}
	out := &patch{dst: dst, src: stmt}
	for !p.punct(';') {
		before := p.Offset()
		t := p.Next()
		from := t.Lo
		if isWord(t, "encrypted") || isWord(t, "unencrypted") {
			t = p.Next()
		}
		if t.Kind != sqllex.Word {
			return dst, 0, errRole
		}
		if t.Text != "password" {
			if !p.roleOption(t.Text) {
				return dst, 0, errRole
			}
			continue
		}
		if p.word("null") {
			continue
		}
		v := p.Next()
		if v.Kind != sqllex.String {
			return dst, 0, errRole
		}
		if v.Hi < len(stmt) && (stmt[v.Hi] == ';' || isSpace(stmt[v.Hi])) {
			from = before // with the white space before it: there is some behind
		}
		out.upTo(from, v.Hi)
		out.n++
	}
	if !p.over() {
		return dst, 0, errRole
	}
	return out.done()
}

// roleOption consumes what follows the option of a role (AlterOptRoleElem and
// CreateOptRoleElem in gram.y).
func (p *parser) roleOption(name string) bool {
	switch name {
	case "valid":
		return p.word("until") && p.Next().Kind == sqllex.String
	case "connection":
		if !p.word("limit") {
			return false
		}
		p.sign()
		return p.Next().Kind == sqllex.Number
	case "sysid":
		return p.Next().Kind == sqllex.Number
	case "role", "user", "group", "admin":
		return p.idents()
	case "rename":
		return p.word("to") && p.idents()
	}
	return true
}
