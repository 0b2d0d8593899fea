package ddl

import (
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// The errors of Check.
var (
	errVerb     = errors.New("a statement that pg_dump does not write, and that may hold data")
	errUndone   = errors.New("a statement that may undo definitions and settings before it, which is not followed")
	errLiteral  = errors.New("a statement of a kind that has no literals, with one in it")
	errDatabase = errors.New("an UPDATE that pg_dump does not write (but for that of pg_dumpall --clean), and that may hold data")
)

// Check returns an error for a statement outside of rows that may carry data
// past every rule, run what is not in the dump's text, or undo what came before
// it; doc.go has the table of all commands. What is not a command of PostgreSQL
// is refused, too. It does not allocate.
func Check(stmt []byte) error {
	c := sqllex.NewCursor(stmt, true)
	switch {
	case c.AtEnd():
		return nil
	case c.IsAny(bare[:]...) && hasLiteral(c):
		return errLiteral
	case c.IsAny(passed[:]...):
		return nil
	case c.IsAny("rollback", "abort", "savepoint", "release", "discard"):
		return errUndone
	case c.Is("commit"), c.Is("end"):
		if c.Next(); c.Is("prepared") {
			return errVerb
		}
		return nil
	case c.Accept("update"):
		if !isTemplateFlag(c) {
			return errDatabase
		}
		return nil
	}
	return errVerb
}

// passed are the first words of the commands that bring no rows: they are
// followed, edited, or pass.
var passed = [...]string{
	"alter", "analyze", "begin", "checkpoint", "cluster", "comment", "create", "drop", "grant", "lock", "reassign", "refresh",
	"reindex", "repack", "reset", "revoke", "security", "select", "set", "show", "start", "truncate", "vacuum",
}

// bare are the first words of those of them that have no literal, so that one in
// it is a part of something else.
var bare = [...]string{
	"begin", "checkpoint", "cluster", "commit", "drop", "end", "grant", "lock", "reassign", "refresh", "reindex", "repack", "reset", "revoke",
	"show", "start", "truncate",
}

func hasLiteral(c sqllex.Cursor) bool {
	for ; !c.AtEnd(); c.Next() {
		if c.Token().Kind == sqllex.String {
			return true
		}
	}
	return false
}

// isTemplateFlag reports whether the rest of an UPDATE is what pg_dumpall
// --clean writes before it drops a template database (dumpDatabases in
// pg_dumpall.c and dumpDatabase in pg_dump.c).
func isTemplateFlag(c sqllex.Cursor) bool {
	return c.Accept("pg_catalog") && c.AcceptPunct('.') && c.Accept("pg_database", "set", "datistemplate") && c.AcceptPunct('=') &&
		c.AcceptAny("true", "false") && c.Accept("where", "datname") && c.AcceptPunct('=') && c.Token().Kind == sqllex.String &&
		c.Next().Kind == sqllex.String && c.AtEnd()
}
