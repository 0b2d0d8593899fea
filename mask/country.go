package mask

import (
	"fmt"
	"strings"

	"sanitize/mask/internal/shape"
)

// country makes another country, written as the value was: by its code of two or
// three letters, in its case, by its number, or by its name.
type country struct {
	codes [4][]string // by length, of letters
	nums  []string
	names []string
}

var countrySpec = Spec{
	Name: "country", Family: "keyed",
	Summary: "another country, by code or name as the value is", Makes: "text",
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "DE", On: anyText, make: makeCountry,
}

func makeCountry(b *build) (Mask, error) {
	c := &country{}
	limit := b.typ.limit()
	for row := range strings.SplitSeq(countries, "|") {
		two, three, num, name := row[:2], row[3:6], row[7:10], row[11:]
		c.codes[2] = append(c.codes[2], two)
		c.codes[3] = append(c.codes[3], three)
		c.nums = append(c.nums, num)
		if limit == 0 || len(name) <= limit {
			c.names = append(c.names, name)
		}
	}
	if limit == 1 {
		return nil, fmt.Errorf("mask country needs 2 characters, and the type is %s", b.typ.title())
	}
	return b.keyed(c, Lossy), nil
}

func (c *country) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	list, lowerCase := c.names, false
	switch n := len(src); {
	case n == 3 && shape.DigitsAt(src, 0) == 3:
		list = c.nums
	case n <= 3 && word(src) == n && shape.IsLetter(src[0]&0x7f) || len(list) == 0:
		list = c.codes[min(max(n, 2), 3)]
		lowerCase = shape.IsSmall(src[0] & 0x7f)
	}
	text := list[s.Between(0, uint64(len(list)-1))]
	if !lowerCase {
		return append(dst, text...), nil
	}
	for i := range len(text) {
		dst = append(dst, shape.Lower(text[i]))
	}
	return dst, nil
}
