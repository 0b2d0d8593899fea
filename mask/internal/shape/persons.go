package shape

import (
	"bytes"
	"unicode/utf8"
)

// What people are called: a full name holds the given and the family name, a login
// name or the local part of an address is made of them, and all of it is compared,
// cut and put together by migrations. So each word is masked by itself, as it is
// where it stands alone: what is between the words stays in its place, and an
// apostrophe is a part of a word, O'Brien's as obrien's.

// person is Like for what people are called, word by word.
func (s *Shaper) person(dst, v []byte) []byte {
	from, to := Trim(v)
	core := v[from:to]
	if !HasText(core) || !isWordy(core) {
		return s.like(dst, v, false)
	}
	dst = append(dst, v[:from]...)
	n := len(dst)
	dst = s.parts(dst, core)
	for i := 0; i < mostSteps && !isWordy(dst[n:]); i++ {
		s.line = append(s.line[:0], dst[n:]...)
		dst = s.parts(dst[:n], s.line)
	}
	return append(dst, v[to:]...)
}

// isWordy reports whether v is words, rather than of a kind, or a site's name.
func isWordy(v []byte) bool {
	return kindOf(v, false)&familyMask == plain && !isSite(v)
}

// siteLabels are the last labels that tell a site's name from words with dots.
var siteLabels = [...]string{".com", ".org", ".net", ".edu", ".gov", ".info", ".biz"}

// isSite reports whether v has the form of an address or a host that may exist,
// however it is cut.
func isSite(v []byte) bool {
	if bytes.IndexByte(v, '.') < 0 {
		return false
	}
	if bytes.IndexByte(v, '@') >= 0 || bytes.Contains(v, []byte("//")) || schemeLen(v) > 0 {
		return true
	}
	for _, label := range siteLabels {
		if n := len(v) - len(label); n > 0 && bytes.EqualFold(v[n:], []byte(label)) {
			return true
		}
	}
	return false
}

// parts appends v with each of its words masked.
func (s *Shaper) parts(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		if n := gapLen(v[i:]); n > 0 {
			dst = append(dst, v[i:i+n]...)
			i += n
			continue
		}
		from := i
		for i < len(v) && gapLen(v[i:]) == 0 {
			i++
		}
		dst = s.word(dst, v[from:i])
	}
	return dst
}

// gapLen returns the length of the character that v begins with, if it stands
// between words, or 0.
func gapLen(v []byte) int {
	switch c := v[0]; {
	case c == '\'', c < utf8.RuneSelf && classes[c] != 0:
		return 0
	case c < utf8.RuneSelf:
		return 1
	case c == 0xC2 && len(v) > 1 && v[1] == 0xA0: // a blank that does not break
		return 2
	case c == 0xE3 && len(v) > 2 && v[1] == 0x80 && v[2] == 0x80: // as wide as an ideograph
		return 3
	}
	return 0
}

// word appends a word, masked unless it is a title.
func (s *Shaper) word(dst, w []byte) []byte {
	if isTitle(w) {
		return append(dst, w...)
	}
	n := len(dst)
	dst = s.Like(dst, w, Bare)
	for i := 0; i < mostSteps && isTitle(dst[n:]); i++ {
		s.title = append(s.title[:0], dst[n:]...)
		dst = s.Like(dst[:n], s.title, Bare)
	}
	return dst
}

// longestTitle is the length of what isTitle is true of.
const longestTitle = 4

// isTitle reports whether a word says how somebody is addressed. None that is
// somebody's name is among them.
func isTitle(w []byte) bool {
	if len(w) < 2 || len(w) > longestTitle {
		return false
	}
	var low [longestTitle]byte
	for i, c := range w {
		low[i] = Lower(c)
	}
	switch string(low[:len(w)]) {
	case "dr", "mr", "mrs", "ms", "mx", "miss", "prof", "jr", "sr", "iii", "phd", "mme", "mlle", "frau", "sra", "srta", "dott", "dra":
		return true
	}
	return false
}
