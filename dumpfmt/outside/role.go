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
	if p.Next(); !p.Accept("role") && !p.Accept("user") && !p.Accept("group") {
		return dst, 0, errRole
	}
	if _, ok := p.Ident(); !ok {
		return dst, 0, errRole
	}
	out := &patch{dst: dst, src: stmt}
	for !p.AcceptPunct(';') {
		before := p.Prev()
		t := p.Next()
		from := t.Lo
		if p.IsWord(t, "encrypted") || p.IsWord(t, "unencrypted") {
			t = p.Next()
		}
		if t.Kind != sqllex.Word {
			return dst, 0, errRole
		}
		if !p.IsWord(t, "password") {
			if !p.roleOption(p.text(t)) {
				return dst, 0, errRole
			}
			continue
		}
		if p.Accept("null") {
			continue
		}
		v := p.Next()
		if v.Kind != sqllex.String {
			return dst, 0, errRole
		}
		if v.Hi < len(stmt) && (stmt[v.Hi] == ';' || sqllex.IsSpace(stmt[v.Hi])) {
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
		return p.Accept("until") && p.Next().Kind == sqllex.String
	case "connection":
		if !p.Accept("limit") {
			return false
		}
		p.sign()
		return p.Next().Kind == sqllex.Number
	case "sysid":
		return p.Next().Kind == sqllex.Number
	case "role", "user", "group", "admin":
		return p.names()
	case "rename":
		return p.Accept("to") && p.names()
	}
	return true
}
