package draft

import "bytes"

// Here values are known by their form as what programs call things by: add_user,
// INVOICE_PAID, 0001_initial, App\Models\Order. Nobody is called so, and what opens
// something or stands in a register has another form; somebody's login may have this
// one, and so may an illness or a street, which is why most must have a word of a
// program's, none one of a person's, and names in it count against it.

// isIdentifier reports whether a value is an identifier of several words, and whether
// half of them are names that people have.
func isIdentifier(v []byte, names map[string]bool) (yes, named bool) {
	if len(v) > 100 || v[0] == '_' {
		return false, false
	}
	if bytes.IndexByte(v, '\\') > 0 {
		return isPath(v, `\`), false
	}
	if bytes.Contains(v, []byte("::")) {
		return isPath(v, "::"), false
	}
	if bytes.IndexByte(v, '_') < 0 {
		return false, false
	}
	lower := bytes.ToLower(v)
	if !bytes.Equal(lower, v) && !bytes.Equal(bytes.ToUpper(v), v) {
		return false, false
	}
	parts, long, known := 0, false, 0
	for word := range bytes.SplitSeq(lower, []byte("_")) {
		letters, digits := kindsOf(word)
		if letters+digits != len(word) || len(word) == 0 || digits > 4 {
			return false, false
		}
		parts++
		long = long || letters > 3 && digits == 0
		if names[string(word)] {
			known++
		}
	}
	return parts > 1 && long, parts > 1 && 2*known >= parts
}

// isPath reports whether a value is words of classes with a sign between them.
func isPath(v []byte, sign string) bool {
	for word := range bytes.SplitSeq(v, []byte(sign)) {
		letters, digits := kindsOf(bytes.ToLower(word))
		if letters+digits != len(word) || len(word) < 2 || word[0] < 'A' || word[0] > 'Z' {
			return false
		}
	}
	return true
}

// kindsOf counts the small letters and the digits of a word.
func kindsOf(word []byte) (letters, digits int) {
	for _, c := range word {
		switch {
		case c >= 'a' && c <= 'z':
			letters++
		case c >= '0' && c <= '9':
			digits++
		}
	}
	return letters, digits
}
