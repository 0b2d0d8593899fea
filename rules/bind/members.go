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
	o, steered := b.memberRule(g)
	return o, steered && g.byName
}

// memberRule returns that mask, whatever the names say; without a rule if nothing
// hangs on members.
func (b *Binder) memberRule(g *group) (o option, steered bool) {
	m := &g.members[0]
	members := m.table.Members(m.column.column.Name)
	if len(g.members) > 1 || len(members) == 0 {
		return option{}, false
	}
	of := b.reading(m.table.Origin(m.column.column.Name)).table
	paths := map[string]any{}
	steered = true
	for _, name := range members {
		steered = steered && steers(of, strings.Split(name, "."))
		paths["$."+name] = "keep"
	}
	why := "by type, but for what the schema asks of it: " + strings.Join(members, ", ")
	return option{rule: policy.NewRule("json", mask.Params{"paths": paths}), why: why}, steered
}

// steers reports whether an application steers by a member under these keys.
func steers(of *words.Table, keys []string) bool {
	for i, key := range keys {
		switch of.Column(key, words.Text).Class {
		case words.Operational, words.Key:
		case words.Personal, words.Sensitive, words.Secret, words.FreeText:
			return false
		default:
			if i == len(keys)-1 {
				return false
			}
		}
	}
	return true
}

// keepsMembers reports whether that is what the group was given.
func (g *group) keepsMembers() bool { return g.chosen.rule != nil && g.chosen.rule.Mask == "json" }

// keepsMembers reports whether a mask of JSON texts leaves members as they are, and of
// all else the form.
func (m *boundMask) keepsMembers(names []string) bool {
	paths, _ := m.params["paths"].(map[string]any)
	if m.name != "json" || !m.keepNull || len(names) == 0 {
		return false
	}
	for _, rule := range paths {
		if name, ok := rule.(string); !ok || changesForm[name] {
			return false
		}
	}
	return !slices.ContainsFunc(names, func(name string) bool { return paths["$."+name] != "keep" })
}

// changesForm are the masks that take a member of JSON away, or make it of another
// kind.
var changesForm = map[string]bool{"delete": true, "null": true, "set": true, "empty": true, "redact": true, "choice": true}

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
