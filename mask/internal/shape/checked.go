package shape

// Numbers with a check digit: what holds its check holds it masked, and what
// does not, does not. Of one that holds, all digits but the check are permuted,
// and it is computed anew.

// The checks of numbers that have no letters before them.
const (
	checkGS1  = 1 + iota // EAN, UPC, GTIN, ISBN of 13 digits
	checkLuhn            // cards, IMEI
	checkISBN            // of 10 digits, of which the last may be X

	checkX    = 1 << 2 // it is X
	checkRest = 3      // so many bits are these; above them is what the kind of an integer keeps
)

// How many digits a number with a check has at least and at most, and how long it is
// with its marks.
const (
	leastChecked   = 8
	mostChecked    = 16
	longestChecked = mostChecked + 4
)

// mayCheck reports whether v is as long as numbers with a check, and ends as they do
// where it has a letter. It spares most values a closer look.
func mayCheck(v []byte, set Charset) bool {
	return len(v) >= leastChecked && len(v) <= longestChecked && (!set.has(hasLetter) || v[len(v)-1]|0x20 == 'x')
}

// A checkedNumber is the digits of one, without its marks.
type checkedNumber struct {
	d      [mostChecked]byte
	n      int
	marks  int
	scheme uint32
}

// readChecked reads the digits of v, which mayCheck, and tells which check they could have.
func readChecked(v []byte) (c checkedNumber, ok bool) {
	for i, b := range v {
		switch {
		case isDigit(b) && c.n < mostChecked:
		case b|0x20 == 'x' && c.n == 9 && i == len(v)-1:
			b = 'X'
		case (b == '-' || b == ' ') && c.n > 0 && isDigit(v[i-1]):
			c.marks++
			continue
		default:
			return c, false
		}
		c.d[c.n] = b
		c.n++
	}
	alone := isMark(v[len(v)-2]) // the check stands by itself
	switch {
	case c.n == 10 && (c.marks == 0 || c.marks == 3 && alone):
		c.scheme = checkISBN
	case c.marks == 0 && (c.n == 8 || c.n == 12 || c.n == 13 || c.n == 14), c.n == 13 && c.marks == 4 && alone:
		c.scheme = checkGS1
	case c.marks == 0 && c.n == 15, c.n == 16 && (c.marks == 0 || c.marks == 3 && isMark(v[4]) && isMark(v[9]) && isMark(v[14])):
		c.scheme = checkLuhn
	}
	return c, c.scheme != 0
}

func isMark(c byte) bool { return c == '-' || c == ' ' }

// isBook reports whether 13 digits begin as those of books do.
func (c *checkedNumber) isBook() bool {
	return c.n == 13 && c.d[0] == '9' && c.d[1] == '7' && (c.d[2] == '8' || c.d[2] == '9')
}

// check returns the check of the digits before it.
func (c *checkedNumber) check() byte {
	sum := 0
	for i := c.n - 2; i >= 0; i-- {
		d, odd := int(c.d[i]-'0'), (c.n-i)&1 == 0
		switch {
		case c.scheme == checkISBN:
			sum += (c.n - i) * d
		case c.scheme == checkGS1 && odd:
			sum += 3 * d
		case c.scheme == checkLuhn && odd:
			sum += d/5 + d*2%10
		default:
			sum += d
		}
	}
	if c.scheme != checkISBN {
		return '0' + byte((10-sum%10)%10)
	}
	if sum %= 11; sum == 1 {
		return 'X'
	}
	return '0' + byte((11-sum)%11)
}

// checkedKind returns the kind of a number that holds its check, of what mayCheck.
func checkedKind(v []byte) kind {
	c, ok := readChecked(v)
	if !ok || c.d[c.n-1] != c.check() {
		return plain
	}
	what := c.scheme
	switch {
	case c.d[c.n-1] == 'X':
		what |= checkX
	case c.marks == 0:
		k := numberKind(v).keeps()
		if k&integerDate != 0 && c.n == 8 && plausibleYear(v) || c.n == stampDigits && isStamp(v) || isBits(v) {
			return plain // a date, a time or bits
		}
		what |= k << checkRest
	}
	return checked.of(what)
}

// checkedDigits permutes numbers that hold their check, the same whatever marks are
// between the digits.
func (s *Shaper) checkedDigits(dst, v []byte) []byte {
	c, _ := readChecked(v)
	from := 0
	if c.isBook() {
		from = 3
	}
	n := len(dst)
	dst = s.runs(append(dst, v...), c.d[from:c.n-1], uint64(hashChecked.With(uint64(c.scheme))))
	copy(c.d[from:], dst[n+len(v):])
	c.d[c.n-1] = c.check()
	at := 0
	for i, b := range v {
		if isMark(b) {
			continue
		}
		if c.d[at] != 'X' || isDigit(b) {
			dst[n+i] = c.d[at]
		}
		at++
	}
	return dst[:n+len(v)]
}

// vinLen is the length of the number of a vehicle.
const vinLen = 17

// vinCheckAt is where its check digit is, if it has one.
const vinCheckAt = 8

// What the kind of one keeps.
const (
	vinHolds = 1 // the check
	vinX     = 2 // which is X
)

// vinLetters are those in them, by which they are permuted.
const vinLetters = "abcdefghjklmnprstuvwxyz"

// vinNumbers tells the number of a letter in them, from 1 on.
var vinNumbers = func() (n [256]byte) {
	for i, c := range []byte(vinLetters) {
		n[c], n[c-'a'+'A'] = byte(i+1), byte(i+1)
	}
	return n
}()

// vinValues are the values of letters in the check.
const vinValues = "12345678123457923456789"

// vinKind returns the kind of the number of a vehicle: 17 letters, of one case, and
// digits, without I, O and Q. Of one that holds its check a digit is enough.
func vinKind(v []byte) kind {
	if len(v) != vinLen {
		return plain
	}
	digits, small := 0, 0
	for _, c := range v {
		switch {
		case isDigit(c):
			digits++
		case vinNumbers[c] == 0:
			return plain
		case IsSmall(c):
			small++
		}
	}
	if digits == 0 || digits > 14 || small > 0 && small+digits < vinLen {
		return plain
	}
	switch c := v[vinCheckAt]; {
	case vinCheck(v) != c&^0x20 && vinCheck(v) != c:
		if digits < 3 {
			return plain
		}
		return vin
	case isDigit(c):
		return vin.of(vinHolds)
	}
	return vin.of(vinHolds | vinX)
}

// vinCheck returns the check digit of a vehicle's number.
func vinCheck(v []byte) byte {
	sum := 0
	for i, c := range v {
		w := 8 - i
		switch {
		case i == 7:
			w = 10
		case i > vinCheckAt:
			w = vinLen + 1 - i
		}
		if i == vinCheckAt {
			continue
		}
		if n := vinNumbers[c]; n > 0 {
			c = vinValues[n-1]
		}
		sum += w * int(c-'0')
	}
	if sum %= 11; sum == 10 {
		return 'X'
	}
	return '0' + byte(sum%11)
}

// vin permutes the numbers of vehicles with letters and digits in the same places.
func (s *Shaper) vin(dst, v []byte, k kind) []byte {
	num, rad := s.Numerals(vinLen)
	h, n, small := hashVIN, 0, byte(0)
	for i, c := range v {
		switch {
		case i == vinCheckAt && k.keeps()&vinHolds != 0:
			continue
		case isDigit(c):
			num[n], rad[n] = uint16(c-'0'), 10
		default:
			num[n], rad[n] = uint16(vinNumbers[c]-1), uint16(len(vinLetters))
			small = c & 0x20
			h = h.With(uint64(i))
		}
		n++
	}
	s.Permute(num[:n], rad[:n], uint64(h))
	at := len(dst)
	dst = append(dst, v...)
	out := dst[at:]
	n = 0
	for i, c := range v {
		switch {
		case i == vinCheckAt && k.keeps()&vinHolds != 0:
			continue
		case isDigit(c):
			out[i] = '0' + byte(num[n])
		default:
			out[i] = vinLetters[num[n]]&^0x20 | small
		}
		n++
	}
	if k.keeps()&vinHolds != 0 {
		if out[vinCheckAt] = vinCheck(out); out[vinCheckAt] == 'X' {
			out[vinCheckAt] |= small
		}
	}
	return dst
}

// taxCheck returns the check digits of a VAT number whose digits are d, without them,
// and where they stand; n is 0 where it has none that is known.
func taxCheck(country, d []byte) (check [2]byte, at, n int) {
	at = len(d) - 1
	switch c := string([]byte{Lower(country[0]), Lower(country[1])}); {
	case c == "de" && len(d) == 9:
		p := 10
		for _, b := range d[:8] {
			q := (int(b-'0') + p) % 10
			if q == 0 {
				q = 10
			}
			p = 2 * q % 11
		}
		check[0] = '0' + byte((11-p)%10)
	case c == "at" && len(d) == 8:
		sum := 4
		for i, b := range d[:7] {
			x := int(b - '0')
			if i%2 == 1 {
				x = x/5 + x*2%10
			}
			sum += x
		}
		check[0] = '0' + byte((10-sum%10)%10)
	case c == "it" && len(d) == 11:
		l := checkedNumber{n: len(d), scheme: checkLuhn}
		copy(l.d[:], d)
		check[0] = l.check()
	case c == "nl" && len(d) == 9:
		check[0] = weighted(d[:8], "98765432")
	case c == "pl" && len(d) == 10:
		check[0] = weighted(d[:9], "657234567")
	case c == "be" && len(d) == 10:
		x, _ := ParseUint(d[:8])
		putTwo(check[:], int(97-x%97))
		return check, 8, 2
	case c == "fr" && len(d) == 11:
		x, _ := ParseUint(d[2:])
		putTwo(check[:], int((12+3*(x%97))%97))
		return check, 0, 2
	default:
		return check, 0, 0
	}
	return check, at, 1
}

// weighted returns the sum of digits by weights, modulo 11: no digit where it is 10.
func weighted(d []byte, weights string) byte {
	sum := 0
	for i, b := range d {
		sum += int(b-'0') * int(weights[i]-'0')
	}
	return '0' + byte(sum%11)
}

// holdsTaxCheck reports whether d are the digits of a VAT number that hold its check.
func holdsTaxCheck(country, d []byte) bool {
	check, at, n := taxCheck(country, d)
	return n > 0 && string(d[at:at+n]) == string(check[:n])
}

// taxNumber permutes the digits of VAT numbers that hold their check.
func (s *Shaper) taxNumber(dst, country, d []byte) []byte {
	_, at, n := taxCheck(country, d)
	from := len(dst)
	if at == 0 {
		dst = s.runs(append(dst, d[:n]...), d[n:], uint64(hashCode))
	} else {
		dst = append(s.runs(dst, d[:at], uint64(hashCode)), d[at:]...)
	}
	check, at, n := taxCheck(country, dst[from:])
	copy(dst[from+at:], check[:n])
	return dst
}
