package mask

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

// longMatches is a regexp mask over a pattern.
func longMatches(pattern, with string) *replacement {
	return &replacement{re: regexp.MustCompile(pattern), behind: regexp.MustCompile("(?s:.)(?:" + pattern + ")"), with: []byte(with), all: true}
}

// TestLongValuesAreMatchedAsShortOnes holds the search within long values to
// what package regexp finds.
func TestLongValuesAreMatchedAsShortOnes(t *testing.T) {
	values := []string{
		"", "a", "aaa", "ab ab\nab", "ann@corp.de, bob@corp.de", "żółw 12 żółw\xff\xfe3", "1a22b333", "\n\n x \n", "foofoo barfoo foo", strings.Repeat("x1 ", 40),
	}
	patterns := []string{
		`a`, `a*`, ``, `^a`, `(?m)^`, `(?m)$`, `$`, `\b`, `\B`, `\bfoo\b`, `(?i)FOO`, `[0-9]+`, `[^ ]+@[^ ]+|[0-9]+`, `(\w+)@(\w+)`, `a|ab`, `(?s).`, `.`, `\xff`, `(a)|(b)`, `x*?`, `\Aa|b\z`, `[^a]`,
	}
	for _, p := range patterns {
		for _, with := range []string{"", "#", "<$0>", "[$1]"} {
			m := longMatches(p, with)
			for _, v := range values {
				want := m.re.ReplaceAllString(v, with)
				got, err := m.replaceAll([]byte("before"), []byte(v))
				if err != nil || string(got) != "before"+want {
					t.Errorf("%q of %q with %q: %q, want %q, error %v", p, v, with, got, want, err)
				}
			}
		}
	}
}

// TestMatchesTakeLinearTime counts the characters that are read: no more for each
// of the value's own, however long it is, or an error.
func TestMatchesTakeLinearTime(t *testing.T) {
	for _, tt := range []struct {
		pattern, unit string
		linear        bool
	}{
		{`[0-9]+`, "some text 4711, ", true},
		{`[^ ]+@[^ ]+|[0-9]+`, "4711 of ann@example.com ", true},
		{`[^ ]+@[^ ]+|[0-9]+`, "1a", false},
		{`a.*z|a`, "a", false},
		{`\ba`, "a b ", true},
	} {
		for _, size := range []int{4 << 10, 16 << 10} {
			v := strings.Repeat(tt.unit, size/len(tt.unit))
			_, err := longMatches(tt.pattern, "#").replaceAll(nil, []byte(v))
			if tt.linear != (err == nil) || err != nil && !errors.Is(err, errSteps) {
				t.Errorf("%s on %d of %q: error %v", tt.pattern, len(v), tt.unit, err)
			}
		}
	}
	r := &runes{text: []byte(strings.Repeat("some text 4711, ", 4096))}
	m := longMatches(`[0-9]+`, "#")
	for at := 0; ; {
		match := m.find(r, at)
		if match == nil {
			break
		}
		at = match[1]
	}
	if r.steps > 2*len(r.text) {
		t.Errorf("%d characters of %d are read", r.steps, len(r.text))
	}
}
