package shape

// A script is a class of letters that stand for each other: all of one length in
// UTF-8, and onto themselves. Where letters have cases, a number tells the pair,
// and the case stays: values that lower() makes equal stay so, and others do not
// become so. These tables are this program's, whatever package unicode learns,
// for what comes out must not change.
//
// Note: lower() of a few letters is in another script (İ is i, and so are those
// of polytonic Greek, Cherokee and the like); Turkish folds I and İ as no other
// language does. Values that differ in such letters alone may meet under lower().

// A letterRun is letters in a row.
type letterRun struct {
	from, to rune
	script   uint8
	form     casing
	base     uint16 // the number of the first letter, or pair, in its script
}

// casing is how the letters of a run are numbered.
type casing uint8

const (
	caseless casing = iota // one by one; also lower case
	upper                  // one by one, and of the other case
	pairs                  // a capital and its small letter take turns
	stays                  // no letters: symbols, marks, blanks
)

// The scripts, as numbers. Those that are one run stand for themselves.
const (
	latin1 = iota
	latin1Rest
	latinA
	latinARest
	latinB
	latinMore
	latinMoreRest
	greek
	greekRest
	cyrillic
	cyrillicRow
	cyrillicMore
	armenian
	arabic
	thaiVowels
	fullWidth
	single // and all after it
)

// sizes are how many letters, or pairs, the scripts of several runs have.
var sizes = [single]uint16{30, 4, 62, 3, 63, 123, 10, 33, 3, 32, 16, 100, 38, 36, 27, 26}

// runs are in order. What is in none of them is in a gap: see find.
var runs = [...]letterRun{
	{0x0080, 0x00A9, single, stays, 0}, // C1, Latin-1 signs
	{0x00AA, 0x00AA, latin1Rest, caseless, 0},
	{0x00AB, 0x00B4, single, stays, 0},
	{0x00B5, 0x00B5, latin1Rest, caseless, 1},
	{0x00B6, 0x00B9, single, stays, 0},
	{0x00BA, 0x00BA, latin1Rest, caseless, 2},
	{0x00BB, 0x00BF, single, stays, 0},
	{0x00C0, 0x00D6, latin1, upper, 0},
	{0x00D7, 0x00D7, single, stays, 0},
	{0x00D8, 0x00DE, latin1, upper, 23},
	{0x00DF, 0x00DF, latin1Rest, caseless, 3},
	{0x00E0, 0x00F6, latin1, caseless, 0},
	{0x00F7, 0x00F7, single, stays, 0},
	{0x00F8, 0x00FE, latin1, caseless, 23},
	{0x00FF, 0x00FF, latinA, caseless, 61},
	{0x0100, 0x012F, latinA, pairs, 0},
	{0x0132, 0x0137, latinA, pairs, 24}, // 0130 and 0131 are a gap
	{0x0138, 0x0138, latinARest, caseless, 0},
	{0x0139, 0x0148, latinA, pairs, 27},
	{0x0149, 0x0149, latinARest, caseless, 1},
	{0x014A, 0x0177, latinA, pairs, 35},
	{0x0178, 0x0178, latinA, upper, 61},
	{0x0179, 0x017E, latinA, pairs, 58},
	{0x017F, 0x017F, latinARest, caseless, 2},
	{0x0182, 0x0185, latinB, pairs, 0},
	{0x0187, 0x0188, latinB, pairs, 2},
	{0x018B, 0x018C, latinB, pairs, 3},
	{0x0191, 0x0192, latinB, pairs, 4},
	{0x0198, 0x0199, latinB, pairs, 5},
	{0x01A0, 0x01A5, latinB, pairs, 6},
	{0x01A7, 0x01A8, latinB, pairs, 9},
	{0x01AC, 0x01AD, latinB, pairs, 10},
	{0x01AF, 0x01B0, latinB, pairs, 11},
	{0x01B3, 0x01B6, latinB, pairs, 12},
	{0x01B8, 0x01B9, latinB, pairs, 14},
	{0x01BC, 0x01BD, latinB, pairs, 15},
	{0x01CD, 0x01DC, latinB, pairs, 16},
	{0x01DE, 0x01EF, latinB, pairs, 24},
	{0x01F4, 0x01F5, latinB, pairs, 33},
	{0x01F8, 0x021F, latinB, pairs, 34},
	{0x0222, 0x0233, latinB, pairs, 54},
	{0x02B0, 0x0385, single, stays, 0},
	{0x0386, 0x0386, greek, upper, 24},
	{0x0387, 0x0387, single, stays, 0},
	{0x0388, 0x038A, greek, upper, 25},
	{0x038C, 0x038C, greek, upper, 28},
	{0x038E, 0x038F, greek, upper, 29},
	{0x0390, 0x0390, greekRest, caseless, 0},
	{0x0391, 0x03A1, greek, upper, 0},
	{0x03A3, 0x03A9, greek, upper, 17},
	{0x03AA, 0x03AB, greek, upper, 31},
	{0x03AC, 0x03AC, greek, caseless, 24},
	{0x03AD, 0x03AF, greek, caseless, 25},
	{0x03B0, 0x03B0, greekRest, caseless, 1},
	{0x03B1, 0x03C1, greek, caseless, 0},
	{0x03C2, 0x03C2, greekRest, caseless, 2},
	{0x03C3, 0x03C9, greek, caseless, 17},
	{0x03CA, 0x03CB, greek, caseless, 31},
	{0x03CC, 0x03CC, greek, caseless, 28},
	{0x03CD, 0x03CE, greek, caseless, 29},
	{0x0400, 0x040F, cyrillicRow, upper, 0},
	{0x0410, 0x042F, cyrillic, upper, 0},
	{0x0430, 0x044F, cyrillic, caseless, 0},
	{0x0450, 0x045F, cyrillicRow, caseless, 0},
	{0x0460, 0x0481, cyrillicMore, pairs, 0},
	{0x0482, 0x0489, single, stays, 0},
	{0x048A, 0x04BF, cyrillicMore, pairs, 17},
	{0x04C0, 0x04C0, cyrillicMore, upper, 51},
	{0x04C1, 0x04CE, cyrillicMore, pairs, 44},
	{0x04CF, 0x04CF, cyrillicMore, caseless, 51},
	{0x04D0, 0x052F, cyrillicMore, pairs, 52},
	{0x0531, 0x0556, armenian, upper, 0},
	{0x0559, 0x0560, single, stays, 0},
	{0x0561, 0x0586, armenian, caseless, 0},
	{0x0589, 0x05CF, single, stays, 0},
	{0x05D0, 0x05EA, single, caseless, 0}, // Hebrew
	{0x05F3, 0x0620, single, stays, 0},
	{0x0621, 0x063A, arabic, caseless, 0},
	{0x063B, 0x0640, single, stays, 0},
	{0x0641, 0x064A, arabic, caseless, 26},
	{0x064B, 0x065F, single, stays, 0},
	{0x0660, 0x0669, single, caseless, 0}, // digits
	{0x066A, 0x0670, single, stays, 0},
	{0x0671, 0x06D3, single, caseless, 0}, // Persian, Urdu and others
	{0x06D4, 0x06EF, single, stays, 0},
	{0x06F0, 0x06F9, single, caseless, 0},
	{0x07C0, 0x07C9, single, caseless, 0},
	{0x0900, 0x0904, single, stays, 0},
	{0x0905, 0x0939, single, caseless, 0}, // Devanagari
	{0x093A, 0x0965, single, stays, 0},
	{0x0966, 0x096F, single, caseless, 0},
	{0x09E6, 0x09EF, single, caseless, 0},
	{0x0A66, 0x0A6F, single, caseless, 0},
	{0x0AE6, 0x0AEF, single, caseless, 0},
	{0x0B66, 0x0B6F, single, caseless, 0},
	{0x0BE6, 0x0BEF, single, caseless, 0},
	{0x0C66, 0x0C6F, single, caseless, 0},
	{0x0CE6, 0x0CEF, single, caseless, 0},
	{0x0D66, 0x0D6F, single, caseless, 0},
	{0x0E01, 0x0E2E, single, caseless, 0}, // Thai
	{0x0E2F, 0x0E3A, thaiVowels, caseless, 0},
	{0x0E3F, 0x0E3F, single, stays, 0},
	{0x0E40, 0x0E4E, thaiVowels, caseless, 12},
	{0x0E4F, 0x0E4F, single, stays, 0},
	{0x0E50, 0x0E59, single, caseless, 0},
	{0x0ED0, 0x0ED9, single, caseless, 0},
	{0x0F20, 0x0F29, single, caseless, 0},
	{0x1040, 0x1049, single, caseless, 0},
	{0x10D0, 0x10F0, single, caseless, 0}, // Georgian
	{0x1680, 0x1680, single, stays, 0},
	{0x17E0, 0x17E9, single, caseless, 0},
	{0x1E00, 0x1E95, latinMore, pairs, 0},
	{0x1E96, 0x1E9F, latinMoreRest, caseless, 0},
	{0x1EA0, 0x1EFF, latinMore, pairs, 75},
	{0x2000, 0x2BFF, single, stays, 0}, // punctuation, signs, arrows
	{0x2E00, 0x3040, single, stays, 0},
	{0x3041, 0x3096, single, caseless, 0}, // Hiragana
	{0x3097, 0x30A0, single, stays, 0},
	{0x30A1, 0x30FA, single, caseless, 0}, // Katakana
	{0x30FB, 0x30FF, single, stays, 0},
	{0x3400, 0x4DB5, single, caseless, 0},
	{0x4DC0, 0x4DFF, single, stays, 0},
	{0x4E00, 0x9FFF, single, caseless, 0}, // CJK
	{0xAC00, 0xD7A3, single, caseless, 0}, // Hangul
	{0xFE00, 0xFE6F, single, stays, 0},
	{0xFEFF, 0xFF0F, single, stays, 0},
	{0xFF10, 0xFF19, single, caseless, 0}, // full width
	{0xFF1A, 0xFF20, single, stays, 0},
	{0xFF21, 0xFF3A, fullWidth, upper, 0},
	{0xFF3B, 0xFF40, single, stays, 0},
	{0xFF41, 0xFF5A, fullWidth, caseless, 0},
	{0xFF5B, 0xFF65, single, stays, 0},
	{0xFF66, 0xFF9D, single, caseless, 0},
	{0xFFE0, 0xFFFF, single, stays, 0},
	{0x1D000, 0x1D24F, single, stays, 0},
	{0x1F000, 0x1FAFF, single, stays, 0}, // emoji
	{0xE0000, 0xE0FFF, single, stays, 0},
}

// A glyph is where a character is: the n-th of size that stand for each other.
type glyph struct {
	n, size uint16 // size is 0 for what stays
	class   uint32 // tells the classes apart, and characters that stay
	run     uint8  // of runs; that after it, for what is in a gap
	gap     bool
	capital bool
}

// find returns the glyph of r, which is not ASCII. hint is the run of the
// character before, for most stay in theirs.
//
// What is in no run stands for all of the 64 characters around it, in a row that
// begins at a multiple of 64, that no run takes from them.
func find(r rune, hint uint8) glyph {
	i := int(hint)
	if c := &runs[i]; r < c.from || r > c.to {
		i = search(r)
	}
	if i == len(runs) || r < runs[i].from {
		lo, hi := r&^63, r|63
		if i > 0 {
			lo = max(lo, runs[i-1].to+1)
		}
		if i < len(runs) {
			hi = min(hi, runs[i].from-1)
		}
		return glyph{n: uint16(r - lo), size: uint16(hi - lo + 1), class: uint32(lo), run: uint8(min(i, len(runs)-1)), gap: true}
	}
	c := &runs[i]
	g := glyph{run: uint8(i), size: uint16(c.to - c.from + 1), class: uint32(c.from), n: uint16(r - c.from)}
	switch {
	case c.form == stays:
		g.size, g.class = 0, uint32(r)
		return g
	case c.form == pairs:
		g.n, g.capital = g.n/2, g.n&1 == 0
	default:
		g.capital = c.form == upper
	}
	if c.script < single {
		g.n, g.size, g.class = g.n+c.base, sizes[c.script], uint32(c.script)
	}
	return g
}

// search returns the first run that does not end before r.
func search(r rune) int {
	lo, hi := 0, len(runs)
	for lo < hi {
		if m := (lo + hi) / 2; runs[m].to < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// with returns the n-th character of the class of r, whose glyph is g, in the
// case of r.
func (g *glyph) with(r rune, n uint16) rune {
	c := &runs[g.run]
	if g.gap || c.script == single {
		return r - rune(g.n) + rune(n)
	}
	if m, ok := c.nth(n, g.capital); ok {
		return m
	}
	// The runs of a script are close to each other.
	near := int(g.run)
	for i := max(0, near-20); i < min(len(runs), near+20); i++ {
		if d := &runs[i]; d.script == c.script {
			if m, ok := d.nth(n, g.capital); ok {
				return m
			}
		}
	}
	panic("shape: internal error: a letter that its script does not have")
}

// nth returns the letter of the run that is the n-th of its script, if the run
// has it.
func (c *letterRun) nth(n uint16, capital bool) (rune, bool) {
	if n < c.base || c.form == upper && !capital || c.form == caseless && capital {
		return 0, false
	}
	at := rune(n - c.base)
	if c.form == pairs {
		if at *= 2; !capital {
			at++
		}
	}
	return c.from + at, c.from+at <= c.to
}

// blank reports whether r is white space or a control character, which stay in
// any value.
func blank(r rune) bool {
	switch {
	case r < 0x2000:
		return r <= ' ' || r >= 0x7F && r <= 0xA0 || r == 0x1680
	case r < 0x3000:
		return r <= 0x200F || r >= 0x2028 && r <= 0x202F || r >= 0x205F && r <= 0x206F
	}
	return r == 0x3000 || r >= 0xFE00 && r <= 0xFE0F || r >= 0xFEFF && r < 0xFF00 || r >= 0xFFF0 && r <= 0xFFFF
}

// signGlyph returns the glyph of r among the signs around it, for values that have
// nothing else.
func signGlyph(r rune) glyph {
	g := find(r, 0)
	if g.gap || g.size > 0 || blank(r) {
		return glyph{class: uint32(r)}
	}
	c := &runs[g.run]
	lo, hi := max(c.from, r&^63), min(c.to, r|63)
	g = glyph{class: uint32(lo), gap: true}
	for x := lo; x <= hi; x++ {
		if blank(x) {
			continue
		}
		if x == r {
			g.n = g.size
		}
		g.size++
	}
	return g
}

// signWith returns the n-th of the signs around r.
func signWith(r rune, n uint16) rune {
	for x := max(runs[search(r)].from, r&^63); ; x++ {
		if blank(x) {
			continue
		}
		if n == 0 {
			return x
		}
		n--
	}
}
