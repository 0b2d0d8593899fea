package mask

import (
	"bytes"
	"errors"
)

var (
	errHstore   = errors.New("not an hstore")
	errTSVector = errors.New("not a tsvector")
	errGeometry = errors.New("not a geometric value")
)

// hstore scrambles the values of an hstore; keys and NULLs stay. It reads what
// hstore_out writes: "key"=>"value", "key"=>NULL.
type hstore struct{}

func (hstore) append(dst, src []byte, s *source) ([]byte, error) {
	for i := 0; i < len(src); {
		key := quotedLen(src[i:])
		if key == 0 || !bytes.HasPrefix(src[i+key:], []byte("=>")) {
			return dst, errHstore
		}
		dst = append(dst, src[i:i+key+2]...)
		i += key + 2
		if bytes.HasPrefix(src[i:], []byte("NULL")) {
			dst = append(dst, "NULL"...)
			i += len("NULL")
		} else {
			n := quotedLen(src[i:])
			if n == 0 {
				return dst, errHstore
			}
			dst = s.quoted(dst, src[i:i+n])
			i += n
		}
		if i == len(src) {
			break
		}
		if !bytes.HasPrefix(src[i:], []byte(", ")) || i+2 == len(src) {
			return dst, errHstore
		}
		dst = append(dst, ", "...)
		i += 2
	}
	return dst, nil
}

// quotedLen returns the length of the "string" that b begins with, in which a
// backslash escapes any character, or 0.
func quotedLen(b []byte) int {
	if len(b) == 0 || b[0] != '"' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// quoted appends the "string" v, scrambled.
func (s *source) quoted(dst, v []byte) []byte {
	s.in = appendUnquoted(s.in[:0], v)
	s.out = s.out[:0]
	if len(s.in) > 0 {
		s.out = s.text(s.out, s.in)
	}
	return appendHstore(dst, s.out)
}

// tsvector scrambles lexemes; positions and weights stay. It reads what
// tsvectorout writes: 'lexeme':1A,2 'it”s'. A lexeme never grows, as the
// server has a limit on it.
type tsvector struct{}

func (tsvector) append(dst, src []byte, s *source) ([]byte, error) {
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
func (s *source) lexeme(dst, v []byte) []byte {
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
	s.inner = s.text(s.inner[:0], s.in)
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

// geometry scrambles the numbers of a geometric value. As none that is not zero
// becomes zero, a line stays a line.
type geometry struct{}

func (geometry) append(dst, src []byte, s *source) ([]byte, error) {
	if len(src) == 0 || bytes.IndexByte([]byte("([{<"), src[0]) < 0 {
		return dst, errGeometry
	}
	for i := 0; i < len(src); {
		if n, ok := scanNumber(src[i:]); ok {
			v := src[i : i+n]
			dst = s.number(dst, v, limits{floatBits: 64, exponent: exponent(v)})
			i += n
			continue
		}
		n := geometryMark(src[i:])
		if n == 0 {
			return dst, errGeometry
		}
		dst = append(dst, src[i:i+n]...)
		i += n
	}
	return dst, nil
}

// geometryMark returns the length of what b begins with, if it is neither a
// number nor wrong.
func geometryMark(b []byte) int {
	for _, word := range [...]string{"Infinity", "-Infinity", "NaN"} {
		if len(b) >= len(word) && string(b[:len(word)]) == word {
			return len(word)
		}
	}
	if bytes.IndexByte([]byte("()[]{}<>, "), b[0]) >= 0 {
		return 1
	}
	return 0
}
