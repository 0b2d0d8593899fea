package mask

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	"sanitize/mask/internal/shape"
)

var (
	errHstore      = errors.New("not an hstore")
	errUnlistedKey = errors.New(`a key that no rule names; name it, or set unlisted = "mask"`)
)

// hstore masks the values of an hstore by their keys; NULLs stay. It reads what
// hstore_out writes: "key"=>"value", "key"=>NULL.
type hstore struct {
	names    []string // the keys, sorted
	masks    []Mask   // nil: the key goes
	unlisted string
	plain    *Key // of what is not listed, as it is with scramble
}

var hstoreSpec = Spec{
	Name: "hstore", Family: "structured",
	Summary: "masks by key", Makes: "an hstore",
	Params: []Param{
		{Name: "keys", Kind: RulesParam, Required: true, deletes: true, Help: `a table of keys and rules: a mask, { set = … }, "delete"`},
		{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep", "fail"}, Help: "what becomes of the values of other keys"},
	},
	Kinds: []Kind{Hstore}, Example: `"mail"=>"ann@example.com", "theme"=>"dark"`, On: Type{Kind: Hstore, Name: "hstore"},
	With: Params{"keys": map[string]any{"mail": "email"}, "unlisted": "keep"}, make: makeHstore,
}

func makeHstore(b *build) (Mask, error) {
	rules, _ := b.params["keys"].(map[string]any)
	h := &hstore{unlisted: b.str("unlisted", "mask"), plain: b.keyOf(&scrambleSpec)}
	m := b.keyed(h, Lossy)
	m.fixed = true
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		h.names = append(h.names, name)
		r, _ := parseNested(rules[name])
		if r.name == deletion {
			h.masks = append(h.masks, nil)
			continue
		}
		if r.name == "set" {
			if _, ok := literal(r.params["value"]); !ok {
				return nil, paramError("keys", "%s: set: want text, a number, true or false", name)
			}
		}
		v, err := b.nestedMask(r, Type{Kind: Text, Name: "text"})
		if err != nil {
			return nil, paramError("keys", "%s: %w", name, err)
		}
		m.traits.UsesRow = m.traits.UsesRow || v.Traits().UsesRow
		h.masks = append(h.masks, v)
	}
	return m, nil
}

func (h *hstore) append(dst, src []byte, s *scratch) ([]byte, error) {
	plain := h.plain.scratch()
	defer h.plain.release(plain, len(src))
	start := len(dst)
	for i := 0; i < len(src); {
		mark := len(dst)
		if mark > start {
			dst = append(dst, ", "...)
		}
		n := quotedLen(src[i:])
		if n == 0 || !bytes.HasPrefix(src[i+n:], []byte("=>")) {
			return dst, errHstore
		}
		name := src[i : i+n]
		s.in = appendUnquoted(s.in[:0], name)
		if h.unlisted == "mask" && h.find(s.in) < 0 && isData(s.in) {
			dst = append(plain.quoted(dst, name), "=>"...)
		} else {
			dst = append(dst, src[i:i+n+2]...)
		}
		i += n + 2
		size := quotedLen(src[i:])
		isNull := size == 0 && bytes.HasPrefix(src[i:], []byte("NULL"))
		if isNull {
			size = len("NULL")
		} else if size == 0 {
			return dst, errHstore
		}
		out, gone, err := h.value(dst, name, src[i:i+size], isNull, s, plain)
		if err != nil {
			return dst, err
		}
		if dst = out; gone {
			dst = dst[:mark]
		}
		if i += size; i == len(src) {
			break
		}
		if !bytes.HasPrefix(src[i:], []byte(", ")) || i+2 == len(src) {
			return dst, errHstore
		}
		i += 2
	}
	return dst, nil
}

// value appends the masked form of the value v of a key, both as they are
// written. gone says that the key goes.
func (h *hstore) value(dst, name, v []byte, isNull bool, s, plain *scratch) (out []byte, gone bool, err error) {
	s.in = appendUnquoted(s.in[:0], name)
	at := h.find(s.in)
	listed := at >= 0
	switch {
	case listed && h.masks[at] == nil:
		return dst, true, nil
	case isNull || !listed && h.unlisted == "keep" || listed && h.masks[at].Traits().Keep:
		return append(dst, v...), false, nil
	case listed && h.masks[at].Traits().Null:
		return append(dst, "NULL"...), false, nil
	case !listed && h.unlisted == "fail":
		return dst, false, errUnlistedKey
	case !listed:
		return plain.quoted(dst, v), false, nil
	}
	s.in = appendUnquoted(s.in[:0], v)
	if s.out, err = h.masks[at].Append(s.out[:0], s.in, s.row); err != nil {
		return dst, false, err
	}
	return appendHstore(dst, s.out), false, nil
}

// find returns the place of a name in h.names, or -1.
func (h *hstore) find(name []byte) int {
	for i, listed := range h.names {
		if listed == string(name) {
			return i
		}
	}
	return -1
}

// appendUnquoted appends what a "string" of an hstore stands for.
func appendUnquoted(dst, v []byte) []byte {
	for i := 1; i < len(v)-1; i++ {
		if v[i] == '\\' {
			i++
		}
		dst = append(dst, v[i])
	}
	return dst
}

// appendHstore appends v as hstore_out writes it.
func appendHstore(dst, v []byte) []byte {
	dst = append(dst, '"')
	for _, c := range v {
		if c == '"' || c == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, c)
	}
	return append(dst, '"')
}

// quotedLen returns the length of the "string" that b begins with, in which a
// backslash escapes any character, or 0.
func quotedLen(b []byte) int {
	if len(b) == 0 || b[0] != '"' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// quoted appends the "string" v, scrambled.
func (s *scratch) quoted(dst, v []byte) []byte {
	s.in = appendUnquoted(s.in[:0], v)
	s.out = s.out[:0]
	if len(s.in) > 0 {
		s.out = s.Like(s.out, s.in, shape.Literals)
	}
	return appendHstore(dst, s.out)
}
