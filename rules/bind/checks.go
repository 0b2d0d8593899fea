package bind

import (
	"cmp"
	"slices"

	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
)

// judgeChecks judges the parts of CHECKs that are not understood, or that are
// about several columns, now that it is known what all of these get.
func (b *Binder) judgeChecks() {
	for b.judgeParts() { // what is kept, or refused, may break another
	}
}

// judgeParts reports whether it has kept or refused a column.
func (b *Binder) judgeParts() (changed bool) {
	for _, t := range b.fresh {
		for i := range b.tables[t.Name].columns {
			c := &b.tables[t.Name].columns[i]
			for _, k := range t.Checks(c.column.Name) {
				if c.masked() && k.Cond == nil && k.Nested == nil && !onlyTested(k, c) && !b.partHolds(t, k) {
					changed = b.mayBreak(t, c, k.Title+" is not understood") || changed
				}
			}
		}
	}
	return changed
}

// mayBreak keeps or refuses a column whose mask may break a CHECK if no rule of
// the user's names it, and reports it; else it warns.
func (b *Binder) mayBreak(t *facts.Table, c *boundColumn, why string) bool {
	if c.rule == nil || c.rule.Soft {
		if !b.rescue(t, c) {
			b.refuse(refusedCheck, t, c)
		}
		return true
	}
	why = "mask " + c.mask.name + " may break a constraint: " + why
	key := where(t.Name, c.column.Name) + why
	if b.found.warned[key] {
		return false
	}
	if b.found.warned == nil {
		b.found.warned = map[string]bool{}
	}
	b.found.warned[key] = true
	b.warn(t, c, why, "keep it, or see to it that the masked values fit")
	return false
}

// partHolds reports whether a part holds for what its columns get.
func (b *Binder) partHolds(t *facts.Table, k *facts.Check) bool {
	if c := b.binding(t.Name, k.Column); c != nil && c.masked() && c.mask.keepsMembers(k.Members) {
		return true
	}
	if k.Node == nil || k.Column == "value" && len(k.Columns) == 1 {
		return false
	}
	nulled, shifted := false, true
	var first *boundColumn
	for _, name := range k.Columns {
		c := b.binding(t.Name, name)
		if c != nil && (!c.masked() || onlyTested(k, c)) && k.Node.OnlyNullTested(name) {
			continue
		}
		if c == nil || !c.masked() {
			shifted = false
			continue
		}
		if c.mask.null && !k.Node.NullMayFail(name) {
			return true
		}
		nulled = nulled || c.mask.null || !c.mask.keepNull
		shifted = shifted && movedTogether(c, cmp.Or(first, c))
		first = cmp.Or(first, c)
	}
	if k.Node.NullTestsOnly() && !nulled {
		return true
	}
	return shifted && !nulled && k.Node.Orders() || b.leavesHold(t, k)
}

// leavesHold reports whether what a part about several columns asks of each of them
// stays under what they get.
func (b *Binder) leavesHold(t *facts.Table, k *facts.Check) bool {
	if k.Leaves == nil {
		return false
	}
	for _, name := range k.Columns {
		c := b.binding(t.Name, name)
		if asked := k.Asked(name); c == nil || c.masked() && (asked.Unread || !c.keepsWhere(asked)) {
			return false
		}
	}
	return !slices.ContainsFunc(k.Leaves.Pairs, func(p expr.Pair) bool {
		return !pairHolds(p, b.binding(t.Name, p.Left), b.binding(t.Name, p.Right))
	})
}

// pairHolds reports whether two columns that are compared with each other come out
// so that the comparison says what it did.
func pairHolds(p expr.Pair, x, y *boundColumn) bool {
	switch {
	case x == nil || y == nil || x.masked() != y.masked():
		return false
	case !x.masked() || movedTogether(x, y):
		return true
	}
	return !p.Ordered && joins(x, y) && x.mask.keepsDistinct() && y.mask.keepsDistinct()
}

// movedTogether reports whether the dates of two columns move alike in each row.
func movedTogether(x, y *boundColumn) bool {
	moves := func(c *boundColumn) bool {
		return c.typ.mask.Kind.IsDated() && (c.mask.usesRow || c.mask.movesAlike()) && c.mask.typ.narrow == ""
	}
	return moves(x) && moves(y) && x.mask.name+x.mask.same == y.mask.name+y.mask.same
}
