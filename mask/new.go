package mask

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// New returns the mask of that name for a type. k is the root key: New derives
// from it by the mask's name, or by the parameter domain_key. Where a parameter
// is at fault, the error is a *ParamError.
func New(name string, k *Key, t Type, p Params) (Mask, error) {
	spec, ok := Lookup(name)
	if !ok {
		return nil, fmt.Errorf("no mask is called %s%s", name, didYouMean(name, names()))
	}
	if err := spec.check(p); err != nil {
		return nil, err
	}
	b := &build{spec: spec, root: k, typ: t, params: p}
	b.key = k.Derive(b.str("domain_key", spec.Name))
	if t.Kind == Array && !spec.whole && t.Elem != nil {
		return b.array()
	}
	return b.make()
}

// Default returns the name of the mask for a column of type t that no rule
// names. It is false where none would do.
func Default(t Type) (name string, ok bool) {
	switch t.Kind {
	case Unknown:
		return "", false
	case Bool:
		return "choice", true
	case Enum:
		return "choice", len(t.Labels) > 0
	case Date, Timestamp, TimestampTZ:
		return "date_shift", true
	case UUID:
		return "uuid", true
	case Inet, CIDR:
		return "ip", true
	case MAC:
		return "mac", true
	case Array:
		if t.Elem == nil {
			return "", false
		}
		return Default(*t.Elem)
	case Range, Multirange:
		return "scramble", t.Elem != nil && t.Elem.Kind != Unknown
	case Composite:
		return "scramble", defaultFields(t.Fields)
	}
	return "scramble", true
}

func defaultFields(fields []Field) bool {
	return !slices.ContainsFunc(fields, func(f Field) bool {
		_, ok := Default(f.Type)
		return !ok
	})
}

// A build is one call of New under way.
type build struct {
	spec      *Spec
	root, key *Key
	typ       Type
	params    Params
}

// make returns the mask for b.typ, which is not an array of the mask's types.
func (b *build) make() (Mask, error) {
	if err := b.spec.supports(b.typ); err != nil {
		return nil, err
	}
	return b.spec.make(b)
}

// delegate returns the mask of another name, which makes what this one would
// have to. Only the common parameters are passed on.
func (b *build) delegate(name string, t Type) (Mask, error) {
	p := Params{}
	for _, c := range common() {
		if v, ok := b.params[c.Name]; ok {
			p[c.Name] = v
		}
	}
	return New(name, b.root, t, p)
}

// supports returns nil if the mask can do t.
func (s *Spec) supports(t Type) error {
	if s.Kinds == nil || slices.Contains(s.Kinds, t.Kind) {
		return nil
	}
	if t.Kind == Unknown {
		return fmt.Errorf("the form of type %s is not known; only keep, null and set work on it", t.Name)
	}
	var can []string
	if s.Family == "basic" {
		can = []string{"null", "set"}
	}
	for _, o := range Catalog() {
		forText := o.On.Kind == Text && o.Family != "shape" && t.Kind != Text && t.Kind != Char
		if s.Family != "basic" && o.Family != "basic" && o.Name != s.Name && !forText && slices.Contains(o.Kinds, t.Kind) {
			can = append(can, o.Name)
		}
	}
	err := fmt.Sprintf("mask %s makes %s, and the type is %s", s.Name, s.Makes, t.title())
	if len(can) > 0 {
		err += "; use " + orList(can)
	}
	return errors.New(err)
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// title returns the type's name for a message.
func (t *Type) title() string {
	if t.Name != "" {
		return t.Name
	}
	return t.Kind.String()
}

// limit returns the greatest number of ASCII characters that the type holds, or
// 0 if there is none.
func (t *Type) limit() int {
	switch {
	case t.Len == 0:
		return t.MaxBytes
	case t.MaxBytes == 0:
		return t.Len
	}
	return min(t.Len, t.MaxBytes)
}

// fit returns how many of want characters are left in the type beside fixed
// others, at least least.
func (b *build) fit(want, fixed, least int) (int, error) {
	limit := b.typ.limit()
	if limit == 0 || limit-fixed >= want {
		return want, nil
	}
	if limit-fixed < least {
		return 0, fmt.Errorf("mask %s needs %d characters, and the type is %s", b.spec.Name, fixed+least, b.typ.title())
	}
	return limit - fixed, nil
}

// algo is how a mask makes a value. It appends the masked form of src to dst,
// drawing from s, which it must seed.
type algo interface {
	append(dst, src []byte, s *source) ([]byte, error)
}

// keyed is a mask around an algo: it keeps what is empty, pads what is padded,
// and asks again where the algo gave its own input.
type keyed struct {
	algo      algo
	key       *Key
	traits    Traits
	keepEmpty bool
	fixed     bool // the input may be its own output
	padded    bool // char(n)
	width     int  // char(n): n
	follows   bool // the row's key takes the value's place in the digest
}

// keyed returns the mask around a.
func (b *build) keyed(a algo, c Class) *keyed {
	m := &keyed{
		algo: a, key: b.key,
		traits:    Traits{Class: c, FillsNull: !b.flag("keep_null", true)},
		keepEmpty: b.flag("keep_empty", true),
		padded:    b.typ.Kind == Char, width: b.typ.Len,
	}
	if b.spec.rowKey() && b.str("key", "") != "" {
		m.follows = true
		m.traits.UsesRow, m.traits.Class, m.traits.RowClass = true, Lossy, c
	} else if m.traits.FillsNull {
		m.traits.Class = Lossy // NULLs are all alike
	}
	return m
}

func (m *keyed) Traits() Traits { return m.traits }

func (m *keyed) Append(dst, src, row []byte) ([]byte, error) {
	v := src
	if m.padded {
		v = bytes.TrimRight(src, " ")
	}
	if len(v) == 0 && m.keepEmpty && (src != nil || !m.traits.FillsNull) {
		return append(dst, src...), nil
	}
	s := m.key.source()
	s.row, s.follow = row, m.follows && !isRowNull(row)
	out, err := m.algo.append(dst, v, s)
	for !m.fixed && err == nil && s.round < maxRounds && bytes.Equal(out[len(dst):], v) {
		s.round++
		out, err = m.algo.append(dst, v, s)
	}
	s.round = 0
	m.key.release(s)
	if err != nil {
		return dst, err
	}
	if m.padded {
		out = pad(out, len(dst), m.width)
	}
	return out, nil
}

// pad appends blanks until dst[n:] has width characters.
func pad(dst []byte, n, width int) []byte {
	for have := runes(dst[n:]); have < width; have++ {
		dst = append(dst, ' ')
	}
	return dst
}
