package mask

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// The leaves of a JSON text, and its keys: see jsonwalk.go for the text itself.

// isNestedJSON reports whether the JSON string v looks like a JSON text.
func isNestedJSON(v []byte) bool {
	return len(v) > 4 && (v[1] <= ' ' || v[1] == '{' || v[1] == '[') && isBracketed(v[1:len(v)-1])
}

// jsonNumber appends the JSON number v, of which its keys said w: scrambled as a
// numeric is, or moved with the row.
func (s *scratch) jsonNumber(dst, v []byte, w *said) []byte {
	if w.moment && s.dates != nil {
		if out, ok := s.dates.appendEpoch(dst, v, s.row); ok {
			return out
		}
	}
	if shape.Mantissa(v) == len(v) {
		if out, err := w.fixed.append(dst, v, s); err == nil {
			return out
		}
	}
	return s.Number(dst, v, shape.Limits{})
}

// jsonKey appends a key that isDataKey, and its colon: scrambled.
func (s *scratch) jsonKey(dst, v []byte) []byte {
	n := bytes.LastIndexByte(v, '"') + 1
	return append(s.jsonText(dst, v[:n]), v[n:]...)
}

// jsonText appends the JSON string v, scrambled.
func (s *scratch) jsonText(dst, v []byte) []byte {
	_, set := stringLen(v)
	return s.jsonString(dst, v, set)
}

// unquoted returns what the JSON string v stands for, which is valid until s.in is
// used again, and whether v has characters written as \u escapes.
func (s *scratch) unquoted(v []byte) (text []byte, ascii bool) {
	text = v[1 : len(v)-1]
	if bytes.IndexByte(text, '\\') < 0 {
		return text, false
	}
	s.in = appendUnescaped(s.in[:0], text)
	return s.in, bytes.Contains(text, []byte(`\u`))
}

// jsonString is jsonText where stringLen said what is in v. Characters that are
// written as \u escapes stay so, for the database may have none else.
func (s *scratch) jsonString(dst, v []byte, set shape.Charset) []byte {
	v = v[1 : len(v)-1]
	dst = append(dst, '"')
	switch {
	case len(v) == 0:
	case set.HasAlnum():
		dst = s.likeOf(dst, v, shape.Literals, set)
	default:
		dst = s.escaped(dst, v)
	}
	return append(dst, '"')
}

// escaped is text for the inside of a JSON string with escapes, or signs alone.
func (s *scratch) escaped(dst, v []byte) []byte {
	s.in = s.in[:0]
	for i := 0; i < len(v); {
		r, size, _ := jsonChar(v[i:])
		if s.in = append(s.in, v[i:i+size]...); v[i] == '\\' {
			s.in = utf8.AppendRune(s.in[:len(s.in)-size], r)
		}
		i += size
	}
	s.inner = s.Like(s.inner[:0], s.in, shape.Literals)
	old, out := s.in, s.inner
	for i := 0; i < len(v); {
		_, size, asIs := jsonChar(v[i:])
		was, n := utf8.DecodeRune(old)
		r, m := utf8.DecodeRune(out)
		old, out = old[n:], out[m:]
		switch {
		case r == was && !(asIs && v[i] == '\\'):
			dst = append(dst, v[i:i+size]...)
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case asIs || r < utf8.RuneSelf && v[i+1] != 'u':
			dst = utf8.AppendRune(dst, r)
		default:
			dst = appendEscapes(dst, r)
		}
		i += size
	}
	return dst
}

// jsonChar reads the character that v, the inside of a JSON string, begins with.
// asIs says that what replaces it is not to be an escape: that it is none, or one
// that jsonb does not have, \u0000 or half of a surrogate pair. Those count as x.
func jsonChar(v []byte) (r rune, size int, asIs bool) {
	if v[0] != '\\' {
		r, size = utf8.DecodeRune(v)
		return r, size, true
	}
	r, size = unescape(v)
	if r == 0 || utf16.IsSurrogate(r) {
		return 'x', size, true
	}
	return r, size, false
}

// isBracketed reports whether v begins and ends as JSON's objects and arrays do.
func isBracketed(v []byte) bool {
	from, to := shape.Trim(v)
	if to-from < 2 {
		return false
	}
	first, last := v[from], v[to-1]
	return first == '{' && last == '}' || first == '[' && last == ']'
}
