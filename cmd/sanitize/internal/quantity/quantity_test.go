package quantity

import "testing"

func TestQuantities(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := Grouped(n); got != want {
			t.Errorf("Grouped(%d) = %s, want %s", n, got, want)
		}
	}
	for f, want := range map[float64]string{0: "0 ", 999: "999 ", 1000: "1.0 k", 9940: "9.9 k", 254e6: "254 M", 3e15: "3000 T"} {
		if got := Decimal(f, 9.95); got != want {
			t.Errorf("Decimal(%g) = %q, want %q", f, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for n, want := range map[int64]string{0: "0 rows", 1: "1 row", 2400: "2,400 rows"} {
		if got := Of(n, "row"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
