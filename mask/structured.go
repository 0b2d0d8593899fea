package mask

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// makeArray returns the mask that does the rule of to each element.
func makeArray(b *build) (Mask, error) {
	if b.typ.Elem == nil {
		return nil, fmt.Errorf("the elements of %s are not known", b.typ.title())
	}
	elem, err := b.inner(b.params["of"], *b.typ.Elem)
	if err != nil {
		return nil, paramError("of", "%w", err)
	}
	if elem.Traits().FillsNull {
		return nil, paramError("of", "NULL elements stay; remove keep_null")
	}
	return b.arrayOf(elem), nil
}

// makeComposite returns the mask that does the rules of fields to them. The
// others are scrambled, or stay.
func makeComposite(b *build) (Mask, error) {
	rules, _ := b.params["fields"].(map[string]any)
	c := &composite{key: b.key}
	var known []string
	for _, f := range b.typ.Fields {
		known = append(known, f.Name)
		var m Mask
		var err error
		rule, listed := rules[f.Name]
		switch {
		case listed:
			m, err = b.inner(rule, f.Type)
		case b.str("unlisted", "mask") == "keep":
			m = keep{}
		default:
			m, err = b.delegate("scramble", f.Type)
		}
		if err == nil && m.Traits().FillsNull {
			err = errors.New("NULL fields stay; remove keep_null")
		}
		if err != nil {
			return nil, paramError("fields", "%s: %w", f.Name, err)
		}
		c.fields = append(c.fields, m)
		c.usesRow = c.usesRow || m.Traits().UsesRow
	}
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		if !slices.Contains(known, name) {
			return nil, paramError("fields", "type %s has no field %s%s", b.typ.title(), name, didYouMean(name, known))
		}
	}
	return c, nil
}

// hstoreKeys masks the values of an hstore by their keys. NULLs stay.
type hstoreKeys struct {
	names    []string // the keys, sorted
	masks    []Mask   // nil: the key goes
	unlisted string
	plain    *Key // of what is not listed, as it is with scramble
}

func makeHstore(b *build) (Mask, error) {
	rules, _ := b.params["keys"].(map[string]any)
	h := &hstoreKeys{unlisted: b.str("unlisted", "mask"), plain: b.root.Derive(b.str("domain_key", "scramble"))}
	m := b.keyed(h, Lossy)
	m.fixed = true
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		h.names = append(h.names, name)
		r, _ := parseInner(rules[name])
		if r.name == deletion {
			h.masks = append(h.masks, nil)
			continue
		}
		if r.name == "set" {
			if _, ok := literal(r.params["value"]); !ok {
				return nil, paramError("keys", "%s: set: want text, a number, true or false", name)
			}
		}
		v, err := b.innerMask(r, Type{Kind: Text, Name: "text"})
		if err != nil {
			return nil, paramError("keys", "%s: %w", name, err)
		}
		m.traits.UsesRow = m.traits.UsesRow || v.Traits().UsesRow
		h.masks = append(h.masks, v)
	}
	return m, nil
}

var errUnlistedKey = errors.New(`a key that no rule names; name it, or set unlisted = "mask"`)

func (h *hstoreKeys) append(dst, src []byte, s *source) ([]byte, error) {
	plain := h.plain.source()
	defer h.plain.release(plain)
	n := len(dst)
	for i := 0; i < len(src); {
		mark := len(dst)
		if mark > n {
			dst = append(dst, ", "...)
		}
		key := quotedLen(src[i:])
		if key == 0 || !bytes.HasPrefix(src[i+key:], []byte("=>")) {
			return dst, errHstore
		}
		name := src[i : i+key]
		dst = append(dst, src[i:i+key+2]...)
		i += key + 2
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
func (h *hstoreKeys) value(dst, name, v []byte, isNull bool, s, plain *source) (out []byte, gone bool, err error) {
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

// find returns the place of a key in h.names, or -1.
func (h *hstoreKeys) find(key []byte) int {
	for i, name := range h.names {
		if name == string(key) {
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
