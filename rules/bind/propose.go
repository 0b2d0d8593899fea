package bind

import (
	"fmt"
	"strings"

	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// proposal returns the line of a policy for a column, with its reason.
func (b *Binder) proposal(why refusal, t *facts.Table, c *boundColumn) string {
	var name, note string
	switch why {
	case refusedKey:
		name, note = "keep", "in the partition key"
	case refusedCheck:
		name, note = "keep", "under "+b.titleOf(t, c)
	case refusedConstraint:
		u := t.Use(c.column.Name)
		if name, note = "keep", "in the "+u.Title(); u != nil && len(u.Ends) == 0 && !u.KeepApart {
			name, note = b.proposed(t, c)
		}
	default:
		name, note = b.proposed(t, c)
	}
	if why == refusedExpr {
		note += "; keep it if the partition key uses it"
	}
	note = strings.Join(strings.Fields(c.typ.sql+", "+note), " ")
	return fmt.Sprintf("%s = %q # %s", policy.TOMLColumn(c.column.Name), name, note)
}

// titleOf returns the check of a refused column that is not understood, or else
// the first.
func (b *Binder) titleOf(t *facts.Table, c *boundColumn) string {
	if k := t.Unread(c.column.Name); k != nil {
		return k.Title
	}
	return t.Checks(c.column.Name)[0].Title
}

// proposed returns a mask that the column can have, and why this one: what it
// is kept for, what the built-in policy would do by its name, the mask by type.
func (b *Binder) proposed(t *facts.Table, c *boundColumn) (name, why string) {
	u := t.Use(c.column.Name)
	if u.Key() != "" {
		if name := b.commonMask(t, c); name != "keep" {
			return name, "by name, and in the " + u.Key()
		}
		return "keep", "in the " + u.Key()
	}
	if u != nil && u.KeepApart {
		return "keep", "in the " + u.Unique
	}
	if k := t.Unread(c.column.Name); k != nil {
		return "keep", "under " + k.Title
	}
	if m, pattern := b.byName(t, c); m != nil {
		return m.name, "by name, " + pattern
	}
	if c.typ.byType != nil && b.fits(t, c, c.typ.byType) {
		return c.typ.byType.name, "by type"
	}
	if u.IsUnique() {
		for _, try := range [...]string{"hash", "uuid", "permute"} {
			if m, err := b.masks.of(policy.Bare(try), c.typ); err == nil && b.fits(t, c, m) {
				return try, "in the " + u.Unique
			}
		}
	}
	switch check := t.NullBreaks(c.column.Name); {
	case u.IsUnique() && c.typ.byType != nil:
		return "keep", "in the " + u.Unique + ", and no mask of its type keeps all values apart"
	case len(t.Checks(c.column.Name)) > 0:
		return "keep", "under " + t.Checks(c.column.Name)[0].Title
	case check == "" && !c.column.NotNull && !c.typ.notNull:
		return "null", "no mask knows the type"
	}
	return "keep", "no mask does"
}

// byName returns the mask that the built-in policy has for a column of that
// name, nil if it has none that fits, and the pattern it goes by.
func (b *Binder) byName(t *facts.Table, c *boundColumn) (*boundMask, string) {
	if b.builtin == nil {
		b.builtin = policy.Builtin()
	}
	for _, r := range b.builtin.Columns.Match(c.column.Name) {
		m, err := b.masks.of(r, c.typ)
		if err == nil && !(m.null && (c.column.NotNull || c.typ.notNull)) && b.fits(t, c, m) {
			return m, policy.TOMLKey(r.Key)
		}
	}
	return nil, ""
}

// fits reports whether the column can have the mask as far as its CHECKs and
// its uniqueness go.
func (b *Binder) fits(t *facts.Table, c *boundColumn, m *boundMask) bool {
	fitted, problem := b.fit(t, c, policy.Bare(m.name), m)
	u := t.Use(c.column.Name)
	return problem == nil && (!u.IsUnique() || fitted.keepsDistinct())
}

// commonMask returns the mask that the built-in policy has for all columns that
// FOREIGN KEYs tie to this one, keep if they are not of one mind.
func (b *Binder) commonMask(t *facts.Table, c *boundColumn) string {
	if name, ok := b.found.common[columnRef{t.Name, c.column.Name}]; ok {
		return name
	}
	linked := b.linkedByKeys(columnRef{t.Name, c.column.Name})
	name := b.agreed(linked)
	if b.found.common == nil {
		b.found.common = map[columnRef]string{}
	}
	for _, end := range linked {
		b.found.common[end] = name
	}
	return name
}

// agreed returns the mask that the built-in policy has for all of the columns.
func (b *Binder) agreed(columns []columnRef) string {
	name := ""
	for _, end := range columns {
		table := b.facts.Table(end.table)
		column := table.Column(end.column)
		if column == nil {
			return "keep"
		}
		other := &boundColumn{column: column, typ: b.masks.typeInfo(column.Type)}
		m, _ := b.byName(table, other)
		if m == nil || m.usesRow || !m.keepsDistinct() || name != "" && name != m.name {
			return "keep"
		}
		name = m.name
	}
	return name
}
