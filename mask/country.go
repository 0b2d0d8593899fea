package mask

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
)

// country makes another country, written as the value was: by its code of two or
// three letters, by its number, or by its name, in its case and with the blanks around
// it. However a country is written, it becomes the same one.
type country struct {
	codes  [4][]string // by length, of letters
	nums   []string
	names  []string       // "" for one that is too long
	number map[string]int // in these, by what is written in small letters
	limit  int            // in characters, 0 for none
}

var countrySpec = Spec{
	Name: "country", Family: "keyed",
	Summary: "another country, by code or name as the value is", Makes: "text",
	Notes:  []string{"However a country is written (DE, deu, 276, Germany), it becomes the same one, in that form."},
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "DE", On: anyText, make: makeCountry,
}

func makeCountry(b *build) (Mask, error) {
	c := &country{number: map[string]int{}, limit: b.typ.limit()}
	named := false
	for row := range strings.SplitSeq(countries, "|") {
		two, three, num, name := row[:2], row[3:6], row[7:10], row[11:]
		for _, written := range [...]string{two, three, num, name} {
			c.number[strings.ToLower(written)] = len(c.names)
		}
		c.codes[2] = append(c.codes[2], two)
		c.codes[3] = append(c.codes[3], three)
		c.nums = append(c.nums, num)
		if c.limit > 0 && len(name) > c.limit {
			name = ""
		}
		named = named || name != ""
		c.names = append(c.names, name)
	}
	if !named {
		c.names = nil
	}
	c.number["uk"] = c.number["gb"]
	if c.limit == 1 {
		return nil, fmt.Errorf("mask country needs 2 characters, and the type is %s", b.typ.title())
	}
	return b.keyed(c, Lossy), nil
}

func (c *country) append(dst, src []byte, s *scratch) ([]byte, error) {
	from, to := shape.Trim(src)
	v := src[from:to]
	s.in = appendLower(s.in[:0], v)
	list := c.names
	switch n := len(v); {
	case n == 3 && shape.DigitsAt(v, 0) == 3:
		list = c.nums
	case n > 0 && n <= 3 && word(v) == n && shape.IsLetter(v[0]&0x7f) || len(list) == 0:
		list = c.codes[min(max(n, 2), 3)]
	}
	own, ok := c.number[string(s.in)]
	if ok {
		s.in = append(s.in[:0], c.codes[2][own]...)
	}
	s.Seed(s.in)
	text := ""
	for text == "" {
		if i := s.Between(0, uint64(len(list)-1)); !ok || i != uint64(own) {
			text = list[i]
		}
	}
	if c.limit > 0 && len(src)-len(v)+len(text) > c.limit {
		src, from, to = nil, 0, 0 // there is no room for the blanks
	}
	dst = append(dst, src[:from]...)
	if len(v) > 0 && shape.IsSmall(v[0]) && bytes.Equal(v, appendLower(s.in[:0], v)) {
		for i := range len(text) {
			dst = append(dst, shape.Lower(text[i]))
		}
	} else {
		dst = append(dst, text...)
	}
	return append(dst, src[to:]...), nil
}

// appendLower appends v in small letters.
func appendLower(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		r, n := utf8.DecodeRune(v[i:])
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
		i += n
	}
	return dst
}
