package ddl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// naming reads the statements that are no definitions of tables or types, but
// change which table or type a name means. Their forms are so few that the
// cursor reads them, for both readers. What is not followed is an error. known
// is false for all other statements.
//
//	CREATE SCHEMA s …elements…   refused
//	CREATE COLLATION             noted
//	ALTER SCHEMA … RENAME        refused where the schema has tables or types
//	DROP SCHEMA … CASCADE        followed
//	DROP OWNED                   refused
//	DROP … CASCADE               refused where it may drop columns
//	SELECT … INTO                refused
func (c *catalog) naming(stmt []byte) (known, concerned bool, err error) {
	p := newParser(stmt)
	switch {
	case p.Accept("create"):
		return c.createOther(p)
	case p.Accept("alter", "schema"):
		return true, false, c.alterSchema(p)
	case p.Accept("drop", "schema"):
		concerned, err = c.dropSchema(p)
		return true, concerned, err
	case p.Accept("drop"):
		return c.dropOther(p)
	case p.Accept("select"):
		return true, false, errInto
	}
	return false, false, nil
}

var (
	errInto     = errors.New("SELECT INTO makes a table whose columns it does not say, want CREATE TABLE with columns")
	errOwned    = errors.New("DROP OWNED does not say what it drops, and is not followed")
	errElements = errors.New("CREATE SCHEMA with the definitions of its objects is not followed, want them as statements of their own")
)

// createOther reads CREATE COLLATION and CREATE SCHEMA.
func (c *catalog) createOther(p *parser) (known, concerned bool, err error) {
	switch {
	case p.Accept("collation"):
		return true, c.createCollation(p), nil
	case p.Accept("schema"):
		for !p.AtEnd() {
			if p.IsAny("create", "grant") {
				return true, false, errElements
			}
			p.Next()
		}
		return true, false, nil
	}
	return false, false, nil
}

// createCollation reads CREATE COLLATION from its name on. One whose options
// are not understood is not deterministic, for all that is known.
func (c *catalog) createCollation(p *parser) bool {
	p.Accept("if", "not", "exists")
	name := c.created(p.name())
	deterministic := true
	if p.Accept("from") {
		from := c.created(p.name())
		if have, ok := c.Collations[from]; ok {
			deterministic = have
		}
	}
	for ; !p.AtEnd(); p.Next() {
		if !p.Is("deterministic") {
			continue
		}
		p.Next()
		p.AcceptPunct('=')
		value, _ := p.Text(p.Token())
		switch strings.ToLower(value) {
		case "true", "on", "yes", "1", "t", "y":
		default:
			deterministic = false
		}
	}
	if p.err != nil {
		return false
	}
	c.Collations[name] = deterministic
	return true
}

func (c *catalog) alterSchema(p *parser) error {
	schema := p.ident()
	if !p.Accept("rename") || p.err != nil || !c.hasSchema(schema) {
		return p.err
	}
	return fmt.Errorf("schema %s: RENAME is not followed, want its tables under their new names in CREATE", dumpfmt.QuoteIdent(schema))
}

// hasSchema reports whether there are tables or types in a schema.
func (c *catalog) hasSchema(schema string) bool {
	for name := range c.Tables {
		if name.Schema == schema {
			return true
		}
	}
	for name := range c.Types {
		if name.Schema == schema {
			return true
		}
	}
	return false
}

// dropSchema forgets what is in the schemas. Without CASCADE they are empty, or
// the statement fails.
func (c *catalog) dropSchema(p *parser) (bool, error) {
	p.Accept("if", "exists")
	schemas := map[string]bool{}
	p.items(func() { schemas[p.ident()] = true })
	if p.err != nil || !p.Accept("cascade") {
		return false, p.err
	}
	for name := range c.Types {
		if schemas[name.Schema] && c.usesType(name, schemas) {
			return false, fmt.Errorf("type %s: DROP SCHEMA … CASCADE %w", name, errCascade)
		}
	}
	for name := range c.Tables {
		if schemas[name.Schema] {
			c.dropTable(name, true)
		}
	}
	for name := range c.Types {
		if schemas[name.Schema] {
			delete(c.Types, name)
		}
	}
	return true, nil
}

// columnless are the kinds of objects that no column depends on but by its
// DEFAULT.
var columnless = [...]string{
	"index", "view", "materialized", "sequence", "trigger", "event", "rule", "policy", "publication", "subscription",
	"aggregate", "procedure", "statistics", "server", "user", "owned",
}

// dropOther refuses what drops columns with an object of another kind: those of
// a type of an extension, of a collation, or computed by a function.
func (c *catalog) dropOther(p *parser) (known, concerned bool, err error) {
	if p.IsAny("table", "type", "domain") || p.Is("foreign") && p.IsWord(p.Peek(), "table") {
		return false, false, nil
	}
	if p.Accept("owned") {
		return true, false, errOwned
	}
	if len(c.Tables) == 0 || p.IsAny(columnless[:]...) || !endsInCascade(p) {
		return true, false, nil
	}
	if p.IsAny("function", "routine", "operator", "cast") && !c.computes() {
		return true, false, nil
	}
	return true, false, fmt.Errorf("DROP … CASCADE %w", errCascade)
}

func endsInCascade(p *parser) bool {
	c := p.Cursor
	var last sqllex.Token
	for !c.AtEnd() {
		last = c.Next()
	}
	return c.IsWord(last, "cascade")
}

// computes reports whether a table has a generated column.
func (c *catalog) computes() bool {
	for _, t := range c.Tables {
		if slices.ContainsFunc(t.Columns, func(col dumpfmt.Column) bool { return col.Generated }) {
			return true
		}
	}
	return false
}
