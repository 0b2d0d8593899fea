package expr

import (
	"errors"
	"strings"
)

// tokenKind is the kind of a token.
type tokenKind int

const (
	tokEnd tokenKind = iota
	tokWord
	tokQuoted
	tokString
	tokNumber
	tokOper  // <, <>, ~*, …
	tokPunct // ( ) [ ] , . and ::
)

// token is a word of an expression; text is its meaning: a name folded, a
// string without quotes.
type token struct {
	kind tokenKind
	text string
}

var errToken = errors.New("a token that is not known")

// lex cuts an expression into tokens. It takes strings for standard conforming.
func lex(s string) ([]token, error) {
	var list []token
	for i := 0; i < len(s); {
		t, n, err := lexOne(s[i:])
		if err != nil {
			return nil, err
		}
		if n > 0 && t.kind != tokEnd {
			list = append(list, t)
		}
		i += n
	}
	return append(list, token{}), nil
}

// lexOne returns the token that s begins with, tokEnd for white space, and its
// length.
func lexOne(s string) (token, int, error) {
	c := s[0]
	switch {
	case strings.IndexByte(" \t\r\n\f\v", c) >= 0:
		return token{}, 1, nil
	case strings.HasPrefix(s, "--"), strings.HasPrefix(s, "/*"):
		return token{}, 0, errToken
	case c == '\'':
		return lexQuoted(s, tokString)
	case c == '"':
		return lexQuoted(s, tokQuoted)
	case (c == 'e' || c == 'E') && len(s) > 1 && s[1] == '\'':
		return lexEscaped(s)
	case strings.HasPrefix(s, "::"):
		return token{tokPunct, "::"}, 2, nil
	case isDigit(c), c == '.' && len(s) > 1 && isDigit(s[1]):
		n := numberLen(s)
		return token{tokNumber, s[:n]}, n, nil
	case strings.IndexByte("()[],.", c) >= 0:
		return token{tokPunct, s[:1]}, 1, nil
	case isLetter(c):
		n := 1
		for n < len(s) && (isLetter(s[n]) || isDigit(s[n]) || s[n] == '$') {
			n++
		}
		return token{tokWord, foldASCII(s[:n])}, n, nil
	case strings.IndexByte(operChars, c) >= 0:
		n := 1
		for n < len(s) && strings.IndexByte(operChars, s[n]) >= 0 {
			n++
		}
		return token{tokOper, s[:n]}, n, nil
	}
	return token{}, 0, errToken
}

const operChars = "+-*/<>=~!@#%^&|`?"

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

func foldASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

func numberLen(s string) int {
	n := 0
	for n < len(s) && (isDigit(s[n]) || s[n] == '.') {
		n++
	}
	if n < len(s) && s[n]|0x20 == 'e' {
		m := n + 1
		if m < len(s) && (s[m] == '+' || s[m] == '-') {
			m++
		}
		if m < len(s) && isDigit(s[m]) {
			for n = m; n < len(s) && isDigit(s[n]); {
				n++
			}
		}
	}
	return n
}

// lexQuoted reads '…' or "…", in which the quote is doubled.
func lexQuoted(s string, kind tokenKind) (token, int, error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != s[0] {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == s[0] {
			b.WriteByte(s[0])
			i++
			continue
		}
		return token{kind, b.String()}, i + 1, nil
	}
	return token{}, 0, errToken
}

// lexEscaped reads E'…' with the escapes that pg_dump writes: \\ and ”.
func lexEscaped(s string) (token, int, error) {
	var b strings.Builder
	for i := 2; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			plain := strings.IndexByte(`nrtbf`, s[i])
			switch {
			case plain >= 0:
				b.WriteByte("\n\r\t\b\f"[plain])
			case isDigit(s[i]) || isLetter(s[i]):
				return token{}, 0, errToken
			default:
				b.WriteByte(s[i])
			}
		case s[i] != '\'':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == '\'':
			b.WriteByte('\'')
			i++
		default:
			return token{tokString, b.String()}, i + 1, nil
		}
	}
	return token{}, 0, errToken
}
