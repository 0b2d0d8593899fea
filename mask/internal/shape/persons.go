package shape

import "unicode/utf8"

// What people are called: a full name holds the given and the family name, a login
// name or the local part of an address is made of them, and all of it is compared,
// cut and put together by migrations. So each word is masked by itself, as it is
// where it stands alone: what is between the words stays in its place, and an
// apostrophe is a part of a word, O'Brien's as obrien's.

// person is liken for what people are called, word by word.
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
	if CharsetOf(v)&^(hasLetter|hasBlank|hasWide) == 0 {
		return !isKeptWord(v, false)
	}
	return kindOf(v, false).isWords() && !isSite(v)
}

// isSite reports whether v has the form of an address or a host that may exist,
// however it is cut.
func isSite(v []byte) bool {
	dot, slashes := -1, false
	for i, c := range v {
		switch c {
		case '@':
			return true
		case '.':
			dot = i
		case '/':
			slashes = slashes || i > 0 && v[i-1] == '/'
		}
	}
	switch {
	case dot < 0:
		return false
	case slashes || schemeLen(v) > 0:
		return true
	}
	return isSiteLabel(v[dot+1:])
}

// isSiteLabel reports whether a last label tells a site's name from words with
// dots.
func isSiteLabel(v []byte) bool {
	if len(v) != 3 && len(v) != 4 {
		return false
	}
	var low [4]byte
	for i, c := range v {
		low[i] = Lower(c)
	}
	switch string(low[:len(v)]) {
	case "com", "org", "net", "edu", "gov", "biz", "info":
		return true
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

// What the bytes of a word are.
const (
	isLetter = 1 << iota // or an apostrophe
	isNumber
	isWide
)

// localBytes says what a byte of a word is; 0: it may stand between two.
var localBytes = func() (is [256]uint8) {
	for c := range is {
		switch {
		case c >= utf8.RuneSelf:
			is[c] = isWide
		case c == '\'' || classes[c] >= capital:
			is[c] = isLetter
		case classes[c] == digit:
			is[c] = isNumber
		}
	}
	return is
}()

// Local appends what is before the @ of an address, each word of it as a name
// would have it alone but for hexadecimal and dates: that it stays one of these is
// worth less there than the time to tell.
func (s *Shaper) Local(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		if n := gapLen(v[i:]); n > 0 {
			dst = append(dst, v[i:i+n]...)
			i += n
			continue
		}
		from, seen := i, uint8(0)
		for i < len(v) {
			c := localBytes[v[i]]
			if c == 0 || c == isWide && gapLen(v[i:]) > 0 {
				break
			}
			seen |= c
			i++
		}
		w := v[from:i]
		if seen&^isLetter == isNumber && len(w) <= longestCode && prefix(w) > longestPrefix {
			dst = s.runs(dst, w, 0)
		} else {
			dst = s.word(dst, w)
		}
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

// isTitle reports whether a word says how somebody is addressed, or what a company
// is by law. None that is somebody's name is among them.
func isTitle(w []byte) bool {
	if len(w) < 2 || len(w) > longestTitle {
		return false
	}
	var low [longestTitle]byte
	for i, c := range w {
		low[i] = Lower(c)
	}
	switch string(low[:len(w)]) {
	case "dr", "mr", "mrs", "ms", "mx", "miss", "prof", "jr", "sr", "iii", "phd", "mme", "mlle", "frau", "sra", "srta", "dott", "dra",
		"inc", "ltd", "llc", "llp", "plc", "corp", "gmbh", "mbh", "ohg", "sarl", "sas", "srl", "ltda", "pty", "bv", "nv", "kft",
		"ag", "kg", "ug", "gbr", "kgaa", "oyj", "aps", "sro", "spa", "pte", "pvt":
		return true
	}
	return false
}
