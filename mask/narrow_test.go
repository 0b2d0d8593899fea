package mask

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// made returns the results of a mask of t for values, and fails where one is an
// error.
func made(t *testing.T, name string, typ Type, p Params, values []string) []string {
	t.Helper()
	m, err := New(name, testKey(t), typ, p)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(values))
	for i, v := range values {
		o, err := m.Append(nil, []byte(v), fmt.Append(nil, "row ", i))
		if err != nil {
			t.Fatalf("%s of %s: %q: %v", name, typ.title(), v, err)
		}
		out[i] = string(o)
	}
	return out
}

// changed returns how many values are not what they were.
func changed(values, out []string) int {
	n := 0
	for i := range values {
		if values[i] != out[i] {
			n++
		}
	}
	return n
}

// checkInjective fails where two values meet.
func checkInjective(t *testing.T, what string, values, out []string) {
	t.Helper()
	seen := map[string]int{}
	for i, o := range out {
		if j, ok := seen[o]; ok && values[i] != values[j] {
			t.Fatalf("%s: %q and %q both became %q", what, values[i], values[j], o)
		}
		seen[o] = i
	}
}

func integers(from, to int) []string {
	var values []string
	for i := from; i <= to; i++ {
		values = append(values, strconv.Itoa(i))
	}
	return values
}

// TestIntegersWithinEnds: an integer stays between the ends that conditions set,
// and one that is outside stays outside, without two that meet.
func TestIntegersWithinEnds(t *testing.T) {
	for _, c := range []struct {
		min, max Bound
		lo, hi   int // the same, closed
	}{
		{Bound{Text: "0", Open: false}, Bound{}, 0, 1<<31 - 1}, {Bound{Text: "0", Open: true}, Bound{}, 1, 1<<31 - 1}, {Bound{Text: "18", Open: false}, Bound{Text: "120", Open: false}, 18, 120},
		{Bound{Text: "1", Open: false}, Bound{Text: "5", Open: false}, 1, 5}, {Bound{Text: "0", Open: false}, Bound{Text: "100", Open: true}, 0, 99}, {Bound{Text: "7", Open: false}, Bound{Text: "105", Open: false}, 7, 105},
		{Bound{Text: "-90", Open: false}, Bound{Text: "90", Open: false}, -90, 90}, {Bound{Text: "-20.5", Open: false}, Bound{Text: "-3", Open: true}, -20, -4}, {Bound{}, Bound{Text: "9.99", Open: false}, -1 << 31, 9},
		{Bound{Text: "1000", Open: false}, Bound{Text: "1000", Open: false}, 1000, 1000}, {Bound{Text: "995", Open: false}, Bound{Text: "1003", Open: false}, 995, 1003},
	} {
		for _, kind := range []Type{{Kind: Int, Bits: 32}, {Kind: Numeric}, {Kind: Numeric, Precision: 6, Scale: 1}} {
			for _, name := range []string{"scramble", "noise", "permute"} {
				if name == "permute" && kind.Scale > 0 || name == "permute" && kind.Kind == Numeric {
					continue
				}
				typ := kind
				typ.Min, typ.Max = c.min, c.max
				values := integers(-1200, 1200)
				out := made(t, name, typ, nil, values)
				for i, o := range out {
					v, err := strconv.Atoi(o)
					if err != nil || name != "noise" && (c.lo <= v && v <= c.hi) != (c.lo <= i-1200 && i-1200 <= c.hi) || c.lo <= i-1200 && i-1200 <= c.hi && (v < c.lo || v > c.hi) {
						t.Fatalf("%s of %v within %v, %v: %s became %s", name, kind, c.min, c.max, values[i], o)
					}
				}
				if name != "noise" {
					checkInjective(t, name, values, out)
				}
				if n := changed(values, out); n < 2000 {
					t.Errorf("%s within %v, %v: only %d of %d values were masked", name, c.min, c.max, n, len(values))
				}
			}
		}
	}
}

// TestDecimalsOneToOne: numbers of any scale stay apart, keep their form, and
// those that are equal stay equal.
func TestDecimalsOneToOne(t *testing.T) {
	var values []string
	for i := range 30000 {
		values = append(values, fmt.Sprintf("%d.%02d", i/100, i%100), fmt.Sprintf("-0.%05d", i+1))
	}
	typ := Type{Kind: Numeric, Name: "numeric"}
	out := made(t, "scramble", typ, nil, values)
	checkInjective(t, "numeric", values, out)
	for i, v := range values {
		if len(out[i]) != len(v) || strings.IndexByte(out[i], '.') != strings.IndexByte(v, '.') || (out[i][0] == '-') != (v[0] == '-') {
			t.Fatalf("%s became %s", v, out[i])
		}
	}
	if n := changed(values, out); n < 55000 {
		t.Errorf("only %d of %d values were masked", n, len(values))
	}
	pairs := []string{"1.5", "1.50", "1.5000", "100", "100.00", "0.07", "0.0700", "12345678901234567890.5", "12345678901234567890.50"}
	out = made(t, "scramble", typ, nil, pairs)
	for _, p := range [][2]int{{0, 1}, {0, 2}, {3, 4}, {5, 6}, {7, 8}} {
		if c, ok := orderNumbers([]byte(out[p[0]]), []byte(out[p[1]])); !ok || c != 0 {
			t.Errorf("%s and %s became %s and %s", pairs[p[0]], pairs[p[1]], out[p[0]], out[p[1]])
		}
	}
}

// TestLongDecimals: those of more than 18 digits stay apart, too.
func TestLongDecimals(t *testing.T) {
	var values []string
	for i := range 20000 {
		values = append(values, fmt.Sprintf("1000000000000000%05d", i), fmt.Sprintf("12345678901.%09d1", i), fmt.Sprintf("-0.00000000000000000%05d", i+1))
	}
	out := made(t, "scramble", Type{Kind: Numeric}, nil, values)
	checkInjective(t, "numeric", values, out)
	for i, v := range values {
		if len(out[i]) != len(v) || shapeOf(out[i]) != shapeOf(v) || strings.HasSuffix(v, "0") != strings.HasSuffix(out[i], "0") && strings.Contains(v, ".") {
			t.Fatalf("%s became %s", v, out[i])
		}
	}
	if n := changed(values, out); n < 59000 {
		t.Errorf("only %d of %d values were masked", n, len(values))
	}
}

// TestFiniteSets: what has a few values only is permuted among them, whatever
// its type; each mask gives one of them.
func TestFiniteSets(t *testing.T) {
	text := []string{"draft", "sent", "paid", "Void", "written off"}
	for _, c := range []struct {
		typ    Type
		values []string
	}{
		{Type{Kind: Text, Labels: text}, text},
		{Type{Kind: Char, Len: 11, Labels: []string{"a", "b", "c"}}, []string{"a", "b", "c"}},
		{Type{Kind: Int, Bits: 32, Labels: []string{"0", "1", "7", "-1", "300"}}, []string{"0", "1", "7", "-1", "300"}},
		{Type{Kind: Numeric, Labels: []string{"1", "2.5", "10"}}, []string{"1", "2.5", "10"}},
		{Type{Kind: Date, Labels: []string{"2024-01-01", "2024-02-29"}}, []string{"2024-01-01", "2024-02-29"}},
		{Type{Kind: Enum, Labels: text}, text}, {Type{Kind: Bool}, []string{"f", "t"}},
		{Type{Kind: UUID, Labels: []string{"3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", "00000000-0000-0000-0000-000000000000"}}, []string{"3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", "00000000-0000-0000-0000-000000000000"}},
		{Type{Kind: Inet, Labels: []string{"10.0.0.1", "10.0.0.2"}}, []string{"10.0.0.1", "10.0.0.2"}},
	} {
		name, ok := Default(c.typ)
		if !ok || name != "scramble" {
			t.Errorf("%s: %s is the mask of a few values, want scramble", c.typ.title(), name)
		}
		for _, name := range []string{"scramble", "choice"} {
			out := made(t, name, c.typ, nil, c.values)
			for i := range out {
				out[i] = strings.TrimRight(out[i], " ")
				if indexOf(c.typ.Kind, c.values, []byte(out[i])) < 0 {
					t.Errorf("%s of %s: %s became %s", name, c.typ.title(), c.values[i], out[i])
				}
			}
			if name == "scramble" {
				checkInjective(t, c.typ.title(), c.values, out)
			}
		}
	}
	for _, name := range []string{"hash", "name", "email", "text", "redact"} {
		m, err := New(name, testKey(t), Type{Kind: Text, Labels: text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range text {
			out, err := m.Append(nil, []byte(v), nil)
			if err == nil && indexOf(Text, text, out) < 0 {
				t.Errorf("%s: %s became %s", name, v, out)
			}
		}
	}
	if out := made(t, "scramble", Type{Kind: Char, Len: 1, Labels: []string{"X"}}, nil, []string{"X"}); out[0] != "X" {
		t.Errorf("the only value became %s", out[0])
	}
}

// TestSetsPermuteByTheKey: under many keys each value becomes each other one.
func TestSetsPermuteByTheKey(t *testing.T) {
	labels := []string{"a", "b", "c", "d"}
	seen := map[string]int{}
	for i := range 400 {
		k, err := NewKey(fmt.Appendf(nil, "a salt of the test of sets %4d", i))
		if err != nil {
			t.Fatal(err)
		}
		m, err := New("scramble", k, Type{Kind: Enum, Labels: labels}, nil)
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, v := range labels {
			out, _ := m.Append(nil, []byte(v), nil)
			all += string(out)
		}
		seen[all]++
	}
	if len(seen) != 24 {
		t.Errorf("400 keys gave %d of 24 permutations", len(seen))
	}
}

// TestEmptyValueOfASetStays: what is empty stays empty, in arrays, too, and nothing
// else becomes so, unless the rule wants it.
func TestEmptyValueOfASetStays(t *testing.T) {
	enum := Type{Kind: Enum, Labels: []string{"", "male", "female", "neither"}}
	became := 0
	for i := range 50 {
		k, err := NewKey(fmt.Appendf(nil, "a salt of the test of sets %4d", i))
		if err != nil {
			t.Fatal(err)
		}
		of := func(typ Type, p Params, v string) string {
			m, err := New("scramble", k, typ, p)
			if err != nil {
				t.Fatal(err)
			}
			out, err := m.Append(nil, []byte(v), nil)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
		for _, v := range enum.Labels {
			if got := of(enum, nil, v); (got == "") != (v == "") {
				t.Errorf("%q became %q", v, got)
			}
			if of(enum, Params{"keep_empty": false}, v) == "" {
				became++
			}
		}
		if got := of(Type{Kind: Array, Elem: &enum}, nil, `{"",male}`); !strings.HasPrefix(got, `{"",`) || strings.Count(got, `""`) != 1 {
			t.Errorf("an array became %s", got)
		}
	}
	if became != 50 {
		t.Errorf("%d of 50 permutations of all values have the empty one", became)
	}
}

// TestValidIsAskedAgain: where a condition is not one that masks know, they draw
// until it holds, and those that are one to one stay so.
func TestValidIsAskedAgain(t *testing.T) {
	even := func(v []byte) bool { return (v[len(v)-1]-'0')%2 == 0 }
	values := integers(1, 20000)
	typ := Type{Kind: Int, Bits: 32, Valid: even}
	for _, name := range []string{"scramble", "permute", "noise"} {
		out := made(t, name, typ, nil, values)
		for i, o := range out {
			if even([]byte(values[i])) && !even([]byte(o)) {
				t.Fatalf("%s: %s became %s", name, values[i], o)
			}
		}
		if name != "noise" {
			checkInjective(t, name, values, out)
		}
		if n := changed(values, out); n < 19900 {
			t.Errorf("%s: only %d of %d values were masked", name, n, len(values))
		}
	}
	vowel := func(v []byte) bool { return bytes.ContainsAny(v, "aeiou") }
	words := []string{"anna lee", "bo", "uli", "rhythm", "xyz"}
	for _, name := range []string{"scramble", "text", "name", "hash"} {
		for i, o := range made(t, name, Type{Kind: Text, Valid: vowel}, nil, words) {
			if vowel([]byte(words[i])) && !vowel([]byte(o)) {
				t.Errorf("%s: %s became %s", name, words[i], o)
			}
		}
	}
	m, err := New("hash", testKey(t), Type{Kind: Text, Valid: func(v []byte) bool { return string(v) == "ann" }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := m.Append(nil, []byte("ann"), nil); err == nil {
		t.Errorf("a value that no mask can make became %s", out)
	}
}

// TestCaseIsKept: under lower(x) = x digests are in lower case.
func TestCaseIsKept(t *testing.T) {
	for _, name := range []string{"hash", "name", "username", "email", "scramble", "text"} {
		for fold, v := range map[Case]string{LowerCase: "ann lee", UpperCase: "ANN LEE"} {
			out := made(t, name, Type{Kind: Text, Case: fold}, nil, []string{v, "Ann Lee"})
			if fold == LowerCase && out[0] != strings.ToLower(out[0]) || fold == UpperCase && out[0] != strings.ToUpper(out[0]) || out[0] == v {
				t.Errorf("%s: %s became %s", name, v, out[0])
			}
		}
	}
}

// TestDatesWithinEnds: a date stays between the ends, with its time of day.
func TestDatesWithinEnds(t *testing.T) {
	for _, c := range []struct {
		typ    Type
		values []string
	}{
		{Type{Kind: Date, Min: Bound{Text: "2024-01-01", Open: false}, Max: Bound{Text: "2024-02-01", Open: true}}, []string{"2024-01-01", "2024-01-17", "2024-01-31"}},
		{Type{Kind: Date, Min: Bound{Text: "2020-01-01", Open: true}}, []string{"2020-01-02", "2020-03-01", "2024-01-17"}},
		{Type{Kind: Timestamp, Min: Bound{Text: "2024-01-01 12:00:00", Open: false}, Max: Bound{Text: "2024-01-05 12:00:00", Open: true}}, []string{"2024-01-01 12:00:00", "2024-01-03 23:59:59.9", "2024-01-05 11:59:59"}},
		{Type{Kind: TimestampTZ, Max: Bound{Text: "2024-01-05 00:00:00+00", Open: true}}, []string{"2024-01-05 01:30:00+02", "2024-01-04 23:59:59+00"}},
		{Type{Kind: TimestampTZ, Past: true}, []string{"2024-01-05 01:30:00+02", "2000-02-29 23:59:59+00"}},
	} {
		n := c.typ.narrowed()
		masked := 0
		for row := range 500 {
			m, err := New("date_shift", testKey(t), c.typ, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range c.values {
				out, err := m.Append(nil, []byte(v), fmt.Append(nil, row))
				if err != nil || !n.holds([]byte(v)) || !n.replaces(out, []byte(v)) || string(out[10:]) != v[10:] {
					t.Fatalf("%s became %s (%v)", v, out, err)
				}
				if string(out) != v {
					masked++
				}
			}
		}
		if masked < 500*len(c.values)*9/10 {
			t.Errorf("%v: only %d values were masked", c.typ, masked)
		}
	}
	only := Type{Kind: Date, Min: Bound{Text: "2024-01-01", Open: false}, Max: Bound{Text: "2024-01-02", Open: true}}
	if out := made(t, "date_shift", only, nil, []string{"2024-01-01"}); out[0] != "2024-01-01" {
		t.Errorf("the only day became %s", out[0])
	}
}

// TestOrder compares what is compared otherwise than its text.
func TestOrder(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		list string // ascending
	}{
		{Numeric, "-Infinity -10 -9.5 -0.01 0 0.009 0.01 9 10 100.5 12345678901234567890 12345678901234567891 Infinity NaN"},
		{Float, "-1e+300 -2 -1.5e-07 0 5e-324 0.1 1e+20 Infinity NaN"},
		{Date, "-infinity|4713-01-01 BC|0001-01-01 BC|0001-01-01|2024-02-29|10000-01-01|infinity"},
		{TimestampTZ, "2024-01-01 00:00:00+02|2023-12-31 22:00:00.000001+00|2024-01-01 00:00:00-00:30|2024-01-01 00:00:00-01"},
		{Time, "00:00:00 00:00:00.5 01:00:00 23:59:59"},
	} {
		sep := " "
		if strings.Contains(c.list, "|") {
			sep = "|"
		}
		list := strings.Split(c.list, sep)
		for i, a := range list {
			for j, b := range list {
				have, ok := order(c.kind, []byte(a), []byte(b))
				if !ok || have < 0 != (i < j) || have > 0 != (i > j) {
					t.Errorf("%s: %s and %s compare as %d (%t)", c.kind, a, b, have, ok)
				}
			}
		}
	}
}

// TestEndsThatCannotBeRead are an error, and are not passed over.
func TestEndsThatCannotBeRead(t *testing.T) {
	for _, typ := range []Type{{Kind: Int, Min: Bound{Text: "x"}}, {Kind: Text, Max: Bound{Text: "x"}}, {Kind: Date, Max: Bound{Text: "2024"}}} {
		if _, err := New("scramble", testKey(t), typ, nil); err == nil {
			t.Errorf("%v is taken", typ)
		}
	}
}
