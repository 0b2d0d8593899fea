package mask

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// many is how many values a property is tried on.
func many() int {
	if testing.Short() {
		return 1e4
	}
	return 2e5
}

// TestNoCollisions: what says that it is Distinct keeps values apart.
func TestNoCollisions(t *testing.T) {
	for _, c := range []struct {
		mask string
		typ  Type
		p    Params
	}{
		{"hash", Type{Kind: Text}, nil}, {"hash", Type{Kind: Text, Len: 20}, nil}, {"hash", Type{Kind: Text}, Params{"encoding": "base32", "length": int64(16)}},
		{"hash", Type{Kind: Text}, Params{"encoding": "base64", "length": int64(14)}}, {"uuid", Type{Kind: UUID}, nil}, {"email", Type{Kind: Text, Len: 29}, nil},
		{"username", Type{Kind: Text, Len: 16}, nil}, {"name", Type{Kind: Text}, nil}, {"first_name", Type{Kind: Text}, nil}, {"last_name", Type{Kind: Char, Len: 30}, nil},
	} {
		m, err := New(c.mask, testKey(t), c.typ, c.p)
		if err != nil {
			t.Fatal(err)
		}
		if ClassOf(m) != Distinct {
			t.Errorf("%s %v is not Distinct", c.mask, c.p)
		}
		seen := make(map[string]bool, many())
		var dst []byte
		for i := range many() {
			dst, err = m.Append(dst[:0], fmt.Appendf(nil, "user%d@example.com", i), nil)
			if err != nil {
				t.Fatal(err)
			}
			if seen[string(dst)] {
				t.Fatalf("%s %v: two of %d values meet", c.mask, c.p, i+1)
			}
			seen[string(dst)] = true
			if c.typ.Len > 0 && len(dst) > c.typ.Len {
				t.Fatalf("%s: %d characters, want at most %d", c.mask, len(dst), c.typ.Len)
			}
		}
	}
}

// TestPermuteSmallint goes through the whole type.
func TestPermuteSmallint(t *testing.T) {
	m, err := New("permute", testKey(t), Type{Kind: Int, Name: "smallint", Bits: 16}, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for x := -1 << 15; x < 1<<15; x++ {
		out, err := m.Append(nil, strconv.AppendInt(nil, int64(x), 10), nil)
		if err != nil {
			t.Fatal(err)
		}
		y, err := strconv.Atoi(string(out))
		if err != nil || y < -1<<15 || y >= 1<<15 || seen[y] || (x < 0) != (y < 0) {
			t.Fatalf("%d became %s, which is out of range, taken or of another sign", x, out)
		}
		seen[y] = true
	}
}

func TestPermuteEnds(t *testing.T) {
	for _, c := range []struct {
		typ    Type
		values string
	}{
		{Type{Kind: Int, Bits: 32}, "0 1 -1 2147483647 -2147483648"},
		{Type{Kind: Int, Bits: 64}, "0 1 -1 9223372036854775807 -9223372036854775808"},
		{Type{Kind: Int, Bits: 32, Unsigned: true}, "0 1 4294967295"},
		{Type{Kind: Int, Bits: 64, Unsigned: true}, "0 1 18446744073709551615"},
		{Type{Kind: Numeric, Precision: 1}, "0 1 9 -1 -9"},
		{Type{Kind: Numeric, Precision: 18}, "0 999999999999999999 -999999999999999999"},
	} {
		m, err := New("permute", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range strings.Fields(c.values) {
			out, err := m.Append(nil, []byte(v), nil)
			if err != nil {
				t.Fatal(err)
			}
			check := checkInt
			if c.typ.Kind == Numeric {
				check = checkNumeric
			}
			if err := check(c.typ, string(out)); err != nil || (v[0] == '-') != (out[0] == '-') {
				t.Errorf("%s became %s: %v", v, out, err)
			}
		}
	}
	m, _ := New("permute", testKey(t), Type{Kind: Int, Bits: 16}, nil)
	for _, v := range []string{"32768", "-32769", "x", "1.5", "-0", "18446744073709551616"} {
		if out, err := m.Append(nil, []byte(v), nil); err == nil {
			t.Errorf("%s became %s, want an error", v, out)
		}
	}
}

// shapeOf writes what scramble keeps: each digit as 9, each letter as a or A.
func shapeOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsUpper(r):
			return 'A'
		case unicode.IsLetter(r):
			return 'a'
		}
		return r
	}, s)
}

func TestScrambleKeepsShape(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: Text}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{"Ann Lee", "x-17/B (new)", "Ünï-cödé", "Привет, Ёж", "日本語テスト", "한국어 A1", "Ωμέγα", "שלום", "مرحبا ١٢٣", "e\u0301a", "ＡＢｃ１２", "naïve ﬁ", "Łódź"} {
		out, err := m.Append(nil, []byte(in), nil)
		if err != nil || shapeOf(string(out)) != shapeOf(in) || len(out) > len(in) {
			t.Errorf("%q became %q (%v)", in, out, err)
		}
		for i, r := range []rune(in) {
			if o := []rune(string(out))[i]; (r < 0x80) != (o < 0x80) && !strings.ContainsRune("ﬁŁź", r) {
				t.Errorf("%q became %q: %c left its script", in, out, r)
			}
		}
	}
}

// TestScripts: what a script draws is a letter or digit of its length in UTF-8.
func TestScripts(t *testing.T) {
	last := rune(0)
	for _, s := range scripts {
		if s.from <= last || s.to < s.from {
			t.Errorf("%U is out of order", s.from)
		}
		last = s.to
		for i := range rune(s.count) {
			r := s.first + i
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.Errorf("%U draws %U, which is no letter", s.from, r)
			}
			if len(string(r)) != len(string(s.from)) {
				t.Errorf("%U draws %U, which is longer", s.from, r)
			}
		}
	}
}

// TestNeverTheInput takes all short values, where chance hits.
func TestNeverTheInput(t *testing.T) {
	var short []string
	for c := range rune(0x250) {
		if c > 0 && !unicode.IsSpace(c) {
			short = append(short, string(c))
		}
	}
	for i := range 1000 {
		short = append(short, fmt.Sprint(i), fmt.Sprintf("%c%c", 'a'+i%26, 'A'+i/26%26))
	}
	numbers := short[:0:0]
	for i := range 1000 {
		numbers = append(numbers, fmt.Sprint(i), fmt.Sprint(-i))
	}
	octets := short[:0:0]
	for i := range 256 {
		octets = append(octets, fmt.Sprintf(`\x%02x`, i))
	}
	for _, c := range []struct {
		typ    Type
		values []string
	}{
		{Type{Kind: Text}, short}, {Type{Kind: Int, Bits: 16}, numbers}, {Type{Kind: Numeric}, numbers}, {Type{Kind: Float, Bits: 64}, numbers}, {Type{Kind: Bytea}, octets},
		{Type{Kind: JSON}, numbers}, {Type{Kind: CIDR}, []string{"0.0.0.0/1", "128.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2", "::/1", "8000::/1"}}, {Type{Kind: Bit}, []string{"00", "01", "10", "11", "000"}},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range c.values {
			if v == "-0" && c.typ.Kind == Int {
				continue
			}
			out, err := m.Append(nil, []byte(v), nil)
			if err != nil || string(out) == v {
				t.Errorf("%s: %q became %q (%v)", c.typ.Kind, v, out, err)
			}
		}
	}
}

// TestCanary: no mask lets a word through that a value holds.
func TestCanary(t *testing.T) {
	const canary = "canary7f3a91"
	each(t, func(t *testing.T, v variant, s sample, m Mask) {
		if v.name == "keep" || v.params["keep_host"] != nil || v.params["keep_path"] != nil || v.params["keep_domain"] != nil ||
			v.params["unlisted"] == "keep" || v.params["unmatched"] == "keep" {
			return
		}
		values := map[Kind][]string{
			Text: {canary, canary + "@example.com", "ann@" + canary, "https://" + canary + ".example/", "https://x/" + canary + "?q=" + canary + "#" + canary, canary + " 12345", "+49 " + canary + " 555 1234", "://" + canary},
			JSON: {`"` + canary + `"`, `{"a": ["` + canary + `", {"b": "\n` + canary + `"}]}`}, JSONB: {`{"a": "` + canary + `"}`},
			Hstore: {`"a"=>"` + canary + `"`}, TSVector: {`'` + canary + `':1`}, Bytea: {canary},
		}[s.typ.Kind]
		if s.typ.Kind == Array && s.typ.Elem.Kind == Text {
			values = []string{"{" + canary + `,"` + canary + ` x"}`}
		}
		for _, in := range values {
			if s.typ.Len > 0 && len(in) > s.typ.Len || s.typ.MaxBytes > 0 && len(in) > s.typ.MaxBytes {
				continue
			}
			out, err := m.Append(nil, []byte(in), nil)
			if err != nil && v.refuses(s.typ) {
				continue
			}
			if err != nil || bytes.Contains(out, []byte(canary)) {
				t.Errorf("%q became %q (%v)", in, out, err)
			}
		}
	})
}

// TestDateShift: all dates of a row move alike, those of another row otherwise.
func TestDateShift(t *testing.T) {
	k := testKey(t)
	date, err := New("date_shift", k, Type{Kind: Date}, Params{"max": int64(30)})
	if err != nil {
		t.Fatal(err)
	}
	stamp, err := New("date_shift", k, Type{Kind: TimestampTZ}, Params{"max": int64(30)})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range 2000 {
		row := fmt.Append(nil, i)
		a, _ := date.Append(nil, []byte("2024-02-20"), row)
		b, _ := stamp.Append(nil, []byte("2024-02-21 10:11:12.5+01"), row)
		y, m, d, _ := parseDate(a)
		days := daysOf(y, m, d) - daysOf(2024, 2, 20)
		if days == 0 || days < -30 || days > 30 {
			t.Fatalf("moved by %d days, want 1 to 30 to either side", days)
		}
		y, m, d, n := parseDate(b)
		if daysOf(y, m, d)-daysOf(2024, 2, 21) != days || string(b[n:]) != " 10:11:12.5+01" {
			t.Fatalf("%s and %s did not move alike", a, b)
		}
		seen[string(a)] = true
	}
	if len(seen) != 60 {
		t.Errorf("%d shifts are in use, want 60", len(seen))
	}
	// Without a row, the value decides.
	a, _ := date.Append(nil, []byte("2024-02-20"), nil)
	b, _ := date.Append(nil, []byte("2024-02-20"), nil)
	if !bytes.Equal(a, b) {
		t.Errorf("%s and %s, want the same", a, b)
	}
}

// TestCalendar counts days one by one from 4801 BC on.
func TestCalendar(t *testing.T) {
	days := daysOf(-4800, 3, 1)
	year, month, day := int64(-4800), int64(3), int64(1)
	length := [...]int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	for ; year < 2500; days++ {
		if y, m, d := dateOf(days); y != year || m != month || d != day || daysOf(year, month, day) != days {
			t.Fatalf("day %d is %d-%d-%d, want %d-%d-%d", days, y, m, d, year, month, day)
		}
		last := length[month-1]
		if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			last = 29
		}
		if day++; day > last {
			day = 1
			if month++; month > 12 {
				month = 1
				year++
			}
		}
	}
	if daysOf(1970, 1, 1) != 0 || daysOf(-4713, 11, 24) != firstDay || daysOf(294276, 12, 31) != lastTimestampDay || daysOf(5874897, 12, 31) != lastDateDay {
		t.Error("an end of the calendar is not where PostgreSQL has it")
	}
}

// TestChoice: all values come up, about equally often, in arrays too.
func TestChoice(t *testing.T) {
	mood := Type{Kind: Enum, Name: "mood", Labels: []string{"sad", "ok", "happy"}}
	m, err := New("choice", testKey(t), mood, nil)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for i := range 3000 {
		out, err := m.Append(nil, []byte("ok"), fmt.Append(nil, i))
		if err != nil {
			t.Fatal(err)
		}
		count[string(out)]++
	}
	for _, l := range mood.Labels {
		if count[l] < 800 || count[l] > 1200 {
			t.Errorf("%s came up %d times of 3000, want about 1000", l, count[l])
		}
	}
}
