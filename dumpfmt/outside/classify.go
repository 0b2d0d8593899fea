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
	w := words{sqllex.NewCursor(stmt, ses.StdStrings)}
	switch stmt[0] | 0x20 {
	case 'a':
		if w.setsInRoutine() {
			return Setting
		}
		if w.Accept("alter") {
			return w.alter()
		}
	case 'c':
		if w.setsInRoutine() {
			return Setting
		}
		if w.Accept("create") {
			return w.create()
		}
		if w.Accept("comment") {
			return Comment
		}
	case 's':
		if w.Accept("select") {
			return w.selects(stmt, ses)
		}
		if w.Accept("set") {
			return w.set()
		}
		if w.Accept("security") && w.Accept("label") {
			return SecurityLabel
		}
	}
	return None
}

// OnSubscription reports whether stmt, a Comment or SecurityLabel, is about a
// subscription.
func OnSubscription(stmt []byte) bool {
	w := newWords(stmt)
	if !w.Accept("comment") && !(w.Accept("security") && w.Accept("label")) {
		return false
	}
	if w.Accept("for") && len(w.name()) == 0 {
		return false
	}
	return w.Accept("on") && w.Accept("subscription")
}

// words reads the first words of a statement.
type words struct{ sqllex.Cursor }

func newWords(stmt []byte) words { return words{sqllex.NewCursor(stmt, true)} }

// name consumes a name and returns it without its quotes, if it has any. It
// returns nothing if there is none.
func (w *words) name() []byte {
	t := w.Token()
	if !t.IsName() {
		return nil
	}
	raw := w.Raw(w.Next())
	if t.Kind == sqllex.QuotedIdent && t.C == '"' {
		raw = raw[1 : len(raw)-1]
	}
	return raw
}

func (w *words) create() Kind {
	switch {
	case w.Accept("user"):
		if v := *w; v.Accept("mapping") && (v.Accept("for") || v.Accept("if")) {
			return Options
		}
		return Role
	case w.Accept("role"), w.Accept("group"):
		return Role
	case w.Accept("server"), w.Accept("foreign"):
		return Options
	case w.Accept("subscription"):
		return Subscription
	}
	return None
}

func (w *words) alter() Kind {
	switch {
	case w.Accept("user"):
		if v := *w; v.Accept("mapping") && v.Accept("for") {
			return Options
		}
		return w.role()
	case w.Accept("role"), w.Accept("group"):
		return w.role()
	case w.Accept("database"):
		if len(w.name()) > 0 && !w.Accept("set") {
			return None
		}
		return Setting
	case w.Accept("system"):
		return Setting
	case w.Accept("server"), w.Accept("foreign"):
		return Options
	case w.Accept("subscription"):
		return Subscription
	case w.Accept("table"):
		// Of a foreign table, as pg_dump writes it nowhere.
		for ; !w.AtEnd(); w.Next() {
			if w.Is("options") {
				return Options
			}
		}
	}
	return None
}

// set tells the settings that somebody has thought of, which have a dot in their
// names, from PostgreSQL's own.
func (w *words) set() Kind {
	_ = w.Accept("session") || w.Accept("local")
	if w.Token().IsName() && w.Peek().Is('.') {
		return Setting
	}
	if name, ok := w.Ident(); ok && strings.Contains(name, ".") { // in quotes
		return Setting
	}
	return None
}

// setsInRoutine reports whether the statement makes or changes a function with
// a SET clause.
func (w *words) setsInRoutine() bool {
	p := parser{Cursor: w.Cursor}
	return p.toRoutine() && p.toSet()
}

// role tells ALTER ROLE … SET from the other forms.
func (w *words) role() Kind {
	w.name()
	if w.Accept("set") || w.Accept("reset") || w.Accept("in") {
		return Setting
	}
	return Role
}

// selects returns the kind of a SELECT, by the function that it calls.
func (w *words) selects(stmt []byte, ses *dumpfmt.Session) Kind {
	name := w.function()
	if sqllex.EqualFold(name, "set_config") {
		return w.setConfig()
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

// setConfig is set for what follows set_config. Where arguments are named, any of
// them may be the name: the edit then refuses the form.
func (w *words) setConfig() Kind {
	if !w.AcceptPunct('(') {
		return None
	}
	named := false
	for depth := 1; depth > 0 && !w.AtEnd(); {
		switch t := w.Next(); {
		case t.Is('('):
			depth++
		case t.Is(')'):
			depth--
		case t.Kind == sqllex.String:
			name, ok := w.Text(t)
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
func (w *words) function() []byte {
	if w.AcceptPunct('*') && !w.Accept("from") {
		return nil
	}
	name := w.name()
	if w.AcceptPunct('.') {
		if !sqllex.EqualFold(name, "pg_catalog") {
			return nil
		}
		name = w.name()
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
