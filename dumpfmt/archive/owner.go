package archive

import "strings"

// appendOwner appends the command that gives an object to its owner, where it
// has one. See _printTocEntry and _getObjectDescription in
// pg_backup_archiver.c: what has no command that drops it has no owner.
func (r *PlainReader) appendOwner(b []byte, e *Entry) []byte {
	if e.Owner.S == "" || e.Drop.S == "" {
		return b
	}
	if e.is("BLOB METADATA") {
		owner := appendIdent([]byte(" OWNER TO "), e.Owner.S, r.major)
		return appendPerObject(b, e, "ALTER LARGE OBJECT ", string(owner))
	}
	from := len(b)
	b = append(b, "ALTER "...)
	named := len(b)
	if b = r.appendObject(b, e); len(b) == named {
		return b[:from]
	}
	b = append(b, " OWNER TO "...)
	b = appendIdent(b, e.Owner.S, r.major)
	return append(b, ";\n\n"...)
}

// appendObject appends an object as ALTER … OWNER TO names it, or nothing for
// kinds that have no owner.
func (r *PlainReader) appendObject(b []byte, e *Entry) []byte {
	kind := e.Desc.S
	switch kind {
	case "VIEW", "SEQUENCE", "MATERIALIZED VIEW":
		if r.major < 16 {
			kind = "TABLE"
		}
		b = append(b, kind+" "...)
		return appendQualified(b, e, r.major)
	case "COLLATION", "CONVERSION", "DATABASE", "DOMAIN", "EVENT TRIGGER",
		"FOREIGN DATA WRAPPER", "FOREIGN TABLE", "PROCEDURAL LANGUAGE",
		"PUBLICATION", "SCHEMA", "SERVER", "STATISTICS", "SUBSCRIPTION", "TABLE",
		"TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "TYPE":
		b = append(b, kind+" "...)
		return appendQualified(b, e, r.major)
	case "BLOB":
		return append(b, "LARGE OBJECT "+e.Tag.S...)
	case "AGGREGATE", "FUNCTION", "OPERATOR", "OPERATOR CLASS", "OPERATOR FAMILY", "PROCEDURE":
		// The arguments are in the command that drops it.
		const drop = "DROP "
		if len(e.Drop.S) <= len(drop) {
			return b
		}
		return append(b, strings.TrimRight(e.Drop.S[len(drop):], "\n;")...)
	}
	return b
}
