package mask

// truncate sets what is finer than a unit of a date or timestamp to its least
// value, as date_trunc does. The offset of a time zone stays as it is written.
type truncate struct {
	unit string
	kind Kind
}

var dateTruncateSpec = Spec{
	Name: "date_truncate", Family: "dates",
	Summary: "the beginning of the year, the month, the day, …", Makes: "a date or timestamp",
	Params: []Param{{Name: "unit", Kind: StringParam, Default: "month", Choices: []string{"year", "quarter", "month", "week", "day", "hour", "minute", "second"},
		Help: "what to begin; a week begins on Monday"}},
	Kinds: []Kind{Date, Timestamp, TimestampTZ}, Example: "1984-02-29", On: Type{Kind: Date, Name: "date"}, make: makeDateTruncate,
}

func makeDateTruncate(b *build) (Mask, error) {
	t := &truncate{b.str("unit", "month"), b.typ.Kind}
	if t.kind == Date {
		switch t.unit {
		case "day", "hour", "minute", "second":
			return nil, paramError("unit", "it would leave every value of type %s as it is", b.typ.title())
		}
	}
	m := b.keyed(t, Lossy)
	m.fixed = true // the first of a month is its own
	return m, nil
}

func (t *truncate) append(dst, src []byte, _ *scratch) ([]byte, error) {
	if isInfinite(src) {
		return append(dst, src...), nil
	}
	year, month, day, rest, ok := parseDay(src)
	if !ok || t.kind == Date && len(rest) > 0 {
		return dst, errDate
	}
	year, month, day = t.date(year, month, day)
	dst = appendDate(dst, year, month, day)
	if len(rest) > 0 {
		size := clockLen(rest[1:])
		if size == 0 {
			return dst, errDate
		}
		dst = t.clock(append(dst, rest[0]), rest[1:1+size])
		dst = append(dst, rest[1+size:]...)
	}
	return appendEra(dst, year), nil
}

// date returns the first day of the unit that a day is in. The first day of the
// calendar stands for those before it.
func (t *truncate) date(year, month, day int64) (y, m, d int64) {
	at := daysOf(year, month, day)
	switch t.unit {
	case "year":
		at = daysOf(year, 1, 1)
	case "quarter":
		at = daysOf(year, (month-1)/3*3+1, 1)
	case "month":
		at = daysOf(year, month, 1)
	case "week": // from Monday on; 1970-01-01 was a Thursday
		at -= at + 3 - floorDiv(at+3, 7)*7
	}
	return dateOf(max(at, firstDay))
}

// clock appends a time of day, cut.
func (t *truncate) clock(dst, v []byte) []byte {
	keep := 0
	switch t.unit {
	case "hour":
		keep = len("HH")
	case "minute":
		keep = len("HH:MM")
	case "second":
		keep = len("HH:MM:SS")
	}
	for i, c := range v[:min(len(v), len("HH:MM:SS"))] {
		if i >= keep && c != ':' {
			c = '0'
		}
		dst = append(dst, c)
	}
	return dst
}
