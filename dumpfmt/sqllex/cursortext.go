package sqllex

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// MaxIdent is NAMEDATALEN - 1, the longest name in bytes.
const MaxIdent = 63

// Clip cuts a name to MaxIdent bytes, and UTF-8 not within a character, as
// truncate_identifier in scansup.c does.
func Clip(name string) string { return ClipTo(name, MaxIdent) }

// ClipTo is Clip for n bytes.
func ClipTo(name string, n int) string {
	if len(name) <= n {
		return name
	}
	if utf8.ValidString(name) {
		for !utf8.RuneStart(name[n]) {
			n--
		}
	}
	return name[:n]
}

// Text returns what a token stands for: a word in lower case, a name or a
// literal without its quotes, all else as it stands. ok is false if an escape
// in it is not valid, or one of U&.
func (c *Cursor) Text(t Token) (text string, ok bool) {
	raw := c.src[t.Lo:t.Hi]
	switch t.Kind {
	case Word:
		return foldASCII(raw), true
	case QuotedIdent:
		text, ok = unquoteIdent(raw)
		return text, ok && !c.hasUescape(t)
	case String:
		text, ok = c.unquote(raw)
		return text, ok && !c.hasUescape(t)
	}
	return string(raw), t.Kind != Bad
}

// hasUescape reports whether t is a U& whose escape character another token
// sets.
func (c *Cursor) hasUescape(t Token) bool {
	return t.C|0x20 == 'u' && c.IsWord(c.read(t.Hi), "uescape")
}

func unquoteIdent(raw []byte) (string, bool) {
	if raw[0] != '"' { // U&
		if bytes.IndexByte(raw, '\\') >= 0 {
			return "", false
		}
		raw = raw[2:]
	}
	return strings.ReplaceAll(string(raw[1:len(raw)-1]), `""`, `"`), true
}

// unquote returns what a whole literal stands for.
func (c *Cursor) unquote(raw []byte) (string, bool) {
	escapes := !c.std
	switch raw[0] | 0x20 {
	case '$':
		n := bytes.IndexByte(raw[1:], '$') + 2
		return string(raw[n : len(raw)-n]), true
	case 'u':
		if bytes.IndexByte(raw, '\\') >= 0 {
			return "", false
		}
		raw, escapes = raw[2:], false
	case 'e':
		raw, escapes = raw[1:], true
	case 'b', 'x':
		raw, escapes = raw[1:], false
	case 'n':
		raw = raw[1:]
	}
	var val []byte
	for {
		n, ok := QuotedLen(raw, escapes)
		if !ok {
			return "", false
		}
		if val, ok = AppendUnquoted(val, raw[1:n-1], escapes); !ok {
			return "", false
		}
		if n == len(raw) {
			return string(val), true
		}
		raw = raw[n+continuation(raw[n:]):]
	}
}

// Ident steps over a name and returns it, clipped.
func (c *Cursor) Ident() (string, bool) {
	if !c.tok.IsName() {
		return "", false
	}
	name, ok := c.Text(c.tok)
	if !ok {
		return "", false
	}
	c.Next()
	return Clip(name), true
}

// Name steps over [[catalog.]schema.]name; schema is "" if there is none.
func (c *Cursor) Name() (schema, name string, ok bool) {
	name, ok = c.Ident()
	for i := 0; ok && i < 2 && c.tok.Is('.'); i++ {
		c.Next()
		schema = name
		name, ok = c.Ident()
	}
	return schema, name, ok
}

// Idents steps over names with commas between them.
func (c *Cursor) Idents() (list []string, ok bool) {
	for {
		name, ok := c.Ident()
		if !ok {
			return list, false
		}
		list = append(list, name)
		if !c.AcceptPunct(',') {
			return list, true
		}
	}
}

// Str steps over a literal and returns what it stands for.
func (c *Cursor) Str() (string, bool) {
	if c.tok.Kind != String {
		return "", false
	}
	s, ok := c.Text(c.tok)
	if ok {
		c.Next()
	}
	return s, ok
}

// foldASCII folds ASCII letters to lower case, as PostgreSQL folds unquoted
// identifiers in multi-byte encodings (downcase_identifier in scansup.c).
func foldASCII(b []byte) string {
	out := make([]byte, len(b))
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		out[i] = c
	}
	return string(out)
}
