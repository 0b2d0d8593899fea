package policy

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

// TOMLKey returns s as a TOML key, in quotes where it needs them.
func TOMLKey(s string) string {
	for i := range len(s) {
		if !isBareKey(s[i]) {
			return TOMLString(s)
		}
	}
	if s == "" {
		return TOMLString(s)
	}
	return s
}

// TOMLColumn returns the key of a policy that names the column and no other.
func TOMLColumn(name string) string {
	if isGlob(name) || isList(name) || strings.HasPrefix(name, `"`) {
		name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return TOMLKey(name)
}

// TOMLColumns returns a key that stands for all of the columns: their names in
// braces. None may be a glob.
func TOMLColumns(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		if list[i] = name; isGlob(name) || isList(name) || strings.ContainsAny(name, "\",()") || strings.TrimSpace(name) != name {
			list[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
		}
	}
	return TOMLString("{" + strings.Join(list, ", ") + "}")
}

// TOMLTables returns a key of [tables] that stands for all of the tables.
func TOMLTables(names []dumpfmt.Name) string {
	if len(names) == 1 {
		return TOMLString(names[0].String())
	}
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = name.String()
	}
	return TOMLString("{" + strings.Join(list, ", ") + "}")
}

// TOMLTable returns the header of the columns of a table.
func TOMLTable(name dumpfmt.Name) string {
	return "[tables." + TOMLString(name.String()) + ".columns]"
}

// TOMLString returns s as a TOML string: 'literal' where it holds double quotes
// but nothing else that is special, else "basic".
func TOMLString(s string) string {
	special := strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError })
	if strings.Contains(s, `"`) && !special && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
