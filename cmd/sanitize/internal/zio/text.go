package zio

import (
	"bytes"
	"regexp"
)

// A textKind is a text that is no dump of PostgreSQL's, and how it begins.
type textKind struct {
	begins *regexp.Regexp
	what   string
	hint   string
}

const (
	loadHint  = "load it into PostgreSQL first, and pipe pg_dump of that into sanitize"
	tableHint = "load it into a table first (psql's \\copy), and pipe pg_dump of that into sanitize"
)

// textKinds are looked for in order, where a text begins.
var textKinds = []textKind{
	{regexp.MustCompile(`^(?:-- (?:MySQL|MariaDB) dump|/\*M?!\d+|-- phpMyAdmin SQL Dump|-- Host: .*\n.*MySQL)`), "a dump of MySQL's or MariaDB's", "pgloader moves it into PostgreSQL; then pg_dump | sanitize"},
	{regexp.MustCompile(`^PRAGMA foreign_keys`), "a dump of SQLite's", "pgloader moves it into PostgreSQL; then pg_dump | sanitize"},
	{regexp.MustCompile(`^--\r?\n-- YSQL database `), "a dump of YugabyteDB's, whose tables PostgreSQL does not take", loadHint},
	{regexp.MustCompile(`^--\r?\n-- Greenplum Database `), "a dump of Greenplum's, whose tables PostgreSQL does not take", loadHint},
	{regexp.MustCompile(`^(?:USE \[|/\*{6} Object:|SET ANSI_NULLS )`), "a script of Microsoft SQL Server's", loadHint},
	{regexp.MustCompile(`^(?:<\?xml|<!DOCTYPE|<html|<[a-z]+[ >])`), "XML or HTML", tableHint},
	{regexp.MustCompile(`^(?:\{\s*["}]|\[\s*[\[{"\]\d])`), "JSON", tableHint},
	{regexp.MustCompile(`^(?:---\r?\n|%YAML|[A-Za-z_][\w-]*:(?: [^\n]*)?\r?\n\s*(?:- )?[A-Za-z_][\w-]*:)`), "YAML", tableHint},
	{regexp.MustCompile(`^pg_dump(?:all)?: (?:error|fatal|warning|\[)`), "the messages of pg_dump", "see why pg_dump failed, and do not redirect its stderr into the dump (2>&1)"},
	{regexp.MustCompile(`^-----BEGIN PGP MESSAGE`), "encrypted with PGP", "gpg -d FILE | sanitize"},
}

// TextKind returns what a text is by how it begins: JSON, YAML, SQL and the like;
// "" if that is not known.
func TextKind(text []byte) string {
	text = trimmed(text)
	if k := textKindOf(text); k != nil {
		return k.what
	}
	if verb.Match(text) || bytes.HasPrefix(text, []byte("--")) {
		return "SQL"
	}
	return ""
}

// textKindOf returns the kind of a text, nil if it is none of textKinds.
func textKindOf(text []byte) *textKind {
	for i := range textKinds {
		if textKinds[i].begins.Match(text) {
			return &textKinds[i]
		}
	}
	return nil
}

func trimmed(text []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// textRefusal returns the error for a text that begins like no dump, else nil.
// The command in outer, if any, undoes what the text is packed in.
func textRefusal(head []byte, outer string) error {
	text := trimmed(head)
	if k := textKindOf(text); k != nil {
		m := magic{what: k.what, hint: k.hint}
		if k.what != "encrypted with PGP" {
			outer = ""
		}
		return m.refusal(outer)
	}
	if isCSV(text) {
		return &FormatError{What: "CSV", Hint: tableHint}
	}
	return nil
}

// verb is a word that a statement of SQL may begin with.
var verb = regexp.MustCompile(`(?i)^(?:abort|alter|analyze|begin|checkpoint|cluster|comment|commit|copy|create|delete|do|drop|end|explain|grant|insert|lock|reassign|refresh|reindex|reset|revoke|rollback|select|set|show|start|truncate|update|vacuum|with)\b`)

// csvField is a name in the first line of a CSV file.
var csvField = regexp.MustCompile(`^(?:"[^"]+"|[A-Za-z_][\w .-]*)$`)

// isCSV reports whether the first line of a text is names with separators.
func isCSV(text []byte) bool {
	line, _, whole := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	if !whole || verb.Match(line) {
		return false
	}
	for _, sep := range []string{",", ";", "\t"} {
		fields := bytes.Split(line, []byte(sep))
		names := len(fields) > 1
		for _, f := range fields {
			names = names && csvField.Match(f)
		}
		if names {
			return true
		}
	}
	return false
}
