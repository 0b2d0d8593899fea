package mask

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

var errArray = errors.New("not an array of its type")

// array masks the elements of an array, NULLs aside, and keeps its shape. The
// text form is that of array_out: {a,"b c",NULL}, {{1,2},{3,4}}, [0:1]={5,6}.
type array struct {
	elem   Mask
	null   bool // the elements become NULL
	secret *Key // for scratch buffers
	delim  byte
}

var arraySpec = Spec{
	Name: "array", Family: "structured",
	Summary: "a mask for each element", Makes: "an array",
	Params: []Param{{Name: "of", Kind: RuleParam, Required: true, Help: "the rule of the elements"}},
	Kinds:  []Kind{Array}, Class: Injective, Example: `{ann@example.com,bob@example.com}`, On: Type{Kind: Array, Name: "text[]", Elem: &Type{Kind: Text, Name: "text"}, Delim: ','},
	With: Params{"of": "username"}, whole: true, make: makeArray,
}

// makeArray returns the mask that does the rule of to each element.
func makeArray(b *build) (Mask, error) {
	if b.typ.Elem == nil {
		return nil, fmt.Errorf("the elements of %s are not known", b.typ.title())
	}
	elem, err := b.nested(b.params["of"], *b.typ.Elem)
	if err != nil {
		return nil, paramError("of", "%w", err)
	}
	if elem.Traits().FillsNull {
		return nil, paramError("of", "NULL elements stay; remove keep_null")
	}
	return elementwise(b, elem), nil
}

// elementwise returns the mask that does elem to each element of b's array.
func elementwise(b *build, elem Mask) Mask { return Elementwise(elem, b.secret, b.typ.Delim) }

// Elementwise returns the mask that does elem to each element of arrays whose
// elements a character, ',' if it is 0, parts. The key is for buffers alone.
func Elementwise(elem Mask, key *Key, delim byte) Mask {
	a := &array{elem: elem, null: elem.Traits().Null, secret: key, delim: delim}
	if a.delim == 0 {
		a.delim = ','
	}
	return a
}

func (a *array) Traits() Traits {
	t := a.elem.Traits()
	return Traits{Class: t.Class, UsesRow: t.UsesRow}
}

func (a *array) Append(dst, src, row []byte) ([]byte, error) {
	if len(src) == 0 {
		return dst, errArray
	}
	n := len(dst)
	s := a.secret.scratch()
	dst, err := a.append(dst, src, row, s)
	a.secret.release(s, len(src))
	if err != nil {
		return dst[:n], err
	}
	return dst, nil
}

func (a *array) append(dst, src, row []byte, s *scratch) ([]byte, error) {
	i, begun := boundsLen(src), len(dst)
	dst = append(dst, src[:i]...)
	depth, closed := 0, false
	for i < len(src) {
		c := src[i]
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == a.delim || isSpace(c):
		default:
			if len(dst)-begun-i > MaxLonger {
				return dst, ErrLonger // before all of it is there
			}
			dst = roomForRest(dst, len(dst)-begun, i, len(src))
			n, err := a.element(src[i:], s)
			if err != nil || depth == 0 {
				return dst, errArray
			}
			if dst, err = a.appendElement(dst, src[i:i+n], row, s); err != nil {
				return dst, err
			}
			i += n
			continue
		}
		if depth < 0 || closed && !isSpace(c) {
			return dst, errArray
		}
		closed = closed || depth == 0 && c == '}'
		dst = append(dst, c)
		i++
	}
	if !closed {
		return dst, errArray
	}
	return dst, nil
}

// MaxLonger is by how many bytes the masks of a row may make it longer.
const MaxLonger = 8 << 20

// ErrLonger says that they make it longer by more.
var ErrLonger = fmt.Errorf("the masks make the row more than %d MiB longer, as hash does a giant array of short texts; take a mask that keeps their length, or set hash's length", MaxLonger>>20)

// roomForRest makes room in dst for what is left of a giant value whose first
// bytes, done of all, have become made of dst: growing by quarters, what many
// short elements become would take half as much again.
func roomForRest(dst []byte, made, done, all int) []byte {
	if all < giantValue || cap(dst)-len(dst) > maxScratch {
		return dst
	}
	rest := float64(made) * float64(all-done) / float64(max(done, 1))
	return slices.Grow(dst, min(int(rest), all+MaxLonger-made)+made/16+2*maxScratch)
}

// giantValue is the size from which on it matters how often a value is copied.
const giantValue = 4 << 20

// boundsLen returns the length of the [1:2][0:3]= that v begins with, or 0.
func boundsLen(v []byte) int {
	if len(v) == 0 || v[0] != '[' {
		return 0
	}
	for i, c := range v {
		switch {
		case c == '=':
			return i + 1
		case c != '[' && c != ']' && c != ':' && c != '-' && c != '+' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// isSpace is array_isspace of arrayfuncs.c.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// element puts the decoded form of the element that b begins with into s.in,
// and returns the length of the encoded one.
func (a *array) element(b []byte, s *scratch) (n int, err error) {
	s.in = s.in[:0]
	quoted := b[0] == '"'
	if quoted {
		n = 1
	}
	for ; n < len(b); n++ {
		c := b[n]
		switch {
		case c == '\\':
			n++
			if n == len(b) {
				return 0, errArray
			}
			c = b[n]
		case quoted && c == '"':
			return n + 1, nil
		case !quoted && (c == a.delim || c == '}'):
			s.in = bytes.TrimRight(s.in, " \t\n\v\f\r")
			return n, nil
		case !quoted && (c == '"' || c == '{'):
			return 0, errArray
		}
		s.in = append(s.in, c)
	}
	return 0, errArray
}

// appendElement appends the masked form of the element raw, whose decoded form
// is in s.in.
func (a *array) appendElement(dst, raw, row []byte, s *scratch) ([]byte, error) {
	if raw[0] != '"' && isNullWord(s.in) {
		return append(dst, raw...), nil
	}
	if a.null {
		return append(dst, "NULL"...), nil
	}
	out, err := a.elem.Append(s.out[:0], s.in, row)
	if err != nil {
		return dst, err
	}
	s.out = out
	if !a.quotes(out) {
		return append(dst, out...), nil
	}
	dst = append(dst, '"')
	for _, c := range out {
		if c == '"' || c == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, c)
	}
	return append(dst, '"'), nil
}

func isNullWord(v []byte) bool {
	return len(v) == 4 && bytes.EqualFold(v, []byte("NULL"))
}

// quotes reports whether an element has to be quoted, as array_out decides it.
func (a *array) quotes(v []byte) bool {
	if len(v) == 0 || isNullWord(v) {
		return true
	}
	for _, c := range v {
		if c == a.delim || isSpace(c) || c == '"' || c == '\\' || c == '{' || c == '}' {
			return true
		}
	}
	return false
}
