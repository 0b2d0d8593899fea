package shape

import (
	"bytes"
	"strings"
)

// Dates and times of day in text. A date becomes another of its year, the same
// in all ways of writing it; a time of day another one. Days that stand for no
// day, and midnight, stay.

// A moment is a date, a time of day, or both, as it is read.
type moment struct {
	year             int64
	month, day       int
	first, second    int // offsets of month and day, or of day and month
	firstLen, secLen int // how long they are
	yearAt           int
	form             uint32 // of momentForms; 0: no date
	hour             int    // offset of the hour
	hourLen          int    // 0: no time of day
	fraction         int    // offset of what comes after HH:MM or HH:MM:SS
	seconds          bool
	half             byte // a or p, where the hour is of half a day
}

// The ways of writing a date, and what else the kind keeps.
const (
	yearFirst = 1
	yearLast  = 2
	asMonth   = 1 << 2 // PostgreSQL can take the first number for the month
	asDay     = 1 << 3 // or for the day
	// Above them are the lengths of both numbers.
	clockOnly = 1 << 8
	halfDay   = 1 << 9  // the hour is of half a day
	hoursOnly = 1 << 10 // and of any number of days
)

// momentKind returns the kind of a date or time of day.
func momentKind(v []byte) kind {
	if len(v) == 5 || len(v) == 7 || len(v) == 8 {
		if k, ok := monthsKind(v); ok {
			return k
		}
	}
	m, ok := readMoment(v)
	if !ok {
		return plain
	}
	what := m.form | uint32(m.firstLen)<<4 | uint32(m.secLen)<<6
	if m.half != 0 {
		what |= halfDay
	}
	switch {
	case m.form != 0:
	case hoursOf(v, &m) > 23:
		what |= hoursOnly
	default:
		what |= clockOnly
	}
	return moments.of(what)
}

// readMoment reads a date, a time of day, or both.
func readMoment(v []byte) (m moment, ok bool) {
	i := 0
	switch n := DigitsAt(v, 0); {
	case n == 4 && len(v) >= 8:
		i, ok = m.readYearFirst(v)
	case n >= 1 && n <= 3 && len(v) > n && v[n] == ':':
		return m, n <= 2 && m.readClock(v, 0) && !m.isSpan(v) || m.readHours(v)
	case n == 1 || n == 2:
		i, ok = m.readYearLast(v)
	}
	if !ok || i == len(v) {
		return m, ok
	}
	if v[i] != ' ' && v[i]|0x20 != 't' {
		return m, false
	}
	return m, m.readClock(v, i+1)
}

// isSpan reports whether what is behind a time of day is another one rather than its
// zone: 08:00-12:00.
func (m *moment) isSpan(v []byte) bool {
	return !m.seconds && m.half == 0 && len(v) == m.fraction+6 && v[m.fraction] == '-'
}

// readYearFirst reads YYYY-MM-DD, and returns where it ends.
func (m *moment) readYearFirst(v []byte) (end int, ok bool) {
	sep := v[4]
	y, _ := ParseUint(v[:4])
	m.year, m.form, m.first = int64(y), yearFirst, 5
	m.firstLen = DigitsAt(v, 5)
	m.second = 6 + m.firstLen
	if !isDateMark(sep) || m.firstLen > 2 || m.second >= len(v) || v[m.second-1] != sep {
		return 0, false
	}
	m.secLen = DigitsAt(v, m.second)
	m.month, m.day = shortUint(v, m.first, m.firstLen), shortUint(v, m.second, m.secLen)
	return m.second + m.secLen, m.secLen <= 2 && isDate(m.year, m.month, m.day)
}

// readYearLast reads MM/DD/YYYY, MM/DD/YY or the day first, and returns where it
// ends.
func (m *moment) readYearLast(v []byte) (end int, ok bool) {
	m.firstLen = DigitsAt(v, 0)
	m.second = m.firstLen + 1
	if m.second >= len(v) || !isDateMark(v[m.firstLen]) {
		return 0, false
	}
	m.secLen = DigitsAt(v, m.second)
	m.yearAt = m.second + m.secLen + 1
	if m.secLen < 1 || m.secLen > 2 || m.yearAt >= len(v) || v[m.yearAt-1] != v[m.firstLen] {
		return 0, false
	}
	n := DigitsAt(v, m.yearAt)
	if n != 4 && (n != 2 || v[m.firstLen] == '.' && (m.firstLen < 2 || m.secLen < 2)) { // 1.2.34 is a version
		return 0, false
	}
	y, _ := ParseUint(v[m.yearAt : m.yearAt+n])
	m.year = int64(y)
	if n == 2 {
		m.year = shortYear(y)
	}
	a, b := shortUint(v, 0, m.firstLen), shortUint(v, m.second, m.secLen)
	m.form = yearLast
	if isDate(m.year, b, a) {
		m.form |= asDay
		m.month, m.day = b, a
	}
	if isDate(m.year, a, b) {
		m.form |= asMonth
		m.month, m.day = a, b
	}
	return m.yearAt + n, m.form != yearLast
}

// shortYear returns the year of two digits: those below 70 are of this century.
func shortYear(y uint64) int64 {
	if y < 70 {
		y += 100
	}
	return int64(y) + 1900
}

// readClock reads HH:MM, HH:MM:SS or HH:MM:SS.ffffff at i, and a time zone.
func (m *moment) readClock(v []byte, i int) bool {
	m.hour, m.hourLen = i, DigitsAt(v, i)
	if m.hourLen < 1 || m.hourLen > 2 || shortUint(v, m.hour, m.hourLen) > 23 || !m.readMinutes(v, i+m.hourLen) {
		return false
	}
	i = m.fraction
	if m.seconds && i < len(v) && v[i] == '.' {
		i += 1 + DigitsAt(v, i+1)
	}
	if n := halfLen(v[i:]); n > 0 {
		h := shortUint(v, m.hour, m.hourLen)
		m.half = v[i+n-2] | 0x20
		return h <= 12 && isZone(v[i+n:])
	}
	return isZone(v[i:])
}

// halfLen returns the length of am or pm, and of the blank before, that v begins
// with, or 0.
func halfLen(v []byte) int {
	n := 0
	if len(v) > 0 && v[0] == ' ' {
		n = 1
	}
	if len(v) < n+2 || v[n]|0x20 != 'a' && v[n]|0x20 != 'p' || v[n+1]|0x20 != 'm' {
		return 0
	}
	return n + 2
}

// readHours reads hours beyond a day, as intervals have them: 36:00, 100:30:00.
func (m *moment) readHours(v []byte) bool {
	*m = moment{hourLen: DigitsAt(v, 0)}
	return hoursOf(v, m) >= 24 && v[0] != '0' && m.readMinutes(v, m.hourLen) && m.fraction == len(v)
}

// readMinutes reads :MM or :MM:SS at i.
func (m *moment) readMinutes(v []byte, i int) bool {
	ok := isSixtieth(v, i)
	m.fraction = i + 3
	if m.seconds = ok && m.fraction < len(v) && v[m.fraction] == ':'; m.seconds {
		ok = isSixtieth(v, m.fraction)
		m.fraction += 3
	}
	return ok
}

// isSixtieth reports whether v has minutes or seconds at i, with the colon before.
func isSixtieth(v []byte, i int) bool {
	return i < len(v) && v[i] == ':' && DigitsAt(v, i+1) == 2 && two(v[i+1:]) < 60
}

// hoursOf returns the hours of a time of day, or beyond one.
func hoursOf(v []byte, m *moment) int {
	h, _ := ParseUint(v[m.hour : m.hour+m.hourLen])
	return int(h)
}

// hours returns the hour among those that stand for each other, and how many they
// are: none gets a zero before it in a clock of half a day, or more digits.
func (m *moment) hours(v []byte) (h, n int) {
	switch h = hoursOf(v, m); {
	case m.hourLen == 3:
		return h - 100, 900
	case h > 23:
		return h - 24, 100 - 24
	case m.staysInHalf():
		return h % 12, 12 // its half of the day stays, so that what opens before it closes still does
	case m.half == 0 && m.hourLen == 2:
		return h, 24
	case m.half == 0:
		return h, 10
	case h == 0:
		return 0, 1
	case h > 9:
		return (h - 9) % 3, 3 // 12, which may be midnight, is 0
	}
	return h - 1, 9
}

// staysInHalf reports whether the hour is one of 24, which stays in its half of the day.
func (m *moment) staysInHalf() bool { return m.half == 0 && m.hourLen == 2 && m.form == 0 }

// hourAt is the inverse of hours for a moment of the form.
func (m *moment) hourAt(v []byte, n int) int {
	switch h := hoursOf(v, m); {
	case m.hourLen == 3:
		return n + 100
	case h > 23:
		return n + 24
	case m.staysInHalf():
		return h/12*12 + n
	case m.half == 0 || h == 0:
		return n
	case h > 9 && n == 0:
		return 12
	case h > 9:
		return n + 9
	}
	return n + 1
}

// isZone reports whether v is a time zone behind a time of day, or nothing.
func isZone(v []byte) bool {
	if len(v) > 0 && v[0] == ' ' {
		v = v[1:]
	}
	switch len(v) {
	case 0:
		return true
	case 1:
		return v[0]|0x20 == 'z'
	case 3:
		if v[0]|0x20 == 'u' {
			return v[1]|0x20 == 't' && v[2]|0x20 == 'c'
		}
	}
	if IsCapital(v[0]) {
		return isRegion(v)
	}
	if v[0] != '+' && v[0] != '-' || DigitsAt(v, 1) < 2 {
		return false
	}
	switch {
	case two(v[1:]) > 15:
		return false
	case len(v) == 3:
		return true
	case len(v) == 5:
		return DigitsAt(v, 3) == 2 && two(v[3:]) < 60
	}
	return len(v) == 6 && v[3] == ':' && DigitsAt(v, 4) == 2 && two(v[4:]) < 60
}

// regions are what names of time zones begin with.
const regions = " Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific "

// isRegion reports whether v is a time zone by its name: Europe/Berlin.
func isRegion(v []byte) bool {
	i := bytes.IndexByte(v, '/')
	if i < 4 || i > 10 || len(v) > 32 || !strings.Contains(regions, " "+string(v[:i])+" ") {
		return false
	}
	for _, c := range v[i+1:] {
		if !IsLetter(c) && c != '_' && c != '/' && c != '-' {
			return false
		}
	}
	return len(v) > i+1
}

func isDateMark(c byte) bool { return c == '-' || c == '/' || c == '.' }

// shortUint reads one or two digits at i.
func shortUint(v []byte, i, n int) int {
	x, _ := ParseUint(v[i : i+n])
	return int(x)
}

// moment permutes dates and times of day.
func (s *Shaper) moment(dst, v []byte, k kind) []byte {
	m, _ := readMoment(v)
	clockFrom := 0
	h := hashClock
	if m.form != 0 {
		// On a walk, a day may read as a month: the kind tells which it is.
		dayFirst := k.keeps()&yearLast != 0 && k.keeps()&asMonth == 0
		first, second := shortUint(v, m.first, m.firstLen), shortUint(v, m.second, m.secLen)
		if dayFirst {
			first, second = second, first
		}
		h = h.With(uint64(m.year)).With(uint64(first)).With(uint64(second))
		first, second = s.day(m.year, first, second)
		if dayFirst {
			first, second = second, first
		}
		dst = append(dst, v[:m.first]...)
		dst = appendSmall(dst, first, int(k.keeps()>>4&3))
		dst = append(dst, v[m.first+m.firstLen:m.second]...)
		dst = appendSmall(dst, second, int(k.keeps()>>6&3))
		clockFrom = m.second + m.secLen
	}
	if m.hourLen == 0 {
		return append(dst, v[clockFrom:]...)
	}
	dst = append(dst, v[clockFrom:m.hour]...)
	return s.clock(dst, v, &m, h)
}

// clock permutes the times of day of one form.
func (s *Shaper) clock(dst, v []byte, m *moment, h Hash) []byte {
	num, rad := s.Numerals(len(v) + 4)
	hour, hours := m.hours(v)
	if hours == 12 && hoursOf(v, m) >= 12 {
		h = h.With(12)
	}
	rad[0], rad[1], rad[2] = uint16(hours), 60, 60
	num[0], num[1], num[2] = uint16(hour), uint16(two(v[m.hour+m.hourLen+1:])), 0
	n := 2
	if m.seconds {
		num[2] = uint16(two(v[m.fraction-2:]))
		n = 3
	}
	digits := 0
	if m.fraction < len(v) && v[m.fraction] == '.' {
		digits = DigitsAt(v, m.fraction+1)
	}
	for i := range digits {
		num[n+i], rad[n+i] = uint16(v[m.fraction+1+i]-'0'), 10
	}
	num, rad = num[:n+digits], rad[:n+digits]
	free := m.form == 0 || hours == 9 // no midnight is among them
	if free || !allZero(num) {
		for h = h.With(uint64(n + digits)); ; {
			if s.Permute(num, rad, uint64(h)); free || !allZero(num) {
				break
			}
		}
	}
	dst = m.appendHour(dst, v, int(num[0]))
	for i := 1; i < n; i++ {
		dst = appendSmall(append(dst, ':'), int(num[i]), 2)
	}
	at := m.fraction
	if digits > 0 {
		dst = append(dst, '.')
		for i := range digits {
			dst = append(dst, '0'+byte(num[n+i]))
		}
		at += 1 + digits
	}
	return append(dst, v[at:]...)
}

// appendHour appends the hour that hours has the number n of.
func (m *moment) appendHour(dst, v []byte, n int) []byte {
	h := m.hourAt(v, n)
	if m.hourLen == 3 {
		dst, h = append(dst, '0'+byte(h/100)), h%100
	}
	return appendSmall(dst, h, min(m.hourLen, 2))
}

// allZero reports whether numerals are those of midnight.
func allZero(num []uint16) bool {
	for _, n := range num {
		if n != 0 {
			return false
		}
	}
	return true
}

// appendSmall appends a number below 100, in two digits if so many are wanted.
func appendSmall(dst []byte, n, digits int) []byte {
	if digits == 2 || n > 9 {
		dst = append(dst, '0'+byte(n/10))
	}
	return append(dst, '0'+byte(n%10))
}

// day permutes the days of a year. Those that stand for no day stay.
func (s *Shaper) day(y int64, m, d int) (month, day int) {
	from, n := 0, yearLen(y)
	switch y {
	case 1, 1900, 1970:
		from = 1
	case 9999:
		return m, d
	}
	x := dayOfYear(y, m, d)
	if x < from || x >= n {
		return m, d
	}
	t := s.perm.Tweak(uint64(hashDay.With(uint64(y))))
	return dateOfYear(y, from+int(t.Below(uint64(x-from), uint64(n-from))))
}

func isLeap(y int64) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func yearLen(y int64) int {
	if isLeap(y) {
		return 366
	}
	return 365
}

// monthEnds are the days of an ordinary year before each month's end.
var monthEnds = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// monthLen returns how many days a month has, which is from 1 to 12.
func monthLen(y int64, m int) int {
	n := monthEnds[m] - monthEnds[m-1]
	if m == 2 && isLeap(y) {
		n++
	}
	return n
}

func isDate(y int64, m, d int) bool {
	return y > 0 && m >= 1 && m <= 12 && d >= 1 && d <= monthLen(y, m)
}

// dayOfYear returns how many days of its year are before a date.
func dayOfYear(y int64, m, d int) int {
	x := monthEnds[m-1] + d - 1
	if m > 2 && isLeap(y) {
		x++
	}
	return x
}

// dateOfYear is the inverse of dayOfYear.
func dateOfYear(y int64, x int) (m, d int) {
	for m = 1; x >= monthLen(y, m); m++ {
		x -= monthLen(y, m)
	}
	return m, x + 1
}
