package mask

import (
	"bytes"
	"errors"
	"slices"

	"sanitize/mask/internal/shape"
)

var (
	errBytea = errors.New("not a bytea")
	errBit   = errors.New("not a bit string")
)

// byteString is the scramble of bytea: as many other bytes, and others for
// others. The escape form, too, becomes the hex form: of other bytes it would be up to
// five times as long.
type byteString struct{}

func (byteString) append(dst, src []byte, s *scratch) ([]byte, error) {
	if len(src) == 0 || string(src) == `\x` {
		return append(dst, src...), nil
	}
	next := escapedByte
	if digits, ok := bytes.CutPrefix(src, []byte(`\x`)); ok {
		src, next = digits, hexByte
	}
	n, ok := countBytes(src, next)
	if !ok {
		return dst, errBytea
	}
	dst = append(slices.Grow(dst, 2+2*n), `\x`...)
	for chain := uint64(0); len(src) > 0; {
		at := len(dst)
		num, rad := s.Numerals(min(len(src), shape.MaxPiece/2))
		n := 0
		for ; n < len(num) && len(src) > 0; n++ {
			c, width := next(src)
			num[n], rad[n], src = uint16(c), 256, src[width:]
		}
		num = num[:n]
		s.Permute(num, rad[:n], tweakBytes+uint64(n)+chain)
		const hex = "0123456789abcdef"
		for _, c := range num {
			dst = append(dst, hex[c>>4], hex[c&15])
		}
		chain = shape.Chained(dst[at:])
	}
	return dst, nil
}

// countBytes returns how many bytes next finds in all of b.
func countBytes(b []byte, next func([]byte) (byte, int)) (n int, ok bool) {
	for ; len(b) > 0; n++ {
		_, width := next(b)
		if width == 0 {
			return 0, false
		}
		b = b[width:]
	}
	return n, true
}

// hexByte returns the byte that two hex digits begin b, and their number; 0 if
// there are none.
func hexByte(b []byte) (c byte, width int) {
	if len(b) < 2 {
		return 0, 0
	}
	hi, ok := shape.Unhex(b[0])
	lo, ok2 := shape.Unhex(b[1])
	if !ok || !ok2 {
		return 0, 0
	}
	return hi<<4 | lo, 2
}

// escapedByte returns the byte that b, which is not empty, begins with in the
// escape form, and the length of that; 0 if it is none.
func escapedByte(b []byte) (c byte, width int) {
	if b[0] != '\\' {
		return b[0], 1
	}
	switch n := octalLen(b); n {
	case 2:
		return '\\', n
	case 4:
		return (b[1]-'0')<<6 | (b[2]-'0')<<3 | (b[3] - '0'), n
	}
	return 0, 0
}

// What the tweaks of lengths are counted from.
const (
	tweakBytes = 0xd6e8feb86659fd93
	tweakBits  = 0xa0761d6478bd642f
)

// octalLen returns the length of the escape that b begins with: \\ or \nnn.
func octalLen(b []byte) int {
	switch {
	case len(b) >= 2 && b[1] == '\\':
		return 2
	case len(b) >= 4 && '0' <= b[1] && b[1] <= '3' && '0' <= b[2] && b[2] <= '7' && '0' <= b[3] && b[3] <= '7':
		return 4
	}
	return 0
}

// bitString is the scramble of bit strings of more than one bit.
type bitString struct{}

func (bitString) append(dst, src []byte, s *scratch) ([]byte, error) {
	for chain := uint64(0); len(src) > 0; {
		n, at := min(len(src), shape.MaxPiece), len(dst)
		num, rad := s.Numerals(n)
		for i, c := range src[:n] {
			if c != '0' && c != '1' {
				return dst, errBit
			}
			num[i], rad[i] = uint16(c-'0'), 2
		}
		s.Permute(num, rad, tweakBits+uint64(n)+chain)
		for _, c := range num {
			dst = append(dst, '0'+byte(c))
		}
		chain, src = shape.Chained(dst[at:]), src[n:]
	}
	return dst, nil
}
