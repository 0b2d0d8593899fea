package bind

import (
	"slices"

	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
)

// Who is in an index that has a WHERE, where values become constants: by a mask all
// rows leave it, or by a rule for rows some may enter it.

// emptied reports whether no row is in an index any more: a column has become what
// its WHERE does not take.
func (tb *boundTable) emptied(c *facts.Index) bool {
	if !c.Predicate {
		return false
	}
	asked := c.Asked()
	return slices.ContainsFunc(c.WhereUses, func(name string) bool {
		col := tb.column(name)
		return col != nil && !tb.isSet(name) && !mayBeIn(asked[name], col, col.mask)
	})
}

// isSet reports whether a rule for rows sets a column.
func (tb *boundTable) isSet(name string) bool {
	return slices.ContainsFunc(tb.rows.rules, func(r *boundRowRule) bool {
		return slices.ContainsFunc(r.sets, func(s boundSet) bool { return s.column.column.Name == name })
	})
}

// mayBeIn reports whether a row may be in an index for what a mask makes of a column
// of which the WHERE asks something.
func mayBeIn(asked facts.Asked, c *boundColumn, m *boundMask) bool {
	for _, k := range asked.Conditions {
		if k.Node == nil || k.Value != nil || (m.null || m.keepNull) && k.Node.NullMayHold(k.Column) {
			continue
		}
		if m.null {
			return false
		}
		cond, err := k.Node.For(k.Column, c.typ.mask)
		if err != nil || !isConstant[m.name] {
			continue
		}
		if out, err := m.mask.Append(nil, []byte("x"), nil); err == nil && cond.Holds(out) == expr.False {
			return false
		}
	}
	return true
}

// entering tells of a rule for rows that may bring several into an index in which
// they were not: it sets a column that the WHERE names.
func (b *Binder) entering(tb *boundTable, c *facts.Index) *problem {
	asked := c.Asked()
	for _, r := range tb.rows.rules {
		for _, s := range r.sets {
			name := s.column.column.Name
			if s.mask.keep || r.rule.Expect.Single() || !slices.Contains(c.WhereUses, name) || !mayBeIn(asked[name], s.column, s.mask) {
				continue
			}
			e := b.policy.ErrorAt(r.rule.At, "see to it that they differ, or write expect = 1 if the rule is for one row",
				"set: rows that get %s may meet in the %s, whose WHERE asks for it", where(tb.table.Name, name), c.Title())
			return &problem{err: e, dependsOnData: true}
		}
	}
	return nil
}
