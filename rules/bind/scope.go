package bind

import (
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// scope is an entry of [tables] that applies to a table: its own, or that of a
// table above it.
type scope struct {
	table *facts.Table // whose entry it is
	rules *policy.Table
}

// chain returns the entries of [tables] that apply to t, the one that decides
// first: its own, then its parents', depth first.
func (b *Binder) chain(t *facts.Table) []scope {
	var list []scope
	for _, above := range t.Above() {
		for _, r := range b.policy.Tables.Match(above.Name) {
			list = append(list, scope{above, r})
		}
	}
	return list
}
