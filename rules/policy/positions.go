package policy

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The toml package checks the text and decodes it, but keeps neither the order
// of keys nor their places. This file reads the text a second time, knowing
// that it is valid, and makes the tree of its keys: parse walks it, with the
// decoded values attached (see attach), in the order of the file.
//
//	indexTOML   the document: headers and pairs
//	pair, value, inline, array   the grammar below them
//	keyPath, keyPart, skipString, skipScalar   tokens
//
// It must follow toml's lexer, TOML 1.1 included: newlines, comments and a
// last comma in inline tables, \e and \xHH. FuzzPositions holds it to that.

// Pos is a place in the policy: line and column from 1, column in characters.
type Pos struct{ Line, Col int }

// node is a key of the policy with what is under it, or an element of an array.
type node struct {
	key   string
	at    Pos  // of the key where it first stands; of the value for an element
	val   Pos  // of the value; for a table of its first key or header
	value any  // as toml decoded it
	env   bool // a string with a part that the environment gave

	kids  []*node // of a table, in the order of the file
	index map[string]*node
	elems []*node // of an array
}

// kid returns the key of a table, or nil.
func (n *node) kid(key string) *node { return n.index[key] }

// add returns the key under n, which it makes if there is none. In an array of
// tables that is a key of the last table.
func (n *node) add(key string, at Pos) *node {
	if len(n.elems) > 0 {
		n = n.elems[len(n.elems)-1]
	}
	if k := n.index[key]; k != nil {
		return k
	}
	k := &node{key: key, at: at, val: at}
	if n.index == nil {
		n.index = map[string]*node{}
	}
	n.index[key] = k
	n.kids = append(n.kids, k)
	return k
}

// attach gives n and all under it the values that toml decoded.
func (n *node) attach(v any) {
	n.value = v
	switch v := v.(type) {
	case map[string]any:
		for _, k := range n.kids {
			k.attach(v[k.key])
		}
	case []any:
		for i, e := range n.elems {
			e.attach(v[i])
		}
	case []map[string]any:
		for i, e := range n.elems {
			e.attach(v[i])
		}
	}
}

// indexer reads TOML that is known to be valid.
type indexer struct {
	s    string
	i    int // next byte
	line int // of s[i]
	bol  int // offset at which that line begins
}

// keyPart is one part of a dotted key.
type keyPart struct {
	name string
	at   Pos
}

// indexTOML returns the tree of the keys of text, which must be valid TOML
// without a byte order mark.
func indexTOML(text string) *node {
	root := &node{at: Pos{1, 1}, val: Pos{1, 1}}
	table := root
	x := &indexer{s: text, line: 1}
	for x.skipBlank(); x.i < len(x.s); x.skipBlank() {
		if x.peek() == '[' {
			table = x.header(root)
			continue
		}
		start := x.i
		x.pair(table)
		if x.i == start {
			return root // not valid TOML after all
		}
	}
	return root
}

// header reads [a.b] or [[a.b]] and returns the table that it opens.
func (x *indexer) header(root *node) *node {
	at := x.pos()
	x.i++
	array := x.peek() == '['
	if array {
		x.i++
	}
	n := root
	for _, p := range x.keyPath() {
		n = n.add(p.name, p.at)
	}
	for x.peek() == ']' {
		x.i++
	}
	if array {
		e := &node{at: at, val: at}
		n.elems = append(n.elems, e)
		return e
	}
	return n
}

// pair reads key = value into table.
func (x *indexer) pair(table *node) {
	n := table
	for _, p := range x.keyPath() {
		n = n.add(p.name, p.at)
	}
	if x.peek() == '=' {
		x.i++
	}
	x.value(n)
}

// value reads the value of n.
func (x *indexer) value(n *node) {
	x.skipSpace()
	n.val = x.pos()
	switch x.peek() {
	case '{':
		x.inline(n)
	case '[':
		x.array(n)
	case '"', '\'':
		x.skipString()
	default:
		x.skipScalar()
	}
}

// inline reads an inline table.
func (x *indexer) inline(n *node) {
	x.i++
	for x.i < len(x.s) {
		x.skipBlank()
		switch x.peek() {
		case '}':
			x.i++
			return
		case ',':
			x.i++
		default:
			start := x.i
			x.pair(n)
			if x.i == start {
				return // not valid TOML after all
			}
		}
	}
}

// array reads an array.
func (x *indexer) array(n *node) {
	x.i++
	for x.i < len(x.s) {
		x.skipBlank()
		switch x.peek() {
		case ']':
			x.i++
			return
		case ',':
			x.i++
		default:
			e := &node{at: x.pos()}
			n.elems = append(n.elems, e)
			start := x.i
			x.value(e)
			if x.i == start {
				return // not valid TOML after all
			}
		}
	}
}

// keyPath reads a dotted key and the blanks after it.
func (x *indexer) keyPath() []keyPart {
	var path []keyPart
	for {
		x.skipSpace()
		at := x.pos()
		path = append(path, keyPart{x.keyPart(), at})
		x.skipSpace()
		if x.peek() != '.' {
			return path
		}
		x.i++
	}
}

// keyPart reads a bare or quoted part of a key.
func (x *indexer) keyPart() string {
	start := x.i
	switch x.peek() {
	case '\'':
		x.skipString()
		return strings.Trim(x.s[start:x.i], "'")
	case '"':
		x.skipString()
		return unescape(strings.TrimPrefix(x.s[start:x.i], `"`))
	}
	for isBareKey(x.peek()) {
		x.i++
	}
	return x.s[start:x.i]
}

func isBareKey(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// unescape decodes a basic string of one line, given without its first quote;
// it ends at the first quote that is not escaped.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s) && s[i] != '"'; i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if j := strings.IndexByte(`btnfre"\`, s[i]); j >= 0 {
			b.WriteByte("\b\t\n\f\r\x1b\"\\"[j])
			continue
		}
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[i]]
		end := min(i+1+digits, len(s))
		r, _ := strconv.ParseUint(s[i+1:end], 16, 32)
		b.WriteRune(rune(r))
		i = end - 1
	}
	return b.String()
}

// skipString reads a string of any of the four kinds.
func (x *indexer) skipString() {
	quote := x.s[x.i]
	triple := strings.Repeat(string(quote), 3)
	if !strings.HasPrefix(x.s[x.i:], triple) {
		for x.i++; x.i < len(x.s) && x.s[x.i] != quote; x.i++ {
			if quote == '"' && x.s[x.i] == '\\' {
				x.i++
			}
		}
		x.i = min(x.i+1, len(x.s))
		return
	}
	for x.i += 3; x.i < len(x.s) && !strings.HasPrefix(x.s[x.i:], triple); x.i++ {
		if quote == '"' && x.s[x.i] == '\\' && x.i+1 < len(x.s) {
			x.i++
		}
		if x.s[x.i] == '\n' {
			x.newline()
		}
	}
	// Up to two quotes may stand before the closing three.
	for x.peek() == quote {
		x.i++
	}
}

// skipScalar reads a number, a boolean or a date, which may hold a blank.
func (x *indexer) skipScalar() {
	for x.i < len(x.s) && !strings.ContainsRune(",]}#\r\n", rune(x.s[x.i])) {
		x.i++
	}
}

// skipSpace skips blanks and tabs.
func (x *indexer) skipSpace() {
	for x.peek() == ' ' || x.peek() == '\t' {
		x.i++
	}
}

// skipBlank skips blanks, newlines and comments.
func (x *indexer) skipBlank() {
	for x.i < len(x.s) {
		switch x.s[x.i] {
		case ' ', '\t', '\r':
		case '\n':
			x.newline()
		case '#':
			for x.i+1 < len(x.s) && x.s[x.i+1] != '\n' {
				x.i++
			}
		default:
			return
		}
		x.i++
	}
}

// newline notes that a line ends at s[i].
func (x *indexer) newline() {
	x.line++
	x.bol = x.i + 1
}

// peek returns the next byte, 0 at the end; valid TOML has no byte 0.
func (x *indexer) peek() byte {
	if x.i < len(x.s) {
		return x.s[x.i]
	}
	return 0
}

func (x *indexer) pos() Pos {
	return Pos{x.line, 1 + utf8.RuneCountInString(x.s[x.bol:x.i])}
}

// posAt returns the place of an offset into text.
func posAt(text string, offset int) Pos {
	before := text[:max(0, min(offset, len(text)))]
	bol := strings.LastIndexByte(before, '\n') + 1
	return Pos{1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[bol:])}
}
