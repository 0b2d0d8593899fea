package bind

import (
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
)

// unique judges a PRIMARY KEY, a UNIQUE or a unique index. Rows with a NULL in
// it do not conflict.
func (b *Binder) unique(tb *boundTable, c *facts.Index) *problem {
	if err := b.lossyRows(tb, c); err != nil {
		return err
	}
	if tb.emptied(c) {
		return nil
	}
	var lossy *boundColumn
	for _, e := range c.Elements {
		col := tb.column(e.Column)
		switch {
		case col == nil:
		case col.mask.null && c.Kind == dumpfmt.PrimaryKey:
			return b.columnError(tb, col, fmt.Sprintf("it becomes NULL, and it is in the %s", c.Title()),
				"keep it, or give it a mask that is injective")
		case col.mask.null && !c.NullsNotDistinct && !e.Filled:
			return nil
		case !tb.keepsApart(e, col.mask) && !tb.movesWithKey(c, e, col.mask) && lossy == nil:
			lossy = col
		}
	}
	if lossy == nil {
		if p := b.uniqueUses(tb, c); p != nil {
			return p
		}
		return b.entering(tb, c)
	}
	return b.columnError(tb, lossy, fmt.Sprintf("mask %s may give two values one result, and the column is in the %s",
		lossy.mask.name, c.Title()), "keep it, or give it a mask that is distinct or injective: sanitize masks lists them")
}

// keepsApart reports whether values of a column that an element of an index tells
// apart stay so under a mask.
func (tb *boundTable) keepsApart(e facts.Element, m *boundMask) bool {
	switch e.Form {
	case facts.Folded:
		return m.keepsFoldedDistinct()
	case facts.Leaf:
		return m.keepsLeaves() && !m.null
	}
	return tb.keepsDistinct(m)
}

// keepsDistinct reports whether distinct rows of the table get distinct values of
// a mask where they had some.
func (tb *boundTable) keepsDistinct(m *boundMask) bool {
	switch {
	case m.keepsDistinct():
		return true
	case m.rowClass == mask.Lossy:
		return false
	case m.by != "":
		return tb.table.IsKey(m.by)
	}
	ref := m.refs[0]
	if ref.Original || tb.column(ref.Column) == nil {
		return tb.table.IsKey(ref.Column)
	}
	return tb.table.IsKey(ref.Column) && tb.column(ref.Column).mask.keepsDistinct()
}

// uniqueUses judges the columns that the expressions and the WHERE of a unique
// index name. A digest stays a digest in any expression. Who is in the index
// must not change: a mask whose type is split by the WHERE does not change it,
// and where WHERE asks for NULL or not, no mask but null does.
func (b *Binder) uniqueUses(tb *boundTable, c *facts.Index) *problem {
	asked := c.Asked()
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		col := tb.column(name)
		switch {
		case col == nil:
		case !asked[name].Unread && col.keepsWhere(asked[name]):
		case c.HasExpr && !slices.Contains(c.WhereUses, name) && col.mask.class == mask.Distinct && !col.mask.folds:
		default:
			hint := "keep it"
			if c.HasExpr && !slices.Contains(c.WhereUses, name) {
				hint += ", or give it a mask that is distinct, such as hash"
			}
			p := b.columnError(tb, col, fmt.Sprintf("mask %s may change which rows are in the %s, or meet in it: its expressions name the column",
				col.mask.name, c.Title()), hint)
			p.mayHold = col.rule != nil
			return p
		}
	}
	return nil
}

// keepsWhere reports whether a mask does not change what a WHERE asks of a
// column.
func (c *boundColumn) keepsWhere(w facts.Asked) bool {
	if w.NullTested && (c.mask.null || !c.mask.keepNull) {
		return false
	}
	asked := slices.DeleteFunc(slices.Clone(w.Conditions), func(k facts.Condition) bool {
		return k.Value != nil && c.mask.fixes(*k.Value) || c.mask.keepsMembers(k.Node.Members(k.Column))
	})
	return len(asked) == 0 || c.mask.typ.split != nil && c.mask.typ.split.Keeps(asked)
}

// fixes reports whether a value stays, and no other becomes it.
func (m *boundMask) fixes(value string) bool {
	if m.keep || m.class != mask.Injective || m.usesRow {
		return m.keep
	}
	out, err := m.mask.Append(nil, []byte(value), nil)
	return err == nil && string(out) == value
}

// lossyRows judges an index by the rules for rows: one that gives a column of it
// the same value in several rows breaks it.
func (b *Binder) lossyRows(tb *boundTable, c *facts.Index) *problem {
	for _, r := range tb.rows.rules {
		for _, s := range r.sets {
			column := s.column.column.Name
			if s.mask.keep || tb.setKeepsApart(c, column, s.mask) {
				continue
			}
			at, name := s.rule.MaskAt, where(tb.table.Name, column)
			switch {
			case s.mask.null && c.Kind == dumpfmt.PrimaryKey:
				return &problem{err: b.policy.ErrorAt(at, "", "set: column %s becomes NULL, and it is in the %s", name, c.Title())}
			case !r.rule.Expect.Single():
				return &problem{err: b.policy.ErrorAt(at, "write expect = 1 if the rule is for one row",
					"set: column %s is in the %s, and several rows may get the same value", name, c.Title())}
			}
		}
	}
	return nil
}

// setKeepsApart reports whether rows stay apart in an index, or leave it, where a
// rule gives a column of them what a mask makes.
func (tb *boundTable) setKeepsApart(c *facts.Index, column string, m *boundMask) bool {
	for _, e := range c.Elements {
		switch {
		case e.Column != column:
		case m.null && c.Kind != dumpfmt.PrimaryKey && !c.NullsNotDistinct && !e.Filled:
			return true
		case e.Operator != "=", !tb.keepsApart(e, m):
			return false
		}
	}
	return !c.HasExpr || !c.Asked()[column].Unread || m.class == mask.Distinct && !m.folds
}
