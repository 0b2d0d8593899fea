// Package quantity writes numbers for people: it knows neither what is counted
// nor where it is shown.
package quantity

import (
	"fmt"
	"strconv"
)

// Grouped returns n with commas between its thousands: "2,400".
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Of returns how many there are of what, with an s but of one: "1 row", "2,400 rows".
func Of[N int | int64](n N, what string) string {
	if n != 1 {
		what += "s"
	}
	return Grouped(int64(n)) + " " + what
}

// Decimal returns a number with the prefix of a decimal unit, a blank before it:
// "254 M". In a unit of thousands or more, what is below fine has a digit behind
// the point.
func Decimal(f, fine float64) string {
	units := []string{"", "k", "M", "G", "T"}
	i := 0
	for f >= 999.5 && i < len(units)-1 {
		f /= 1000
		i++
	}
	if f < fine && i > 0 {
		return fmt.Sprintf("%.1f %s", f, units[i])
	}
	return fmt.Sprintf("%.0f %s", f, units[i])
}
