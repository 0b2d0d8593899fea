package verify

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// character is what a character beyond ASCII is to the words of a text.
type character byte

const (
	letter    character = iota
	cased               // a letter that is read as plain has it
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
	_, size = utf8.DecodeRune(v)
	switch b := v[0]; {
	case size == 1: // of no character
	case b == 0xc2:
		return latinMark(v[1]), 2, 0
	case b == 0xcc, b == 0xcd && v[1] < 0xb0: // U+0300 to U+036F: accents
		return invisible, 2, 0
	case b == 0xcd && v[1] == 0xbe, b == 0xce && (v[1] == 0x84 || v[1] == 0x85 || v[1] == 0x87): // marks of Greek, ; ΄ ΅ ·
		return gap, 2, 0
	case b == 0xd6 && v[1] == 0xbe: // maqaf, a dash of Hebrew's
		return gap, 2, 0
	case b == 0xd2 && v[1] >= 0x83 && v[1] <= 0x89, b == 0xd6 && v[1] >= 0x91, b == 0xd7 && v[1] <= 0x87: // accents of Cyrillic, points of Hebrew
		return invisible, 2, 0
	case b >= 0xc3 && b <= 0xd7:
		return cased, 2, 0
	case b == 0xe1:
		if v[1] >= 0xb8 && v[1] <= 0xbb { // U+1E00 to U+1EFF
			return cased, 3, 0
		}
		return letter, 3, 0
	case b >= 0xe2 && b <= 0xef:
		if b == 0xef {
			kind, ascii = compatible(v[1], v[2])
			return kind, 3, ascii
		}
		return threeBytes(v), 3, 0
	case b == 0xf0:
		switch {
		case v[1] == 0x9f: // U+1F000 to U+1FFFF: emoji and other pictures
			return gap, 4, 0
		case v[1] >= 0xa0: // from U+20000: ideographs
			return wide, 4, 0
		}
		return letter, 4, 0
	}
	return letter, size, 0
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

// alphabet is what letters with two cases or with accents are read as: in lower
// case, without the accents, as login names and addresses have them. It has those
// up to U+05FF and of U+1E00 to U+1EFF.
type alphabet struct{ low, more []string }

// plain makes the tables when they are first needed.
var plain = sync.OnceValue(func() *alphabet {
	p := &alphabet{}
	for r := rune(0); r < 0x600; r++ {
		p.low = append(p.low, unaccented(r))
	}
	for r := rune(0x1e00); r < 0x1f00; r++ {
		p.more = append(p.more, unaccented(r))
	}
	return p
})

// read returns what a cased letter is read as.
func (p *alphabet) read(v []byte) string {
	r, _ := utf8.DecodeRune(v)
	switch {
	case r < 0x600:
		return p.low[r]
	case r >= 0x1e00 && r < 0x1f00:
		return p.more[r-0x1e00]
	}
	return string(utf8.RuneError)
}

// ligatures are letters that are written as others without being composed of
// them, and those of Greek and Cyrillic that look like Latin ones.
var ligatures = strings.NewReplacer("ς", "σ", "α", "a", "ε", "e", "ι", "i", "κ", "k", "ν", "v", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x",
	"а", "a", "в", "b", "е", "e", "к", "k", "м", "m", "н", "h", "о", "o", "р", "p", "с", "c", "т", "t", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s",
	"ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t")

func unaccented(r rune) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return ligatures.Replace(b.String())
}
