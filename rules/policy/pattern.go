package policy

import (
	"errors"
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

// eachName returns the keys of rules, those that are lists as the names in them:
// "{city, town}" = "city" is city = "city" and town = "city".
func eachName(keys []*node) []*node {
	out := make([]*node, 0, len(keys))
	for _, k := range keys {
		if !isList(k.key) {
			out = append(out, k)
			continue
		}
		for _, name := range splitList(k.key[1 : len(k.key)-1]) {
			one := *k
			one.key = strings.TrimSpace(name)
			out = append(out, &one)
		}
	}
	return out
}

// isList reports whether a key of rules is a list of names or globs.
func isList(key string) bool { return strings.HasPrefix(key, "{") && strings.HasSuffix(key, "}") }

// splitList splits a list at its commas, but for those within double quotes and
// parentheses: "a,b" and numeric(10,2) have one of their own.
func splitList(list string) (names []string) {
	start, depth, quoted := 0, 0, false
	for i, c := range []byte(list) {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			names, start = append(names, list[start:i]), i+1
		}
	}
	return append(names, list[start:])
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

// match reports whether the pattern names a table.
func (p tablePattern) match(n dumpfmt.Name) bool {
	n = inPublic(n)
	return p.schema.match(n.Schema) && p.name.match(n.Name)
}

// inPublic returns a name that the dump gives without a schema as one in public.
func inPublic(n dumpfmt.Name) dumpfmt.Name {
	if n.Schema == "" {
		n.Schema = "public"
	}
	return n
}

func (p tablePattern) Glob() bool { return p.schema.glob || p.name.glob }

// Exact returns the name that p is, if it is no glob.
func (p tablePattern) Exact() dumpfmt.Name {
	return dumpfmt.Name{Schema: p.schema.text, Name: p.name.text}
}

// ParseTable reads the key of a table as SQL reads a name: parts are folded to
// lower case unless they are in double quotes. A name without a schema is in
// public.
func ParseTable(key string) (tablePattern, error) {
	parts, err := parseParts(key)
	if err != nil {
		return tablePattern{}, err
	}
	return newTablePattern(parts)
}

// newTablePattern returns the table whose name has these parts.
func newTablePattern(parts []pattern) (tablePattern, error) {
	switch len(parts) {
	case 1:
		return tablePattern{pattern{text: "public"}, parts[0]}, nil
	case 2:
		return tablePattern{parts[0], parts[1]}, nil
	}
	return tablePattern{}, errors.New("a table's name has more than two parts, want schema.table")
}

// parseParts reads a name of one or more parts, with dots between them.
func parseParts(key string) ([]pattern, error) {
	var parts []pattern
	for rest := key; ; {
		var p pattern
		if strings.HasPrefix(rest, `"`) {
			name, after, ok := cutQuoted(rest)
			if !ok {
				return nil, errors.New("a double quote in a table's name is not closed")
			}
			p, rest = pattern{text: name}, after
		} else {
			end := strings.IndexAny(rest+".", `."`)
			p.text, rest = foldASCII(rest[:end]), rest[end:]
			p.glob = isGlob(p.text)
		}
		if p.text == "" {
			return nil, errors.New("a part of a table's name is empty")
		}
		parts = append(parts, p)
		if rest == "" {
			return parts, nil
		}
		if rest[0] != '.' {
			return nil, errors.New(`a table's name has text beside its double quotes, want schema.table or "schema"."table"`)
		}
		rest = rest[1:]
	}
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
