package outside

import (
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Kind is what a statement may carry.
type Kind byte

// The kinds of statements.
const (
	None            Kind = iota // nothing that this package knows
	Role                        // CREATE, ALTER ROLE, USER, GROUP: a password
	Setting                     // SET; ALTER ROLE, DATABASE, SYSTEM … SET; CREATE, ALTER FUNCTION … SET: a value
	Options                     // … OPTIONS (…) of foreign servers, tables and users
	Subscription                // CREATE, ALTER SUBSCRIPTION: a connection
	LargeObject                 // makes or opens a large object
	LargeObjectData             // writes into one
	Statistics                  // sets or clears statistics
	Comment                     // COMMENT ON
	SecurityLabel               // SECURITY LABEL
)

// Classify returns the kind of stmt, a whole statement. It looks at the first
// words, and allocates nothing for what pg_dump writes often.
func Classify(stmt []byte, ses *dumpfmt.Session) Kind {
	if len(stmt) == 0 {
		return None
	}
	p := parser{Cursor: sqllex.NewCursor(stmt, ses.StdStrings)}
	switch stmt[0] | 0x20 {
	case 'a':
		if p.setsInRoutine() {
			return Setting
		}
		if p.Accept("alter") {
			return p.alterKind()
		}
	case 'c':
		if p.setsInRoutine() {
			return Setting
		}
		if p.Accept("create") {
			return p.createKind()
		}
		if p.Accept("comment") {
			return Comment
		}
	case 's':
		if p.Accept("select") {
			return p.selectKind(stmt, ses)
		}
		if p.Accept("set") {
			return p.setKind()
		}
		if p.Accept("security", "label") {
			return SecurityLabel
		}
	}
	return None
}

// OnSubscription reports whether stmt, a Comment or SecurityLabel, is about a
// subscription.
func OnSubscription(stmt []byte) bool {
	p := firstWords(stmt)
	return p.toObject() && p.Accept("subscription")
}

// toObject consumes COMMENT ON, or SECURITY LABEL [FOR provider] ON.
func (p *parser) toObject() bool {
	if !p.Accept("comment") {
		if !p.Accept("security", "label") {
			return false
		}
		if p.Accept("for") {
			p.Next() // a name or a string
		}
	}
	return p.Accept("on")
}

// name consumes a name and returns it without its quotes, if it has any. It
// returns nothing if there is none.
func (p *parser) name() []byte {
	t := p.Token()
	if !t.IsName() {
		return nil
	}
	raw := p.Raw(p.Next())
	if t.Kind == sqllex.QuotedIdent && t.C == '"' {
		raw = raw[1 : len(raw)-1]
	}
	return raw
}

func (p *parser) createKind() Kind {
	switch {
	case p.Accept("user"):
		if v := *p; v.Accept("mapping") && (v.Accept("for") || v.Accept("if")) {
			return Options
		}
		return Role
	case p.Accept("role"), p.Accept("group"):
		return Role
	case p.Accept("server"), p.Accept("foreign"):
		return Options
	case p.Accept("subscription"):
		return Subscription
	}
	return None
}

func (p *parser) alterKind() Kind {
	switch {
	case p.Accept("user"):
		if v := *p; v.Accept("mapping") && v.Accept("for") {
			return Options
		}
		return p.roleKind()
	case p.Accept("role"), p.Accept("group"):
		return p.roleKind()
	case p.Accept("database"):
		if len(p.name()) > 0 && !p.Accept("set") {
			return None
		}
		return Setting
	case p.Accept("system"):
		return Setting
	case p.Accept("server"), p.Accept("foreign"):
		return Options
	case p.Accept("subscription"):
		return Subscription
	case p.Accept("table"):
		// Of a foreign table, as pg_dump writes it nowhere.
		for ; !p.AtEnd(); p.Next() {
			if p.Is("options") {
				return Options
			}
		}
	}
	return None
}

// setKind tells the settings that somebody has thought of, which have a dot in their
// names, from PostgreSQL's own.
func (p *parser) setKind() Kind {
	_ = p.Accept("session") || p.Accept("local")
	if p.Token().IsName() && p.Peek().Is('.') {
		return Setting
	}
	if name, ok := p.Ident(); ok && strings.Contains(name, ".") { // in quotes
		return Setting
	}
	return None
}

// setsInRoutine reports whether the statement makes or changes a function with
// a SET clause.
func (p *parser) setsInRoutine() bool {
	ahead := *p
	return ahead.toRoutine() && ahead.toSet()
}

// roleKind tells ALTER ROLE … SET from the other forms.
func (p *parser) roleKind() Kind {
	p.name()
	if p.Accept("set") || p.Accept("reset") || p.Accept("in") {
		return Setting
	}
	return Role
}

// selectKind returns the kind of a SELECT, by the function that it calls.
func (p *parser) selectKind(stmt []byte, ses *dumpfmt.Session) Kind {
	name := p.function()
	if sqllex.EqualFold(name, "set_config") {
		return p.configKind()
	}
	k := functionKind(name)
	if k > LargeObject || !mayCall(stmt) {
		return k
	}
	// It calls another function first: an edit will refuse that. A string that
	// looks like a call is none.
	for c := sqllex.NewCursor(stmt, ses.StdStrings); ; c.Next() {
		switch t := c.Token(); t.Kind {
		case sqllex.Word, sqllex.QuotedIdent:
			name, ok := c.Text(t)
			if !ok {
				return LargeObjectData
			}
			if inner := functionKind([]byte(name)); inner > LargeObject {
				return inner
			}
		case sqllex.Bad:
			return LargeObjectData
		case sqllex.End:
			return k
		}
	}
}

// configKind is setKind for what follows set_config. Where arguments are named, any of
// them may be the name: the edit then refuses the form.
func (p *parser) configKind() Kind {
	if !p.AcceptPunct('(') {
		return None
	}
	named := false
	for depth := 1; depth > 0 && !p.AtEnd(); {
		switch t := p.Next(); {
		case t.Is('('):
			depth++
		case t.Is(')'):
			depth--
		case t.Kind == sqllex.String:
			name, ok := p.Text(t)
			if !ok || strings.Contains(name, ".") {
				return Setting
			}
			if !named {
				return None
			}
		case t.Kind == sqllex.Operator, t.Is(':'): // => or :=
			named = true
		}
	}
	return None
}

// function consumes [* FROM] [pg_catalog.] name and returns the name.
func (p *parser) function() []byte {
	if p.AcceptPunct('*') && !p.Accept("from") {
		return nil
	}
	name := p.name()
	if p.AcceptPunct('.') {
		if !sqllex.EqualFold(name, "pg_catalog") {
			return nil
		}
		name = p.name()
	}
	return name
}

// mayCall reports whether stmt has the name of a function that writes large
// objects or statistics, be it in a string.
func mayCall(stmt []byte) bool {
	for i, c := range stmt {
		switch c | 0x20 {
		case 'l':
			if s := stmt[i:]; sqllex.HasPrefixFold(s, "lowrite") || sqllex.HasPrefixFold(s, "lo_put") || sqllex.HasPrefixFold(s, "lo_from_bytea") {
				return true
			}
		case 'p':
			if s := stmt[i:]; statisticsFold(s) {
				return true
			}
		}
	}
	return false
}

// functionKind returns the kind of a SELECT that calls the function.
func functionKind(name []byte) Kind {
	switch {
	case sqllex.EqualFold(name, "lowrite"), sqllex.EqualFold(name, "lo_put"), sqllex.EqualFold(name, "lo_from_bytea"):
		return LargeObjectData
	case sqllex.EqualFold(name, "lo_open"), sqllex.EqualFold(name, "lo_create"), sqllex.EqualFold(name, "lo_creat"):
		return LargeObject
	case hasSuffixFold(name, "_stats") && statisticsFold(name):
		return Statistics
	}
	return None
}

// statisticsFold reports whether b begins as the functions that write statistics
// do: pg_set_… were those of PostgreSQL 18 before its release.
func statisticsFold(b []byte) bool {
	return sqllex.HasPrefixFold(b, "pg_restore_") || sqllex.HasPrefixFold(b, "pg_clear_") || sqllex.HasPrefixFold(b, "pg_set_")
}

func hasSuffixFold(b []byte, word string) bool {
	return len(b) >= len(word) && sqllex.EqualFold(b[len(b)-len(word):], word)
}
