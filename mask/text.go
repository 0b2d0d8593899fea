package mask

import (
	"slices"
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

// letter draws what takes the place of r, which is size bytes long and not
// ASCII: one of its class. It is false for what stays. A byte that is not UTF-8
// becomes an ASCII letter.
func (s *source) letter(r rune, size int) (rune, bool) {
	if r == utf8.RuneError && size == 1 {
		return 'a' + rune(s.below(26)), true
	}
	g := find(r, 0)
	if g.size < 2 {
		return r, false
	}
	return g.with(r, uint16(s.below(uint32(g.size)))), true
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
