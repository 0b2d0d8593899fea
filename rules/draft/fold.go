package draft

import (
	"slices"
	"strings"

	"sanitize/rules/policy"
)

// Here lines that say the same become one, a list of names: those of one part
// and one rule, in the same table or in all. What is masked because it is
// personal is folded where the reason is the same, too; what is kept and what is
// to be looked at where it is of the same sort, and the reasons stand one behind
// the other. It changes no decision: a list is a rule for each name in it.

// listWidth is how long a list is at most, in bytes: it is to be read.
const listWidth = 88

// minList is how many lines are worth a list: one of two would save little, and
// say less.
const minList = 3

// fold puts lists in the place of lines.
func fold(lines []line) []line {
	type kind struct {
		part      Part
		rule, why string
	}
	of := func(l line) kind {
		k := kind{l.part, l.rule, sortOf(l.bare)}
		if l.part == Personal {
			k.why = l.bare
		}
		if strings.Contains(l.bare, "; ") || strings.Contains(l.bare, ", but ") { // rows say more
			k.why = ""
		}
		return k
	}
	var order []kind
	found := map[kind][]line{}
	var out []line
	for _, l := range lines {
		k := of(l)
		if l.glob || k.why == "" {
			out = append(out, l)
			continue
		}
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], l)
	}
	for _, k := range order {
		if len(found[k]) < minList {
			out = append(out, found[k]...)
			continue
		}
		out = append(out, lists(found[k])...)
	}
	slices.SortStableFunc(out, compareLines)
	return out
}

// sortOf returns the sort of a reason, "" for one that stands for itself.
func sortOf(why string) string {
	for _, s := range []string{nameSays, "by type, ", "type ", "a table of "} {
		if strings.HasPrefix(why, s) {
			return s
		}
	}
	return ""
}

// nameSays begins the reason of what a name decides.
const nameSays = "name says "

// lists cuts lines of one sort into lists of a width.
func lists(lines []line) (out []line) {
	for from := 0; from < len(lines); {
		to, width := from+1, len(lines[from].key)
		for to < len(lines) && width+len(lines[to].key)+2 <= listWidth {
			width += len(lines[to].key) + 2
			to++
		}
		out = append(out, listOf(lines[from:to]))
		from = to
	}
	return out
}

// listOf is the line of a list.
func listOf(lines []line) line {
	l := lines[0]
	if len(lines) == 1 {
		return l
	}
	s := sortOf(l.bare)
	var whys []string
	for _, x := range lines {
		l.names = append(l.names, x.key)
		if why := strings.TrimPrefix(x.bare, s); !slices.Contains(whys, why) {
			whys = append(whys, why)
		}
	}
	if s == nameSays {
		s = "names say "
	}
	l.why = s + strings.Join(whys, ", ")
	return l
}

// columnsKey is the key of a line in TOML.
func (l *line) columnsKey() string {
	switch {
	case l.glob:
		return policy.TOMLKey(l.key)
	case len(l.names) > 0:
		return policy.TOMLColumns(l.names)
	}
	return policy.TOMLColumn(l.key)
}
