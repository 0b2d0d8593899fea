package shape

import (
	"bytes"
	"strings"
)

// Dates with the month's name, as PostgreSQL reads them: 5-Jan-2006, Jan 5, 2006,
// 05 January 2006, 2006-Jan-05, with a weekday before and a time of day behind. A
// date becomes another of its year, whose month's name is as long.

var (
	monthNames   = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	weekdayNames = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)

// A named is a date with the month's name, as it is read.
type named struct {
	moment        // year, month, day, and the time of day
	at, size  int // of the name
	dayAt     int
	dayLen    int
	end       int // of the date
	shortened bool
}

// longestNamed is how long one is at most.
const longestNamed = 48

// namedKind returns the kind of a date with the month's name, of no more than longestNamed.
func namedKind(v []byte) kind {
	m, ok := readNamed(v)
	if !ok {
		return plain
	}
	what := uint32(m.at)<<8 | uint32(m.size)<<4 | uint32(m.dayLen)<<1
	if m.dayAt > m.at {
		what |= 1
	}
	return monthly.of(what)
}

// readNamed reads a date with the month's name.
func readNamed(v []byte) (m named, ok bool) {
	from, n := m.readName(v)
	if m.month == 0 {
		return m, false
	}
	i := m.at + m.size // what is behind the name
	switch {
	case n == 0: // Jan 5, 2006
		if i == len(v) || v[i] != ' ' {
			return m, false
		}
		m.dayAt, m.dayLen = i+1, DigitsAt(v, i+1)
		i = m.dayAt + m.dayLen
		if i < len(v) && v[i] == ',' {
			i++
		}
		if i == len(v) || v[i] != ' ' || !m.readYear(v, i+1) {
			return m, false
		}
	case n == 4 && !IsLetter(v[m.at-1]) && i < len(v) && v[i] == v[m.at-1]: // 2006-Jan-05
		m.dayAt, m.dayLen = i+1, DigitsAt(v, i+1)
		if !m.readYear(v, from) {
			return m, false
		}
		m.end = m.dayAt + m.dayLen
	case n <= 2 && isNameMark(v[m.at-1]) && i < len(v) && isNameMark(v[i]): // 5-Jan-2006
		m.dayAt, m.dayLen = from, n
		if !m.readYear(v, i+1) && !m.readShortYear(v, i+1) {
			return m, false
		}
	default:
		return m, false
	}
	if m.dayLen < 1 || m.dayLen > 2 {
		return m, false
	}
	if m.day = shortUint(v, m.dayAt, m.dayLen); !isDate(m.year, m.month, m.day) {
		return m, false
	}
	return m, m.end == len(v) || v[m.end] == ' ' && m.readClock(v, m.end+1)
}

func isNameMark(c byte) bool { return c == ' ' || c == '-' || c == '/' }

// readName reads the month's name, if there is one, behind a weekday and digits with
// a mark, and returns where the digits are and how many.
func (m *named) readName(v []byte) (from, n int) {
	from = weekdayLen(v)
	n = DigitsAt(v, from)
	if m.at = from; n > 0 {
		m.at = min(from+n+1, len(v))
	}
	for m.at+m.size < len(v) && IsLetter(v[m.at+m.size]) {
		m.size++
	}
	m.month = 1 + nameIn(monthNames, v[m.at:m.at+m.size])
	m.shortened = m.size == 3
	return from, n
}

// nameIn returns which name of a list a word is, in full or by its first three letters;
// -1 if it is none.
func nameIn(list []string, word []byte) int {
	for i, name := range list {
		if n := len(word); (n == 3 || n == len(name)) && Lower(word[0]) == name[0] && strings.EqualFold(string(word), name[:n]) {
			return i
		}
	}
	return -1
}

// weekdayLen returns the length of "Mon, " or "Monday, " that v begins with, or 0.
func weekdayLen(v []byte) int {
	if len(v) == 0 || !IsLetter(v[0]) {
		return 0
	}
	n := bytes.IndexByte(v[:min(len(v), len("wednesday,"))], ',')
	if n < 0 || n+1 >= len(v) || v[n+1] != ' ' || nameIn(weekdayNames, v[:n]) < 0 {
		return 0
	}
	return n + 2
}

// weekday permutes the weekdays of three letters.
func (s *Shaper) weekday(dst, v []byte) []byte {
	t := s.perm.Tweak(uint64(hashWeekday))
	name := weekdayNames[t.Below(uint64(nameIn(weekdayNames, v)), uint64(len(weekdayNames)))]
	for i, c := range v {
		dst = append(dst, name[i]&^0x20|c&0x20)
	}
	return dst
}

// readYear reads a year of four digits at i, and sets where the date ends.
func (m *named) readYear(v []byte, i int) bool {
	m.end = i + 4
	y, ok := ParseUint(v[min(i, len(v)):min(m.end, len(v))])
	m.year = int64(y)
	return ok && DigitsAt(v, i) == 4
}

// readShortYear is readYear for one of two digits: 5-Jan-06.
func (m *named) readShortYear(v []byte, i int) bool {
	if m.end = i + 2; DigitsAt(v, i) != 2 || v[i-1] != '-' {
		return false
	}
	m.year = shortYear(uint64(two(v[i:])))
	return true
}

// fits reports whether the name of a month is as long as that of m.
func (m *named) fits(month int) bool {
	return m.shortened || len(monthNames[month-1]) == m.size
}

// days returns how many days of a month have a number as long as that of m.
func (m *named) days(month int) int {
	if m.dayLen == 1 {
		return 9
	}
	return monthLen(m.year, month)
}

// monthly permutes dates with a month's name.
func (s *Shaper) monthly(dst, v []byte) []byte {
	m, _ := readNamed(v)
	x, n := 0, 0
	for month := 1; month <= 12; month++ {
		if month == m.month {
			x = n + m.day - 1
		}
		if m.fits(month) {
			n += m.days(month)
		}
	}
	h := hashNamed.With(uint64(m.year)).With(uint64(m.size)<<1 | uint64(m.dayLen)<<8)
	t := s.perm.Tweak(uint64(h))
	x = int(t.Below(uint64(x), uint64(n)))
	month := 1
	for ; !m.fits(month) || x >= m.days(month); month++ {
		if m.fits(month) {
			x -= m.days(month)
		}
	}
	at := len(dst)
	dst = append(dst, v[:m.end]...)
	out := dst[at:]
	for i := range m.size {
		c := monthNames[month-1][i]
		if IsCapital(v[m.at+i]) {
			c -= 'a' - 'A'
		}
		out[m.at+i] = c
	}
	if m.dayLen == 2 {
		putTwo(out[m.dayAt:], x+1)
	} else {
		out[m.dayAt] = '1' + byte(x)
	}
	if m.end == len(v) {
		return dst
	}
	return s.clock(append(dst, ' '), v, &m.moment, h.With(uint64(m.month)).With(uint64(m.day)))
}
