package dumpfmt

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// Session is what a dump's SET statements and \connect have made of the
// connection so far. It is immutable: a change makes a new one.
type Session struct {
	Connects   int      // \connect commands so far: each may begin another database
	SearchPath []string // where unqualified names are looked for; the first is where they are created
	UserPath   bool     // "$user" is in the path: a schema of the user's name, if there is one
	Encoding   string   // client_encoding in capitals, without punctuation: UTF8, LATIN1, SQLASCII; "" if not set
	StdStrings bool     // standard_conforming_strings
}

// newSession returns the settings of a fresh connection.
func newSession(connects int) *Session {
	return &Session{Connects: connects, SearchPath: []string{"public"}, UserPath: true, StdStrings: true}
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
	c := sqllex.NewCursor(stmt, s.StdStrings)
	switch {
	case c.Accept("set"):
		return s.set(&c)
	case c.Accept("reset"):
		if isEscaped(&c) {
			return s, errEscaped
		}
		name, _ := c.Ident()
		return s.with(name, nil)
	case c.Accept("select"):
		return s.selected(c)
	}
	return s, nil
}

// set reads what follows SET.
func (s *Session) set(c *sqllex.Cursor) (*Session, error) {
	local := c.Accept("local")
	if !local {
		c.Accept("session")
	}
	switch {
	case c.Accept("names"):
		return s.lasting(local, "client_encoding", values(c))
	case c.Accept("schema"): // SET SCHEMA 'x'
		return s.lasting(local, "search_path", values(c))
	}
	if isEscaped(c) {
		return s, errEscaped
	}
	name, ok := c.Ident()
	if !ok || !c.Accept("to") && !c.AcceptPunct('=') {
		return s, nil
	}
	return s.lasting(local, name, values(c))
}

// unread stands for a value that is not read. No value can be it.
const unread = "\x00"

// lasting is with, but for settings that end with their transaction: where that
// ends is not followed.
func (s *Session) lasting(local bool, name string, vals []string) (*Session, error) {
	c, err := s.with(name, vals)
	if local && c != s {
		return s, errLocal
	}
	return c, err
}

var (
	errLocal     = errors.New("a setting for the transaction alone, which pg_dump does not write and which is not followed")
	errSetConfig = errors.New("a form of set_config that pg_dump does not write, and whose setting is not followed")
	errEscaped   = errors.New("a setting's name or value in U& with escapes, which pg_dump does not write and which is not followed")
	errTempPath  = errors.New("a search_path with pg_temp, which is not followed")
)

// values reads a comma-separated list of words and strings. One that is not read
// is the text unread.
func values(c *sqllex.Cursor) []string {
	list := []string{}
	for {
		switch t := c.Token(); t.Kind {
		case sqllex.Word, sqllex.QuotedIdent, sqllex.String, sqllex.Number:
			text, ok := c.Text(t)
			if !ok {
				text = unread
			}
			list = append(list, text)
			c.Next()
		default:
			return list
		}
		if !c.AcceptPunct(',') {
			return list
		}
	}
}

// selected returns the session after a SELECT. The form
//
//	SELECT [pg_catalog.]set_config('name', 'list', false)
//
// sets name; casts to text and named arguments are taken, too. Any other SELECT
// that has the function in it is refused, unless it names a setting that does
// not matter.
func (s *Session) selected(c sqllex.Cursor) (*Session, error) {
	if !callsSetConfig(c) {
		return s, nil
	}
	_ = c.Accept("pg_catalog") && c.AcceptPunct('.')
	if !isSetConfig(&c) {
		return s, errSetConfig
	}
	c.Next()
	args, ok := callArguments(&c)
	if !ok || !c.AtEnd() || !isSettingName(args[0]) {
		return s, errSetConfig
	}
	// The list is split as SplitIdentifierString in varlena.c does.
	inner := sqllex.NewCursor([]byte(args[1]), true)
	return s.lasting(args[2] != "false", args[0], values(&inner))
}

// isSettingName reports whether a setting can have this name: see
// valid_custom_variable_name in guc.c.
func isSettingName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(c rune) bool {
		return c < 0x80 && c != '_' && c != '.' && c != '$' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
	})
}

func isSetConfig(c *sqllex.Cursor) bool {
	name, ok := c.Text(c.Token())
	return ok && c.Token().IsName() && name == "set_config"
}

// isEscaped reports whether the cursor is at a name that is not read: U&"…"
// with escapes.
func isEscaped(c *sqllex.Cursor) bool {
	_, ok := c.Text(c.Token())
	return !ok && c.Token().Kind == sqllex.QuotedIdent
}

// callsSetConfig reports whether set_config is among the names that follow, or
// one that is not read.
func callsSetConfig(c sqllex.Cursor) bool {
	for c.Token().Kind != sqllex.End {
		if isSetConfig(&c) || isEscaped(&c) {
			return true
		}
		c.Next()
	}
	return false
}

// callArguments reads the three arguments of set_config.
func callArguments(c *sqllex.Cursor) (args [3]string, ok bool) {
	names := [...]string{"setting_name", "new_value", "is_local"}
	var have [3]bool
	if !c.AcceptPunct('(') {
		return args, false
	}
	for i := range names {
		at := i
		if t := c.Peek(); t.Kind == sqllex.Operator || t.Is(':') { // => or :=
			name, _ := c.Ident()
			at = slices.Index(names[:], name)
			if op := string(c.Raw(t)); at < 0 || op != "=>" {
				return args, false
			}
			c.Next()
		}
		if args[at], ok = c.Text(c.Token()); !ok || have[at] || at < 2 && c.Token().Kind != sqllex.String {
			return args, false
		}
		have[at] = true
		if c.Next(); !skipTextCast(c) || i < 2 && !c.AcceptPunct(',') {
			return args, false
		}
	}
	args[2] = strings.ToLower(args[2])
	return args, c.AcceptPunct(')')
}

// skipTextCast steps over ::text and ::boolean.
func skipTextCast(c *sqllex.Cursor) bool {
	for c.Token().IsCast() {
		c.Next()
		_ = c.Accept("pg_catalog") && c.AcceptPunct('.')
		if !c.AcceptAny("text", "boolean", "bool") {
			return false
		}
	}
	return true
}

// with returns a session in which the setting has the values; none at all means
// its default.
func (s *Session) with(name string, vals []string) (*Session, error) {
	c := *s
	def := newSession(0)
	name = strings.ToLower(name)
	if followed[name] && slices.Contains(vals, unread) {
		return s, errEscaped
	}
	switch name {
	case "search_path":
		c.SearchPath = def.SearchPath
		c.UserPath = true
		if vals != nil && !isDefault(vals) {
			c.SearchPath, c.UserPath = searchPath(vals), slices.Contains(vals, "$user")
		}
		if slices.Contains(c.SearchPath, "pg_temp") {
			return s, errTempPath
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
		if c.Encoding != "" && !serverEncoding[c.Encoding] && !clientOnly[c.Encoding] {
			// It is not named: in a damaged dump it may be a value.
			return s, errors.New("client_encoding is set to what PostgreSQL does not know")
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

// followed are the settings that a Session has.
var followed = map[string]bool{"search_path": true, "standard_conforming_strings": true, "client_encoding": true}

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

// CleanEncoding drops all but letters and digits of the name of an encoding, in
// upper case, as clean_encoding_name in encnames.c does.
func CleanEncoding(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, s)
}

// encodingName folds a name of an encoding as pg_char_to_encoding does, and
// its old name.
func encodingName(s string) string {
	name := CleanEncoding(s)
	if name == "UNICODE" {
		return "UTF8"
	}
	return name
}

// serverEncoding holds the encodings that a server can have, with the aliases of
// pg_encname_tbl in encnames.c.
var serverEncoding = map[string]bool{
	"SQLASCII": true, "UTF8": true, "MULEINTERNAL": true,
	"EUCJP": true, "EUCCN": true, "EUCKR": true, "EUCTW": true, "EUCJIS2004": true,
	"LATIN1": true, "LATIN2": true, "LATIN3": true, "LATIN4": true, "LATIN5": true,
	"LATIN6": true, "LATIN7": true, "LATIN8": true, "LATIN9": true, "LATIN10": true,
	"ISO88591": true, "ISO88592": true, "ISO88593": true, "ISO88594": true, "ISO88595": true,
	"ISO88596": true, "ISO88597": true, "ISO88598": true, "ISO88599": true, "ISO885910": true,
	"ISO885913": true, "ISO885914": true, "ISO885915": true, "ISO885916": true,
	"WIN": true, "WIN866": true, "WIN874": true, "WIN1250": true, "WIN1251": true, "WIN1252": true, "WIN1253": true,
	"WIN1254": true, "WIN1255": true, "WIN1256": true, "WIN1257": true, "WIN1258": true,
	"WINDOWS866": true, "WINDOWS874": true, "WINDOWS1250": true, "WINDOWS1251": true, "WINDOWS1252": true, "WINDOWS1253": true,
	"WINDOWS1254": true, "WINDOWS1255": true, "WINDOWS1256": true, "WINDOWS1257": true, "WINDOWS1258": true,
	"KOI8": true, "KOI8R": true, "KOI8U": true, "ALT": true, "ABC": true, "TCVN": true, "TCVN5712": true, "VSCII": true,
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
