package expr

import (
	"bytes"
	"strconv"
)

// parseInterval reads an interval in the style postgres, and the plainer forms
// that people write, in microseconds: as interval_cmp_value in timestamp.c
// counts, a month has 30 days and a day 24 hours.
func parseInterval(v []byte) (int64, bool) {
	words := bytes.Fields(v)
	if len(words) > 16 {
		return 0, false
	}
	var total int64
	for i := 0; i < len(words); i++ {
		w := words[i]
		if bytes.IndexByte(w, ':') > 0 {
			t, ok := signedClock(w)
			if !ok || i+1 != len(words) {
				return 0, false
			}
			return total + t, true
		}
		if i++; i == len(words) {
			return 0, false
		}
		n, err := strconv.ParseInt(string(w), 10, 32)
		unit := intervalUnits[string(bytes.TrimSuffix(words[i], []byte{'s'}))]
		if err != nil || unit == 0 || n > maxUnits || n < -maxUnits {
			return 0, false
		}
		total += n * unit
	}
	return total, len(words) > 0
}

// maxUnits keeps sums of units within 64 bits.
const maxUnits = 30_000

var intervalUnits = map[string]int64{
	"year": 12 * 30 * day, "mon": 30 * day, "month": 30 * day, "week": 7 * day, "day": day,
	"hour": hour, "min": minute, "minute": minute, "sec": second, "second": second,
}

// signedClock reads [-]HH:MM:SS[.ffffff], of more than 24 hours or not.
func signedClock(v []byte) (int64, bool) {
	negative := v[0] == '-'
	if negative || v[0] == '+' {
		v = v[1:]
	}
	hours, rest, _ := bytes.Cut(v, []byte{':'})
	h, err := strconv.ParseUint(string(hours), 10, 24)
	t, ok := parseClock(append([]byte("00:"), rest...))
	if err != nil || !ok {
		return 0, false
	}
	t += int64(h) * hour
	if negative {
		t = -t
	}
	return t, true
}
