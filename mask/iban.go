package mask

import "sanitize/mask/internal/shape"

// iban makes account numbers (ISO 13616) of the same country and shape that
// pass the check modulo 97, or fail it as they did. A country's own check digits within the number are
// digits as all others.
type iban struct{}

// An IBAN has at most 34 characters, and none is issued that is shorter than
// Norway's 15.
const (
	minIBAN = 15
	maxIBAN = 34
)

var ibanSpec = Spec{
	Name: "iban", Family: "check digits",
	Summary: "an IBAN of the same country that passes its check", Makes: "an IBAN",
	Notes:  []string{"One to one; one account, written in two ways, stays one."},
	Params: []Param{seedColumn}, Kinds: textKinds, Class: Injective, Example: "DE89 3704 0044 0532 0130 00", On: anyText, make: makeIBAN,
}

func makeIBAN(b *build) (Mask, error) {
	class := Injective
	if b.str("key", "") != "" {
		class = Lossy
	}
	m := b.keyed(iban{}, class)
	m.fixed = true
	return m, nil
}

func (iban) append(dst, src []byte, s *scratch) ([]byte, error) {
	v, ok := compactIBAN(s.in[:0], src)
	s.in = v
	if !ok {
		return s.Like(dst, src, shape.Bare), nil
	}
	left, twin := mod97(v), isTwin(v[2:4])
	if s.IsPinned() {
		s.Seed(v)
	}
	s.account(v)
	for twin && checkFor(v, left) > 2 {
		s.account(v) // on to the next that has a twin
	}
	check := checkFor(v, left)
	if (check < 2) != twin {
		check += 97
	}
	v[2], v[3] = '0'+byte(check/10), '0'+byte(check%10)
	for _, c := range src {
		if shape.IsAlnum(c) {
			lowerCase := shape.IsSmall(c)
			if c, v = v[0], v[1:]; lowerCase {
				c = shape.Lower(c)
			}
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// account replaces what follows the check digits: digits by digits and letters by
// letters, one to one for each country, or by draws where a row decides.
func (s *scratch) account(v []byte) {
	number := v[4:]
	if s.IsPinned() {
		for i, c := range number {
			first, n := shape.Alike(c)
			number[i] = first + byte(s.Below(n))
		}
		return
	}
	num, rad := s.Numerals(len(number))
	for i, c := range number {
		first, n := shape.Alike(c)
		num[i], rad[i] = uint16(c-first), uint16(n)
	}
	s.Permute(num, rad, uint64(v[0])<<8|uint64(v[1]))
	for i, c := range number {
		first, _ := shape.Alike(c)
		number[i] = first + byte(num[i])
	}
}

// isTwin reports whether check digits leave what other ones leave that banks count
// with: those are 02 to 98.
func isTwin(digits []byte) bool {
	n := 10*int(digits[0]-'0') + int(digits[1]-'0')
	return n < 2 || n > 98
}

// checkFor returns which check digits below 97 leave so much. Those of v are gone.
func checkFor(v []byte, left int) int {
	v[2], v[3] = '0', '0'
	return (left + 97 - mod97(v)) % 97
}

// compactIBAN appends v without blanks and hyphens, in upper case. It is false
// for what does not look like an IBAN.
func compactIBAN(dst, v []byte) ([]byte, bool) {
	n := len(dst)
	for _, c := range v {
		switch {
		case shape.IsAlnum(c):
			if shape.IsSmall(c) {
				c -= 'a' - 'A'
			}
			dst = append(dst, c)
		case c != ' ' && c != '-':
			return dst, false
		}
	}
	out := dst[n:]
	if len(out) < minIBAN || len(out) > maxIBAN {
		return dst, false
	}
	isLetter := shape.IsCapital(out[0]) && shape.IsCapital(out[1])
	return dst, isLetter && shape.DigitsAt(out, 2) >= 2
}

// mod97 returns v modulo 97 with its first four characters at the end, where A
// counts 10 and Z 35.
func mod97(v []byte) int {
	m := 0
	for i := range v {
		c := v[(i+4)%len(v)]
		if '0' <= c && c <= '9' {
			m = (m*10 + int(c-'0')) % 97
		} else {
			m = (m*100 + int(c-'A') + 10) % 97
		}
	}
	return m
}
