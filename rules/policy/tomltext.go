package policy

import (
	"fmt"
	"maps"
	"slices"
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
	return tomlList(list)
}

// TOMLTables returns a key of [tables] that stands for all of the tables.
func TOMLTables(names []dumpfmt.Name) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = name.String()
	}
	if len(list) == 1 {
		return TOMLString(list[0])
	}
	return tomlList(list)
}

func tomlList(names []string) string { return TOMLString("{" + strings.Join(names, ", ") + "}") }

// TOMLTable returns the header of the columns of a table.
func TOMLTable(name dumpfmt.Name) string {
	return "[tables." + TOMLString(name.String()) + ".columns]"
}

// TOML returns the rule as a policy would have it.
func (r *Rule) TOML() string {
	if v, ok := r.Params["value"]; ok && r.Mask == "set" {
		return "{ set = " + tomlValue(v) + " }"
	}
	if len(r.Params) == 0 {
		return TOMLString(r.Mask)
	}
	return "{ mask = " + TOMLString(r.Mask) + ", " + strings.TrimPrefix(tomlValue(map[string]any(r.Params)), "{ ")
}

// tomlValue returns the value of a parameter as it stands in one line. A policy
// reads ${NAME} as a variable, which a value that is known is not any more.
func tomlValue(v any) string {
	switch v := v.(type) {
	case string:
		return TOMLString(strings.ReplaceAll(v, "${", "$${"))
	case []any:
		list := make([]string, len(v))
		for i, e := range v {
			list[i] = tomlValue(e)
		}
		return "[" + strings.Join(list, ", ") + "]"
	case map[string]any:
		var list []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = append(list, TOMLKey(name)+" = "+tomlValue(v[name]))
		}
		return "{ " + strings.Join(list, ", ") + " }"
	}
	return fmt.Sprint(v)
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
