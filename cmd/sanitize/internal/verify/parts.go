package verify

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
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

// A partReader compares the parts of values, with buffers of its own.
type partReader struct {
	c        *comparer
	words    *wordReader
	made     *lazy[results] // of the values at hand
	found    gatherer       // of originals
	budget   budget         // of pairs
	was, is  []leaf
	hashes   []uint64
	spoken   [longestSpoken + 1]int // how many of the words can be pronounced, by length
	bare     [2][]byte              // what a value was and is, without tags
	verbatim map[uint64]bool
	recent   [recently]examined
	counted  int // of what tells
	hashed   [bundled]pair
	fetched  uint64 // for nobody
}

func (c *comparer) partReader(pairs int) *partReader {
	return &partReader{c: c, words: c.originals.reader(), found: gatherer{originals: c.originals}, budget: budget{pairs}}
}

// compare takes what a column's value was among the originals, and compares its
// parts with those of what it is now. A part of the result that is long and a
// part of the original under the same path was left.
func (r *partReader) compare(col *column, a, b []byte, line int64) {
	kind := col.form(a)
	if kind == kindJSON {
		r.made.touch().knows(a)
		kind = col.form(b)
	} else if kind == kindNested && isPairs(a) {
		r.made.touch().knows(a)
	}
	switch kind {
	case kindChoice, kindDate:
		return
	case kindNumber:
		r.take(col, a)
		return
	case kindJSON, kindNested:
		r.was = kind.leaves(r.was[:0], a, r.c.originals.steering)
		r.is = kind.leaves(r.is[:0], b, r.c.originals.steering)
		r.hashLeaves()
		for i, l := range r.is {
			r.words.read(content(l.text, &r.bare[0]))
			r.part(l.path, l.text, r.words.whole().hash^l.path*scatter, i, line)
		}
		return
	}
	a, b = content(a, &r.bare[0]), content(b, &r.bare[1])
	for len(a) > 0 {
		var was, is []byte
		was, a = piece(a)
		is, b = piece(b)
		r.compareWords(col, was, is, line)
	}
}

// compareWords is compare for a piece of a text.
func (r *partReader) compareWords(col *column, a, b []byte, line int64) {
	if len(a) < least {
		return
	}
	r.original(a)
	r.hashWords()
	if len(b) < least {
		return
	}
	r.words.read(b)
	if r.c.originals.isPublic(r.words.whole().hash) {
		return // a mask has drawn it of the schema's list
	}
	for i := range r.words.words {
		if v := r.words.text(i); long(v) && string(v) != "localhost" { // which masks leave in URLs
			r.part(pathWords, v, r.words.hash(i), i, line)
		}
	}
}

// original reads the words of a value, and takes it among the originals.
func (r *partReader) original(v []byte) {
	r.words.read(v)
	if len(v) == 0 || !isLocal(v) && !isCommon(v) && !r.c.originals.steering.has(v) { // which masks leave, or come upon
		r.found.gather(r.words)
	}
}

// take takes a value among the originals.
func (r *partReader) take(col *column, v []byte) {
	switch col.kind {
	case kindText, kindOther, kindNumber:
		for was := range pieces(content(v, &r.bare[0])) {
			if len(was) >= least {
				r.original(was)
			}
		}
	case kindJSON, kindNested:
		r.was = col.kind.leaves(r.was[:0], v, r.c.originals.steering)
		r.hashLeaves()
	}
}

// scatter makes the hash of a path one that goes with those of texts.
const scatter = 0x9e3779b97f4a7c15

// many is beyond how many parts they are looked up in a map.
const many = 24

// hashLeaves makes hashes those of the leaves, and takes these among the
// originals.
func (r *partReader) hashLeaves() {
	r.hashes = r.hashes[:0]
	for _, l := range r.was {
		r.original(content(l.text, &r.bare[0]))
		r.hashes = append(r.hashes, r.words.whole().hash^l.path*scatter)
	}
	r.index()
}

// hashWords makes hashes those of the words at hand, 0 for one that is short.
func (r *partReader) hashWords() {
	r.hashes, r.spoken = r.hashes[:0], [longestSpoken + 1]int{}
	for i := range r.words.words {
		v := r.words.text(i)
		if len(v) < least {
			r.hashes = append(r.hashes, 0)
			continue
		}
		r.hashes = append(r.hashes, r.words.hash(i))
		if chanceSpoken(v) > 0 {
			r.spoken[len(v)]++
		}
	}
	r.index()
}

func (r *partReader) index() {
	clear(r.verbatim)
	if len(r.hashes) <= many {
		return
	}
	if r.verbatim == nil {
		r.verbatim = make(map[uint64]bool, len(r.hashes))
	}
	for _, h := range r.hashes {
		r.verbatim[h] = true
	}
}

// part counts a part of the result, the i-th, that has a hash.
func (r *partReader) part(path uint64, text []byte, h uint64, i int, line int64) {
	left := i < len(r.hashes) && r.hashes[i] == h
	switch {
	case left, isDay(text): // which may be moved to where another one was
	case len(r.hashes) > many:
		left = r.verbatim[h]
	default:
		left = slices.Contains(r.hashes, h)
	}
	p := r.made.touch().part(path)
	// A number may come of a mask as one that stood there: in a million rows one
	// of six digits does. So may a word, of one that draws what can be pronounced.
	often := chance(text) * float64(len(r.hashes))
	switch { // a mask moves the days in a text, each by itself
	case isDays(text):
		often = 1. / 365
	case isMonth(text):
		often = 1. / 12
	}
	if path == pathWords && often == 0 && len(text) <= longestSpoken {
		often = chanceSpoken(text) * float64(r.spoken[len(text)])
	}
	if path != pathWords && often == 0 {
		often = chanceCode(text) * float64(len(r.hashes))
	}
	p.expected += often
	if often > 0 || left {
		r.counted++
	}
	switch {
	case !left:
		p.changed++
	case r.c.originals.isPublic(h ^ path*scatter), placeholder(text):
	case often > 0:
		p.likely.add(line, r.c.print(text))
	default:
		p.left.add(line, r.c.print(text))
	}
}

// part returns the part of a path.
func (made *results) part(path uint64) *part {
	if path == pathWords {
		return &made.words
	}
	p := made.parts[path]
	if p == nil {
		if made.parts == nil {
			made.parts = map[uint64]*part{}
		}
		if len(made.parts) >= maxParts {
			path = pathRoot
		}
		if p = made.parts[path]; p == nil {
			p = &part{}
			made.parts[path] = p
		}
	}
	return p
}

// join adds what was seen of other values, of which neither the mapping is noted nor what
// is near.
func (made *results) join(other *results) {
	made.derived.join(other.derived)
	made.reshaped.join(other.reshaped)
	made.words.join(&other.words)
	for _, path := range slices.Sorted(maps.Keys(other.parts)) {
		made.part(path).join(other.parts[path])
	}
	for _, key := range slices.Sorted(maps.Keys(other.keys)) {
		made.know(key)
	}
}

// leaves appends the long parts of a value that has an inner form, of JSON those
// that are somebody's.
func (k kind) leaves(list []leaf, v []byte, s *steering) []leaf {
	switch k {
	case kindJSON:
		return jsonLeaves(list, v, jsonPath{path: pathRoot}, s)
	case kindNested:
		return elements(list, v, s)
	}
	return list
}

// form returns the kind of a value: a JSON object or array in a column of text has
// keys that a program goes by, and that stay, as in a column of JSON.
func (col *column) form(v []byte) kind {
	if col.kind == kindText && len(v) > 1 && (v[0] == '{' || v[0] == '[') && json.Valid(v) {
		return kindJSON
	}
	return col.kind
}

// says reports whether a value has a part that a mask would have changed.
func (col *column) says(v []byte, s *steering) bool {
	form := col.form(v)
	if !form.inner() {
		return long(v) && !placeholder(v)
	}
	return slices.ContainsFunc(form.leaves(nil, v, s), func(l leaf) bool { return !placeholder(l.text) })
}

// elements appends what stands between the marks of arrays, composites, ranges
// and hstore, whose keys stay as those of JSON do; and the words of a tsvector, without
// where they stand. What has marks of its own within quotes is taken apart, too.
func elements(list []leaf, v []byte, s *steering) []leaf {
	marks := `{}(),"[]`
	switch {
	case len(v) > 0 && v[0] == '\'':
		marks = `':,&|!<->()`
	case len(v) > 0 && v[0] == '"':
		marks = `{}(),"[]=>`
	}
	for len(v) > 0 {
		if v[0] == '"' {
			text, rest := quotedElement(v)
			if !bytes.HasPrefix(rest, []byte("=>")) {
				list = element(list, text, s)
			}
			v = rest
			continue
		}
		i := bytes.IndexAny(v, marks)
		if i < 0 {
			i = len(v)
		}
		if e := bytes.TrimSpace(v[:i]); long(e) {
			list = append(list, leaf{pathElements, e})
		}
		v = v[i:]
		if len(v) > 0 && v[0] != '"' {
			v = v[1:]
		}
	}
	return list
}

// element appends what an element in quotes says: its own elements, if it has some.
func element(list []leaf, text []byte, s *steering) []leaf {
	if len(text) < least {
		return list
	}
	if (text[0] == '{' || text[0] == '[' || text[0] == '"') && json.Valid(text) {
		return jsonLeaves(list, text, jsonPath{path: pathElements}, s)
	}
	if strings.IndexByte("{([", text[0]) >= 0 && strings.IndexByte("})]", text[len(text)-1]) >= 0 || isPairs(text) {
		return elements(list, text, s)
	}
	if long(text) {
		list = append(list, leaf{pathElements, text})
	}
	return list
}

// isPairs reports whether a text is an hstore: it begins with a key.
func isPairs(text []byte) bool {
	if len(text) == 0 || text[0] != '"' {
		return false
	}
	_, rest := quotedElement(text)
	return bytes.HasPrefix(rest, []byte("=>"))
}

// quotedElement returns what the string says that v begins with, and the rest. A quote
// in it is doubled, or has a backslash before it.
func quotedElement(v []byte) (text, rest []byte) {
	end := stringEnd(v, 0)
	for end < len(v) && v[end] == '"' {
		end = stringEnd(v, end)
	}
	text, rest = v[1:max(1, end-1)], v[end:]
	if bytes.IndexByte(text, '\\') < 0 && bytes.IndexByte(text, '"') < 0 {
		return text, rest
	}
	said := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if (text[i] == '\\' || text[i] == '"') && i+1 < len(text) {
			i++
		}
		said = append(said, text[i])
	}
	return said, rest
}
