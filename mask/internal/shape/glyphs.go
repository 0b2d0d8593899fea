package shape

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A glyph is where a character that is not ASCII is: the n-th of its class.
// Class 0 is what stays.
type glyph struct {
	n       uint16
	class   uint16
	capital bool
	odd     bool // a mark, or a letter that no normal form has: see normal.go
}

// A class is an alphabet made ready.
type class struct {
	small, capital []rune // nil where the letters are in a row
	first          rune   // the first one, which also tells the class in tweaks
	size           uint16
}

// A directory finds glyphs, by pages of 256 characters.
type directory struct {
	pages   [1 << 13]*[256]glyph
	classes []class
}

// glyphs returns the directory, which is made when the first character that is
// not ASCII comes: in a thousandth of a second.
var glyphs = sync.OnceValue(func() *directory {
	d := &directory{classes: make([]class, 1, len(alphabets)+3)}
	for _, a := range alphabets {
		d.add(a)
	}
	// Hangul syllables of two and of three letters.
	var open, closed []rune
	for r := rune(0xAC00); r <= 0xD7A3; r++ {
		if (r-0xAC00)%28 == 0 {
			open = append(open, r)
		} else {
			closed = append(closed, r)
		}
	}
	d.addClass(open, nil)
	d.addClass(closed, nil)
	for _, w := range unicode.M.R16 {
		d.addMarks(rune(w.Lo), rune(w.Hi), rune(w.Stride))
	}
	for _, w := range unicode.M.R32 {
		d.addMarks(rune(w.Lo), rune(w.Hi), rune(w.Stride))
	}
	return d
})

// addMarks adds marks that may join the letter before them.
func (d *directory) addMarks(from, to, stride rune) {
	for r := from; r <= to; r += stride {
		d.at(r).odd = true
	}
}

// add adds an alphabet.
func (d *directory) add(a alphabet) {
	if a.spans == "" {
		d.addClass([]rune(a.small), []rune(a.capital))
		return
	}
	var letters []rune
	ends := []rune(a.spans)
	for i := 0; i < len(ends); i += 2 {
		for r := ends[i]; r <= ends[i+1]; r++ {
			letters = append(letters, r)
		}
	}
	d.addClass(letters, nil)
}

// addClass adds the class of letters.
func (d *directory) addClass(small, capital []rune) {
	k := uint16(len(d.classes))
	c := class{small: small, capital: capital, first: small[0], size: uint16(len(small))}
	odd := !norm.NFC.IsNormalString(string(c.first)) || c.first>>8 == 0x11 // letters of Hangul join
	for i, r := range small {
		*d.at(r) = glyph{n: uint16(i), class: k, odd: odd}
	}
	for i, r := range capital {
		*d.at(r) = glyph{n: uint16(i), class: k, capital: true, odd: odd}
	}
	if len(capital) == 0 && small[len(small)-1]-small[0] == rune(len(small)-1) {
		c.small = nil
	}
	d.classes = append(d.classes, c)
}

// at returns the place of r.
func (d *directory) at(r rune) *glyph {
	p := &d.pages[r>>8]
	if *p == nil {
		*p = new([256]glyph)
	}
	return &(*p)[r&255]
}

// find returns the glyph of r.
func (d *directory) find(r rune) glyph {
	if r>>8 >= rune(len(d.pages)) {
		return glyph{}
	}
	if p := d.pages[r>>8]; p != nil {
		return p[r&255]
	}
	return glyph{}
}

// with returns the n-th letter of the class of g, in the case of g.
func (d *directory) with(g glyph, n uint16) rune {
	c := &d.classes[g.class]
	switch {
	case c.small == nil:
		return c.first + rune(n)
	case g.capital:
		return c.capital[n]
	}
	return c.small[n]
}

// The signs of ASCII, the control characters that are no white space, and other
// signs that stand for each other in values that have nothing else: the first
// and last of each row, all of one length and assigned.
//
// Whoever puts a scrambled value into quotes escapes what has to be.
const (
	asciiSigns    = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	asciiControls = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
)

// signRows are the other signs.
var signRows = [...][2]rune{
	{0x2010, 0x2027}, {0x2190, 0x2199}, {0x21D0, 0x21FF}, {0x2500, 0x257F}, {0x2580, 0x259F}, {0x25A0, 0x25FF}, {0x2600, 0x26FF},
	{0x2701, 0x2775}, {0x2794, 0x27BF}, {0x1F300, 0x1F3FA}, {0x1F400, 0x1F5FF}, {0x1F600, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F910, 0x1F93A}, {0x1F947, 0x1F9FF},
}

// signGlyph returns which of how many signs r is, and a number that tells them
// from others; size is 0 for what stays.
func signGlyph(r rune) (n, size uint16, row uint32) {
	if r < utf8.RuneSelf {
		for _, class := range [...]string{asciiSigns, asciiControls} {
			if i := strings.IndexByte(class, byte(r)); i >= 0 {
				return uint16(i), uint16(len(class)), uint32(class[0])
			}
		}
		return 0, 0, uint32(r)
	}
	for _, w := range signRows {
		if w[0] <= r && r <= w[1] {
			return uint16(r - w[0]), uint16(w[1] - w[0] + 1), uint32(w[0])
		}
	}
	return 0, 0, uint32(r)
}

// signWith returns the n-th sign of a row that signGlyph told.
func signWith(row uint32, n uint16) rune {
	switch row {
	case uint32(asciiSigns[0]):
		return rune(asciiSigns[n])
	case uint32(asciiControls[0]):
		return rune(asciiControls[n])
	}
	return rune(row) + rune(n)
}
