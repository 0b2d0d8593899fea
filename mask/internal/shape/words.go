package shape

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	consonants = "bdfghjklmnprstvz"
	vowels     = "aeiou"
)

// Syllables appends v with its words replaced, and says how many characters
// were.
func (s *Shaper) Syllables(dst, v []byte) (out []byte, drawn int) {
	dst = slices.Grow(dst, len(v))
	inWord, vowel := false, false
	for len(v) > 0 {
		r, size := utf8.DecodeRune(v)
		latin := isLatin(r)
		if latin && !inWord {
			vowel = s.Below(2) == 1
		}
		inWord = latin
		switch {
		case latin:
			dst = append(dst, s.sound(vowel, unicode.IsUpper(r)))
			vowel = !vowel
			drawn++
		case '0' <= r && r <= '9':
			dst = append(dst, '0'+byte(s.Below(10)))
			drawn++
		case r < utf8.RuneSelf:
			dst = append(dst, v[0])
		default:
			m, hit := s.Letter(r, size)
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
func (s *Shaper) sound(vowel, upper bool) byte {
	c := consonants[s.Below(uint32(len(consonants)))]
	if vowel {
		c = vowels[s.Below(uint32(len(vowels)))]
	}
	if upper {
		c -= 'a' - 'A'
	}
	return c
}
