package shape

import (
	"testing"

	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/sip"
	"sanitize/mask/internal/stream"
)

// bitsOf returns the lowest n bits of x, as numerals.
func bitsOf(x, n int) []uint16 {
	v := make([]uint16, n)
	for i := range v {
		v[i] = uint16(x >> i & 1)
	}
	return v
}

// repeating calls f with all numerals of two values, and of one number, that are up to
// two of head, a period up to four over and over, and up to two of tail.
func repeating(f func(num []uint16)) {
	const n = leastRepeated + 3
	for ends := range 9 {
		head, tail := ends/3, ends%3
		for p := 1; p <= 4; p++ {
			for x := range 1 << (head + p + tail) {
				num := bitsOf(x, head+p)
				for len(num) < n-tail {
					num = append(num, num[len(num)-p])
				}
				f(append(num, bitsOf(x>>(head+p), tail)...))
			}
		}
	}
}

// textOf returns numerals below 10 as text.
func textOf(num []uint16) string {
	v := make([]byte, len(num))
	for i, c := range num {
		v[i] = '0' + byte(c)
	}
	return string(v)
}

// TestRepeatedOneToOne: numerals that repeat themselves do so permuted, each their own
// way, and those with other radices between them do.
func TestRepeatedOneToOne(t *testing.T) {
	s := New(stream.New([]byte("secret"), &[sip.KeySize]byte{2}), &[perm.KeySize]byte{1})
	for name, radix := range map[string]func(i int) uint16{
		"of two values":                 func(int) uint16 { return 2 },
		"with some that have one value": func(i int) uint16 { return uint16(1 + i%3&1) },
		"with others in the middle":     func(i int) uint16 { return uint16(2 + i/300&1) },
	} {
		seen, changed := map[string]string{}, 0
		repeating(func(num []uint16) {
			rad := make([]uint16, len(num))
			for i := range rad {
				rad[i] = radix(i)
				num[i] %= rad[i]
			}
			was, before := textOf(num), repetitionOf(num, rad)
			s.Permute(num, rad, 7)
			out := textOf(num)
			if other, ok := seen[out]; ok && other != was {
				t.Fatalf("%s: two values have one result: %s and %s", name, was, other)
			}
			seen[out] = was
			if out != was {
				changed++
			}
			for i := range rad {
				if rad[i] != radix(i) || num[i] >= rad[i] {
					t.Fatalf("%s: numeral %d of %s is %d of %d", name, i, was, num[i], rad[i])
				}
			}
			if after := repetitionOf(num, rad); after != before || name != "with others in the middle" && after.period == 0 {
				t.Fatalf("%s: %s has the repetition %v, and had %v", name, was, after, before)
			}
		})
		if len(seen) < 60 || changed < len(seen)/2 {
			t.Errorf("%s: %d results, and %d values changed", name, len(seen), changed)
		}
	}
}

// TestPeriod holds the period that is found to what it is.
func TestPeriod(t *testing.T) {
	for n := 2; n <= 12; n++ {
		for x := range 1 << n {
			num, want := bitsOf(x, n), 0
			for p := n / 2; p > 0; p-- {
				if textOf(num[p:]) == textOf(num[:n-p]) {
					want = p
				}
			}
			if p := period(num, num); p != want {
				t.Errorf("the period of %v is %d, want %d", num, p, want)
			}
		}
	}
}
