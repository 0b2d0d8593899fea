package shape

import (
	"bytes"

	"golang.org/x/text/unicode/norm"
)

// A text may write é as one character or as two, and PostgreSQL tells the two
// apart where normalize() does not. So a value with marks is brought into the
// composed form (NFC), permuted there, and each of its letters is written as it
// was: as one character, or taken apart (NFD). As a letter stands only for
// letters of as many parts, the two ways of one value stay two.
//
// What is in neither form, marks in another order than the standard's for one,
// is permuted as it is, and stays in neither.

// mostRounds bounds the search for a text in the form of another. It is never
// reached but by texts full of marks that join no letter.
const mostRounds = 64

// marked is piece for a value with marks.
func (s *Shaper) marked(dst, v []byte, chain uint64) []byte {
	n := len(dst)
	if s.isComposed(v) {
		dst = s.permuted(dst, v, chain)
		for i := 0; i < mostRounds && !s.isComposed(dst[n:]); i++ {
			dst = s.permuted(dst[:n], dst[n:], chain)
		}
		return dst
	}
	if !s.regular(v) {
		dst = s.permuted(dst, v, chain)
		for i := 0; i < mostRounds && s.regular(dst[n:]); i++ {
			dst = s.permuted(dst[:n], dst[n:], chain)
		}
		return dst
	}
	s.composed = s.normal(s.composed[:0], v, norm.NFC)
	s.masked = s.permuted(s.masked[:0], s.composed, chain)
	for i := 0; i < mostRounds && !s.isComposed(s.masked); i++ {
		s.masked = s.permuted(s.masked[:0], s.masked, chain)
	}
	out := s.masked
	for len(v) > 0 {
		size := norm.NFC.NextBoundary(v, true)
		s.part = s.normal(s.part[:0], v[:size], norm.NFC)
		is := out[:min(len(s.part), len(out))]
		out = out[len(is):]
		if bytes.Equal(s.part, v[:size]) {
			dst = append(dst, is...)
		} else {
			dst = s.normal(dst, is, norm.NFD)
		}
		v = v[size:]
	}
	return dst
}

// normal appends v in a normal form.
//
// Note: an iterator that is kept does not allocate, as Form.Append does.
func (s *Shaper) normal(dst, v []byte, f norm.Form) []byte {
	for s.iter.Init(f, v); !s.iter.Done(); {
		dst = append(dst, s.iter.Next()...)
	}
	return dst
}

// isComposed reports whether v is in the composed form.
func (s *Shaper) isComposed(v []byte) bool {
	for s.iter.Init(norm.NFC, v); !s.iter.Done(); {
		part := s.iter.Next()
		if !bytes.HasPrefix(v, part) {
			return false
		}
		v = v[len(part):]
	}
	return len(v) == 0
}

// regular reports whether each letter of v, with its marks, is composed or
// decomposed.
func (s *Shaper) regular(v []byte) bool {
	for len(v) > 0 {
		size := norm.NFC.NextBoundary(v, true)
		c := s.normal(s.part[:0], v[:size], norm.NFC)
		if n := len(c); !bytes.Equal(c, v[:size]) {
			if c = s.normal(c, v[:size], norm.NFD); !bytes.Equal(c[n:], v[:size]) {
				return false
			}
		}
		s.part, v = c, v[size:]
	}
	return true
}

// permuted is piece without regard to normal forms. v may be what follows dst.
func (s *Shaper) permuted(dst, v []byte, chain uint64) []byte {
	num, rad := s.Numerals(len(v))
	n, tweak, _ := letterNumerals(num, rad, v)
	s.Permute(num[:n], rad[:n], tweak+chain)
	return appendLetters(dst, v, num)
}
