package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Kind is what a statement may carry.
type Kind byte

// The kinds of statements.
const (
	None            Kind = iota // nothing that this package knows
	Role                        // CREATE, ALTER ROLE, USER, GROUP: a password
	Setting                     // ALTER ROLE, DATABASE, SYSTEM … SET: a value
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
	w := words{b: stmt}
	switch stmt[0] | 0x20 {
	case 'a':
		if w.is("alter") {
			return w.alter()
		}
	case 'c':
		if w.is("create") {
			return w.create()
		}
		if w.is("comment") {
			return Comment
		}
	case 's':
		if w.is("select") {
			return w.selects(ses)
		}
		if w.is("security") && w.is("label") {
			return SecurityLabel
		}
	}
	return None
}

// OnSubscription reports whether stmt, a Comment or SecurityLabel, is about a
// subscription.
func OnSubscription(stmt []byte) bool {
	w := words{b: stmt}
	if !w.is("comment") && !(w.is("security") && w.is("label")) {
		return false
	}
	if w.is("for") && len(w.name()) == 0 {
		return false
	}
	return w.is("on") && w.is("subscription")
}

// words reads the first words of a statement.
type words struct {
	b []byte
	i int
}

// space skips white space and comments.
func (w *words) space() {
	n, _ := sqllex.SkipSpace(w.b[w.i:], true)
	w.i += n
}

// is consumes the next word if it is the lower-case word key.
func (w *words) is(key string) bool {
	w.space()
	hi := w.i
	for hi < len(w.b) && isIdent(w.b[hi]) {
		hi++
	}
	if !equalFold(w.b[w.i:hi], key) {
		return false
	}
	w.i = hi
	return true
}

// punct consumes the next byte if it is c.
func (w *words) punct(c byte) bool {
	w.space()
	if w.i == len(w.b) || w.b[w.i] != c {
		return false
	}
	w.i++
	return true
}

// name consumes a name and returns it without its quotes, if it has any. It
// returns nothing if there is none.
func (w *words) name() []byte {
	w.space()
	lo := w.i
	if lo < len(w.b) && w.b[lo] == '"' {
		for w.i++; w.i < len(w.b); w.i++ {
			if w.b[w.i] != '"' {
				continue
			}
			if w.i+1 == len(w.b) || w.b[w.i+1] != '"' {
				w.i++
				return w.b[lo+1 : w.i-1]
			}
			w.i++
		}
		return nil
	}
	for w.i < len(w.b) && isIdent(w.b[w.i]) {
		w.i++
	}
	return w.b[lo:w.i]
}

func (w *words) create() Kind {
	switch {
	case w.is("user"):
		if v := *w; v.is("mapping") && (v.is("for") || v.is("if")) {
			return Options
		}
		return Role
	case w.is("role"), w.is("group"):
		return Role
	case w.is("server"), w.is("foreign"):
		return Options
	case w.is("subscription"):
		return Subscription
	}
	return None
}

func (w *words) alter() Kind {
	switch {
	case w.is("user"):
		if v := *w; v.is("mapping") && v.is("for") {
			return Options
		}
		return w.role()
	case w.is("role"), w.is("group"):
		return w.role()
	case w.is("database"):
		if len(w.name()) > 0 && !w.is("set") {
			return None
		}
		return Setting
	case w.is("system"):
		return Setting
	case w.is("server"), w.is("foreign"):
		return Options
	case w.is("subscription"):
		return Subscription
	case w.is("table"):
		// Of a foreign table, as pg_dump writes it nowhere.
		if containsFold(w.b[w.i:], "options") {
			return Options
		}
	}
	return None
}

// role tells ALTER ROLE … SET from the other forms.
func (w *words) role() Kind {
	w.name()
	if w.is("set") || w.is("reset") || w.is("in") {
		return Setting
	}
	return Role
}

// selects returns the kind of a SELECT, by the function that it calls.
func (w *words) selects(ses *dumpfmt.Session) Kind {
	k := functionKind(w.function())
	if k > LargeObject || !mayCall(w.b) {
		return k
	}
	// It calls another function first: an edit will refuse that. A string that
	// looks like a call is none.
	t := sqllex.NewTokens(w.b, ses.StdStrings)
	for {
		switch tok := t.Next(); tok.Kind {
		case sqllex.Word, sqllex.QuotedIdent:
			if inner := functionKind([]byte(tok.Text)); inner > LargeObject {
				return inner
			}
		case sqllex.Bad:
			return LargeObjectData
		case sqllex.End:
			return k
		}
	}
}

// function consumes [* FROM] [pg_catalog.] name and returns the name.
func (w *words) function() []byte {
	if w.punct('*') && !w.is("from") {
		return nil
	}
	name := w.name()
	if w.punct('.') {
		if !equalFold(name, "pg_catalog") {
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
			if s := stmt[i:]; hasPrefixFold(s, "lowrite") || hasPrefixFold(s, "lo_put") || hasPrefixFold(s, "lo_from_bytea") {
				return true
			}
		case 'p':
			if s := stmt[i:]; hasPrefixFold(s, "pg_restore_") || hasPrefixFold(s, "pg_clear_") {
				return true
			}
		}
	}
	return false
}

// functionKind returns the kind of a SELECT that calls the function.
func functionKind(name []byte) Kind {
	switch {
	case equalFold(name, "lowrite"), equalFold(name, "lo_put"), equalFold(name, "lo_from_bytea"):
		return LargeObjectData
	case equalFold(name, "lo_open"), equalFold(name, "lo_create"), equalFold(name, "lo_creat"):
		return LargeObject
	case hasSuffixFold(name, "_stats") && (hasPrefixFold(name, "pg_restore_") || hasPrefixFold(name, "pg_clear_")):
		return Statistics
	}
	return None
}

func isIdent(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// equalFold reports whether b is the lower-case word but for ASCII case.
func equalFold(b []byte, word string) bool {
	return len(b) == len(word) && hasPrefixFold(b, word)
}

func hasPrefixFold(b []byte, word string) bool {
	if len(b) < len(word) {
		return false
	}
	for i := range len(word) {
		if c := b[i]; c != word[i] && (c < 'A' || 'Z' < c || c+'a'-'A' != word[i]) {
			return false
		}
	}
	return true
}

func hasSuffixFold(b []byte, word string) bool {
	return len(b) >= len(word) && hasPrefixFold(b[len(b)-len(word):], word)
}

// containsFold reports whether word, in lower case, is in b.
func containsFold(b []byte, word string) bool {
	for i := 0; i+len(word) <= len(b); i++ {
		if b[i]|0x20 == word[0]|0x20 && hasPrefixFold(b[i:], word) {
			return true
		}
	}
	return false
}
