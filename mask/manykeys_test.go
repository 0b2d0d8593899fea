package mask

import (
	"fmt"
	"testing"
)

// TestNothingStaysUnderManyKeys: whatever the key, no value of many becomes itself.
// A mask may be right under the one key of a test, and leave a network as it is
// under one of a hundred.
func TestNothingStaysUnderManyKeys(t *testing.T) {
	text := Type{Kind: Text, Name: "text"}
	integer := Type{Kind: Int, Name: "integer", Bits: 32}
	letters := func(i int) string { return string([]byte{'a' + byte(i%26), 'a' + byte(i/26%26)}) }
	day := func(i int) string { return fmt.Sprintf("%04d-%02d-%02d", 1980+i%30, i%12+1, i%28+1) }
	host := func(i int) string { return fmt.Sprintf("10.16.%d.%d", i/256, i%256) }
	for _, c := range []struct {
		mask  string
		typ   Type
		value func(i int) string
	}{
		{"email", text, func(i int) string { return fmt.Sprintf("anna.lee%d@mail%d.example.com", i, i%7) }},
		{"username", text, func(i int) string { return fmt.Sprintf("ann%03d", i) }},
		{"name", text, func(i int) string { return "Anna L" + letters(i) + "e" }},
		{"last_name", text, func(i int) string { return "Mi" + letters(i) + "ler" }},
		{"phone", text, func(i int) string { return fmt.Sprintf("+49 30 12%05d", i) }},
		{"postcode", text, func(i int) string { return fmt.Sprintf("10%03d", i) }},
		{"street", text, func(i int) string { return fmt.Sprintf("Main Street %d", i) }},
		{"city", text, func(i int) string { return "Ber" + letters(i) + "in" }},
		{"company", text, func(i int) string { return "North M" + letters(i) + "ors GmbH" }},
		{"url", text, func(i int) string { return fmt.Sprintf("https://shop%d.example.org/a/%d", i%50, i) }},
		{"text", text, func(i int) string { return fmt.Sprintf("someone %d", i) }},
		{"scramble", text, func(i int) string { return fmt.Sprintf("AB%04d", i) }},
		{"scramble", text, day},
		{"scramble", text, host},
		{"scramble", text, func(i int) string { return fmt.Sprintf("3f2b8c1e-6f0d-4a5b-9c7e-%012x", i) }},
		{"scramble", text, func(i int) string { return fmt.Sprintf("1%d.%02d", i/100, i%100) }},
		{"scramble", integer, func(i int) string { return fmt.Sprint(10000 + i) }},
		{"permute", integer, func(i int) string { return fmt.Sprint(10000 + i) }},
		{"permute", Type{Kind: Date}, day},
		{"date_shift", Type{Kind: Date}, day},
		{"noise", integer, func(i int) string { return fmt.Sprint(50000 + i) }},
		{"ip", Type{Kind: Inet}, host},
		{"ip", Type{Kind: Inet}, func(i int) string { return fmt.Sprintf("2001:db8:1::%x", i+2) }},
		{"mac", text, func(i int) string { return fmt.Sprintf("08:00:2b:01:%02x:%02x", i/256, i%256) }},
		{"credit_card", text, func(i int) string { return withCheck(fmt.Sprintf("41111111%07d", i)) }},
		{"ssn", text, func(i int) string { return fmt.Sprintf("123-45-%04d", i) }},
	} {
		for k := range shortened(150, 30) {
			key, err := NewKey(fmt.Appendf(nil, "a salt of many, the %dth", k))
			if err != nil {
				t.Fatal(err)
			}
			m, err := New(c.mask, key, c.typ, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range shortened(500, 200) {
				v := c.value(i)
				out, err := m.Append(nil, []byte(v), []byte{byte(i)})
				if err != nil || string(out) == v {
					t.Fatalf("%s: under key %d %s became %s (%v)", c.mask, k, v, out, err)
				}
			}
		}
	}
}
