//go:build cgo

package expr

import (
	"strings"
	"testing"

	"sanitize/mask"
)

// TestFits asks of generated columns what must hold so that they have a value.
func TestFits(t *testing.T) {
	of := func(name string) mask.Type {
		return map[string]mask.Type{
			"i": {Kind: mask.Int, Bits: 32}, "b": {Kind: mask.Int, Bits: 64}, "n": {Kind: mask.Numeric, Precision: 6, Scale: 2},
			"s": {Kind: mask.Text, Len: 10}, "u": {Kind: mask.Text}, "d": {Kind: mask.Timestamp}, "l": {Kind: mask.Array},
		}[name]
	}
	integer, long, price := mask.Type{Kind: mask.Int, Bits: 32}, mask.Type{Kind: mask.Int, Bits: 64}, mask.Type{Kind: mask.Numeric, Precision: 6, Scale: 2}
	short, day := mask.Type{Kind: mask.Text, Len: 12}, mask.Type{Kind: mask.Date}
	for _, tt := range []struct {
		text string
		typ  mask.Type
		want string // what holds first and what does not, and so on; "free", or "?" where it is not known
	}{
		{"(i * 2)", integer, "-1073741824 !-1073741825 1073741823 !1073741824"},
		{"((i * 2) + 7)", integer, "1073741820 !1073741821"},
		{"(7 - i)", integer, "-2147483640 !-2147483641"},
		{"(- i)", integer, "2147483647 !-2147483648"},
		{"(COALESCE(i, 0) * 3)", integer, "715827882 !715827883"},
		{"(i * 2)", long, "1073741823 !1073741824"},
		{"((i)::bigint * 2)", long, "2147483647 -2147483648"},
		{"(b)::integer", integer, "2147483647 !2147483648"},
		{"(i + b)", long, "?"},
		{"(i * i)", integer, "?"},
		{"(n * 1.19)", price, "8403.35 !8403.37"},
		{"(n * 2.0)", integer, "?"},
		{"n", price, "free"},
		{"(EXTRACT(year FROM d))::integer", integer, "free"},
		{"date_part('month'::text, d)", integer, "free"},
		{"(EXTRACT(epoch FROM d))::integer", integer, "?"},
		{"length(u)", integer, "free"},
		{"cardinality(l)", integer, "free"},
		{"(d)::date", day, "free"},
		{"date_trunc('month'::text, d)", day, "free"},
		{"(s || 'x'::text)", short, "free"},
		{"(s || ' x '::text)", short, "?"},
		{`"left"(u, 12)`, short, "free"},
		{"upper(u)", short, "?"},
		{"md5(u)", short, "?"},
		{"f(u)", short, "?"},
	} {
		node, err := Parse(tt.text)
		if err != nil {
			t.Fatalf("%s: %v", tt.text, err)
		}
		needs, ok := node.Fits(tt.typ, of)
		if node.Total(of, tt.typ) {
			needs, ok = nil, true
		}
		if !ok || len(needs) == 0 {
			if got := map[bool]string{true: "free", false: "?"}[ok]; got != tt.want {
				t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
			}
			continue
		}
		for _, v := range strings.Fields(tt.want) {
			value, not := strings.CutPrefix(v, "!")
			want := !not
			for _, need := range needs {
				cond, err := need.For(need.Columns()[0], of(need.Columns()[0]))
				if err != nil {
					t.Fatalf("%s: %v", tt.text, err)
				}
				want = want && cond.Holds([]byte(value)) == True
				not = not && cond.Holds([]byte(value)) == True
			}
			if !strings.HasPrefix(v, "!") && !want || not {
				t.Errorf("%s: %s", tt.text, v)
			}
		}
	}
}

// TestCounts looks for integers that overflow on the way to what holds anything.
func TestCounts(t *testing.T) {
	of := func(string) mask.Type { return mask.Type{Kind: mask.Int, Bits: 32} }
	for text, want := range map[string]bool{
		"((a * 2))::text": true, "((a * b))::text": false, "(a > (b + c))": false, "((a)::text || b)": true, "(a > 3)": true,
	} {
		node, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := node.Counts(of); ok != want {
			t.Errorf("%s: %v, want %v", text, ok, want)
		}
	}
}
