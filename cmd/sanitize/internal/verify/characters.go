package verify

// character is what a character beyond ASCII is to the words of a text.
type character byte

const (
	letter    character = iota
	gap                 // a blank, a quote, a dash, a symbol: no part of a word
	invisible           // stands within words and means nothing
	wide                // of a script without blanks: a word begins and ends beside others
	fullWidth           // a character of ASCII, as wide as those
)

// characterAt says what the character is that v begins with, how many bytes it
// has, and which one of ASCII it is if it is fullWidth. It is asked about those
// whose first byte is none of simple; a character that is cut is a letter.
// The blocks are those of the Unicode standard.
func characterAt(v []byte) (kind character, size int, ascii byte) {
	switch b := v[0]; {
	case b == 0xc2 && len(v) >= 2:
		return latinMark(v[1]), 2, 0
	case b >= 0xe2 && b <= 0xef && len(v) >= 3:
		if b == 0xef {
			kind, ascii = compatible(v[1], v[2])
			return kind, 3, ascii
		}
		return threeBytes(v), 3, 0
	case b == 0xf0 && len(v) >= 4:
		switch {
		case v[1] == 0x9f: // U+1F000 to U+1FFFF: emoji and other pictures
			return gap, 4, 0
		case v[1] >= 0xa0: // from U+20000: ideographs
			return wide, 4, 0
		}
		return letter, 4, 0
	}
	return letter, 1, 0
}

// latinMark is about U+0080 to U+00BF, by the second byte.
func latinMark(b byte) character {
	switch b {
	case 0xad: // soft hyphen
		return invisible
	case 0xaa, 0xb2, 0xb3, 0xb5, 0xb9, 0xba: // ª ² ³ µ ¹ º
		return letter
	}
	return gap
}

// threeBytes is about U+2000 to U+EFFF.
func threeBytes(v []byte) character {
	second, third := v[1], v[2]
	switch v[0] {
	case 0xe2:
		switch {
		case second == 0x80 && (third >= 0x8b && third <= 0x8f || third >= 0xaa && third <= 0xae), // zero width, directions
			second == 0x81 && third >= 0xa0 && third <= 0xaf: // word joiner and the like
			return invisible
		case second == 0x81 && third >= 0xb0, second >= 0xb0 && second <= 0xb7: // superscripts; rare scripts
			return letter
		case second >= 0xba: // radicals
			return wide
		}
		return gap // punctuation, currencies, arrows, boxes, dingbats
	case 0xe3:
		if second == 0x80 && (third < 0x85 || third > 0x87) { // U+3000 to U+303F, but 々 〆 〇
			return gap
		}
	case 0xee: // private use
		return letter
	}
	return wide
}

// compatible is about U+F000 to U+FFFF.
func compatible(second, third byte) (kind character, ascii byte) {
	switch {
	case second == 0xbb && third == 0xbf: // byte order mark
		return invisible, 0
	case second == 0xbc && third >= 0x81: // U+FF01
		return fullWidth, third - 0x60
	case second == 0xbd && third <= 0x9e: // up to U+FF5E
		return fullWidth, third - 0x20
	case second == 0xbf:
		return gap, 0
	case second >= 0xa4 && second <= 0xab, second == 0xbd, second == 0xbe:
		return wide, 0
	}
	return letter, 0
}
