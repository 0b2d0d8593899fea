package mask

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

var (
	errBytea = errors.New("not a bytea")
	errBit   = errors.New("not a bit string")
)

// byteString is the scramble of bytea: as many other bytes, in hex form or, if that
// is how they came, in escape form.
type byteString struct{}

func (byteString) append(dst, src []byte, s *source) ([]byte, error) {
	digits, isHex := bytes.CutPrefix(src, []byte(`\x`))
	if !isHex {
		return s.octal(dst, src)
	}
	if len(digits)%2 != 0 {
		return dst, errBytea
	}
	for _, c := range digits {
		if _, ok := unhex(c); !ok {
			return dst, errBytea
		}
	}
	if len(digits) == 0 {
		return append(dst, src...), nil
	}
	n := len(dst)
	for s.seed(src); ; s.again() {
		dst = append(dst[:n], `\x`...)
		for left := len(digits) / 2; left > 0; left -= 8 {
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], s.uint64())
			dst = hex.AppendEncode(dst, b[:min(8, left)])
		}
		if len(digits) > 32 || !bytes.EqualFold(dst[n:], src) {
			return dst, nil
		}
	}
}

// octal appends a byte \nnn for each byte of the escape form v.
func (s *source) octal(dst, v []byte) ([]byte, error) {
	s.seed(v)
	for i := 0; i < len(v); {
		n := 1
		if v[i] == '\\' {
			if n = octalLen(v[i:]); n == 0 {
				return dst, errBytea
			}
		}
		c := byte(s.below(256))
		dst = append(dst, '\\', '0'+c>>6, '0'+(c>>3&7), '0'+(c&7))
		i += n
	}
	return dst, nil
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

func (bitString) append(dst, src []byte, s *source) ([]byte, error) {
	s.seed(src)
	var w uint64
	for i, c := range src {
		if c != '0' && c != '1' {
			return dst, errBit
		}
		if i%64 == 0 {
			w = s.uint64()
		}
		dst = append(dst, '0'+byte(w&1))
		w >>= 1
	}
	return dst, nil
}
