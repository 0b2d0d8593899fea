package shape

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestAlphabets takes every character there is: it is in one class at most,
// whose members tell one another, are assigned, of one length, of as many parts and bytes,
// and of the pairs that package unicode knows.
func TestAlphabets(t *testing.T) {
	d := glyphs()
	seen := map[uint16]int{}
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		g := d.find(r)
		if g.class == 0 {
			continue
		}
		c := &d.classes[g.class]
		if seen[g.class]++; d.with(g, g.n) != r {
			t.Fatalf("%U is number %d of its class, which is %U", r, g.n, d.with(g, g.n))
		}
		first := d.with(g, 0)
		switch {
		case !unicode.In(r, unicode.L, unicode.N) && !isDisguise(r):
			t.Errorf("%U is no letter", r)
		case func() bool { _, signs, _ := signGlyph(r); return signs > 0 }():
			t.Errorf("%U is a sign, too", r)
		case utf8.RuneLen(first) != utf8.RuneLen(r):
			t.Errorf("%U and %U differ in length", r, first)
		case parts(r) != parts(first):
			t.Errorf("%U and %U differ in parts", r, first)
		case norm.NFC.IsNormalString(string(r)) && len(norm.NFD.String(string(r))) != len(norm.NFD.String(string(first))):
			t.Errorf("%U and %U differ in bytes when taken apart", r, first)
		case norm.NFC.IsNormalString(string(r)) != norm.NFC.IsNormalString(string(first)):
			t.Errorf("%U and %U differ in being composed", r, first)
		case g.capital && (unicode.ToLower(r) != c.small[g.n] || unicode.ToUpper(c.small[g.n]) != r):
			t.Errorf("%U and %U are no pair", r, c.small[g.n])
		case c.capital == nil && (unicode.ToLower(r) != r || unicode.ToUpper(r) != r):
			t.Errorf("%U has a case, and its class has not", r)
		}
	}
	for k := range d.classes[1:] {
		c := &d.classes[k+1]
		want := int(c.size) + len(c.capital)
		if have := seen[uint16(k+1)]; have != want || want < 2 {
			t.Errorf("class %U has %d letters, and %d are of it", c.first, want, have)
		}
	}
	if len(seen) < 300 {
		t.Errorf("%d classes, want 300", len(seen))
	}
}

// isDisguise reports whether r, by Unicode no letter, stands for one: in a circle, a square or
// parentheses, as a flag, a tag or in Braille.
func isDisguise(r rune) bool {
	return r >= 0x249C && r <= 0x24E9 || r >= 0x2801 && r <= 0x28FF || r >= 0x3200 && r <= 0x32FE ||
		r >= 0x1F110 && r <= 0x1F1FF || r >= 0xE0030 && r <= 0xE007A
}

// parts returns how many characters r is when taken apart.
func parts(r rune) int { return len([]rune(norm.NFD.String(string(r)))) }

// TestAlphabetsFrozen: the letters and their order decide what comes out.
func TestAlphabetsFrozen(t *testing.T) {
	h := uint64(tweakLetters)
	for _, c := range glyphs().classes {
		for n := range c.size {
			r := c.first + rune(n)
			if c.small != nil {
				r = c.small[n]
			}
			h = (h ^ uint64(r)) * tweakPrime
		}
		for _, r := range c.capital {
			h = (h ^ uint64(r)) * tweakPrime
		}
	}
	const want = 0x90fe9545d303743e
	if h != want {
		t.Errorf("the alphabets' checksum is %#x, want %#x: what comes out has changed", h, uint64(want))
	}
}

// TestSigns: a sign has one place, and what is blank has none.
func TestSigns(t *testing.T) {
	seen := map[[2]uint32]bool{}
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		n, size, row := signGlyph(r)
		if size < 2 {
			continue
		}
		if unicode.IsSpace(r) || r >= 0x80 && !unicode.Is(unicode.S, r) && !unicode.Is(unicode.P, r) || !norm.NFC.IsNormalString(string(r)) {
			t.Errorf("%U has a class, and is no sign", r)
		}
		key := [2]uint32{row, uint32(n)}
		if n >= size || seen[key] {
			t.Errorf("%U is number %d of %d, which is taken or too great", r, n, size)
		}
		seen[key] = true
		if signWith(row, n) != r {
			t.Errorf("%U is number %d of its row, which is %U", r, n, signWith(row, n))
		}
	}
	if len(seen) < 1500 {
		t.Errorf("%d signs, want 1500", len(seen))
	}
}
