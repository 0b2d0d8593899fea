package shape

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold appends v, which has no blanks around it, in the form in which values are
// compared: composed and in lower case. It says whether that is another.
func (s *Shaper) Fold(dst, v []byte) (out []byte, other bool) {
	n, ascii := len(dst), true
	for _, c := range v {
		ascii = ascii && c < utf8.RuneSelf
		other = other || IsCapital(c)
		dst = append(dst, Lower(c))
	}
	if ascii {
		return dst, other
	}
	s.composed = s.normal(s.composed[:0], v, norm.NFC)
	dst = dst[:n]
	for i := 0; i < len(s.composed); {
		r, size := utf8.DecodeRune(s.composed[i:])
		if r == utf8.RuneError && size == 1 {
			dst = append(dst, s.composed[i])
		} else {
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += size
	}
	return dst, string(dst[n:]) != string(v)
}

// Replace is Tweaked, or draws from the stream of what is pinned.
func (s *Shaper) Replace(dst, v []byte, tweak uint64) []byte {
	if !s.IsPinned() {
		return s.Tweaked(dst, v, tweak)
	}
	s.Seed(v)
	dst, _ = s.Letters(dst, v)
	return dst
}

// Domain appends a pseudonym of a domain's name, as long, under a name that is set
// aside and as long as its own. The same name has the same, whatever its case, and
// two of one last label have two.
func (s *Shaper) Domain(dst, name []byte) []byte {
	if !HasText(name) {
		return append(dst, name...)
	}
	return s.hosted(dst, name, false)
}

// HashOf begins a tweak of a mask's own.
func HashOf(label string) Hash { return hashCode.Text([]byte(label)) }
