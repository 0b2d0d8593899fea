package sqllex

import (
	"slices"
	"strings"
	"testing"
)

// decodedQuotes returns what the quotes in a text stand for.
func decodedQuotes(text string, std bool) []string {
	var list []string
	b := []byte(text)
	for i := 0; ; {
		q, ok := NextQuote(b, i, std)
		if !ok {
			return list
		}
		body := b[q.Lo:q.Hi]
		if q.Verbatim(body) {
			list = append(list, string(body))
		} else {
			list = append(list, string(q.AppendDecoded(nil, body)))
		}
		i = q.Next
	}
}

func TestNextQuote(t *testing.T) {
	for _, tt := range []struct {
		text string
		off  bool // standard_conforming_strings
		want []string
	}{
		{text: `SELECT 'a', "b", $$c$$, $x$d$$d$x$`, want: []string{"a", "b", "c", "d$$d"}},
		{text: `'it''s' "a""b" $$it''s$$`, want: []string{"it's", `a"b`, "it''s"}},
		{text: `E'\100 \x40 \u0040 \U00000040 \'' e'a''b' '\100'`, want: []string{"@ @ @ @ '", "a'b", `\100`}},
		{text: `'\100'`, off: true, want: []string{"@"}},
		{text: `U&'\0040\+000040\\' U&"\0040" u&'!0040' UESCAPE '!' u&'\0040' uescape`, want: []string{`@@\`, "@", "@", "!", "@"}},
		{text: `E'\ud83d\ude00\0\q' U&'\00g0'`, want: []string{"ud83dude000q", "00g0"}},
		{text: `B'101' X'4142' N'n' date'x' a$b$c$b$`, want: []string{"101", "4142", "n", "x"}},
		{text: "-- it's\n'a' /* it's /* ' */ */ 'b' 1 - '-' / '/'", want: []string{"a", "b", "-", "/"}},
		{text: "'a' /* it's", want: []string{"a"}},
		{text: `'no ''end`, want: []string{"no 'end"}},
		{text: `$x$ no end $y$`, want: []string{" no end $y$"}},
		{text: `"no end`, want: []string{"no end"}},
		{text: `$1 'a' $`, want: []string{"a"}},
		{text: `'`, want: []string{""}},
	} {
		if got := decodedQuotes(tt.text, !tt.off); !slices.Equal(got, tt.want) {
			t.Errorf("%s has the quotes %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestNextQuoteLinear holds texts that are not SQL to linear time: in the square
// of their size they would not end before the tests' time is over.
func TestNextQuoteLinear(t *testing.T) {
	const size = 4 << 20
	for _, unit := range []string{"$a$ ", "/*", "U&'x'/*", "'", `"`, "''", "-", "/", "E'\\", "U&'x' -- \n", "$", "$a"} {
		text := strings.Repeat(unit, size/len(unit))
		if got := decodedQuotes(text, true); len(got) > size {
			t.Errorf("%d times %q: %d quotes", size/len(unit), unit, len(got))
		}
	}
}

// FuzzNextQuote holds NextQuote to what a Cursor finds in whole statements.
func FuzzNextQuote(f *testing.F) {
	for _, s := range []string{`SELECT 'a''b', E'\x40', "x""y", $t$ ' $t$;`, `a b'1' N'x' -- '`, "/* ' */ 'x' 1e5'y' .5$$z$$;", "0e0$$a$$ $1e0$$b$$ 1.5e-3$x$c$x$ a1e0$$d$$"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, std bool) {
		got := decodedQuotes(text, std)
		var want []string
		c := NewCursor([]byte(text), std)
		for c.Token().Kind != End {
			tok := c.Next()
			raw := text[tok.Lo:tok.Hi]
			if tok.Kind == Bad || tok.Kind == String && strings.Count(raw, "'") > 2 {
				return // no SQL; or continued, perhaps: one token, two quotes
			}
			if tok.Kind != String && tok.Kind != QuotedIdent {
				continue
			}
			value, ok := c.Text(tok)
			if !ok {
				return // an escape that is not valid
			}
			want = append(want, value)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q has the quotes %q, want %q", text, got, want)
		}
	})
}
