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
// were. A letter with an accent becomes one without.
//
// Note: as in Letters, the lanes are in local variables.
func (s *Shaper) Syllables(dst, v []byte) (out []byte, drawn int) {
	dst = slices.Grow(dst, len(v))
	inWord, vowel := false, false
	word, lanes := s.Word, s.Lanes
	for i := 0; i < len(v); {
		c, size := v[i], 1
		if c >= utf8.RuneSelf {
			if c, size = plainLatin(v[i:]); c == 0 {
				s.Word, s.Lanes = word, lanes
				var hit int
				dst, hit = s.other(dst, v[i:i+size])
				word, lanes = s.Word, s.Lanes
				i, drawn, inWord = i+size, drawn+hit, false
				continue
			}
		}
		i += size
		k := classes[c]
		if k == 0 {
			inWord = false
			dst = append(dst, c)
			continue
		}
		if lanes == 0 {
			word, lanes = s.Uint64(), 4
		}
		draw := uint32(uint16(word))
		word >>= 16
		lanes--
		drawn++
		if k == digit {
			inWord = false
			dst = append(dst, '0'+byte(draw*10>>16))
			continue
		}
		if !inWord {
			inWord, vowel = true, draw&1 == 1 // the letter is what the bits above it make
		}
		sounds := consonants
		if vowel {
			sounds = vowels
		}
		const lower = 'a' - 'A' // the bit that capitals do not have
		dst = append(dst, sounds[draw*uint32(len(sounds))>>16]&^(c&lower^lower))
		vowel = !vowel
	}
	s.Word, s.Lanes = word, lanes
	return dst, drawn
}

// plainLatin returns a or A for the Latin letter with an accent that v begins
// with, and else 0; and the length of the character.
func plainLatin(v []byte) (c byte, size int) {
	r, size := utf8.DecodeRune(v)
	switch {
	case r >= 0x250 || !unicode.IsLetter(r):
		return 0, size
	case unicode.IsUpper(r):
		return 'A', size
	}
	return 'a', size
}

// other appends what takes the place of the one character of v, which is neither
// ASCII nor Latin, and returns 1 if it was drawn.
func (s *Shaper) other(dst, v []byte) (out []byte, drawn int) {
	r, size := utf8.DecodeRune(v)
	m, hit := s.Letter(r, size)
	if !hit {
		return append(dst, v...), 0
	}
	return utf8.AppendRune(dst, m), 1
}
