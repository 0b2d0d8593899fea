package progress

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"sanitize/cmd/sanitize/internal/cells"
	"sanitize/cmd/sanitize/internal/quantity"
)

// A line consists of parts, in the order in which they stand. Where there is no
// room for all, those of a higher rank are left out.
type part struct {
	text string
	rank int
}

// gap is between two parts.
const gap = "  "

// The table's name is shortened to no less than minName columns, and what room
// there is beside the parts goes to a bar of minBar columns and more.
const (
	minName = 8
	maxName = 60
	minBar  = 12
	maxBar  = 40
)

// render returns the line for a status, in at most so many columns.
func render(s Status, size int64, measure func(Status, time.Time) speed, now time.Time, columns int, bar bool) string {
	v := measure(s, now)
	parts := []part{
		{share(s, size), 0},
		{volume(s, size), 5},
		{decimal(v.bytes) + "B/s", 2},
		{remaining(s, size, v), 1},
		{cells.Cut(cells.Printable(s.Table), maxName), 3},
		{rows(s), 4},
		{rowRate(v), 6},
	}
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.text == "" })
	parts = fit(parts, columns)
	line := join(parts)
	room := columns - cells.Width(line) - len(gap)
	if bar && size > 0 && room >= minBar {
		line = gauge(s, size, min(room, maxBar)) + gap + line
	}
	return cells.Cut(line, columns)
}

// fit leaves out parts until the others fit. The table's name, of rank 3, is
// shortened before it goes.
func fit(parts []part, columns int) []part {
	for rank := 6; rank > 0 && cells.Width(join(parts)) > columns; rank-- {
		i := slices.IndexFunc(parts, func(p part) bool { return p.rank == rank })
		if i < 0 {
			continue
		}
		room := columns - (cells.Width(join(parts)) - cells.Width(parts[i].text))
		if rank == 3 && room >= minName {
			parts[i].text = cells.Cut(parts[i].text, room)
			continue
		}
		parts = slices.Delete(parts, i, i+1)
	}
	return parts
}

func join(parts []part) string {
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.text)
	}
	return strings.Join(texts, gap)
}

// share is the percentage of the input. It stays below 100: the input is read
// ahead, and may grow.
func share(s Status, size int64) string {
	if size <= 0 {
		return ""
	}
	return fmt.Sprintf("%2d%%", min(int64(float64(s.Consumed)/float64(size)*100), 99))
}

func volume(s Status, size int64) string {
	if size <= 0 {
		return decimal(float64(s.Consumed)) + "B"
	}
	return decimal(float64(s.Consumed)) + "B of " + decimal(float64(size)) + "B"
}

// remaining is an estimate of the time left, or the time that has passed.
func remaining(s Status, size int64, v speed) string {
	if size <= 0 {
		return clock(v.passed)
	}
	if v.bytes < 1 {
		return ""
	}
	left := float64(max(size-s.Consumed, 0)) / v.bytes
	return "ETA " + clock(time.Duration(min(left, maxClock)*float64(time.Second)))
}

// maxClock is the longest time that is shown, in seconds: 99 hours.
const maxClock = 99 * 3600

// clock returns a duration as 0:07, 12:34 or 1:02:03.
func clock(d time.Duration) string {
	s := int64(math.Ceil(d.Seconds()))
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

func rows(s Status) string {
	if s.Table == "" {
		return ""
	}
	return quantity.Grouped(s.Rows) + " rows"
}

func rowRate(v speed) string {
	if v.rows < 1 {
		return ""
	}
	return quantity.Grouped(int64(v.rows)) + " rows/s"
}

// gauge is a bar of so many columns.
func gauge(s Status, size int64, columns int) string {
	inner := columns - 2
	full := min(int(float64(s.Consumed)/float64(size)*float64(inner)), inner)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", inner-full) + "]"
}

// decimal returns a number with the prefix of a decimal unit.
func decimal(f float64) string { return quantity.Decimal(f, 99.95) }
