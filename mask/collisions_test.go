package mask

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sanitize/mask/internal/shape"
)

// manyValues is how many values the long tests of collisions take: SANITIZE_VALUES,
// else a million; `make laws` asks for ten.
func manyValues(t *testing.T, short int) int {
	if testing.Short() {
		return short
	}
	if n, err := strconv.Atoi(os.Getenv("SANITIZE_VALUES")); err == nil {
		return n
	}
	return 1_000_000
}

// shortened returns how often a test tries: long times, and short times under
// -short.
func shortened(long, short int) int {
	if testing.Short() {
		return short
	}
	return long
}

// shapeForms are values as they stand in columns of a mask, each of as many
// values as there are numbers, all of one shape or of few.
var shapeForms = map[string][]string{
	"email":      {"u%08d@example.com", "anna%08d.lee@mail.example.co.uk"},
	"username":   {"ann%08d", "%08d"},
	"name":       {"Ann Lee %08d", "Анна Ли %08d", "O'Neill-%08d, Zoë"},
	"first_name": {"Ann%08d"},
	"last_name":  {"VAN DER LEE %08d"},
	"company":    {"Lee & Sons %08d Ltd", "株式会社%08d"},
	"street":     {"%08d High Street", "Hauptstraße %08d b"},
	"city":       {"St. %08d-upon-Sea"},
	"phone":      {"+49 30 %08d", "(0171) %08d"},
	"postcode":   {"AB %08d"},
	"url":        {"https://www.example.com/u/%08d?tab=1"},
	"scramble":   {"%08d", "user%08d", "INV-%08d", "X%08d", "2001:db8::%08d", "cus_%08dabc", "ORD-2024-%08d", "1.%08d", "%08d kg", "(%08d)"},
}

// TestShapeNoCollisions: what keeps the shape of a text is one to one: no two of
// the values of a form meet, whatever the form.
func TestShapeNoCollisions(t *testing.T) {
	n := manyValues(t, 20_000)
	seen := make([]uint64, n)
	for _, name := range formMasks() {
		m := newText(t, name)
		forms := shapeForms[name]
		if len(forms) == 0 {
			t.Errorf("%s is not tried", name)
		}
		for _, form := range forms {
			part := seen[:n/len(forms)]
			if met, masked := meets(t, form, part, m.Append); met || masked < len(part)*9/10 {
				t.Errorf("%s: %q: two of %d values meet: %v; %d were masked", name, form, len(part), met, masked)
			}
		}
	}
}

// TestCodesAreNoHosts: codes and names with a dot that end as no host does are none, of
// which the last label becomes one of few, and they do not become one.
func TestCodesAreNoHosts(t *testing.T) {
	m := newText(t, "scramble")
	letters := func(n int) string { return string([]byte{'a' + byte(n%26), 'a' + byte(n/26%26), 'a' + byte(n/676%26)}) }
	for form, value := range map[string]func(i int) string{
		"12345.c2": func(i int) string { return fmt.Sprintf("%05d.%c%d", i, 'a'+i%26, i%10) },
		"abc.def":  func(i int) string { return letters(i) + "." + letters(i*7919) },
		"ABC.DEF":  func(i int) string { return strings.ToUpper(letters(i*31) + "." + letters(i*7919)) },
	} {
		seen := map[string]bool{}
		for i := range 17_000 {
			v := value(i)
			dst, err := m.Append(nil, []byte(v), nil)
			if err != nil || seen[string(dst)] {
				t.Errorf("%s: of %d two meet, %v", form, i, err)
				break
			}
			if !shape.HasHost([]byte(v)) && shape.HasHost(dst) {
				t.Errorf("%s: %s becomes the host %s", form, v, dst)
				break
			}
			seen[string(dst)] = true
		}
	}
}

// TestShapeCollisionsAreSeen: the test above sees a mask that is not one to one,
// and one that masks nothing.
func TestShapeCollisionsAreSeen(t *testing.T) {
	hash, err := New("hash", testKey(t), Type{Kind: Text, Name: "text"}, Params{"length": int64(7)})
	if err != nil {
		t.Fatal(err)
	}
	seen := make([]uint64, 100_000)
	if met, _ := meets(t, "%08d", seen, hash.Append); !met {
		t.Error("no two of 100,000 values meet in 28 bits")
	}
	keep := func(dst, src, _ []byte) ([]byte, error) { return append(dst, src...), nil }
	if _, masked := meets(t, "%08d", seen, keep); masked != 0 {
		t.Errorf("%d values count as masked, want none", masked)
	}
}

func newText(t *testing.T, name string) Mask {
	t.Helper()
	m, err := New(name, testKey(t), Type{Kind: Text, Name: "text"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// meets says whether two values of a form come out alike, and how many came out
// as others. It compares hashes of 64 bits, for memory: as they have no seed, two
// meet by accident in every run or in none.
func meets(t *testing.T, form string, seen []uint64, mask func(dst, src, row []byte) ([]byte, error)) (met bool, masked int) {
	t.Helper()
	var src, dst []byte
	for i := range seen {
		src = fmt.Appendf(src[:0], form, i)
		var err error
		if dst, err = mask(dst[:0], src, nil); err != nil {
			t.Fatal(err)
		}
		if string(dst) != string(src) {
			masked++
		}
		seen[i] = fnv(dst)
	}
	slices.Sort(seen)
	for i := range len(seen) - 1 {
		met = met || seen[i] == seen[i+1]
	}
	return met, masked
}
