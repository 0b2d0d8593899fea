package archive

import (
	"strings"
	"unicode/utf8"
)

// session is what a restore has set, so that nothing is set twice, and what the
// archive says of its own text.
type session struct {
	encoding   string
	std        bool   // standard_conforming_strings
	searchPath string // the command that sets it; "" in archives before 1.13
	schema     string
	tablespace Text
	method     Text
}

// newSession reads the entries that are settings. See processEncodingEntry and
// those beside it in pg_backup_archiver.c.
func (a *Archive) newSession() (session, error) {
	s := session{encoding: "SQL_ASCII"}
	for _, e := range a.Entries {
		var ok = true
		switch e.Desc.S {
		case "ENCODING":
			s.encoding, ok = quoted(e.Defn.S)
			ok = ok && plainWord(s.encoding)
		case "STDSTRINGS":
			var v string
			v, ok = quoted(e.Defn.S)
			s.std = v == "on"
			ok = ok && (v == "on" || v == "off")
		case "SEARCHPATH":
			s.searchPath = e.Defn.S
		}
		if !ok {
			return s, &Error{Entry: e.ID, Msg: "a setting that is not of the form SET x = 'y'"}
		}
	}
	return s, a.checkText(s.encoding)
}

// checkText refuses what would not come through as text: a version with a
// newline in it, and names that are not of the archive's encoding, for which
// pg_restore makes a name that the server refuses.
func (a *Archive) checkText(encoding string) error {
	if strings.ContainsAny(a.Server.S+a.PgDump.S, "\r\n") {
		return &Error{Msg: "a version with a newline in it"}
	}
	if encoding != "UTF8" {
		return nil
	}
	for _, e := range a.Entries {
		for _, t := range []Text{e.Tag, e.Namespace, e.Tablespace, e.AccessMethod, e.Owner} {
			if !utf8.ValidString(t.S) {
				return &Error{Entry: e.ID, Msg: "a name that is not UTF-8"}
			}
		}
	}
	return nil
}

// quoted returns what stands between the first two quotes.
func quoted(s string) (string, bool) {
	_, s, ok := strings.Cut(s, "'")
	s, _, closed := strings.Cut(s, "'")
	return s, ok && closed
}

// plainWord reports whether s has letters, digits and underscores alone, as the
// name of an encoding has.
func plainWord(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}

// appendHead is the beginning of RestoreArchive in pg_backup_archiver.c.
func (r *PlainReader) appendHead(b []byte) []byte {
	b = append(b, "--\n-- PostgreSQL database dump\n--\n\n"...)
	if r.key != "" {
		b = append(b, `\restrict `+r.key+"\n\n"...)
	}
	if r.a.Server.Set {
		b = append(b, "-- Dumped from database version "+r.a.Server.S+"\n"...)
	}
	if r.a.PgDump.Set {
		b = append(b, "-- Dumped by pg_dump version "+r.a.PgDump.S+"\n"...)
	}
	b = append(b, '\n')
	return r.appendSettings(b)
}

// appendSettings is _doSetFixedOutputState of pg_backup_archiver.c.
func (r *PlainReader) appendSettings(b []byte) []byte {
	s := &r.session
	b = append(b, "SET statement_timeout = 0;\nSET lock_timeout = 0;\n"...)
	b = append(b, "SET idle_in_transaction_session_timeout = 0;\n"...)
	if r.major >= 17 {
		b = append(b, "SET transaction_timeout = 0;\n"...)
	}
	b = append(b, "SET client_encoding = '"+s.encoding+"';\n"...)
	if s.std {
		b = append(b, "SET standard_conforming_strings = on;\n"...)
	} else {
		b = append(b, "SET standard_conforming_strings = off;\n"...)
	}
	b = append(b, s.searchPath...)
	b = append(b, "SET check_function_bodies = false;\nSET xmloption = content;\n"...)
	b = append(b, "SET client_min_messages = warning;\n"...)
	if !s.std {
		b = append(b, "SET escape_string_warning = off;\n"...)
	}
	return append(b, "SET row_security = off;\n\n"...)
}

func (r *PlainReader) appendTail(b []byte) []byte {
	b = append(b, "--\n-- PostgreSQL database dump complete\n--\n\n"...)
	if r.key != "" {
		b = append(b, `\unrestrict `+r.key+"\n\n"...)
	}
	return b
}

// relkindPartitioned is RELKIND_PARTITIONED_TABLE, pg_class.h.
const relkindPartitioned = 'p'

// appendEntry is _printTocEntry of pg_backup_archiver.c.
func (r *PlainReader) appendEntry(b []byte, s step) ([]byte, error) {
	e := s.e
	b = r.session.appendSchema(b, e.Namespace.S, r.major)
	b = r.session.appendTablespace(b, e.Tablespace, r.major)
	if e.RelKind != relkindPartitioned {
		b = r.session.appendMethod(b, e.AccessMethod, r.major)
	}
	b = appendComment(b, s)
	if s.p != Content {
		b = r.appendMark(b, true)
	}
	b, err := r.appendDefinition(b, e)
	if err != nil {
		return b, err
	}
	if s.p != Content {
		b = r.appendMark(b, false)
	}
	b = r.appendOwner(b, e)
	if e.RelKind == relkindPartitioned && e.AccessMethod.Set {
		b = append(b, "ALTER TABLE "...)
		b = appendQualified(b, e, r.major)
		b = append(b, " SET ACCESS METHOD "...)
		b = appendIdent(b, e.AccessMethod.S, r.major)
		b = append(b, ";\n\n"...)
	}
	return b, nil
}

// appendSchema is _selectOutputSchema of pg_backup_archiver.c.
func (s *session) appendSchema(b []byte, schema string, major int) []byte {
	if s.searchPath != "" || schema == "" || schema == s.schema {
		return b
	}
	b = append(b, "SET search_path = "...)
	b = appendIdent(b, schema, major)
	if schema != "pg_catalog" {
		b = append(b, ", pg_catalog"...)
	}
	s.schema = schema
	return append(b, ";\n\n"...)
}

// appendTablespace is _selectTablespace of pg_backup_archiver.c.
func (s *session) appendTablespace(b []byte, want Text, major int) []byte {
	if !want.Set || want == s.tablespace {
		return b
	}
	s.tablespace = want
	b = append(b, "SET default_tablespace = "...)
	if want.S == "" {
		b = append(b, "''"...)
	} else {
		b = appendIdent(b, want.S, major)
	}
	return append(b, ";\n\n"...)
}

// appendMethod is _selectTableAccessMethod of pg_backup_archiver.c.
func (s *session) appendMethod(b []byte, want Text, major int) []byte {
	if !want.Set || want == s.method {
		return b
	}
	s.method = want
	b = append(b, "SET default_table_access_method = "...)
	b = appendIdent(b, want.S, major)
	return append(b, ";\n\n"...)
}

// appendComment appends the comment over an entry's text.
func appendComment(b []byte, s step) []byte {
	e := s.e
	b = append(b, "--\n-- "+s.p.prefix()+"Name: "...)
	b = appendLine(b, e.Tag, "")
	b = append(b, "; Type: "+e.Desc.S+"; Schema: "...)
	b = appendLine(b, e.Namespace, "-")
	b = append(b, "; Owner: "...)
	b = appendLine(b, e.Owner, "-")
	if e.Tablespace.S != "" {
		b = append(b, "; Tablespace: "...)
		b = appendLine(b, e.Tablespace, "")
	}
	return append(b, "\n--\n\n"...)
}

// appendLine appends a name that must not end the line it is in. See
// sanitize_line in dumputils.c.
func appendLine(b []byte, t Text, missing string) []byte {
	if !t.Set {
		return append(b, missing...)
	}
	from := len(b)
	b = append(b, t.S...)
	for i := from; i < len(b); i++ {
		if b[i] == '\n' || b[i] == '\r' {
			b[i] = ' '
		}
	}
	return b
}

// appendDefinition appends what makes the object.
func (r *PlainReader) appendDefinition(b []byte, e *Entry) ([]byte, error) {
	switch {
	case e.is("BLOB METADATA"):
		return appendPerObject(b, e, "SELECT pg_catalog.lo_create('", "')"), nil
	case e.is("ACL") && strings.HasPrefix(e.Tag.S, "LARGE OBJECTS"):
		return r.appendObjectACL(b, e)
	case e.Defn.S != "":
		b = append(b, e.Defn.S...)
		b = append(b, "\n\n"...)
	}
	return b, nil
}

// appendPerObject appends a command for each large object that is listed in a
// definition, one to a line. See IssueCommandPerBlob in pg_backup_db.c.
func appendPerObject(b []byte, e *Entry, begin, end string) []byte {
	for rest := e.Defn.S; ; {
		oid, after, ok := strings.Cut(rest, "\n")
		if !ok {
			return append(b, '\n')
		}
		b = append(b, begin+oid+end+";\n"...)
		rest = after
	}
}

// appendObjectACL appends commands that are written for one large object of a
// group for each of the group. See IssueACLPerBlob in pg_backup_db.c.
func (r *PlainReader) appendObjectACL(b []byte, e *Entry) ([]byte, error) {
	group := r.a.group(e)
	if group == nil {
		return b, &Error{Entry: e.ID, Msg: "privileges of large objects that are not in the archive"}
	}
	for rest := strings.TrimLeft(e.Defn.S, " \t\n\v\f\r"); rest != ""; {
		cmd, after, ok := cutCommand(rest)
		begin, tail, has := cutObject(cmd)
		if !ok || !has {
			return b, &Error{Entry: e.ID, Msg: "privileges that are not of a large object"}
		}
		b = appendPerObject(b, group, begin, tail)
		rest = strings.TrimLeft(after, " \t\n\v\f\r")
	}
	return b, nil
}

// group returns the entry that lists the large objects that e is about.
func (a *Archive) group(e *Entry) *Entry {
	if len(e.Deps) == 0 {
		return nil
	}
	if g := a.entry(e.Deps[0]); g != nil && g.is("BLOB METADATA") {
		return g
	}
	return nil
}

// cutCommand cuts s at the first semicolon outside of double quotes.
func cutCommand(s string) (cmd, rest string, ok bool) {
	in := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			in = !in
		case s[i] == ';' && !in:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// cutObject takes the number of a large object out of a command.
func cutObject(cmd string) (begin, end string, ok bool) {
	const words = "LARGE OBJECT "
	in := false
	for i := range len(cmd) {
		if cmd[i] == '"' {
			in = !in
		}
		if !in && strings.HasPrefix(cmd[i:], words) {
			i += len(words)
			end := strings.TrimLeft(cmd[i:], "0123456789")
			return cmd[:i], end, len(end) < len(cmd[i:])
		}
	}
	return "", "", false
}

// appendQualified appends an entry's name with its schema.
func appendQualified(b []byte, e *Entry, major int) []byte {
	if e.Namespace.S != "" {
		b = appendIdent(b, e.Namespace.S, major)
		b = append(b, '.')
	}
	return appendIdent(b, e.Tag.S, major)
}
