package draft

import (
	"cmp"
	"slices"
	"strings"

	"sanitize/rules/policy"
)

// Here lines that say the same become one, a list of names: those of one part
// and one rule, in the same table or in all, whose reasons are of one sort; the
// reasons stand one behind the other. What is masked because it is personal is
// of one subject, too: names of people, addresses, what opens something. It
// changes no decision: a list is a rule for each name in it.

// listWidth is how long a list is at most, in bytes: it is to be read.
const listWidth = 88

// alike is what lines of a list have in common.
type alike struct {
	part          Part
	rule, subject string
	sort, tail    string // of the reason
}

// alikeOf returns what a line has in common with those it can share a list with.
func alikeOf(l line) alike {
	head, tail, _ := strings.Cut(l.bare, "; ")
	k := alike{part: l.part, rule: l.rule, sort: cmp.Or(sortOf(head), head), tail: tail}
	if l.part == Personal {
		k.subject = l.subject
	}
	return k
}

// fold puts lists in the place of lines.
func fold(lines []line) []line {
	var order []alike
	found := map[alike][]line{}
	var out []line
	for _, l := range lines {
		if l.glob {
			out = append(out, l)
			continue
		}
		k := alikeOf(l)
		if found[k] == nil {
			order = append(order, k)
		}
		found[k] = append(found[k], l)
	}
	for _, k := range order {
		out = append(out, lists(found[k])...)
	}
	slices.SortStableFunc(out, compareLines)
	return out
}

// sortOf returns the sort of a reason, "" for one that stands for itself.
func sortOf(why string) string {
	if strings.Contains(why, ", but ") { // rows say more
		return ""
	}
	for _, s := range []string{nameSays, "by type, ", "type "} {
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
	head, tail, more := strings.Cut(l.bare, "; ")
	s := sortOf(head)
	var whys []string
	for _, x := range lines {
		l.names = append(l.names, x.key)
		head, _, _ := strings.Cut(x.bare, "; ")
		if why := strings.TrimPrefix(head, s); !slices.Contains(whys, why) {
			whys = append(whys, why)
		}
	}
	if s == nameSays {
		s = "names say "
	}
	if l.why = s + strings.Join(whys, ", "); more {
		l.why += "; " + tail
	}
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
