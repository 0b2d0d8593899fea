package bind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// proposal returns the line of a policy for a column, with its reason.
func (b *Binder) proposal(why refusal, t *facts.Table, c *boundColumn) string {
	name, note := b.proposed(why, t, c)
	rule := policy.TOMLString(name)
	g := b.groupOf(t, c, true)
	if g.chosen.rule != nil && g.chosen.rule.Mask == name {
		rule = g.chosen.rule.TOML()
	} else if o, _ := b.memberRule(g); name == "keep" && o.rule != nil && b.fitsAll(g, o.rule) {
		rule, note = o.rule.TOML(), o.why
	}
	if why == refusedExpr {
		note += "; keep it if the partition key uses it"
	}
	note = strings.Join(strings.Fields(c.typ.sql+", "+note), " ")
	return fmt.Sprintf("%s = %s # %s", policy.TOMLColumn(c.column.Name), rule, note)
}

// proposed returns what a column without a rule could get, and why: what
// unlisted = "name" would give it. It is keep only where no mask will do.
func (b *Binder) proposed(why refusal, t *facts.Table, c *boundColumn) (name, note string) {
	g := b.groupOf(t, c, true)
	if why == refusedCheck && (g.refused == 0 || g.refused == refusedCheck) {
		if name := b.somebodys(t, c); name != "" {
			return name, "whether it meets " + unsure(t, c).Title + " is not known, try it"
		}
	}
	if len(g.members) == 1 && b.digests(g.members[0].use, t, c) {
		return "hash", "in an expression of a unique index, where digests stay apart if all of them counts"
	}
	switch {
	case g.refused == 0 && (why == refusedCheck || why == refusedConstraint) && !g.keepsMembers():
		return "keep", why.note(t, c) // what it could get is what broke
	case g.stuck != nil && g.refused != 0:
		return "keep", g.stuck.Error()
	case g.refused != 0:
		return "keep", g.note(t, c)
	case g.chosen.keep:
		return "keep", g.chosen.why
	}
	return g.chosen.rule.Mask, g.chosen.why
}

// digests reports whether a digest may do where nothing else is known to.
func (b *Binder) digests(u *facts.Use, t *facts.Table, c *boundColumn) bool {
	if !u.Opaque || u.KeepApart {
		return false
	}
	m, err := b.maskFor(t, c, b.masks.bare("hash"))
	return err == nil && m.class == mask.Distinct && !m.folds
}

// somebodys returns the mask that the name of a column under a CHECK asks for, if it is
// personal or a secret and nothing joins it: rather than keep that, a person tries.
func (b *Binder) somebodys(t *facts.Table, c *boundColumn) string {
	meaning, _ := b.meaning(t, c)
	if meaning.Mask == "" || meaning.Class != words.Personal && meaning.Class != words.Secret || unsure(t, c) == nil || t.Use(c.column.Name) != nil {
		return ""
	}
	rule := b.masks.bare(meaning.Mask)
	m, err := b.masks.of(rule, c.typ)
	if err != nil {
		return ""
	}
	if _, p := b.fit(t, c, rule, m); p != nil && p.certain {
		return ""
	}
	return meaning.Mask
}

// unsure returns the CHECK of a column that a mask is least sure to meet, nil if there
// is none.
func unsure(t *facts.Table, c *boundColumn) *facts.Check {
	k, checks := t.Unread(c.column.Name), t.Checks(c.column.Name)
	if k != nil || len(checks) == 0 {
		return k
	}
	return slices.MinFunc(checks, func(x, y *facts.Check) int { return cmp.Compare(surest(x), surest(y)) })
}

// surest says how far scramble, which most types get, keeps what a CHECK asks.
func surest(k *facts.Check) expr.Keeping {
	if k.Cond == nil {
		return expr.Breaks
	}
	return k.Cond.UnderScramble()
}

// note says why a column of a group is proposed to be kept: what is asked of
// another of its columns is asked of all.
func (g *group) note(t *facts.Table, c *boundColumn) string {
	if g.refused == refusedCheck && len(t.Checks(c.column.Name)) == 0 {
		for i := range g.members {
			if m := &g.members[i]; len(m.table.Checks(m.column.column.Name)) > 0 {
				at := m.ref()
				return "joined to " + where(at.table, at.column) + ", " + g.refused.note(m.table, m.column)
			}
		}
	}
	return g.refused.note(t, c)
}

// note says why a column is proposed to be kept.
func (r refusal) note(t *facts.Table, c *boundColumn) string {
	switch r {
	case refusedKey:
		return "in the partition key, and no mask of its type stays within a partition"
	case refusedCheck:
		if k := unsure(t, c); k != nil {
			return "under " + k.Title + ", and no mask of its type is sure to meet it"
		}
	case refusedConstraint:
		return "in the " + t.Use(c.column.Name).Title() + ", and no mask of its type keeps it"
	}
	return "no mask knows the type"
}

// refusals returns an error for each reason. The last one has the lines to paste,
// for all of them: a table must not be in a policy twice.
func (b *Binder) refusals() policy.Errors {
	var errs policy.Errors
	for why := refusedStrict; why <= refusedConstraint; why++ {
		var names []string
		for _, c := range b.found.refused {
			if c.why == why {
				names = append(names, where(c.table.Name, c.column.column.Name))
			}
		}
		if len(names) == 0 {
			continue
		}
		noun := "columns"
		if len(names) == 1 {
			noun = "column"
		}
		n := len(names)
		if n > maxNames {
			names = append(names[:maxNames], "…")
		}
		errs = append(errs, b.policy.ErrorAt(b.policy.UnlistAt, "", "%d %s %s: %s",
			n, noun, why.message(), strings.Join(names, ", ")))
	}
	if len(errs) > 0 {
		errs[len(errs)-1].Hint = b.paste()
	}
	return errs
}

// maxNames bounds the columns that a message names; its hint has them all.
const maxNames = 5

// paste returns the lines of a policy that settle the columns, by table, in the
// order of the dump.
func (b *Binder) paste() string {
	place := make(map[*facts.Table]int, len(b.fresh))
	for i, t := range b.fresh {
		place[t] = i
	}
	list := slices.SortedStableFunc(slices.Values(b.found.refused), func(x, y refusedColumn) int {
		return cmp.Or(place[x.table]-place[y.table], x.position-y.position)
	})
	var out strings.Builder
	out.WriteString("add to the end of the policy (sanitize init --update does), after a look at each mask:\n")
	for i, c := range list {
		if i == 0 || c.table != list[i-1].table {
			out.WriteString("\n" + b.policy.ColumnsHeader(c.table.Name) + "\n")
		}
		out.WriteString(b.proposal(c.why, c.table, c.column) + "\n")
	}
	return out.String()
}
