package shape

import (
	"bytes"
	"strings"
)

// Identifiers that say something by their form: those that third parties give
// out (cus_…, pi_…), whose prefix says what they are of, order numbers with
// the year they were made in, and codes whose letters say what they number.

// knownPrefixes are those of identifiers that are common; a body of three
// characters is enough behind them, as cus_test and pi_123 have it.
// Behind any other word stands a person's, as gwen_5278e405b4, as often as a program's.
const knownPrefixes = " acct ba bat btok card cbtxn ch cn cs cus dp evt fee fr gid ii in ip iauth ich link mandate mbur or pi plan " +
	"pm po prc prd price prod promo prv py pyr qt rcpt re req rp sa seti setatt si sku src sub sub_sched ta tok tr trr txcd txi txn txr we whsec xai file usr org msg " +
	"account app asst batch build call cart chat chatcmpl client comment conv cust customer deploy device doc event hash hook id image img inv invoice item job key log media " +
	"node order pay payment post prj project ref resp run sess session sid span step task team thread thumb thumbnail token trace tx uid upload user video vs webhook "

// What the kind of an identifier keeps: how long its prefix is, and this.
const (
	idLength   = 0xf
	idHex      = 1 << 4 // its body is hexadecimal
	idNamed    = 1 << 5 // its prefix is an application's
	leastIDHex = 10     // how many digits such a body has at least
)

// idKind returns the kind of an identifier: small letters, "_", and letters and
// digits that are no word.
func idKind(v []byte) kind {
	n := bytes.IndexByte(v[:min(len(v), 14)], '_')
	if n < 2 || n > 12 {
		return plain
	}
	for _, c := range v[:n] {
		if !IsSmall(c) {
			return plain
		}
	}
	digits, small, capital, turns, beyond := 0, 0, 0, 0, 0
	for i, c := range v[n+1:] {
		if c > 'f' {
			beyond++
		}
		switch {
		case '0' <= c && c <= '9':
			digits++
			if next := n + 2 + i; next < len(v) && IsLetter(v[next]) {
				turns++ // not only a number behind a name
			}
		case IsSmall(c):
			small++
		case IsCapital(c):
			capital++
		default:
			return plain
		}
	}
	body, what := digits+small+capital, prefixKept(v[:n])
	if beyond+capital == 0 && digits > 0 && small > 0 && body >= leastIDHex {
		what |= idHex
	}
	switch {
	case body < 3:
		return plain
	case what&(idNamed|idHex) != 0:
		return id.of(what)
	case body < 8 || small+capital == 0:
		return plain
	case digits > 0 && body >= 10 && turns > 0 && (small > 0 && capital > 0 || body >= 20):
		return id.of(what)
	}
	return plain
}

// hexIDKind returns the kind of an identifier of small letters, "-" and a long
// hexadecimal.
func hexIDKind(v []byte) kind {
	n := bytes.IndexByte(v[:min(len(v), 14)], '-')
	if n < 2 || len(v) < n+1+leastIDHex {
		return plain
	}
	for _, c := range v[:n] {
		if !IsSmall(c) {
			return plain
		}
	}
	digits := 0
	for _, c := range v[n+1:] {
		if x, ok := Unhex(c); !ok || IsCapital(c) {
			return plain
		} else if x < 10 {
			digits++
		}
	}
	if digits == 0 || digits == len(v)-n-1 {
		return plain
	}
	return id.of(prefixKept(v[:n]) | idHex)
}

// prefixKept returns what the kind of an identifier keeps of its prefix.
func prefixKept(prefix []byte) uint32 {
	what := uint32(len(prefix))
	if isKnownPrefix(prefix) {
		what |= idNamed
	}
	return what
}

// isKnownPrefix reports whether v is among knownPrefixes.
func isKnownPrefix(v []byte) bool {
	for i := 0; i+len(v)+1 < len(knownPrefixes); i++ {
		if knownPrefixes[i] == ' ' && knownPrefixes[i+1+len(v)] == ' ' && knownPrefixes[i+1:i+1+len(v)] == string(v) {
			return true
		}
	}
	return false
}

// id permutes identifiers of one prefix, and the prefix, unless it is an application's.
func (s *Shaper) id(dst, v []byte, k kind) []byte {
	n := k.keeps()&idLength + 1
	dst = append(s.prefix(dst, v[:n-1], k.keeps()&idNamed != 0), v[n-1])
	tweak := uint64(hashCode.Text(v[:n]))
	if k.keeps()&idHex == 0 {
		return s.Tweaked(dst, v[n:], tweak)
	}
	at := len(dst)
	dst = append(dst, v[n:]...)
	s.permuteHex(dst[at:], tweak, false)
	return dst
}

// What the kind of an order number keeps: where its year is, and whether month
// and day follow.
const (
	orderDay   = 1
	orderShift = 1
	orderAt    = 0xf    // up to 9
	orderNamed = 1 << 5 // its prefix is an application's
)

// orderKind returns the kind of an order number: letters, a year or a date, and
// more, with marks but without blanks between them.
func orderKind(v []byte) kind {
	if len(v) > 32 {
		return plain
	}
	i := 0
	for i < len(v) && IsLetter(v[i]) {
		i++
	}
	if i > 8 || i == len(v) {
		return plain
	}
	if isOrderMark(v[i]) {
		i++
	}
	n := DigitsAt(v, i)
	what := uint32(i) << orderShift
	switch {
	case (n != 4 && n != 8) || !plausibleYear(v[i:]) || i+n == len(v) && n == 4:
		return plain
	case n == 8:
		if i == 0 && len(v) == 8 || dateDigits(v[i:i+8]) == 0 {
			return plain
		}
		what |= orderDay
	case !isOrderMark(v[i+4]):
		return plain
	}
	digits := 0
	for _, c := range v[i+n:] {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case !IsLetter(c) && !isOrderMark(c):
			return plain
		}
	}
	if n == 4 && digits < 2 {
		return plain
	}
	if isNumbering(v[:prefix(v)]) {
		what |= orderNamed
	}
	return order.of(what)
}

func isOrderMark(c byte) bool { return c == '-' || c == '_' || c == '/' || c == '.' || c == '#' }

// order permutes order numbers of one year.
func (s *Shaper) order(dst, v []byte, k kind) []byte {
	at := int(k.keeps()>>orderShift) & orderAt
	n := 4
	if k.keeps()&orderDay != 0 {
		n = 8
	}
	h := hashOrder // of all years alike: a number that none shares with another is unique alone, too
	if n == 8 {
		h = hashCode.Text(v[at : at+n])
	}
	s.hold = append(s.hold[:0], v...)
	for i := at; i < at+n; i++ {
		s.hold[i] = '-'
	}
	letters := prefix(v)
	from := len(dst)
	dst = s.prefix(dst, v[:letters], k.keeps()&orderNamed != 0)
	dst = s.Tweaked(dst, s.hold[letters:], uint64(h))
	if n == 8 {
		s.day8(dst[:from+at], v[at:at+8])
	} else {
		copy(dst[from+at:], v[at:at+4])
	}
	return dst
}

// How many letters a code begins with at most, where a mark follows and where a
// digit does: more are somebody's name.
const (
	longestMarked = 4
	longestPrefix = 3
)

// codeNamed is in the kind of a code whose prefix is an application's.
const codeNamed = 1 << 3

// codeHolds is in the kind of a VAT number that holds its check, and codeDutch of one
// that ends as those of the Netherlands do.
const (
	codeHolds = 1 << 4
	codeDutch = 1 << 5
)

// numbering are prefixes by which applications say what they number. They are
// no part of what somebody is called.
const numbering = " acc acct ar art bk bkg case cn con ctr cus cust dn doc emp inc inv item job lic lot mrn ord pat pay pmt po prd prod " +
	"qt quo ref req res rma rx ser ship shp sku so tck tic tkt trx tx txn wo "

// isNumbering reports whether v is among them, in any case.
func isNumbering(v []byte) bool {
	if len(v) < 2 || len(v) > longestMarked {
		return false
	}
	low := [longestMarked + 2]byte{0: ' '}
	for i, c := range v {
		low[i+1] = Lower(c)
	}
	low[len(v)+1] = ' '
	return strings.Contains(numbering, string(low[:len(v)+2]))
}

// taxNumbers are the beginnings of VAT numbers, and how many digits follow.
const taxNumbers = " atu8 be10 bg9 bg10 cz8 cz9 cz10 de9 dk8 ee9 el9 fi8 fr11 gb9 gb12 hr11 hu8 it11 lt9 lt12 lu8 lv11 mt8 pl10 pt9 ro10 se12 si8 sk10 xi9 "

// isTaxNumber reports whether a VAT number begins with v, in any case, and has so many
// digits: the country may be told, and what it checks stays.
func isTaxNumber(v []byte, digits int) bool {
	if len(v) < 2 || len(v) > longestPrefix || digits < 8 || digits > 12 {
		return false
	}
	low := [longestPrefix + 4]byte{0: ' '}
	n := 1
	for _, c := range v {
		low[n] = Lower(c)
		n++
	}
	if digits >= 10 {
		low[n] = '1'
		n++
	}
	low[n], low[n+1] = '0'+byte(digits%10), ' '
	return strings.Contains(taxNumbers, string(low[:n+2]))
}

// prefix returns how many letters v begins with.
func prefix(v []byte) int {
	n := 0
	for n < len(v) && IsLetter(v[n]) {
		n++
	}
	return n
}

// prefix permutes the letters before a number, unless they are an application's:
// what is numbered alike stays so.
func (s *Shaper) prefix(dst, v []byte, named bool) []byte {
	if named {
		return append(dst, v...)
	}
	return s.Tweaked(dst, v, uint64(hashPrefix.With(uint64(len(v)))))
}

// codeKind returns the kind of a code: a few letters, and digits, perhaps with
// a mark between them, behind which letters and marks may follow. Dots and low
// lines are the marks of users' names.
func codeKind(v []byte) kind {
	n := prefix(v)
	if n == 0 || n > longestMarked || n == len(v) || len(v) > longestCode {
		return plain
	}
	marked, from, digits := isCodeMark(v[n]), n, 0
	if marked {
		from++
	}
	if rest := v[from:]; n == 2 && len(rest) == 12 && rest[9]|0x20 == 'b' && DigitsAt(rest, 0) == 9 && DigitsAt(rest, 10) == 2 && isNetherlands(v) {
		return code.of(uint32(n) | codeNamed | codeDutch | holds(v[:n], rest[:9]))
	}
	if marked && DigitsAt(v, from) == 0 || !marked && n > longestPrefix {
		return plain
	}
	for _, c := range v[from:] {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case !marked || !IsLetter(c) && !isOrderMark(c):
			return plain
		}
	}
	if digits < 3 && (digits == 0 || n < 2 || !marked || v[n] == ' ') {
		return plain
	}
	if digits == len(v)-from && isTaxNumber(v[:n], digits) {
		return code.of(uint32(n) | codeNamed | holds(v[:n], v[from:]))
	}
	if isNumbering(v[:n]) {
		return code.of(uint32(n) | codeNamed)
	}
	return code.of(uint32(n))
}

// isBelgian reports whether v is a VAT number of Belgium, which is hexadecimal, too.
func isBelgian(v []byte) bool {
	return len(v) == 12 && v[0]|0x20 == 'b' && v[1]|0x20 == 'e' && DigitsAt(v, 2) == 10
}

func isNetherlands(v []byte) bool { return v[0]|0x20 == 'n' && v[1]|0x20 == 'l' }

// holds is codeHolds where the digits of a VAT number hold its check, and else 0.
func holds(country, digits []byte) uint32 {
	if holdsTaxCheck(country, digits) {
		return codeHolds
	}
	return 0
}

// isCodeMark reports whether c may stand between the letters and the number.
func isCodeMark(c byte) bool { return c == '-' || c == '/' || c == '#' || c == ' ' }

// code permutes codes, the prefix and the rest by themselves, so that it is the
// same without the mark. Numbers in it have as many leading zeros as before.
func (s *Shaper) code(dst, v []byte, k kind) []byte {
	n := int(k.keeps() & (codeNamed - 1))
	country := v[:n]
	dst = s.prefix(dst, country, k.keeps()&codeNamed != 0)
	if isCodeMark(v[n]) {
		dst = append(dst, v[n])
		n++
	}
	number, end := v[n:], []byte(nil)
	if k.keeps()&codeDutch != 0 {
		number, end = number[:9], number[9:]
	}
	if k.keeps()&codeHolds != 0 {
		dst = s.taxNumber(dst, country, number)
	} else {
		dst = s.runs(dst, number, uint64(hashCode))
	}
	if len(end) == 0 {
		return dst
	}
	return s.runs(append(dst, end[0]), end[1:], uint64(hashCode.With(1)))
}
