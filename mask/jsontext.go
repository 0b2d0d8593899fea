package mask

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

var errJSON = errors.New("not a JSON text")

// keyLen returns the length of a key and its colon.
func keyLen(b []byte) int {
	n, _ := stringLen(b)
	if n == 0 {
		return 0
	}
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' || b[n] == '\n' || b[n] == '\r') {
		n++
	}
	if n == len(b) || b[n] != ':' {
		return 0
	}
	return n + 1
}

func scalarLen(b []byte) int {
	switch b[0] {
	case '"':
		n, _ := stringLen(b)
		return n
	case 't', 'f', 'n':
		for _, word := range [...]string{"true", "false", "null"} {
			if len(b) >= len(word) && string(b[:len(word)]) == word {
				return len(word)
			}
		}
		return 0
	}
	n, ok := shape.ScanNumber(b)
	digits := bytes.TrimPrefix(b[:n], []byte("-"))
	w := shape.DigitsAt(digits, 0)
	if !ok || b[0] == '+' || w == 0 || w > 1 && digits[0] == '0' || w < len(digits) && digits[w] == '.' && shape.DigitsAt(digits, w+1) == 0 {
		return 0
	}
	return n
}

// stringLen returns the length of the JSON string that b begins with, quotes
// included, or 0; and, where it has no escapes, what characters are in it.
func stringLen(b []byte) (n int, set shape.Charset) {
	if b[0] != '"' {
		return 0, 0
	}
	n, set = shape.RunOf(b[1:], &endsRun)
	for n++; n < len(b); {
		switch c := b[n]; {
		case c == '"':
			return n + 1, set
		case c != '\\':
			return 0, 0
		}
		e := escapeLen(b[n:])
		if e == 0 {
			return 0, 0
		}
		n += e
		run, _ := shape.RunOf(b[n:], &endsRun)
		n += run
		set = 0
	}
	return 0, 0
}

// endsRun are the characters that are not themselves in a JSON string: quotes,
// backslashes and control characters.
var endsRun = func() [256]bool {
	is := charactersOf(`"\`)
	for c := range ' ' {
		is[c] = true
	}
	return is
}()

// escapeLen returns the length of the escape that b begins with, or 0.
func escapeLen(b []byte) int {
	switch {
	case len(b) < 2:
		return 0
	case b[1] != 'u':
		if bytes.IndexByte([]byte(`"\/bfnrt`), b[1]) < 0 {
			return 0
		}
		return 2
	case len(b) < 6:
		return 0
	}
	if _, n := shape.HexGroup(b[2:6]); n < 4 {
		return 0
	}
	return 6
}

// unescape reads the escape that v begins with; a pair of surrogates is one.
// Half of a pair is itself.
func unescape(v []byte) (r rune, size int) {
	if v[1] != 'u' {
		switch v[1] {
		case 'b':
			return '\b', 2
		case 'f':
			return '\f', 2
		case 'n':
			return '\n', 2
		case 'r':
			return '\r', 2
		case 't':
			return '\t', 2
		}
		return rune(v[1]), 2
	}
	u, _ := shape.HexGroup(v[2:])
	r = rune(u)
	if utf16.IsSurrogate(r) && len(v) >= 12 && v[6] == '\\' && v[7] == 'u' {
		low, _ := shape.HexGroup(v[8:])
		if pair := utf16.DecodeRune(r, rune(low)); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return r, 6
}

// appendUnescaped appends what the inside of a JSON string stands for. Half of
// a surrogate pair becomes U+FFFD.
func appendUnescaped(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		if v[i] != '\\' {
			j := shape.End(v, i, `\`)
			dst = append(dst, v[i:j]...)
			i = j
			continue
		}
		r, size := unescape(v[i:])
		dst = utf8.AppendRune(dst, r)
		i += size
	}
	return dst
}

// appendEscape appends r, which is in the basic plane, as \uXXXX.
func appendEscape(dst []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// quoteJSON returns text as a JSON string.
func quoteJSON(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic("mask: internal error: a string that JSON cannot hold")
	}
	return string(b)
}

// appendQuoted appends v as a JSON string, in ASCII if asked.
func appendQuoted(dst, v []byte, ascii bool) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(v); {
		c := v[i]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, `\n`...)
		case c < ' ':
			dst = appendEscape(dst, rune(c))
		case c < utf8.RuneSelf || !ascii:
			dst = append(dst, c)
		default:
			r, size := utf8.DecodeRune(v[i:])
			dst = appendEscapes(dst, r)
			i += size
			continue
		}
		i++
	}
	return append(dst, '"')
}

// appendEscapes appends r as \uXXXX, or as two of them.
func appendEscapes(dst []byte, r rune) []byte {
	if r < 0x10000 {
		return appendEscape(dst, r)
	}
	r -= 0x10000
	return appendEscape(appendEscape(dst, 0xd800+r>>10), 0xdc00+r&0x3ff)
}
