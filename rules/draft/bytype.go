package draft

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// Here lines of many names that get the same because of their type become one.
// It stands in [types], behind all names and globs. Kept by type are booleans
// and enums alone: there is little that a new one could tell. All else is masked
// there; text is not, for what is written in a new column is for a person to see.

// minTyped is how many names a line of [types] stands for, at least.
const minTyped = 2

// typed puts lines of [types] in the place of lines of [columns].
func (l *layout) typed() {
	type kind struct {
		typ, rule string
		part      Part
	}
	of := func(x line) kind { return kind{x.typ, x.rule, x.part} }
	found := map[kind][]line{}
	for _, x := range l.columns {
		if x.typ != "" && !x.isEnum() && !x.glob && !l.globbed(x.key) {
			found[of(x)] = append(found[of(x)], x)
		}
	}
	most := map[string]kind{} // by type: one rule stands there
	for k, list := range found {
		m, ok := most[k.typ]
		if len(list) >= minTyped && (!ok || len(list) > len(found[m]) || len(list) == len(found[m]) && k.rule < m.rule) {
			most[k.typ] = k
		}
	}
	l.columns = slices.DeleteFunc(l.columns, func(x line) bool {
		k, ok := most[x.typ]
		return ok && k == of(x) && !x.isEnum() && !x.glob && !l.globbed(x.key)
	})
	l.enums()
	for typ, k := range most {
		l.types = append(l.types, line{key: typ, rule: k.rule, part: k.part, why: "by type; " + namesIn(found[k])})
	}
	slices.SortFunc(l.types, compareLines)
}

// enums puts one line in the place of those of columns that are kept because
// they are of an enum.
func (l *layout) enums() {
	var list, rest []line
	for _, x := range l.columns {
		if x.isEnum() && !l.globbed(x.key) {
			list = append(list, x)
		} else {
			rest = append(rest, x)
		}
	}
	if len(list) < minGlob {
		return
	}
	var types []string
	for _, x := range list {
		types = append(types, x.typ)
	}
	slices.Sort(types)
	all := line{key: "*", glob: true, rule: keepTypes(slices.Compact(types)), part: Operational, why: "type enum; " + namesIn(list)}
	l.columns = append(rest, all)
	slices.SortStableFunc(l.columns, compareLines)
}

// isEnum reports whether a line keeps columns because they are of an enum.
func (x *line) isEnum() bool {
	return x.typ != "" && x.typ != "boolean" && x.rule == keep && !x.glob
}

// globbed reports whether a glob of [columns] matches a name.
func (l *layout) globbed(name string) bool {
	return slices.ContainsFunc(l.columns, func(x line) bool { return x.glob && strings.HasSuffix(name, x.key[1:]) })
}

// namesIn names the first of the columns that a line stands for.
func namesIn(lines []line) string {
	most := 4
	if lines[0].rule == keep {
		most = 12 // what stays is to be seen
	}
	return fmt.Sprintf("%d names: %s", len(lines), firstNames(lines, most))
}

// byType returns the type under which the line of a name may go into [types],
// "" if it may not: the cells have several, or it is their name that decided.
func byType(cells []*cell) string {
	typ := unmodified(cells[0].typ)
	for _, c := range cells {
		if unmodified(c.typ) != typ || c.tool || c.alone {
			return ""
		}
		switch {
		case c.rule == keep && (!c.meaning.Typed || c.part != Operational):
			return ""
		case c.rule != keep && (c.part != Look || c.meaning.Class != words.Unknown || c.why != "by type, "+c.typ || isText(typ) || strings.HasSuffix(typ, "]")):
			return ""
		}
	}
	return typ
}

// unmodified returns a type without its modifiers, as a policy may name it:
// numeric for numeric(30,5).
func unmodified(typ string) string {
	lo, hi := strings.IndexByte(typ, '('), strings.IndexByte(typ, ')')
	if lo < 0 || hi < lo || strings.Contains(typ, `"`) {
		return typ
	}
	return typ[:lo] + typ[hi+1:]
}

// typeKey returns a type as a key of [types].
func typeKey(typ string) string { return policy.TOMLKey(typ) }
