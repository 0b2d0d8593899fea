package from

import (
	"fmt"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// Label reads a statement of a dump and adds what it says to the rules if it is
// a SECURITY LABEL of anon, those of PostgreSQL Anonymizer. line is its place in
// the dump, std standard_conforming_strings.
func (r *Rules) Label(stmt []byte, std bool, line int) {
	c := sqllex.NewCursor(stmt, std)
	if !c.Accept("security", "label") {
		return
	}
	if provider, ok := labeller(&c); !ok || !c.Accept("on") {
		r.left(line, "a label that is not understood")
		return
	} else if provider != "anon" {
		r.otherPolicy(&c, line)
		return
	}
	if !c.Accept("column") {
		r.leftLabel(&c, line)
		return
	}
	names, ok := path(&c)
	if !ok || len(names) < 2 || !c.Accept("is") {
		r.left(line, "a label of a column that is not understood")
		return
	}
	label, ok := c.Str()
	if !ok {
		return // IS NULL takes a label away
	}
	n := len(names)
	table := dumpfmt.Name{Schema: "public", Name: names[n-2]}
	if n > 2 {
		table.Schema = names[n-3]
	}
	r.label(table, names[n-1], label, line)
}

// labeller reads whose label it is, a name or a string: anon's, where that is left away.
func labeller(c *sqllex.Cursor) (string, bool) {
	if !c.Accept("for") {
		return "anon", true
	}
	if c.Token().Kind == sqllex.String {
		return c.Str()
	}
	return c.Ident()
}

// otherPolicy names a label that masks a column under another provider than anon:
// PostgreSQL Anonymizer has one for each of its masking policies. What SELinux says is none.
func (r *Rules) otherPolicy(c *sqllex.Cursor, line int) {
	for !c.AtEnd() && !c.Is("is") {
		c.Next()
	}
	c.Next()
	if text, ok := c.Str(); ok {
		label := sqllex.NewCursor([]byte(text), true)
		label.Accept("not")
		if label.Is("masked") {
			r.left(line, "a label of another masking policy than anon: it is not read; init decides on the column")
		}
	}
}

// leftLabel names a label of something else than a column. Roles and functions
// are labelled for masking within a database, which a dump is not.
func (r *Rules) leftLabel(c *sqllex.Cursor, line int) {
	switch {
	case c.Is("table"):
		r.left(line, "a label of a table: rows are chosen by sample, data and [[rows]]")
	case c.IsAny("role", "function", "schema"):
	default:
		r.left(line, "a label of something else than a column")
	}
}

// path reads names with points between them.
func path(c *sqllex.Cursor) (names []string, ok bool) {
	for {
		name, ok := c.Ident()
		if !ok {
			return nil, false
		}
		if names = append(names, name); !c.AcceptPunct('.') {
			return names, true
		}
	}
}

// label translates the label of a column.
func (r *Rules) label(table dumpfmt.Name, column, label string, line int) {
	at := fmt.Sprintf("the label of %s.%s", table, dumpfmt.QuoteIdent(column))
	c := sqllex.NewCursor([]byte(label), true)
	var made rule
	var ok bool
	what := ""
	switch {
	case c.Accept("not", "masked"):
		made, ok, what = rule{mask: "keep"}, c.AtEnd(), "NOT MASKED"
	case c.Accept("masked", "with", "value"):
		made, ok = constant(&c)
		ok, what = ok && c.AtEnd(), "MASKED WITH VALUE"
	case c.Accept("masked", "with", "function"):
		what = "MASKED WITH FUNCTION"
		var calls []call
		if calls, ok = readCalls(&c); ok {
			what = calls[0].name
			made, ok = joined(calls)
		}
	}
	if !ok {
		r.left(line, "%s: %sit has no counterpart; init decides on the column", at, prefix(what))
		return
	}
	if made.note != "" {
		r.left(line, "%s: %s%s", at, prefix(what), made.note)
	}
	r.List = append(r.List, Rule{line, table, column, made.mask, made.toml(), "PostgreSQL Anonymizer's " + what})
}

func prefix(what string) string {
	if what == "" {
		return ""
	}
	return what + ": "
}

// constant reads the value that takes the place of all.
func constant(c *sqllex.Cursor) (rule, bool) {
	if c.Accept("null") {
		return mask("null")
	}
	for _, b := range []string{"true", "false"} {
		if c.Accept(b) {
			return rule{mask: "set"}.with("value", b), true
		}
	}
	if t := c.Token(); t.Kind == sqllex.Number && isNumber(string(c.Raw(t))) {
		s := string(c.Raw(t))
		c.Next()
		return rule{mask: "set"}.with("value", s), true
	}
	s, ok := c.Str()
	skipCast(c)
	return rule{mask: "set"}.with("value", text(s)), ok
}

// skipCast passes over a cast: what a mask makes fits its column without.
func skipCast(c *sqllex.Cursor) {
	for c.Token().IsCast() {
		c.Next()
		if _, ok := path(c); !ok {
			return
		}
		for c.IsAny("varying", "precision", "with", "without", "time", "zone") {
			c.Next()
		}
		if c.Token().Is('(') {
			c.SkipGroup()
		}
		for c.AcceptPunct('[') {
			c.AcceptPunct(']')
		}
	}
}

// call is a call of a function, with its arguments as far as they are constants.
type call struct {
	name string   // in small letters, without a schema
	args []string // texts of literals and numbers; "" for all else
}

// readCalls reads a call, or calls and texts that || joins, that are all of the text.
func readCalls(c *sqllex.Cursor) (list []call, ok bool) {
	for {
		if c.Token().Kind == sqllex.String {
			if _, ok = c.Str(); !ok {
				return nil, false
			}
		} else {
			f, ok := readCall(c)
			if !ok {
				return nil, false
			}
			list = append(list, f)
		}
		skipCast(c)
		c.AcceptPunct(';')
		if c.AtEnd() {
			return list, len(list) > 0
		}
		if t := c.Token(); t.Kind != sqllex.Operator || string(c.Raw(t)) != "||" {
			return nil, false
		}
		c.Next()
	}
}

// joined translates calls whose results are joined: names to a name, else all of it
// to words.
func joined(calls []call) (rule, bool) {
	if len(calls) == 1 {
		return calls[0].rule()
	}
	is := "name"
	for _, f := range calls {
		r, ok := f.rule()
		if !ok {
			return rule{}, false
		}
		if r.mask != "name" && !strings.HasSuffix(r.mask, "_name") {
			is = "text"
		}
	}
	return mask(is)
}

// readCall reads a call.
func readCall(c *sqllex.Cursor) (f call, ok bool) {
	names, ok := path(c)
	if !ok || !c.AcceptPunct('(') {
		return f, false
	}
	f.name = strings.ToLower(names[len(names)-1])
	for !c.AcceptPunct(')') {
		arg, ok := argument(c)
		if !ok {
			return f, false
		}
		f.args = append(f.args, arg)
		c.AcceptPunct(',')
	}
	return f, true
}

// argument reads up to the comma or bracket behind an argument.
func argument(c *sqllex.Cursor) (arg string, ok bool) {
	for n := 0; ; n++ {
		t := c.Token()
		switch {
		case t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return "", false
		case t.Is(','), t.Is(')'):
			return arg, n > 0
		case t.Is('('), t.Is('['):
			arg = ""
			if !skipGroup(c) {
				return "", false
			}
			continue
		case t.Kind == sqllex.String:
			if arg, ok = c.Str(); !ok {
				return "", false
			}
			continue
		case t.Kind == sqllex.Number:
			arg = string(c.Raw(t))
		case t.IsCast():
			before := c.Token()
			if skipCast(c); c.Token() == before {
				return "", false
			}
			continue
		case n > 0 && t.Kind == sqllex.Operator:
			arg = ""
		}
		c.Next()
	}
}

// skipGroup passes over what stands in brackets.
func skipGroup(c *sqllex.Cursor) bool {
	for depth := 0; ; {
		switch t := c.Token(); {
		case t.Kind == sqllex.End, t.Kind == sqllex.Bad:
			return false
		case t.Is('('), t.Is('['):
			depth++
		case t.Is(')'), t.Is(']'):
			depth--
		}
		if c.Next(); depth == 0 {
			return true
		}
	}
}
