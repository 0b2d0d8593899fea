package shape

import (
	"slices"
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

// HasText reports whether v has a letter or digit, or what is not ASCII.
func HasText(v []byte) bool {
	for _, c := range v {
		if c >= utf8.RuneSelf || classes[c] != 0 {
			return true
		}
	}
	return false
}

// Domain appends a pseudonym of a domain's name, as long, under a name that is
// set aside: test where there is room, or what hosts in text get. The same name
// has the same, whatever its case.
func (s *Shaper) Domain(dst, name []byte) []byte {
	const suffix = ".test"
	body := len(name) - len(suffix)
	if lo, hi := lastLabel(name, 0); lo < 0 || hi < len(name) || body < 4 || !isASCII(name) {
		if !HasText(name) {
			return append(dst, name...)
		}
		return s.hosted(dst, name, false)
	}
	s.hold = s.hold[:0]
	for _, c := range name {
		s.hold = append(s.hold, Lower(c))
	}
	s.Seed(s.hold)
	at := len(dst)
	dst = slices.Grow(dst, len(name))
	for i, c := range s.hold[:body] {
		switch {
		case '0' <= c && c <= '9':
			c = '0' + byte(s.Below(10))
		case IsSmall(c) || i == 0 || i == body-1 || !IsAlnum(dst[len(dst)-1]):
			c = 'a' + byte(s.Below(26))
		}
		dst = append(dst, c)
	}
	dst = append(dst, suffix...)
	for i, c := range name {
		if IsCapital(c) && IsSmall(dst[at+i]) {
			dst[at+i] -= 'a' - 'A'
		}
	}
	return dst
}

func isASCII(v []byte) bool {
	for _, c := range v {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// HashOf begins a tweak of a mask's own.
func HashOf(label string) Hash { return hashCode.Text([]byte(label)) }
