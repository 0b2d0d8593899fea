package bind

import (
	"slices"
	"strings"

	"sanitize/mask"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// Of a JSON text a CHECK, the WHERE of an index or a generated column may ask for
// single members: where these stay, all else can be masked.

// memberOption returns the mask of a JSON column that keeps the members on which
// hangs what is made of it, if an application steers by each of them, as its name
// says, and by what they are in.
func (b *Binder) memberOption(g *group) (option, bool) {
	m := &g.members[0]
	members := m.table.Members(m.column.column.Name)
	if len(g.members) > 1 || !g.byName || len(members) == 0 {
		return option{}, false
	}
	of := b.reading(m.table.Origin(m.column.column.Name)).table
	paths := map[string]any{}
	for _, name := range members {
		keys := strings.Split(name, ".")
		for i, key := range keys {
			switch of.Column(key, words.Text).Class {
			case words.Operational, words.Key:
			case words.Personal, words.Sensitive, words.Secret, words.FreeText:
				return option{}, false
			default:
				if i == len(keys)-1 {
					return option{}, false
				}
			}
		}
		paths["$."+name] = "keep"
	}
	why := "by type, but for what the schema asks of it: " + strings.Join(members, ", ")
	return option{rule: policy.NewRule("json", mask.Params{"paths": paths}), why: why}, true
}

// keepsMembers reports whether that is what the group was given.
func (g *group) keepsMembers() bool { return g.chosen.rule != nil && g.chosen.rule.Mask == "json" }

// keepsMembers reports whether a mask of JSON texts leaves members as they are.
func (m *boundMask) keepsMembers(names []string) bool {
	paths, _ := m.params["paths"].(map[string]any)
	return m.name == "json" && m.keepNull && len(names) > 0 &&
		!slices.ContainsFunc(names, func(name string) bool { return paths["$."+name] != "keep" })
}

// onlyKeeps reports whether all that a mask of JSON texts does beside scrambling them is
// to keep members.
func (m *boundMask) onlyKeeps() bool {
	paths, ok := m.params["paths"].(map[string]any)
	if m.name != "json" || !ok || len(m.params) != 1 {
		return false
	}
	for _, rule := range paths {
		if rule != "keep" {
			return false
		}
	}
	return true
}
