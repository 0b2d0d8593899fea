package mask

import (
	"bytes"
	"errors"
	"strconv"

	"sanitize/mask/internal/shape"
)

var errDate = errors.New("not a date or timestamp in ISO form")

// The days that the types end at, counted from 1970-01-01: DATE_END_JULIAN and
// TIMESTAMP_END_JULIAN in datatype/timestamp.h, less a day; both begin at
// DATETIME_MIN_JULIAN, 4714-11-24 BC.
const (
	firstDay         = -2440588
	lastDateDay      = 2147483494 - 2440588 - 1
	lastTimestampDay = 109203528 - 2440588 - 1
)

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

// parseDay reads a date or timestamp of any era, and returns what follows the
// date in it. 1 BC is the year 0.
func parseDay(v []byte) (year, month, day int64, rest []byte, ok bool) {
	body, bc := bytes.CutSuffix(v, []byte(" BC"))
	year, month, day, n := parseDate(body)
	if n == 0 || n < len(body) && body[n] != ' ' && body[n] != 'T' {
		return 0, 0, 0, nil, false
	}
	if bc {
		year = 1 - year
	}
	return year, month, day, body[n:], true
}

// appendDate appends a date, whose era appendEra tells after what follows it.
func appendDate(dst []byte, year, month, day int64) []byte {
	if year <= 0 {
		year = 1 - year
	}
	if year > 9999 {
		dst = strconv.AppendInt(dst, year, 10)
	} else {
		dst = appendTwo(appendTwo(dst, uint64(year/100)), uint64(year%100))
	}
	dst = appendTwo(append(dst, '-'), uint64(month))
	return appendTwo(append(dst, '-'), uint64(day))
}

func appendEra(dst []byte, year int64) []byte {
	if year > 0 {
		return dst
	}
	return append(dst, " BC"...)
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

// appendTwo appends a number below 100, of two digits.
func appendTwo(dst []byte, v uint64) []byte {
	return append(dst, '0'+byte(v/10), '0'+byte(v%10))
}
