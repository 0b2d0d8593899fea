package bind

import (
	"fmt"

	"sanitize/rules/facts"
)

// walk follows the FOREIGN KEYs that join columns. An edge joins two families;
// it is followed once in each direction for the masks that are alike, so that
// the time does not go by the product of their partitions.
type walk struct {
	facts *facts.Schema
	done  map[step]bool
}

type step struct {
	edge   *facts.Edge
	out    bool
	column string
	mask   string // that is carried along
}

// ends calls visit with each column at the other end of a FOREIGN KEY that was
// not visited for the same mask, and the constraint's name.
func (w *walk) ends(from columnRef, mask string, visit func(to columnRef, constraint string)) {
	t := w.facts.Table(from.table)
	if t == nil {
		return
	}
	u := t.Use(from.column)
	if u == nil {
		return
	}
	for _, end := range u.Ends {
		s := step{end.Edge, end.Out, end.Column, mask}
		if w.done[s] {
			continue
		}
		w.done[s] = true
		for _, member := range w.facts.Family(end.Table) {
			visit(columnRef{member.Name, end.Column}, end.Edge.Name)
		}
	}
}

// linkedByKeys returns the column and all that FOREIGN KEYs tie to it, near or
// far.
func (b *Binder) linkedByKeys(from columnRef) []columnRef {
	w := walk{b.facts, map[step]bool{}}
	seen := map[columnRef]bool{from: true}
	list := []columnRef{from}
	for i := 0; i < len(list); i++ {
		w.ends(list[i], "", func(to columnRef, _ string) {
			if !seen[to] {
				seen[to] = true
				list = append(list, to)
			}
		})
	}
	return list
}

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
// a rule names it, or it cannot have this.
func (b *Binder) follow(from columnRef, src *boundColumn, to columnRef, constraint string) bool {
	dst := b.binding(to.table, to.column)
	if dst == nil || !dst.open || b.settled(b.tables[to.table]) {
		return false
	}
	reason := fmt.Sprintf("as %s, FOREIGN KEY %s", where(from.table, from.column), constraint)
	if !src.masked() {
		dst.mask, dst.via, dst.open, dst.reason = nil, nil, false, reason
		b.unrefuse(to)
		return true
	}
	if src.mask.usesRow {
		return false
	}
	m, err := b.maskFor(b.facts.Table(to.table), dst, src.madeBy())
	if err != nil {
		return false
	}
	dst.mask, dst.via, dst.open, dst.reason = m, src.madeBy(), false, reason
	b.unrefuse(to)
	return true
}
