package mask

import "sanitize/mask/internal/shape"

// Masks with check digits: what comes out passes the check that the input
// passed. A value that is not one of theirs, as the input's own check tells, is
// scrambled, so that dirt stays dirt.

// card makes card numbers (ISO/IEC 7812) of the same length that pass Luhn's
// check. They begin with 99 unless the issuer's digits are kept: 9 is for
// countries to assign, by their ISO 3166 number, and 900 to 999 are no
// country's, so nobody has issued such a card.
type card struct {
	bin, last4 bool
	max        uint64 // Int: the type's greatest, else 0
	other      algo   // for what is no card number
}

const maxCard = 19

var creditCardSpec = Spec{
	Name: "credit_card", Family: "check digits",
	Summary: "a card number that passes Luhn's check and that nobody issued", Makes: "a card number",
	Params: []Param{
		{Name: "keep_bin", Kind: BoolParam, Default: "false", Help: "true keeps the issuer's six digits; the number may then be somebody's"},
		{Name: "keep_last4", Kind: BoolParam, Default: "false", Help: "true keeps the last four digits"},
		seedColumn,
	},
	Kinds: []Kind{Text, Char, Int}, Example: "4111-1111-1111-1111", On: anyText, make: makeCard,
}

func makeCard(b *build) (Mask, error) {
	other, err := leafwise(b.typ)
	if err != nil {
		return nil, err
	}
	c := &card{bin: b.flag("keep_bin", false), last4: b.flag("keep_last4", false), other: other}
	if i, ok := other.(*integer); ok {
		c.max = i.max
	}
	return b.keyed(c, Lossy), nil
}

func (c *card) append(dst, src []byte, s *scratch) ([]byte, error) {
	var d [maxCard]byte
	n := groupedDigits(&d, src)
	if n < 12 || luhn(d[:n]) != 0 {
		return c.other.append(dst, src, s)
	}
	s.in = append(s.in[:0], d[:n]...)
	s.Seed(s.in) // the digits alone: separators make no other card
	c.draw(d[:n], s)
	if v, ok := number(d[:n]); c.max > 0 && (!ok || v > c.max) {
		return c.other.append(dst, src, s)
	}
	return appendGrouped(dst, src, d[:n]), nil
}

// draw replaces the digits of a card that do not stay.
func (c *card) draw(d []byte, s *scratch) {
	from, to := 2, len(d)-1
	if c.bin {
		from = 6
	} else {
		d[0], d[1] = 9, 9
	}
	if c.last4 {
		to = len(d) - 4
	}
	for i := from; i < to; i++ {
		d[i] = byte(s.Below(10))
	}
	fix := len(d) - 1 // the digit that makes the check hold
	if c.last4 {
		fix = to - 1
	}
	d[fix] = 0
	need := (10 - luhn(d)) % 10
	if (len(d)-1-fix)%2 == 1 { // a doubled digit: 0 to 9 count 0 2 4 6 8 1 3 5 7 9
		need = "\x00\x05\x01\x06\x02\x07\x03\x08\x04\x09"[need]
	}
	d[fix] = need
}

// luhn returns the sum of the digits modulo 10, each second from the right but
// one doubled: 0 where the check holds.
func luhn(d []byte) byte {
	sum := 0
	for i, v := range d {
		if (len(d)-1-i)%2 == 1 {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += int(v)
	}
	return byte(sum % 10)
}

// groupedDigits puts the digits of v into d, and returns how many there are: 0
// where v has anything else but blanks and hyphens between digits, or too many.
func groupedDigits(d *[maxCard]byte, v []byte) int {
	n := 0
	for i, c := range v {
		switch {
		case '0' <= c && c <= '9' && n < len(d):
			d[n] = c - '0'
			n++
		case (c == ' ' || c == '-') && i > 0 && i < len(v)-1:
		default:
			return 0
		}
	}
	return n
}

// appendGrouped appends src with its digits replaced by d.
func appendGrouped(dst, src, d []byte) []byte {
	for _, c := range src {
		if '0' <= c && c <= '9' {
			c, d = '0'+d[0], d[1:]
		}
		dst = append(dst, c)
	}
	return dst
}

// number returns the number with the digits d.
func number(d []byte) (v uint64, ok bool) {
	for _, c := range d {
		if v > (1<<64-1-uint64(c))/10 {
			return 0, false
		}
		v = v*10 + uint64(c)
	}
	return v, true
}

// ssn makes numbers of the United States' social security that nobody has: no
// area above 899 was ever assigned, and with a group below 50 they are no
// taxpayer's numbers (ITIN, 26 CFR 301.6109-1) either.
type ssn struct {
	integer bool // the type is Int: leading zeros are not there
	other   algo // for what is no such number
}

var ssnSpec = Spec{
	Name: "ssn", Family: "check digits",
	Summary: "a US social security number that nobody can have", Makes: "a social security number",
	Params: []Param{seedColumn}, Kinds: []Kind{Text, Char, Int}, Example: "078-05-1120", On: anyText, make: makeSSN,
	Notes: []string{"What is nobody's stays: 000-00-0000, 999-99-9999, 123-45-6789, in whatever spelling."},
}

func makeSSN(b *build) (Mask, error) {
	other, err := leafwise(b.typ)
	if err != nil {
		return nil, err
	}
	i, isInt := other.(*integer)
	if isInt && i.max < 999_99_9999 {
		isInt = false
	}
	return b.keyed(&ssn{isInt, other}, Lossy), nil
}

func (m *ssn) append(dst, src []byte, s *scratch) ([]byte, error) {
	var d [maxCard]byte
	n := groupedDigits(&d, src)
	if shape.IsNobodys(src) {
		return append(dst, src...), nil
	}
	if !m.fits(src, n) {
		return m.other.append(dst, src, s)
	}
	s.in = append(s.in[:0], "\x00\x00"[:9-n]...)
	s.in = append(s.in, d[:n]...)
	s.Seed(s.in)
	area, group, serial := 900+s.Below(100), 1+s.Below(49), 1+s.Below(9999)
	out := [...]byte{
		byte(area / 100), byte(area / 10 % 10), byte(area % 10), byte(group / 10), byte(group % 10),
		byte(serial / 1000), byte(serial / 100 % 10), byte(serial / 10 % 10), byte(serial % 10),
	}
	if m.integer {
		for _, c := range out {
			dst = append(dst, '0'+c)
		}
		return dst, nil
	}
	return appendGrouped(dst, src, out[:]), nil
}

// fits reports whether v, with n digits, has the shape 123-45-6789, 123 45 6789
// or 123456789. As an integer it may have lost two zeros.
func (m *ssn) fits(v []byte, n int) bool {
	if m.integer {
		return 7 <= n && n <= 9 && n == len(v)
	}
	if n != 9 || len(v) == 9 {
		return n == 9
	}
	return len(v) == 11 && v[3] == v[6] && (v[3] < '0' || v[3] > '9')
}
