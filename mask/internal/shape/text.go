package shape

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Text appends v with each letter replaced by a letter of its case and script,
// and each digit by a digit; the rest stays. The result has as many characters
// as v and as many bytes, and another v of the same shape has another result: see
// numerals. Case has no part in it but to come back in its place. A value without
// letters and digits has its signs replaced instead, and a blank one stays.
//
// Each byte of v that is not UTF-8 becomes one ASCII letter, and two of them may
// become the same.
func (s *Shaper) Text(dst, v []byte) []byte {
	dst = slices.Grow(dst, len(v))
	chain := uint64(0)
	for len(v) > MaxPiece {
		n, at := pieceLen(v), len(dst)
		dst = s.piece(dst, v[:n], chain)
		chain, v = Chained(dst[at:]), v[n:]
	}
	return s.piece(dst, v, chain)
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

// piece is text for a piece of a value.
func (s *Shaper) piece(dst, v []byte, chain uint64) []byte {
	num, rad := s.Numerals(len(v))
	n, tweak := letterNumerals(num, rad, v)
	if n > 0 {
		s.Permute(num[:n], rad[:n], tweak+chain)
		return appendLetters(dst, v, num)
	}
	n, tweak = signNumerals(num, rad, v)
	s.Permute(num[:n], rad[:n], tweak+chain)
	return appendSigns(dst, v, num)
}

// A tweak is the FNV-1a hash of a shape, whose characters are numbers here. No
// more is asked of it than to differ for most shapes.
const (
	tweakLetters = 0xcbf29ce484222325
	tweakSigns   = tweakLetters + 1
	tweakPrime   = 0x100000001b3
)

// The numbers of classes in a shape; what stays is its own.
const (
	classOfWide    = 1 << 24 // and what glyph says
	classOfLetter  = 2       // of classes, for both cases
	classOfNotUTF8 = 1 << 25
)

// letterNumerals takes the letters and digits of v apart. It returns how many
// there are, and the tweak of the shape.
func letterNumerals(num, rad []uint16, v []byte) (n int, tweak uint64) {
	tweak = tweakLetters
	hint := uint8(0)
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf {
			i++
			k := classes[c]
			if k == 0 {
				tweak = (tweak ^ uint64(c)) * tweakPrime
				continue
			}
			num[n], rad[n] = uint16(c-classFirst[k]), uint16(classCount[k])
			n++
			tweak = (tweak ^ uint64(min(k, classOfLetter))) * tweakPrime
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
		g := find(r, hint)
		hint = g.run
		tweak = (tweak ^ (classOfWide + uint64(g.class))) * tweakPrime
		if g.size > 1 {
			num[n], rad[n] = g.n, g.size
			n++
		}
	}
	return n, tweak
}

// appendLetters appends v with the letters and digits that num tells.
func appendLetters(dst, v []byte, num []uint16) []byte {
	dst = slices.Grow(dst, len(v))
	at := len(dst)
	to := dst[at : at+len(v)]
	n, j, hint := 0, 0, uint8(0)
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf {
			if k := classes[c]; k != 0 {
				c = classFirst[k] + byte(num[n])
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
		if d := &runs[hint]; d.from <= r && r <= d.to && (d.form == caseless || d.form == upper) {
			// As below, for most letters are of the run of the one before.
			if m, ok := d.nth(num[n], d.form == upper); ok {
				n++
				j += utf8.EncodeRune(to[j:], m)
				continue
			}
		}
		g := find(r, hint)
		if hint = g.run; g.size > 1 {
			r = g.with(r, num[n])
			n++
		}
		j += utf8.EncodeRune(to[j:], r)
	}
	return dst[:at+j]
}

// The signs of ASCII, and the control characters that are no white space.
// Whoever puts a scrambled value into quotes escapes what has to be.
const (
	asciiSigns    = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	asciiControls = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
)

// signNumerals takes apart the signs of v, which has no letters and digits.
func signNumerals(num, rad []uint16, v []byte) (n int, tweak uint64) {
	tweak = tweakSigns
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		g := glyphOfSign(r)
		i += size
		tweak = (tweak ^ (classOfWide + uint64(g.class))) * tweakPrime
		if g.size > 1 {
			num[n], rad[n] = g.n, g.size
			n++
		}
	}
	return n, tweak
}

// glyphOfSign is signGlyph, for ASCII too.
func glyphOfSign(r rune) glyph {
	if r >= utf8.RuneSelf {
		return signGlyph(r)
	}
	for _, class := range [...]string{asciiSigns, asciiControls} {
		if i := strings.IndexByte(class, byte(r)); i >= 0 {
			return glyph{n: uint16(i), size: uint16(len(class)), class: uint32(class[0])}
		}
	}
	return glyph{class: uint32(r)}
}

// appendSigns appends v with the signs that num tells.
func appendSigns(dst, v []byte, num []uint16) []byte {
	n := 0
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		i += size
		g := glyphOfSign(r)
		switch {
		case g.size < 2:
		case g.class == uint32(asciiSigns[0]):
			r = rune(asciiSigns[num[n]])
			n++
		case g.class == uint32(asciiControls[0]):
			r = rune(asciiControls[num[n]])
			n++
		default:
			r = signWith(r, num[n])
			n++
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
