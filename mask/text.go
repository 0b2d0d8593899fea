package mask

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

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

// The first character of a class and how many it has.
const (
	classFirst = "\x000Aa"
	classCount = "\x00\x0a\x1a\x1a"
)

// text appends v with each letter replaced by a letter of its case and script,
// and each digit by a digit; the rest stays. The result has as many characters
// as v, no more bytes than v, and is not v unless v is blank. A value without
// letters and digits has its marks replaced instead.
//
// Each byte of v that is not UTF-8 becomes one ASCII letter.
func (s *source) text(dst, v []byte) []byte {
	for s.seed(v); ; s.again() {
		out, drawn := s.letters(dst, v)
		if drawn == 0 {
			return s.marks(dst, v)
		}
		if !bytes.Equal(out[len(dst):], v) {
			return out
		}
	}
}

// letters appends v with letters and digits replaced from the stream, and says
// how many there were.
//
// Note: with the lanes in local variables and stores by index it is twice as
// fast as with below and append.
func (s *source) letters(dst, v []byte) (out []byte, drawn int) {
	n := len(dst)
	dst = slices.Grow(dst, len(v))[:n+len(v)]
	to := dst[n:]
	word, lanes, j := s.word, s.lanes, 0
	for i := 0; i < len(v); {
		c := v[i]
		if c >= utf8.RuneSelf {
			s.word, s.lanes = word, lanes
			size, m, hit := s.wide(to[j:], v[i:])
			word, lanes = s.word, s.lanes
			i, j, drawn = i+size, j+m, drawn+hit
			continue
		}
		if k := classes[c]; k != 0 {
			if lanes == 0 {
				word, lanes = s.uint64(), 4
			}
			c = classFirst[k] + byte(uint32(uint16(word))*uint32(classCount[k])>>16)
			word >>= 16
			lanes--
			drawn++
		}
		to[j] = c
		i++
		j++
	}
	s.word, s.lanes = word, lanes
	return dst[:n+j], drawn
}

// wide puts what takes the place of the character that v begins with, which is
// not ASCII, at the start of to. It returns the size of both, and 1 if it drew.
func (s *source) wide(to, v []byte) (size, n, drawn int) {
	r, size := utf8.DecodeRune(v)
	m, hit := s.letter(r, size)
	if !hit {
		return size, copy(to, v[:size]), 0
	}
	return size, utf8.EncodeRune(to[:utf8.RuneLen(m)], m), 1
}

// A script is a run of letters that stand for each other. All of a script have
// the same length in UTF-8, and from..to covers it.
type script struct {
	from, to rune // these are replaced
	first    rune // by these,
	count    uint32
}

// scripts are looked through in order. What they do not list becomes ASCII.
var scripts = [...]script{
	{0x00C0, 0x00D6, 0x00C0, 23}, // Latin-1, upper case, without the times sign
	{0x00D8, 0x00DE, 0x00C0, 23},
	{0x00DF, 0x00F6, 0x00E0, 23}, // Latin-1, lower case, without the division sign
	{0x00F8, 0x00FF, 0x00E0, 23},
	{0x0386, 0x0386, 0x0391, 17}, // Greek; 03A2 is not assigned
	{0x0388, 0x03AB, 0x0391, 17},
	{0x03AC, 0x03CE, 0x03B1, 25},
	{0x0400, 0x042F, 0x0410, 32}, // Cyrillic
	{0x0430, 0x045F, 0x0430, 32},
	{0x0561, 0x0586, 0x0561, 38}, // Armenian, lower case
	{0x05D0, 0x05EA, 0x05D0, 27}, // Hebrew
	{0x0621, 0x063A, 0x0621, 26}, // Arabic
	{0x0641, 0x064A, 0x0641, 10},
	{0x0660, 0x0669, 0x0660, 10}, // Arabic digits
	{0x06F0, 0x06F9, 0x06F0, 10},
	{0x0905, 0x0939, 0x0915, 37}, // Devanagari, to consonants
	{0x0966, 0x096F, 0x0966, 10},
	{0x0E01, 0x0E2E, 0x0E01, 46}, // Thai consonants
	{0x10D0, 0x10F0, 0x10D0, 33}, // Georgian
	{0x3041, 0x3093, 0x3041, 83}, // Hiragana
	{0x30A1, 0x30F3, 0x30A1, 83}, // Katakana
	{0x3400, 0x4DB5, 0x4E00, 20902},
	{0x4E00, 0x9FFF, 0x4E00, 20902}, // CJK, to those of Unicode 1.1
	{0xAC00, 0xD7A3, 0xAC00, 11172}, // Hangul
	{0xFF10, 0xFF19, 0xFF10, 10},    // full width
	{0xFF21, 0xFF3A, 0xFF21, 26},
	{0xFF41, 0xFF5A, 0xFF41, 26},
}

// letter draws what takes the place of r, which is size bytes long and not
// ASCII. It is false for what stays.
func (s *source) letter(r rune, size int) (rune, bool) {
	if r == utf8.RuneError && size == 1 {
		return 'a' + rune(s.below(26)), true
	}
	for i := range scripts {
		if c := &scripts[i]; r <= c.to {
			if r < c.from {
				break
			}
			return c.first + rune(s.below(c.count)), true
		}
	}
	switch {
	case unicode.IsUpper(r):
		return 'A' + rune(s.below(26)), true
	case unicode.IsLetter(r):
		return 'a' + rune(s.below(26)), true
	case unicode.IsDigit(r):
		return '0' + rune(s.below(10)), true
	}
	return r, false
}

// punctuation is what marks become: none that quotes or escapes in any of
// PostgreSQL's text forms.
const punctuation = "!#$%&*+-./:;=?@^_~"

// marks appends v with every character that is not white space replaced by an
// ASCII mark. A blank v stays.
func (s *source) marks(dst, v []byte) []byte {
	n := len(dst)
	for s.seed(v); ; s.again() {
		drawn := false
		for i := 0; i < len(v); {
			r, size := utf8.DecodeRune(v[i:])
			if unicode.IsSpace(r) {
				dst = append(dst, v[i:i+size]...)
			} else {
				dst = append(dst, punctuation[s.below(uint32(len(punctuation)))])
				drawn = true
			}
			i += size
		}
		if !drawn || !bytes.Equal(dst[n:], v) {
			return dst
		}
		dst = dst[:n]
	}
}

// runes returns the number of characters in v, as PostgreSQL counts them.
//
// Note: utf8.RuneCount allocates a string of what is not ASCII.
func runes(v []byte) int {
	n := 0
	for i := 0; i < len(v); n++ {
		size := 1
		if v[i] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(v[i:])
		}
		i += size
	}
	return n
}

// textual is the scramble of text.
type textual struct{}

func (textual) append(dst, src []byte, s *source) ([]byte, error) {
	return s.text(dst, src), nil
}
