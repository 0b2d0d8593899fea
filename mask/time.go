package mask

import (
	"bytes"
	"errors"

	"sanitize/mask/internal/shape"
)

var errTime = errors.New("not a time or interval of its type")

// clock is the scramble of time and timetz: a time of day, as exact as the
// input. An offset stays.
type clock struct{}

func (clock) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := clockLen(src)
	if n == 0 || shape.DigitsAt(src, 0) != 2 {
		return dst, errTime
	}
	s.Seed(src)
	for i, most := range [...]uint64{23, 59, 59} {
		if 3*i >= n {
			break
		}
		v := byte(s.Between(0, most))
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, '0'+v/10, '0'+v%10)
	}
	if n > len("HH:MM:SS") {
		dst = append(dst, '.')
		for range n - len("HH:MM:SS.") {
			dst = append(dst, '0'+byte(s.Below(10)))
		}
	}
	return append(dst, src[n:]...), nil
}

// interval replaces the digits of an interval in postgres style. As in numbers,
// signs and magnitude stay.
type interval struct{}

func (interval) append(dst, src []byte, s *scratch) ([]byte, error) {
	if !isInterval(src) {
		if isInfinite(src) {
			return append(dst, src...), nil
		}
		return dst, errTime
	}
	n := len(dst)
	for s.Seed(src); ; s.Again() {
		dst = append(dst[:n], src...)
		s.interval(dst[n:], src)
		if !bytes.Equal(dst[n:], src) {
			return dst, nil
		}
	}
}

// isInterval reports whether v is an interval in postgres style, as
// EncodeInterval in datetime.c writes it: numbers with units, and a time.
func isInterval(v []byte) bool {
	digits := false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits = true
		case 'a' <= c && c <= 'z':
			n := bytes.IndexByte(v[i:], ' ')
			if n < 0 {
				n = len(v) - i
			}
			if !isUnit(v[i : i+n]) {
				return false
			}
			i += n - 1
		case c == ' ', c == '-', c == '+', c == ':', c == '.':
		default:
			return false
		}
	}
	return digits
}

// isUnit reports whether w is a unit of an interval.
func isUnit(w []byte) bool {
	switch string(w) {
	case "year", "years", "mon", "mons", "day", "days":
		return true
	}
	return false
}

// interval draws the digits of dst, which is a copy of the interval v. Within
// each number leading zeros stay; a v of zeros alone gets a last digit.
func (s *scratch) interval(dst, v []byte) {
	last, drawn := -1, false
	for i := 0; i < len(v); {
		if v[i] < '0' || v[i] > '9' {
			i++
			continue
		}
		n := clockLen(v[i:])
		if n == 0 {
			n = shape.DigitsAt(v, i)
		}
		last = i + n - 1
		drawn = s.amount(dst[i:i+n], v[i:i+n]) || drawn
		i += n
	}
	if !drawn {
		dst[last] = '1' + byte(s.Below(9))
	}
}

// amount draws the digits of one number or one H:MM:SS.F of an interval, and
// says whether it had any but zeros.
func (s *scratch) amount(dst, v []byte) bool {
	whole := shape.DigitsAt(v, 0)
	started := false
	for i, c := range v {
		if c < '0' || c > '9' || !started && c == '0' {
			continue
		}
		lo, hi := uint64(0), uint64(9)
		if i > whole && i < whole+6 && (i-whole)%3 == 1 {
			hi = 5 // tens of minutes and seconds
		}
		if !started {
			lo = 1
		}
		if i == 0 && whole >= 9 {
			hi = 1 // months have 31 bits, hours 2562047788
		}
		if i == 1 && whole >= 9 {
			hi = 6
		}
		dst[i] = '0' + byte(s.Between(lo, hi))
		started = true
	}
	return started
}
