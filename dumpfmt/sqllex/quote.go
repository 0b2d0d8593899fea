package sqllex

import "unicode/utf8"

// QuotedLen returns the length of the literal, or identifier, that begins at b[0],
// a quote, its quotes included. escapes says that a backslash escapes the next byte
// of a literal. It reports false if it has no end in b.
func QuotedLen(b []byte, escapes bool) (int, bool) {
	for i := 1; i < len(b); i++ {
		n, ok := closeQuote(b[i:], b[0])
		if escapes {
			n, ok = closeEscape(b[i:])
		}
		if !ok {
			return 0, false
		}
		i += n
		if i == len(b) || b[i] != b[0] {
			return i, true
		}
	}
	return 0, false
}

// AppendUnquoted appends the value of a literal, given what stands between its
// quotes. With escapes it decodes the backslash escapes of E'…' (xqs and kin in
// scan.l); it reports false where one of them is not complete or valid.
func AppendUnquoted(dst, body []byte, escapes bool) ([]byte, bool) {
	for i := 0; i < len(body); {
		j := i
		for j < len(body) && body[j] != '\'' && (body[j] != '\\' || !escapes) {
			j++
		}
		dst = append(dst, body[i:j]...)
		if j == len(body) {
			return dst, true
		}
		if body[j] == '\'' {
			dst = append(dst, '\'')
			i = j + 2 // the second of two quotes
			continue
		}
		var n int
		if dst, n = appendEscape(dst, body[j+1:]); n == 0 {
			return dst, false
		}
		i = j + 1 + n
	}
	return dst, true
}

// appendEscape appends what the escape after a backslash stands for and returns
// the length of the escape, or 0 if it is not valid.
func appendEscape(dst, b []byte) ([]byte, int) {
	if len(b) == 0 {
		return dst, 0
	}
	switch c := b[0]; c {
	case 'v':
		return dst, 0 // PostgreSQL 15 reads the letter v here
	case 'u', 'U':
		want := 4
		if c == 'U' {
			want = 8
		}
		v, n := number(b[1:], want, 16)
		if n != want || v == 0 || !utf8.ValidRune(rune(v)) {
			return dst, 0 // surrogate pairs included: nobody writes them here
		}
		return utf8.AppendRune(dst, rune(v)), 1 + n
	}
	c, n := Unescaped(b)
	if c == 0 { // not valid in a string
		return dst, 0
	}
	return append(dst, c), n
}

// Unescaped returns the byte that an escape stands for, given what is behind its
// backslash, and the length of that: \b and its like, octal and hexadecimal digits;
// any other byte stands for itself. So it is in E'…' and in the text of COPY.
func Unescaped(b []byte) (c byte, n int) {
	switch c := b[0]; c {
	case 'b':
		return '\b', 1
	case 'f':
		return '\f', 1
	case 'n':
		return '\n', 1
	case 'r':
		return '\r', 1
	case 't':
		return '\t', 1
	case 'x':
		if v, n := number(b[1:], 2, 16); n > 0 {
			return byte(v), 1 + n
		}
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v, n := number(b, 3, 8)
		return byte(v), n
	}
	return b[0], 1
}

// number reads up to most digits of the base and returns their value and count.
func number(b []byte, most int, base uint32) (v uint32, n int) {
	for n < most && n < len(b) {
		d := uint32(99)
		switch c := b[n]; {
		case '0' <= c && c <= '9':
			d = uint32(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			d = uint32(c|0x20-'a') + 10
		}
		if d >= base {
			break
		}
		v = v*base + d
		n++
	}
	return v, n
}
