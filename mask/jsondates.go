package mask

import "sanitize/mask/internal/shape"

// jsonDates returns what moves the dates in values of b's type, nil where they are
// text.
func (b *build) jsonDates() (*jsonDates, error) {
	if b.typ.Apart || b.typ.Kind != JSON && b.typ.Kind != JSONB {
		return nil, nil
	}
	m, err := b.delegate("date_shift", Type{Kind: Timestamp, Name: "timestamp without time zone"})
	if err != nil {
		return nil, err
	}
	k := m.(*keyed)
	return &jsonDates{key: k.secret, shift: k.algo}, nil
}

// jsonLeaf appends the JSON string v of a key, of which stringLen said what is in it,
// masked: a date moves with the row.
func (s *scratch) jsonLeaf(dst, v, key []byte, set shape.Charset) []byte {
	if s.dates != nil && isJSONDate(v) {
		return s.dates.append(dst, v, s.row)
	}
	if m := s.names.mask(key); m != nil {
		if out, err := s.named(dst, v, m); err == nil {
			return out
		}
	}
	return s.jsonString(dst, v, set)
}

// isJSONDate reports whether the JSON string v is a day of the calendar, of four
// digits in the year, or a timestamp of one. What looks like one and is none is
// text, and remains none.
func isJSONDate(v []byte) bool {
	if len(v) < len(`"2006-01-02"`) || v[5] != '-' || v[8] != '-' || !isISODate(v[1:len(v)-1]) {
		return false
	}
	year, month, day, _ := parseDate(v[1:])
	y, m, d := dateOf(daysOf(year, month, day))
	return year > 0 && y == year && m == month && d == day
}

// append appends the date v, in its quotes, of a row.
func (d *jsonDates) append(dst, v, row []byte) []byte {
	s := d.key.scratch()
	s.row = row
	in := v[1 : len(v)-1]
	out, err := d.shift.append(append(dst, '"'), in, s)
	d.key.release(s)
	if err != nil {
		panic("mask: internal error: a date that is none")
	}
	return append(out, '"')
}
