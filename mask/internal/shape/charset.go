package shape

// A charset says which characters a value has: one look at each of them spares
// most values, which are plain, most looks for kinds.
type charset uint16

// The members of a charset. What is none of them is no part of any kind.
const (
	hasDigit charset = 1 << iota
	hasLetter
	hasBlank
	hasDash // and slashes
	hasDot
	hasColon
	hasUnderscore
	hasSeparator // of lists
	hasWide      // what is not ASCII
	hasOther
)

// charsets are the members, by character.
var charsets = func() (t [256]charset) {
	for i := range t {
		t[i] = hasOther
	}
	add := func(m charset, chars string) {
		for _, c := range []byte(chars) {
			t[c] = t[c]&^hasOther | m
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
	add(hasDash, "-/")
	add(hasDot, ".")
	add(hasColon, ":")
	add(hasUnderscore, "_")
	add(hasSeparator, ",;")
	add(0, `{}\+#`)
	return t
}()

// charsetOf returns the charset of v.
func charsetOf(v []byte) charset {
	var s charset
	for _, c := range v {
		s |= charsets[c]
	}
	return s
}

// has reports whether s has one of m, or more.
func (s charset) has(m charset) bool { return s&m != 0 }
