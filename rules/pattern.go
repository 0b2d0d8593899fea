package rules

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

// pattern is a name, or a glob: * stands for any characters, ? for one.
type pattern struct {
	text string
	glob bool
}

// isGlob reports whether s has a character that is special in a glob.
func isGlob(s string) bool { return strings.ContainsAny(s, "*?") }

// match reports whether the pattern matches all of s.
func (p pattern) match(s string) bool {
	if !p.glob {
		return p.text == s
	}
	return globMatch(p.text, s)
}

// globMatch matches with at most one retry point: when the text after a star
// does not fit, the last star takes one character more.
func globMatch(glob, s string) bool {
	g, i := 0, 0
	star, from := -1, 0
	for i < len(s) {
		switch {
		case g < len(glob) && glob[g] == '*':
			star, from = g, i
			g++
		case g < len(glob) && glob[g] == '?':
			_, n := utf8.DecodeRuneInString(s[i:])
			g, i = g+1, i+n
		case g < len(glob) && glob[g] == s[i]:
			g, i = g+1, i+1
		case star >= 0:
			from++
			g, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(glob[g:], "*") == ""
}

// parseColumn reads the key of a column: its name as PostgreSQL holds it, or a
// glob; in SQL's double quotes it is a name whatever it holds.
func parseColumn(key string) (pattern, error) {
	if !strings.HasPrefix(key, `"`) {
		if key == "" {
			return pattern{}, errors.New("a column's name is empty")
		}
		return pattern{key, isGlob(key)}, nil
	}
	name, rest, ok := cutQuoted(key)
	if !ok || rest != "" || name == "" {
		return pattern{}, errors.New("a column's name in double quotes does not end in one, or has more after it")
	}
	return pattern{text: name}, nil
}

// tablePattern is the key of a table: schema and name.
type tablePattern struct{ schema, name pattern }

func (p tablePattern) glob() bool { return p.schema.glob || p.name.glob }

// exact returns the name that p is, if it is no glob.
func (p tablePattern) exact() dumpfmt.Name {
	return dumpfmt.Name{Schema: p.schema.text, Name: p.name.text}
}

// parseTable reads the key of a table as SQL reads a name: parts are folded to
// lower case unless they are in double quotes. A name without a schema is in
// public.
func parseTable(key string) (tablePattern, error) {
	var parts []pattern
	for rest := key; ; {
		var p pattern
		if strings.HasPrefix(rest, `"`) {
			name, after, ok := cutQuoted(rest)
			if !ok {
				return tablePattern{}, errors.New("a double quote in a table's name is not closed")
			}
			p, rest = pattern{text: name}, after
		} else {
			end := strings.IndexAny(rest+".", `."`)
			p.text, rest = foldASCII(rest[:end]), rest[end:]
			p.glob = isGlob(p.text)
		}
		if p.text == "" {
			return tablePattern{}, errors.New("a part of a table's name is empty")
		}
		parts = append(parts, p)
		if rest == "" {
			break
		}
		if rest[0] != '.' {
			return tablePattern{}, errors.New(`a table's name has text beside its double quotes, want schema.table or "schema"."table"`)
		}
		rest = rest[1:]
	}
	switch len(parts) {
	case 1:
		return tablePattern{pattern{text: "public"}, parts[0]}, nil
	case 2:
		return tablePattern{parts[0], parts[1]}, nil
	}
	return tablePattern{}, errors.New("a table's name has more than two parts, want schema.table")
}

// cutQuoted splits s, which begins with a double quote, behind the identifier
// in double quotes; two of them in it stand for one.
func cutQuoted(s string) (name, rest string, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 == len(s) || s[i+1] != '"' {
			return b.String(), s[i+1:], true
		}
		b.WriteByte('"')
		i++
	}
	return "", "", false
}

// foldASCII folds as PostgreSQL folds identifiers in multi-byte encodings: see
// downcase_identifier in scansup.c.
func foldASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// globIndex finds the globs that match a name without trying all of them: they
// are filed under the literal text that they begin or end with.
type globIndex struct {
	globs  []string
	prefix affixes
	suffix affixes
	rest   []int // those that begin and end with a special character
}

// affixes are the globs by a literal prefix or suffix, and the lengths that
// occur.
type affixes struct {
	byText map[string][]int
	lens   []int
}

func (a *affixes) add(text string, i int) {
	if a.byText == nil {
		a.byText = map[string][]int{}
	}
	a.byText[text] = append(a.byText[text], i)
	if !slices.Contains(a.lens, len(text)) {
		a.lens = append(a.lens, len(text))
	}
}

// add files a glob and returns its number, from 0.
func (x *globIndex) add(glob string) int {
	i := len(x.globs)
	x.globs = append(x.globs, glob)
	first, last := strings.IndexAny(glob, "*?"), strings.LastIndexAny(glob, "*?")
	switch {
	case first > 0:
		x.prefix.add(glob[:first], i)
	case last < len(glob)-1:
		x.suffix.add(glob[last+1:], i)
	default:
		x.rest = append(x.rest, i)
	}
	return i
}

// match returns the numbers of the globs that match name, in ascending order.
func (x *globIndex) match(name string) []int {
	var found []int
	try := func(list []int) {
		for _, i := range list {
			if globMatch(x.globs[i], name) {
				found = append(found, i)
			}
		}
	}
	for _, n := range x.prefix.lens {
		if n <= len(name) {
			try(x.prefix.byText[name[:n]])
		}
	}
	for _, n := range x.suffix.lens {
		if n <= len(name) {
			try(x.suffix.byText[name[len(name)-n:]])
		}
	}
	try(x.rest)
	slices.Sort(found)
	return found
}
