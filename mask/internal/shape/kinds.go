package shape

// What a value is, as far as a migration may ask: whether it casts to a number,
// a date, an address, or says that there is nothing. A value of a kind becomes
// another of it, and one of none does not become one: it is permuted until it
// is of its kind again, which stays one to one, for a walk along a cycle of a
// permutation meets each of the kind once.

// kind is what a value is; values of two kinds never become each other.
type kind uint32

const (
	plain kind = iota
	kept       // it stays: it says nothing, or a boolean in words
)

// longestWord is how long the longest word that stays is.
const longestWord = 11

// mostSteps bounds a walk. It is never reached: a walk ends where it began.
const mostSteps = 1 << 12

// Like appends v with letters and digits replaced as Text does, under the blanks
// around it, so that it is of its kind. words says that booleans in words, and
// words that dates and numbers have, stay; those for nothing do anyway.
func (s *Shaper) Like(dst, v []byte, words bool) []byte {
	from, to := 0, len(v)
	for from < to && isBlank(v[from]) {
		from++
	}
	for to > from && isBlank(v[to-1]) {
		to--
	}
	dst = append(dst, v[:from]...)
	n, core := len(dst), v[from:to]
	k := kindOf(core, words)
	dst = s.step(dst, core, k)
	for i := 0; i < mostSteps && kindOf(dst[n:], words) != k; i++ {
		s.walk = append(s.walk[:0], dst[n:]...)
		dst = s.step(dst[:n], s.walk, k)
	}
	return append(dst, v[to:]...)
}

// isBlank reports whether c is white space for PostgreSQL's types.
func isBlank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// kindOf returns the kind of v, which has no blanks around it.
func kindOf(v []byte, words bool) kind {
	if len(v) == 0 || len(v) <= longestWord && isKeptWord(v, words) {
		return kept
	}
	return plain
}

// step permutes the values of a kind, or of more.
func (s *Shaper) step(dst, v []byte, k kind) []byte {
	if k == kept {
		return append(dst, v...)
	}
	return s.Text(dst, v)
}

// isKeptWord reports whether v says that there is nothing; or, with words, what
// PostgreSQL takes for a boolean, a number or a date.
func isKeptWord(v []byte, words bool) bool {
	var low [longestWord]byte
	for i, c := range v {
		low[i] = Lower(c)
	}
	switch string(low[:len(v)]) {
	case "null", "none", "nil", "n/a", "n.a.", "unknown", "undefined", "(null)", "(none)", "(unknown)", "not set":
		return true
	case "t", "tr", "tru", "true", "f", "fa", "fal", "fals", "false", "y", "ye", "yes", "n", "no", "on", "of", "off",
		"nan", "inf", "infinity", "+inf", "+infinity", "-inf", "-infinity", "now", "today", "tomorrow", "yesterday", "epoch", "allballs":
		return words
	}
	return false
}
