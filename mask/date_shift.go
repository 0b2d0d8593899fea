package mask

import (
	"fmt"

	"sanitize/mask/internal/stream"
)

// dateShift moves dates and timestamps by whole days, the same number for all
// of a row, so that their order and distances within the row hold. The time of
// day stays.
type dateShift struct {
	max     uint64
	last    int64 // the last day of the type
	uniform bool  // one shift for all, to earlier days

	// What conditions leave.
	from, to         instant
	hasFrom, hasTo   bool
	fromOpen, toOpen bool
	past             bool
}

var dateShiftSpec = Spec{
	Name: "date_shift", Family: "dates",
	Summary: "moved by days, all dates of a row alike; the time of day stays", Makes: "a date or timestamp",
	Params: []Param{
		{Name: "max", Kind: IntParam, Min: 1, Max: 36500, Default: "365", Help: "at most so many days, to either side"},
		{Name: "by", Kind: ColumnParam, Default: "the row's key", Help: "the column whose value decides the shift"},
		{Name: "uniform", Kind: BoolParam, Default: "false", Help: "true moves all dates alike, to earlier days"},
	},
	Kinds: []Kind{Date, Timestamp, TimestampTZ, Range, Multirange}, Example: "2024-02-29", On: Type{Kind: Date, Name: "date"}, make: makeDateShift,
	Notes: []string{
		"Keeps the distances between a row's dates, or with by an entity's in all tables, and the time of day. Infinity, the year 9999, and days that stand for none (0001-01-01, 1900-01-01, 1970-01-01, 2999-12-31 and the like) stay.",
		"Order and equality between rows go, and the order in which rows were made; by = a column with few values keeps more of both, and hides less.",
		"With uniform = true order, equality and distances hold between all dates, so that EXCLUDE holds; who knows one of them knows all.",
		"Who knows one date of a row or entity knows all that moved with it; who knows none still knows each to within max days.",
	},
}

func makeDateShift(b *build) (Mask, error) {
	d := &dateShift{max: uint64(b.num("max", 365)), last: lastTimestampDay, uniform: b.flag("uniform", false)}
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
	d.narrow(b.typ)
	class := Lossy
	if d.uniform && !d.hasFrom && !d.hasTo {
		class = Injective
	}
	m := b.keyed(a, class)
	m.traits.UsesRow, m.fixed = !d.uniform, true // a sentinel stays, and an empty range
	m.instead = nil
	return m, nil
}

// narrow reads what conditions leave of t.
func (d *dateShift) narrow(t Type) {
	d.past = t.Past
	d.from, d.hasFrom = instantOf([]byte(t.Min.Text))
	d.to, d.hasTo = instantOf([]byte(t.Max.Text))
	d.fromOpen, d.toOpen = t.Min.Open, t.Max.Open
}

func (d *dateShift) append(dst, src []byte, s *scratch) ([]byte, error) {
	return d.shift(dst, src, d.days(src, s))
}

// days draws the shift of a value: a number of days that is not 0.
func (d *dateShift) days(src []byte, s *scratch) int64 {
	if d.uniform {
		s.SeedAs(stream.TagRow, nil) // no row is empty
		return -1 - int64(s.Between(0, d.max-1))
	}
	s.seedRow(src)
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
	year, month, day, rest, ok := parseDay(src)
	if !ok {
		return dst, errDate
	}
	if d.stays(year, month, day, rest) {
		return append(dst, src...), nil
	}
	at := daysOf(year, month, day)
	if at+days < firstDay+2 || at+days > d.last-2 || d.hasFrom || d.hasTo || d.past { // an offset makes it a day more, or less
		days = d.within(src, days)
	}
	at += days
	year, month, day = dateOf(at)
	for d.walks() && isSentinel(year, month, day, nil) { // as those stay, it is on to where one would have come from
		at += days
		year, month, day = dateOf(at)
	}
	return appendEra(append(appendDate(dst, year, month, day), rest...), year), nil
}

// walks reports whether what would meet a day that stays goes on beyond it, so that
// no two dates that move alike do. Whatever the time of day, so that a row's dates and
// timestamps move alike.
func (d *dateShift) walks() bool { return !d.uniform && !d.hasFrom && !d.hasTo && !d.past }

// within returns days, or, where a date would then leave what there is, as many
// to the other side, or others; 0 where it has no other place.
func (d *dateShift) within(v []byte, days int64) int64 {
	at, _ := instantOf(v)
	least, most := firstDay-at.day, d.last-at.day
	if d.hasFrom {
		least = max(least, d.from.day-at.day)
		if c := (instant{d.from.day, at.micros}).compare(d.from); least == d.from.day-at.day && (c < 0 || c == 0 && d.fromOpen) {
			least++
		}
	}
	if d.hasTo {
		most = min(most, d.to.day-at.day)
		if c := (instant{d.to.day, at.micros}).compare(d.to); most == d.to.day-at.day && (c > 0 || c == 0 && d.toOpen) {
			most--
		}
	}
	if least > 0 || most < 0 {
		least, most = firstDay-at.day, d.last-at.day // it was no better before
	}
	if d.past {
		most = min(most, 0)
	}
	switch {
	case least <= days && days <= most:
		return days
	case least <= -days && -days <= most:
		return -days
	}
	return nearer(days, least, most)
}

// nearer folds days into the numbers from least to most, both of them smaller,
// and 0 left out where it can be.
func nearer(days, least, most int64) int64 {
	n := most - least
	if n == 0 {
		return 0
	}
	k := least + (days%n+n)%n
	if k >= 0 {
		k++
	}
	return k
}

// stays reports whether a date is not moved. Where all are moved alike, to earlier
// days, whole years at the ends stay, so that none passes another.
func (d *dateShift) stays(year, month, day int64, rest []byte) bool {
	if d.uniform {
		return year >= 9999 || year <= 2
	}
	return isSentinel(year, month, day, rest)
}

// isSentinel reports whether a date stands for none: one that programs take for the
// last, or the first, or where a clock or a calendar of theirs begins. Of the first
// ones the time of day is midnight.
func isSentinel(year, month, day int64, rest []byte) bool {
	if year == 9999 {
		return true
	}
	switch year*10000 + month*100 + day {
	case 2079_06_06, 2099_12_31, 2100_01_01, 2999_12_31, 3000_01_01, 4712_12_31:
		return true
	case 1_01_01, 1000_01_01, 1601_01_01, 1753_01_01, 1800_01_01, 1899_12_30, 1899_12_31, 1900_01_01, 1970_01_01:
	default:
		return false
	}
	if len(rest) == 0 {
		return true
	}
	n := clockLen(rest[1:])
	return n > 0 && microsOf(rest[1:1+n]) == 0
}

// isSentinel is isSentinel for an instant of UTC.
func (a instant) isSentinel() bool {
	year, month, day := dateOf(a.day)
	var rest []byte
	if a.micros != 0 {
		rest = []byte(" 00:00:01")
	}
	return isSentinel(year, month, day, rest)
}

// leaves reports whether a date or timestamp would leave what there is if it
// were moved by days.
func (d *dateShift) leaves(v []byte, days int64) bool {
	_, _, _, _, ok := parseDay(v)
	return ok && d.within(v, days) != days
}
