package outside

import (
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Roles gathers the roles that a dump creates and those that it needs: owners,
// those of grants, policies and user mappings, and those that it becomes. A
// pg_dump has none of the former, a pg_dumpall all. The zero value is ready.
type Roles struct {
	created, needed map[string]bool
}

// Missing returns the roles that the statements need and none of them creates.
// postgres is taken to be there.
func (r *Roles) Missing() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(r.needed)) {
		if !r.created[name] {
			list = append(list, name)
		}
	}
	return list
}

// Look takes note of a statement. What it does not understand it passes over.
func (r *Roles) Look(stmt []byte, ses *dumpfmt.Session) {
	p := newParser(stmt, ses)
	switch {
	case p.Accept("create"):
		r.create(p)
	case p.Accept("alter"):
		r.alter(p)
	case p.AcceptAny("grant", "revoke"):
		r.grant(p)
	case p.Accept("set", "session", "authorization"), p.Accept("set", "role"):
		r.need(p)
	case p.Accept("reassign", "owned", "by"):
		r.need(p)
		r.behind(p, "to")
	}
}

func (r *Roles) create(p *parser) {
	switch {
	case p.Accept("user", "mapping"):
		r.behind(p, "for")
	case p.AcceptAny("role", "user", "group"):
		if name, ok := p.Ident(); ok {
			add(&r.created, name)
		}
	case p.Accept("policy"):
		r.behind(p, "to")
	case p.Accept("schema"):
		r.behind(p, "authorization")
	}
}

func (r *Roles) alter(p *parser) {
	switch {
	case p.Accept("default", "privileges"):
		if p.Accept("for", "role") || p.Accept("for", "user") {
			r.need(p)
		}
		r.grantees(p)
	case p.Accept("policy"):
		r.behind(p, "to")
	case p.Accept("user", "mapping"):
		r.behind(p, "for")
	case p.AcceptAny("role", "user", "group"):
		r.need(p)
	default:
		r.behind(p, "owner", "to")
	}
}

// grant reads what follows GRANT or REVOKE: privileges ON something, or roles.
func (r *Roles) grant(p *parser) {
	ahead := *p
	for !ahead.IsAny("on", "to", "from") {
		if !ahead.SkipGroup() {
			return
		}
	}
	if !ahead.Is("on") {
		p.Accept("admin", "option", "for")
		r.need(p)
	}
	r.grantees(p)
}

// grantees reads up to TO or FROM, and the roles behind it.
func (r *Roles) grantees(p *parser) {
	for !p.IsAny("to", "from") {
		if !p.SkipGroup() {
			return
		}
	}
	p.Next()
	r.need(p)
	r.behind(p, "granted", "by")
}

// behind reads up to the key words, and the roles behind them.
func (r *Roles) behind(p *parser, words ...string) {
	for !p.Accept(words...) {
		if !p.SkipGroup() {
			return
		}
	}
	r.need(p)
}

// need reads roles with commas between them.
func (r *Roles) need(p *parser) {
	for {
		p.Accept("group")
		t := p.Token()
		name, ok := p.Ident()
		if t.Kind == sqllex.String { // SET SESSION AUTHORIZATION 'role'
			name, ok = p.Str()
		}
		if !ok {
			return
		}
		if p.Raw(t)[0] != '"' && slices.Contains(noRoles, name) {
			name = ""
		}
		if name != "" && name != "postgres" && !strings.HasPrefix(name, "pg_") {
			add(&r.needed, name)
		}
		if !p.AcceptPunct(',') {
			return
		}
	}
}

// noRoles stand where a role may, without quotes, and are none (RoleSpec in
// gram.y).
var noRoles = []string{"public", "current_user", "current_role", "session_user", "none", "default"}

func add(set *map[string]bool, name string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[name] = true
}
