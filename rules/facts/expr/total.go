package expr

import (
	"strings"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Which expressions have a value whatever the columns hold: a generated column
// is computed on restore, and an error there loses the dump. Infinite dates are
// left out: masks make none, and those of the original were computed with.

// Total reports whether n has a value of type to, or NULL, whatever values of
// their types its columns have: nothing in it raises an error, and the result
// fits. column returns the type of a column. False says that it is not known.
func (n *Node) Total(column func(name string) mask.Type, to mask.Type) bool {
	t := total{column}
	v, ok := t.value(n.root)
	return ok && v.fits(to)
}

// A total follows the types of values through an expression.
type total struct{ column func(string) mask.Type }

// A value is what is known of a part of an expression.
type value struct {
	typ     mask.Type // Len: it has at most so many characters; 0: not known
	untyped bool      // a literal, which takes the type of what it stands beside
}

var (
	aText   = value{typ: mask.Type{Kind: mask.Text}}
	aBool   = value{typ: mask.Type{Kind: mask.Bool}}
	aCount  = value{typ: mask.Type{Kind: mask.Int, Bits: 32}}
	aNumber = value{typ: mask.Type{Kind: mask.Numeric}}
)

// fits reports whether the server stores such a value as type to.
func (v value) fits(to mask.Type) bool {
	if v.untyped {
		return false // it would have failed on the original, or there is no column in it
	}
	from := v.typ
	switch {
	case from.Kind == mask.Int && to.Kind == mask.Int:
		return from.Bits <= to.Bits && from.Unsigned == to.Unsigned
	case from.Kind == mask.Int && to.Kind == mask.Numeric:
		return to.Precision == 0 || to.Precision-to.Scale >= digitsOf[from.Bits]
	case from.Kind == mask.Int && to.Kind == mask.Float:
		return true
	case from.Kind == mask.Numeric && to.Kind == mask.Numeric:
		return to.Precision == 0 || from.Precision > 0 && from.Precision-from.Scale <= to.Precision-to.Scale
	case from.Kind == mask.Text && to.Kind == mask.Text:
		return to.MaxBytes == 0 && (to.Len == 0 || from.Len > 0 && from.Len <= to.Len)
	case from.Kind == mask.Array && to.Kind == mask.Array:
		return from.Elem != nil && to.Elem != nil && value{typ: *from.Elem}.fits(*to.Elem)
	case from.Kind.IsDated() && to.Kind.IsDated():
		return true
	case from.Kind == mask.Float && to.Kind == mask.Float, from.Kind == mask.Bit && to.Kind == mask.Bit:
		return from.Bits <= to.Bits && from.Len == to.Len
	case from.Kind == mask.Composite, from.Kind == mask.Char, from.Kind == mask.Unknown:
		return false
	}
	return from.Kind == to.Kind && from.Name == to.Name || from.Kind == to.Kind && !named(from.Kind)
}

// digitsOf is how many digits the largest integer of so many bits has.
var digitsOf = map[int]int{16: 5, 32: 10, 64: 19}

// named reports whether types of one kind have values that are not each other's.
func named(k mask.Kind) bool {
	return k == mask.Enum || k == mask.Range || k == mask.Multirange || k == mask.Geometric
}

func isNumber(k mask.Kind) bool { return k == mask.Int || k == mask.Numeric || k == mask.Float }

func isDocument(k mask.Kind) bool { return k == mask.JSON || k == mask.JSONB }

// value returns what n is, false where it may raise an error.
func (t total) value(n *sqlexpr.Node) (value, bool) {
	switch n.Op {
	case sqlexpr.Column:
		typ := t.column(n.Text)
		if typ.Kind == mask.Char {
			typ = mask.Type{Kind: mask.Text, Len: typ.Len}
		}
		return value{typ: typ}, typ.Kind != mask.Unknown
	case sqlexpr.String:
		return value{typ: mask.Type{Kind: mask.Text, Len: max(1, len(n.Text))}, untyped: true}, true
	case sqlexpr.Null:
		return value{typ: mask.Type{Kind: mask.Text, Len: 1}, untyped: true}, true
	case sqlexpr.Number:
		if strings.ContainsAny(n.Text, ".eE") || len(n.Text) > 9 {
			return aNumber, true
		}
		return aCount, true
	case sqlexpr.Bool:
		return aBool, true
	case sqlexpr.And, sqlexpr.Or, sqlexpr.Not, sqlexpr.IsNull, sqlexpr.IsTrue, sqlexpr.IsFalse, sqlexpr.Distinct:
		_, ok := t.values(n.Args)
		return aBool, ok
	case sqlexpr.Collate:
		return t.value(n.Args[0])
	case sqlexpr.Coalesce:
		values, ok := t.values(n.Args)
		if !ok {
			return value{}, false
		}
		return widest(values)
	case sqlexpr.Cast:
		return t.cast(n)
	case sqlexpr.Compare:
		return t.operation(n)
	case sqlexpr.Call:
		return t.call(n)
	}
	return value{}, false
}

func (t total) values(list []*sqlexpr.Node) ([]value, bool) {
	out := make([]value, len(list))
	for i, n := range list {
		v, ok := t.value(n)
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

// widest returns the type that all values of a list are made one of, as COALESCE,
// GREATEST and LEAST do.
func widest(values []value) (value, bool) {
	out := value{untyped: true}
	for _, v := range values {
		switch {
		case v.untyped:
		case out.untyped || out.fits(v.typ):
			out = v
		case v.fits(out.typ):
		case v.typ.Kind == mask.Text && out.typ.Kind == mask.Text:
			out = aText
		case isNumber(v.typ.Kind) && isNumber(out.typ.Kind) && v.typ.Kind != mask.Float && out.typ.Kind != mask.Float:
			out = aNumber
		default:
			return value{}, false
		}
	}
	for _, v := range values {
		if v.untyped && out.typ.Kind == mask.Text && out.typ.Len > 0 {
			out.typ.Len = max(out.typ.Len, v.typ.Len)
		}
	}
	return out, !out.untyped
}

// cast takes constants to any type, for the original has them, too, and values
// to what takes all of them.
func (t total) cast(n *sqlexpr.Node) (value, bool) {
	v, ok := t.value(n.Args[0])
	to, known := castTypes[n.Type.Name.Name]
	known = known && isPlain(n.Type)
	if geographic[n.Type.Name.Name] && n.Type.Dims == 0 {
		to, known = mask.Type{Kind: mask.Spatial}, true
	}
	if !ok || !known {
		return value{}, false
	}
	if mods := n.Type.Mods; len(mods) == 1 && isTextKind(to.Kind) {
		to.Len = mods[0]
	} else if len(mods) > 0 {
		return value{}, false
	}
	if to.Kind == mask.Char {
		to.Kind = mask.Text
	}
	if to.Kind == mask.Text && to.Len == 0 && v.typ.Kind == mask.Text {
		to.Len = v.typ.Len
	}
	if columnless(n) || v.castsTo(to) {
		return value{typ: to}, true
	}
	return value{}, false
}

// geographic are PostGIS's types, between which all values cast.
var geographic = map[string]bool{"geometry": true, "geography": true}

func isTextKind(k mask.Kind) bool { return k == mask.Text || k == mask.Char }

// castsTo reports whether every value casts to a type; a text is cut.
func (v value) castsTo(to mask.Type) bool {
	from := v.typ.Kind
	switch {
	case to.Kind == mask.Text:
		return to.MaxBytes == 0
	case from == mask.JSONB && to.Kind == mask.JSON, from == mask.Bool && to.Kind == mask.Int && to.Bits == 32,
		from.IsDated() && to.Kind == mask.Time, from == mask.CIDR && to.Kind == mask.Inet:
		return true
	}
	return v.fits(to)
}
