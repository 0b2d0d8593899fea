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
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "DE89 3704 0044 0532 0130 00", On: anyText, make: makeIBAN,
}

func makeIBAN(b *build) (Mask, error) { return b.keyed(iban{}, Lossy), nil }

func (iban) append(dst, src []byte, s *scratch) ([]byte, error) {
	v, ok := compactIBAN(s.in[:0], src)
	s.in = v
	if !ok {
		return s.Text(dst, src), nil
	}
	left := mod97(v)
	s.Seed(v)
	for i, c := range v[4:] {
		first, n := shape.Alike(c)
		v[4+i] = first + byte(s.Below(n))
	}
	v[2], v[3] = '0', '0'
	check := (left + 97 - mod97(v)) % 97
	if left == 1 && check < 2 {
		check += 97 // as banks count
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
