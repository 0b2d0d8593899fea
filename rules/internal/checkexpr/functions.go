package checkexpr

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
