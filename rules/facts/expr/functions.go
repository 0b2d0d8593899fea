package expr

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode"
	"unicode/utf8"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// call returns what a function makes of its argument.
func (c *compiler) call(n *sqlexpr.Node) (operand, error) {
	if len(n.Args) == 0 || !isStrict(n.Text) || len(n.Args) > 1 && !ofDimension[n.Text] && len(n.Args) != ofParts[n.Text] {
		return operand{}, errSyntax
	}
	x, err := c.operand(n.Args[0])
	switch {
	case err != nil:
		return x, err
	case x.literal != nil || x.fixed:
		return x, errSyntax
	case isText(x.class) && len(n.Args) > 1:
		return c.partCall(x, n)
	case isText(x.class):
		return x.textCall(n.Text)
	case x.class == blobClass && (n.Text == "length" || n.Text == "octet_length"):
		return x.counted(octets, func(v []byte) (int64, bool) {
			return int64(len(v)-2) / 2, bytes.HasPrefix(v, []byte(`\x`))
		}), nil
	case x.class == bitClass && n.Text == "length":
		return x.counted(octets, func(v []byte) (int64, bool) { return int64(len(v)), true }), nil
	case x.class == docClass:
		return x.jsonCall(n.Text)
	case x.class == arrayClass:
		return x.arrayCall(n)
	case x.class == netClass:
		return x.netCall(n.Text)
	case x.class == numClass && n.Text == "abs":
		return x.abs(), nil
	}
	return x, errSyntax
}

// counted returns the number that f makes of the bytes of x. It is NULL or
// unread where x is, unread where f is false.
func (x operand) counted(what counted, f func(v []byte) (int64, bool)) operand {
	get := x.get
	return operand{class: countClass, count: what, of: x.of, cased: x.cased, get: func(v []byte) datum {
		d := get(v)
		if d.state != known {
			return d
		}
		n, ok := f(d.b)
		if !ok {
			return unreadDatum
		}
		return datum{n: n}
	}}
}

func (x operand) textCall(name string) (operand, error) {
	f := transforms[name]
	switch {
	case f != nil:
		x = x.asText()
		switch {
		case x.of != wholeColumn:
			x.of = anything
		case name == "btrim":
			x.of = trimmedColumn
		default:
			x.of = changedColumn
		}
		x.column = false
		x.cased = x.cased || name == "lower" || name == "upper"
		x.get = mapped(x.get, f)
		return x, nil
	case name == "octet_length": // of char(n) with its blanks
		return x.counted(octets, func(v []byte) (int64, bool) { return int64(len(v)), true }), nil
	case characterLengths[name]:
		return x.asText().counted(characters, func(v []byte) (int64, bool) { return int64(utf8.RuneCount(v)), true }), nil
	}
	return x, errSyntax
}

// partCall returns where a constant stands in a text, or what stands between two.
func (c *compiler) partCall(x operand, n *sqlexpr.Node) (operand, error) {
	k, err := c.patternText(n.Args[1])
	if err != nil || k.state != known || x.class == foldClass {
		return x, errSyntax
	}
	x, what := x.asText(), marks
	if bytes.ContainsFunc(k.b, isChanged) {
		what = places
	}
	if len(n.Args) == 2 {
		return x.counted(what, func(v []byte) (int64, bool) {
			before, _, found := bytes.Cut(v, k.b)
			if !found {
				return 0, true
			}
			return int64(utf8.RuneCount(before)) + 1, true
		}), nil
	}
	field, err := strconv.Atoi(n.Args[2].Text)
	if err != nil || n.Args[2].Op != sqlexpr.Number || field < 1 || len(k.b) == 0 || what == places {
		return x, errSyntax
	}
	x.column, x.of = false, anything
	x.get = mapped(x.get, func(v []byte) []byte {
		for n := field; n > 1 && len(v) > 0; n-- {
			_, v, _ = bytes.Cut(v, k.b)
		}
		v, _, _ = bytes.Cut(v, k.b)
		return v
	})
	return x, nil
}

// isChanged reports whether scramble may change a character.
func isChanged(r rune) bool { return r >= utf8.RuneSelf || unicode.IsLetter(r) || unicode.IsDigit(r) }

func (x operand) jsonCall(name string) (operand, error) {
	switch name {
	case "jsonb_typeof", "json_typeof":
		return operand{class: textClass, count: jsonKind, get: mapped(x.get, typeofJSON)}, nil
	case "jsonb_array_length", "json_array_length":
		return x.counted(elements, func(v []byte) (int64, bool) {
			var list []json.RawMessage
			err := json.Unmarshal(v, &list)
			return int64(len(list)), err == nil && list != nil
		}), nil
	}
	return x, errSyntax
}

// arrayCall knows arrays of one dimension, whose first element has number 1.
func (x operand) arrayCall(n *sqlexpr.Node) (operand, error) {
	y := x.counted(elements, func(v []byte) (int64, bool) {
		list, ok := items(v)
		return int64(len(list)), ok
	})
	ofFirst := len(n.Args) == 2 && n.Args[1].Op == sqlexpr.Number && n.Args[1].Text == "1"
	switch {
	case n.Text == "cardinality":
		return y, nil
	case ofFirst && n.Text != "array_lower":
		y.get = ofFilled(y.get, func(d datum) datum { return d })
		return y, nil
	case ofFirst, len(n.Args) == 1 && n.Text == "array_ndims":
		y.get = ofFilled(y.get, func(datum) datum { return datum{n: 1} })
		return y, nil
	}
	return x, errSyntax
}

// ofDimension are the functions of arrays that take a dimension.
var ofDimension = map[string]bool{"array_length": true, "array_upper": true, "array_lower": true}

// ofFilled returns f of the number of elements, NULL for an array without any:
// see array_length and its neighbours in arrayfuncs.c.
func ofFilled(get getter, f func(datum) datum) getter {
	return then(get, func(d datum) datum {
		if d.n == 0 {
			return nullDatum
		}
		return f(d)
	})
}

func (x operand) netCall(name string) (operand, error) {
	number := func(f func(prefix) int64) operand {
		return operand{class: countClass, get: then(x.get, func(d datum) datum { return datum{n: f(d.net)} })}
	}
	switch name {
	case "family":
		return number(prefix.family), nil
	case "masklen":
		return number(func(p prefix) int64 { return int64(p.Bits()) }), nil
	}
	return x, errSyntax
}

func (x operand) abs() operand {
	x.column, x.of = false, anything
	x.typ = mask.Type{Kind: mask.Numeric}
	x.get = then(x.get, func(d datum) datum {
		d.d.negative = false
		if d.d.class == -1 {
			d.d.class = 1
		}
		return d
	})
	return x
}

// typeofJSON returns what json_typeof says of a JSON text: the first character
// tells.
func typeofJSON(v []byte) []byte {
	v = bytes.TrimLeft(v, " \t\r\n")
	if len(v) == 0 {
		return nil
	}
	switch v[0] {
	case '{':
		return []byte("object")
	case '[':
		return []byte("array")
	case '"':
		return []byte("string")
	case 't', 'f':
		return []byte("boolean")
	case 'n':
		return []byte("null")
	}
	return []byte("number")
}

// moneySign returns the sign of an amount, whatever lc_monetary makes of it:
// negative ones have a minus or brackets.
func moneySign(v []byte) int {
	switch {
	case !bytes.ContainsAny(v, "123456789"):
		return 0
	case bytes.ContainsAny(v, "-("):
		return -1
	}
	return 1
}
