package shape

// Parts of dates in text: a month of a year, a week, a quarter, a day of any year.
// What casts or is cut into numbers of them before is so after: months from 1 to
// 12, weeks from 1 to 52, days that the month has.

// What the kind of a part of a date is.
const (
	yearMonth   = iota // YYYY-MM, YYYY/MM
	monthYear          // MM/YY, MM/YYYY
	yearWeek           // YYYY-Www
	yearQuarter        // YYYY-Qn
	monthDay           // MM-DD, with a day above 12
	dayMonth           // DD-MM, DD/MM, with a day above 12
	eitherDay          // with -, either
	yearDay            // YYYY-DDD
	quarterYear        // Qn/YYYY

	alsoDay = 1 << 4 // of MM/YY: what stands for the year is a day that the month has
)

// monthsKind returns the kind of a part of a date of 5, 7 or 8 characters. It is
// false for what may be something else.
func monthsKind(v []byte) (k kind, ok bool) {
	switch n := DigitsAt(v, 0); {
	case n == 4 && v[4] == '-' && len(v) == 8 && v[5]|0x20 == 'w' && DigitsAt(v, 6) == 2 && plausibleYear(v):
		switch w := two(v[6:]); {
		case w >= 1 && w <= 52:
			return months.of(yearWeek), true
		case w == 53:
			return kept, true // few years have it
		}
	case len(v) == 8:
		if n == 4 && v[4] == '-' && DigitsAt(v, 5) == 3 && plausibleYear(v) {
			if d, _ := ParseUint(v[5:]); d >= 1 && d <= 365 {
				return months.of(yearDay), true
			}
		}
	case n == 4 && len(v) == 7 && v[4] == '-' && v[5]|0x20 == 'q' && v[6] >= '1' && v[6] <= '4' && plausibleYear(v):
		return months.of(yearQuarter), true
	case n == 4 && len(v) == 7 && (v[4] == '-' || v[4] == '/') && DigitsAt(v, 5) == 2:
		if m := two(v[5:]); m >= 1 && m <= 12 && plausibleYear(v) {
			return months.of(yearMonth), true
		}
		return plain, true
	case n == 2 && isDateMark(v[2]) && DigitsAt(v, 3) == len(v)-3:
		a, b := two(v), two(v[3:])
		switch {
		case a >= 1 && a <= 12 && (len(v) == 7 && plausibleYear(v[3:]) || len(v) == 5 && v[2] == '/'):
			if len(v) == 5 && isDate(leapYear, a, b) {
				return months.of(monthYear | alsoDay), true
			}
			return months.of(monthYear), true
		case len(v) == 7 || v[2] == '.':
			return plain, len(v) == 7 // 12.31 is a number
		case a >= 1 && a <= 12 && b >= 1 && b <= 12:
			return months.of(eitherDay), true
		case isDate(leapYear, a, b):
			return months.of(monthDay), true
		case isDate(leapYear, b, a):
			return months.of(dayMonth), true
		}
	}
	return plain, false
}

// quarterKind returns the kind of a quarter before its year: Q3/2024.
func quarterKind(v []byte) kind {
	if len(v) == 7 && v[0]|0x20 == 'q' && v[1] >= '1' && v[1] <= '4' && (v[2] == ' ' || isDateMark(v[2])) && DigitsAt(v, 3) == 4 && plausibleYear(v[3:]) {
		return months.of(quarterYear)
	}
	return plain
}

// leapYear is one in which all days are that some year has.
const leapYear = 2000

// month permutes parts of dates of one kind.
func (s *Shaper) month(dst, v []byte, k kind) []byte {
	at := len(dst)
	dst = append(dst, v...)
	out := dst[at:]
	below := func(h Hash, x, n int) int {
		t := s.perm.Tweak(uint64(h))
		return int(t.Below(uint64(x), uint64(n)))
	}
	h := hashMonth.With(uint64(k.keeps()))
	switch k.keeps() &^ alsoDay {
	case yearMonth:
		y, _ := ParseUint(v[:4])
		putTwo(out[5:], 1+below(hashMonth.With(y), two(v[5:])-1, 12))
	case monthYear:
		putTwo(out, 1+below(hashMonth.Text(v[3:]), two(v)-1, 12))
	case yearWeek:
		putTwo(out[6:], 1+below(h.Text(v[:4]), two(v[6:])-1, 52))
	case yearQuarter:
		out[6] = '1' + byte(below(h.Text(v[:4]), int(v[6]-'1'), 4))
	case yearDay:
		d, _ := ParseUint(v[5:])
		x := 1 + below(h.Text(v[:4]), int(d)-1, 365)
		out[5] = '0' + byte(x/100)
		putTwo(out[6:], x%100)
	case quarterYear:
		out[1] = '1' + byte(below(hashMonth.With(yearQuarter).Text(v[3:]), int(v[1]-'1'), 4))
	case eitherDay:
		x := below(h, 12*(two(v)-1)+two(v[3:])-1, 12*12)
		putTwo(out, 1+x/12)
		putTwo(out[3:], 1+x%12)
	case monthDay:
		m, d := lateDay(below(h, daysBefore(two(v))+two(v[3:])-13, lateDays))
		putTwo(out, m)
		putTwo(out[3:], d)
	case dayMonth:
		m, d := lateDay(below(h, daysBefore(two(v[3:]))+two(v)-13, lateDays))
		putTwo(out[3:], m)
		putTwo(out, d)
	}
	return dst
}

// lateDays is how many days of a leap year are behind the twelfth of their month.
const lateDays = 366 - 12*12

// daysBefore returns how many of them are before a month.
func daysBefore(month int) int {
	n := 0
	for m := 1; m < month; m++ {
		n += monthLen(leapYear, m) - 12
	}
	return n
}

// lateDay returns the n-th of them.
func lateDay(n int) (month, day int) {
	for month = 1; n >= monthLen(leapYear, month)-12; month++ {
		n -= monthLen(leapYear, month) - 12
	}
	return month, n + 13
}
