package ddl

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// What a statement does by way of another one is not in its text. A SELECT of
// the dump's own function or view may run anything: set the search_path, rename
// a table, bring rows. A rule rewrites the INSERTs into its table. A temporary view
// or sequence hides a table. And ALTER VIEW and ALTER INDEX rename tables, too, and
// the columns of such. pg_dump makes rules behind the rows, and selects from
// PostgreSQL's and extensions' functions alone.
var (
	errOwn      = errors.New("a SELECT of a function or view that the dump makes, which may do what the dump does not say; pg_dump does not write it")
	errRuns     = errors.New("a SELECT of a function that runs a statement given as text, writes files or hands a value on; pg_dump does not write it")
	errRedirect = errors.New("a RULE rewrites what is inserted into it, so that its rows go elsewhere, by rules that are not asked; make the rule behind the rows")
	errUnread   = errors.New("a name in U& that is not understood")
)

// indirectly notes what later statements may run, and refuses those that do.
func indirectly(s *dumpfmt.Schema, stmt []byte, ses *dumpfmt.Session) error {
	c := catalog{Schema: s, path: ses.SearchPath}
	p := sqllex.NewCursor(stmt, ses.StdStrings)
	if !s.SetsPath && p.IsAny("create", "alter") {
		s.SetsPath = setsPath(p)
	}
	switch {
	case p.Accept("select"):
		return selects(s, p)
	case p.Accept("create"):
		return c.creates(p, stmt, ses.StdStrings)
	case len(s.Triggers) > 0 && p.Accept("alter", "table"):
		c.switchTriggers(p)
	case p.Accept("alter", "view"), p.Accept("alter", "materialized", "view"):
		return c.refuseRename(p, "VIEW … RENAME of a table's column")
	case p.Accept("alter", "index"):
		return c.refuseRename(p, "INDEX … RENAME of a table")
	}
	return nil
}

// setsPath reports whether what a statement defines may set the search_path when it is
// asked: an expression, be it the DEFAULT of a column that a row leaves out, or the body of
// a function. The SET clause of a function ends with it.
func setsPath(p sqllex.Cursor) bool {
	for ; !p.AtEnd(); p.Next() {
		t := p.Token()
		switch raw := p.Raw(t); {
		case t.IsName() && sqllex.EqualFold(bytes.Trim(raw, `"`), "set_config"):
			return true
		case t.Kind == sqllex.String && pathSetter.Match(raw):
			return true
		}
	}
	return false
}

// pathSetter is what a function's body has that sets the search_path.
var pathSetter = regexp.MustCompile(`(?i)set_config|search_path|\bset\s+(local\s+|session\s+)?schema\b`)

// tableAt returns the table whose name p steps over.
func (c *catalog) tableAt(p *sqllex.Cursor) (dumpfmt.Name, error) {
	schema, name, ok := p.Name()
	if !ok {
		return dumpfmt.Name{}, errUnread
	}
	return c.tableName(dumpfmt.Name{Schema: schema, Name: name}), nil
}

// creates notes a rule, function or view.
func (c *catalog) creates(p sqllex.Cursor, stmt []byte, std bool) error {
	p.Accept("or", "replace")
	switch {
	case p.Accept("rule"):
		return c.createRule(p)
	case p.Accept("function"):
		if std {
			c.function(stmt, p.Token().Lo)
		}
		return c.own(p)
	case p.AcceptAny("procedure", "aggregate"):
		return c.own(p)
	case p.Accept("event", "trigger"):
		c.EventTriggers = true
		return nil
	case p.Accept("trigger"), p.Accept("constraint", "trigger"):
		return c.createTrigger(p)
	}
	p.AcceptAny("global", "local")
	temp := p.AcceptAny("temp", "temporary")
	p.AcceptAny("recursive", "materialized")
	isView := p.Accept("view")
	if !isView && !p.Accept("sequence") {
		return nil
	}
	p.Accept("if", "not", "exists")
	ahead := p
	if schema, name, _ := ahead.Name(); (temp || isTemp(schema)) && c.Namesakes(name) > 0 {
		return fmt.Errorf("%s: %w", dumpfmt.Name{Schema: schema, Name: name}, errShadow)
	}
	if isView {
		return c.own(p)
	}
	return nil
}

// own notes the function or view whose name p is at.
func (c *catalog) own(p sqllex.Cursor) error {
	_, name, ok := p.Name()
	if !ok {
		return errUnread
	}
	c.Own[name] = true
	return nil
}

// createRule notes the table of a rule ON INSERT.
func (c *catalog) createRule(p sqllex.Cursor) error {
	for p.Next(); !p.Is("as"); p.Next() { // its name may have a UESCAPE
		if p.AtEnd() {
			return nil
		}
	}
	if !p.Accept("as", "on", "insert", "to") {
		return nil
	}
	name, err := c.tableAt(&p)
	if err == nil && c.Tables[name] != nil {
		c.Redirected[name] = true
	}
	return err
}

// createTrigger notes the table of a trigger ON INSERT.
func (c *catalog) createTrigger(p sqllex.Cursor) error {
	insert := false
	for p.Next(); !p.Is("on"); p.Next() {
		if p.AtEnd() {
			return nil
		}
		insert = insert || p.Is("insert")
	}
	p.Next()
	name, err := c.tableAt(&p)
	if err == nil && insert && c.Tables[name] != nil {
		c.Triggers[name] = true
	}
	return err
}

// switchTriggers notes that the triggers of a table are disabled or enabled, all
// of them: the line that pg_dump --disable-triggers writes.
func (c *catalog) switchTriggers(p sqllex.Cursor) {
	p.Accept("if", "exists")
	p.Accept("only")
	name, err := c.tableAt(&p)
	if _, has := c.Triggers[name]; err != nil || !has {
		return
	}
	switch {
	case p.Accept("disable", "trigger", "all"), p.Accept("disable", "trigger", "user"):
		c.Triggers[name] = false
	case p.Accept("enable"):
		c.Triggers[name] = true
	}
}

// refuseRename refuses an ALTER of an object of another kind that renames a table,
// or its column, by the name that p is at.
func (c *catalog) refuseRename(p sqllex.Cursor, what string) error {
	p.Accept("if", "exists")
	name, err := c.tableAt(&p)
	if err == nil && p.Accept("rename") && c.Tables[name] != nil {
		return fmt.Errorf("table %s: ALTER %s, want ALTER TABLE", name, what)
	}
	return err
}

// runners are how the names of functions begin that run a statement given as
// text, read and write files, or hand a value on, as NOTIFY does: PostgreSQL's,
// those of its modules, of Supabase's vault, pg_cron, AGE, pg_net, pg_background, pglogical, pgq and pgmq.
var runners = [...]string{"pg_notify", "pg_logical_emit_message", "create_secret", "update_secret", "query_to_xml", "ts_stat", "ts_rewrite", "dblink", "crosstab", "connectby", "xpath_table", "pg_file_", "lo_import", "lo_export", "run_command_on_",
	"schedule", "cypher", "http_", "pg_background_", "replicate_ddl_command", "insert_event", "send"}

// runs reports whether a name is that of such a function, or cannot be read.
func runs(p *sqllex.Cursor, t sqllex.Token) bool {
	name := p.Raw(t)
	if t.Kind == sqllex.QuotedIdent {
		text, ok := p.Text(t)
		if !ok {
			return true
		}
		name = []byte(text)
	}
	for _, r := range runners {
		if sqllex.HasPrefixFold(name, r) {
			return true
		}
	}
	return false
}

// selects refuses a SELECT of what the dump has made, and of what runs text.
// What is in pg_catalog is PostgreSQL's.
func selects(s *dumpfmt.Schema, p sqllex.Cursor) error {
	for system := false; !p.AtEnd(); {
		t := p.Next()
		if t.IsName() && !system && len(s.Own) > 0 {
			if name, ok := p.Text(t); !ok || s.Own[sqllex.Clip(name)] {
				return errOwn
			}
		}
		if t.IsName() && p.Token().Is('(') && runs(&p, t) {
			return errRuns
		}
		system = p.IsWord(t, pgCatalog) && p.Token().Is('.') || system && t.Is('.')
	}
	return nil
}
