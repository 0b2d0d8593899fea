package report

import "sanitize/cmd/sanitize/internal/quantity"

// count returns "1 row", "2,400 rows".
func count(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return quantity.Grouped(n) + " " + what
}

// size returns a number of bytes with a decimal unit: 254 MB.
func size(n int64) string { return quantity.Decimal(float64(n), 9.95) + "B" }
