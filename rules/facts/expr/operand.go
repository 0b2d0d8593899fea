package expr

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

var errSyntax = errors.New("an expression of a form that is not known")

// operand is a side of a comparison: the column, what functions and casts make
// of it, or a constant.
type operand struct {
	class   class
	typ     mask.Type     // labels of enums, elements of arrays, length of char(n)
	get     getter        // for a value of the column
	literal *sqlexpr.Node // a string of no type yet; class and get are not set
	fixed   bool          // a constant
	column  bool          // the column itself, under casts that keep its value
	count   counted       // what a number counts
	of      source        // what was counted, or changed
	cased   bool          // the locale decides about what is not ASCII
	bytes   bool          // its texts compare by bytes: COLLATE "C"
}

// counted says what a number counts.
type counted int

const (
	nothing counted = iota
	characters
	octets
	places // where letters or digits are in a text
	marks  // where marks are in a text
	elements
	jsonKind // not a number: the type of a JSON value
)

// source says what a function was given.
type source int

const (
	anything source = iota
	wholeColumn
	trimmedColumn // btrim of the column
	changedColumn // another function of the column
)

// operand returns what n is.
func (c *compiler) operand(n *sqlexpr.Node) (operand, error) {
	switch n.Op {
	case sqlexpr.Column:
		return c.columnOperand()
	case sqlexpr.String:
		return operand{literal: n, fixed: true}, nil
	case sqlexpr.Null:
		return operand{literal: n, fixed: true}, nil
	case sqlexpr.Number:
		return constant(numClass, n.Text, mask.Type{})
	case sqlexpr.Bool:
		return constant(boolClass, n.Text, mask.Type{})
	case sqlexpr.Cast:
		x, err := c.operand(n.Args[0])
		if err != nil {
			return x, err
		}
		return c.cast(x, n)
	case sqlexpr.Collate:
		return c.collated(n)
	case sqlexpr.Call:
		return c.call(n)
	case sqlexpr.Coalesce:
		return c.coalesce(n)
	case sqlexpr.Array:
		if len(n.Args) == 0 {
			return operand{literal: &sqlexpr.Node{Op: sqlexpr.String, Text: "{}"}, fixed: true}, nil
		}
	case sqlexpr.Compare:
		if isPath(n) {
			return c.path(n)
		}
		return c.condition(n)
	case sqlexpr.And, sqlexpr.Or, sqlexpr.Not, sqlexpr.IsNull, sqlexpr.IsTrue, sqlexpr.IsFalse:
		return c.condition(n)
	}
	return operand{}, errSyntax
}

func (c *compiler) columnOperand() (operand, error) {
	x := operand{class: classOf(c.typ), typ: c.typ, column: true, of: wholeColumn}
	if x.class == noClass {
		return x, errSyntax
	}
	class, typ := x.class, c.typ
	if class == charClass && typ.Len > 0 {
		x.get = func(v []byte) datum { return datum{b: padded(v, typ.Len)} }
		return x, nil
	}
	x.get = func(v []byte) datum { return read(class, v, typ) }
	return x, nil
}

// padded returns a value of char(n) as the server stores it.
func padded(v []byte, n int) []byte {
	missing := n - utf8.RuneCount(v)
	if missing <= 0 {
		return v
	}
	return append(v[:len(v):len(v)], bytes.Repeat([]byte{' '}, missing)...)
}

// condition makes a boolean of a condition.
func (c *compiler) condition(n *sqlexpr.Node) (operand, error) {
	t, err := c.compile(n)
	if err != nil {
		return operand{}, err
	}
	return operand{class: boolClass, get: func(v []byte) datum {
		switch t(v) {
		case True:
			return datum{n: 1}
		case False:
			return datum{}
		}
		return unreadDatum
	}}, nil
}

// constant returns a constant, an error if its text is not read.
func constant(class class, text string, t mask.Type) (operand, error) {
	d := read(class, []byte(text), t)
	if d.state != known {
		return operand{}, errSyntax
	}
	if d.b == nil {
		d.b = []byte(text) // for those who ask how it is written
	}
	return operand{class: class, typ: t, fixed: true, get: func([]byte) datum { return d }}, nil
}

// resolved gives a literal the type of what it stands beside.
func (x operand) resolved(beside operand) (operand, error) {
	switch {
	case x.literal == nil:
		return x, nil
	case x.literal.Op == sqlexpr.Null:
		return operand{class: beside.class, fixed: true, get: func([]byte) datum { return nullDatum }}, nil
	case beside.class == noClass, beside.literal != nil:
		return x, errSyntax
	}
	y, err := constant(beside.class, x.literal.Text, beside.typ)
	y.bytes = x.bytes
	return y, err
}

// paired returns two operands as an operator of the server sees them: of one
// class. See the manual's section 10.2.
func paired(x, y operand) (operand, operand, error) {
	var err error
	if x, err = x.resolved(y); err != nil {
		return x, y, err
	}
	if y, err = y.resolved(x); err != nil {
		return x, y, err
	}
	if x, y = x.asCount(y), y.asCount(x); x.class != y.class {
		x, y = x.asNumber(), y.asNumber()
	}
	switch a, b := x.class, y.class; {
	case a == b:
	case isText(a) && isText(b):
		x, y = x.asText(), y.asText()
	case a == floatClass && b == numClass:
		y, err = y.asFloat(64)
	case a == numClass && b == floatClass:
		x, err = x.asFloat(64)
	default:
		err = errSyntax
	}
	return x, y, err
}

// asText returns an operand as text: char(n) loses its blanks.
func (x operand) asText() operand {
	if x.class == charClass {
		x.get = mapped(x.get, trimBlanks)
	}
	x.class, x.typ = textClass, mask.Type{Kind: mask.Text}
	return x
}

func trimBlanks(v []byte) []byte { return bytes.TrimRight(v, " ") }

// getter returns what an operand is for a value of the column.
type getter = func(v []byte) datum

// then returns f of what get gets, where that is known.
func then(get getter, f func(datum) datum) getter {
	return func(v []byte) datum {
		d := get(v)
		if d.state != known {
			return d
		}
		return f(d)
	}
}

// mapped is then for texts.
func mapped(get getter, f func([]byte) []byte) getter {
	return then(get, func(d datum) datum {
		d.b = f(d.b)
		return d
	})
}

// asCount returns a constant as a count where it stands beside one.
func (x operand) asCount(beside operand) operand {
	if beside.class != countClass || x.class != numClass || !x.fixed {
		return x
	}
	d := x.get(nil)
	if d.state == known {
		n, exact := d.d.floor()
		d = datum{n: n}
		if !exact {
			d.m = 1
		}
	}
	x.class, x.get = countClass, func([]byte) datum { return d }
	return x
}

// asNumber returns a count as a number.
func (x operand) asNumber() operand {
	if x.class != countClass {
		return x
	}
	x.class, x.get = numClass, then(x.get, func(d datum) datum { return datum{d: decimalOf(d.n)} })
	return x
}

// asFloat returns a number as float8, or as float4.
func (x operand) asFloat(bits int) (operand, error) {
	switch {
	case x.class == numClass && x.fixed:
		if d := x.get(nil); d.state == known {
			return constant(floatClass, d.d.String(), mask.Type{Kind: mask.Float, Bits: bits})
		}
	case x.class == numClass:
		x.get = then(x.get, func(d datum) datum { return read(floatClass, []byte(d.d.String()), mask.Type{Bits: bits}) })
	case x.class != floatClass, bits == 32 && x.typ.Bits != 32:
		return x, errSyntax
	}
	x.class, x.typ = floatClass, mask.Type{Kind: mask.Float, Bits: bits}
	return x, nil
}

// collated takes the collations that are known to compare bytes, and those of
// the system, which at least hold only equal texts for equal.
func (c *compiler) collated(n *sqlexpr.Node) (operand, error) {
	x, err := c.operand(n.Args[0])
	switch {
	case err != nil:
	case n.Text == "C" || n.Text == "POSIX" || n.Text == "ucs_basic":
		x.bytes = true
	case strings.Contains(n.Text, "."):
		err = errSyntax
	}
	return x, err
}

// coalesce returns the first that is not NULL.
func (c *compiler) coalesce(n *sqlexpr.Node) (operand, error) {
	out, err := c.operand(n.Args[0])
	if err != nil || out.literal != nil {
		return out, errors.Join(err, errSyntax)
	}
	for _, a := range n.Args[1:] {
		y, err := c.operand(a)
		if err == nil {
			y, err = y.resolved(out)
		}
		if y = y.asCount(out); err != nil || y.class != out.class {
			return out, errSyntax
		}
		first, second := out.get, y.get
		out.get = func(v []byte) datum {
			if d := first(v); d.state != null {
				return d
			}
			return second(v)
		}
		out.column, out.count, out.of, out.fixed = false, nothing, anything, out.fixed && y.fixed
		out.cased = out.cased || y.cased
	}
	return out, nil
}
