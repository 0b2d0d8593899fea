package mask

import (
	"bytes"
	"cmp"
	"math"
	"strconv"

	"sanitize/mask/internal/shape"
)

// Compare compares two values of a kind as PostgreSQL does. ok is false where
// that is not known: the kind has no order that is the same in all databases, or
// one of them is not of the form that pg_dump writes.
func Compare(kind Kind, a, b []byte) (c int, ok bool) { return order(kind, a, b) }

// order compares two values of a kind that has ends as PostgreSQL does. It is
// false where one of them is not of the form that pg_dump writes.
func order(kind Kind, a, b []byte) (int, bool) {
	switch kind {
	case Int, Numeric, Float:
		return orderNumbers(a, b)
	case Date, Timestamp, TimestampTZ:
		x, ok := instantOf(a)
		y, ok2 := instantOf(b)
		return x.compare(y), ok && ok2
	case Time:
		return bytes.Compare(a, b), clockLen(a) > 0 && clockLen(b) > 0
	}
	return 0, false
}

// orderNumbers compares decimals of any length; those with an exponent, as
// floats.
func orderNumbers(a, b []byte) (int, bool) {
	if isFixed(a) && isFixed(b) {
		return shape.Compare(a, b), true
	}
	x, err := strconv.ParseFloat(string(a), 64)
	y, err2 := strconv.ParseFloat(string(b), 64)
	if math.IsNaN(x) || math.IsNaN(y) {
		return cmp.Compare(y, x), err == nil && err2 == nil // NaN is the greatest, and for cmp the least
	}
	return cmp.Compare(x, y), err == nil && err2 == nil
}

// isFixed reports whether v is a decimal without exponent.
func isFixed(v []byte) bool {
	n, ok := shape.ScanNumber(v)
	return ok && n == len(v) && shape.Mantissa(v) == n
}

// An instant is a date or timestamp: days from 1970-01-01 and microseconds of
// the day.
type instant struct{ day, micros int64 }

func (a instant) compare(b instant) int {
	if c := cmp.Compare(a.day, b.day); c != 0 {
		return c
	}
	return cmp.Compare(a.micros, b.micros)
}

const microsOfDay = 86400 * 1e6

// instantOf reads a date or timestamp, with its offset if it has one.
func instantOf(v []byte) (instant, bool) {
	switch string(v) {
	case "infinity":
		return instant{day: math.MaxInt64}, true
	case "-infinity":
		return instant{day: math.MinInt64}, true
	}
	year, month, day, rest, ok := parseDay(v)
	if !ok {
		return instant{}, false
	}
	at := instant{day: daysOf(year, month, day)}
	if len(rest) == 0 {
		return at, true
	}
	n := clockLen(rest[1:])
	if n == 0 {
		return at, false
	}
	at.micros = microsOf(rest[1 : 1+n])
	offset, ok := offsetOf(rest[1+n:])
	at.micros -= offset
	at.day += floorDiv(at.micros, microsOfDay)
	at.micros -= floorDiv(at.micros, microsOfDay) * microsOfDay
	return at, ok
}

// microsOf returns the microseconds of a time of day, which clockLen has read: of
// any number of hours, though the server writes two digits.
func microsOf(v []byte) int64 {
	h := shape.DigitsAt(v, 0)
	n := int64(0)
	for _, c := range v[:min(h, 9)] {
		n = n*10 + int64(c-'0')
	}
	n *= 3600e6
	for i, unit := range [...]int64{60e6, 1e6} {
		if at := h + 3*i + 1; at+1 < len(v) {
			n += (int64(v[at]-'0')*10 + int64(v[at+1]-'0')) * unit
		}
	}
	for i, unit := h+len(":MM:SS."), int64(1e5); i < len(v); i, unit = i+1, unit/10 {
		n += int64(v[i]-'0') * unit
	}
	return n
}

// offsetOf reads +HH, -HH:MM or +HH:MM:SS in microseconds; none is 0.
func offsetOf(v []byte) (int64, bool) {
	switch {
	case len(v) == 0:
		return 0, true
	case v[0] != '+' && v[0] != '-' || len(v)%3 != 0 || len(v) > 9:
		return 0, false
	}
	for i := 0; i < len(v); i += 3 {
		if shape.DigitsAt(v, i+1) != 2 || i > 0 && v[i] != ':' {
			return 0, false
		}
	}
	n := microsOf(v[1:])
	if v[0] == '-' {
		n = -n
	}
	return n, true
}
