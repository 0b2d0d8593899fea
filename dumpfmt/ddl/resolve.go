package ddl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

const (
	pgCatalog = "pg_catalog"
	pgTemp    = "pg_temp" // the alias of a session's own schema
)

// catalog is a schema seen through a search_path. What is in the schema is
// never changed, but replaced: others may hold pointers to it.
type catalog struct {
	*dumpfmt.Schema
	path   []string
	effect Effect                  // of the statement
	owned  map[*dumpfmt.Table]bool // whose columns may be changed
}

// late notes a change of a table, which came too late for rows before it.
func (c *catalog) late(table dumpfmt.Name, change Late) {
	change.Table = table
	if change.Now == (dumpfmt.Name{}) {
		change.Now = table
	}
	c.effect.Late = append(c.effect.Late, change)
}

// circle refuses a parent that is the table itself or below it, as PostgreSQL
// does: who walks up from a table must come to an end.
func (c *catalog) circle(table, parent dumpfmt.Name) error {
	seen := map[dumpfmt.Name]bool{}
	var reaches func(name dumpfmt.Name) bool
	reaches = func(name dumpfmt.Name) bool {
		if name == table {
			return true
		}
		t := c.Tables[name]
		if t == nil || len(t.Parents) == 0 || seen[name] {
			return false
		}
		seen[name] = true
		return slices.ContainsFunc(t.Parents, reaches)
	}
	if reaches(parent) {
		return fmt.Errorf("its parent %s %w", parent, errCircle)
	}
	return nil
}

var errCircle = errors.New("is itself, or below it, which PostgreSQL does not take")

// ownColumns gives a table that Edit made columns that may be changed.
func (c *catalog) ownColumns(t *dumpfmt.Table) {
	if c.owned[t] {
		return
	}
	if c.owned == nil {
		c.owned = map[*dumpfmt.Table]bool{}
	}
	c.owned[t] = true
	t.Columns = slices.Clone(t.Columns)
}

// editType replaces a type of that kind by a copy, which may be changed. It
// returns nil if there is none.
func (c *catalog) editType(name dumpfmt.Name, kind dumpfmt.TypeKind) *dumpfmt.Type {
	t := c.Types[c.typeName(name)]
	if t == nil || t.Kind != kind {
		return nil
	}
	n := *t
	n.Labels = slices.Clone(t.Labels)
	n.Fields = slices.Clone(t.Fields)
	n.Checks = slices.Clone(t.Checks)
	c.PutType(&n)
	return &n
}

// created returns the name of an object that a CREATE makes.
func (c *catalog) created(n dumpfmt.Name) dumpfmt.Name {
	if n.Schema == "" && len(c.path) > 0 {
		n.Schema = c.path[0]
	}
	return n
}

// tableName resolves the name of a table that should exist.
func (c *catalog) tableName(n dumpfmt.Name) dumpfmt.Name {
	if isTemp(n.Schema) {
		n.Schema = pgTemp
	}
	if n.Schema != "" {
		return n
	}
	temp := dumpfmt.Name{Schema: pgTemp, Name: n.Name}
	if c.Tables[temp] != nil {
		return temp
	}
	for _, s := range c.path {
		n.Schema = s
		if c.Tables[n] != nil {
			return n
		}
	}
	n.Schema = ""
	return c.created(n)
}

// isTemp reports whether a schema is that of the session's temporary tables.
func isTemp(schema string) bool {
	return schema == pgTemp || strings.HasPrefix(schema, "pg_temp_")
}

// errShadow says that a temporary table hides another one.
var errShadow = errors.New("a temporary table and another one have the same name, and which of them a statement means is not followed")

// shadows reports whether a table of that name would hide, or be hidden by,
// another one.
func (c *catalog) shadows(name dumpfmt.Name) bool {
	n := c.Namesakes(name.Name)
	if name.Schema == pgTemp {
		return n > 0 && (n > 1 || c.Tables[name] == nil)
	}
	return n > 0 && c.Tables[dumpfmt.Name{Schema: pgTemp, Name: name.Name}] != nil
}

// typeName resolves the name of a type. PostgreSQL searches pg_catalog before
// the path unless the path names it, as the SET search_path of old dumps does.
func (c *catalog) typeName(n dumpfmt.Name) dumpfmt.Name {
	if n.Schema != "" {
		return n
	}
	system := dumpfmt.Name{Schema: pgCatalog, Name: n.Name}
	known := isBuiltin(n.Name)
	if known && !slices.Contains(c.path, pgCatalog) {
		return system
	}
	for _, s := range c.path {
		n.Schema = s
		if known && s == pgCatalog || c.defines(n) {
			return n
		}
	}
	if known {
		return system
	}
	for _, s := range c.path {
		n.Schema = s
		if c.Multirange(n) {
			return n
		}
	}
	n.Schema = ""
	return c.created(n)
}

// defines reports whether the dump has made a type of that name: an own one,
// or the row type of a table.
func (c *catalog) defines(n dumpfmt.Name) bool {
	return c.Types[n] != nil || c.Tables[n] != nil
}

// typeRef resolves the use of a type. An array type under its internal name,
// _int4, becomes an array of its element.
func (c *catalog) typeRef(r dumpfmt.TypeRef) dumpfmt.TypeRef {
	if elem, ok := strings.CutPrefix(r.Name.Name, "_"); ok && !c.defines(c.typeName(r.Name)) {
		n := c.typeName(dumpfmt.Name{Schema: r.Name.Schema, Name: elem})
		if c.defines(n) || n.Schema == pgCatalog && isBuiltin(elem) {
			r.Name = n
			r.Dims++
			return r
		}
	}
	r.Name = c.typeName(r.Name)
	return r
}

// collation resolves the name of a collation: that of one of the dump's, or else
// as it stands.
func (c *catalog) collation(n *dumpfmt.Name) *dumpfmt.Name {
	if n == nil || n.Schema != "" {
		return n
	}
	for _, s := range c.path {
		full := dumpfmt.Name{Schema: s, Name: n.Name}
		if _, ok := c.Collations[full]; ok {
			return &full
		}
	}
	return n
}

// columnType resolves the type of a table's column, where the serial types
// may stand (transformColumnDefinition in parse_utilcmd.c).
func (c *catalog) columnType(col *dumpfmt.Column, table string) {
	col.Collation = c.collation(col.Collation)
	var name string
	if col.Type.Name.Schema == "" && col.Type.Dims == 0 {
		name = col.Type.Name.Name
	}
	switch name {
	case "smallserial", "serial2":
		name = "int2"
	case "serial", "serial4":
		name = "int4"
	case "bigserial", "serial8":
		name = "int8"
	default:
		col.Type = c.typeRef(col.Type)
		return
	}
	col.Type = builtin(name, nil)
	col.NotNull = true
	seq := dumpfmt.QuoteIdent(table + "_" + col.Name + "_seq")
	col.Default = "nextval('" + strings.ReplaceAll(seq, "'", "''") + "'::regclass)"
}

// isBuiltin reports whether pg_catalog has a base, pseudo or range type of
// that name, in any version from 9.6 to 18 (pg_type.dat).
func isBuiltin(name string) bool {
	switch name {
	case "bool", "bytea", "char", "name", "int8", "int2", "int2vector", "int4",
		"regproc", "text", "oid", "tid", "xid", "cid", "oidvector", "json",
		"xml", "pg_node_tree", "point", "lseg", "path", "box", "polygon",
		"line", "float4", "float8", "unknown", "circle", "money", "macaddr",
		"inet", "cidr", "macaddr8", "aclitem", "bpchar", "varchar", "date",
		"time", "timestamp", "timestamptz", "interval", "timetz", "bit",
		"varbit", "numeric", "refcursor", "regprocedure", "regoper",
		"regoperator", "regclass", "regcollation", "regtype", "regrole",
		"regnamespace", "regdatabase", "uuid", "pg_lsn", "tsvector",
		"gtsvector", "tsquery", "regconfig", "regdictionary", "jsonb",
		"jsonpath", "txid_snapshot", "pg_snapshot", "xid8",
		"int4range", "numrange", "tsrange", "tstzrange", "daterange",
		"int8range", "int4multirange", "nummultirange", "tsmultirange",
		"tstzmultirange", "datemultirange", "int8multirange",
		"abstime", "reltime", "tinterval", "smgr", "pg_ndistinct",
		"pg_dependencies", "pg_mcv_list", "pg_brin_bloom_summary",
		"pg_brin_minmax_multi_summary", "pg_ddl_command",
		"record", "cstring", "any", "anyarray", "void", "trigger",
		"event_trigger", "language_handler", "internal", "anyelement",
		"anynonarray", "anyenum", "fdw_handler", "index_am_handler",
		"tsm_handler", "table_am_handler", "anyrange", "anycompatible",
		"anycompatiblearray", "anycompatiblenonarray", "anycompatiblerange",
		"anymultirange", "anycompatiblemultirange":
		return true
	}
	return false
}
