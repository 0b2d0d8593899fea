package expr

import (
	"bytes"
	"strings"
)

// What is known of operators and functions by their names.

// mirrored returns the operator for exchanged sides, "" if there is none.
func mirrored(op string) string {
	switch op {
	case "=", "<>", "&&":
		return op
	case "<", "<=", "<<", "<<=":
		return strings.ReplaceAll(op, "<", ">")
	case ">", ">=", ">>", ">>=":
		return strings.ReplaceAll(op, ">", "<")
	}
	return ""
}

// decider returns what an operator makes of the order of its sides.
func decider(op string) func(order int) bool {
	switch op {
	case "=":
		return func(o int) bool { return o == 0 }
	case "<>":
		return func(o int) bool { return o != 0 }
	case "<":
		return func(o int) bool { return o < 0 }
	case "<=":
		return func(o int) bool { return o <= 0 }
	case ">":
		return func(o int) bool { return o > 0 }
	case ">=":
		return func(o int) bool { return o >= 0 }
	}
	return nil
}

// isPattern reports whether an operator matches patterns.
func isPattern(op string) bool {
	switch _, op = cutSchema(op); op {
	case "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*":
		return true
	}
	return false
}

// cutSchema cuts what stands before the last dot of a name or an operator from it.
func cutSchema(name string) (schema, rest string) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(i, 0)], name[i+1:]
}

// strictOperators are those that make NULL of NULL.
var strictOperators = map[string]bool{
	"=": true, "<>": true, "<": true, "<=": true, ">": true, ">=": true,
	"~": true, "~*": true, "!~": true, "!~*": true, "~~": true, "~~*": true, "!~~": true, "!~~*": true,
	"<<": true, "<<=": true, ">>": true, ">>=": true, "&&": true, "@>": true, "<@": true,
	"->": true, "->>": true, "?": true, "?|": true, "?&": true, "%": true, "+": true, "-": true, "*": true, "/": true,
}

// isStrict reports whether a function makes NULL of NULL.
func isStrict(function string) bool {
	switch function {
	case "octet_length", "jsonb_typeof", "json_typeof", "jsonb_array_length", "json_array_length",
		"array_length", "array_upper", "array_lower", "array_ndims", "cardinality", "family", "masklen", "abs":
		return true
	}
	return transforms[function] != nil || characterLengths[function] || ofParts[function] > 0
}

// mayMakeNull reports whether a strict function makes NULL of other values.
func mayMakeNull(function string) bool { return strings.HasPrefix(function, "array_") }

// transforms are functions from text to text.
var transforms = map[string]func([]byte) []byte{
	"lower": bytes.ToLower,
	"upper": bytes.ToUpper,
	"btrim": func(v []byte) []byte { return bytes.Trim(v, " ") },
	"ltrim": func(v []byte) []byte { return bytes.TrimLeft(v, " ") },
	"rtrim": func(v []byte) []byte { return bytes.TrimRight(v, " ") },
}

// characterLengths count the characters of a text.
var characterLengths = map[string]bool{"length": true, "char_length": true, "character_length": true}

// ofParts are functions of a text and of what is looked for in it, and how many
// arguments they have.
var ofParts = map[string]int{"position": 2, "strpos": 2, "split_part": 3}
