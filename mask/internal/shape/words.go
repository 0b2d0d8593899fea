package shape

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// sounds are five vowels and, from 16 on, sixteen consonants; which one a draw of 16
// bits makes is its product with how many there are.
const sounds = "aeiou           " + "bdfghjklmnprstvz"

// Syllables appends v with its words replaced, and says how many characters
// were. A letter with an accent becomes one without.
//
// Note: as in Letters, the lanes are in local variables. What a letter becomes is
// told without a branch: words are too short for one to be foreseen.
func (s *Shaper) Syllables(dst, v []byte) (out []byte, drawn int) {
	at := len(dst)
	dst = slices.Grow(dst, len(v))
	to := dst[at : at+len(v)]
	const lower = 'a' - 'A' // the bit that capitals do not have
	next := uint32(2)       // 1: a consonant; 2: whatever a draw says, for no word has begun
	word, lanes, j := s.Word, s.Lanes, 0
	for i := 0; i < len(v); {
		c, size := v[i], 1
		if c >= utf8.RuneSelf {
			if c, size = plainLatin(v[i:]); c == 0 {
				s.Word, s.Lanes = word, lanes
				m, hit := s.other(to[j:], v[i:i+size])
				word, lanes = s.Word, s.Lanes
				i, j, drawn, next = i+size, j+m, drawn+hit, 2
				continue
			}
		}
		i += size
		k := classes[c&0x7F]
		if k == 0 {
			next = 2
			to[j] = c
			j++
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
			next = 2
			to[j] = '0' + byte(draw*10>>16)
			j++
			continue
		}
		kind := next&1 | next>>1&^draw&1 // the letter is what the bits above that one make
		to[j] = sounds[16*kind|draw*(5+11*kind)>>16&15] &^ (c&lower ^ lower)
		j++
		next = kind ^ 1
	}
	s.Word, s.Lanes = word, lanes
	return dst[:at+j], drawn
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

// other writes what takes the place of the one character of v, which is neither
// ASCII nor Latin. It returns its length, and 1 if it was drawn.
func (s *Shaper) other(to, v []byte) (n, drawn int) {
	r, size := utf8.DecodeRune(v)
	m, hit := s.Letter(r, size)
	if !hit {
		return copy(to, v), 0
	}
	return utf8.EncodeRune(to[:utf8.RuneLen(m)], m), 1
}
