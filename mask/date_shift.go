package mask

import (
	"fmt"
)

// dateShift moves dates and timestamps by whole days, the same number for all
// of a row, so that their order and distances within the row hold. The time of
// day stays.
type dateShift struct {
	max  uint64
	last int64 // the last day of the type
}

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
	year, month, day, rest, ok := parseDay(src)
	if !ok {
		return dst, errDate
	}
	at := daysOf(year, month, day)
	if at+days < firstDay || at+days > d.last {
		days = -days
	}
	year, month, day = dateOf(at + days)
	return appendEra(append(appendDate(dst, year, month, day), rest...), year), nil
}

// leaves reports whether a date or timestamp would leave the type if it were
// moved by days.
func (d *dateShift) leaves(v []byte, days int64) bool {
	year, month, day, _, ok := parseDay(v)
	at := daysOf(year, month, day) + days
	return ok && (at < firstDay || at > d.last)
}
