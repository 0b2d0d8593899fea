package mask

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// A template is read once, into parts: parseTemplate, reference, templateColumn and
// parseHelper do that. The row's values are then joined by append, each after its
// helpers, which stand in one table.

// checkTemplate says what is wrong with a template, nil if nothing is.
func checkTemplate(text string) error {
	_, err := parseTemplate(text)
	return err
}

// maxReferences bounds the columns of a template.
const maxReferences = 16

var (
	errTemplateRow  = errors.New("the values of the row's other columns are not known here")
	errTemplateLong = errors.New("what the template makes is too long for the column's type")
)

// template joins texts and values of the row's other columns.
type template struct {
	parts []templatePart
	refs  []Reference
	limit Type // of the result
}

// templatePart is a text, or a reference and what is done to its value.
type templatePart struct {
	text string
	ref  int // -1: a text
	ops  []templateOp
}

// templateOp is a helper of a template, with its argument.
type templateOp struct {
	helper *helper
	n      int
	text   []byte
}

// helper is what can be done to a value in a template: change its characters,
// take a part of it, or make another one of it. v is nil for NULL.
type helper struct {
	name  string
	arg   string // what its argument is, "" if it has none
	lossy bool   // two values may come out equal

	rune func(rune) rune
	part func(v []byte, op *templateOp) []byte
	make func(dst, v []byte, op *templateOp, s *scratch) []byte // dst does not overlap v
}

func helpers() []helper {
	return []helper{
		{name: "lower", lossy: true, rune: unicode.ToLower},
		{name: "upper", lossy: true, rune: unicode.ToUpper},
		{name: "nodash", make: appendBare},
		{name: "hash", arg: "how many hexadecimal digits, 1 to 64", make: func(dst, v []byte, op *templateOp, s *scratch) []byte {
			s.Seed(v)
			var digits [64]byte
			hex.Encode(digits[:], s.Digest()[:])
			return append(dst, digits[:op.n]...)
		}},
		{name: "digits", arg: "how many decimal digits, 1 to 64", lossy: true, make: func(dst, v []byte, op *templateOp, s *scratch) []byte {
			s.Seed(v)
			for range op.n {
				dst = append(dst, '0'+byte(s.Below(10)))
			}
			return dst
		}},
		{name: "first", arg: "how many characters", lossy: true, part: func(v []byte, op *templateOp) []byte {
			return v[:runesLen(v, op.n)]
		}},
		{name: "last", arg: "how many characters", lossy: true, part: func(v []byte, op *templateOp) []byte {
			return v[runesLen(v, max(0, shape.Runes(v)-op.n)):]
		}},
		{name: "default", arg: "the text in place of NULL", lossy: true, part: func(v []byte, op *templateOp) []byte {
			if v == nil {
				return op.text
			}
			return v
		}},
	}
}

// appendBare appends a UUID without its hyphens, and any other text as it is.
func appendBare(dst, v []byte, _ *templateOp, _ *scratch) []byte {
	if !shape.IsUUID(v) {
		return append(dst, v...)
	}
	for _, c := range v {
		if c != '-' {
			dst = append(dst, c)
		}
	}
	return dst
}

// appendRunes appends v with each character changed by all of ops: a giant value
// has no copy between two of them.
func appendRunes(dst, v []byte, ops []templateOp) []byte {
	dst = slices.Grow(dst, len(v))
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		if r == utf8.RuneError && size == 1 {
			dst = append(dst, v[i])
		} else {
			for n := range ops {
				r = ops[n].helper.rune(r)
			}
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

// runesLen returns the length of the first n characters of v in bytes.
func runesLen(v []byte, n int) int {
	i := 0
	for ; n > 0 && i < len(v); n-- {
		_, size := utf8.DecodeRune(v[i:])
		i += size
	}
	return i
}

var templateSpec = Spec{
	Name: "template", Family: "text",
	Summary: "text and the row's other columns: user{id}@staging.invalid", Makes: "text",
	Params: []Param{{Name: "value", Kind: StringParam, Required: true, Help: "the text, with columns in braces", text: checkTemplate}},
	Notes: []string{
		"{id} is a column as it is masked, {id|original} as it was",
		`{"odd name"} quotes a name; {{ and }} are braces`,
		"{id|hash:8} {id|digits:4} so many hexadecimal or decimal digits of its keyed digest",
		"{id|nodash} a UUID without its dashes",
		"{id|first:3} {id|last:3} so many characters",
		"{id|lower} {id|upper}",
		"{id|default:none} a text in the place of NULL, which else leaves nothing",
	},
	Kinds: textKinds, Example: "ann.lee@example.com", On: anyText,
	With: Params{"value": "user{id}@staging.invalid"}, whole: true, fills: true, make: makeTemplate,
}

func makeTemplate(b *build) (Mask, error) {
	t, err := parseTemplate(b.str("value", ""))
	if err != nil {
		return nil, err
	}
	t.limit = b.typ
	least := 0
	for _, p := range t.parts {
		least += utf8.RuneCountInString(p.text)
	}
	if limit := b.typ.limit(); limit > 0 && least > limit {
		return nil, paramError("value", "its text alone has %d characters, and the type is %s", least, b.typ.title())
	}
	m := b.keyed(t, Lossy)
	m.fixed = true
	m.traits.UsesRow, m.traits.References, m.traits.RowClass = true, t.refs, t.rowClass()
	return m, nil
}

// rowClass returns the class of a template whose one value is another in each
// row.
func (t *template) rowClass() Class {
	if len(t.refs) != 1 {
		return Lossy
	}
	for _, p := range t.parts {
		if p.ref >= 0 && !slices.ContainsFunc(p.ops, func(op templateOp) bool {
			return op.helper.lossy || op.helper.name == "hash" && op.n < distinctHex
		}) {
			return Distinct
		}
	}
	return Lossy
}

// distinctHex is how many hexadecimal digits tell 80 bits.
const distinctHex = 20

// parseTemplate reads a template: text, {column}, {column|helper|helper:argument},
// {"odd column"}, {{ and }} for braces.
func parseTemplate(text string) (*template, error) {
	t := &template{}
	for text != "" {
		i := strings.IndexAny(text, "{}")
		switch {
		case i < 0:
			t.literal(text)
			text = ""
		case strings.HasPrefix(text[i:], "{{") || strings.HasPrefix(text[i:], "}}"):
			t.literal(text[:i+1])
			text = text[i+2:]
		case text[i] == '}':
			return nil, errors.New("a } without its {; write }} for a brace")
		default:
			t.literal(text[:i])
			rest, err := t.reference(text[i+1:])
			if err != nil {
				return nil, err
			}
			text = rest
		}
	}
	switch {
	case len(t.refs) == 0:
		return nil, errors.New(`want a column in it, as in "user{id}@staging.invalid"; for a fixed text use { set = "…" }`)
	case len(t.refs) > maxReferences:
		return nil, fmt.Errorf("want %d columns in it at most", maxReferences)
	}
	return t, nil
}

// literal adds a text.
func (t *template) literal(text string) {
	if text != "" {
		t.parts = append(t.parts, templatePart{text: text, ref: -1})
	}
}

// reference adds what stands between braces and returns the text behind them.
func (t *template) reference(text string) (rest string, err error) {
	column, rest, err := templateColumn(text)
	if err != nil {
		return "", err
	}
	ref := Reference{Column: column}
	p := templatePart{}
	for strings.HasPrefix(rest, "|") {
		i := strings.IndexAny(rest[1:], "|}")
		if i < 0 {
			break
		}
		word := rest[1 : 1+i]
		rest = rest[1+i:]
		if word == "original" && len(p.ops) == 0 && !ref.Original {
			ref.Original = true
			continue
		}
		op, err := parseHelper(word)
		if err != nil {
			return "", err
		}
		p.ops = append(p.ops, op)
	}
	if !strings.HasPrefix(rest, "}") {
		return "", errors.New("a { without its }; write {{ for a brace")
	}
	ref.Digest = slices.ContainsFunc(p.ops, func(op templateOp) bool { return op.helper.name == "hash" || op.helper.name == "digits" })
	p.ref = slices.IndexFunc(t.refs, func(r Reference) bool { return r.Column == ref.Column && r.Original == ref.Original })
	if p.ref < 0 {
		p.ref = len(t.refs)
		t.refs = append(t.refs, ref)
	}
	t.refs[p.ref].Digest = t.refs[p.ref].Digest && ref.Digest
	t.parts = append(t.parts, p)
	return rest[1:], nil
}

// templateColumn reads a column's name, bare or in double quotes.
func templateColumn(text string) (name, rest string, err error) {
	if !strings.HasPrefix(text, `"`) {
		i := strings.IndexAny(text, "|}")
		if i < 0 {
			return "", "", errors.New("a { without its }; write {{ for a brace")
		}
		name, rest = text[:i], text[i:]
		if name == "" || strings.ContainsAny(name, `{"`) {
			return "", "", errors.New(`want a column's name after {; quote an odd one: {"odd name"}`)
		}
		return name, rest, nil
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			b.WriteByte(text[i])
			continue
		}
		if strings.HasPrefix(text[i+1:], `"`) {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), text[i+1:], nil
	}
	return "", "", errors.New("a quoted column's name has no end")
}

// parseHelper reads helper or helper:argument.
func parseHelper(word string) (templateOp, error) {
	name, arg, hasArg := strings.Cut(word, ":")
	all := helpers()
	i := slices.IndexFunc(all, func(h helper) bool { return h.name == name })
	if i < 0 {
		known := []string{"original"}
		for _, h := range all {
			known = append(known, h.name)
		}
		return templateOp{}, fmt.Errorf("no helper is called %s%s; there are %s, and original comes first",
			name, didYouMean(name, known), strings.Join(known, ", "))
	}
	op := templateOp{helper: &all[i], text: []byte(arg)}
	switch {
	case hasArg != (op.helper.arg != ""):
		if hasArg {
			return op, fmt.Errorf("helper %s takes no argument", name)
		}
		return op, fmt.Errorf("helper %s wants %s, as in {id|%s:…}", name, op.helper.arg, name)
	case name == "default" || !hasArg:
		return op, nil
	}
	most := 1000
	if name == "hash" || name == "digits" {
		most = 64
	}
	n, err := strconv.Atoi(arg)
	if err != nil || n < 1 || n > most {
		return op, fmt.Errorf("helper %s wants %s, from 1 to %d", name, op.helper.arg, most)
	}
	op.n = n
	return op, nil
}

func (t *template) append(dst, _ []byte, s *scratch) ([]byte, error) {
	var values [maxReferences][]byte
	if !splitRow(values[:len(t.refs)], s.row) {
		return dst, errTemplateRow
	}
	size := 0
	for i := range t.parts {
		if p := &t.parts[i]; p.ref < 0 {
			size += len(p.text)
		} else {
			size += len(values[p.ref])
		}
	}
	n := len(dst)
	dst = slices.Grow(dst, size)
	for i := range t.parts {
		p := &t.parts[i]
		if p.ref < 0 {
			dst = append(dst, p.text...)
			continue
		}
		dst = p.append(dst, values[p.ref], s)
	}
	if l := t.limit; l.Len > 0 && shape.Runes(dst[n:]) > l.Len || l.MaxBytes > 0 && len(dst)-n > l.MaxBytes {
		return dst[:n], errTemplateLong
	}
	return dst, nil
}

// append appends a value after its helpers. Of NULL nothing is left but what
// default says, as with concat in SQL.
func (p *templatePart) append(dst, v []byte, s *scratch) []byte {
	for ops := p.ops; len(ops) > 0; {
		op, n := &ops[0], 1
		switch {
		case v == nil && op.helper.name != "default":
		case op.helper.part != nil:
			v = op.helper.part(v, op)
		default:
			for n < len(ops) && ops[n-1].helper.rune != nil && ops[n].helper.rune != nil {
				n++
			}
			if n == len(ops) {
				return op.append(dst, v, ops, s)
			}
			// Two buffers in turn: a helper's input is the last one's output.
			s.in, s.out = s.out, s.in
			s.out = op.append(s.out[:0], v, ops[:n], s)
			v = s.out
		}
		ops = ops[n:]
	}
	return append(dst, v...)
}

// append appends v after the helper, or after all of ops where they change
// characters.
func (op *templateOp) append(dst, v []byte, ops []templateOp, s *scratch) []byte {
	if op.helper.rune != nil {
		return appendRunes(dst, v, ops)
	}
	return op.helper.make(dst, v, op, s)
}
