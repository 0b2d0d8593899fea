package sqllex

import "strings"

// class is what a byte is to code, where a token begins.
type class byte

const (
	plain   class = iota // white space, or an operator of its own
	letter               // begins an identifier or key word (ident_start in scan.l)
	digit                // begins a number
	quote                // a single quote
	special              // all else that matters
)

// classes holds the class of each byte.
var classes = func() (t [256]class) {
	for c := range t {
		switch {
		case isIdentStart(byte(c)):
			t[c] = letter
		case isDigit(byte(c)):
			t[c] = digit
		}
	}
	for _, c := range []byte(`"$-/();\`) {
		t[c] = special
	}
	t['\''] = quote
	return t
}()

// identCont holds the bytes that can go on in an identifier (ident_cont).
var identCont = func() (t [256]bool) {
	for c := range t {
		t[c] = isIdentStart(byte(c)) || isDigit(byte(c)) || c == '$'
	}
	return t
}()

// IsSpace reports whether c is white space to SQL (space in scan.l), which is
// isspace of the C locale.
func IsSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// isPunct reports whether c is a token of its own (self in scan.l, without the
// operators in it).
func isPunct(c byte) bool { return strings.IndexByte("()[],.:;", c) >= 0 }

// operators holds the bytes that can be in an operator (op_chars in scan.l).
var operators = func() (t [256]bool) {
	for c := range t {
		t[c] = isSpecialOperator(byte(c)) || strings.IndexByte("+-*/<>=", byte(c)) >= 0
	}
	return t
}()

// IsOperator reports whether c can be in an operator.
func IsOperator(c byte) bool { return operators[c] }

// isSpecialOperator reports whether c lets an operator end in + or -.
func isSpecialOperator(c byte) bool { return strings.IndexByte("~!@#^&|`?%", c) >= 0 }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isIdentStart(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= 0x80
}

// isIdent reports whether c can go on in an identifier.
func isIdent(c byte) bool { return identCont[c] }

// identEnd returns the offset after the identifier or key word at b[i].
func identEnd(b []byte, i int) int {
	for i < len(b) && identCont[b[i]] {
		i++
	}
	return i
}

// numberEnd returns the offset after the number at b[i], a digit: its fraction
// and exponent included, its sign not. A letter or dollar sign that follows it
// begins another token.
func numberEnd(b []byte, i int) int {
	i = DigitsEnd(b, i)
	if i < len(b) && b[i] == '.' && (i+1 == len(b) || b[i+1] != '.') {
		i = DigitsEnd(b, i+1)
	}
	return ExponentEnd(b, i)
}

// ExponentEnd returns the offset after the exponent at b[i], i if there is none.
func ExponentEnd(b []byte, i int) int {
	if i == len(b) || b[i]|0x20 != 'e' {
		return i
	}
	n := i + 1
	if n < len(b) && (b[n] == '+' || b[n] == '-') {
		n++
	}
	if n == len(b) || !isDigit(b[n]) {
		return i
	}
	return DigitsEnd(b, n)
}

// goesOn reports whether a number before rest may be longer than that: rest is
// nothing, or the start of an exponent.
func goesOn(rest []byte) bool {
	switch len(rest) {
	case 0:
		return true
	case 1:
		return rest[0]|0x20 == 'e'
	case 2:
		return rest[0]|0x20 == 'e' && (rest[1] == '+' || rest[1] == '-')
	}
	return false
}

// DigitsEnd returns the offset after the digits at b[i].
func DigitsEnd(b []byte, i int) int {
	for i < len(b) && isDigit(b[i]) {
		i++
	}
	return i
}

// EqualFold reports whether b is the lower-case word, but for ASCII case.
func EqualFold(b []byte, word string) bool {
	return len(b) == len(word) && HasPrefixFold(b, word)
}

// HasPrefixFold reports whether b begins with the lower-case word, but for
// ASCII case.
func HasPrefixFold(b []byte, word string) bool {
	if len(b) < len(word) {
		return false
	}
	for i := range len(word) {
		if c := b[i]; c != word[i] && (c < 'A' || 'Z' < c || c|0x20 != word[i]) {
			return false
		}
	}
	return true
}
