package detect

// The number of digits of a telephone number with its country's code: see
// ITU-T E.164. The shortest in use have eight; they are not told from sums.
const (
	minPhone = 9
	maxPhone = 15
)

// phonePlus finds a telephone number in international form at its +.
func phonePlus(text []byte, _, i int) Finding {
	if wordBefore(text, i) || i+1 == len(text) || text[i+1] == '0' || !isDigit(text[i+1]) {
		return Finding{}
	}
	var d digits
	end := d.dial(text, i+1)
	if d.total < minPhone || d.total > maxPhone || goesOn(text, end) || decimals(text, end) || fictional(d.all[:d.total]) {
		return Finding{}
	}
	return Finding{Phone, i, end}
}

// decimals reports whether text goes on at i with a comma and digits.
func decimals(text []byte, i int) bool {
	return i+1 < len(text) && text[i] == ',' && isDigit(text[i+1])
}

// dial reads the digits of a telephone number from text[i] on into d.all, with
// marks between them and one group in brackets. It returns where they end.
func (d *digits) dial(text []byte, i int) int {
	end, marks, dot := i, 0, false
	for d.total = 0; i < len(text); {
		if isDigit(text[i]) {
			if d.total == maxPhone {
				d.total++
				return i
			}
			d.all[d.total] = text[i]
			d.total++
			i++
			end = i
			continue
		}
		n := i + phoneMark(text[i:])
		if n == i || n == len(text) || !isDigit(text[n]) {
			break
		}
		if text[i] == ' ' && d.total >= minPhone && dateAhead(text, n) {
			break
		}
		marks, dot = marks+1, text[i] == '.'
		i = n
	}
	if marks == 1 && dot { // decimals
		d.total = 0
	}
	return end
}

// phoneMark returns how many bytes at the start of text may stand between two
// groups of a number: one, or two or three with a bracket.
func phoneMark(text []byte) int {
	n := 0
	if contains(" -./", text[0]) {
		n++
	}
	if n < len(text) && (text[n] == '(' || text[n] == ')') {
		if n++; n < len(text) && (text[n] == ' ' || text[n] == '-') && text[n-1] == ')' {
			n++
		}
	}
	return n
}

// dateAhead reports whether a date or time begins at text[i]: what stands
// behind a number in a list or log.
func dateAhead(text []byte, i int) bool {
	end := run(text, i, digit)
	return end-i <= 4 && end+1 < len(text) && contains("-:/", text[end]) && isDigit(text[end+1]) && (end-i == 4 || text[end] == ':')
}

// phoneBracket finds a telephone number whose area code is in brackets.
func phoneBracket(text []byte, _, i int) Finding {
	end := run(text, i+1, digit)
	area := end - i - 1
	if wordBefore(text, i) || area < 2 || area > 5 || end == len(text) || text[end] != ')' {
		return Finding{}
	}
	rest := end + 1
	if rest < len(text) && text[rest] == ' ' {
		rest++
	}
	if rest == len(text) || !isDigit(text[rest]) {
		return Finding{}
	}
	var d digits
	d.read(text, rest)
	groups := 1
	for groups < d.n && int(d.upto[groups]) <= 9 && d.sep[groups] != '/' {
		groups++
	}
	n := int(d.upto[groups-1])
	if groups == 1 && text[i+1] != '0' || n < 6 || n > 9 || area+n < 9 || area+n > 12 || !d.stops(text, groups-1) {
		return Finding{}
	}
	if area == 3 && n == 7 && (text[i+1] < '2' || fictionalLocal(d.all[:7])) {
		return Finding{}
	}
	return Finding{Phone, i, d.end[groups-1]}
}

// phone returns the end of a telephone number in a national form that begins
// at text[i], 0 if none does. Forms without marks are not told from keys.
func phone(text []byte, d *digits) int {
	switch {
	case d.shape("-. ", 3, 0x030304):
		if nanp(d.all[:10]) && d.stops(text, 2) {
			return d.end[2]
		}
	case d.shape("-. ", 4, 0x01030304):
		if d.all[0] == '1' && nanp(d.all[1:11]) && d.stops(text, 3) {
			return d.end[3]
		}
	case d.shape("-. ", 5, 0x0202020202):
		// France: nought, the zone, four pairs.
		if d.all[0] == '0' && d.all[1] != '0' && d.stops(text, 4) {
			return d.end[4]
		}
	case d.all[0] == '0':
		return trunk(text, d)
	}
	return 0
}

// nanp reports whether ten digits are a number of the North American plan that
// someone may have.
func nanp(b []byte) bool {
	return b[0] >= '2' && b[3] >= '2' && !(b[1] == '1' && b[2] == '1') && !fictionalLocal(b[3:])
}

// fictionalLocal reports whether seven digits are 555-0100 to 555-0199, which
// are kept free for fiction.
func fictionalLocal(b []byte) bool { return string(b[:5]) == "55501" }

// fictional reports whether an international number is one for fiction: those
// of North America and, of Ofcom's, 7700 900xxx and 20 7946 0xxx.
func fictional(b []byte) bool {
	switch {
	case b[0] == '1' && len(b) == 11:
		return fictionalLocal(b[4:])
	case b[0] == '4' && b[1] == '4':
		return hasPrefixAt(b, 2, "7700900") || hasPrefixAt(b, 2, "2079460")
	}
	return false
}

// trunk returns the end of a number with an area code that begins with 0, as
// in Germany and Great Britain, or with 00 and a country's code; 0 if it is
// none. The area code stands alone, so dates such as 01-02-2003 are none.
func trunk(text []byte, d *digits) int {
	if d.n < 2 || d.len[0] < 2 || d.len[0] > 6 || d.sep[1] == '.' {
		return 0
	}
	least, most := 9, 12
	if d.all[1] == '0' {
		if d.all[2] == '0' || d.len[0] < 3 {
			return 0
		}
		least, most = 11, 15
	} else if d.len[1] < 3 || d.n == 2 && d.shape("-", 2, 0x0504) { // a ZIP code has the latter
		return 0
	}
	last := 1
	for last+1 < d.n && int(d.upto[last+1]) <= most && d.sep[last+1] != '.' && (d.sep[last+1] != '/' || last == 0) {
		last++
	}
	n := int(d.upto[last])
	if n < least || n > most || !d.stops(text, last) || hasPrefixAt(d.all[:n], 0, "07700900") || hasPrefixAt(d.all[:n], 0, "02079460") {
		return 0
	}
	return d.end[last]
}
