package bind

import (
	"fmt"

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
//	options  what names and types offer
//	fitsAll  whether all members can have an option

// option is what a group may get.
type option struct {
	keep bool
	rule *policy.Rule // the mask, if not
	why  string
}

// choose decides what becomes of a column that no rule names.
func (b *Binder) choose(t *facts.Table, c *boundColumn, byName bool) {
	c.open = true
	g := b.groupOf(t, c, byName)
	switch {
	case g.refused != 0:
		b.refuse(g.refused, t, c)
	case g.chosen.keep:
		c.reason = g.chosen.why
	default:
		m, err := b.maskFor(t, c, g.chosen.rule)
		if err != nil {
			b.refuse(refusedConstraint, t, c)
			return
		}
		c.mask, c.via, c.reason = m, g.chosen.rule, g.chosen.why
		if m.null {
			b.warn(t, c, "all its values become NULL, as no mask knows the type "+c.typ.sql, "give it a rule: keep, null or set")
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
	g.refused = g.reason()
}

// options returns what a group may get, the best first.
func (b *Binder) options(g *group) []option {
	var list []option
	add := func(name, why string) { list = append(list, option{rule: policy.Bare(name), why: why}) }
	if o, ok := b.settledOption(g); ok {
		return []option{o}
	}
	personal, steered := "", ""
	for i, m := range g.members {
		if !g.byName || i > 0 && g.surrogate() {
			continue // what a surrogate refers to, the first column says
		}
		meaning, why := b.meaning(m.table, m.column)
		switch meaning.Class {
		case words.Personal, words.Sensitive, words.Secret, words.FreeText:
			if personal == "" {
				personal = why
			}
			if meaning.Mask != "" && (i == 0 || m.use.unique) {
				add(meaning.Mask, why) // as the values are called where they come from
			}
		case words.Key, words.Operational:
			if steered == "" {
				steered = why
			}
		}
	}
	if personal == "" {
		switch {
		case g.surrogate():
			return []option{{keep: true, why: "a surrogate in the " + g.title}}
		case steered != "":
			return []option{{keep: true, why: steered}}
		}
	}
	if b.oneValue(g) {
		return []option{{keep: true, why: "its CHECKs leave one value"}}
	}
	why := "by type"
	if personal != "" {
		why = personal + ", by type"
	}
	if byType := g.members[0].column.typ.byType; byType != nil {
		add(byType.name, why)
	}
	for _, name := range [...]string{"permute", "hash", "uuid"} {
		if g.unique || len(g.members) > 1 {
			add(name, "in the "+g.title)
		}
	}
	if !g.known() {
		add("null", "NULL, as no mask knows the type")
	}
	return list
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
		if !m.use.holds(made) || len(g.members) > 1 && (!made.keepsDistinct() || made.usesRow) {
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

// holds reports whether what constraints ask of a column survives a mask.
func (u *memberUse) holds(m *boundMask) bool {
	switch {
	case u.keepApart:
		return false
	case m.null:
		return !u.notNull
	case u.folded && !m.keepsFoldedDistinct():
		return false
	}
	return !u.unique || m.keepsDistinct()
}

// maskFor returns the mask of a rule for a column, fitted to its CHECKs, or why
// the column cannot have it.
func (b *Binder) maskFor(t *facts.Table, c *boundColumn, r *policy.Rule) (*boundMask, error) {
	m, err := b.masks.of(r, c.typ)
	if err == nil {
		err = allowed(t, t.Key(), c, m)
	}
	if err != nil {
		return nil, err
	}
	if k := t.Unread(c.column.Name); k != nil && !onlyTested(k, &boundColumn{column: c.column, typ: c.typ, mask: m}) {
		return nil, fmt.Errorf("%s is not understood", k.Title)
	}
	m, problem := b.fit(t, c, r, m)
	if problem != nil {
		return nil, problem
	}
	return m, nil
}

// memberUse is what constraints ask of a member of a group.
type memberUse struct{ notNull, unique, folded, keepApart bool }

// useOf returns what constraints that are known ask of a column.
func useOf(use *facts.Use) memberUse {
	if use == nil {
		return memberUse{}
	}
	return memberUse{use.Primary != "" || use.NullTested, use.Unique != "", use.Folded, use.KeepApart}
}

// isSurrogate reports whether values of a type say nothing where they are keys.
func isSurrogate(t mask.Type) bool { return t.Kind == mask.Int || t.Kind == mask.UUID }
