package dumpfmt

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// frame follows what stands round the statements of a dump: the trailer, which
// is the only proof that pg_dump came to its end, and the \restrict key.
//
// pg_dump.c and pg_backup_archiver.c (RestoreArchive) end every plain dump with
// the trailer's comment, then \unrestrict if there was a \restrict, and always
// a blank line, which editors and hooks of repositories take away; the newline
// before it has to be there. pg_dumpall's own trailer comes after those of its
// databases. What other programs append behind the trailer is read as all else.
//
// A script that does not begin as pg_dump's do has no trailer. Where its first
// statement is BEGIN, its COMMIT or END proves that it is whole.
type frame struct {
	begun   bool // the comment that begins a dump has come
	opened  bool // without it, BEGIN was the first statement
	started bool // statements have come

	partial  bool
	cluster  bool   // pg_dumpall: only its own trailer counts
	complete bool   // the trailer has come, and no other dump has begun since
	followed bool   // statements have come behind it
	guarded  bool   // an \endif is the last word
	newlines int    // since the last comment, command or statement
	key      []byte // of the \restrict in force; nil if there is none
}

// The comments that begin and end a dump.
var (
	dumpBegin       = []byte("-- PostgreSQL database dump")
	dumpComplete    = []byte("-- PostgreSQL database dump complete")
	clusterBegin    = []byte("-- PostgreSQL database cluster dump")
	clusterComplete = []byte("-- PostgreSQL database cluster dump complete")
)

// space takes note of the comments and newlines in white space.
func (f *frame) space(b []byte) {
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == '\n':
			f.newlines++
			i++
		case c == '-':
			line := b[i:]
			if n := bytes.IndexAny(line, "\r\n"); n >= 0 {
				line = line[:n]
			}
			f.comment(line)
			i += len(line)
		case c == '/':
			f.newlines = 0
			i += sqllex.CommentLen(b[i:])
		default:
			i++
		}
	}
}

// comment takes note of the comment line.
func (f *frame) comment(line []byte) {
	f.newlines = 0
	switch {
	case bytes.Equal(line, clusterBegin):
		f.begun = true
		f.cluster, f.complete = true, false
	case bytes.Equal(line, clusterComplete):
		// What follows may be a pg_dump of its own.
		f.cluster, f.complete = false, true
	case bytes.Equal(line, dumpBegin):
		f.begun = true
		f.complete = false
	case bytes.Equal(line, dumpComplete):
		f.complete = !f.cluster
	}
}

// statement takes note of a statement or command. Behind the trailer it is
// another program's: Rails appends the rows of schema_migrations to its
// structure.sql, Supabase a RESET ALL. The dump is whole all the same.
func (f *frame) statement(stmt []byte) {
	switch {
	case f.begun:
	case !f.started:
		f.opened = hasWord(stmt, "begin")
	case f.opened && (hasWord(stmt, "commit") || hasWord(stmt, "end")):
		f.complete = true
	}
	f.started = true
	f.followed, f.guarded, f.newlines = f.complete, false, 0
}

// end reports what is missing at the end of the input.
func (f *frame) end() error {
	switch {
	case f.partial:
		return nil
	case !f.complete && !f.begun && !f.cluster:
		return ErrScript
	case !f.complete:
		return fmt.Errorf(`%w "-- PostgreSQL database dump complete"`, ErrTrailer)
	case f.key != nil:
		return fmt.Errorf(`%w: \restrict has no \unrestrict`, ErrEnd)
	case f.newlines == 0 && !f.guarded && !f.followed:
		return fmt.Errorf("%w: the newline is missing", ErrEnd)
	}
	return nil
}

// meta reads a psql command: the rest of its line.
func (s *Scanner) meta(b *Batch, rest []byte) (more bool, err error) {
	nl := bytes.IndexByte(rest, '\n')
	if nl < 0 {
		if !s.eof {
			return true, nil
		}
		nl = len(rest)
	}
	line := bytes.TrimRight(rest[:nl], "\r")
	session, err := s.command(line)
	if err != nil {
		return false, s.fail(s.base, b, err)
	}
	s.emit(b, Meta, len(line))
	s.enter(session)
	return false, nil
}

// command obeys a psql command and returns the session after it. Commands that
// pg_dump does not write and that could run programs, read files or hide
// statements are errors: of psql's list all but these.
//
//	\restrict \unrestrict            followed: the frame
//	\connect \c                      followed: another database; refused with a password
//	\encoding                        followed
//	\if true, \endif                 pass: --guard; another condition is refused
//	\set                             passes for the variables of harmless
//	\echo \timing                    pass
func (s *Scanner) command(line []byte) (*Session, error) {
	name, arg, _ := bytes.Cut(line[1:], []byte{' '})
	arg = bytes.TrimSpace(arg)
	if hidesCommand(arg) {
		return nil, errors.New("a psql command with a backslash or backquote in its arguments is not understood")
	}
	before := s.frame
	s.frame.statement(nil)
	switch string(name) {
	case "restrict":
		if len(arg) == 0 || !isKey(arg) {
			return nil, errors.New(`\restrict has no key of letters and digits`)
		}
		s.frame.key = bytes.Clone(arg)
	case "unrestrict":
		if s.frame.key == nil || !bytes.Equal(arg, s.frame.key) {
			return nil, errors.New(`the key of \unrestrict is not that of \restrict`)
		}
		s.frame.key, s.frame.followed = nil, before.followed
	case "connect", "c":
		if holdsPassword(arg) {
			return nil, errors.New(`\connect with a password, which pg_dump does not write`)
		}
		s.frame.complete = false // another database is to follow
		return newSession(s.session.Connects + 1), nil
	case "encoding":
		return s.session.with("client_encoding", []string{string(arg)})
	case "endif":
		// The end of sanitize's own --guard.
		s.frame.followed = before.followed
		s.frame.guarded = before.complete && before.newlines > 0
	case "set":
		return s.session, setVariable(arg)
	case "if":
		if string(arg) != "true" { // as --guard writes it
			return nil, errors.New(`\if with another condition than true; what psql passes over is not known`)
		}
	case "echo", "timing":
	default:
		// It is not named: what follows a stray backslash may be data.
		return nil, errors.New("a psql command that pg_dump does not write")
	}
	return s.session, nil
}

// holdsPassword reports whether the arguments of \connect have a password: in a
// string of keywords, or behind the user of a URI.
func holdsPassword(arg []byte) bool {
	_, uri, _ := bytes.Cut(arg, []byte("://"))
	user, _, found := bytes.Cut(uri, []byte{'@'})
	return found && bytes.IndexByte(user, ':') >= 0 || bytes.Contains(bytes.ToLower(arg), []byte("password"))
}

// setVariable judges \set. What fails must not look like a success: whoever
// restores asks psql to stop at errors, and to commit what it has done to its
// end, and the text must not take that back.
func setVariable(arg []byte) error {
	name, value, _ := bytes.Cut(arg, []byte{' '})
	if !harmless[string(name)] {
		return errors.New(`a psql variable that pg_dump does not set; psql puts :variables into the SQL that follows`)
	}
	text := strings.ToLower(string(bytes.Trim(value, " '")))
	on, known := truth[text]
	on = on || text == "" // see bool_substitute_hook in psql's startup.c
	switch {
	case string(name) == "ON_ERROR_STOP" && !on:
		return errors.New(`\set turns ON_ERROR_STOP off, so that psql passes over errors and what a failed run leaves looks whole; take the line out`)
	case string(name) == "AUTOCOMMIT" && !on:
		return errors.New(`\set turns AUTOCOMMIT off, so that psql commits nothing of the dump and ends as if it had; take the line out`)
	case string(name) == "ON_ERROR_ROLLBACK" && (on || !known):
		return errors.New(`\set turns ON_ERROR_ROLLBACK on, so that psql commits what comes before an error; take the line out`)
	}
	return nil
}

// isKey reports whether a key is of letters and digits, as pg_dump makes and
// takes them (valid_restrict_key in dumputils.c).
func isKey(key []byte) bool {
	for _, c := range key {
		if c|0x20 < 'a' && (c < '0' || c > '9') || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

// harmless holds the variables of psql that people set on top of a dump. Others
// may change what its text means: SINGLELINE, or any in :name.
var harmless = map[string]bool{
	"AUTOCOMMIT": true, "ECHO": true, "ON_ERROR_ROLLBACK": true, "ON_ERROR_STOP": true,
	"QUIET": true, "SHOW_CONTEXT": true, "VERBOSITY": true,
}

// hidesCommand reports whether a further psql command, or SQL after \\, or a
// shell command may stand in arg: a backslash or backquote outside of quotes.
func hidesCommand(arg []byte) bool {
	quote := byte(0)
	for i := 0; i < len(arg); i++ {
		switch c := arg[i]; {
		case quote == '\'' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '\\' || c == '`':
			return true
		}
	}
	return quote != 0
}
