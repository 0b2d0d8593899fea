package bind

import (
	"fmt"
)

// followKeys gives the columns that no rule names the mask of the column at the
// other end of their FOREIGN KEY, where a rule says what that gets: both ends
// have the same values.
func (b *Binder) followKeys() {
	var queue []columnRef
	for _, t := range b.fresh {
		tb := b.tables[t.Name]
		for i := range tb.columns {
			switch c := &tb.columns[i]; {
			case c.rule != nil && c.mask != nil, c.reason == unlistedKeep:
				queue = append(queue, columnRef{t.Name, c.column.Name})
			case c.open && b.pass > 1:
				queue = append(queue, b.settledEnds(columnRef{t.Name, c.column.Name})...)
			}
		}
	}
	w := walk{b.facts, map[step]bool{}}
	for ; len(queue) > 0; queue = queue[1:] {
		from := queue[0]
		src := b.binding(from.table, from.column)
		w.ends(from, src.outcome(), func(to columnRef, constraint string) {
			if b.follow(from, src, to, constraint) {
				queue = append(queue, to)
			}
		})
	}
}

// outcome tells columns that get the same from others.
func (c *boundColumn) outcome() string {
	if !c.masked() {
		return ""
	}
	return c.mask.same + "\x00" + c.typ.key
}

// settledEnds returns the columns of tables bound before that a FOREIGN KEY
// joins to this one, and whose masks it may follow.
func (b *Binder) settledEnds(from columnRef) (list []columnRef) {
	w := walk{b.facts, map[step]bool{}}
	w.ends(from, "", func(to columnRef, _ string) {
		tb := b.tables[to.table]
		if c := b.binding(to.table, to.column); c != nil && b.settled(tb) && c.masked() && c.madeBy() != nil {
			list = append(list, to)
		}
	})
	return list
}

// follow gives a column what the one at the other end gets. It returns false if
// a rule names it, or it cannot have this: the rule is at fault then.
func (b *Binder) follow(from columnRef, src *boundColumn, to columnRef, constraint string) bool {
	dst := b.binding(to.table, to.column)
	if dst == nil || !dst.open || b.settled(b.tables[to.table]) {
		return false
	}
	reason := fmt.Sprintf("as %s, %s", where(from.table, from.column), constraint)
	if !src.masked() {
		dst.mask, dst.via, dst.open, dst.reason = nil, nil, false, reason
		b.unrefuse(to)
		return true
	}
	if src.mask.usesRow {
		return false
	}
	t := b.facts.Table(to.table)
	m, err := b.maskFor(t, dst, src.madeBy())
	if err != nil || !m.holds(useOf(t, to.column)) {
		return false
	}
	dst.mask, dst.via, dst.open, dst.reason = m, src.madeBy(), false, reason
	b.unrefuse(to)
	return true
}
