package shape

// A Charset says which characters a value has: one look at each of them spares
// most values, which are plain, most looks for kinds.
type Charset uint16

// The members of a Charset.
const (
	hasDigit Charset = 1 << iota
	hasLetter
	hasBlank
	hasDash // and slashes
	hasDot
	hasColon
	hasUnderscore
	hasSeparator // of lists
	hasWide      // what is not ASCII
	hasOther     // what is no part of any kind

	// What some of these are.
	hasSlash
	hasAt
	hasPercent
)

// separators are what keeps the elements of a list apart.
const separators = ",;|"

// charsets are the members, by character.
var charsets = func() (t [256]Charset) {
	for i := range t {
		t[i] = hasOther
	}
	add := func(m Charset, chars string) {
		for _, c := range []byte(chars) {
			t[c] = m
		}
	}
	for c := range t {
		switch {
		case c >= 0x80:
			t[c] = hasWide
		case classes[c] >= capital:
			t[c] = hasLetter
		case classes[c] == digit:
			t[c] = hasDigit
		}
	}
	add(hasBlank, " ")
	add(hasDash, "-")
	add(hasDash|hasSlash, "/")
	add(hasOther|hasAt, "@")
	add(hasOther|hasPercent, "%")
	add(hasDot, ".")
	add(hasColon, ":")
	add(hasUnderscore, "_")
	add(hasSeparator, separators)
	add(0, `{}\+#`)
	return t
}()

// CharsetOf returns the charset of v.
func CharsetOf(v []byte) (s Charset) {
	for _, c := range v {
		s |= charsets[c]
	}
	return s
}

// RunOf returns how many characters v has before the first of marks, and their
// charset.
func RunOf(v []byte, marks *[256]bool) (n int, s Charset) {
	for n < len(v) && !marks[v[n]] {
		s |= charsets[v[n]]
		n++
	}
	return n, s
}

// has reports whether s has one of m, or more.
func (s Charset) has(m Charset) bool { return s&m != 0 }

// isWord reports whether what has s may be one word.
func (s Charset) isWord() bool {
	return s.has(hasLetter|hasWide) && !s.has(hasBlank|hasDot|hasColon|hasSlash|hasOther|hasSeparator)
}

// HasAlnum reports whether there is an ASCII letter or digit, so that no sign is
// replaced. HasText, whether there is that or what is not ASCII.
func (s Charset) HasAlnum() bool { return s.has(hasDigit | hasLetter) }
func (s Charset) HasText() bool  { return s.has(hasDigit | hasLetter | hasWide) }

// HasPlace reports whether there is what every place has: a host, a path, a file's
// name. HasAt, whether there is what every e-mail address has.
func (s Charset) HasPlace() bool { return s.has(hasDot | hasSlash) }
func (s Charset) HasAt() bool    { return s.has(hasAt) }

// HasDot and HasPercent report whether there is one.
func (s Charset) HasDot() bool     { return s.has(hasDot) }
func (s Charset) HasPercent() bool { return s.has(hasPercent) }
