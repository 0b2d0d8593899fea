package expr

import (
	"slices"
	"strconv"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// The operators and functions that raise no error, or none where their further
// arguments are constants, for the original has these, too.

// operation returns what an operator makes of its sides.
func (t total) operation(n *sqlexpr.Node) (value, bool) {
	if n.Quantifier != "" {
		return t.quantified(n)
	}
	sides, ok := t.values(n.Args)
	if !ok {
		return value{}, false
	}
	x, y := sides[0], sides[len(sides)-1]
	switch {
	case decider(n.Text) != nil:
		return aBool, len(sides) == 2
	case isPattern(n.Text):
		return aBool, len(sides) == 2 && columnless(n.Args[1])
	case n.Text == "||":
		return concatenated(x, y)
	case isDocument(x.typ.Kind):
		return documentOperation(n.Text, x)
	case slices.Contains([]string{"@>", "<@", "&&", "@@"}, n.Text):
		return aBool, true
	}
	return t.arithmetic(n, x, y)
}

// columnless reports whether n is the same for all rows.
func columnless(n *sqlexpr.Node) bool { return len(n.Columns()) == 0 }

func (t total) quantified(n *sqlexpr.Node) (value, bool) {
	_, ok := t.value(n.Args[0])
	return aBool, ok && decider(n.Text) != nil && columnless(n.Args[1])
}

// concatenated joins texts, and arrays of one type.
func concatenated(x, y value) (value, bool) {
	switch {
	case x.typ.Kind == mask.Text && !x.untyped, y.typ.Kind == mask.Text && !y.untyped:
		out := aText
		if x.typ.Kind == mask.Text && y.typ.Kind == mask.Text && x.typ.Len > 0 && y.typ.Len > 0 {
			out.typ.Len = x.typ.Len + y.typ.Len
		}
		return out, true
	case x.typ.Kind == mask.TSVector && y.typ.Kind == mask.TSVector:
		return x, true
	}
	return value{}, false
}

// documentOperation returns what an operator finds in JSON, x.
func documentOperation(op string, x value) (value, bool) {
	switch op {
	case "->>", "#>>":
		return aText, true
	case "->", "#>":
		return x, true
	case "?", "?|", "?&", "@>", "<@", "@?":
		return aBool, true
	}
	return value{}, false
}

// arithmetic knows what cannot overflow: numbers without a limit, days apart,
// and constants added to dates, of which real ones are far from the end.
func (t total) arithmetic(n *sqlexpr.Node, x, y value) (value, bool) {
	exact := func(v value) bool { return v.typ.Kind == mask.Int || v.typ.Kind == mask.Numeric }
	switch n.Text {
	case "+", "-", "*":
		switch {
		case exact(x) && exact(y) && (x.typ.Kind == mask.Numeric || y.typ.Kind == mask.Numeric):
			return aNumber, true
		case n.Text == "*" || len(n.Args) < 2:
			return value{}, false
		case n.Text == "-" && x.typ.Kind == mask.Date && y.typ.Kind == mask.Date:
			return aCount, true
		case n.Text == "-" && x.typ.Kind.IsDated() && y.typ.Kind.IsDated():
			return value{typ: mask.Type{Kind: mask.Interval, Precision: epochDigits}}, true
		case x.typ.Kind == mask.Date && y.typ.Kind == mask.Int && columnless(n.Args[1]):
			return x, true
		case x.typ.Kind.IsDated() && y.typ.Kind == mask.Interval && columnless(n.Args[1]):
			if x.typ.Kind == mask.Date {
				x = value{typ: mask.Type{Kind: mask.Timestamp}}
			}
			return x, true
		}
	case "/", "%":
		if !exact(x) || !nonZero(n.Args[len(n.Args)-1]) || len(n.Args) < 2 {
			break
		}
		if x.typ.Kind == mask.Int && y.typ.Kind == mask.Int {
			return x, true
		}
		return aNumber, true
	}
	return value{}, false
}

// nonZero reports whether n is a number that one may divide by. Minus one is
// none: the least integer divided by it overflows.
func nonZero(n *sqlexpr.Node) bool {
	n = uncast(n)
	return n.Op == sqlexpr.Number && n.Text[0] != '-' && strings.ContainsAny(n.Text, "123456789")
}

// call returns what a function makes of its arguments.
func (t total) call(n *sqlexpr.Node) (value, bool) {
	args, ok := t.values(n.Args)
	if !ok || len(args) == 0 {
		return value{}, false
	}
	constants := func(list []*sqlexpr.Node) bool {
		return !slices.ContainsFunc(list, func(a *sqlexpr.Node) bool { return !columnless(a) })
	}
	_, last := cutSchema(n.Text)
	switch f := n.Text; {
	case f == "least" || f == "greatest":
		return widest(args)
	case f == "left" && len(args) == 2:
		return first(args[0], n.Args[1])
	case f == "nullif":
		return args[0], !args[0].untyped
	case anyArguments[f] != nil:
		return anyArguments[f](args)
	case furtherConstants[f] != nil && constants(n.Args[1:]):
		return furtherConstants[f](args)
	case ofField[f] && len(args) == 2 && columnless(n.Args[0]):
		return field(f, uncast(n.Args[0]).Text, args[1])
	case f == "timezone" && len(args) == 2 && columnless(n.Args[0]):
		return zoned(args[1])
	case spatial[last]:
		return value{typ: mask.Type{Kind: mask.Spatial}}, true
	}
	return value{}, false
}

// first returns what left makes of a text: so many characters at most.
func first(of value, characters *sqlexpr.Node) (value, bool) {
	if n, err := strconv.Atoi(characters.Text); err == nil && n > 0 && characters.Op == sqlexpr.Number && (of.typ.Len == 0 || n < of.typ.Len) {
		of.typ.Len = n
	}
	return of, of.typ.Kind == mask.Text && !of.untyped && columnless(characters)
}

type result func(args []value) (value, bool)

// makes is the result of a function that makes a value of a type of any of the
// kinds; of anything, where none is given.
func makes(v value, kinds ...mask.Kind) result {
	return func(args []value) (value, bool) {
		return v, len(kinds) == 0 || args[0].untyped || slices.Contains(kinds, args[0].typ.Kind)
	}
}

// same is the result of a function whose first argument has its type: what is
// longer, it cuts.
func same(kinds ...mask.Kind) result {
	return func(args []value) (value, bool) {
		return args[0], !args[0].untyped && slices.Contains(kinds, args[0].typ.Kind)
	}
}

func textOf(length int) value { return value{typ: mask.Type{Kind: mask.Text, Len: length}} }

var aVector = value{typ: mask.Type{Kind: mask.TSVector}}

// anyArguments are the functions that take all values of their types.
var anyArguments = map[string]result{
	"lower": same(mask.Text), "upper": same(mask.Text), "initcap": same(mask.Text), "reverse": same(mask.Text),
	"btrim": same(mask.Text), "ltrim": same(mask.Text), "rtrim": same(mask.Text),
	"md5": makes(textOf(32), mask.Text, mask.Bytea), "concat": makes(aText), "concat_ws": makes(aText), "replace": makes(aText, mask.Text),
	"translate": same(mask.Text), "quote_literal": makes(aText), "quote_ident": makes(aText), "to_hex": makes(textOf(16), mask.Int),
	"length": makes(aCount, mask.Text, mask.Bytea, mask.Bit, mask.TSVector), "char_length": makes(aCount, mask.Text), "character_length": makes(aCount, mask.Text),
	"octet_length": makes(aCount, mask.Text, mask.Bytea), "bit_length": makes(aCount, mask.Text, mask.Bytea), "ascii": makes(aCount, mask.Text),
	"position": makes(aCount, mask.Text, mask.Bytea), "strpos": makes(aCount, mask.Text), "starts_with": makes(aBool, mask.Text),
	"cardinality": makes(aCount, mask.Array), "num_nulls": makes(aCount), "num_nonnulls": makes(aCount), "hashtext": makes(aCount, mask.Text),
	"jsonb_typeof": makes(aText, mask.JSONB), "json_typeof": makes(aText, mask.JSON), "jsonb_extract_path_text": makes(aText, mask.JSONB),
	"family": makes(aCount, mask.Inet, mask.CIDR), "masklen": makes(aCount, mask.Inet, mask.CIDR), "host": makes(aText, mask.Inet, mask.CIDR),
	"ceil": rounded, "ceiling": rounded, "floor": rounded, "sign": rounded, "strip": makes(aVector, mask.TSVector),
	"isfinite": makes(aBool, mask.Date, mask.Timestamp, mask.TimestampTZ), "date": makes(value{typ: mask.Type{Kind: mask.Date}}, mask.Date, mask.Timestamp, mask.TimestampTZ),
	"sha256": makes(value{typ: mask.Type{Kind: mask.Bytea}}, mask.Bytea),
}

// furtherConstants are the functions that do if all arguments but the first are
// constants.
var furtherConstants = map[string]result{
	"right": same(mask.Text), "substring": same(mask.Text), "substr": same(mask.Text), "split_part": same(mask.Text),
	"regexp_replace": makes(aText, mask.Text), "lpad": makes(aText, mask.Text), "rpad": makes(aText, mask.Text), "repeat": makes(aText, mask.Text),
	"string_to_array": makes(value{typ: mask.Type{Kind: mask.Array, Elem: &aText.typ}}, mask.Text), "array_to_string": makes(aText, mask.Array),
	"array_length": makes(aCount, mask.Array), "array_upper": makes(aCount, mask.Array), "array_lower": makes(aCount, mask.Array),
	"encode": makes(aText, mask.Bytea), "to_char": makes(aText), "setweight": makes(aVector, mask.TSVector),
	"round": rounded, "trunc": rounded,
}

// rounded is the result of a function that keeps numbers, of which a whole one
// is a float.
func rounded(args []value) (value, bool) {
	switch k := args[0].typ.Kind; {
	case k == mask.Numeric: // 99.9 becomes 100
		if p := args[0].typ.Precision; p > 0 {
			return value{typ: mask.Type{Kind: mask.Numeric, Precision: p + 1, Scale: args[0].typ.Scale}}, true
		}
		return aNumber, true
	case k == mask.Float:
		return args[0], true
	case k == mask.Int:
		return value{typ: mask.Type{Kind: mask.Float, Bits: 64}}, true
	}
	return value{}, false
}

// ofField are the functions whose first argument names a field of a time.
var ofField = map[string]bool{"extract": true, "date_part": true, "date_trunc": true}

// field returns what such a function makes of a time. All fields but the epoch
// and those below a second fit an integer.
func field(function, name string, of value) (value, bool) {
	k := of.typ.Kind
	if of.untyped || !k.IsDated() && k != mask.Interval && k != mask.Time {
		return value{}, false
	}
	switch {
	case function == "date_trunc" && k == mask.Date:
		return value{typ: mask.Type{Kind: mask.TimestampTZ}}, true
	case function == "date_trunc":
		return of, k != mask.Time
	case slices.Contains([]string{"century", "day", "decade", "dow", "doy", "hour", "isodow", "isoyear", "minute", "month", "quarter", "week", "year"}, strings.ToLower(name)):
		return aCount, true
	case function == "extract" && strings.EqualFold(name, "epoch") && (k.IsDated() || of.typ.Precision > 0):
		return value{typ: mask.Type{Kind: mask.Numeric, Precision: epochDigits + 6, Scale: 6}}, true
	}
	return aNumber, true
}

// epochDigits are the digits of the seconds between the first and the last time that
// a timestamp can be, 4713 BC and 294276 AD. An interval that one has written may
// have more.
const epochDigits = 13

// zoned returns what AT TIME ZONE makes of a time.
func zoned(of value) (value, bool) {
	switch of.typ.Kind {
	case mask.Timestamp:
		return value{typ: mask.Type{Kind: mask.TimestampTZ}}, true
	case mask.TimestampTZ, mask.Date:
		return value{typ: mask.Type{Kind: mask.Timestamp}}, true
	}
	return value{}, false
}

// spatial are functions of PostGIS, which stand in any schema.
var spatial = map[string]bool{"st_makepoint": true, "st_point": true, "st_setsrid": true}
