package policy

import (
	"strings"
)

// NormalType brings a key of [types] into the form of typeNames: folded to
// lower case outside double quotes, with single blanks, and none round
// brackets and commas.
func NormalType(key string) string {
	var b strings.Builder
	quoted := false
	for _, part := range strings.SplitAfter(key, `"`) {
		if quoted {
			b.WriteString(part)
		} else {
			b.WriteString(foldASCII(part))
		}
		quoted = !quoted
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	for _, c := range [...]string{"(", ")", ",", "[", "]"} {
		words = strings.ReplaceAll(words, " "+c, c)
	}
	for _, c := range [...]string{"(", ","} {
		words = strings.ReplaceAll(words, c+" ", c)
	}
	return words
}
