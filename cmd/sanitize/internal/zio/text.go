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
	{regexp.MustCompile(`^/\*{6} Object:`), "a script of Microsoft SQL Server's", loadHint},
	{regexp.MustCompile(`^-{20,}\r?\n--  (?:DDL for|File created)`), "a script of Oracle's", loadHint},
	{regexp.MustCompile(`^(?:<\?xml|<!DOCTYPE|<html|<[a-z]+[ >])`), "XML or HTML", tableHint},
	{regexp.MustCompile(`^(?:\{\s*["}]|\[\s*[\[{"\]\d])`), "JSON", tableHint},
	{regexp.MustCompile(`^pg_(?:dump|dumpall|restore)(?:\.exe)?: `), "the messages of pg_dump", "do not redirect its stderr into the dump (2>&1), and see what it says"},
	{regexp.MustCompile(`^(?:---\r?\n|%YAML|[A-Za-z_][\w-]*:(?: [^\n]*)?\r?\n\s*(?:- )?[A-Za-z_][\w-]*:)`), "YAML", tableHint},
	{regexp.MustCompile(`^[^-/\n;][^\n;]*\|[^\n;]*\n-{3,}\+-[-+]*\r?\n`), "the output of a query in psql", "pg_dump writes what sanitize reads"},
	{regexp.MustCompile(`^;[ \t]*\r?\n; Archive created at`), "the list of an archive", restoreHint},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d`), "a log", "pg_dump writes what sanitize reads"},
	{regexp.MustCompile(`^--\r(?:[^\n]|$)`), "text whose lines end in CR alone", `tr '\r' '\n' < FILE | sanitize`},
	{regexp.MustCompile(`^(?:LS0KLS0g|LS0NCi0t|UEdETV)[\w+/]`), "in base64", "base64 -d FILE | sanitize"}, // -- or PGDMP
	{regexp.MustCompile(`^-----BEGIN PGP MESSAGE`), "encrypted with PGP", "gpg -d FILE | sanitize"},
}

// scriptKinds are other programs' SQL, by its first statement, which comments may
// stand before. What PostgreSQL knows is not among them.
var scriptKinds = []textKind{
	{regexp.MustCompile(`(?i)^(?:USE \[|(?:CREATE|ALTER|DROP) (?:TABLE|DATABASE|SCHEMA|PROCEDURE|VIEW) \[|INSERT (?:INTO )?\[|` +
		`SET (?:ANSI_\w+|QUOTED_IDENTIFIER|NOCOUNT|XACT_ABORT|IDENTITY_INSERT)\s|DECLARE\s+@|BEGIN TRAN\b|GO\s|PRINT\s|` +
		`IF (?:NOT )?(?:EXISTS\s*\(|OBJECT_ID|DB_ID)|EXEC(?:UTE)?\s+(?:sp_|sys\.|dbo\.|\[))`), "a script of Microsoft SQL Server's", loadHint},
	{regexp.MustCompile(`(?i)^(?:SET (?:DEFINE|SERVEROUTPUT|SQLBLANKLINES|ECHO|FEEDBACK)\s|REM\s|PROMPT\s|WHENEVER\s+(?:SQL|OS)ERROR|ALTER SESSION\s|DECLARE\s*\n|SPOOL\s)`), "a script of Oracle's", loadHint},
	{regexp.MustCompile("(?i)^(?:USE\\s+[\\w`]+\\s*;|SET (?:@|FOREIGN_KEY_CHECKS|SQL_MODE|UNIQUE_CHECKS|NAMES utf8mb)|LOCK TABLES|" +
		"(?:CREATE|DROP) (?:TABLE|DATABASE)(?: IF (?:NOT )?EXISTS)? `|INSERT (?:IGNORE )?INTO `)"), "a script of MySQL's or MariaDB's", "pgloader moves it into PostgreSQL; then pg_dump | sanitize"},
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

// textKindOf returns the kind of a text, nil if it is none of the known ones.
func textKindOf(text []byte) *textKind {
	if k := among(textKinds, text); k != nil {
		return k
	}
	return among(scriptKinds, text[len(comments.Find(text)):])
}

// comments matches what may stand before the first statement of a script.
var comments = regexp.MustCompile(`^(?:\s|--[^\n]*\n|(?s:/\*.*?\*/))+`)

func among(kinds []textKind, text []byte) *textKind {
	for i := range kinds {
		if kinds[i].begins.Match(text) {
			return &kinds[i]
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
	if at := bytes.Index(text, firstLine); at > 0 && text[0] != '\\' && bytes.IndexByte(text[:at], ';') < 0 && !bytes.HasPrefix(text, []byte("--")) && !verb.Match(text) {
		return &FormatError{What: "a dump with other text before it", Hint: "see what writes it: a prompt or a greeting, whose output goes into the dump"}
	}
	return nil
}

// firstLine is what a dump of PostgreSQL begins with, behind a line of "--".
var firstLine = []byte("\n-- PostgreSQL database ")

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
