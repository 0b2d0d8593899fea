package mask

import (
	"bytes"
	"errors"

	"sanitize/mask/internal/shape"
)

var errTime = errors.New("not a time or interval of its type")

// clock permutes the times of day that are as exact: whole hours and minutes
// remain so, and midnight stays. So does an offset. A time stays in its half of the
// day, so that shops open before they close.
type clock struct{}

func (clock) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := clockLen(src)
	if n == 0 || shape.DigitsAt(src, 0) != 2 {
		return dst, errTime
	}
	hour, _ := shape.ParseUint(src[:2])
	if hour > 23 {
		return append(dst, src...), nil // 24:00:00
	}
	f := s.times(len(src))
	f.clock(src, 2, n)
	switch f.half = hour / halfDay * halfDay; {
	case f.n > 0 || hour >= halfDay:
		f.add(0, uint16(hour-f.half), halfDay)
	case hour > 0:
		f.add(0, uint16(hour)-1, morning)
	}
	return f.put(dst, src, s), nil
}

// interval permutes the intervals that have the same numbers of the same length
// in postgres style. What is 0 of one stays 0.
type interval struct{}

func (interval) append(dst, src []byte, s *scratch) ([]byte, error) {
	if !isInterval(src) {
		if isInfinite(src) {
			return append(dst, src...), nil
		}
		return dst, errTime
	}
	f := s.times(len(src))
	for i := 0; i < len(src); i++ {
		n := shape.DigitsAt(src, i)
		if n == 0 {
			continue
		}
		f.amount(src, i, n)
		all := max(n, clockLen(src[i:]))
		f.clock(src, i+n, i+all)
		i += all - 1
	}
	return f.put(dst, src, s), nil
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

// times are the numbers of a time that are permuted, as numerals, and where they
// stand. The radices tell how they are written, and in how many characters: so
// none gets longer.
type times struct {
	num, rad, at []uint16
	n            int
	half         uint64 // the hour at which the half of the day begins
}

// The radices. Numbers of two characters keep whether they are below ten.
const (
	months         = 2 // 10 and 11
	digitAfterZero = 9 // from 1 on
	digit          = 10
	morning        = 11 // hours from 1 on
	halfDay        = 12 // hours
	sixtieths      = 50 // from 10 on
)

// times returns room for the numbers of a time of n characters.
func (s *scratch) times(n int) times {
	num, rad := s.Numerals(2 * n)
	return times{num: num[:n], rad: rad, at: num[n:]}
}

func (f *times) add(at int, n, radix uint16) {
	f.num[f.n], f.rad[f.n], f.at[f.n] = n, radix, uint16(at)
	f.n++
}

// longestAmount is how many digits a number has at most that is permuted as a
// whole. Beyond it are the ends of the types, 178956970 years, 2147483647 days and
// 2562047788 hours: the first four digits stay, and all of them at the end.
const longestAmount = 8

// amount adds the n digits at i.
func (f *times) amount(v []byte, i, n int) {
	for ; n > 0 && v[i] == '0'; n-- {
		i++
	}
	switch {
	case n == 0:
		return
	case n > longestAmount:
		if head := string(v[i : i+4]); head < "1789" || n > 9 && head < "2147" {
			for k := i + 4; k < i+n; k++ {
				f.add(k, uint16(v[k]-'0'), digit)
			}
		}
		return
	case n == 2 && bytes.HasPrefix(v[i+n:], []byte(" mon")) && v[i] == '1' && v[i+1] < '2':
		f.add(i, uint16(v[i+1]-'0'), months)
		return
	}
	f.add(i, uint16(v[i]-'1'), digitAfterZero)
	for k := i + 1; k < i+n; k++ {
		f.add(k, uint16(v[k]-'0'), digit)
	}
}

// clock adds what follows the hours: :MM, :MM:SS or :MM:SS.ffffff.
func (f *times) clock(v []byte, i, to int) {
	for ; i < to && v[i] == ':'; i += 3 {
		switch x, _ := shape.ParseUint(v[i+1 : i+3]); {
		case x > 59 || x == 0:
		case x < 10:
			f.add(i+2, uint16(x)-1, digitAfterZero)
		default:
			f.add(i+1, uint16(x)-10, sixtieths)
		}
	}
	for to > i && v[to-1] == '0' {
		to--
	}
	for i++; i < to-1; i++ {
		f.add(i, uint16(v[i]-'0'), digit)
	}
	if i < to {
		f.add(i, uint16(v[i]-'1'), digitAfterZero)
	}
}

// put appends v with the numbers permuted.
func (f *times) put(dst, v []byte, s *scratch) []byte {
	h := shape.HashOf("time").With(uint64(len(v)) + f.half<<8)
	for i, r := range f.rad[:f.n] {
		h = h.With(uint64(f.at[i])<<8 | uint64(r))
	}
	s.Permute(f.num[:f.n], f.rad[:f.n], uint64(h))
	from := len(dst)
	dst = append(dst, v...)
	for i, n := range f.num[:f.n] {
		to := dst[from+int(f.at[i]):]
		switch r := f.rad[i]; r {
		case digit:
			to[0] = '0' + byte(n)
		case digitAfterZero:
			to[0] = '1' + byte(n)
		case months:
			to[1] = '0' + byte(n)
		case morning, halfDay:
			if n += uint16(f.half); r == morning {
				n++
			}
			to[0], to[1] = '0'+byte(n/10), '0'+byte(n%10)
		case sixtieths:
			to[0], to[1] = '1'+byte(n/10), '0'+byte(n%10)
		}
	}
	return dst
}
