package verify

import (
	"bytes"
	"hash/maphash"
)

// The parts of a value are what a mask goes by: the leaves of JSON by their
// path, the elements of arrays and the like, the words of a text.

// A leaf is a part of a value.
type leaf struct {
	path uint64
	text []byte
}

// words is the path of the words of a text, elements that of elements.
const (
	pathWords uint64 = iota
	pathElements
	pathRoot
)

// maxParts bounds the paths that are counted apart; the others are one.
const maxParts = 256

// compareParts compares the parts of a value. A part of the result that is long
// and a part of the original under the same path was left.
func (col *column) compareParts(c *comparer, a, b []byte, line int64) {
	if col.kind == kindChoice || col.kind == kindDate || col.kind == kindNumber {
		return
	}
	if len(a) < least || len(b) < least {
		return
	}
	was, is := col.leaves(c.scratch[0][:0], a), col.leaves(c.scratch[1][:0], b)
	c.scratch[0], c.scratch[1] = was, is
	var known map[uint64]bool
	c.hashes = c.hashes[:0]
	for _, l := range was {
		c.hashes = append(c.hashes, c.hashLeaf(l))
	}
	if len(was) > 24 {
		known = make(map[uint64]bool, len(was))
		for _, h := range c.hashes {
			known[h] = true
		}
	}
	for i, l := range is {
		h := c.hashLeaf(l)
		left := i < len(c.hashes) && c.hashes[i] == h
		if !left && known != nil {
			left = known[h]
		} else if !left {
			for _, o := range c.hashes {
				left = left || o == h
			}
		}
		p := col.part(l.path)
		if !left {
			p.changed++
		} else if chance(l.text) < 1e-5 {
			p.left.add(line, c.print(l.text))
		}
	}
	if col.kind == kindJSON || col.kind == kindNested {
		for _, l := range was {
			c.originals.add(l.text)
		}
	}
}

func (c *comparer) hashLeaf(l leaf) uint64 {
	return c.originals.fold(l.text) ^ (l.path+1)*0x9e3779b97f4a7c15
}

func (col *column) part(path uint64) *part {
	p := col.parts[path]
	if p == nil {
		if col.parts == nil {
			col.parts = map[uint64]*part{}
		}
		if len(col.parts) >= maxParts {
			path = pathRoot
		}
		if p = col.parts[path]; p == nil {
			p = &part{}
			col.parts[path] = p
		}
	}
	return p
}

// leaves appends the long parts of a value.
func (col *column) leaves(list []leaf, v []byte) []leaf {
	switch col.kind {
	case kindJSON:
		return jsonLeaves(list, v)
	case kindNested:
		return elements(list, v)
	}
	return tokens(list, v)
}

// elements appends what stands between the marks of arrays, composites, ranges
// and hstore.
func elements(list []leaf, v []byte) []leaf {
	for len(v) > 0 {
		i := bytes.IndexAny(v, `{}(),"[]=>`)
		if i < 0 {
			i = len(v)
		}
		if e := bytes.TrimSpace(v[:i]); long(e) {
			list = append(list, leaf{pathElements, e})
		}
		v = v[min(i+1, len(v)):]
	}
	return list
}

// tokens appends the words of a text.
func tokens(list []leaf, v []byte) []leaf {
	for at := 0; at < len(v); {
		lo, hi := nextToken(v, at)
		if e := v[lo:hi]; long(e) {
			list = append(list, leaf{pathWords, e})
		}
		at = hi
	}
	return list
}

// nextToken returns where the next word of v from at on lies: letters, digits
// and what e-mail addresses and the like have within them.
func nextToken(v []byte, at int) (lo, hi int) {
	for at < len(v) && !wordByte(v[at]) {
		at++
	}
	lo = at
	for at < len(v) && (wordByte(v[at]) || inWord(v[at]) && at+1 < len(v) && wordByte(v[at+1])) {
		at++
	}
	return lo, at
}

func wordByte(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b >= 0x80
}

func inWord(b byte) bool { return b == '.' || b == '@' || b == '_' || b == '-' || b == '+' || b == '%' }

// jsonLeaves appends the long strings and numbers of a JSON text, by the path of
// their keys; the elements of an array have one path. It takes what PostgreSQL
// has accepted, and ends early where that is not JSON.
func jsonLeaves(list []leaf, v []byte) []leaf {
	var stack []uint64
	path := pathRoot
	key := false // a string may be one
	for i := 0; i < len(v); {
		switch b := v[i]; b {
		case '{', '[':
			stack = append(stack, path)
			key = b == '{'
			i++
		case '}', ']':
			if n := len(stack) - 1; n >= 0 {
				path, stack = stack[n], stack[:n]
			}
			key = false
			i++
		case ',':
			if n := len(stack) - 1; n >= 0 {
				path = stack[n]
			}
			key = true // in an object; in an array no colon follows
			i++
		case '"':
			end := stringEnd(v, i)
			text := v[i+1 : max(i+1, end-1)]
			next := skipBlanks(v, end)
			if key && next < len(v) && v[next] == ':' {
				path = maphash.Bytes(pathSeed, text) ^ path*31
				i, key = next+1, false
				continue
			}
			if long(text) {
				list = append(list, leaf{path, text})
			}
			i = end
		default:
			end := i
			for end < len(v) && (wordByte(v[end]) || inWord(v[end])) {
				end++
			}
			if e := v[i:end]; long(e) {
				list = append(list, leaf{path, e})
			}
			i = max(end, i+1)
		}
	}
	return list
}

var pathSeed = maphash.MakeSeed()

// stringEnd returns where the string that begins at i ends, after its quote.
func stringEnd(v []byte, i int) int {
	for i++; i < len(v); i++ {
		switch v[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(v)
}

func skipBlanks(v []byte, i int) int {
	for i < len(v) && (v[i] == ' ' || v[i] == '\t' || v[i] == '\n' || v[i] == '\r') {
		i++
	}
	return i
}
