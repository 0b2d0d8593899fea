package mask

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"sanitize/mask/internal/shape"
)

// A distinctCase is a mask that says it is Distinct, at the least length where it
// is.
type distinctCase struct {
	mask string
	typ  Type
	p    Params
}

func distinctCases() []distinctCase {
	text := Type{Kind: Text}
	return []distinctCase{
		{"hash", Type{Kind: Text, Len: 20}, nil}, {"hash", text, Params{"encoding": "base32", "length": int64(16)}},
		{"hash", text, Params{"encoding": "base64", "length": int64(14)}}, {"hash", text, nil}, {"uuid", Type{Kind: UUID}, nil},
		{"email", Type{Kind: Text, Len: 29}, Params{"style": "tag"}}, {"email", text, nil}, {"url", text, nil}, {"username", Type{Kind: Text, Len: 16}, Params{"style": "tag"}}, {"name", text, Params{"style": "tag"}},
		{"first_name", text, Params{"style": "tag"}}, {"last_name", Type{Kind: Char, Len: 30}, Params{"style": "tag"}}, {"company", Type{Kind: Text, Len: 16}, Params{"style": "tag"}},
		{"street", text, Params{"style": "tag"}}, {"city", text, Params{"style": "tag"}}, {"bcrypt", Type{Kind: Text, Len: 60}, nil},
	}
}

// TestNoCollisions: what says that it is Distinct keeps ten million values apart.
//
// Note: a hash of 64 bits of each result is compared, for memory. As it has no
// seed, it either meets by accident in every run or in none.
func TestNoCollisions(t *testing.T) {
	n := 10_000_000
	if testing.Short() {
		n = 20_000
	}
	for _, s := range Catalog() {
		if s.Class == Distinct && s.Family != "structured" && !slices.ContainsFunc(distinctCases(), func(c distinctCase) bool { return c.mask == s.Name }) {
			t.Errorf("mask %s says that it is distinct, and is not tried", s.Name)
		}
	}
	all := make([]uint64, n)
	for _, c := range distinctCases() {
		seen := all
		m, err := New(c.mask, testKey(t), c.typ, c.p)
		if err != nil {
			t.Fatal(err)
		}
		if m.Traits().Class != Distinct {
			t.Errorf("%s %v is not Distinct", c.mask, c.p)
		}
		var wg sync.WaitGroup
		const workers = 2
		for w := range workers {
			wg.Go(func() {
				var dst, src []byte
				for i := w; i < len(seen); i += workers {
					src = append(strconv.AppendInt(append(src[:0], "user"...), int64(i), 10), "@example.com"...)
					dst, _ = m.Append(dst[:0], src, nil)
					seen[i] = fnv(dst)
				}
			})
		}
		wg.Wait()
		slices.Sort(seen)
		for i := range len(seen) - 1 {
			if seen[i] == seen[i+1] {
				t.Fatalf("%s %v: two of %d values meet", c.mask, c.p, len(seen))
			}
		}
	}
}

// fnv is the 64-bit FNV-1a hash.
func fnv(v []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, c := range v {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return h
}

// TestSaltsAgree: two salts, or two domains, give the same for no value but by
// chance.
func TestSaltsAgree(t *testing.T) {
	text, int4 := Type{Kind: Text, Name: "text"}, Type{Kind: Int, Name: "integer", Bits: 32}
	for _, c := range []struct {
		mask  string
		typ   Type
		p     Params
		value func(i int) string
		most  int // of 20000 values
	}{
		{"hash", text, nil, strconv.Itoa, 0}, {"email", text, Params{"style": "tag"}, strconv.Itoa, 0}, {"uuid", text, nil, strconv.Itoa, 0}, {"bcrypt", text, nil, strconv.Itoa, 0}, {"name", text, nil, func(i int) string { return fmt.Sprintf("Ann Lee %06d", i) }, 0},
		{"scramble", text, nil, func(i int) string { return fmt.Sprintf("user%06d", i) }, 0},
		{"text", text, nil, func(i int) string { return fmt.Sprintf("someone %06d", i) }, 0},
		{"credit_card", text, nil, func(i int) string { return withCheck(fmt.Sprintf("41111111%07d", i)) }, 0},
		{"iban", text, nil, func(i int) string {
			s := fmt.Sprintf("DE00%018d", i)
			return fmt.Sprintf("DE%02d%s", 98-mod97([]byte(s)), s[4:])
		}, 0},
		{"ssn", text, nil, func(i int) string { return fmt.Sprintf("123-45-%04d", i) }, 8},
		{"permute", int4, nil, strconv.Itoa, 4},
		{"noise", int4, Params{"ratio": 0.5}, func(i int) string { return strconv.Itoa(1e9 + i) }, 4},
		{"name", text, Params{"style": "real"}, strconv.Itoa, 12},
		{"country", text, nil, func(i int) string { return fmt.Sprint("Land ", i) }, 160},
	} {
		var masks []Mask
		for i := range 3 {
			k, err := NewKey(fmt.Appendf(nil, "a salt of the property test %d", i%2))
			if err != nil {
				t.Fatal(err)
			}
			p := maps.Clone(c.p)
			if i == 2 {
				if p == nil {
					p = Params{}
				}
				p["domain_key"] = "another"
			}
			m, err := New(c.mask, k, c.typ, p)
			if err != nil {
				t.Fatal(err)
			}
			masks = append(masks, m)
		}
		agree, same := 0, 0
		for i := range 20000 {
			v := []byte(c.value(i))
			a, _ := masks[0].Append(nil, v, nil)
			b, _ := masks[1].Append(nil, v, nil)
			d, err := masks[2].Append(nil, v, nil)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(a, b) {
				agree++
			}
			if bytes.Equal(a, d) {
				same++
			}
		}
		if agree > c.most || same > c.most {
			t.Errorf("%s %v: two salts agree on %d of 20000 values and two domains on %d, want at most %d", c.mask, c.p, agree, same, c.most)
		}
	}
}

// TestPermuteWhole goes through whole types of up to a million numbers.
func TestPermuteWhole(t *testing.T) {
	for precision := 1; precision <= 6; precision++ {
		m, err := New("permute", testKey(t), Type{Kind: Numeric, Precision: precision}, nil)
		if err != nil {
			t.Fatal(err)
		}
		last := 1
		for range precision {
			last *= 10
		}
		seen := make([]bool, last)
		var in, out []byte
		for i := range last {
			in = strconv.AppendInt(in[:0], int64(i), 10)
			if out, err = m.Append(out[:0], in, nil); err != nil {
				t.Fatal(err)
			}
			v, err := strconv.Atoi(string(out))
			if err != nil || v < 0 || v >= last || seen[v] {
				t.Fatalf("numeric(%d): %d became %s, which is out of range or taken", precision, i, out)
			}
			seen[v] = true
		}
	}
}

// TestNoiseAverages: asking again gives the same, so that the mean of many
// answers is one answer.
func TestNoiseAverages(t *testing.T) {
	m, err := New("noise", testKey(t), Type{Kind: Int, Bits: 32}, nil)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := m.Append(nil, []byte("123456"), []byte("row 0"))
	for i := range 1000 {
		if again, _ := m.Append(nil, []byte("123456"), fmt.Appendf(nil, "row %d", i)); !bytes.Equal(again, first) {
			t.Fatalf("%s, and then %s", first, again)
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
	for _, v := range []string{"32768", "-32769", "x", "1.5", "18446744073709551616"} {
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
		case unicode.IsMark(r):
			return '́'
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

// TestNeverTheInput takes all short values, where chance hits.
func TestNeverTheInput(t *testing.T) {
	var short []string
	for c := range rune(0x250) {
		alone := c >= 0x80 && c < 0xA0 || strings.ContainsRune("×÷ƆƦƮƷǝ", c) // in no class, or in one of their own
		if c > 0 && !unicode.IsSpace(c) && !alone && !saysNothing(string(c)) && !strings.ContainsRune("µßÿŸİıĸŉſǅǈǋǰǲȺȾȿɀ", c) {
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
		{Type{Kind: JSON}, numbers}, {Type{Kind: Bit}, []string{"00", "01", "10", "11", "000"}},
	} {
		m, err := New("scramble", testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range c.values {
			if (v == "0" || v == "-1") && (c.typ.Kind == Int || c.typ.Kind == Numeric || c.typ.Kind == Float || c.typ.Kind == JSON) || c.typ.Kind == Text && isWord(v) {
				continue // they stand for what is not there
			}
			out, err := m.Append(nil, []byte(v), nil)
			if err != nil || string(out) == v {
				t.Errorf("%s: %q became %q (%v)", c.typ.Kind, v, out, err)
			}
		}
	}
}

// isWord reports whether v is, or begins, a boolean in words: such a text stays.
func isWord(v string) bool {
	v = strings.ToLower(v)
	if len(v) <= 5 && shape.Extension([]byte("a."+strings.TrimPrefix(v, "."))) > 0 {
		return true // pdf
	}
	return v == "1" || v == "0" || v == "inf" || v == "nan" || v == "now" || v == "nil" || slices.ContainsFunc([]string{"true", "false", "yes", "no", "on", "off"}, func(w string) bool {
		return strings.HasPrefix(w, v) && (v != "o" || len(v) > 1)
	})
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
			out, err := m.Append(nil, []byte(in), rowFor(m, nil))
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
// TestDateShiftUniform wants all dates moved alike to earlier days, so that order
// and equality hold between all of them, those that stay among them.
func TestDateShiftUniform(t *testing.T) {
	params := Params{"uniform": true, "max": int64(300)}
	stamp, err := New("date_shift", testKey(t), Type{Kind: Timestamp}, params)
	if err != nil {
		t.Fatal(err)
	}
	spans, err := New("date_shift", testKey(t), Type{Kind: Range, Elem: &Type{Kind: Timestamp}}, params)
	if err != nil {
		t.Fatal(err)
	}
	if x := stamp.Traits(); x.UsesRow || x.Class != Injective {
		t.Errorf("it follows the row: %v, class %v", x.UsesRow, x.Class)
	}
	before := ""
	for i, v := range []string{"1899-12-31 00:00:00", "1900-01-01 00:00:00", "1970-01-01 00:00:00", "1970-01-01 00:00:01",
		"2024-02-28 12:00:00", "2024-02-29 12:00:00", "9998-12-31 23:59:59", "9999-01-01 00:00:00", "9999-12-31 00:00:00"} {
		a, err := stamp.Append(nil, []byte(v), fmt.Append(nil, i))
		if err != nil || string(a) <= before || string(a) > v {
			t.Errorf("%s becomes %s behind %s: %v", v, a, before, err)
		}
		before = string(a)
		want := fmt.Sprintf(`["%s",)`, a)
		if b, err := spans.Append(nil, []byte(`["`+v+`",)`), nil); err != nil || string(b) != want {
			t.Errorf("a range from %s becomes %s: %v", v, b, err)
		}
	}
}

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
