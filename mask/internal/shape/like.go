package shape

import "sanitize/mask/internal/memo"

// A Mode says what of a text stays, beside the words for nothing.
type Mode uint8

// The modes.
const (
	Bare     Mode = 1 + iota // nothing else
	Literals                 // booleans in words, and words that dates and numbers have
	Persons                  // titles; and each word is masked by itself: see persons.go
)

// Like appends v with letters and digits replaced as Text does, under the blanks
// around it, so that it is of its kind: see kinds.go. What became of short values
// is remembered.
func (s *Shaper) Like(dst, v []byte, m Mode) []byte {
	if len(v) == 0 || len(v) > memo.Longest || s.Round != 0 {
		return s.liken(dst, v, m)
	}
	e, known := s.seen.Find(uint8(m), v)
	if known {
		return append(dst, e.Made()...)
	}
	n := len(dst)
	dst = s.liken(dst, v, m)
	e.Set(uint8(m), v, dst[n:])
	return dst
}

// liken is Like without a look at what is remembered of the whole.
func (s *Shaper) liken(dst, v []byte, m Mode) []byte {
	if m == Persons {
		return s.person(dst, v)
	}
	return s.like(dst, v, m == Literals)
}
