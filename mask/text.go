package mask

import (
	"bytes"
	"slices"
	"strings"

	"sanitize/mask/internal/shape"
)

// words puts a word that can be pronounced in the place of each word, of the
// same length and case. Digits become digits; marks and white space stay.
// Letters of other scripts than Latin become letters of theirs. A whole value that
// is no words but a number, a date, a code or the like, or JSON, becomes what
// scramble makes of it, which casts as it did.
type words struct{ whole textual }

var textSpec = Spec{
	Name: "text", Family: "text",
	Summary: "words that mean nothing, of the same length and case; marks and blanks stay", Makes: "text",
	Notes: []string{
		"A value that is as a whole a number, a date, a boolean in words, an address or JSON is scrambled, and still one. Of XML and HTML the tags stay.",
		"What says that a message answers another (Re:, AW:, Fwd:) stays before its subject, which is what it is alone.",
		"An address, a host, a URL, an identifier or a code (INV-2024-00017) among the words is what it is where it stands alone, so that texts join with what they are about.",
	},
	Params: []Param{seedColumn}, Kinds: textKinds, Example: "Call Ann Lee, flat 17!", On: anyText, space: "scramble", make: makeText,
}

func makeText(b *build) (Mask, error) {
	whole, err := b.textual()
	if err != nil {
		return nil, err
	}
	m := b.keyed(words{whole}, Lossy)
	m.fixed = true // it sees to it that something changes, if it can
	return m, nil
}

func (w words) append(dst, src []byte, s *scratch) ([]byte, error) {
	n := replyLen(src)
	dst, src = append(dst, src[:n]...), src[n:]
	if !s.IsPinned() && s.Round == 0 {
		switch {
		case isBracketed(src):
			return w.whole.append(dst, src, s)
		case isMarkup(src):
			return s.markup(dst, src, s.leafOfWords), nil
		case shape.IsKind(src):
			return s.Like(dst, src, shape.Literals), nil
		}
	}
	return s.words(dst, src), nil
}

// replies are what stands before the subject of a message that answers one, or passes
// it on.
var replies = [...]string{"Re", "Aw", "Antw", "Sv", "Vs", "Rv", "Odp", "Fw", "Fwd", "Wg", "Tr", "Enc"}

// replyLen returns how much of v says that it answers a message, so that the subject
// is what it is in that one: 0 where nothing follows.
func replyLen(v []byte) int {
	at := 0
	for {
		n := bytes.IndexByte(v[at:min(len(v), at+6)], ':')
		if n < 2 || at+n+1 >= len(v) || v[at+n+1] != ' ' ||
			!slices.ContainsFunc(replies[:], func(r string) bool { return strings.EqualFold(string(v[at:at+n]), r) }) {
			return at
		}
		if at += n + 2; len(bytes.TrimLeft(v[at:], " ")) == 0 {
			return 0
		}
	}
}

// leafOfWords appends a text between tags.
func (s *scratch) leafOfWords(dst, v []byte) []byte {
	if shape.IsKind(v) {
		return s.Like(dst, v, shape.Literals)
	}
	return s.words(dst, v)
}

// words appends other words, and what v refers to by its own pseudonym. What repeats
// itself still does: see repeated.go of shape.
func (s *scratch) words(dst, v []byte) []byte {
	n := len(dst)
	if from, period, times := shape.Repeated(v); times > 1 {
		dst = s.words(dst, v[:from])
		once := len(dst)
		dst = s.words(dst, v[from:from+period])
		dst = append(dst, bytes.Repeat(dst[once:], times-1)...)
		return s.words(dst, v[from+times*period:])
	}
	for s.Seed(v); ; s.Again() {
		out, drawn := s.referring(dst[:n], v)
		if drawn == 0 {
			return s.Text(dst[:n], v)
		}
		if !bytes.Equal(out[n:], v) {
			return out
		}
	}
}

// referring appends words that are drawn, and says how many letters and digits are.
// What refers to something, an address, a host, a code, a number of some length in
// hexadecimal, is what it is elsewhere.
func (s *scratch) referring(dst, v []byte) (out []byte, drawn int) {
	if s.IsPinned() {
		return s.Syllables(dst, v)
	}
	done, n := 0, 0
	for i := nextReference(v, 0); i < len(v); i = nextReference(v, i) {
		from := i
		for from > 0 && !isAddressMark(v[from-1]) {
			from--
		}
		for i < len(v) && !isAddressMark(v[i]) {
			i++
		}
		to := addressEnd(v, from, i)
		if word := v[from:to]; isAddress(word) || shape.HasHost(word) || shape.IsReference(word) {
			dst, n = s.Syllables(dst, v[done:from])
			dst = s.nest().Like(dst, word, shape.Literals)
			drawn += n + len(word)
			done = to
		}
	}
	dst, n = s.Syllables(dst, v[done:])
	return dst, drawn + n
}

// nextReference returns where v has, at or after i, what all that refers to something
// has: an @, a digit, or a dot within a word; len(v) where it has none.
func nextReference(v []byte, i int) int {
	for i < len(v) && (!ofReferences[v[i]] || v[i] == '.' && (i+1 == len(v) || !shape.IsAlnum(v[i+1]))) {
		i++
	}
	return i
}

var ofReferences = charactersOf("@.0123456789")
