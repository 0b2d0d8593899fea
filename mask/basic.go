package mask

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// keep returns every value as it is.
type keep struct{}

var keepSpec = Spec{
	Name: "keep", Family: "basic",
	Summary: "the value as it is", Makes: "the value",
	Class: Injective, Example: "Ann Lee", On: anyText, whole: true, make: makeKeep,
}

func makeKeep(*build) (Mask, error) { return keep{}, nil }

func (keep) Append(dst, src, _ []byte) ([]byte, error) { return append(dst, src...), nil }
func (keep) Traits() Traits                            { return Traits{Class: Injective, Keep: true} }

// null makes every value NULL.
type null struct{}

var nullSpec = Spec{
	Name: "null", Family: "basic",
	Summary: "NULL", Makes: "NULL",
	Example: "Ann Lee", On: anyText, whole: true, make: makeNull,
}

func makeNull(*build) (Mask, error) { return null{}, nil }

func (null) Append(dst, _, _ []byte) ([]byte, error) {
	return dst, fmt.Errorf("mask null makes NULL, which has no text")
}
func (null) Traits() Traits { return Traits{Null: true} }

// constant puts one text in the place of every value.
type constant struct {
	text      string
	keepEmpty bool
	fillsNull bool
	padded    bool
}

func (b *build) constant(text string) *constant {
	c := &constant{
		text:      text,
		keepEmpty: b.flag("keep_empty", true),
		fillsNull: !b.flag("keep_null", true),
		padded:    b.typ.Kind == Char,
	}
	if c.padded {
		c.text += strings.Repeat(" ", max(0, b.typ.Len-utf8.RuneCountInString(text)))
	}
	return c
}

func (c *constant) Append(dst, src, _ []byte) ([]byte, error) {
	if c.keepEmpty && (src != nil || !c.fillsNull) && empty(src, c.padded) {
		return append(dst, src...), nil
	}
	return append(dst, c.text...), nil
}

func (c *constant) Traits() Traits { return Traits{FillsNull: c.fillsNull} }

// empty reports whether v is the empty string, or a padded one.
func empty(v []byte, padded bool) bool {
	for _, c := range v {
		if c != ' ' || !padded {
			return false
		}
	}
	return true
}

var setSpec = Spec{
	Name: "set", Family: "basic",
	Summary: "one fixed value", Makes: "a fixed value",
	Params:  []Param{{Name: "value", Kind: LiteralParam, Required: true, Help: "the value, as SQL would take it"}},
	Example: "Ann Lee", On: anyText, With: Params{"value": "a value"}, whole: true, fills: true, make: makeSet,
}

func makeSet(b *build) (Mask, error) {
	text, _ := literal(b.params["value"])
	text, err := b.valid(text)
	if err != nil {
		return nil, &ParamError{Param: "value", Err: err}
	}
	return b.constant(text), nil
}

var redactSpec = Spec{
	Name: "redact", Family: "basic",
	Summary: "[REDACTED], cut to the column's length", Makes: "text",
	Params: []Param{{Name: "with", Kind: StringParam, Default: "[REDACTED]", Help: "the text to write"}},
	Kinds:  []Kind{Text, Char, JSON, JSONB}, Example: "Ann Lee", On: anyText, fills: true, make: makeRedact,
}

func makeRedact(b *build) (Mask, error) {
	with := b.str("with", "[REDACTED]")
	if strings.ContainsRune(with, 0) || !utf8.ValidString(with) {
		return nil, paramError("with", "want UTF-8 without NUL characters")
	}
	if b.typ.Kind == JSON || b.typ.Kind == JSONB {
		return b.constant(quoteJSON(with)), nil
	}
	return b.constant(cut(with, b.typ)), nil
}

// cut returns the start of text that fits t.
func cut(text string, t Type) string {
	n := 0
	for i, r := range text {
		if t.Len > 0 && n == t.Len || t.MaxBytes > 0 && i+utf8.RuneLen(r) > t.MaxBytes {
			return text[:i]
		}
		n++
	}
	return text
}

var emptySpec = Spec{
	Name: "empty", Family: "basic",
	Summary: "the type's empty value or zero: '', 0, {}", Makes: "an empty value",
	Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Time, TimeTZ, Interval, UUID, Bytea, Bit,
		JSON, JSONB, Hstore, TSVector, Array, Range, Multirange},
	Example: "Ann Lee", On: anyText, whole: true, fills: true, make: makeEmpty,
}

func makeEmpty(b *build) (Mask, error) {
	text, ok := zero(b.typ)
	if !ok {
		return nil, fmt.Errorf("type %s has no empty value; use null or set", b.typ.title())
	}
	return b.constant(text), nil
}

// zero returns the empty value of a type, or its zero.
func zero(t Type) (string, bool) {
	switch t.Kind {
	case Text, Char, Hstore, TSVector:
		return "", true
	case Int, Numeric, Float, Money:
		return "0", true
	case Bool:
		return "f", true
	case Time, Interval:
		return "00:00:00", true
	case TimeTZ:
		return "00:00:00+00", true
	case UUID:
		return "00000000-0000-0000-0000-000000000000", true
	case Bytea:
		return `\x`, true
	case Bit:
		return strings.Repeat("0", t.Len), true
	case JSON, JSONB, Array, Multirange:
		return "{}", true
	case Range:
		return "empty", true
	}
	return "", false
}
