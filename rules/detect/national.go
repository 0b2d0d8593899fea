package detect

// national returns the end of a person's number that begins at text[i], 0 if
// none does. Only such are found as have marks in certain places, or check
// digits and a date.
func national(text []byte, d *digits) int {
	last := -1 // the number's last group
	switch b := &d.all; {
	case d.shape("- ", 3, 0x030204) && ssn(b[:9]):
		last = 2
	case d.shape(" ", 7, 0x01020202030302) && nir(b[:15]):
		last = 6
	case d.shape("", 1, 15) && nir(b[:15]), d.shape("", 1, 11) && pesel(b[:11]):
		last = 0
	case d.shape(".", 4, 0x03040402) && ahv(b[:13]):
		last = 3
	case d.shape(".", 3, 0x030303) && d.len[3] == 2 && d.sep[3] == '-' && cpf(b[:11]):
		last = 3
	case d.shape(".", 3, 0x020202) && d.len[3] == 3 && d.len[4] == 2 && d.sep[3] == '-' && d.sep[4] == '.' && rijksregister(b[:11]):
		last = 4
	}
	if last >= 0 && d.stops(text, last) {
		return d.end[last]
	}
	return dni(text, d)
}

// value returns the number that digits are.
func value(b []byte) (n int64) {
	for _, c := range b {
		n = n*10 + int64(c-'0')
	}
	return n
}

// ssn reports whether nine digits can be a social security number of the USA:
// see 20 CFR 422.103 and the agency's notes on numbers that were never given.
// 078-05-1120 and 219-09-9999 were published.
func ssn(b []byte) bool {
	area, s := value(b[:3]), string(b)
	return area != 0 && area != 666 && area < 900 && string(b[3:5]) != "00" && string(b[5:]) != "0000" &&
		s != "078051120" && s != "219099999" && s != "123456789"
}

// nir reports whether fifteen digits are a French social security number: sex,
// year, month, place, order, and 97 less the rest modulo 97.
func nir(b []byte) bool {
	month := value(b[3:5])
	return (b[0] == '1' || b[0] == '2') && month > 0 && (month <= 12 || month >= 20 && month <= 42) && value(b[5:7]) > 0 &&
		97-value(b[:13])%97 == value(b[13:])
}

// pesel reports whether eleven digits are a Polish PESEL of someone who was
// born from 1900 to 2099: the month is raised by 20 for the second century.
func pesel(b []byte) bool {
	month := value(b[2:4])
	if month > 20 {
		month -= 20
	}
	if day := value(b[4:6]); month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	return weighted(b, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0
}

// weighted returns the sum of the digits, each times its weight.
func weighted(b []byte, weights ...int) (sum int) {
	for i, w := range weights {
		sum += w * int(b[i]-'0')
	}
	return sum
}

// ahv reports whether thirteen digits are a Swiss AHV number: 756, and the
// check digit of EAN-13.
func ahv(b []byte) bool {
	return string(b[:3]) == "756" && weighted(b, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0
}

// cpf reports whether eleven digits are a Brazilian CPF with its two check
// digits. Eleven equal ones pass the check and belong to nobody.
func cpf(b []byte) bool {
	same := true
	for _, c := range b {
		same = same && c == b[0]
	}
	one := weighted(b, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	two := weighted(b, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	return !same && one == int(b[9]-'0') && two == int(b[10]-'0')
}

// rijksregister reports whether eleven digits are a Belgian national number:
// 97 less the first nine modulo 97, with a 2 before them since 2000.
func rijksregister(b []byte) bool {
	n, check := value(b[:9]), value(b[9:])
	return value(b[2:4]) <= 12 && value(b[4:6]) <= 31 && (97-n%97 == check || 97-(2e9+n)%97 == check)
}

// dniLetters are the check letters of Spanish numbers, by the rest modulo 23.
const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE"

// dni returns the end of a Spanish DNI, eight digits and a letter, 0 if there
// is none.
func dni(text []byte, d *digits) int {
	end := d.end[0]
	if d.len[0] != 8 {
		return 0
	}
	if end < len(text) && text[end] == '-' {
		end++
	}
	if end == len(text) || text[end] != dniLetters[value(d.all[:8])%23] || goesOn(text, end+1) || string(d.all[:8]) == "00000000" || string(d.all[:8]) == "12345678" {
		return 0
	}
	return end + 1
}

// afterLetters finds what has letters before the digit text[i]: IBANs, and
// national numbers that begin so.
func afterLetters(text []byte, lo, i int) Finding {
	word := i
	if i > lo+2 && text[i-1] == ' ' {
		word--
	}
	start := runBack(text, lo, word, upper, 6)
	if start == word || word < i && word-start != 2 || wordBefore(text, start) {
		return Finding{}
	}
	kind, end := NationalID, 0
	switch word - start {
	case 1:
		end = nie(text, start)
	case 2:
		if word == i {
			kind, end = IBAN, iban(text, start)
		}
		if end == 0 {
			kind, end = NationalID, nino(text, start)
		}
	case 6:
		end = codiceFiscale(text, start)
	}
	return Finding{kind, start, end}
}

// nie returns the end of a Spanish NIE: X, Y or Z, seven digits, a letter.
func nie(text []byte, i int) int {
	end := run(text, i+1, digit)
	if text[i] < 'X' || text[i] > 'Z' || end-i != 8 {
		return 0
	}
	n := int64(text[i]-'X')*1e7 + value(text[i+1:end])
	if end < len(text) && text[end] == '-' {
		end++
	}
	if end == len(text) || text[end] != dniLetters[n%23] || goesOn(text, end+1) {
		return 0
	}
	return end + 1
}

// nino returns the end of a British national insurance number: two letters,
// six digits, a letter from A to D; see the NIM39110 of HMRC.
func nino(text []byte, i int) int {
	if contains("DFIQUV", text[i]) || contains("DFIQUVO", text[i+1]) {
		return 0
	}
	switch string(text[i : i+2]) {
	case "BG", "GB", "NK", "KN", "TN", "NT", "ZZ":
		return 0
	}
	n := i + 2
	for range 3 {
		if n < len(text) && text[n] == ' ' {
			n++
		}
		if n+1 >= len(text) || !isDigit(text[n]) || !isDigit(text[n+1]) {
			return 0
		}
		n += 2
	}
	if n < len(text) && text[n] == ' ' {
		n++
	}
	if n == len(text) || text[n] < 'A' || text[n] > 'D' || goesOn(text, n+1) {
		return 0
	}
	return n + 1
}

// codiceFiscale returns the end of an Italian tax code with its check letter.
func codiceFiscale(text []byte, i int) int {
	const form = "LLLLLLddLddLdddL"
	if len(text)-i < len(form) || goesOn(text, i+len(form)) {
		return 0
	}
	b := text[i : i+len(form)]
	for n := range len(form) {
		if form[n] == 'd' && !isDigit(b[n]) || form[n] == 'L' && !is(b[n], upper) {
			return 0
		}
	}
	if day := value(b[9:11]) % 40; !contains("ABCDEHLMPRST", b[8]) || day < 1 || day > 31 {
		return 0
	}
	sum := 0
	for n, c := range b[:15] {
		at := int(c - 'A')
		if isDigit(c) {
			at = int(c - '0')
		}
		if n%2 == 0 { // odd places, counted from one
			at = oddValues[at]
		}
		sum += at
	}
	if b[15] != byte('A'+sum%26) {
		return 0
	}
	return i + len(form)
}

// oddValues are the values of letters, and of the digits that have the same
// places, where an Italian tax code's odd places hold them.
var oddValues = [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}
