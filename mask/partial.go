package mask

import (
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// partial keeps the ends of a value and covers the rest: joh****@company.com,
// XXXX-XXXX-XXXX-5678. Of what counts it covers half at least: where the ends
// would leave less, it covers all.
type partial struct {
	start, end int
	char       rune
	length     int  // so many characters stand for what is covered, 0: as many
	marks      bool // only letters and digits count, the rest stays
	domain     bool // what follows the @ stays
	limit      int  // of the column in characters, 0: none
}

var partialSpec = Spec{
	Name: "partial", Family: "shape",
	Summary: "the ends stay, the rest is covered; at least half is", Makes: "text",
	Params: []Param{
		{Name: "keep_start", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many characters at the front stay"},
		{Name: "keep_end", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many characters at the end stay"},
		{Name: "char", Kind: StringParam, Default: "*", Help: "what covers a character"},
		{Name: "length", Kind: IntParam, Min: 1, Max: 1000, Default: "as many as are covered", Help: "so many stand for what is covered, whatever its length"},
		{Name: "keep_marks", Kind: BoolParam, Default: "false", Help: "true covers and counts letters and digits only; marks and blanks stay"},
		{Name: "keep_domain", Kind: BoolParam, Default: "false", Help: "true keeps what follows the @ of an address"},
	},
	Kinds: textKinds, Example: "4111-1111-1111-5678", On: anyText,
	Notes: []string{
		"Half of what counts is covered at least: of a value that has not twice as many characters as are to stay, none stays.",
		"What stays is in clear, and so is the length unless length is given. Two values may meet.",
	},
	With: Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, make: makePartial,
}

func makePartial(b *build) (Mask, error) {
	p := &partial{
		start: b.num("keep_start", 0), end: b.num("keep_end", 0),
		length: b.num("length", 0),
		marks:  b.flag("keep_marks", false),
		domain: b.flag("keep_domain", false),
		limit:  b.typ.Len,
	}
	char := b.str("char", "*")
	p.char, _ = utf8.DecodeRuneInString(char)
	switch limit := b.typ.limit(); {
	case utf8.RuneCountInString(char) != 1 || !unicode.IsGraphic(p.char) || p.char == ' ' || p.char == utf8.RuneError:
		return nil, paramError("char", "want one visible character")
	case b.typ.MaxBytes > 0 && p.char >= utf8.RuneSelf:
		return nil, paramError("char", "the type is %s, which has a limit in bytes; want an ASCII character", b.typ.title())
	case limit > 0 && 2*(p.start+p.end) > limit:
		return nil, paramError("keep_start", "keep_start and keep_end are %d characters, more than half of what type %s holds", p.start+p.end, b.typ.title())
	case p.length > 0 && p.marks:
		return nil, paramError("length", "length and keep_marks contradict each other; choose one")
	}
	return b.keyed(p, Lossy), nil
}

func (p *partial) append(dst, src []byte, s *scratch) ([]byte, error) {
	v, tail := src, src[len(src):]
	if p.domain {
		if i := len(src) - len(ownDomain(src)) - 1; i > 0 && i < len(src)-1 {
			v, tail = src[:i], src[i:]
		}
	}
	marks := p.marks
	n := countable(v, marks)
	if n == 0 {
		marks, n = false, shape.Runes(v)
	}
	start, end := p.start, p.end
	if 2*(start+end) > n {
		start, end = 0, 0
	}
	char := p.char
	if s.Round > 0 && char != '#' {
		char = '#' // the value was covered before
	} else if s.Round > 0 {
		char = '*'
	}
	left := p.covers(n-start-end, src)
	for i := 0; len(v) > 0; {
		r, size := utf8.DecodeRune(v)
		switch {
		case marks && !shape.Counts(r, size):
			dst = append(dst, v[:size]...)
			i--
		case i < start || i >= n-end:
			dst = append(dst, v[:size]...)
		case left > 0:
			dst = utf8.AppendRune(dst, char)
			left--
		}
		if i++; i == n-end {
			for ; left > 0; left-- {
				dst = utf8.AppendRune(dst, char)
			}
		}
		v = v[size:]
	}
	return append(dst, tail...), nil
}

// covers returns how many characters stand for n of src.
func (p *partial) covers(n int, src []byte) int {
	switch {
	case p.length == 0:
		return n
	case p.limit == 0:
		return p.length
	}
	return min(p.length, n+p.limit-shape.Runes(src))
}

// ownDomain returns what follows the last @ of v, if it looks like a domain.
func ownDomain(v []byte) []byte {
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] == '@' && isDomain(v[i+1:]) {
			return v[i+1:]
		}
		if v[i] == '@' {
			break
		}
	}
	return nil
}

// countable returns how many characters of v count: all, or letters and digits.
func countable(v []byte, marks bool) int {
	if !marks {
		return shape.Runes(v)
	}
	n := 0
	for len(v) > 0 {
		r, size := utf8.DecodeRune(v)
		if shape.Counts(r, size) {
			n++
		}
		v = v[size:]
	}
	return n
}
