package mask

import (
	"fmt"

	"sanitize/mask/internal/shape"
)

// fictitious makes +1-NNN-555-01NN: 555-0100 to 555-0199 are set aside in every
// area of the North American plan for numbers that nobody has.
type fictitious struct{ skip int } // characters left out at the front

var phoneSpec = Spec{
	Name: "phone", Family: "keyed",
	Summary: "a phone number of the same form", Makes: "text",
	Params: []Param{
		{Name: "style", Kind: StringParam, Default: "format", Choices: []string{"format", "fictitious"},
			Help: "format keeps all but the digits; fictitious is +1-NNN-555-01NN, which nobody has"},
		{Name: "keep_country", Kind: BoolParam, Default: "true", Help: "the country code after + or 00 stays; false replaces it, too"},
		{Name: "keep_area", Kind: BoolParam, Default: "false", Help: "true keeps the country code and the digits after it, three or up to the next mark"},
		seedColumn,
	},
	Kinds: textKinds, Class: Injective, Example: "+49 (171) 234-5678 ext. 9", On: anyText, make: makePhone, formed: true,
	Notes: []string{
		"Keeps the country code, a leading 0, the number of digits and all marks; one to one.",
		"One number, written in two ways, stays one; what is nobody's (000…, 999-999-9999, 1234567890) stays.",
	},
}

func makePhone(b *build) (Mask, error) {
	if b.str("style", "format") == "format" {
		area := b.flag("keep_area", false)
		class := Injective
		if b.str("key", "") != "" {
			class = Lossy
		}
		m := b.keyed(&phone{country: area || b.flag("keep_country", true), area: area}, class)
		m.fixed = true
		return m, nil
	}
	for _, skip := range []int{0, 3, 7} {
		if limit := b.typ.limit(); limit == 0 || limit >= len("+1-NNN-555-01NN")-skip {
			return b.keyed(&fictitious{skip}, Lossy), nil
		}
	}
	return nil, fmt.Errorf("a fictitious phone number needs 8 characters, and the type is %s", b.typ.title())
}

func (f *fictitious) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	n := [...]byte{'+', '1', '-', 'N', 'N', 'N', '-', '5', '5', '5', '-', '0', '1', 'N', 'N'}
	n[3] = '2' + byte(s.Below(8))
	for _, i := range [...]int{4, 5, 13, 14} {
		n[i] = '0' + byte(s.Below(10))
	}
	return append(dst, n[f.skip:]...), nil
}

// phone replaces the digits of a number, and letters that are not the words
// around one. Marks have no part in it: one number in two spellings stays one.
type phone struct{ country, area bool }

// leastDigits is how many digits are replaced at least where some are kept.
const leastDigits = 4

func (p *phone) append(dst, src []byte, s *scratch) ([]byte, error) {
	for len(src) > 0 {
		n := 0
		for n < len(src) && src[n] != ',' && src[n] != ';' && src[n] != '\n' {
			n++
		}
		dst = p.one(dst, src[:n], s)
		if n < len(src) {
			dst = append(dst, src[n])
			n++
		}
		src = src[n:]
	}
	return dst, nil
}

// one appends one number.
func (p *phone) one(dst, v []byte, s *scratch) []byte {
	from := shape.FirstDigit(v)
	if from < 0 {
		if !shape.HasText(v) {
			return append(dst, v...)
		}
		return s.Like(dst, v, shape.Bare)
	}
	to, h := p.kept(v, from)
	s.in = append(s.in[:0], v...)
	shape.Hide(s.in[from:to])
	hideWords(s.in)
	first := digitFrom(s.in, to)
	for first >= 0 && s.in[first] == '0' { // as many as there are
		s.in[first] = '-'
		first = digitFrom(s.in, first)
	}
	if first < 0 && !shape.HasText(s.in) || !p.area && shape.IsNobodys(s.in) {
		return append(dst, v...) // nobody's, as (000) 000-0000 is
	}
	n := len(dst)
	dst = s.Replace(dst, s.in, uint64(h))
	for first >= 0 && (dst[n+first] == '0' || !p.area && shape.IsNobodys(dst[n:])) { // 0X never becomes 00
		if s.IsPinned() {
			dst[n+first] = '1' + byte(s.Below(9))
			break
		}
		s.inner = append(s.inner[:0], dst[n:]...)
		dst = s.Replace(dst[:n], s.inner, uint64(h))
	}
	for i, c := range s.in {
		if c == '-' {
			dst[n+i] = v[i]
		}
	}
	return dst
}

// digitFrom returns where the first digit at or after i is, or -1.
func digitFrom(v []byte, i int) int {
	if n := shape.FirstDigit(v[i:]); n >= 0 {
		return i + n
	}
	return -1
}

// hideWords hides the words that belong to the format of numbers.
func hideWords(v []byte) {
	if !shape.HasLetter(v) {
		return
	}
	for len(v) > 0 {
		n := word(v)
		if isPhoneWord(v[:n]) {
			shape.Hide(v[:n])
		}
		v = v[n:]
	}
}

// word returns the length of the run of ASCII letters that b begins with, or of
// what comes before the next one.
func word(b []byte) int {
	n := 1
	for n < len(b) && shape.IsLetter(b[n]) == shape.IsLetter(b[0]) {
		n++
	}
	return n
}

// isPhoneWord reports whether w is a word that belongs to numbers' format.
func isPhoneWord(w []byte) bool {
	if len(w) > len("extension") {
		return false
	}
	var low [len("extension")]byte
	for i, c := range w {
		low[i] = shape.Lower(c)
	}
	switch string(low[:len(w)]) {
	case "x", "ext", "extn", "extension", "tel", "phone", "fax", "mobile", "cell", "home", "work":
		return true
	}
	return false
}

// hashPhone begins the tweaks of numbers.
var hashPhone = shape.HashOf("phone")

// kept returns where what stays ends, from the first digit on, if enough digits are
// left: the 0 before an area or the code of a country, and on request that of an area.
// An area's is the tweak of the rest; what is before it has no part in that, so
// that +49 30 1234567 and 030 1234567 stay one number.
func (p *phone) kept(v []byte, from int) (to int, h shape.Hash) {
	to, h = from, hashPhone
	abroad := from > 0 && v[from-1] == '+' || from > 1 && v[from-1] == '(' && v[from-2] == '+'
	switch {
	case abroad:
	case len(v) > from+2 && v[from] == '0' && v[from+1] == '0' && v[from+2] != '0' && hasDigits(v[from:], 8):
		abroad = true
		to += 2
	case v[from] == '0':
		to++
	}
	code := to
	if abroad {
		for code < len(v) && isNumberMark(v[code]) {
			code++
		}
		if n := countryCode(v[code:]); p.country && hasDigits(v[code+n:], leastDigits) {
			to = code + n
		}
	}
	if p.area {
		if end := areaEnd(v, to); hasDigits(v[end:], leastDigits) {
			h = h.Text(v[to:end])
			to = end
		}
	}
	return to, h
}

// areaEnd returns where the area code that begins at or after i ends: at the
// next mark, but after three digits where that is far. Between the codes there
// may be marks, but no letters.
func areaEnd(v []byte, i int) int {
	start := i
	for i < len(v) && isNumberMark(v[i]) {
		i++
	}
	n := shape.DigitsAt(v, i)
	switch {
	case n == 0:
		return start
	case n > 5:
		n = 3
	}
	return i + n
}

// isNumberMark reports whether c stands between the groups of a number.
func isNumberMark(c byte) bool {
	return c == ' ' || c == '(' || c == ')' || c == '-' || c == '.' || c == '/'
}

// hasDigits reports whether v has so many digits, or more.
func hasDigits(v []byte, n int) bool {
	for _, c := range v {
		if '0' <= c && c <= '9' {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// countryCode returns the length of the country code that v begins with, by
// ITU-T E.164: 1 and 7 are alone, some have two digits, the rest three.
func countryCode(v []byte) int {
	n := shape.DigitsAt(v, 0)
	if n == 0 {
		return 0
	}
	if v[0] == '1' || v[0] == '7' {
		return 1
	}
	if n >= 2 && shortCodes[10*int(v[0]-'0')+int(v[1]-'0')] {
		return 2
	}
	return min(n, 3)
}

// shortCodes says which country codes have two digits.
var shortCodes = func() (is [100]bool) {
	for _, code := range [...]int{
		20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58,
		60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
	} {
		is[code] = true
	}
	return is
}()
