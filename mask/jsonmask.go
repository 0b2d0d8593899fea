package mask

import (
	"bytes"
	"errors"
	"fmt"

	"sanitize/mask/internal/shape"
)

// The text is gone through once, by a walk that keeps no tree:
//
//	makeJSON, jsonRules          paths and their rules (jsonpath.go, jsonrule.go)
//	value, container, member     the cursor goes down; alive are the paths that led here
//	steps, ending                which of these go on, which end here
//	leaf, string, number         what a rule makes of one
//	other                        what becomes of one that no path names
//
// What a token is stands in jsontext.go, and the scramble of a whole text, which
// has no paths, in json.go.

var errUnlisted = errors.New(`a string, number or boolean that no path names; name it, or set unlisted = "mask"`)

// jsonPaths masks the values in a JSON text that paths lead to. It goes through
// the text once, and what it does not touch stays byte for byte: white space,
// the order of keys, keys that come twice, the spelling of numbers.
//
// A rule on an object or array holds for each string and number in it; set,
// null and redact replace it as a whole. null stays. true and false are permuted
// by their path, unless the rule keeps them or its mask is choice.
type jsonPaths struct {
	paths    []jsonPath
	rules    []*leafRule
	all      pathSet
	unlisted string
	lenient  bool // what is not JSON is scrambled as text
	plain    *Key // of what no path names, as it is with scramble
	dates    *jsonDates
	names    *jsonNames
	kept     *leafRule
	typ      Type
}

var jsonSpec = Spec{
	Name: "json", Family: "structured",
	Summary: "masks by path within JSON; what no rule touches stays byte for byte", Makes: "JSON",
	Params: []Param{
		{Name: "paths", Kind: RulesParam, Required: true, deletes: true, name: checkPath,
			Help: `a table of paths ($.a.b, $.a[0], $.a[*], $.*.b, $["odd key"]) and rules: a mask, { set = … } with any value, "delete"`},
		{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep", "fail"}, Help: "what becomes of strings, numbers and booleans that no path names"},
		{Name: "malformed", Kind: StringParam, Default: "fail", Choices: []string{"fail", "mask"}, Help: "mask scrambles as text what is not JSON"},
	},
	Kinds: []Kind{JSON, JSONB, Text, Char}, Example: `{"email": "ann@example.com", "ssn": "078-05-1120", "theme": "dark"}`, On: Type{Kind: JSONB, Name: "jsonb"},
	Notes: []string{
		"A rule's mask makes strings, numbers and booleans, as far as it can make each: a string or number that it cannot make stops the run. true and false are permuted by their path, so that their skew stays; choice and set make what they say.",
		"What no path names is masked as scramble does it, and what that leaves stays.",
		"Keys stay, but for those that have the form of data where unlisted is mask.",
	},
	With: Params{"paths": map[string]any{"$.email": "email", "$.ssn": "delete"}, "unlisted": "keep"}, make: makeJSON,
}

func makeJSON(b *build) (Mask, error) {
	paths, rules, err := b.jsonRules()
	if err != nil {
		return nil, err
	}
	j := &jsonPaths{
		paths: paths, rules: rules,
		unlisted: b.str("unlisted", "mask"),
		lenient:  b.str("malformed", "fail") == "mask",
		plain:    b.keyOf(&scrambleSpec),
		kept:     &leafRule{keep: true},
		typ:      b.typ,
	}
	if j.unlisted == "mask" {
		if j.dates, err = b.jsonDates(); err != nil {
			return nil, err
		}
		if j.names, err = b.jsonNames(); err != nil {
			return nil, err
		}
	}
	m := b.keyed(j, Lossy)
	m.traits.UsesRow, m.fixed = m.traits.UsesRow || j.dates != nil, true
	for i, r := range rules {
		j.all.add(i)
		r.masks(func(in Mask) { m.traits.UsesRow = m.traits.UsesRow || in.Traits().UsesRow })
	}
	return m, nil
}

func (j *jsonPaths) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := len(dst)
	w := walk{jsonPaths: j, s: s, plain: j.plain.scratch(), src: src, jsonWhere: jsonWhere{path: rootPath}}
	w.plain.row, w.plain.dates, w.plain.names = s.row, j.dates, j.names
	dst, err := w.document(dst)
	if err == errJSON && j.lenient {
		dst, err = w.plain.Like(dst[:n], src, shape.Literals), nil
	}
	j.plain.release(w.plain, len(src))
	if err == nil && !j.typ.holds(dst[n:]) {
		err = errTooLong
	}
	return dst, err
}

// walk is one text on the way through it.
type walk struct {
	*jsonPaths
	s     *scratch // scratch, and the row
	plain *scratch // of what no path names
	src   []byte
	at    int

	jsonWhere
	inside int // the strings of so many other texts
}

// jsonWhere is what led to the value at the cursor.
type jsonWhere struct {
	path        jsonRoute
	parent, key []byte // of it, or of the array that it is in, and of what that is in; nil: there is none
	guarded     bool   // nothing stays of where it is
}

// space appends the white space at the cursor.
func (w *walk) space(dst []byte) []byte {
	at := w.at
	w.skipSpace()
	return append(dst, w.src[at:w.at]...)
}

func (w *walk) skipSpace() {
	for w.at < len(w.src) {
		switch w.src[w.at] {
		case ' ', '\t', '\n', '\r':
			w.at++
		default:
			return
		}
	}
}

// peek returns the byte at the cursor, 0 at the end.
func (w *walk) peek() byte {
	if w.at == len(w.src) {
		return 0
	}
	return w.src[w.at]
}

func (w *walk) document(dst []byte) ([]byte, error) {
	dst, err := w.value(w.space(dst), w.all, 0, nil)
	if err != nil {
		return dst, err
	}
	if dst = w.space(dst); w.at < len(w.src) {
		return dst, errJSON
	}
	return dst, nil
}

// value appends the value at the cursor. alive are the paths that led here in
// depth steps, and r is the rule of what it is in, or nil.
func (w *walk) value(dst []byte, alive pathSet, depth int, r *leafRule) ([]byte, error) {
	if i := w.ending(alive, depth); i < maxPaths {
		r = w.rules[i]
	}
	if r != nil && r.constant != "" {
		return w.replace(dst, r)
	}
	switch w.peek() {
	case '{', '[':
		return w.container(dst, alive, depth, r)
	case '"':
		if out, ok, err := w.nested(dst, alive, depth, r); ok {
			return out, err
		}
	}
	return w.leaf(dst, r)
}

// nested appends the string at the cursor if it is a JSON text that paths lead
// into: they go on there as if it stood in the string's place. It is not ok, and
// the cursor stays, where it is none.
func (w *walk) nested(dst []byte, alive pathSet, depth int, r *leafRule) (out []byte, ok bool, err error) {
	n, _ := stringLen(w.src[w.at:])
	if r != nil || n == 0 || alive.isEmpty() || w.inside >= deepest || !isNestedJSON(w.src[w.at:w.at+n]) {
		return dst, false, nil
	}
	v := w.src[w.at : w.at+n]
	in := walk{jsonPaths: w.jsonPaths, s: w.s, plain: w.plain, src: appendUnescaped(nil, v[1:n-1]), inside: w.inside + 1,
		jsonWhere: jsonWhere{path: w.path, guarded: w.guarded || w.said().guards}}
	text, err := in.value(in.space(nil), alive, depth, nil)
	if err == nil {
		if text = in.space(text); in.at < len(in.src) {
			err = errJSON
		}
	}
	switch {
	case err == errJSON:
		return dst, false, nil
	case err != nil:
		return dst, true, err
	}
	w.at += n
	if bytes.Equal(text, in.src) {
		return append(dst, v...), true, nil
	}
	return appendQuoted(dst, text, bytes.Contains(v, []byte(`\u`))), true, nil
}

// ending returns the first path of alive that has no more steps, or maxPaths.
func (w *walk) ending(alive pathSet, depth int) int {
	for i := alive.next(0); i < maxPaths; i = alive.next(i + 1) {
		if len(w.paths[i].steps) == depth {
			return i
		}
	}
	return maxPaths
}

// replace appends the constant of r in place of the value at the cursor.
func (w *walk) replace(dst []byte, r *leafRule) ([]byte, error) {
	n, at := len(dst), w.at
	dst, err := w.value(dst, pathSet{}, 0, w.kept)
	if err != nil {
		return dst, err
	}
	if old := w.src[at:w.at]; r.keepNull && string(old) == "null" || r.keepEmpty && string(old) == `""` {
		return dst, nil
	}
	return append(dst[:n], r.constant...), nil
}

// container appends the object or array at the cursor, without the members that
// are deleted.
func (w *walk) container(dst []byte, alive pathSet, depth int, r *leafRule) ([]byte, error) {
	object := w.peek() == '{'
	end := byte(']')
	if object {
		end = '}'
	}
	dst = append(dst, w.src[w.at])
	w.at++
	var lead []byte // the white space before the first member
	var err error
	kept := 0
	w.guarded = w.guarded || w.said().guards
	within := w.jsonWhere
	for i := 0; ; i++ {
		start := w.at
		w.skipSpace()
		if i == 0 {
			if lead = w.src[start:w.at]; w.peek() == end {
				w.at++
				return append(append(dst, lead...), end), nil
			}
		}
		mark, deleted := len(dst), false
		if kept > 0 {
			dst = append(append(dst, ','), w.src[start:w.at]...)
		} else {
			dst = append(dst, lead...)
		}
		if dst, deleted, err = w.member(dst, alive, depth, i, object, r); err != nil {
			return dst, err
		}
		w.jsonWhere = within
		if deleted {
			dst = dst[:mark]
		} else {
			kept++
		}
		space := w.at
		w.skipSpace()
		switch c := w.peek(); {
		case c == end:
			dst = append(dst, w.src[space:w.at]...)
			w.at++
			return append(dst, end), nil
		case c != ',':
			return dst, errJSON
		case !deleted:
			dst = append(dst, w.src[space:w.at]...)
		}
		w.at++
	}
}

// member appends member i of the container that the cursor is in, with its key.
// deleted says that it goes; then what was appended is of no account.
func (w *walk) member(dst []byte, alive pathSet, depth, i int, object bool, r *leafRule) (out []byte, deleted bool, err error) {
	next := w.steps(alive, depth, object, i)
	if object {
		n := 0
		if w.at < len(w.src) {
			n = keyLen(w.src[w.at:])
		}
		if n == 0 {
			return dst, false, errJSON
		}
		key := w.src[w.at : w.at+n]
		if w.unlisted == "mask" && (r == nil || !r.keep) && !w.named(alive, depth) && isDataKey(key) {
			dst = w.plain.jsonKey(dst, key)
		} else {
			dst = append(dst, key...)
		}
		w.path, w.parent, w.key = w.path.to(key), w.key, key
		w.at += n
		dst = w.space(dst)
	}
	if !next.isEmpty() {
		if e := w.ending(next, depth+1); e < maxPaths && w.rules[e].delete {
			dst, err = w.value(dst, pathSet{}, 0, w.kept)
			return dst, true, err
		}
	}
	dst, err = w.value(dst, next, depth+1, r)
	return dst, false, err
}

// steps returns the paths of alive that lead on to the member at the cursor: to
// its key, or to its index.
func (w *walk) steps(alive pathSet, depth int, object bool, index int) (next pathSet) {
	if alive.isEmpty() {
		return next
	}
	var name []byte
	if object {
		name = w.memberName()
	}
	for i := alive.next(0); i < maxPaths; i = alive.next(i + 1) {
		if len(w.paths[i].steps) <= depth {
			continue
		}
		s := &w.paths[i].steps[depth]
		switch {
		case object && (s.kind == stepAnyKey || s.kind == stepKey && s.member == string(name)),
			!object && (s.kind == stepAny || s.kind == stepIndex && s.index == index):
			next.add(i)
		}
	}
	return next
}

// named reports whether a path names the key at the cursor.
func (w *walk) named(alive pathSet, depth int) bool {
	for i := alive.next(0); i < maxPaths; i = alive.next(i + 1) {
		if len(w.paths[i].steps) > depth {
			if s := &w.paths[i].steps[depth]; s.kind == stepKey && s.member == string(w.memberName()) {
				return true
			}
		}
	}
	return false
}

// memberName returns the key at the cursor, decoded: valid until scratch is used.
func (w *walk) memberName() []byte {
	if w.at == len(w.src) {
		return nil
	}
	n, _ := stringLen(w.src[w.at:])
	if n == 0 {
		return nil
	}
	raw := w.src[w.at+1 : w.at+n-1]
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	w.s.in = appendUnescaped(w.s.in[:0], raw)
	return w.s.in
}

// leaf appends the string, number, boolean or null at the cursor.
func (w *walk) leaf(dst []byte, r *leafRule) ([]byte, error) {
	n := 0
	if w.at < len(w.src) {
		n = scalarLen(w.src[w.at:])
	}
	if n == 0 {
		return dst, errJSON
	}
	v := w.src[w.at : w.at+n]
	w.at += n
	c := v[0]
	isText, isNumber := c == '"', c == '-' || '0' <= c && c <= '9'
	switch {
	case r == nil && (isText || isNumber):
		return w.other(dst, v, isText)
	case r == nil && c != 'n' && w.unlisted == "mask":
		if w.said().keeps(v) {
			return append(dst, v...), nil
		}
		return w.plain.boolean(dst, v, w.path), nil
	case r == nil && c != 'n' && w.unlisted == "fail":
		return w.other(dst, v, false)
	case r == nil || r.keep || c == 'n':
		return append(dst, v...), nil
	case isText:
		return w.string(dst, v, r)
	case isNumber:
		return w.number(dst, v, r)
	case r.boolean == nil:
		return w.plain.boolean(dst, v, w.path), nil
	}
	out, err := r.boolean.Append(w.s.out[:0], v[:1], w.s.row)
	if err != nil {
		return dst, err
	}
	if w.s.out = out; string(out) == "t" {
		return append(dst, "true"...), nil
	}
	return append(dst, "false"...), nil
}

// other appends the string or number v, or under "fail" the boolean, that no path names.
func (w *walk) other(dst, v []byte, isText bool) ([]byte, error) {
	switch {
	case w.unlisted == "keep" || len(v) == 2 && isText:
		return append(dst, v...), nil
	case w.unlisted == "fail":
		return dst, fmt.Errorf("byte %d of the JSON text: %w", w.at-len(v)+1, errUnlisted)
	}
	said := w.said()
	switch {
	case isText && isNestedJSON(v) && w.inside < deepest:
		return w.plain.nested(dst, v, jsonPlace{path: w.path, inside: w.inside + 1, guarded: w.guarded || said.guards}), nil
	case said.keeps(v):
		return append(dst, v...), nil
	case isText:
		_, set := stringLen(v)
		return w.plain.jsonLeaf(dst, v, said, set), nil
	}
	return w.plain.jsonNumber(dst, v, said), nil
}

// said returns what the keys say of the value at the cursor.
func (w *walk) said() *said {
	if w.names == nil {
		return nothing()
	}
	said := w.names.of(w.parent, w.key, w.plain)
	if w.guarded {
		return said.within
	}
	return said
}

// string appends the JSON string v under a rule. If v has characters written as
// \u escapes, so has the result, for the database may have none else.
func (w *walk) string(dst, v []byte, r *leafRule) ([]byte, error) {
	if r.text == nil {
		return dst, r.leafError("a string")
	}
	text, ascii := w.s.unquoted(v)
	if r.dated && !isISODate(text) && len(text) > 0 {
		return dst, fmt.Errorf("path %s: %w", r.path, errDate)
	}
	out, err := r.text.Append(w.s.out[:0], text, w.s.row)
	if err != nil {
		return dst, fmt.Errorf("path %s: %w", r.path, err)
	}
	if w.s.out = out; bytes.Equal(out, text) {
		return append(dst, v...), nil
	}
	return appendQuoted(dst, out, ascii), nil
}

// number appends the number v under a rule.
func (w *walk) number(dst, v []byte, r *leafRule) ([]byte, error) {
	m := r.number(v)
	if m == nil {
		return dst, r.leafError("a number")
	}
	out, err := m.Append(w.s.out[:0], v, w.s.row)
	if err != nil {
		return dst, fmt.Errorf("path %s: %w", r.path, err)
	}
	w.s.out = out
	if len(out) == 0 || out[0] == '"' || scalarLen(out) != len(out) {
		return dst, r.leafError("a number")
	}
	return append(dst, out...), nil
}
