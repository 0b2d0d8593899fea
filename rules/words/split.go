package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longest is the longest name that is read, in bytes. PostgreSQL's names have
// 63 (NAMEDATALEN - 1); what is longer is a hostile input, and cut.
const longest = 256

// spelled are the letters that lose nothing by decomposition and are written
// with others where there are only A to Z.
var spelled = strings.NewReplacer(
	"ß", "ss", "ẞ", "SS", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE",
	"ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ı", "i", "İ", "I",
)

// umlauts are written out in German names: "Größe" is groesse as well as
// grosse. The word lists hold both.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// combining is the first combining mark (Mn) of Unicode.
const combining = 0x300

// fold takes the marks off letters. It keeps case.
func fold(name string) string {
	if ascii(name) {
		return name
	}
	name = spelled.Replace(name)
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		if r < combining || !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// A name is its letters and digits in lower case without marks, and the
// offsets at which its words begin; the last one is the length.
type name struct {
	letters string
	starts  []int
}

// split finds the words of a name in any of the usual spellings: marks between
// words, a capital after a small letter, the last capital of several before a
// small letter (HTTPProxy), letters beside digits. Words written together stay
// one word: see segment.
func split(s string) name {
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "")
	}
	runes := []rune(fold(s))
	var b strings.Builder
	b.Grow(len(s))
	starts := make([]int, 0, 8)
	fresh := true
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			fresh = true
			continue
		}
		if fresh || begins(runes, i) {
			starts = append(starts, b.Len())
		}
		fresh = false
		b.WriteRune(unicode.ToLower(r))
	}
	return name{b.String(), append(starts, b.Len())}
}

// begins reports whether a word begins at runes[i], whose neighbour to the
// left is a letter or digit.
func begins(runes []rune, i int) bool {
	last, r := runes[i-1], runes[i]
	switch {
	case unicode.IsDigit(last) != unicode.IsDigit(r):
		return true
	case !unicode.IsUpper(r):
		return false
	case !unicode.IsUpper(last):
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1]) && !pluralAt(runes, i+1)
}

// pluralAt reports whether runes[i] is the s that makes a plural of capitals,
// as in userIDs.
func pluralAt(runes []rune, i int) bool {
	return runes[i] == 's' && (i+1 == len(runes) || !unicode.IsLower(runes[i+1]))
}
