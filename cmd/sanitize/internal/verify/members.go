package verify

import (
	"bytes"
	"encoding/json"
	"hash/maphash"
	"slices"
	"unicode"
)

// jsonLeaves appends the long strings and numbers of a JSON text in a place, by the path
// of their keys; the elements of an array have one path. A string that is JSON itself has
// leaves of its own. Words by which programs steer, and the keys of rows, are left out, for
// masks leave them. It takes what PostgreSQL has accepted, and ends early where that is
// not JSON.
func jsonLeaves(list []leaf, v []byte, at jsonPath, s *steering) []leaf {
	for i := 0; i < len(v); {
		lo, hi, next := i, i, i+1
		switch b := v[i]; {
		case b == '{', b == '}', b == '[', b == ']', b == ',':
			at.mark(b)
		case b == '"':
			next = stringEnd(v, i)
			lo, hi = i+1, max(i+1, next-1)
			if colon := skipBlanks(v, next); at.key && colon < len(v) && v[colon] == ':' {
				at.enter(v[lo:hi])
				i = colon + 1
				continue
			}
			if inner := jsonWithin(v[lo:hi]); inner != nil {
				list = jsonLeaves(list, inner, jsonPath{path: at.path}, s)
				i = next
				continue
			}
		default:
			for hi < len(v) && (wordByte(v[hi]) || inWord[v[hi]]) {
				hi++
			}
			next = max(hi, i+1)
		}
		if one := said(v[lo:hi]); long(one) && !s.has(one) && !(at.id && isRowKey(one)) {
			list = append(list, leaf{at.path, one})
		}
		i = next
	}
	return list
}

// jsonWithin returns what a string of JSON says, without its quotes, if that is an object
// or an array of JSON itself; else nil.
func jsonWithin(text []byte) []byte {
	if len(text) < 2 || text[0] != '{' && text[0] != '[' {
		return nil
	}
	if text = said(text); !json.Valid(text) {
		return nil
	}
	return text
}

// said returns what is between the quotes of a string of JSON without its escapes; as it
// is, if it has none or is no such string.
func said(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var plain string
	if json.Unmarshal(slices.Concat([]byte{'"'}, text, []byte{'"'}), &plain) != nil {
		return text
	}
	return []byte(plain)
}

// jsonPath is the path of a place in a JSON text.
type jsonPath struct {
	path  uint64
	outer []uint64 // the paths of what it lies in
	key   bool     // a string may be one: in an array no colon follows
	id    bool     // the key is called as the key of a row is
}

// mark goes behind a mark of JSON.
func (p *jsonPath) mark(b byte) {
	n := len(p.outer) - 1
	p.id = p.id && (b == '[' || b == ',')
	switch {
	case b == '{' || b == '[':
		p.outer = append(p.outer, p.path)
	case n >= 0:
		p.path = p.outer[n]
		if b != ',' {
			p.outer = p.outer[:n]
		}
	}
	p.key = b == '{' || b == ','
}

// enter goes behind a key.
func (p *jsonPath) enter(key []byte) {
	p.path = maphash.Bytes(pathSeed, key) ^ p.path*31
	p.key, p.id = false, namesRow(key)
}

var pathSeed = maphash.MakeSeed()

// eachKey hands to do the keys of a JSON text, or of an hstore, that are as a program names them, for
// others may be data; and to within its other strings.
func eachKey(v []byte, do, within func(text []byte)) {
	for i := 0; i < len(v); {
		if v[i] != '"' {
			i++
			continue
		}
		end := stringEnd(v, i)
		text := v[i+1 : max(i+1, end-1)]
		if next := skipBlanks(v, end); next < len(v) && (v[next] == ':' || bytes.HasPrefix(v[next:], []byte("=>"))) {
			if isName(said(text)) {
				do(text)
			}
		} else {
			within(text)
		}
		i = end
	}
}

// eachKeyWithin hands to do the keys of JSON that is a string, however often: their
// quotes have as many backslashes before them as the one in front of a colon.
func eachKeyWithin(text []byte, do func(key []byte)) {
	for at := 0; ; at++ {
		n := bytes.IndexByte(text[at:], ':')
		if n < 0 {
			return
		}
		at += n
		before, ok := bytes.CutSuffix(bytes.TrimRight(text[:at], " "), []byte{'"'})
		if !ok {
			continue
		}
		key := bytes.TrimRight(before, `\`)
		quote := len(before) - len(key)
		lo := bytes.LastIndexByte(key, '"') + 1
		if lo > quote && len(key[:lo-1])-len(bytes.TrimRight(key[:lo-1], `\`)) == quote && isName(key[lo:]) {
			do(key[lo:])
		}
	}
}

// isName reports whether a key is of letters, dashes and underscores, with no more
// digits than a name in a program has, or of such names with a slash or two colons
// between them: application/json, App::Model. Behind the colons dots may stand.
func isName(key []byte) bool {
	digits, joined, dotted := 0, true, false
	for i, c := range string(key) {
		switch {
		case unicode.IsDigit(c) && !joined && digits < 4:
			digits++
		case unicode.IsLetter(c), c == '_', c == '-', c == '.' && dotted && !joined:
		case joined || i+1 == len(key):
			return false
		case c == '/':
			joined = true
			continue
		case c == ':' && key[i-1] != ':' && key[i+1] == ':':
			continue
		case c == ':' && key[i-1] == ':':
			joined, dotted = true, true
			continue
		default:
			return false
		}
		joined = false
	}
	return true
}

// maxKeys bounds the keys of a column that are known.
const maxKeys = 4096

// knows takes the keys of a value among those that the column's values had.
func (made *results) knows(v []byte) {
	eachKey(v, func(key []byte) {
		if len(key) >= least && !made.keys[string(key)] {
			made.know(string(key))
		}
	}, func(text []byte) {
		if inner := jsonWithin(text); inner != nil {
			made.knows(inner)
		}
	})
}

// know takes a key among those that are known, if there is room.
func (made *results) know(key string) {
	if made.keys == nil {
		made.keys = map[string]bool{}
	}
	if len(made.keys) < maxKeys {
		made.keys[key] = true
	}
}

// withoutKeys appends to buf a JSON text, or an hstore, of the column, with blanks in the place
// of keys that were there before.
func (col *column) withoutKeys(buf, v []byte) []byte {
	buf = append(buf, v...)
	keys := col.results.view().keys
	blank := func(key []byte) {
		if keys[string(key)] {
			copy(key, bytes.Repeat([]byte{' '}, len(key)))
		}
	}
	eachKey(buf, blank, func(text []byte) {
		if jsonWithin(text) != nil {
			eachKeyWithin(text, blank)
		}
	})
	return buf
}
