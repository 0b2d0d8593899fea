package bind

import (
	"sanitize/rules/bind/split"
	"sanitize/rules/facts"
)

// walk follows the FOREIGN KEYs that join columns. An edge joins two families;
// it is followed once in each direction for the masks that are alike, so that
// the time does not grow with the product of their partitions.
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
// not visited for the same mask, and the constraint's title.
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
			visit(columnRef{member.Name, end.Column}, end.Edge.Title())
		}
	}
}

// linkedByKeys returns the column and all that FOREIGN KEYs tie to it, near or
// far.
func (b *Binder) linkedByKeys(from columnRef) []columnRef {
	if !b.isJoined(from) {
		return []columnRef{from}
	}
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

// isJoined reports whether a FOREIGN KEY ties the column to another.
func (b *Binder) isJoined(at columnRef) bool {
	t := b.facts.Table(at.table)
	if t == nil {
		return false
	}
	u := t.Use(at.column)
	return u != nil && len(u.Ends) > 0
}

// linkOf returns the link that a column is in. That of a column which nothing
// joins, and of which nothing is asked, is not remembered: most are so, and a
// schema may have a million.
func (b *Binder) linkOf(at columnRef) *link {
	if l := b.found.links[at]; l != nil {
		return l
	}
	l := &link{columns: b.linkedByKeys(at)}
	var asked []*facts.Splits
	seen := map[string]bool{}
	var typ *typeInfo
	for _, ref := range l.columns {
		t := b.facts.Table(ref.table)
		if t == nil || t.Column(ref.column) == nil {
			continue
		}
		if typ == nil {
			typ = b.masks.typeInfo(t.Column(ref.column).Type)
		}
		for _, k := range t.Checks(ref.column) {
			if k.Cond != nil && (k.Nested == nil || k.Each) && !seen[k.Text] {
				seen[k.Text] = true
				l.conds = append(l.conds, condition{k.Cond, k.Title, k.Text})
			}
		}
		if s := t.Splits(ref.column); s != nil && !seen[s.ID()] {
			seen[s.ID()] = true
			asked = append(asked, s)
			l.hashed = l.hashed || s.Hash
		}
	}
	if len(asked) > 0 {
		l.split, l.stuck = b.splitOf(at.column, typ, asked)
	}
	if len(l.columns) > 1 || len(l.conds) > 0 || len(asked) > 0 {
		b.found.remember(l)
	}
	return l
}

// splitOf returns the split of a column of a type: one for all the partitions of
// a family, which may be many, and have many bounds each.
func (b *Binder) splitOf(column string, typ *typeInfo, asked []*facts.Splits) (*split.Split, error) {
	key := splitKey{column, typ, ""}
	for _, a := range asked {
		key.asked += a.ID() + "\x00"
	}
	if known, ok := b.found.splits[key]; ok {
		return known.split, known.err
	}
	made, err := split.New(column, typ.mask, asked)
	if b.found.splits == nil {
		b.found.splits = map[splitKey]splitResult{}
	}
	b.found.splits[key] = splitResult{made, err}
	return made, err
}
