package shape

import "unicode/utf8"

// The classes of ASCII characters, by code. A string is indexed rather than a
// switch asked: letters, digits and marks alternate too much to be predicted.
const classes = "" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00\x00" +
	"\x00\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02" +
	"\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x00\x00\x00\x00\x00" +
	"\x00\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03" +
	"\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x00\x00\x00\x00\x00"

// The classes.
const (
	digit   = 1
	capital = 2
	small   = 3
)

// The first character of a class and how many it has.
const (
	classFirst = "\x000Aa"
	classCount = "\x00\x0a\x1a\x1a"
)

// IsAlnum reports whether c is a letter or digit of ASCII.
func IsAlnum(c byte) bool { return c < 0x80 && classes[c] != 0 }

// IsLetter reports whether c is a letter of ASCII.
func IsLetter(c byte) bool { return c < utf8.RuneSelf && classes[c] >= capital }

// IsCapital and IsSmall report whether c is a letter of ASCII in that case.
func IsCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
func IsSmall(c byte) bool   { return 'a' <= c && c <= 'z' }

// Alike returns the first of the letters or digits that stand for c, and how many
// they are.
func Alike(c byte) (first byte, n uint32) {
	k := classes[c]
	return classFirst[k], uint32(classCount[k])
}

// Lower returns c in lower case.
func Lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// HasText reports whether v has a letter or digit, or what is not ASCII.
func HasText(v []byte) bool {
	for _, c := range v {
		if c >= utf8.RuneSelf || classes[c] != 0 {
			return true
		}
	}
	return false
}

// HasLetter reports whether v has an ASCII letter.
func HasLetter(v []byte) bool {
	for _, c := range v {
		if c < 0x80 && classes[c] > 1 {
			return true
		}
	}
	return false
}

// HexGroup reads one to four hexadecimal digits, and says how many there were.
func HexGroup(b []byte) (v uint16, n int) {
	for n < len(b) && n < 4 {
		d, ok := Unhex(b[n])
		if !ok {
			break
		}
		v = v<<4 | uint16(d)
		n++
	}
	return v, n
}

// Unhex returns the value of a hexadecimal digit.
func Unhex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// End returns the offset of the first of chars in v at or after i, or len(v).
func End(v []byte, i int, chars string) int {
	for ; i < len(v); i++ {
		c := v[i]
		for k := range len(chars) { // they are few
			if chars[k] == c {
				return i
			}
		}
	}
	return i
}

// Hide puts marks, which masks leave, in the place of v's characters in ASCII.
func Hide(v []byte) {
	for i := range v {
		if v[i] < 0x80 {
			v[i] = '-'
		}
	}
}
