package ddl

import (
	"errors"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

var errTarget = errors.New(`its name has no schema, and the search_path has "$user": which of several tables it means is not known`)

var errPath = errors.New(`its name has no schema, and the dump defines what may set the search_path when rows are read: which of several tables it means is not known`)

// errCatalog is of rows that would be roles, large objects, statistics or the
// definitions of tables.
var errCatalog = errors.New("rows of one of PostgreSQL's own catalogs, which pg_dump does not write")

// Target returns the name of the table that the rows of h go to, in a session
// with that search_path. An unqualified name is that of a temporary table, or of
// the first schema of the path that has it; if none has, of the first one.
func Target(s *dumpfmt.Schema, h *dumpfmt.Header, ses *dumpfmt.Session) (dumpfmt.Name, error) {
	c := catalog{Schema: s, path: ses.SearchPath}
	if !h.Unqualified {
		name := c.tableName(h.Table)
		if name.Schema == pgCatalog {
			return name, errCatalog
		}
		return name, redirected(s, h, name)
	}
	name := c.tableName(dumpfmt.Name{Name: h.Table.Name})
	if s.Tables[name] == nil && strings.HasPrefix(name.Name, "pg_") {
		return name, errCatalog // pg_catalog is searched first
	}
	others := s.Namesakes(name.Name)
	if s.Tables[name] != nil {
		others--
	}
	switch {
	case ses.UserPath && others > 0:
		return name, errTarget
	case s.SetsPath && others > 0:
		return name, errPath
	}
	return name, redirected(s, h, name)
}

// redirected refuses rows that a rule takes elsewhere. COPY asks no rules.
func redirected(s *dumpfmt.Schema, h *dumpfmt.Header, name dumpfmt.Name) error {
	if h.Insert && s.Redirected[name] {
		return errRedirect
	}
	return nil
}

// Fires reports whether triggers of the dump may see the rows of a table, or of
// a table above it, when they are restored.
func Fires(s *dumpfmt.Schema, name dumpfmt.Name) bool {
	if s.EventTriggers || s.Triggers[name] {
		return true
	}
	t := s.Tables[name]
	return len(s.Triggers) > 0 && t != nil && t.Partition && slices.ContainsFunc(t.Parents, func(p dumpfmt.Name) bool { return Fires(s, p) })
}
