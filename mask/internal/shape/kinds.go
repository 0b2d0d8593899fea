package shape

import "bytes"

// What a value is, as far as a migration may ask: whether it casts to a number,
// a date, an address, or says that there is nothing. A value of a kind becomes
// another of it, and one of none does not become one: it is permuted until it
// is of its kind again, which stays one to one, for a walk along a cycle of a
// permutation meets each of the kind once.
//
//	kind                         the families of kinds, and what tells their tweaks apart
//	kinds                        like, kindOf, step: what all kinds have in common
//	charset                      which characters there are, which spares most looks
//	nothing                      what stays
//	integers, moments, hexes, addresses, codes, quantities, named, runs, hosts, checked
//	                             a kind each, or a few: how they are recognised,
//	                             and the permutation of what is free in them
//	spans                        two values, or one within marks

// mostSteps bounds a walk. It is never reached: a walk ends where it began, and
// the kinds are dense among what step makes of them.
const mostSteps = 1 << 12

// like appends v with letters and digits replaced as Text does, under the blanks
// around it, so that it is of its kind. words says that booleans in words, and words
// that dates and numbers have, stay beside those for nothing.
func (s *Shaper) like(dst, v []byte, words bool) []byte {
	from, to := Trim(v)
	dst = append(dst, v[:from]...)
	n, core := len(dst), v[from:to]
	k := kindOf(core, words)
	switch k & familyMask {
	case list:
		return append(s.list(dst, core, words), v[to:]...)
	case quantity:
		return append(s.quantity(dst, core, words), v[to:]...)
	}
	dst = s.step(dst, core, k)
	for i := 0; i < mostSteps && k != kept && kindOf(dst[n:], words) != k; i++ {
		s.walk = append(s.walk[:0], dst[n:]...)
		dst = s.step(dst[:n], s.walk, k)
	}
	return append(dst, v[to:]...)
}

// Trim returns where v begins and ends without the white space that PostgreSQL's
// types pass over.
func Trim(v []byte) (from, to int) {
	to = len(v)
	for from < to && isBlank(v[from]) {
		from++
	}
	for to > from && isBlank(v[to-1]) {
		to--
	}
	return from, to
}

func isBlank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// kindOf returns the kind of v, which has no blanks around it.
func kindOf(v []byte, words bool) kind {
	switch {
	case len(v) == 0 || isKeptWord(v, words):
		return kept
	case len(v) > longestKind:
		return plain
	case words && len(v) == 3 && nameIn(weekdayNames, v) >= 0:
		return weekday
	}
	set := CharsetOf(v)
	if set.has(hasDigit) && set.has(hasLetter) && set.has(hasBlank|hasDash) && !set.has(hasOther|hasWide) && len(v) <= longestNamed {
		if k := namedKind(v); k != plain {
			return k
		}
	}
	if k := kindOfOne(v, set); k != plain {
		return k
	}
	if set.has(hasSeparator) {
		if k := listKind(v, words); k != plain {
			return k
		}
	}
	if set&(hasDigit|hasWide) != hasDigit {
		return plain
	}
	return plain.of(hasRuns(v))
}

// kindOfOne is kindOf for what is no list and has the characters of the set.
func kindOfOne(v []byte, set Charset) kind {
	c := v[0]
	if IsLetter(c) {
		switch {
		case set.has(hasOther | hasWide):
			return plain
		case set.has(hasSeparator):
			if set.has(hasDigit) && weekdayLen(v) > 0 {
				return spanKind(v)
			}
			return plain
		case !set.has(hasBlank):
			return kindOfLetters(v, set)
		case set.has(hasDigit):
			return kindOfPhrase(v)
		}
		return plain
	}
	switch {
	case c == '[', c == '(':
		return spanKind(v)
	case '0' <= c && c <= '9', c == '-', c == '+', c == '.':
		return kindOfDigits(v, set)
	case set.has(hasOther | hasWide | hasSeparator | hasBlank):
	case c == ':', c == '{', c == '\\', c == '#':
		return firstKind(v, hexKind, inet6Kind)
	}
	return plain
}

// firstKind returns the first kind that is not plain.
func firstKind(v []byte, kinds ...func([]byte) kind) kind {
	for _, of := range kinds {
		if k := of(v); k != plain {
			return k
		}
	}
	return plain
}

// kindOfPhrase is kindOf for what begins with a letter and has blanks and digits.
func kindOfPhrase(v []byte) kind { return firstKind(v, quarterKind, spanKind, codeKind) }

// kindOfLetters is kindOf for what begins with a letter and has no blanks.
func kindOfLetters(v []byte, set Charset) kind {
	if isBelgian(v) {
		return codeKind(v)
	}
	if _, hex := Unhex(v[0]); hex {
		if k := hexKind(v); k != plain {
			return k
		}
		if set.has(hasColon) {
			if k := inet6Kind(v); k != plain {
				return k
			}
		}
	}
	if set.has(hasUnderscore) {
		if k := idKind(v); k != plain {
			return k
		}
	}
	if !set.has(hasDigit) {
		return plain
	}
	if set.has(hasDash) {
		if k := hexIDKind(v); k != plain {
			return k
		}
	}
	if v[0] == 'P' && len(v) > 2 {
		if k := durationKind(v); k != plain {
			return k
		}
	}
	if v[0]|0x20 == 'j' && len(v) > 1 && len(v) <= 8 && DigitsAt(v, 1) == len(v)-1 {
		return julian
	}
	return kindOfReference(v, set)
}

// kindOfReference is kindOfLetters for what numbers one of many.
func kindOfReference(v []byte, set Charset) kind {
	if k := firstKind(v, quarterKind, vinKind, orderKind); k != plain {
		return k
	}
	if set.has(hasDot) && isVersion(v) {
		return spanKind(v)
	}
	return codeKind(v)
}

// kindOfDigits is kindOf for what begins with a digit, a sign or a point.
func kindOfDigits(v []byte, set Charset) kind {
	if !set.has(hasLetter|hasWide) && IsNobodys(v) {
		return kept
	}
	if set.has(hasSeparator) {
		return spanKind(v)
	}
	if !set.has(hasDot|hasColon|hasOther|hasWide) && mayCheck(v, set) {
		if k := checkedKind(v); k != plain {
			return k
		}
	}
	if n, ok := ScanNumber(v); ok && n == len(v) {
		return numberKind(v)
	}
	if set.has(hasLetter|hasOther|hasWide) && (set.has(hasColon|hasOther|hasWide) || endsInUnit(v) || isTimes(v, DigitsAt(v, 0))) { // or in a time of day
		if k := quantityKind(v); k != plain {
			return k
		}
		if set.has(hasOther | hasWide) {
			return spanKind(v)
		}
	}
	if c := v[0]; c < '0' || c > '9' {
		return plain
	}
	if set.has(hasDash | hasDot | hasColon) {
		if k := momentKind(v); k != plain {
			return k
		}
	}
	if k := kindOfNumbers(v, set); k != plain {
		return k
	}
	if set.has(hasDash | hasBlank | hasDot) {
		return spanKind(v)
	}
	return plain
}

// kindOfNumbers is kindOf for what begins with a digit and is neither a number nor a
// date.
func kindOfNumbers(v []byte, set Charset) kind {
	if set.has(hasBlank) {
		return plain
	}
	if set.has(hasDot) {
		if k := inet4Kind(v); k != plain {
			return k
		}
	}
	if set.has(hasColon) {
		return firstKind(v, hexKind, inet6Kind)
	}
	return firstKind(v, hexKind, vinKind, orderKind)
}

// longestPhrase is beyond what no value of a kind is that has blanks within: a date
// with all its words is not so long. What is, and has them, is prose.
const longestPhrase = 48

// IsKind reports whether v, without the blanks around it, is of a kind, or one short
// word with digits: whether it casts to another type than text, nearly does, is a
// code, or says that there is nothing.
func IsKind(v []byte) bool {
	from, to := Trim(v)
	if n := to - from; n > longestKind || n > longestPhrase && bytes.IndexByte(v[from:to], ' ') >= 0 {
		return false
	}
	k := kindOf(v[from:to], true)
	return !k.isWords() || k&familyMask == plain && k.keeps() == 1 && !CharsetOf(v[from:to]).has(hasBlank)
}

// IsHost reports whether v as a whole has the form of a host of two labels or more,
// and is of no kind.
func IsHost(v []byte) bool {
	if !isHostForm(v) {
		return false
	}
	lo, hi := labelOf(v, 0, len(v))
	return lo >= 0 && hi == len(v) && kindOf(v, true)&familyMask == plain
}

// IsReference reports whether v, one word, is an address or tells one of many: an
// identifier, a code, a long hexadecimal.
func IsReference(v []byte) bool {
	if len(v) == 0 || len(v) > longestKind {
		return false
	}
	switch k := kindOf(v, true); k & familyMask {
	case inet4, inet6, hexed, id, order, code:
		return true
	}
	return false
}

// listKind returns the kind of a list with separators whose elements are all of some
// kind, or words.
func listKind(v []byte, words bool) kind {
	h, n, worded := hashCode, 0, uint32(0)
	for from := 0; from <= len(v); n++ {
		to := End(v, from, separators)
		if to == len(v) && n == 0 {
			return plain
		}
		a, b := Trim(v[from:to])
		if a == b {
			return plain
		}
		k := kept
		if e := v[from+a : from+b]; !isKeptWord(e, words) {
			set := CharsetOf(e)
			if k = kindOfOne(e, set); k&familyMask == plain {
				if worded = listWorded; !set.isWord() && !isDotted(e, set) {
					return plain
				}
			}
		}
		h = h.With(uint64(k))
		from = to + 1
	}
	return list.of(uint32(h>>32)>>familyBits&^listWorded | worded)
}

// isDotted reports whether v, an element of a list, is a code with a dot: J45.0.
func isDotted(v []byte, set Charset) bool {
	return set&^(hasDigit|hasLetter|hasDot) == 0 && IsLetter(v[0]) && set.has(hasDigit) && isDigit(v[len(v)-1])
}

// list permutes the elements of a list.
func (s *Shaper) list(dst, v []byte, words bool) []byte {
	for {
		n := End(v, 0, separators)
		dst = s.like(dst, v[:n], words)
		if n == len(v) {
			return dst
		}
		dst, v = append(dst, v[n]), v[n+1:]
	}
}

// step permutes the values of a kind, or of more.
func (s *Shaper) step(dst, v []byte, k kind) []byte {
	switch k & familyMask {
	case kept:
		return append(dst, v...)
	case integer:
		return s.integer(dst, v, k)
	case julian:
		return s.integer(append(dst, v[0]), v[1:], integer)
	case decimal:
		return s.decimal(dst, v)
	case moments:
		return s.moment(dst, v, k)
	case months:
		return s.month(dst, v, k)
	case monthly:
		return s.monthly(dst, v)
	case hexed:
		return s.hexed(dst, v, k)
	case inet4:
		return s.inet4(dst, v, k)
	case inet6:
		return s.inet6(dst, v)
	case id:
		return s.id(dst, v, k)
	case order:
		return s.order(dst, v, k)
	case code:
		return s.code(dst, v, k)
	case span:
		return s.span(dst, v)
	case checked:
		return s.checkedDigits(dst, v)
	case vin:
		return s.vin(dst, v, k)
	case bitted:
		return s.bits(dst, v)
	case weekday:
		return s.weekday(dst, v)
	}
	return s.hosted(dst, v, k.keeps() == 1)
}
