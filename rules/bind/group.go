package bind

import (
	"slices"

	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// link is what a column shares with those that FOREIGN KEYs join it to: what is
// asked of one is asked of all, as they have the same values.
type link struct {
	columns []columnRef
	conds   []condition // of all their CHECKs
	split   *split      // what of a value must not change; nil: nothing
	stuck   error       // why no mask can be sure not to change it
	hashed  bool        // a hash of the values decides in which partition they are
}

// title returns the first thing that is asked, for a message.
func (l *link) title() string {
	if len(l.conds) > 0 {
		return l.conds[0].title
	}
	return "its partitions"
}

// linkOf returns the link that a column is in.
func (b *Binder) linkOf(at columnRef) *link {
	if l := b.found.links[at]; l != nil {
		return l
	}
	l := &link{columns: b.linkedByKeys(at)}
	var asked []*facts.Splits
	seen := map[string]bool{}
	if b.found.links == nil {
		b.found.links = map[columnRef]*link{}
	}
	var typ *typeInfo
	for _, ref := range l.columns {
		b.found.links[ref] = l
		t := b.facts.Table(ref.table)
		if t == nil || t.Column(ref.column) == nil {
			continue
		}
		if typ == nil {
			typ = b.masks.typeInfo(t.Column(ref.column).Type)
		}
		for _, k := range t.Checks(ref.column) {
			if k.Cond != nil && k.Nested == nil && !seen[k.Text] {
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
		l.split, l.stuck = newSplit(at.column, typ.mask, asked)
	}
	return l
}

// group is columns without a rule that get one mask, as they are linked.
type group struct {
	*link
	byName  bool     // names are to be read
	members []member // the columns that are referred to first
	title   string   // a constraint that some member is in
	unique  bool     // some member's values must stay apart
	key     bool     // some member is in a PRIMARY KEY or FOREIGN KEY

	chosen  option
	refused refusal // why no option will do; 0: one does
}

// member is a column of a group.
type member struct {
	table  *facts.Table
	column *boundColumn // with its type alone
	use    memberUse
}

// ref names a member.
func (m *member) ref() columnRef { return columnRef{m.table.Name, m.column.column.Name} }

// groupOf returns the group of a column that no rule names, and has decided on
// it.
func (b *Binder) groupOf(t *facts.Table, c *boundColumn, byName bool) *group {
	at := groupKey{columnRef{t.Name, c.column.Name}, byName}
	if g := b.found.groups[at]; g != nil {
		return g
	}
	g := &group{link: b.linkOf(at.columnRef), byName: byName}
	for _, ref := range g.columns {
		b.join(g, ref)
	}
	slices.SortStableFunc(g.members, func(x, y member) int {
		switch {
		case x.use.unique == y.use.unique:
			return 0
		case x.use.unique:
			return -1
		}
		return 1
	})
	b.settle(g)
	if b.found.groups == nil {
		b.found.groups = map[groupKey]*group{}
	}
	for i := range g.members {
		b.found.groups[groupKey{g.members[i].ref(), byName}] = g
	}
	return g
}

// groupKey is a column, and whether names are read.
type groupKey struct {
	columnRef
	byName bool
}

// join makes a column a member of a group.
func (b *Binder) join(g *group, ref columnRef) {
	t := b.facts.Table(ref.table)
	if t == nil {
		return
	}
	column := t.Column(ref.column)
	if column == nil || column.Generated {
		return
	}
	use := t.Use(ref.column)
	g.key = g.key || use.Key() != ""
	if use != nil && g.title == "" {
		g.title = use.Title()
	} else if g.title == "" && g.hashed {
		g.title = "partition key"
	}
	m := member{table: t, use: useOf(use),
		column: &boundColumn{column: column, typ: b.masks.typeInfo(column.Type)}}
	g.unique = g.unique || m.use.unique
	g.members = append(g.members, m)
}

// settledOption returns what a member that was bound before has got, and whose
// rows may have gone out: the others must get the same.
func (b *Binder) settledOption(g *group) (option, bool) {
	for i := range g.members {
		at := g.members[i].ref()
		tb := b.tables[at.table]
		if tb == nil || !b.settled(tb) {
			continue
		}
		c := tb.find(at.column, 0)
		switch why := "as " + where(at.table, at.column); {
		case c == nil:
		case !c.masked():
			return option{keep: true, why: why}, true
		case c.madeBy() != nil:
			return option{rule: c.madeBy(), why: why}, true
		}
	}
	return option{}, false
}

// madeBy returns the rule that a column's mask was made by.
func (c *boundColumn) madeBy() *policy.Rule {
	if c.rule != nil {
		return c.rule
	}
	return c.via
}

// surrogate reports whether the group is a key, or that of partitions by a hash,
// whose values say nothing.
func (g *group) surrogate() bool {
	return (g.key || g.hashed) && !slices.ContainsFunc(g.members, func(m member) bool { return !isSurrogate(m.column.typ.mask) })
}

// known reports whether a mask knows the type of the group.
func (g *group) known() bool { return g.members[0].column.typ.byType != nil }

// reason says why no option will do.
func (g *group) reason() refusal {
	for i := range g.members {
		m := &g.members[i]
		switch {
		case g.stuck != nil:
			return refusedKey
		case len(m.table.Checks(m.column.column.Name)) > 0:
			return refusedCheck
		}
	}
	if g.unique || len(g.members) > 1 {
		return refusedConstraint
	}
	if g.known() {
		return refusedCheck
	}
	return refusedType
}

// oneValue reports whether conditions leave a column a single value.
func (b *Binder) oneValue(g *group) bool {
	if len(g.conds) == 0 {
		return false
	}
	t := b.masks.narrowedTo(g.members[0].column.typ, g.conds)
	return t.mask.Labels != nil && len(t.mask.Labels) < 2
}
