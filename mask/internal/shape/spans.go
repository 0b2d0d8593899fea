package shape

import "bytes"

// Two values of a kind in one: what is from one to the other (08:00-16:30,
// [2024-01-01,2024-02-01), 18-40, 3-8 °C), a pair of numbers (120/80). Both are
// masked as they are alone, again until they are in the order that they were in: so a
// range casts to one. And one value behind a word that stays: Mon 5:53 pm, v1.2.3.

// A frame is where the values are.
type frame struct {
	from, end int // of the first
	next, to  int // of the second; both 0: there is none
}

const (
	mostOrdered = 6 // digits of whole numbers that are in an order
	mostApart   = 3 // where one has more than the other
)

// spanKind returns the kind of what readFrame reads.
func spanKind(v []byte) kind {
	f, ok := readFrame(v)
	if !ok {
		return plain
	}
	h := hashSpan.Text(v[:f.from])
	a := partKind(v[f.from:f.end])
	if f.to == 0 {
		if a&familyMask == span || a&familyMask == quantity || a&familyMask == list {
			return plain
		}
		return span.of(uint32(h.With(uint64(a)).Text(v[f.end:])>>32) >> familyBits)
	}
	first, second := v[f.from:f.end], v[f.next:f.to]
	b := partKind(second)
	h = h.With(uint64(a)).With(uint64(b)).Text(v[f.end:f.next]).Text(v[f.to:])
	switch {
	case isFigure(a) && isFigure(b):
		h = h.With(uint64(1 + Compare(first, second)))
	case isMoment(first) && isMoment(second): // 00:00 is kept as well
		c, alike := compareMoments(first, second)
		if !alike {
			return plain
		}
		h = h.With(uint64(1 + c))
		if isZone(v[f.end:]) { // 08:00-12:00 is a time of day with its zone, too
			h = h.With(1)
		}
	default:
		return plain
	}
	return span.of(uint32(h>>32) >> familyBits)
}

// partKind returns the kind of a value in a frame.
func partKind(v []byte) kind {
	if len(v) == 0 {
		return plain
	}
	set := CharsetOf(v)
	if k := kindOfOne(v, set); k != plain {
		return k
	}
	return plain.of(hasRuns(v))
}

// isFigure reports whether values of k are numbers.
func isFigure(k kind) bool {
	switch k & familyMask {
	case integer, decimal, kept, bitted, checked:
		return true
	}
	return false
}

func isMoment(v []byte) bool { return isDigit(v[0]) && momentKind(v)&familyMask == moments }

// readFrame finds the values of a span.
func readFrame(v []byte) (f frame, ok bool) {
	f.end = len(v)
	switch c := v[0]; {
	case c == '[' || c == '(':
		if last := v[len(v)-1]; last != ']' && last != ')' {
			return f, false
		}
		f.from, f.end = 1, len(v)-1
		return f, f.splitRange(v)
	case IsLetter(c):
		if isVersion(v) {
			f.from = 1
			return f, true
		}
		if f.from = dayNameLen(v); f.from == 0 || f.from == len(v) || !isDigit(v[f.from]) {
			return f, false
		}
		if isMoment(v[f.from:]) {
			return f, true
		}
		return f, f.split(v) && isMoment(v[f.from:f.end])
	case isDigit(c):
		return f, f.split(v)
	}
	return f, false
}

// isVersion reports whether v is a version behind its letter: v1.2.3.
func isVersion(v []byte) bool {
	n := DigitsAt(v, 1)
	return v[0]|0x20 == 'v' && n > 0 && len(v) > n+2 && v[n+1] == '.' && isDigit(v[n+2])
}

// dayNameLen returns the length of a weekday that v begins with and the blank, or
// comma and blank, behind it; or 0.
func dayNameLen(v []byte) int {
	n := weekdayLen(v)
	if i := bytes.IndexByte(v[:min(len(v), len("wednesday")+1)], ' '); n == 0 && i == 3 && nameIn(weekdayNames, v[:i]) >= 0 {
		n = i + 1
	}
	return n
}

// splitRange finds the values of a range of PostgreSQL, the second of which may be
// missing.
func (f *frame) splitRange(v []byte) bool {
	i := bytes.IndexByte(v, ',')
	if i < 0 || bytes.IndexByte(v[i+1:], ',') >= 0 {
		return false
	}
	f.next, f.to, f.end = i+1, f.end, i
	if f.next < f.to && v[f.next] == ' ' {
		f.next++
	}
	f.from, f.end = unquote(v, f.from, f.end)
	f.next, f.to = unquote(v, f.next, f.to)
	if f.from >= f.end {
		return false
	}
	if f.next >= f.to {
		f.next, f.to = 0, 0
		return isOrdered(v[f.from:f.end], true)
	}
	return isOrdered(v[f.from:f.end], true) && isOrdered(v[f.next:f.to], true)
}

// unquote leaves quotes out.
func unquote(v []byte, from, to int) (int, int) {
	if to-from > 1 && v[from] == '"' && v[to-1] == '"' {
		return from + 1, to - 1
	}
	return from, to
}

// split finds two values, of which a mark is in between and perhaps a unit behind.
func (f *frame) split(v []byte) bool {
	body := v[f.from:f.end]
	i, n := markBetween(body)
	if i <= 0 || i+n >= len(body) {
		return false
	}
	f.end, f.next, f.to = f.from+i, f.from+i+n, f.end
	first, second := v[f.from:f.end], v[f.next:f.to]
	if !isDigit(second[0]) || !isOrdered(first, false) {
		return false
	}
	if digits, ok := ScanNumber(second); ok && digits < len(second) {
		from := digits + unitLen(second[digits:])
		unit := bytes.TrimPrefix(second[digits:from], []byte(" "))
		if from == len(second) && isUnit(unit, second[digits] == ' ') {
			f.to = f.next + digits
			second = second[:digits]
		}
	}
	if !isOrdered(second, false) {
		return false
	}
	a, b := DigitsAt(first, 0), DigitsAt(second, 0)
	return a < len(first) || b < len(second) || a == b || max(a, b) <= mostApart // else it is one number in two runs
}

// markBetween returns where the mark between two values is, and how long it is.
func markBetween(v []byte) (at, n int) {
	for _, sep := range [...]string{" - ", " to ", ".."} {
		if i := bytes.Index(v, []byte(sep)); i > 0 {
			return i, len(sep)
		}
	}
	for _, sep := range [...]byte{'-', '/'} {
		if i := bytes.IndexByte(v, sep); i > 0 && bytes.IndexByte(v[i+1:], sep) < 0 {
			return i, 1
		}
	}
	if i := (len(v) - 1) / 2; len(v)&1 == 1 && isDateMark(v[i]) && v[i] != '.' {
		return i, 1
	}
	return -1, 0
}

// isOrdered reports whether v may be one of two values that are in an order: a number
// without more zeros before it than one, a date, a time of day. Where it is in
// brackets it may have a sign and be longer.
func isOrdered(v []byte, signed bool) bool {
	i := 0
	if signed && v[0] == '-' {
		i = 1
	}
	if n, ok := ScanNumber(v[i:]); ok && n == len(v)-i {
		digits := DigitsAt(v, i)
		switch {
		case v[i] == '+' || v[i] == '-' || digits == 0 || Mantissa(v) < len(v) || v[len(v)-1] == '.':
			return false
		case digits > 1 && v[i] == '0':
			return false
		}
		return signed || digits <= mostOrdered
	}
	return isMoment(v)
}

// compareMoments compares two dates or times of day. It is false for a date and a
// time of day.
func compareMoments(a, b []byte) (c int, ok bool) {
	x, _ := readMoment(a)
	y, _ := readMoment(b)
	if x.form&3 != y.form&3 || (x.hourLen == 0) != (y.hourLen == 0) {
		return 0, false
	}
	dayFirst := x.form&y.form&asMonth == 0 || a[x.firstLen] == '.'
	if c := x.day64(a, dayFirst) - y.day64(b, dayFirst); c != 0 {
		return signOf(c), true
	}
	if x.hourLen == 0 {
		return 0, true
	}
	if c := x.minutes(a) - y.minutes(b); c != 0 {
		return signOf(int64(c)), true
	}
	return bytes.Compare(a[x.hour+x.hourLen+3:], b[y.hour+y.hourLen+3:]), true
}

func signOf(n int64) int {
	if n < 0 {
		return -1
	}
	return 1
}

// day64 returns a number that is greater for later days.
func (m *moment) day64(v []byte, dayFirst bool) int64 {
	month, day := m.month, m.day
	if m.form&yearLast != 0 {
		month, day = shortUint(v, m.first, m.firstLen), shortUint(v, m.second, m.secLen)
		if dayFirst {
			month, day = day, month
		}
	}
	return m.year*1000 + int64(month)*40 + int64(day)
}

// minutes returns the minute of the day.
func (m *moment) minutes(v []byte) int {
	h := hoursOf(v, m)
	if m.half != 0 {
		if h %= 12; m.half == 'p' {
			h += 12
		}
	}
	return 60*h + two(v[m.hour+m.hourLen+1:])
}

// span permutes the values of a span by themselves.
func (s *Shaper) span(dst, v []byte) []byte {
	f, _ := readFrame(v)
	s.framed = append(s.framed[:0], v...) // like walks on what v may be
	v = s.framed
	dst = append(dst, v[:f.from]...)
	dst = s.like(dst, v[f.from:f.end], true)
	if f.to == 0 {
		return append(dst, v[f.end:]...)
	}
	dst = append(dst, v[f.end:f.next]...)
	dst = s.like(dst, v[f.next:f.to], true)
	return append(dst, v[f.to:]...)
}
