package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sanitize/dumpfmt"
)

// tomlKey returns s as a TOML key, in quotes where it needs them.
func tomlKey(s string) string {
	for i := range len(s) {
		if !isBareKey(s[i]) {
			return tomlString(s)
		}
	}
	if s == "" {
		return tomlString(s)
	}
	return s
}

// tomlColumn returns the key of a policy that names the column and no other.
func tomlColumn(name string) string {
	if isGlob(name) || strings.HasPrefix(name, `"`) {
		name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return tomlKey(name)
}

// tomlTable returns the header of the columns of a table.
func tomlTable(name dumpfmt.Name) string {
	return "[tables." + tomlString(name.String()) + ".columns]"
}

// tomlString returns s as a TOML string: 'literal' where it holds double quotes
// but nothing else that is special, else "basic".
func tomlString(s string) string {
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
