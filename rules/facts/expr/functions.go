package expr

import (
	"bytes"
	"unicode/utf8"
)

// lengths are functions from text to a number.
var lengths = map[string]func([]byte) int{
	"length":           utf8.RuneCount,
	"char_length":      utf8.RuneCount,
	"character_length": utf8.RuneCount,
	"octet_length":     func(v []byte) int { return len(v) },
}

// transforms are functions from text to text.
var transforms = map[string]func([]byte) []byte{
	"lower": bytes.ToLower,
	"upper": bytes.ToUpper,
	"btrim": func(v []byte) []byte { return bytes.Trim(v, " ") },
	"ltrim": func(v []byte) []byte { return bytes.TrimLeft(v, " ") },
	"rtrim": func(v []byte) []byte { return bytes.TrimRight(v, " ") },
}

func jsonTypeof(function string) bool { return function == "jsonb_typeof" || function == "json_typeof" }

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
