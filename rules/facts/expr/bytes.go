package expr

import "slices"

// The least of what readers of values share.

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

func digits(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool { return !isDigit(c) })
}

func isASCII(v []byte) bool {
	return !slices.ContainsFunc(v, func(c byte) bool { return c >= 0x80 })
}
