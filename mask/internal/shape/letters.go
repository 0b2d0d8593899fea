package shape

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Letters appends v with letters and digits replaced from the stream, and says
// how many there were.
//
// Note: with the lanes in local variables and stores by index it is twice as
// fast as with Below and append.
func (s *Shaper) Letters(dst, v []byte) (out []byte, drawn int) {
	n := len(dst)
	dst = slices.Grow(dst, len(v))[:n+len(v)]
	to := dst[n:]
	word, lanes, j := s.Word, s.Lanes, 0
	for i := 0; i < len(v); {
		c := v[i]
		if c >= utf8.RuneSelf {
			s.Word, s.Lanes = word, lanes
			size, m, hit := s.wide(to[j:], v[i:])
			word, lanes = s.Word, s.Lanes
			i, j, drawn = i+size, j+m, drawn+hit
			continue
		}
		if k := classes[c]; k != 0 {
			if lanes == 0 {
				word, lanes = s.Uint64(), 4
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
	s.Word, s.Lanes = word, lanes
	return dst[:n+j], drawn
}

// wide puts what takes the place of the character that v begins with, which is
// not ASCII, at the start of to. It returns the size of both, and 1 if it drew.
func (s *Shaper) wide(to, v []byte) (size, n, drawn int) {
	r, size := utf8.DecodeRune(v)
	m, hit := s.Letter(r, size)
	if !hit {
		return size, copy(to, v[:size]), 0
	}
	return size, utf8.EncodeRune(to[:utf8.RuneLen(m)], m), 1
}

// Letter draws what takes the place of r, which is size bytes long and not
// ASCII: one of its class. It is false for what stays. A byte that is not UTF-8
// becomes an ASCII letter.
func (s *Shaper) Letter(r rune, size int) (rune, bool) {
	if r == utf8.RuneError && size == 1 {
		return 'a' + rune(s.Below(26)), true
	}
	d := glyphs()
	g := d.find(r)
	if g.class == 0 {
		return r, false
	}
	return d.with(g, uint16(s.Below(uint32(d.classes[g.class].size)))), true
}

// Runes returns the number of characters in v, as PostgreSQL counts them.
//
// Note: utf8.RuneCount allocates a string of what is not ASCII.
func Runes(v []byte) int {
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

// Counts reports whether r, which is size bytes long, is more than a mark. A
// byte that is not UTF-8 is, and so is an accent that belongs to a letter.
func Counts(r rune, size int) bool {
	if r < utf8.RuneSelf {
		return classes[r] != 0
	}
	return r == utf8.RuneError && size == 1 || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
