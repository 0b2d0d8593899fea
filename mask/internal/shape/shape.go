// Package shape makes values that have the form of others: as many characters,
// the letters of the same scripts and cases, the digits and marks in their
// places, the words, the magnitude of numbers. It knows texts and numbers, but
// neither types nor masks.
//
//	ascii, alphabets, glyphs
//	                    which characters stand for each other
//	number              how numbers are read and written
//	text, normal, numerals, repeated, places
//	                    one to one, by a permutation of all values of a form
//	kinds and after it  one to one among what casts to a number, a date, an address
//	like, persons       which of these a value gets, and each word of a name
//	files               the names of files and hosts, which masks look for
//	letters, words      drawn from the stream
//	digits              drawn, within the limits of a type
package shape

import (
	"sanitize/mask/internal/memo"
	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/stream"

	"golang.org/x/text/unicode/norm"
)

// A Shaper makes values of the form of others, drawn from its stream or under
// its permutations. It is not safe for concurrent use.
type Shaper struct {
	*stream.Stream

	perm     perm.Key
	numerals numerals // room for those of a value
	head     [24]byte // room for a seed
	room     room     // for the places of a value

	composed, masked, part []byte // room for texts with marks
	walk, hold             []byte // room for a value on its walk, and for one with parts hidden
	framed                 []byte // room for one with two values in it
	line, title            []byte // room for a name on its walk, and for a word on its
	iter                   norm.Iter

	seen  memo.Memo // what Like made of values
	ranks []ranked  // what Rank made of numbers; nil until one came
}

// A ranked is what became of the number x below n under a tweak; n is 0 where there
// is none.
type ranked struct{ tweak, n, x, y uint64 }

// rankedBits is how many of them are remembered, as a power of two. A number that
// comes again costs a tenth of a permutation, and columns of numbers are mostly of
// those: ages, quantities, prices, milliseconds.
const rankedBits = 10

// seenBits is how many values Like remembers at most, as a power of two: of names,
// and of the words that they are made of, thousands come again.
const seenBits = 12

// New returns the Shaper of a stream and of the permutations under secret, which
// is not kept.
func New(s *stream.Stream, secret *[perm.KeySize]byte) Shaper {
	return Shaper{Stream: s, perm: perm.NewKey(secret), seen: memo.New(seenBits)}
}

// Tweak returns the permutations under a tweak.
func (s *Shaper) Tweak(t uint64) perm.Tweaked { return s.perm.Tweak(t) }

// Rank returns the image of the number x below n under the permutation of a tweak.
func (s *Shaper) Rank(tweak, x, n uint64) uint64 {
	if s.ranks == nil {
		s.ranks = make([]ranked, 1<<rankedBits)
	}
	e := &s.ranks[(x+tweak)*0x9e3779b97f4a7c15>>(64-rankedBits)]
	if e.x != x || e.n != n || e.tweak != tweak {
		h := s.perm.Tweak(tweak)
		*e = ranked{tweak, n, x, h.Below(x, n)}
	}
	return e.y
}

// Numerals makes room for n numerals and their radices. Both are valid until the
// next call of any method but those of the stream.
func (s *Shaper) Numerals(n int) (num, rad []uint16) {
	m := &s.numerals
	if cap(m.num) < n {
		m.num, m.rad = make([]uint16, n+n/4+16), make([]uint16, n+n/4+16)
	}
	m.num, m.rad = m.num[:n], m.rad[:n]
	return m.num, m.rad
}

// Trim lets go of the room for values, if that is for more than so many characters.
func (s *Shaper) Trim(most int) {
	if cap(s.numerals.num)+cap(s.composed)+cap(s.masked)+cap(s.part)+cap(s.walk)+cap(s.hold)+cap(s.framed)+cap(s.line)+cap(s.title) > most {
		s.numerals = numerals{}
		s.composed, s.masked, s.part, s.walk, s.hold, s.framed, s.line, s.title = nil, nil, nil, nil, nil, nil, nil, nil
	}
}
