package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// document scrambles the strings and numbers of a JSON text, and those of a JSON
// text that is a string of it. White space and all else stay as they are, and keys
// but those that have the form of data: an address, a number. Each leaf is scrambled
// by its own value, as it would be in a column of its own; true and false are
// permuted by the path that leads to them, and dates move with their row, as those
// in columns beside do.
//
// It reads what json_in of PostgreSQL lets in, which for json includes \u0000
// and halves of surrogate pairs; as jsonb has neither, they become letters.
type document struct {
	dates *jsonDates // nil: dates are scrambled by their value, as text is
	names *jsonNames // nil: keys say nothing of what is under them
}

func (d document) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.dates, s.names = d.dates, d.names
	return s.document(dst, src, false)
}

// document is what document does. Where asText says that the document is the
// value of a text column, numbers are masked as texts are.
func (s *scratch) document(dst, src []byte, asText bool) ([]byte, error) {
	s.levels = s.levels[:0]
	return s.documentAt(dst, src, jsonPlace{asText: asText, path: rootPath})
}

// deepest is how many JSON texts may stand in each other's strings.
const deepest = 4

// What the reader wants next.
const (
	wantValue = iota
	wantValueOrEnd
	wantKey
	wantKeyOrEnd
	wantComma
)

// A jsonReader goes through a JSON text once, and keeps no tree.
type jsonReader struct {
	*scratch
	jsonPlace
	src  []byte
	done int // what of src stands in the result
	want int
	base int // the levels from here on are the text's
}

// jsonPlace is where a JSON text stands.
type jsonPlace struct {
	path    jsonRoute // that led to it
	inside  int       // the strings of so many other texts
	asText  bool      // in a text column
	guarded bool      // in what nothing stays of
}

// documentAt is document for a text that stands in a place.
func (s *scratch) documentAt(dst, src []byte, at jsonPlace) ([]byte, error) {
	r := jsonReader{scratch: s, jsonPlace: at, src: src, base: len(s.levels)}
	for i := 0; i < len(src); {
		if c := src[i]; c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			i++
			continue
		}
		n := 0
		switch r.want {
		case wantComma:
			n = r.punctuation(src[i])
		case wantKey, wantKeyOrEnd:
			dst, n = r.key(dst, i)
		default:
			dst, n = r.value(dst, i)
		}
		if n == 0 {
			return dst, errJSON
		}
		i += n
	}
	if r.want != wantComma || len(s.levels) > r.base {
		return dst, errJSON
	}
	return append(dst, src[r.done:]...), nil
}

// opens takes in the bracket c, and closes that which ends what is open; both
// return how long it is, closes 0 where c does not fit.
func (r *jsonReader) opens(c byte) int {
	w := r.said()
	l := level{open: c, guarded: r.isGuarded() || w.guards, said: w}
	if l.guarded {
		l.said = w.within
	}
	r.levels = append(r.levels, l)
	if r.want = wantValueOrEnd; c == '{' {
		r.want = wantKeyOrEnd
	}
	return 1
}

func (r *jsonReader) closes(c byte) int {
	n := len(r.levels) - 1
	if n < r.base || c != r.levels[n].open+2 { // as ] is to [, and } to {
		return 0
	}
	r.levels, r.want = r.levels[:n], wantComma
	return 1
}

// punctuation takes in a comma or an end.
func (r *jsonReader) punctuation(c byte) int {
	n := len(r.levels)
	if c != ',' || n == r.base {
		return r.closes(c)
	}
	if r.want = wantValue; r.levels[n-1].open == '{' {
		r.want = wantKey
	}
	return 1
}

// key takes in the key at i with its colon, or the end of an object that has none.
func (r *jsonReader) key(dst []byte, i int) ([]byte, int) {
	if r.src[i] == '}' && r.want == wantKeyOrEnd {
		return dst, r.closes('}')
	}
	n := keyLen(r.src[i:])
	if n == 0 {
		return dst, 0
	}
	l := &r.levels[len(r.levels)-1]
	l.key, l.end, r.want = i, i+n, wantValue
	if r.names != nil {
		if l.said = r.names.of(r.keysAbove()); l.guarded {
			l.said = l.said.within
		}
	}
	if v := r.src[i : i+n]; isDataKey(v) {
		dst = r.upTo(dst, i, i+n)
		dst = r.jsonKey(dst, v)
	}
	return dst, n
}

// upTo appends what was left as it is before i, and goes on at end.
func (r *jsonReader) upTo(dst []byte, i, end int) []byte {
	dst = append(dst, r.src[r.done:i]...)
	r.done = end
	return dst
}

// value takes in the leaf at i, or the beginning or end of a container.
func (r *jsonReader) value(dst []byte, i int) ([]byte, int) {
	c := r.src[i]
	switch {
	case c == '{' || c == '[':
		return dst, r.opens(c)
	case c == ']' && r.want == wantValueOrEnd:
		return dst, r.closes(c)
	}
	r.want = wantComma
	if c == '"' {
		return r.text(dst, i)
	}
	n := scalarLen(r.src[i:])
	if n == 0 || c == 'n' {
		return dst, n
	}
	v := r.src[i : i+n]
	w := r.said()
	if w.keeps(v) {
		return dst, n
	}
	dst = r.upTo(dst, i, i+n)
	switch {
	case c == 't' || c == 'f':
		dst = r.boolean(dst, v, r.route())
	case r.asText && !w.moment && w.fixed == nothing().fixed:
		dst = r.Like(dst, v, shape.Literals)
	default:
		dst = r.jsonNumber(dst, v, w)
	}
	return dst, n
}

// said returns what the keys say of the value under way.
func (r *jsonReader) said() *said {
	if n := len(r.levels); n > r.base {
		return r.levels[n-1].said
	}
	return nothing()
}

// isGuarded reports whether nothing stays of where the value under way is.
func (r *jsonReader) isGuarded() bool {
	if n := len(r.levels); n > r.base {
		return r.levels[n-1].guarded
	}
	return r.guarded
}

// text takes in the string at i.
func (r *jsonReader) text(dst []byte, i int) ([]byte, int) {
	n, set := stringLen(r.src[i:])
	if n == 0 {
		return dst, 0
	}
	v := r.src[i : i+n]
	if isNestedJSON(v) && r.inside < deepest {
		dst = r.upTo(dst, i, i+n)
		return r.nested(dst, v, jsonPlace{r.route(), r.inside + 1, r.asText, r.isGuarded() || r.said().guards}), n
	}
	w := r.said()
	if w.keeps(v) {
		return dst, n
	}
	dst = r.upTo(dst, i, i+n)
	return r.jsonLeaf(dst, v, w, set), n
}

// nested appends the JSON string v, which may be a JSON text in a place: then its leaves
// are scrambled, else it is.
func (s *scratch) nested(dst, v []byte, at jsonPlace) []byte {
	open := len(s.levels)
	text := appendUnescaped(nil, v[1:len(v)-1])
	out, err := s.documentAt(nil, text, at)
	s.levels = s.levels[:open]
	if err != nil {
		return s.jsonText(dst, v)
	}
	return appendQuoted(dst, out, bytes.Contains(v, []byte(`\u`)))
}

// keysAbove returns the key of the value under way, that of the array where it is in
// one, and the key of what that is in; nil where there is none. The scratch is what they
// are looked up with.
func (r *jsonReader) keysAbove() (parent, key []byte, s *scratch) {
	for i := len(r.levels) - 1; i >= r.base; i-- {
		l := r.levels[i]
		switch {
		case l.open != '{':
		case key == nil:
			key = r.src[l.key:l.end]
		default:
			return r.src[l.key:l.end], key, r.scratch
		}
	}
	return nil, key, r.scratch
}

// route returns the path to the value under way.
func (r *jsonReader) route() jsonRoute {
	path := r.path
	for _, l := range r.levels[r.base:] {
		if l.open == '{' {
			path = path.to(r.src[l.key:l.end])
		}
	}
	return path
}

// A jsonRoute tells the path that led to a value from others: the names of keys,
// whatever the indexes are.
type jsonRoute shape.Hash

var rootPath = jsonRoute(shape.HashOf("path"))

// to returns the path on from p by a key, in its quotes.
func (p jsonRoute) to(key []byte) jsonRoute {
	return jsonRoute(shape.Hash(p).Text(key[:bytes.LastIndexByte(key, '"')]))
}

// boolean appends true or false in the place of v: a permutation of both that
// belongs to the path, so that the skew stays. A draw for each would tell less of
// one text, and make of a flag that one in a thousand has one that half of them
// have, with which nothing that asks for it works.
func (s *scratch) boolean(dst, v []byte, path jsonRoute) []byte {
	h := s.Tweak(uint64(path))
	if bit, _ := h.Sum(booleans, nil); bit&1 == 0 != (v[0] == 't') {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

// booleans is the label of their bits.
const booleans = 4
