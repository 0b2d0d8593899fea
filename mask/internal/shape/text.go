package shape

import (
	"slices"
	"unicode/utf8"
)

// Text appends v with each letter replaced by a letter of its case and script,
// and each digit by a digit; the rest stays. The result has as many characters
// as v and as many bytes, and another v whose letters and digits are of the same
// classes in the same order has other letters: see numerals. Neither case nor
// what stays has a part in it but to come back in its place, so that values that
// are equal without regard to case, blanks, dots or hyphens remain so; and those
// that are equal in a Unicode normal form do: see normal.go. A value without
// letters and digits has its signs replaced instead; a blank one stays, and one
// of up to three signs of ASCII, which says nothing.
//
// Each byte of v that is not UTF-8 becomes one ASCII letter, and two of them may
// become the same.
func (s *Shaper) Text(dst, v []byte) []byte { return s.Tweaked(dst, v, 0) }

// Tweaked is Text under a tweak: two of them have nothing to do with each other.
func (s *Shaper) Tweaked(dst, v []byte, tweak uint64) []byte {
	dst = slices.Grow(dst, len(v))
	for len(v) > MaxPiece {
		n, at := pieceLen(v), len(dst)
		dst = s.piece(dst, v[:n], tweak)
		tweak, v = Chained(dst[at:]), v[n:]
	}
	return s.piece(dst, v, tweak)
}

// MaxPiece is how many bytes of a value are permuted together, which costs four
// times their memory. Of what is longer each piece is permuted under a tweak to
// which what became of the one before it belongs: so it stays one to one.
const MaxPiece = 64 << 10

// pieceLen returns the length of the first piece of v, which is longer. It ends
// between two characters, and so does that of what becomes of v, whose
// characters have the same lengths.
func pieceLen(v []byte) int {
	n := MaxPiece
	for n > MaxPiece-utf8.UTFMax && !utf8.RuneStart(v[n]) {
		n--
	}
	return n
}

// Chained returns what the masked form of a piece adds to the next one's tweak.
func Chained(out []byte) uint64 {
	h := uint64(tweakLetters)
	for _, c := range out {
		h = (h ^ uint64(c)) * tweakPrime
	}
	return h
}

// piece is Tweaked for a piece of a value.
func (s *Shaper) piece(dst, v []byte, chain uint64) []byte {
	if len(v) <= longestCode {
		if p, tweak, ok := s.room.text(v); ok && len(p) > 0 {
			return s.placed(dst, v, p, tweak+chain)
		}
	}
	num, rad := s.Numerals(len(v))
	n, tweak, odd := letterNumerals(num, rad, v)
	switch {
	case n > 0 && odd:
		return s.marked(dst, v, chain)
	case n > 0:
		s.Permute(num[:n], rad[:n], tweak+chain)
		return appendLetters(dst, v, num)
	case trifle(v):
		return append(dst, v...)
	}
	n, tweak = signNumerals(num, rad, v)
	s.Permute(num[:n], rad[:n], tweak+chain)
	return appendSigns(dst, v, num)
}

// trifle reports whether v, which has no letters and digits, is of no more than
// three signs of ASCII beside blanks: a dash, a few dots, a question mark.
func trifle(v []byte) bool {
	signs := 0
	for _, c := range v {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7F {
			return false
		}
		if c > ' ' {
			signs++
		}
	}
	return signs <= 3
}

// A tweak is the FNV-1a hash of the classes of letters and digits. No more is
// asked of it than to differ for most.
const (
	tweakLetters = 0xcbf29ce484222325
	tweakSigns   = tweakLetters + 1
	tweakPrime   = 0x100000001b3
)

// The numbers of classes in a tweak.
const (
	classOfWide    = 1 << 24 // and the first letter of the class
	classOfLetter  = 2       // of classes, for both cases
	classOfNotUTF8 = 1 << 25
)

// letterNumerals takes the letters and digits of v apart. It returns how many
// there are, and the tweak of their classes. odd says that there are marks, or
// letters, that another normal form would write otherwise.
func letterNumerals(num, rad []uint16, v []byte) (n int, tweak uint64, odd bool) {
	tweak = tweakLetters
	var d *directory
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf {
			i++
			if k := classes[c]; k != 0 {
				num[n], rad[n] = uint16(c-classFirst[k&3]), uint16(classCount[k&3])
				n++
				tweak = (tweak ^ uint64(min(k, classOfLetter))) * tweakPrime
			}
			continue
		}
		r, size := utf8.DecodeRune(v[i:])
		i += size
		if r == utf8.RuneError && size == 1 {
			num[n], rad[n] = uint16(c%26), 26
			n++
			tweak = (tweak ^ classOfNotUTF8) * tweakPrime
			continue
		}
		if d == nil {
			d = glyphs()
		}
		g := d.find(r)
		odd = odd || g.odd
		if g.class != 0 {
			k := &d.classes[g.class]
			num[n], rad[n] = g.n, k.size
			n++
			tweak = (tweak ^ (classOfWide + uint64(k.first))) * tweakPrime
		}
	}
	return n, tweak, odd
}

// appendLetters appends v with the letters and digits that num tells.
func appendLetters(dst, v []byte, num []uint16) []byte {
	dst = slices.Grow(dst, len(v))
	at := len(dst)
	to := dst[at : at+len(v)]
	n, j := 0, 0
	var d *directory
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf {
			if k := classes[c]; k != 0 {
				c = classFirst[k&3] + byte(num[n])
				n++
			}
			to[j] = c
			i++
			j++
			continue
		}
		r, size := utf8.DecodeRune(v[i:])
		i += size
		if r == utf8.RuneError && size == 1 {
			to[j] = 'a' + byte(num[n])
			n++
			j++
			continue
		}
		if d == nil {
			d = glyphs()
		}
		if g := d.find(r); g.class != 0 {
			r = d.with(g, num[n])
			n++
		}
		j += utf8.EncodeRune(to[j:], r)
	}
	return dst[:at+j]
}

// signNumerals takes apart the signs of v, which has no letters and digits.
func signNumerals(num, rad []uint16, v []byte) (n int, tweak uint64) {
	tweak = tweakSigns
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		i += size
		at, count, row := signGlyph(r)
		tweak = (tweak ^ (classOfWide + uint64(row))) * tweakPrime
		if count > 1 {
			num[n], rad[n] = at, count
			n++
		}
	}
	return n, tweak
}

// appendSigns appends v with the signs that num tells.
func appendSigns(dst, v []byte, num []uint16) []byte {
	n := 0
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		i += size
		if _, count, row := signGlyph(r); count > 1 {
			r = signWith(row, num[n])
			n++
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
