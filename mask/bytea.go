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

// byteString is the scramble of bytea: as many other bytes, in hex form or, if that
// is how they came, in escape form, and others for others.
type byteString struct{}

func (byteString) append(dst, src []byte, s *scratch) ([]byte, error) {
	digits, isHex := bytes.CutPrefix(src, []byte(`\x`))
	if !isHex {
		return s.octal(dst, src)
	}
	if len(digits)%2 != 0 {
		return dst, errBytea
	}
	if len(digits) == 0 {
		return append(dst, src...), nil
	}
	dst = append(slices.Grow(dst, len(src)), `\x`...)
	for chain := uint64(0); len(digits) > 0; {
		n, at := min(len(digits), shape.MaxPiece), len(dst)
		num, rad := s.Numerals(n / 2)
		for i := range num {
			hi, ok := shape.Unhex(digits[2*i])
			lo, ok2 := shape.Unhex(digits[2*i+1])
			if !ok || !ok2 {
				return dst, errBytea
			}
			num[i], rad[i] = uint16(hi)<<4|uint16(lo), 256
		}
		s.Permute(num, rad, tweakBytes+uint64(len(num))+chain)
		const hex = "0123456789abcdef"
		for _, c := range num {
			dst = append(dst, hex[c>>4], hex[c&15])
		}
		chain, digits = shape.Chained(dst[at:]), digits[n:]
	}
	return dst, nil
}

// What the tweaks of lengths are counted from.
const (
	tweakBytes = 0xd6e8feb86659fd93
	tweakBits  = 0xa0761d6478bd642f
)

// octal appends a byte \nnn for each byte of the escape form v.
func (s *scratch) octal(dst, v []byte) ([]byte, error) {
	raw, ok := appendOctal(s.in[:0], v)
	s.in = raw
	if !ok {
		return dst, errBytea
	}
	for chain := uint64(0); len(raw) > 0; {
		n, at := min(len(raw), shape.MaxPiece/2), len(dst)
		num, rad := s.Numerals(n)
		for i, c := range raw[:n] {
			num[i], rad[i] = uint16(c), 256
		}
		s.Permute(num, rad, tweakBytes+uint64(n)+chain)
		for _, c := range num {
			dst = append(dst, '\\', '0'+byte(c>>6), '0'+byte(c>>3&7), '0'+byte(c&7))
		}
		chain, raw = shape.Chained(dst[at:]), raw[n:]
	}
	return dst, nil
}

// appendOctal appends the bytes of a bytea in escape form.
func appendOctal(dst, v []byte) ([]byte, bool) {
	for i := 0; i < len(v); {
		if v[i] != '\\' {
			dst = append(dst, v[i])
			i++
			continue
		}
		n := octalLen(v[i:])
		switch n {
		case 2:
			dst = append(dst, '\\')
		case 4:
			dst = append(dst, (v[i+1]-'0')<<6|(v[i+2]-'0')<<3|(v[i+3]-'0'))
		default:
			return dst, false
		}
		i += n
	}
	return dst, true
}

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
