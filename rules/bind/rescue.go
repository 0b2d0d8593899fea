package bind

import (
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// The last that a column may get where no mask is sure to keep what is asked of
// it: a number that measures something, in a table that is not about people, is
// kept, and that is told. All else is refused: text may be anybody's name, a day
// anybody's birth, an amount what somebody owns.

// keptMeasure is the reason.
const keptMeasure = "a number in what no mask is sure to keep, and nobody's by its name"

// measures reports whether all members of a group may be kept for want of a mask.
func (b *Binder) measures(g *group) bool {
	for i := range g.members {
		m := &g.members[i]
		if !isMeasure(&m.column.typ.mask) || words.Amount(m.column.column.Name) || b.reading(m.table.Origin(m.column.column.Name)).table.OfPeople() {
			return false
		}
		switch meaning, _ := b.meaning(m.table, m.column); meaning.Class {
		case words.Personal, words.Sensitive, words.Secret, words.FreeText:
			return false
		}
	}
	return g.byName && len(g.members) > 0
}

// isMeasure reports whether values of a type are numbers, or tell apart a few
// things.
func isMeasure(t *mask.Type) bool {
	switch t.Kind {
	case mask.Int, mask.Numeric, mask.Float, mask.Bool, mask.Enum:
		return true
	case mask.Array, mask.Range, mask.Multirange:
		return t.Elem != nil && isMeasure(t.Elem)
	}
	return false
}

// rescue keeps a column that no rule names, and whose mask may break a CHECK, if
// it may be kept. It reports whether that is so.
func (b *Binder) rescue(t *facts.Table, c *boundColumn) bool {
	if !c.open || b.mode(b.chain(t), c) != policy.UnlistedName {
		return false
	}
	g := b.groupOf(t, c, true)
	if len(g.columns) > 1 || !b.measures(g) {
		return false
	}
	c.mask, c.via = nil, nil
	b.keepMeasure(t, c)
	return true
}

// keepMeasure keeps a column for want of a mask, and tells it once for all the
// partitions and children of its table.
func (b *Binder) keepMeasure(t *facts.Table, c *boundColumn) {
	c.reason = keptMeasure
	if !t.Inherits(c.column.Name) {
		b.warn(t, c, "it is kept: "+c.reason, "give it a rule, after a look at its values: keep, or a mask that fits")
	}
}
