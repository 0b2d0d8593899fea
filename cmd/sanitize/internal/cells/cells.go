// Package cells knows how much room a text takes on a terminal, in cells, and what
// of it can be shown there.
package cells

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width returns how many cells a text takes.
func Width(s string) (n int) {
	for _, r := range s {
		n += Rune(r)
	}
	return n
}

// Rune returns how many cells a character takes.
func Rune(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	return 1
}

// Cut cuts a text to so many cells; … takes the place of what goes.
func Cut(s string, most int) string {
	if Width(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += Rune(r); n > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// Printable returns a text that cannot move the cursor or turn what follows around:
// a quoted identifier may hold any character.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, s)
}
