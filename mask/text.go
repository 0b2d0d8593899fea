package mask

import (
	"bytes"

	"sanitize/mask/internal/shape"
)

// words puts a word that can be pronounced in the place of each word, of the
// same length and case. Digits become digits; marks and white space stay.
// Letters of other scripts than Latin become letters of theirs. A whole value that
// is no words but a number, a date, a code or the like, or JSON, becomes what
// scramble makes of it, which casts as it did.
type words struct{}

var textSpec = Spec{
	Name: "text", Family: "text",
	Summary: "words that mean nothing, of the same length and case; marks and blanks stay", Makes: "text",
	Notes:  []string{"A value that is as a whole a number, a date, a boolean in words, an address or JSON is scrambled, and still one."},
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "Call Ann Lee, flat 17!", On: anyText, make: makeText,
}

func makeText(b *build) (Mask, error) {
	m := b.keyed(words{}, Lossy)
	m.fixed = true // it sees to it that something changes, if it can
	return m, nil
}

func (words) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := len(dst)
	if !s.IsPinned() && s.Round == 0 {
		switch {
		case isBracketed(src):
			return textual{}.append(dst, src, s)
		case shape.IsKind(src):
			return s.Like(dst, src, shape.Literals), nil
		}
	}
	for s.Seed(src); ; s.Again() {
		out, drawn := s.Syllables(dst[:n], src)
		if drawn == 0 {
			return s.Text(dst[:n], src), nil
		}
		if !bytes.Equal(out[n:], src) {
			return out, nil
		}
	}
}
