package bind

import (
	"fmt"
	"strings"

	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// proposal returns the line of a policy for a column, with its reason.
func (b *Binder) proposal(why refusal, t *facts.Table, c *boundColumn) string {
	name, note := b.proposed(why, t, c)
	if why == refusedExpr {
		note += "; keep it if the partition key uses it"
	}
	note = strings.Join(strings.Fields(c.typ.sql+", "+note), " ")
	return fmt.Sprintf("%s = %q # %s", policy.TOMLColumn(c.column.Name), name, note)
}

// proposed returns what a column without a rule could get, and why: what
// unlisted = "name" would give it. It is keep only where no mask will do.
func (b *Binder) proposed(why refusal, t *facts.Table, c *boundColumn) (name, note string) {
	g := b.groupOf(t, c, true)
	switch {
	case g.refused == 0 && (why == refusedCheck || why == refusedConstraint):
		return "keep", why.note(b, t, c) // what it could get is what broke
	case g.refused != 0:
		if g.stuck != nil {
			return "keep", g.stuck.Error()
		}
		return "keep", g.refused.note(b, t, c)
	case g.chosen.keep:
		return "keep", g.chosen.why
	}
	return g.chosen.rule.Mask, g.chosen.why
}

// note says why a column is proposed to be kept.
func (r refusal) note(b *Binder, t *facts.Table, c *boundColumn) string {
	switch r {
	case refusedKey:
		return "in the partition key, and no mask of its type stays within a partition"
	case refusedCheck:
		k := t.Unread(c.column.Name)
		if checks := t.Checks(c.column.Name); k == nil && len(checks) > 0 {
			k = checks[0]
		}
		if k != nil {
			return "under " + k.Title + ", and no mask of its type is sure to meet it"
		}
	case refusedConstraint:
		return "in the " + t.Use(c.column.Name).Title() + ", and no mask of its type keeps it"
	}
	return "no mask knows the type"
}
