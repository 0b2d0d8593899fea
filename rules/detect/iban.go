package detect

// ibanLengths are the lengths of the countries of the IBAN registry.
const ibanLengths = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27" +
	"GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20" +
	"MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29" +
	"VA22VG24XK20YE30"

// iban returns the end of an IBAN whose country stands at text[i], 0 if none
// does: in one piece, or in groups of four.
func iban(text []byte, i int) int {
	want := 0
	for n := 0; n < len(ibanLengths); n += 4 {
		if ibanLengths[n] == text[i] && ibanLengths[n+1] == text[i+1] {
			want = int(ibanLengths[n+2]-'0')*10 + int(ibanLengths[n+3]-'0')
		}
	}
	if want == 0 || i+3 >= len(text) || !isDigit(text[i+3]) {
		return 0
	}
	grouped := i+4 < len(text) && text[i+4] == ' '
	sum := 0 // the first four characters count last
	n := i
	for got := range want {
		if grouped && got > 0 && got%4 == 0 {
			if n == len(text) || text[n] != ' ' {
				return 0
			}
			n++
		}
		if n == len(text) || !is(text[n], digit|upper) {
			return 0
		}
		if got >= 4 {
			sum = mod97(sum, text[n])
		}
		n++
	}
	for _, c := range text[i : i+4] {
		sum = mod97(sum, c)
	}
	if sum != 1 || goesOn(text, n) {
		return 0
	}
	return n
}

// mod97 appends a digit, or a letter as its two digits, to a number modulo 97.
func mod97(n int, c byte) int {
	if isDigit(c) {
		return (n*10 + int(c-'0')) % 97
	}
	return (n*100 + int(c-'A') + 10) % 97
}
