package mask

import (
	"strconv"

	"sanitize/mask/internal/shape"
)

// jsonDates returns what moves the dates in values of b's type, nil where they are
// text.
func (b *build) jsonDates() (*jsonDates, error) {
	if b.typ.Apart || b.typ.Kind != JSON && b.typ.Kind != JSONB {
		return nil, nil
	}
	return b.movedDates(false)
}

// textDates returns what moves seconds and milliseconds in JSON that is a text.
func (b *build) textDates() (*jsonDates, error) { return b.movedDates(true) }

func (b *build) movedDates(alone bool) (*jsonDates, error) {
	m, err := b.delegate("date_shift", Type{Kind: Timestamp, Name: "timestamp without time zone"})
	if err != nil {
		return nil, err
	}
	k := m.(*keyed)
	return &jsonDates{key: k.secret, shift: k.algo, alone: alone}, nil
}

// jsonLeaf appends the JSON string v, of which stringLen said what is in it and its
// keys said w, masked: a date moves with the row.
func (s *scratch) jsonLeaf(dst, v []byte, w *said, set shape.Charset) []byte {
	if s.dates != nil && !s.dates.alone && isJSONDate(v) {
		return s.dates.append(dst, v, s.row)
	}
	if w.mask != nil {
		if out, err := s.named(dst, v, w.mask); err == nil {
			return out
		}
	}
	n := len(dst)
	dst = s.jsonString(dst, v, set)
	for range maxWalk { // what stays is no other's
		if !w.keeps(dst[n:]) {
			break
		}
		s.route = append(s.route[:0], dst[n:]...)
		dst = s.jsonText(dst[:n], s.route)
	}
	return dst
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
	d.key.release(s, len(v))
	if err != nil {
		panic("mask: internal error: a date that is none")
	}
	return append(out, '"')
}

// Seconds and milliseconds since 1970 are told by how many digits they have had since
// September 2001, and will for long.
const (
	firstSecond = 1_000_000_000
	lastSecond  = 2_051_222_400 // the end of 2034
)

const daySeconds = 24 * 60 * 60

// appendEpoch appends a number of seconds or milliseconds since 1970, moved as the dates
// of its row are. It is not ok where v is none.
func (d *jsonDates) appendEpoch(dst, v, row []byte) (out []byte, ok bool) {
	n, ok := shape.ParseUint(v)
	unit := uint64(1)
	if len(v) == 13 {
		unit = 1000
	}
	if !ok || v[0] == '0' || n/unit < firstSecond || n/unit >= lastSecond || len(v) != 10 && unit == 1 {
		return dst, false
	}
	at := int64(n / unit / daySeconds)
	var buf [32]byte
	if d.alone {
		row = nil
	}
	year, month, day := dateOf(at)
	was := append(appendDate(append(buf[:0], '"'), year, month, day), '"')
	to := d.append(was, was, row)[len(was):]
	year, month, day, _ = parseDate(to[1:])
	return strconv.AppendUint(dst, n+uint64(daysOf(year, month, day)-at)*daySeconds*unit, 10), true
}
