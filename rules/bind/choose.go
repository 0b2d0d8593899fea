package bind

import (
	"cmp"
	"slices"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// Here is the decision on columns that no rule names. Columns that FOREIGN KEYs
// join, and their partitions, are a group: all of it gets one mask, or is kept.
// A column that nothing joins is a group of one.
//
//	choose   gives a column what its group was given
//	settle   the options of a group, the best first, and the one it can have
//	options  what names and types offer: namedOptions, typedOptions
//	fitsAll  whether all members can have an option

// choose decides what becomes of a column that no rule names.
func (b *Binder) choose(t *facts.Table, c *boundColumn, byName bool) {
	c.open = true
	g := b.groupOf(t, c, byName)
	switch {
	case g.refused != 0:
		b.refuse(g.refused, t, c)
	case g.chosen.measure:
		b.keepMeasure(t, c)
	case g.chosen.keep:
		c.reason = g.chosen.why
	default:
		m, err := b.maskFor(t, c, g.chosen.rule)
		if err != nil {
			b.refuse(refusedConstraint, t, c)
			return
		}
		c.mask, c.via, c.reason = m, g.chosen.rule, g.chosen.why
		if m.null || g.chosen.blank {
			become := "NULL"
			if !m.null {
				become = "empty"
			}
			b.warn(t, c, "all its values become "+become+", as no mask knows the type "+c.typ.sql, "give it a rule: keep, null or set")
		}
	}
}

// settle finds what a group gets: the first of the options that all of its
// members can have.
func (b *Binder) settle(g *group) {
	for _, o := range b.options(g) {
		if o.keep || b.fitsAll(g, o.rule) {
			g.chosen = o
			return
		}
	}
	if b.measures(g) {
		g.chosen = option{keep: true, measure: true, why: keptMeasure}
		return
	}
	g.refused = g.reason()
}

// options returns what a group may get, the best first.
func (b *Binder) options(g *group) []option {
	if o, ok := b.settledOption(g); ok {
		return []option{o}
	}
	if o, ok := b.memberOption(g); ok {
		return []option{o}
	}
	if g.byName && namesObjects(g.members[0].column.typ) {
		return []option{{keep: true, why: "names of what the database has"}}
	}
	list, personal, steered := b.namedOptions(g)
	switch {
	case personal != "":
	case g.surrogate():
		return []option{{keep: true, why: "a surrogate in the " + g.title}}
	case steered != "":
		keep := option{keep: true, why: steered}
		if at, ok := b.calledAfter(g); ok {
			return []option{b.bareOption("scramble", "as "+where(at.table, at.column)+", which names it"), keep}
		}
		return []option{keep}
	}
	if b.oneValue(g) {
		return []option{{keep: true, why: "its CHECKs leave one value"}}
	}
	if slices.ContainsFunc(g.members, func(m member) bool { return m.use.Moved != "" }) {
		list = append(list, option{rule: moveAlike, why: "in the " + g.title})
	}
	why := "by type"
	if personal != "" {
		why = personal + ", by type"
	}
	return append(b.byDateKey(list, g), b.typedOptions(g, why)...)
}

// namedOptions returns the masks that the names of a group's columns ask for, and
// why: what says that they are somebody's, and what says that they steer a program;
// "" if nothing does.
func (b *Binder) namedOptions(g *group) (list []option, personal, steered string) {
	told := g.surrogate() || b.sized(g)
	for i, m := range g.members {
		if !g.byName || i > 0 && told {
			continue // what a surrogate refers to, the first column says
		}
		meaning, why := b.meaning(m.table, m.column)
		switch meaning.Class {
		case words.Personal, words.Sensitive, words.Secret, words.FreeText:
			personal = cmp.Or(personal, why)
			if meaning.Mask != "" && (i == 0 || m.use.Unique != "") && !(meetingNumbers[meaning.Mask] && b.isKeyed(meaning.Mask)) {
				list = append(list, b.bareOption(meaning.Mask, why)) // as the values are called where they come from
			}
		case words.Key, words.Operational:
			steered = cmp.Or(steered, why)
		}
	}
	return list, personal, steered
}

// sized reports whether the first column of a group is a key by its name and has room
// for the text of a uuid and no more, so that what refers to it holds such, too:
// deleted_by.
func (b *Binder) sized(g *group) bool {
	if len(g.members) < 2 || !g.byName {
		return false
	}
	first := &g.members[0]
	meaning, _ := b.meaning(first.table, first.column)
	return first.use.Unique != "" && meaning.Class == words.Key && wordType(first.column.typ.mask) == words.Sized
}

// meetingNumbers are the masks of numbers of persons under which two may meet. Where
// one of a kind is a key, which cannot have its mask, no column of that kind has: all
// get that of their type, and join.
var meetingNumbers = map[string]bool{"ssn": true, "credit_card": true}

// isKeyed reports whether the name of some column in a key asks for a mask.
func (b *Binder) isKeyed(name string) bool {
	if b.found.keyed == nil {
		b.found.keyed = map[string]bool{}
		for _, of := range b.facts.Names() {
			t := b.facts.Table(of)
			for i := range t.Columns {
				c := &boundColumn{column: &t.Columns[i]}
				if u := t.Use(c.column.Name); u.Key() == "" && (u == nil || u.Unique == "") {
					continue
				}
				c.typ = b.masks.typeInfo(c.column.Type)
				meaning, _ := b.meaning(t, c)
				b.found.keyed[meaning.Mask] = true
			}
		}
	}
	return b.found.keyed[name]
}

// typedOptions returns the masks of a group's type.
func (b *Binder) typedOptions(g *group, why string) (list []option) {
	if byType := g.members[0].column.typ.byType; byType != nil {
		list = append(list, b.bareOption(byType.name, why))
	}
	if g.unique || len(g.members) > 1 {
		for _, name := range keepsApart {
			list = append(list, b.bareOption(name, "in the "+g.title))
		}
	}
	if !g.known() {
		list = append(list, b.bareOption("null", "NULL, as no mask knows the type"))
		if blank := blankOf(g.members[0].column.typ); blank != nil {
			list = append(list, option{rule: blank, blank: true, why: "empty, as no mask knows the type"})
		}
	}
	return list
}

func (b *Binder) bareOption(mask, why string) option {
	return option{rule: b.masks.bare(mask), why: why}
}

// moveAlike is the mask of dates of which an EXCLUDE asks how they lie to others.
var moveAlike = policy.NewRule("date_shift", mask.Params{"uniform": true})

// meaning returns what the names of a table and its column say. A partition's or
// child's column is read where it comes from; a table's names are read once.
func (b *Binder) meaning(t *facts.Table, c *boundColumn) (words.Meaning, string) {
	return b.reading(t.Origin(c.column.Name)).meaning(c)
}

// reading returns what the names of a table say.
func (b *Binder) reading(t *facts.Table) *reading {
	r := b.found.read[t]
	if r == nil {
		if b.found.read == nil {
			b.found.read = map[*facts.Table]*reading{}
		}
		r = newReading(t)
		b.found.read[t] = r
	}
	return r
}

// fitsAll reports whether all members of a group can have a mask, so that
// values stay apart where they must, and equal ones come out equal.
func (b *Binder) fitsAll(g *group, r *policy.Rule) bool {
	var first *boundColumn
	for i := range g.members {
		m := &g.members[i]
		made, err := b.maskFor(m.table, m.column, r)
		if err != nil {
			return false
		}
		c := &boundColumn{column: m.column.column, typ: m.column.typ, mask: made}
		if !made.holds(m.use) || len(g.members) > 1 && (!made.keepsDistinct() || made.usesRow) {
			return false
		}
		if first == nil {
			first = c
		} else if !joins(first, c) {
			return false
		}
	}
	return true
}

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
		switch unique := x.use.Unique != ""; {
		case unique == (y.use.Unique != ""):
			return 0
		case unique:
			return -1
		}
		return 1
	})
	b.settle(g)
	if len(g.columns) == 1 {
		return g // nobody else asks for it, and there may be as many as columns
	}
	if b.found.groups == nil {
		b.found.groups = map[groupKey]*group{}
	}
	for i := range g.members {
		b.found.groups[groupKey{g.members[i].ref(), byName}] = g
	}
	return g
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
	use := useOf(t, ref.column)
	g.key = g.key || use.Key() != ""
	if g.title = cmp.Or(g.title, use.Title()); g.title == "" && g.hashed {
		g.title = "partition key"
	}
	m := member{table: t, use: use,
		column: &boundColumn{column: column, typ: b.masks.typeInfo(column.Type)}}
	g.unique = g.unique || use.Unique != ""
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

// oneValue reports whether conditions leave a column a single value.
func (b *Binder) oneValue(g *group) bool {
	if len(g.conds) == 0 {
		return false
	}
	t := &b.masks.narrowedTo(g.members[0].column.typ, g.conds).mask
	if t.Kind == mask.Array && t.Elem != nil {
		t = t.Elem
	}
	return t.Labels != nil && len(t.Labels) < 2
}
