package report

import "sanitize/cmd/sanitize/internal/quantity"

// size returns a number of bytes with a decimal unit: 254 MB.
func size(n int64) string { return quantity.Decimal(float64(n), 9.95) + "B" }
