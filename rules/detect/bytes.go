package detect

// The classes of bytes, to be combined.
const (
	digit = 1 << iota
	upper
	lower
	hexLetter // a to f and A to F
	under     // _
	hyphen    // -
	base64    // + / =
	local     // what an address may hold before the @, beside letters and digits
)

const alnum = digit | upper | lower

// classOf says to which classes a byte belongs.
var classOf = [256]uint8{
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
	'A': upper | hexLetter, 'B': upper | hexLetter, 'C': upper | hexLetter, 'D': upper | hexLetter, 'E': upper | hexLetter,
	'F': upper | hexLetter, 'G': upper, 'H': upper, 'I': upper, 'J': upper, 'K': upper, 'L': upper, 'M': upper, 'N': upper,
	'O': upper, 'P': upper, 'Q': upper, 'R': upper, 'S': upper, 'T': upper, 'U': upper, 'V': upper, 'W': upper, 'X': upper,
	'Y': upper, 'Z': upper,
	'a': lower | hexLetter, 'b': lower | hexLetter, 'c': lower | hexLetter, 'd': lower | hexLetter, 'e': lower | hexLetter,
	'f': lower | hexLetter, 'g': lower, 'h': lower, 'i': lower, 'j': lower, 'k': lower, 'l': lower, 'm': lower, 'n': lower,
	'o': lower, 'p': lower, 'q': lower, 'r': lower, 's': lower, 't': lower, 'u': lower, 'v': lower, 'w': lower, 'x': lower,
	'y': lower, 'z': lower,
	'_': under | local, '-': hyphen | local, '.': local, '+': base64 | local, '%': local, '/': base64, '=': base64,
}

func isDigit(c byte) bool { return c-'0' < 10 }

func is(c byte, class uint8) bool { return classOf[c]&class != 0 }

// run returns the end of the run of bytes of a class that begins at i.
func run(text []byte, i int, class uint8) int {
	for i < len(text) && is(text[i], class) {
		i++
	}
	return i
}

// runBack returns the start of the run of bytes of a class that ends at i. It
// begins at lo or later and is no longer than most+1 bytes.
func runBack(text []byte, lo, i int, class uint8, most int) int {
	lo = max(lo, i-most-1)
	for i > lo && is(text[i-1], class) {
		i--
	}
	return i
}

// wordBefore reports whether text[i] would continue a word.
func wordBefore(text []byte, i int) bool { return i > 0 && isWord(text[i-1]) }

// wordAfter reports whether a word that ends before text[i] would go on.
func wordAfter(text []byte, i int) bool { return i < len(text) && isWord(text[i]) }

// isWord reports whether c is a letter, a digit, an underscore or a part of a
// letter outside of ASCII.
func isWord(c byte) bool { return is(c, alnum|under) || c >= 0x80 }

// glued reports whether a number that begins at text[i] goes on before it: a
// word, or a mark that belongs to a longer number, a date, a version or a path.
func glued(text []byte, i int) bool {
	if i == 0 {
		return false
	}
	switch text[i-1] {
	case '.', '-', '/', '+':
		return i > 1 && isWord(text[i-2])
	case ':':
		return i > 1 && isDigit(text[i-2])
	}
	return isWord(text[i-1])
}

// goesOn reports whether a number that ends before text[i] goes on there.
func goesOn(text []byte, i int) bool {
	if i == len(text) {
		return false
	}
	switch text[i] {
	case '.', '-', '/', ':':
		return i+1 < len(text) && isWord(text[i+1])
	case '@':
		return true
	}
	return isWord(text[i])
}

// hasPrefixAt reports whether s stands in text from i on.
func hasPrefixAt(text []byte, i int, s string) bool {
	return i >= 0 && len(text)-i >= len(s) && string(text[i:i+len(s)]) == s
}
