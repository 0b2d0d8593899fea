package policy

import (
	"slices"
	"strings"
)

// What a rule says beside its mask: why it is there, and which types it is for.

// why reads the reason of a rule. It is printed, so nothing of it may come from
// the environment, which may hold secrets.
func (p *parser) why(n *node) string {
	if n.env {
		p.errorf(n.val, "", "why is printed in reports, so it takes nothing from the environment")
		return ""
	}
	return p.line(n)
}

// typeList reads the types that a rule of columns is for, written as the keys of
// [types].
func (p *parser) typeList(n *node, r *Rule) []pattern {
	if !strings.HasSuffix(r.Section, "columns]") {
		p.errorf(n.at, "", "types in a rule of %s, want them in rules for columns alone", r.Section)
		return nil
	}
	if len(n.elems) == 0 {
		p.errorf(n.val, `write types = ["integer", "uuid"]`, "types is %s, want a list of types", kindOf(n.value))
		return nil
	}
	return p.patternList(n, parseType)
}

// ofTypes says in a message which columns a rule was for.
func (r *Rule) ofTypes() string {
	if r.Types == nil {
		return ""
	}
	return " of a type that the rule is for"
}

// HasType reports whether the rule holds for columns of a type that goes by these
// names, in the form of NormalType.
func (r *Rule) HasType(names []string) bool { return hasType(r.Types, names) }

// hasType reports whether one of the names is among types; nil: all are.
func hasType(types []pattern, names []string) bool {
	return types == nil || slices.ContainsFunc(types, func(p pattern) bool { return slices.ContainsFunc(names, p.match) })
}
