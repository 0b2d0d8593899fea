package shape

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestRuns: the runs are in order, and within one length of UTF-8.
func TestRuns(t *testing.T) {
	last := rune(0x7F)
	for _, c := range runs {
		if c.from <= last || c.to < c.from {
			t.Errorf("%U is out of order", c.from)
		}
		last = c.to
		if utf8.RuneLen(c.from) != utf8.RuneLen(c.to) {
			t.Errorf("%U and %U differ in length", c.from, c.to)
		}
		if n := c.to - c.from + 1; c.form == pairs && n%2 != 0 {
			t.Errorf("%U begins %d letters, which make no pairs", c.from, n)
		}
		if c.script == single && c.form != stays && c.form != caseless {
			t.Errorf("%U is one case of a script of its own", c.from)
		}
	}
}

// TestScriptClasses takes every character there is: a class is as large as it says,
// its members are of one length and tell one another.
func TestScriptClasses(t *testing.T) {
	type class struct {
		seen map[uint16]rune
		size uint16
		len  int
	}
	classes := map[uint32]*class{}
	hint := uint8(0)
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		g := find(r, hint)
		if other := find(r, 7); g != other {
			t.Fatalf("%U is %+v, and %+v after another letter", r, g, other)
		}
		hint = g.run
		if g.size == 0 {
			continue
		}
		if back := g.with(r, g.n); back != r {
			t.Fatalf("%U is number %d of its class, which is %U", r, g.n, back)
		}
		key := g.class << 1
		if g.capital {
			key++
		}
		c := classes[key]
		if c == nil {
			c = &class{map[uint16]rune{}, g.size, utf8.RuneLen(r)}
			classes[key] = c
		}
		if _, taken := c.seen[g.n]; taken || g.n >= g.size || g.size != c.size || utf8.RuneLen(r) != c.len {
			t.Fatalf("%U is number %d of %d in its class, which is taken, too great, or of another class", r, g.n, g.size)
		}
		c.seen[g.n] = r
	}
	for key, c := range classes {
		if len(c.seen) != int(c.size) {
			t.Errorf("class %U has %d letters, want %d", key>>1, len(c.seen), c.size)
		}
	}
}

// TestCases: the cases of a pair are those of package unicode, which is asked
// here only.
func TestCases(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		g := find(r, 0)
		low := unicode.ToLower(r)
		l := find(max(low, 0x80), 0)
		switch {
		case g.gap || runs[g.run].form == stays || low < 0x80:
		case g.capital != (low != r) && r != 'ẞ':
			t.Errorf("%U %c: capital is %v", r, r, g.capital)
		case g.capital && (l.class != g.class || l.n != g.n):
			t.Errorf("%U %c is number %d, and its small letter is %d", r, r, g.n, l.n)
		}
	}
}

// TestSigns takes the signs as TestScriptClasses does the letters.
func TestSigns(t *testing.T) {
	seen := map[[2]uint32]bool{}
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		g := glyphOfSign(r)
		if g.size < 2 {
			continue
		}
		if unicode.IsSpace(r) || r >= 0x80 && unicode.IsControl(r) {
			t.Errorf("%U is blank, and has a class", r)
		}
		key := [2]uint32{g.class, uint32(g.n)}
		if g.n >= g.size || seen[key] {
			t.Errorf("%U is number %d of %d, which is taken or too great", r, g.n, g.size)
		}
		seen[key] = true
		if r >= 0x80 && signWith(r, g.n) != r {
			t.Errorf("%U is number %d of its class, which is %U", r, g.n, signWith(r, g.n))
		}
	}
}
