package dumpfmt

import (
	"errors"
	"fmt"
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// Session is what a dump's SET statements and \connect have made of the
// connection so far. It is immutable: a change makes a new one.
type Session struct {
	Connects   int      // \connect commands so far: each may begin another database
	SearchPath []string // where unqualified names are looked for; the first is where they are created
	Encoding   string   // client_encoding in capitals, without punctuation: UTF8, LATIN1, SQLASCII; "" if not set
	StdStrings bool     // standard_conforming_strings
}

// newSession returns the settings of a fresh connection.
func newSession(connects int) *Session {
	return &Session{Connects: connects, SearchPath: []string{"public"}, StdStrings: true}
}

// creationSchema is the schema of an unqualified name, "" if there is none.
func (s *Session) creationSchema() string {
	if len(s.SearchPath) == 0 {
		return ""
	}
	return s.SearchPath[0]
}

// apply returns the session after the statement stmt: s itself if it sets
// nothing that matters.
func (s *Session) apply(stmt []byte) (*Session, error) {
	if len(stmt) == 0 || stmt[0]|0x20 != 's' && stmt[0]|0x20 != 'r' {
		return s, nil // neither SET, SELECT nor RESET
	}
	t := sqllex.NewTokens(stmt, s.StdStrings)
	switch t.Next().Text {
	case "set":
		return s.set(t)
	case "reset":
		return s.with(t.Next().Text, nil)
	case "select":
		if name, list, local, ok := setConfig(t); ok {
			return s.lasting(local, name, list)
		}
	}
	return s, nil
}

// set reads what follows SET.
func (s *Session) set(t *sqllex.Tokens) (*Session, error) {
	name := t.Next().Text
	local := name == "local"
	if local || name == "session" {
		name = t.Next().Text
	}
	if name == "names" {
		return s.lasting(local, "client_encoding", texts(values(t)))
	}
	if op := t.Next().Text; op != "=" && op != "to" {
		return s, nil
	}
	return s.lasting(local, name, texts(values(t)))
}

// lasting is with, but for settings that end with their transaction: where that
// ends is not followed.
func (s *Session) lasting(local bool, name string, vals []string) (*Session, error) {
	c, err := s.with(name, vals)
	if local && c != s {
		return s, errLocal
	}
	return c, err
}

var errLocal = errors.New("a setting for the transaction alone, which pg_dump does not write and which is not followed")

// values reads a comma-separated list of words and strings.
func values(t *sqllex.Tokens) []sqllex.Token {
	var list []sqllex.Token
	for {
		switch tok := t.Next(); tok.Kind {
		case sqllex.Word, sqllex.QuotedIdent, sqllex.String, sqllex.Number:
			list = append(list, tok)
		default:
			return list
		}
		if t.Peek().Text != "," {
			return list
		}
		t.Next()
	}
}

func texts(toks []sqllex.Token) []string {
	list := []string{}
	for _, tok := range toks {
		list = append(list, tok.Text)
	}
	return list
}

// setConfig reads [pg_catalog.]set_config('name', 'list', local). The list is
// split as SplitIdentifierString in varlena.c does.
func setConfig(t *sqllex.Tokens) (name string, list []string, local, ok bool) {
	f := t.Next()
	if f.Text == "pg_catalog" && t.Next().Text == "." {
		f = t.Next()
	}
	if f.Text != "set_config" || t.Next().Text != "(" {
		return "", nil, false, false
	}
	args := values(t)
	if len(args) < 2 {
		return "", nil, false, false
	}
	inner := sqllex.NewTokens([]byte(args[1].Text), true)
	return args[0].Text, texts(values(inner)), len(args) < 3 || args[2].Text != "false", true
}

// with returns a session in which the setting has the values; none at all means
// its default.
func (s *Session) with(name string, vals []string) (*Session, error) {
	c := *s
	def := newSession(0)
	switch strings.ToLower(name) {
	case "search_path":
		c.SearchPath = def.SearchPath
		if vals != nil && !isDefault(vals) {
			c.SearchPath = searchPath(vals)
		}
	case "standard_conforming_strings":
		c.StdStrings = def.StdStrings
		if len(vals) > 0 && !isDefault(vals) {
			on, ok := truth[strings.ToLower(vals[0])]
			if !ok {
				return s, errors.New("standard_conforming_strings is set to neither on nor off")
			}
			c.StdStrings = on
		}
	case "client_encoding":
		c.Encoding = ""
		if len(vals) > 0 && !isDefault(vals) {
			c.Encoding = encodingName(vals[0])
		}
		if clientOnly[c.Encoding] {
			return s, fmt.Errorf("client_encoding %s has ASCII bytes inside of its characters and cannot be read safely; dump with pg_dump -E UTF8", c.Encoding)
		}
	case "all":
		return newSession(s.Connects), nil
	default:
		return s, nil
	}
	return &c, nil
}

// truth holds the values of a boolean setting. PostgreSQL takes prefixes of
// them, too (parse_bool_with_len in bool.c); nobody writes those.
var truth = map[string]bool{
	"on": true, "true": true, "yes": true, "1": true,
	"off": false, "false": false, "no": false, "0": false,
}

func isDefault(vals []string) bool { return len(vals) == 1 && strings.EqualFold(vals[0], "default") }

// searchPath returns the schemas that the list names.
func searchPath(vals []string) []string {
	path := []string{}
	for _, v := range vals {
		if v != "" && v != "$user" {
			path = append(path, v)
		}
	}
	return path
}

// encodingName folds a name of an encoding as pg_char_to_encoding does: letters
// and digits alone count.
func encodingName(s string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, s)
	if name == "UNICODE" {
		return "UTF8"
	}
	return name
}

// clientOnly holds the encodings, aliases included, that a server cannot have
// and whose characters hold ASCII bytes (PG_ENCODING_BE_LAST in pg_wchar.h,
// pg_encname_tbl in encnames.c).
var clientOnly = map[string]bool{
	"SJIS": true, "SHIFTJIS": true, "MSKANJI": true, "WIN932": true, "WINDOWS932": true,
	"SHIFTJIS2004": true, "SJIS2004": true, "BIG5": true, "WIN950": true, "WINDOWS950": true,
	"GBK": true, "WIN936": true, "WINDOWS936": true, "GB18030": true,
	"UHC": true, "WIN949": true, "WINDOWS949": true, "JOHAB": true,
}
