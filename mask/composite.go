package mask

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
)

var errComposite = errors.New("not a composite value of its type")

// composite masks the fields of a composite value, NULLs aside. The text form
// is that of record_out: (1,"a ""b"" c",), where nothing at all is NULL.
type composite struct {
	fields  []field
	secret  *Key  // for scratch buffers
	class   Class // of the field whose values may meet first
	usesRow bool
}

// field is the mask of a field.
type field struct {
	Mask
	null bool // its result is NULL
}

var compositeSpec = Spec{
	Name: "composite", Family: "structured",
	Summary: "masks by field", Makes: "a composite value",
	Params: []Param{
		{Name: "fields", Kind: RulesParam, Required: true, Help: "a table of fields and rules"},
		{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep"}, Help: "what becomes of other fields; mask scrambles them"},
	},
	Kinds: []Kind{Composite}, Class: Injective, Example: `("12 High Street",SW1A 1AA)`,
	On:   Type{Kind: Composite, Name: "address", Fields: []Field{{"street", anyText}, {"postcode", anyText}}},
	With: Params{"fields": map[string]any{"street": "street"}, "unlisted": "keep"}, make: makeComposite,
}

// makeComposite returns the mask that does the rules of fields to them. The
// others are scrambled, or stay.
func makeComposite(b *build) (Mask, error) {
	rules, _ := b.params["fields"].(map[string]any)
	c := &composite{secret: b.secret, class: Injective}
	var known []string
	for _, f := range b.typ.Fields {
		known = append(known, f.Name)
		var m Mask
		var err error
		rule, listed := rules[f.Name]
		switch {
		case listed:
			m, err = b.nested(rule, f.Type)
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
		c.add(m)
	}
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		if !slices.Contains(known, name) {
			return nil, paramError("fields", "type %s has no field %s%s", b.typ.title(), name, didYouMean(name, known))
		}
	}
	return c, nil
}

// composite returns the mask that scrambles each field by its type.
func (b *build) composite() (Mask, error) {
	c := &composite{secret: b.secret, class: Injective}
	for _, f := range b.typ.Fields {
		m, err := b.delegate("scramble", f.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		c.add(m)
	}
	return c, nil
}

// add adds the mask of the next field.
func (c *composite) add(m Mask) {
	t := m.Traits()
	c.fields = append(c.fields, field{m, t.Null})
	c.usesRow = c.usesRow || t.UsesRow
	c.class = min(c.class, t.Class)
	if t.Null {
		c.class = Lossy
	}
}

func (c *composite) Traits() Traits { return Traits{Class: c.class, UsesRow: c.usesRow} }

func (c *composite) Append(dst, src, row []byte) ([]byte, error) {
	n := len(dst)
	s := c.secret.scratch()
	dst, err := c.append(dst, src, row, s)
	c.secret.release(s, len(src))
	if err != nil {
		return dst[:n], err
	}
	return dst, nil
}

func (c *composite) append(dst, src, row []byte, s *scratch) ([]byte, error) {
	if len(src) < 2 || src[0] != '(' || src[len(src)-1] != ')' {
		return dst, errComposite
	}
	body := src[1 : len(src)-1]
	dst = append(dst, '(')
	for i, f := range c.fields {
		if i > 0 {
			if len(body) == 0 || body[0] != ',' {
				return dst, errComposite
			}
			dst, body = append(dst, ','), body[1:]
		}
		n, ok := s.field(body, ",")
		if !ok {
			return dst, errComposite
		}
		if n > 0 && !f.null {
			lo := len(dst)
			var err error
			if dst, err = f.Append(dst, s.in, row); err != nil {
				return dst, err
			}
			dst = quoteField(dst, lo, "(),")
		}
		body = body[n:]
	}
	if len(body) > 0 {
		return dst, errComposite
	}
	return append(dst, ')'), nil
}

// field puts the decoded form of the field that b begins with into s.in, and
// returns the length of the encoded one. It ends before the first of stops that
// is not quoted, or with b.
func (s *scratch) field(b []byte, stops string) (n int, ok bool) {
	if s.in = s.in[:0]; len(b) > maxScratch && cap(s.in) < len(b) {
		s.in = make([]byte, 0, len(b)) // growing by steps, it would cost twice as much
	}
	quoted := false
	for n < len(b) {
		c := b[n]
		n++
		switch {
		case c == '\\':
			if n == len(b) {
				return 0, false
			}
			s.in = append(s.in, b[n])
			n++
		case c == '"' && quoted && n < len(b) && b[n] == '"':
			s.in = append(s.in, c)
			n++
		case c == '"':
			quoted = !quoted
		case !quoted && bytes.IndexByte([]byte(stops), c) >= 0:
			return n - 1, true
		default:
			s.in = append(s.in, c)
		}
	}
	return n, !quoted
}

// appendField appends a field, in quotes if record_out or, with brackets among
// the marks, range_out would write them.
func appendField(dst, v []byte, marks string) []byte {
	return quoteField(append(dst, v...), len(dst), marks)
}

// quoteField puts the field dst[lo:] into quotes, if it needs them. It does so in
// place: a giant field should not be there twice.
func quoteField(dst []byte, lo int, marks string) []byte {
	plain, more := len(dst) > lo, len(`""`)
	for _, c := range dst[lo:] {
		if c == '"' || c == '\\' {
			more++
			plain = false
		} else if isSpace(c) || bytes.IndexByte([]byte(marks), c) >= 0 {
			plain = false
		}
	}
	if plain {
		return dst
	}
	hi := len(dst) - 1 // of what is to be moved, from the end on
	dst = slices.Grow(dst, more)[:len(dst)+more]
	at := len(dst) - 1
	dst[at] = '"'
	for at--; hi >= lo; hi-- {
		c := dst[hi]
		dst[at] = c
		if at--; c == '"' || c == '\\' {
			dst[at] = c
			at--
		}
	}
	dst[lo] = '"'
	return dst
}
