package mask

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// scrambledText returns what the scramble of text makes of a value.
func scrambledText(t *testing.T) func(v string) string {
	m, err := New("scramble", testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return func(v string) string {
		out, err := m.Append(nil, []byte(v), nil)
		if err != nil {
			t.Fatalf("%q: %v", v, err)
		}
		return string(out)
	}
}

// TestNumbersOfOrdersAreOneToOneAlone: what ends an order number is unique where it was, and
// repeats from year to year where it did.
func TestNumbersOfOrdersAreOneToOneAlone(t *testing.T) {
	scramble := scrambledText(t)
	seen := map[string]int{}
	for n := range 400 {
		out := scramble(fmt.Sprintf("INV-%d-%04d", 2019+n%5, n))
		tail := out[strings.LastIndexByte(out, '-')+1:]
		if old, ok := seen[tail]; ok {
			t.Errorf("numbers %d and %d both end in %s", old, n, tail)
		}
		seen[tail] = n
	}
	a, b := scramble("INV-2022-000017"), scramble("INV-2023-000017")
	if a[9:] != b[9:] || a[:9] == b[:9] {
		t.Errorf("one number in two years is %s, %s", a, b)
	}
}

// TestTimesInTextStayInTheirHalfOfTheDay: with two digits for the hour, as those of the type
// do, so that what opens before it closes still does. They are one to one.
func TestTimesInTextStayInTheirHalfOfTheDay(t *testing.T) {
	scramble := scrambledText(t)
	for _, form := range []string{"%02d:%02d", "%02d:%02d:30"} {
		seen, moved := map[string]string{}, 0
		for minute := range 24 * 60 {
			in := fmt.Sprintf(form, minute/60, minute%60)
			out := scramble(in)
			if old, ok := seen[out]; ok || len(out) != len(in) || (out >= "12") != (in >= "12") {
				t.Errorf("%s becomes %s, as %q does", in, out, old)
			}
			if seen[out] = in; in[:2] != out[:2] {
				moved++
			}
		}
		if moved < 1000 {
			t.Errorf("%s: %d times of 1440 leave their hour", form, moved)
		}
	}
}

// TestDigestsOfFewLettersOrDigits: hexadecimal of twelve small characters is such whatever
// it has more of.
func TestDigestsOfFewLettersOrDigits(t *testing.T) {
	scramble, hex := scrambledText(t), regexp.MustCompile(`^[0-9a-f]{12}$`)
	for _, v := range []string{"1572b4999913", "e12061987782", "8098076416c3", "cacb7cdaafee", "dcefe52bfdcb", "abcdef12345a"} {
		if out := scramble(v); !hex.MatchString(out) || out == v {
			t.Errorf("%s becomes %s", v, out)
		}
	}
	for _, v := range []string{"12345678d", "deadbeefcafe"} { // the number of a person, words
		if out := scramble(v); len(out) != len(v) || regexp.MustCompile(`^\d{8}`).MatchString(v) != regexp.MustCompile(`^\d{8}[a-z]`).MatchString(out) {
			t.Errorf("%s becomes %s", v, out)
		}
	}
}
