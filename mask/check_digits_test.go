package mask

import (
	"bytes"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luhnHolds is Luhn's check, told otherwise: with the digits from the right.
func luhnHolds(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d = d/5 + d*2%10
		}
		sum += d
	}
	return sum%10 == 0
}

// ibanHolds is the check of ISO 7064, with a number of any size.
func ibanHolds(iban string) bool {
	iban = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(iban))
	var b strings.Builder
	for _, c := range iban[4:] + iban[:4] {
		v, err := strconv.ParseInt(string(c), 36, 64)
		if err != nil {
			return false
		}
		fmt.Fprint(&b, v)
	}
	n, _ := new(big.Int).SetString(b.String(), 10)
	return n.Mod(n, big.NewInt(97)).Int64() == 1
}

// withCheck returns digits and the one that makes Luhn's check hold.
func withCheck(digits string) string {
	for c := '0'; ; c++ {
		if luhnHolds(digits + string(c)) {
			return digits + string(c)
		}
	}
}

func TestCreditCard(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	digits := regexp.MustCompile(`\D`)
	for i := range shortened(20000, 2000) {
		n := 12 + i%8
		card := withCheck(fmt.Sprintf("4%0*d", n-2, i*7919))
		shape := func(s string) string { return s }
		if i%3 == 1 && n == 16 {
			shape = func(s string) string { return s[:4] + "-" + s[4:8] + "-" + s[8:12] + " " + s[12:] }
		}
		p := Params{"keep_bin": i%4 >= 2, "keep_last4": i%2 == 1}
		m, err := New("credit_card", testKey(t), text, p)
		if err != nil {
			t.Fatal(err)
		}
		in := shape(card)
		out, err := m.Append(nil, []byte(in), nil)
		plain := digits.ReplaceAllString(string(out), "")
		switch {
		case err != nil || len(plain) != n || shape(plain) != string(out):
			t.Fatalf("%s became %s (%v)", in, out, err)
		case !luhnHolds(plain):
			t.Fatalf("%s became %s, which fails the check", in, out)
		case string(out) == in:
			t.Fatalf("%s stays", in)
		case i%4 >= 2 && plain[:6] != card[:6] || i%4 < 2 && plain[:2] != "99":
			t.Fatalf("%v: %s became %s: the issuer's digits are wrong", p, in, out)
		case i%2 == 1 && plain[n-4:] != card[n-4:]:
			t.Fatalf("%v: %s became %s: the last digits are wrong", p, in, out)
		}
	}
	m, _ := New("credit_card", testKey(t), text, nil)
	a, _ := m.Append(nil, []byte("4111111111111111"), nil)
	b, _ := m.Append(nil, []byte("4111-1111-1111-1111"), nil)
	if string(a) != strings.ReplaceAll(string(b), "-", "") {
		t.Errorf("%s and %s are not the same card", a, b)
	}
	for _, in := range []string{"4111-1111-1111-1112", "1234", "4111x111111111111", "-4111111111111111", "41111111111111111111111", "unknown"} {
		if out, err := m.Append(nil, []byte(in), nil); err != nil || shapeOf(string(out)) != shapeOf(in) || string(out[:2]) == "99" {
			t.Errorf("%s is no card number, and became %s (%v)", in, out, err)
		}
	}
	whole, _ := New("credit_card", testKey(t), Type{Kind: Int, Bits: 64}, nil)
	if out, _ := whole.Append(nil, []byte("4111111111111111"), nil); !bytes.Equal(out, a) {
		t.Errorf("as a bigint %s, want %s", out, a)
	}
	if out, err := whole.Append(nil, []byte(withCheck("4000000000000000000")[1:]), nil); err != nil || checkInt(Type{Kind: Int, Bits: 64}, string(out)) != nil {
		t.Errorf("a card of 19 digits became %s (%v)", out, err)
	}
}

func TestIBAN(t *testing.T) {
	m, err := New("iban", testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{
		"DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19", "gb29nwbk60161331926819", "NO9386011117947",
		"MT84MALT011000012345MTLCAST001S", "FR14 2004 1010 0505 0001 3M02 606", "CH93-0076-2011-6238-5295-7", "Gb29nwBk60161331926819",
	} {
		if !ibanHolds(in) {
			t.Fatalf("%s is no IBAN", in)
		}
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil || !ibanHolds(string(out)) || shapeOf(string(out)) != shapeOf(in) || string(out) == in || !strings.EqualFold(string(out[:2]), in[:2]) {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
	a, _ := m.Append(nil, []byte("GB29 NWBK 6016 1331 9268 19"), nil)
	b, _ := m.Append(nil, []byte("gb29nwbk60161331926819"), nil)
	if !strings.EqualFold(strings.ReplaceAll(string(a), " ", ""), string(b)) {
		t.Errorf("%s and %s are not the same account", a, b)
	}
	for _, in := range []string{"DE88370400440532013000", "DE89", "89DE370400440532013000", "none", "DE89_370400440532013000"} {
		if out, err := m.Append(nil, []byte(in), nil); err != nil || shapeOf(string(out)) != shapeOf(in) {
			t.Errorf("%s is no IBAN, and became %s (%v)", in, out, err)
		}
	}
	wrong := 0
	for i := range 2000 {
		in := fmt.Sprintf("FR%02d%023d", i%97, i*7919)
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil || !strings.HasPrefix(string(out), "FR") || shapeOf(string(out)) != shapeOf(in) || ibanHolds(string(out)) != ibanHolds(in) {
			t.Fatalf("%s became %s (%v)", in, out, err)
		}
		if !ibanHolds(in) {
			wrong++
		}
	}
	if wrong < 1900 {
		t.Errorf("%d accounts had a wrong check, want 1900", wrong)
	}
	for i := range 5000 {
		in := fmt.Sprintf("DE00%018d", i*104729)
		in = fmt.Sprintf("DE%02d%s", 98-mod97([]byte(in)), in[4:])
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil || !ibanHolds(string(out)) || out[0] != 'D' {
			t.Fatalf("%s became %s (%v)", in, out, err)
		}
	}
}

func TestSSN(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	nobody := regexp.MustCompile(`^9\d\d(-| |)(0[1-9]|[1-4]\d)(-| |)(\d{4})$`)
	m, err := New("ssn", testKey(t), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := New("ssn", testKey(t), Type{Kind: Int, Bits: 32}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20000 {
		n := i * 45007 % 1e9
		in := fmt.Sprintf("%03d-%02d-%04d", n/1e6, n/1e4%100, n%1e4)
		if n == 0 {
			continue
		}
		out, err := m.Append(nil, []byte(in), nil)
		if g := nobody.FindSubmatch(out); err != nil || g == nil || string(g[1]) != "-" || string(g[3]) != "-" || string(g[4]) == "0000" {
			t.Fatalf("%s became %s (%v)", in, out, err)
		}
		if n < 1e6 {
			continue
		}
		same, err := whole.Append(nil, fmt.Append(nil, n), nil)
		if err != nil || string(same) != strings.ReplaceAll(string(out), "-", "") {
			t.Fatalf("%d became %s (%v), want %s", n, same, err, out)
		}
	}
	for _, in := range []string{"000-00-0000", "999-99-9999", "123456789", "123 45 6789 ", "000000000"} {
		if out, err := m.Append(nil, []byte(in), nil); err != nil || string(out) != in {
			t.Errorf("%q is nobody's, and became %q (%v)", in, out, err)
		}
	}
	for _, in := range []string{"078 05 1120", "078051120", "123-45-6788", "999-99-9998"} {
		if out, err := m.Append(nil, []byte(in), nil); err != nil || !nobody.Match(out) || shapeOf(string(out)) != shapeOf(in) {
			t.Errorf("%s became %s (%v)", in, out, err)
		}
	}
	for _, in := range []string{"07-805-1120", "078-05 1120", "078-051120", "0780-5-1120", "12345", "unknown", "078-05-11201"} {
		if out, err := m.Append(nil, []byte(in), nil); err != nil || shapeOf(string(out)) != shapeOf(in) {
			t.Errorf("%s is no such number, and became %s (%v)", in, out, err)
		}
	}
}

// TestIBANsStayApart masks all check digits of some numbers, which leave each
// remainder once or twice, and the accounts of a short number.
func TestIBANsStayApart(t *testing.T) {
	m, err := New("iban", testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c := m.Traits().Class; c != Injective {
		t.Errorf("the mask is %v, want injective", c)
	}
	seen := map[string]string{}
	for i := range shortened(20_000, 2_000) {
		in := fmt.Sprintf("NO%02d%011d", i%100, i/100)
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil {
			t.Fatal(err)
		}
		if was, ok := seen[string(out)]; ok {
			t.Fatalf("%s and %s both became %s", was, in, out)
		}
		seen[string(out)] = in
		if ibanHolds(string(out)) != ibanHolds(in) || isTwin(out[2:4]) != isTwin([]byte(in[2:4])) {
			t.Fatalf("%s became %s", in, out)
		}
	}
	follows, err := New("iban", testKey(t), Type{Kind: Text, Name: "text"}, Params{"key": "id"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		in := fmt.Sprintf("NO%02d%011d", i, i)
		if out, err := follows.Append(nil, []byte(in), fmt.Append(nil, i)); err != nil || ibanHolds(string(out)) != ibanHolds(in) {
			t.Fatalf("%s became %s (%v)", in, out, err)
		}
	}
}

// weighed returns the sum of digits by weights.
func weighed(v string, weights ...int) (sum int) {
	for i, w := range weights {
		d := strings.IndexByte("0123456789X", v[i])
		if d < 0 {
			return -1
		}
		sum += w * d
	}
	return sum
}

// numberOf returns the number that digits are.
func numberOf(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// vinHolds is the check of a vehicle's number.
func vinHolds(v string) bool {
	const values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ"
	sum := 0
	for i, w := range []int{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2} {
		sum += w * (strings.IndexByte(values, v[i]) % 10)
	}
	return "0123456789X"[sum%11] == v[8]
}

// germanHolds is ISO 7064's MOD 11,10 of a VAT number of Germany.
func germanHolds(v string) bool {
	p := 10
	for i := range 8 {
		s := (p + int(v[2+i]-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return (p+int(v[10]-'0'))%10 == 1
}

// TestChecks: what holds the check of its form does so masked, and what does not, does
// not, in scramble and in text.
func TestChecks(t *testing.T) {
	bare := strings.NewReplacer("-", "", " ", "")
	ean := func(v string) bool { return weighed(v, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0 }
	for _, c := range []struct {
		name, form string // with a number, and one for the check
		checks     int
		holds      func(v string) bool
	}{
		{"EAN", "4006%08d%d", 10, ean},
		{"EAN of 8", "%07d%d", 10, func(v string) bool { return weighed(v, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0 }},
		{"UPC", "036%08d%d", 10, func(v string) bool { return ean("0" + v) }},
		{"ISBN of 13", "978-3-16-%06d-%d", 10, nil},
		{"ISBN of 10", "0-80-%06d-%c", 11, func(v string) bool { return weighed(bare.Replace(v), 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)%11 == 0 }},
		{"card", "4111 1111 %04d 100%d", 10, nil},
		{"IMEI", "490154%08d%d", 10, luhnHolds},
		{"VIN", "1HGCM826%[2]cA00%05[1]d", 11, vinHolds},
		{"VAT of Germany", "DE1%07d%d", 10, germanHolds},
		{"VAT of Austria", "ATU1%06d%d", 10, func(v string) bool {
			return (4+weighed(v[3:], 1, 0, 1, 0, 1, 0, 1, 1)+weighed(v[4:], 2, 0, 2, 0, 2)-9*strings.Count(strings.Map(func(r rune) rune {
				return '0' + (r-'0')/5
			}, v[4:5]+v[6:7]+v[8:9]), "1"))%10 == 0
		}},
		{"VAT of Belgium", "BE04%06[1]d%02[2]d", 97, func(v string) bool { return (numberOf(v[2:10])+numberOf(v[10:]))%97 == 0 }},
		{"VAT of France", "FR%02[2]d4%08[1]d", 97, func(v string) bool { return (numberOf(v[4:])*100+12)%97 == numberOf(v[2:4]) }},
		{"VAT of Italy", "IT007%07d%d", 10, func(v string) bool { return luhnHolds(v[2:]) }},
		{"VAT of the Netherlands", "NL0%07d%dB01", 10, func(v string) bool { return weighed(v[2:], 9, 8, 7, 6, 5, 4, 3, 2, -1)%11 == 0 }},
		{"VAT of Poland", "PL52%07d%d", 10, func(v string) bool { return weighed(v[2:], 6, 5, 7, 2, 3, 4, 5, 6, 7, -1)%11 == 0 }},
	} {
		switch c.name {
		case "ISBN of 13":
			c.holds = func(v string) bool { return ean(bare.Replace(v)) }
		case "card":
			c.holds = func(v string) bool { return luhnHolds(bare.Replace(v)) }
		}
		m := newText(t, "scramble")
		masked := map[bool]int{}
		for i := range 1000 {
			var check any = (i*31 + i/97) % c.checks
			if strings.Contains(c.form, "%c") || strings.Contains(c.form, "]c") {
				check = "0123456789X"[(i*31+i/97)%c.checks]
			}
			in := fmt.Sprintf(c.form, 17+i*7919%9900, check)
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil || len(out) != len(in) || c.holds(string(out)) != c.holds(in) {
				t.Errorf("%s: %s became %s (%v), of which the check holds: %v", c.name, in, out, err, c.holds(in))
			}
			if string(out) != in {
				masked[c.holds(in)]++
			}
		}
		if least := 500 / c.checks; masked[true] < least || masked[false] < 400 {
			t.Errorf("%s: %v were masked", c.name, masked)
		}
	}
}
