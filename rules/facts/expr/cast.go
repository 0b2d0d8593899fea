package expr

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// castType returns what a cast makes of values, noClass if that is not known.
func (c *compiler) castType(ref *dumpfmt.TypeRef) (class, mask.Type) {
	if t, ok := castTypes[ref.Name.Name]; ok && isPlain(ref) {
		return classOf(t), t
	}
	switch {
	case ref.Name.Name == "citext":
		return foldClass, mask.Type{Kind: mask.Text}
	case sameType(c.typ, ref):
		return classOf(c.typ), c.typ // an enum, or a domain
	case c.typ.Elem != nil && sameType(*c.typ.Elem, ref):
		return classOf(*c.typ.Elem), *c.typ.Elem
	}
	return noClass, mask.Type{}
}

// isPlain reports whether a cast is to a type of the system's own, and no array.
func isPlain(t *dumpfmt.TypeRef) bool {
	return t.Dims == 0 && (t.Name.Schema == "" || t.Name.Schema == "pg_catalog")
}

// castTypes are the built-in types by their internal names.
var castTypes = map[string]mask.Type{
	"text": {Kind: mask.Text}, "varchar": {Kind: mask.Text}, "name": {Kind: mask.Text, MaxBytes: 63}, "bpchar": {Kind: mask.Char},
	"int2": {Kind: mask.Int, Bits: 16}, "int4": {Kind: mask.Int, Bits: 32}, "int8": {Kind: mask.Int, Bits: 64},
	"numeric": {Kind: mask.Numeric}, "float4": {Kind: mask.Float, Bits: 32}, "float8": {Kind: mask.Float, Bits: 64},
	"money": {Kind: mask.Money}, "bool": {Kind: mask.Bool}, "date": {Kind: mask.Date},
	"timestamp": {Kind: mask.Timestamp}, "timestamptz": {Kind: mask.TimestampTZ},
	"time": {Kind: mask.Time}, "timetz": {Kind: mask.TimeTZ}, "interval": {Kind: mask.Interval},
	"uuid": {Kind: mask.UUID}, "inet": {Kind: mask.Inet}, "cidr": {Kind: mask.CIDR},
	"json": {Kind: mask.JSON}, "jsonb": {Kind: mask.JSONB}, "bytea": {Kind: mask.Bytea},
}

// sameType reports whether a cast names the type of a column, which is written
// as in SQL, quoted or not. A name without a schema is taken for any: the cast
// would have failed on another type.
func sameType(t mask.Type, ref *dumpfmt.TypeRef) bool {
	switch t.Kind {
	case mask.Enum, mask.Text, mask.Char, mask.Int, mask.Numeric, mask.Date, mask.Timestamp, mask.TimestampTZ:
	default:
		return false
	}
	if t.Name == "" {
		return t.Kind == mask.Enum
	}
	name := ref.Name.String()
	return t.Name == name || ref.Name.Schema == "" && strings.HasSuffix(t.Name, "."+name)
}

// cast returns x as another type, an error unless what that does to its values
// is known.
func (c *compiler) cast(x operand, n *sqlexpr.Node) (operand, error) {
	if n.Type.Dims > 0 {
		return c.castArray(x)
	}
	class, typ := c.castType(n.Type)
	mods := n.Type.Mods
	switch {
	case class == noClass:
		return x, errSyntax
	case x.literal != nil && x.literal.Op == sqlexpr.Null:
		return x, nil
	case x.literal != nil:
		return literalCast(x, class, typ, mods)
	case isText(x.class) && isText(class) && typ.MaxBytes == 0:
		return textCast(x, class, typ, mods), nil
	case mods != nil:
		return x, errSyntax
	}
	return x.castTo(class, typ)
}

// castArray takes the text of an array for one of the column's type; a cast to
// another could not be compared with it.
func (c *compiler) castArray(x operand) (operand, error) {
	if c.typ.Kind != mask.Array || x.literal == nil || x.literal.Op != sqlexpr.String {
		return x, errSyntax
	}
	return constant(arrayClass, x.literal.Text, c.typ)
}

// literalCast gives a literal its type. Modifiers that would change it are not
// known, but for the length of a text.
func literalCast(x operand, class class, typ mask.Type, mods []int) (operand, error) {
	y, err := constant(class, x.literal.Text, typ)
	if err != nil {
		return x, err
	}
	places := -1 // after the point; no limit
	switch {
	case typ.Kind == mask.Int:
		places = 0
	case typ.Kind == mask.Numeric && len(mods) == 2:
		places = mods[1]
	case mods != nil && !isText(class):
		return x, errSyntax
	}
	if places >= 0 && len(y.get(nil).d.fraction) > places || typ.MaxBytes > 0 && len(x.literal.Text) > typ.MaxBytes {
		return x, errSyntax
	}
	return textCast(y, class, typ, mods), nil
}

// textCast casts between types of text. Those of a length cut what is longer.
func textCast(x operand, class class, typ mask.Type, mods []int) operand {
	if x.class != class && class != charClass {
		x = x.asText()
	}
	if len(mods) == 1 {
		x.get = mapped(x.get, func(b []byte) []byte { return firstRunes(b, mods[0]) })
		x.column, x.of = false, anything
	}
	if isText(class) {
		x.class, x.typ = class, typ
	}
	return x
}

func firstRunes(v []byte, n int) []byte {
	end := 0
	for ; n > 0 && end < len(v); n-- {
		_, size := utf8.DecodeRune(v[end:])
		end += size
	}
	return v[:end]
}

// castTo casts what is not a literal.
func (x operand) castTo(class class, typ mask.Type) (operand, error) {
	switch from, to := x.typ.Kind, typ.Kind; {
	case x.class == enumClass && class == enumClass, x.class == boolClass && class == boolClass:
		return x, nil
	case class == textClass && typ.MaxBytes == 0 && x.column && (from == mask.UUID || from == mask.Enum || from == mask.Int || from == mask.Array):
		x.class, x.typ, x.column, x.of = textClass, typ, false, anything
		x.get = func(v []byte) datum { return datum{b: v} }
		return x, nil
	case x.class == countClass && (class == numClass || class == floatClass):
		if class == floatClass {
			return x.asNumber().asFloat(typ.Bits)
		}
		return x, nil
	case class == floatClass && (x.class == numClass || x.class == floatClass):
		return x.asFloat(typ.Bits)
	case to == mask.Numeric && x.class == numClass:
		return x, nil
	case to == mask.Int && x.class == numClass:
		widened := from == mask.Int && x.typ.Bits <= typ.Bits && !x.typ.Unsigned
		if widened || x.fixed && x.get(nil).d.isWhole() {
			return x, nil
		}
	case to == mask.Money && x.class == numClass && x.fixed:
		d := x.get(nil).d
		return constant(moneyClass, d.String(), typ)
	case to == mask.CIDR && from == mask.Inet: // it loses bits
	case to == mask.Timestamp && x.class == dayClass:
		x.typ = typ
		return x, nil
	case to == mask.Date && from == mask.Date, class == x.class && class > dayClass:
		return x, nil
	case to == mask.Date && x.class == dayClass && !x.fixed:
		return x.asDay(), nil
	}
	return x, errSyntax
}

// asDay returns the day of a timestamp.
func (x operand) asDay() operand {
	x.column, x.of, x.typ = false, anything, mask.Type{Kind: mask.Date}
	x.get = then(x.get, func(d datum) datum {
		if !(instant{micros: d.n}).endless() {
			d.n -= ((d.n % day) + day) % day
		}
		return d
	})
	return x
}

// literalItems returns the elements of '{…}' cast to an array.
func literalItems(text string) ([]*sqlexpr.Node, bool) {
	list, ok := items(bytes.TrimSpace([]byte(text)))
	if !ok {
		return nil, false
	}
	out := make([]*sqlexpr.Node, len(list))
	for i, v := range list {
		out[i] = &sqlexpr.Node{Op: sqlexpr.String, Text: string(v)}
		if v == nil {
			out[i] = &sqlexpr.Node{Op: sqlexpr.Null}
		}
	}
	return out, true
}
