package verify

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// nullDays are the days that stand for none, by year, month and day: those that
// programs take for the first, and the last, that there is. So does the year 9999.
var nullDays = map[[3]int]bool{
	{1, 1, 1}: true, {1000, 1, 1}: true, {1601, 1, 1}: true, {1753, 1, 1}: true, {1800, 1, 1}: true,
	{1899, 12, 30}: true, {1899, 12, 31}: true, {1900, 1, 1}: true, {1970, 1, 1}: true,
	{2079, 6, 6}: true, {2099, 12, 31}: true, {2100, 1, 1}: true, {2999, 12, 31}: true, {3000, 1, 1}: true, {4712, 12, 31}: true,
}

// isNullDay reports whether v begins with a day that stands for none, as programs
// and people write days, the year first or last. Masks leave it.
func isNullDay(v []byte) bool {
	var parts [3]int
	var sizes [3]int
	n, at := 0, 0
	for ; n < len(parts) && at < len(v) && digit[v[at]] == 1; n++ {
		sizes[n] = min(digitsAt(v, at), 8)
		parts[n], _ = strconv.Atoi(string(v[at : at+sizes[n]]))
		at += sizes[n]
		if n < 2 && at < len(v) && (v[at] == '-' || v[at] == '.' || v[at] == '/' || v[at] == ' ') {
			at++
		}
	}
	if digitsAt(v, at) > 0 {
		return false
	}
	if n == 1 && sizes[0] == 8 { // without marks
		parts, n = [3]int{parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100}, 3
		sizes = [3]int{4, 2, 2}
	}
	if n == 3 && (sizes[2] == 4 || sizes[0] <= 2 && sizes[2] == 2 && parts[0] <= 31) {
		parts[0], parts[2], sizes[0] = parts[2], parts[0], sizes[2]
	}
	if n == 3 && sizes[0] == 2 { // 01/01/70
		parts[0], sizes[0] = parts[0]+1900, 4
	}
	if n < 3 || sizes[0] != 4 {
		return false
	}
	year, month, day := parts[0], parts[1], parts[2]
	return year == 9999 || nullDays[[3]int{year, month, day}] || nullDays[[3]int{year, day, month}]
}

// digitsAt returns how many digits v has from a place on.
func digitsAt(v []byte, at int) int {
	n := at
	for n < len(v) && digit[v[n]] == 1 {
		n++
	}
	return n - at
}

// isDay reports whether v begins with a day as PostgreSQL writes it.
func isDay(v []byte) bool {
	return len(v) >= 10 && v[4] == '-' && v[7] == '-' && digit[v[0]]+digit[v[3]]+digit[v[5]]+digit[v[6]]+digit[v[8]]+digit[v[9]] == 6
}

// isCommon reports whether v is one of so few values that a mask comes upon them: a time
// of day, or two, or a span of days and hours; two days; a week, a month or a quarter of a
// year; days of a week; the name of a time zone; a number with an exponent; a bit string.
func isCommon(v []byte) bool {
	if len(v) == 0 || len(v) > longestCommon {
		return false
	}
	if digit[v[0]] == 1 || len(v) > 1 && digit[v[1]] == 1 {
		i := max(0, bytes.LastIndexByte(v, ' ')) // 3 days 04:05:06
		return isTimes(v) || isDays(v) || isWeek(v) || isMonth(v) || isQuarter(v) || isRounded(v) || isBits(v) || isTimes(v[i:]) && isQuantity(v[:i])
	}
	if isWeekdays(v) || isQuarter(v) {
		return true
	}
	region, _, ok := bytes.Cut(v, []byte{'/'})
	return ok && regions[string(region)] && !bytes.ContainsAny(v, " 0123456789@.")
}

const longestCommon = len("[2024-02-03 04:05:06.123456+00:00,2024-02-03 04:05:06.123456+00:00)")

// withoutZone returns a time of day without the offset of its zone, which masks leave:
// 24:00:00 of 24:00:00+05:30. All else it returns as it is.
func withoutZone(v []byte) []byte {
	if len(v) < len("00:00:00+00") || len(v) > len("00:00:00.123456+00:00:00") || v[2] != ':' || v[5] != ':' {
		return v
	}
	i := max(0, bytes.LastIndexAny(v, "+-"))
	if i < len("00:00:00") || !isTimes(v[:i]) || len(bytes.Trim(v[i+1:], "0123456789:")) > 0 {
		return v
	}
	return v[:i]
}

// isTimes reports whether v is one time of day or several, as 08:00-16:30 and 14:46+02:00.
func isTimes(v []byte) bool {
	n, colons, after := 0, 0, byte(0)
	for at := 0; at < len(v); {
		size := digitsAt(v, at)
		switch {
		case size == 0:
			if strings.IndexByte(":.+- ,/[]()", v[at]) < 0 {
				return false
			}
			if after = v[at]; after == ':' {
				n, colons = n+1, colons+1
			} else if after != '.' {
				colons = 0
			}
			at++
			continue
		case after != '.' && size > 2, after == ':' && v[at] > '5' && size == 2, colons > 2:
			return false
		}
		at += size
	}
	return n > 0
}

// isDays reports whether v is one day in numbers or two, the year first or last, as
// 2024-02-03, 20240203 and 03.02.2024 - 17.03.2024, in brackets or not.
func isDays(v []byte) bool {
	numbers, years := 0, 0
	for at := 0; at < len(v); {
		size := digitsAt(v, at)
		if size == 0 {
			if strings.IndexByte("-./, []()\"", v[at]) < 0 {
				return false
			}
			at++
			continue
		}
		if size == len("20240203") && numbers%3 == 0 && numbers < 2*3 && plainDay.Match(v[at:at+size]) {
			numbers, years, at = numbers+3, years+1, at+size
			continue
		}
		if numbers == 2*3 || size > 4 || size == 3 {
			return false
		}
		if size == 4 {
			if century := string(v[at : at+2]); century != "19" && century != "20" || numbers%3 == 1 {
				return false
			}
			years++
		} else if size == 2 && v[at] > '3' {
			return false
		}
		numbers++
		at += size
	}
	return numbers == 3*years && years > 0
}

var plainDay = regexp.MustCompile(`^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$`)

// isWeek reports whether v is a week of a year, or a day of one, as 2024-W07 and
// 2024-W07-3.
func isWeek(v []byte) bool {
	year, week, ok := bytes.Cut(v, []byte{'W'})
	year = bytes.TrimSuffix(year, []byte{'-'})
	week, day, _ := bytes.Cut(week, []byte{'-'})
	return ok && len(year) == 4 && len(week) == 2 && len(day) < 2 && len(bytes.Trim(v, "0123456789-W")) == 0
}

// isMonth reports whether v is a month of a year in numbers, as 2024-02 and 02/2024.
func isMonth(v []byte) bool { return len(v) == len("2024-02") && month.Match(v) }

var month = regexp.MustCompile(`^(?:(?:19|20)[0-9]{2}[-/.][01][0-9]|[01][0-9][-/.](?:19|20)[0-9]{2})$`)

// isQuarter reports whether v is a quarter or a half of a year, as Q3 2023 and 2023-H2.
func isQuarter(v []byte) bool {
	if len(v) < len("Q32023") || len(v) > len("Q3 2023") {
		return false
	}
	first, last := v[0]|0x20, v[len(v)-2]|0x20
	return (first == 'q' || first == 'h' || last == 'q' || last == 'h') && quarter.Match(v)
}

var quarter = regexp.MustCompile(`^(?i:[qh][1-4][ /-]?(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[ /-]?[qh][1-4])$`)

// isWeekdays reports whether v is names of days, and marks: Mon, Wed.
func isWeekdays(v []byte) bool {
	days := 0
	if isLetter(v[0]) && strings.IndexByte("mtwfs", v[0]|0x20) < 0 {
		return false // most values
	}
	for word := range bytes.FieldsFuncSeq(v, func(r rune) bool { return r < 0x80 && !isLetter(byte(r)) && digit[byte(r)] == 0 }) {
		if !weekdays[strings.ToLower(string(word))] {
			return false
		}
		days++
	}
	return days > 0
}

// isBits reports whether v is a bit string of up to four bytes.
func isBits(v []byte) bool { return len(v) <= 32 && len(bytes.Trim(v, "01")) == 0 }

// isMoment reports whether v is a day in numbers and a time of day. A mask that moves
// both may leave one of them.
func isMoment(v []byte) bool {
	day, time, ok := bytes.Cut(v, []byte{' '})
	return ok && isDays(day) && isTimes(time)
}

// isRounded reports whether v is a number with an exponent and few digits before it.
func isRounded(v []byte) bool {
	i := bytes.IndexByte(v, 'e')
	if i < 0 {
		i = bytes.IndexByte(v, 'E')
	}
	if i < 1 || significant(v[:i]) >= leastDigits || len(bytes.Trim(v[i+1:], "+-0123456789")) > 0 {
		return false
	}
	_, err := strconv.ParseFloat(string(v), 64)
	return err == nil
}

// isSpokenDay reports whether v is a day with its month in words, as in 19 October 1976
// and Tue, Oct 19th, 1976, 10:00 pm. Masks move it, and leave the words.
func isSpokenDay(v []byte) bool {
	if len(v) > longestDay {
		return false
	}
	digits := 0
	for _, b := range v {
		digits += int(digit[b])
	}
	return digits >= len("31976") && digitsOfDay(v) > 0
}

// longestDay is how long such a day is at most.
const longestDay = len("Wednesday, September 29th, 1976 10:00:00 pm UTC")

// digitsOfDay returns how many digits v has if it is such a day, or a month of a year;
// 0 if it is neither.
func digitsOfDay(v []byte) int {
	if len(v) < len("May 76") || len(v) > longestDay {
		return 0
	}
	months, digits := 0, 0
	for at := 0; at < len(v); {
		lo := at
		for at < len(v) && lower[v[at]] != 0 && digit[v[at]] == 0 {
			at++
		}
		if at == lo {
			digits += int(digit[v[at]])
			at++
			continue
		}
		kind := ofDay[strings.ToLower(string(v[lo:at]))]
		if kind == 0 {
			return 0
		}
		months += int(kind & 1)
	}
	if months != 1 {
		return 0
	}
	return digits
}

var weekdays = setOf("monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun")

// ofDay has the words of days: 1 for the months, 2 for all else.
var ofDay = func() map[string]uint8 {
	t := map[string]uint8{}
	for _, month := range strings.Fields("january february march april may june july august september october november december") {
		t[month], t[month[:3]] = 1, 1
	}
	for _, month := range strings.Fields("sept januar februar märz mai juni juli oktober dezember okt dez mär") {
		t[month] = 1
	}
	for day := range weekdays {
		t[day] = 2
	}
	for _, other := range strings.Fields("st nd rd th am pm at of the utc gmt z") {
		t[other] = 2
	}
	return t
}()
