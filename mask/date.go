package mask

import (
	"bytes"
	"errors"
	"fmt"
	"sanitize/mask/internal/shape"
	"strconv"
)

var (
	errDate = errors.New("not a date or timestamp in ISO form")
	errTime = errors.New("not a time or interval of its type")
)

// dateShift moves dates and timestamps by whole days, the same number for all
// of a row, so that their order and distances within the row hold. The time of
// day stays.
type dateShift struct {
	max  uint64
	last int64 // the last day of the type
}

// The days that the types end at, counted from 1970-01-01: DATE_END_JULIAN and
// TIMESTAMP_END_JULIAN in datatype/timestamp.h, less a day; both begin at
// DATETIME_MIN_JULIAN, 4714-11-24 BC.
const (
	firstDay         = -2440588
	lastDateDay      = 2147483494 - 2440588 - 1
	lastTimestampDay = 109203528 - 2440588 - 1
)

var dateShiftSpec = Spec{
	Name: "date_shift", Family: "dates",
	Summary: "moved by days, all dates of a row alike; the time of day stays", Makes: "a date or timestamp",
	Params: []Param{
		{Name: "max", Kind: IntParam, Min: 1, Max: 36500, Default: "365", Help: "at most so many days, to either side"},
		{Name: "by", Kind: ColumnParam, Default: "the row's key", Help: "the column whose value decides the shift"},
	},
	Kinds: []Kind{Date, Timestamp, TimestampTZ, Range, Multirange}, Example: "2024-02-29", On: Type{Kind: Date, Name: "date"}, make: makeDateShift,
}

func makeDateShift(b *build) (Mask, error) {
	d := &dateShift{max: uint64(b.num("max", 365)), last: lastTimestampDay}
	t, a := b.typ, algo(d)
	if t.Kind == Range || t.Kind == Multirange {
		if t.Elem == nil || t.Elem.Kind != Date && t.Elem.Kind != Timestamp && t.Elem.Kind != TimestampTZ {
			return nil, fmt.Errorf("mask date_shift makes dates and timestamps, and the type is %s; use scramble", t.title())
		}
		a = &ranged{multi: t.Kind == Multirange, kind: t.Elem.Kind, shift: d}
		t = *t.Elem
	}
	if t.Kind == Date {
		d.last = lastDateDay
	}
	m := b.keyed(a, Lossy)
	m.traits.UsesRow, m.fixed = true, a != algo(d) // an empty range stays
	return m, nil
}

func (d *dateShift) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.seedRow(src)
	return d.shift(dst, src, d.days(s))
}

// days draws the shift: a number of days that is not 0.
func (d *dateShift) days(s *scratch) int64 {
	n := int64(s.Between(0, 2*d.max-1)) - int64(d.max)
	if n >= 0 {
		n++
	}
	return n
}

// shift appends the date or timestamp src, moved by days. Where that would
// leave the type it is moved to the other side.
func (d *dateShift) shift(dst, src []byte, days int64) ([]byte, error) {
	if isInfinite(src) {
		return append(dst, src...), nil
	}
	body, bc := bytes.CutSuffix(src, []byte(" BC"))
	year, month, day, n := parseDate(body)
	if n == 0 || n < len(body) && body[n] != ' ' && body[n] != 'T' {
		return dst, errDate
	}
	if bc {
		year = 1 - year // 1 BC is the year 0
	}
	at := daysOf(year, month, day)
	if at+days < firstDay || at+days > d.last {
		days = -days
	}
	year, month, day = dateOf(at + days)
	bc = year <= 0
	if bc {
		year = 1 - year
	}
	dst = appendDate(dst, year, month, day)
	dst = append(dst, body[n:]...)
	if bc {
		dst = append(dst, " BC"...)
	}
	return dst, nil
}

// leaves reports whether a date or timestamp would leave the type if it were
// moved by days.
func (d *dateShift) leaves(v []byte, days int64) bool {
	body, bc := bytes.CutSuffix(v, []byte(" BC"))
	year, month, day, n := parseDate(body)
	if n == 0 {
		return false
	}
	if bc {
		year = 1 - year
	}
	at := daysOf(year, month, day) + days
	return at < firstDay || at > d.last
}

// isISODate reports whether v is a date, or a timestamp, as ISO 8601 has it and
// PostgreSQL writes it in JSON: 2024-01-31, 2024-01-31T10:00:00.5+00:00.
func isISODate(v []byte) bool {
	_, _, _, n := parseDate(v)
	if n == 0 || n == len(v) {
		return n > 0
	}
	if v[n] != 'T' && v[n] != ' ' {
		return false
	}
	size := clockLen(v[n+1:])
	zone := v[n+1+size:]
	switch {
	case size == 0:
		return false
	case len(zone) == 0 || string(zone) == "Z":
		return true
	case zone[0] != '+' && zone[0] != '-' || len(zone) > len("+00:00:00"):
		return false
	}
	return len(bytes.Trim(zone[1:], "0123456789:")) == 0
}

func isInfinite(v []byte) bool {
	return string(v) == "infinity" || string(v) == "-infinity"
}

// parseDate reads YYYY-MM-DD, with four digits or more in the year, and returns
// its length, 0 if b does not begin so.
func parseDate(b []byte) (year, month, day int64, n int) {
	y := shape.DigitsAt(b, 0)
	n = y + len("-MM-DD")
	if y < 4 || y > 7 || len(b) < n || b[y] != '-' || b[y+3] != '-' || shape.DigitsAt(b, y+1) != 2 || shape.DigitsAt(b, y+4) < 2 {
		return 0, 0, 0, 0
	}
	v, _ := shape.ParseUint(b[:y])
	m, _ := shape.ParseUint(b[y+1 : y+3])
	d, _ := shape.ParseUint(b[y+4 : y+6])
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, 0, 0, 0
	}
	return int64(v), int64(m), int64(d), n
}

func appendDate(dst []byte, year, month, day int64) []byte {
	for w := int64(1000); w > year && w > 1; w /= 10 {
		dst = append(dst, '0')
	}
	dst = strconv.AppendInt(dst, year, 10)
	dst = append(dst, '-', '0'+byte(month/10), '0'+byte(month%10))
	return append(dst, '-', '0'+byte(day/10), '0'+byte(day%10))
}

// daysOf returns the days from 1970-01-01 to a date of the proleptic Gregorian
// calendar. Years are counted from March, so that leap days come last, in eras
// of 400 years, which all have 146097 days.
func daysOf(year, month, day int64) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	y := year - era*400
	return era*146097 + y*365 + y/4 - y/100 + (153*(month-3)+2)/5 + day - 1 - 719468
}

// dateOf is the inverse of daysOf.
func dateOf(days int64) (year, month, day int64) {
	days += 719468
	era := floorDiv(days, 146097)
	d := days - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	day = d - (153*m+2)/5 + 1
	month = m + 3
	year = y + era*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// clock is the scramble of time and timetz: a time of day, as exact as the
// input. An offset stays.
type clock struct{}

func (clock) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := clockLen(src)
	if n == 0 || shape.DigitsAt(src, 0) != 2 {
		return dst, errTime
	}
	s.Seed(src)
	for i, most := range [...]uint64{23, 59, 59} {
		if 3*i >= n {
			break
		}
		v := byte(s.Between(0, most))
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, '0'+v/10, '0'+v%10)
	}
	if n > len("HH:MM:SS") {
		dst = append(dst, '.')
		for range n - len("HH:MM:SS.") {
			dst = append(dst, '0'+byte(s.Below(10)))
		}
	}
	return append(dst, src[n:]...), nil
}

// clockLen returns the length of the H…H:MM[:SS[.F…]] that b begins with.
func clockLen(b []byte) int {
	h := shape.DigitsAt(b, 0)
	if h == 0 || len(b) < h+3 || b[h] != ':' || shape.DigitsAt(b, h+1) != 2 {
		return 0
	}
	n := h + 3
	if len(b) < n+3 || b[n] != ':' || shape.DigitsAt(b, n+1) != 2 {
		return n
	}
	n += 3
	if f := shape.DigitsAt(b, min(n+1, len(b))); f > 0 && b[n] == '.' {
		n += 1 + f
	}
	return n
}

// interval replaces the digits of an interval in postgres style. As in numbers,
// signs and magnitude stay.
type interval struct{}

func (interval) append(dst, src []byte, s *scratch) ([]byte, error) {
	if !isInterval(src) {
		if isInfinite(src) {
			return append(dst, src...), nil
		}
		return dst, errTime
	}
	n := len(dst)
	for s.Seed(src); ; s.Again() {
		dst = append(dst[:n], src...)
		s.interval(dst[n:], src)
		if !bytes.Equal(dst[n:], src) {
			return dst, nil
		}
	}
}

// isInterval reports whether v is an interval in postgres style, as
// EncodeInterval in datetime.c writes it: numbers with units, and a time.
func isInterval(v []byte) bool {
	digits := false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits = true
		case 'a' <= c && c <= 'z':
			n := bytes.IndexByte(v[i:], ' ')
			if n < 0 {
				n = len(v) - i
			}
			if !isUnit(v[i : i+n]) {
				return false
			}
			i += n - 1
		case c == ' ', c == '-', c == '+', c == ':', c == '.':
		default:
			return false
		}
	}
	return digits
}

// isUnit reports whether w is a unit of an interval.
func isUnit(w []byte) bool {
	switch string(w) {
	case "year", "years", "mon", "mons", "day", "days":
		return true
	}
	return false
}

// interval draws the digits of dst, which is a copy of the interval v. Within
// each number leading zeros stay; a v of zeros alone gets a last digit.
func (s *scratch) interval(dst, v []byte) {
	last, drawn := -1, false
	for i := 0; i < len(v); {
		if v[i] < '0' || v[i] > '9' {
			i++
			continue
		}
		n := clockLen(v[i:])
		if n == 0 {
			n = shape.DigitsAt(v, i)
		}
		last = i + n - 1
		drawn = s.amount(dst[i:i+n], v[i:i+n]) || drawn
		i += n
	}
	if !drawn {
		dst[last] = '1' + byte(s.Below(9))
	}
}

// amount draws the digits of one number or one H:MM:SS.F of an interval, and
// says whether it had any but zeros.
func (s *scratch) amount(dst, v []byte) bool {
	whole := shape.DigitsAt(v, 0)
	started := false
	for i, c := range v {
		if c < '0' || c > '9' || !started && c == '0' {
			continue
		}
		lo, hi := uint64(0), uint64(9)
		if i > whole && i < whole+6 && (i-whole)%3 == 1 {
			hi = 5 // tens of minutes and seconds
		}
		if !started {
			lo = 1
		}
		if i == 0 && whole >= 9 {
			hi = 1 // months have 31 bits, hours 2562047788
		}
		if i == 1 && whole >= 9 {
			hi = 6
		}
		dst[i] = '0' + byte(s.Between(lo, hi))
		started = true
	}
	return started
}
