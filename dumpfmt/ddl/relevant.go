package ddl

import "sanitize/dumpfmt/sqllex"

// relevant reports whether Apply has to see the statement: by its first words it
// makes, changes or drops a table, type, domain or index, or can change which
// table a name means. It does not allocate.
func relevant(stmt []byte) bool {
	c := sqllex.NewCursor(stmt, true)
	switch {
	case c.Accept("create"):
		return relevantCreate(&c)
	case c.Accept("alter"):
		return c.IsAny("table", "type", "domain", "schema") || c.Accept("foreign", "table")
	case c.Accept("select"):
		return selectsInto(c)
	}
	return c.Is("drop")
}

func relevantCreate(c *sqllex.Cursor) bool {
	switch {
	case c.IsAny("type", "domain", "table", "index", "collation", "schema"), c.Accept("foreign", "table"), c.Accept("unique", "index"):
		return true
	}
	c.AcceptAny("global", "local")
	return c.AcceptAny("temp", "temporary", "unlogged") && c.Is("table")
}

// selectsInto reports whether a SELECT makes a table.
func selectsInto(c sqllex.Cursor) bool {
	for !c.AtEnd() {
		if c.Is("into") {
			return true
		}
		c.Next()
	}
	return false
}

// isNoop reports whether the statement is an ALTER with a single action that
// says nothing of the schema, as OWNER TO, the most common statement of a dump,
// or an index of columns alone, so that it need not be parsed. It does not
// allocate.
func isNoop(stmt []byte) bool {
	c := sqllex.NewCursor(stmt, true)
	if c.Accept("create", "index") {
		return isPlainIndex(&c)
	}
	if !c.Accept("alter") {
		return false
	}
	c.Accept("foreign")
	if !c.AcceptAny("table", "type", "domain") {
		return false
	}
	c.Accept("if", "exists")
	c.Accept("only")
	skipName(&c)
	if c.IsAny(bareActions[:]...) {
		return skipNames(&c) && c.AtEnd()
	}
	return noopAction(&c) && isSingle(&c)
}

// bareActions are the first words of actions that go on with words and names
// alone: OWNER TO, REPLICA IDENTITY USING INDEX.
var bareActions = [...]string{"owner", "enable", "disable", "force", "cluster", "replica"}

// skipNames steps over words and names, and reports whether no more came before
// the end or a comma.
func skipNames(c *sqllex.Cursor) bool {
	for !c.AtEnd() && !c.Token().Is(',') {
		if t := c.Next(); !t.IsName() && !t.Is('.') {
			return false
		}
	}
	return true
}

// isPlainIndex reports whether an index has neither a predicate nor a literal nor
// an expression, which stands in parentheses or calls a function.
func isPlainIndex(c *sqllex.Cursor) bool {
	depth, lists := 0, 0
	for ; !c.AtEnd(); c.Next() {
		switch {
		case c.Token().Kind == sqllex.Bad, c.Token().Kind == sqllex.String, c.Is("where"):
			return false
		case c.Token().Is('('):
			if depth++; depth == 1 {
				lists++
			}
			if depth > 1 && lists == 1 {
				return false
			}
		case c.Token().Is(')'):
			depth--
		}
	}
	return true
}

// skipName steps over a name with its dots.
func skipName(c *sqllex.Cursor) {
	for c.Next(); c.AcceptPunct('.'); {
		c.Next()
	}
}

func noopAction(c *sqllex.Cursor) bool {
	switch {
	case c.Accept("alter"):
		c.Accept("column")
		c.Next() // its name
		return c.Accept("options") || c.Accept("set") && (c.AcceptAny("statistics", "storage", "compression") || c.Token().Is('('))
	case c.Accept("set"):
		return c.AcceptAny("logged", "unlogged", "without", "tablespace", "access") || c.Token().Is('(')
	case c.Accept("no"):
		return c.Accept("force")
	}
	return c.AcceptAny("reset", "options")
}

// isSingle reports whether no ',' comes that would part this action from
// another.
func isSingle(c *sqllex.Cursor) bool {
	for !c.AtEnd() {
		if c.Token().Is(',') || !c.SkipGroup() {
			return false
		}
	}
	return true
}
