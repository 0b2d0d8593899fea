package mask

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// document scrambles the strings and numbers of a JSON text. Keys, white space
// and all else stay as they are. Each leaf is scrambled by its own value, as it
// would be in a column of its own.
//
// It reads what json_in of PostgreSQL lets in, which for json includes \u0000
// and halves of surrogate pairs; as jsonb has neither, they become letters.
type document struct{}

// What the reader wants next.
const (
	wantValue = iota
	wantValueOrEnd
	wantKey
	wantKeyOrEnd
	wantComma
)

func (document) append(dst, src []byte, s *scratch) ([]byte, error) {
	return s.document(dst, src, false)
}

// document is what document does. Where asText says that the document is the
// value of a text column, numbers are masked one to one, as texts are.
func (s *scratch) document(dst, src []byte, asText bool) ([]byte, error) {
	s.out = s.out[:0] // the brackets that are open
	want := wantValue
	for i := 0; i < len(src); {
		c := src[i]
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			dst = append(dst, c)
			i++
			continue
		}
		n, next := s.token(src[i:], want)
		if n == 0 {
			return dst, errJSON
		}
		switch {
		case want > wantValueOrEnd || c != '"' && c != '-' && (c < '0' || c > '9'):
			dst = append(dst, src[i:i+n]...)
		case c == '"':
			dst = s.jsonString(dst, src[i:i+n])
		case asText:
			dst = s.Like(dst, src[i:i+n], true)
		default:
			dst = s.Number(dst, src[i:i+n], shape.Limits{})
		}
		want = next
		i += n
	}
	if want != wantComma || len(s.out) > 0 {
		return dst, errJSON
	}
	return dst, nil
}

// token returns the length of the token that b begins with, 0 if it is not what
// is wanted, and what is wanted after it. A key's token includes its colon.
func (s *scratch) token(b []byte, want int) (n, next int) {
	open := byte(0)
	if len(s.out) > 0 {
		open = s.out[len(s.out)-1]
	}
	c := b[0]
	switch {
	case want == wantComma && c == ',' && open == '{':
		return 1, wantKey
	case want == wantComma && c == ',' && open == '[':
		return 1, wantValue
	case c == '}' && open == '{' && (want == wantComma || want == wantKeyOrEnd),
		c == ']' && open == '[' && (want == wantComma || want == wantValueOrEnd):
		s.out = s.out[:len(s.out)-1]
		return 1, wantComma
	case want == wantComma:
		return 0, 0
	case want == wantKey || want == wantKeyOrEnd:
		return keyLen(b), wantValue
	case c == '{':
		s.out = append(s.out, c)
		return 1, wantKeyOrEnd
	case c == '[':
		s.out = append(s.out, c)
		return 1, wantValueOrEnd
	}
	return scalarLen(b), wantComma
}

// jsonString appends the JSON string v, scrambled. Characters that are written
// as \u escapes stay so, for the database may have none else.
func (s *scratch) jsonString(dst, v []byte) []byte {
	v = v[1 : len(v)-1]
	dst = append(dst, '"')
	switch {
	case len(v) == 0:
	case bytes.IndexByte(v, '\\') < 0 && shape.HasAlnum(v):
		dst = s.Like(dst, v, true)
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
	s.inner = s.Like(s.inner[:0], s.in, true)
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
