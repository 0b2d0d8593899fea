package mask

import (
	"bytes"
	"math"
	"sanitize/mask/internal/shape"
)

// money is append for money, whose text follows lc_monetary: what stands before
// the first and behind the last digit stays, the marks between groups go (cash_in
// in cash.c takes a number without them), and the decimal mark is the last mark
// if it has two digits behind it.
func (g *grid) money(dst, src []byte, s *scratch) ([]byte, error) {
	first := shape.FirstDigit(src)
	if first < 0 {
		return dst, errNumber
	}
	end := len(src)
	for src[end-1] < '0' || src[end-1] > '9' {
		end--
	}
	negative := bytes.ContainsAny(src[:first], "-(") || bytes.ContainsAny(src[end:], "-)")
	s.in = s.in[:0]
	if negative {
		s.in = append(s.in, '-')
	}
	body, mark := src[first:end], byte(0)
	for i, c := range body {
		switch {
		case '0' <= c && c <= '9':
			s.in = append(s.in, c)
		case i == len(body)-3:
			mark = c
			s.in = append(s.in, '.')
		}
	}
	s.out = g.decimal(s.out[:0], s.in)
	dst = append(dst, src[:first]...)
	for _, c := range bytes.TrimPrefix(s.out, []byte("-")) {
		if c == '.' {
			c = mark
		}
		dst = append(dst, c)
	}
	return append(dst, src[end:]...), nil
}

// fitsMoney reports whether v is within the 64 bits of cents that money has.
func fitsMoney(v []byte) bool {
	cents := uint64(0)
	for _, c := range bytes.TrimPrefix(v, []byte("-")) {
		if c == '.' {
			continue
		}
		if cents > math.MaxInt64/10 {
			return false
		}
		cents = cents*10 + uint64(c-'0')
	}
	return cents <= math.MaxInt64
}
