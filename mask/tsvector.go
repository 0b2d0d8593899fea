package mask

import (
	"bytes"
	"errors"

	"sanitize/mask/internal/shape"
)

var errTSVector = errors.New("not a tsvector")

// tsvector scrambles lexemes; positions and weights stay. It reads what
// tsvectorout writes: 'lexeme':1A,2 'it”s'. A lexeme never grows, as the
// server has a limit on it.
type tsvector struct{}

func (tsvector) append(dst, src []byte, s *scratch) ([]byte, error) {
	for i := 0; i < len(src); {
		n := lexemeLen(src[i:])
		if n == 0 {
			return dst, errTSVector
		}
		dst = append(dst, '\'')
		dst = s.lexeme(dst, src[i+1:i+n-1])
		dst = append(dst, '\'')
		i += n
		for ; i < len(src) && src[i] != '\''; i++ {
			if bytes.IndexByte([]byte(" :,0123456789ABCD*"), src[i]) < 0 {
				return dst, errTSVector
			}
			dst = append(dst, src[i])
		}
	}
	return dst, nil
}

// lexeme appends the inside of a lexeme, scrambled.
func (s *scratch) lexeme(dst, v []byte) []byte {
	s.in = s.in[:0]
	for i := 0; i < len(v); i++ {
		if c := v[i]; c == '\'' || c == '\\' {
			i++
		}
		s.in = append(s.in, v[i])
	}
	if len(s.in) == 0 {
		return dst
	}
	s.inner = s.Like(s.inner[:0], s.in, shape.Literals)
	for _, c := range s.inner {
		if c == '\'' || c == '\\' {
			dst = append(dst, c)
		}
		dst = append(dst, c)
	}
	return dst
}

// lexemeLen returns the length of the 'lexeme' that b begins with, in which
// quotes and backslashes are doubled, or 0.
func lexemeLen(b []byte) int {
	if b[0] != '\'' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\':
			i++
		case b[i] != '\'':
		case i+1 < len(b) && b[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return 0
}
