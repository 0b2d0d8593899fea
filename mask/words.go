package mask

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// words puts a word that can be pronounced in the place of each word, of the
// same length and case. Digits become digits; marks and white space stay.
// Letters of other scripts than Latin become letters of theirs.
type words struct{}

var textSpec = Spec{
	Name: "text", Family: "text",
	Summary: "words that mean nothing, of the same length and case; marks and blanks stay", Makes: "text",
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "Call Ann Lee, flat 17!", On: anyText, make: makeText,
}

func makeText(b *build) (Mask, error) {
	m := b.keyed(words{}, Lossy)
	m.fixed = true // it sees to it that something changes, if it can
	return m, nil
}

const (
	consonants = "bdfghjklmnprstvz"
	vowels     = "aeiou"
)

func (words) append(dst, src []byte, s *source) ([]byte, error) {
	n := len(dst)
	for s.seed(src); ; s.again() {
		out, drawn := s.syllables(dst[:n], src)
		if drawn == 0 {
			return s.text(dst[:n], src), nil
		}
		if !bytes.Equal(out[n:], src) {
			return out, nil
		}
	}
}

// syllables appends v with its words replaced, and says how many characters
// were.
func (s *source) syllables(dst, v []byte) (out []byte, drawn int) {
	dst = slices.Grow(dst, len(v))
	inWord, vowel := false, false
	for len(v) > 0 {
		r, size := utf8.DecodeRune(v)
		latin := isLatin(r)
		if latin && !inWord {
			vowel = s.below(2) == 1
		}
		inWord = latin
		switch {
		case latin:
			dst = append(dst, s.sound(vowel, unicode.IsUpper(r)))
			vowel = !vowel
			drawn++
		case '0' <= r && r <= '9':
			dst = append(dst, '0'+byte(s.below(10)))
			drawn++
		case r < utf8.RuneSelf:
			dst = append(dst, v[0])
		default:
			m, hit := s.letter(r, size)
			if !hit {
				dst = append(dst, v[:size]...)
				break
			}
			dst = utf8.AppendRune(dst, m)
			drawn++
		}
		v = v[size:]
	}
	return dst, drawn
}

// isLatin reports whether r is a Latin letter, with an accent or without.
func isLatin(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r] > 1
	}
	return r < 0x250 && unicode.IsLetter(r)
}

// sound draws a letter.
func (s *source) sound(vowel, upper bool) byte {
	c := consonants[s.below(uint32(len(consonants)))]
	if vowel {
		c = vowels[s.below(uint32(len(vowels)))]
	}
	if upper {
		c -= 'a' - 'A'
	}
	return c
}
