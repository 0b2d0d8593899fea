package expr

import (
	"bytes"
	"math"
)

// instant is a date or timestamp in microseconds, by a calendar that has as
// many days in each month: good for comparing, and for nothing else.
type instant struct {
	micros int64
	zoned  bool
	timed  bool // it has a time of day
}

func (a instant) endless() bool { return a.micros == math.MaxInt64 || a.micros == math.MinInt64 }

const (
	second = 1_000_000
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// parseInstant reads a date or timestamp in ISO form.
func parseInstant(v []byte) (at instant, ok bool) {
	switch string(v) {
	case "infinity":
		return instant{micros: math.MaxInt64}, true
	case "-infinity":
		return instant{micros: math.MinInt64}, true
	}
	v, past := bytes.CutSuffix(v, []byte(" BC"))
	date, clock, timed := bytes.Cut(v, []byte{' '})
	days, ok := parseDays(date, past)
	if !ok {
		return at, false
	}
	at.micros = days * day
	if !timed {
		return at, true
	}
	at.timed = true
	sign := bytes.IndexAny(clock, "+-")
	if sign >= 0 {
		offset, ok := parseClock(clock[sign+1:])
		if !ok {
			return at, false
		}
		if clock[sign] == '+' {
			offset = -offset
		}
		at.micros, at.zoned = at.micros+offset, true
		clock = clock[:sign]
	}
	t, ok := parseClock(clock)
	at.micros += t
	return at, ok
}

// maxYear keeps the product of days and microseconds within 64 bits.
const maxYear = 200_000

// parseDays reads YYYY-MM-DD, of a year before Christ or not, and returns the
// days since 0000-03-01, by the proleptic Gregorian calendar.
func parseDays(v []byte, past bool) (int64, bool) {
	part := bytes.SplitN(v, []byte{'-'}, 4)
	if len(part) != 3 || len(part[0]) < 4 {
		return 0, false
	}
	var n [3]int64
	for i, p := range part {
		if len(p) == 0 || len(p) > 6 || !digits(p) {
			return 0, false
		}
		for _, c := range p {
			n[i] = n[i]*10 + int64(c-'0')
		}
	}
	year, month, dom := n[0], n[1], n[2]
	if year == 0 || year > maxYear || month < 1 || month > 12 || dom < 1 || dom > 31 {
		return 0, false
	}
	if past {
		year = 1 - year
	}
	if month <= 2 {
		year, month = year-1, month+12
	}
	// Divisions round towards zero, so they want years above it.
	const cycles = 13 // of 400 years, of which the calendar of PostgreSQL has 12 before Christ
	if year += 400 * cycles; year < 0 {
		return 0, false
	}
	days := 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + dom - 1
	return days - cycles*daysIn400Years, true
}

const daysIn400Years = 146_097

// parseClock reads HH[:MM[:SS[.ffffff]]].
func parseClock(v []byte) (int64, bool) {
	unit, total := int64(hour), int64(0)
	for i := 0; ; i++ {
		head, rest, more := bytes.Cut(v, []byte{':'})
		whole, fraction, _ := bytes.Cut(head, []byte{'.'})
		if i > 2 || len(whole) != 2 || !digits(whole) || len(fraction) > 6 || !digits(fraction) || len(fraction) > 0 && i < 2 {
			return 0, false
		}
		total += unit * int64(whole[0]-'0') * 10
		total += unit * int64(whole[1]-'0')
		scale := int64(second)
		for _, c := range fraction {
			scale /= 10
			total += scale * int64(c-'0')
		}
		if !more {
			return total, true
		}
		v, unit = rest, unit/60
	}
}
