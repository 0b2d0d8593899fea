package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Where a UNIQUE holds a date beside a key, as of the salaries of an employee the
// first day of each, all dates of the table move by that key: so what is unique
// stays so, and a row's dates lie to each other, and to those of the key's other
// rows, as before.

// dateKey returns the column that the dates of a table move by, "" where no UNIQUE
// asks for one, or they ask for several. A partition's rows are told apart with those
// of others.
func (b *Binder) dateKey(t *facts.Table) string {
	if t.Partition || len(t.Parents) > 0 || len(t.PartitionKey) > 0 {
		return ""
	}
	var keys []string
	for _, c := range t.Constraints {
		x := t.Index(c)
		if !slices.ContainsFunc(x.Elements, func(e facts.Element) bool { return b.isDated(t, e.Column) }) {
			continue
		}
		if c.Kind != dumpfmt.PrimaryKey && c.Kind != dumpfmt.Unique || c.NullsNotDistinct {
			return ""
		}
		var found []string
		for _, e := range x.Elements {
			if e.IsPlain() && isSurrogate(b.typeOf(t, e.Column)) && (keys == nil || slices.Contains(keys, e.Column)) {
				found = append(found, e.Column)
			}
		}
		if keys = found; len(keys) == 0 {
			return ""
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return keys[len(keys)-1] // tenant_id, user_id: the last tells most
}

// isDated reports whether a column holds dates or timestamps.
func (b *Binder) isDated(t *facts.Table, column string) bool {
	return b.typeOf(t, column).Kind.IsDated()
}

// typeOf returns the type of a column with data of its own, else that of none.
func (b *Binder) typeOf(t *facts.Table, column string) mask.Type {
	i := slices.IndexFunc(t.Columns, func(c dumpfmt.Column) bool { return c.Name == column && !c.Generated })
	if i < 0 {
		return mask.Type{}
	}
	return b.masks.typeInfo(t.Columns[i].Type).mask
}

// byDateKey adds the option that the dates of a table move by a key.
func (b *Binder) byDateKey(list []option, g *group) []option {
	m := g.members[0]
	if len(g.members) > 1 || !m.column.typ.mask.Kind.IsDated() {
		return list
	}
	key := b.dateKey(m.table)
	if key == "" {
		return list
	}
	rule := policy.NewRule("date_shift", mask.Params{"by": key})
	rule.By, rule.ByParam = key, "by"
	return append(list, option{rule: rule, why: "moves by " + key + ", for the sake of a UNIQUE"})
}

// moved returns one of the columns by whose mask all dates of a table move by the same
// column; nil if they go by their rows, or not all by one.
func (tb *boundTable) moved() (first *boundColumn) {
	for i := range tb.columns {
		switch c := &tb.columns[i]; {
		case !c.masked() || c.mask.name != "date_shift":
		case c.mask.by == "" || first != nil && (c.mask.by != first.mask.by || (c.rule == nil) != (first.rule == nil)):
			return nil
		case first == nil:
			first = c
		}
	}
	return first
}

// movesByKey reports whether a mask moves all dates of a key's rows alike, so that
// different ones stay so.
func (m *boundMask) movesByKey() bool {
	return m.name == "date_shift" && m.by != "" && m.typ.mask.Kind.IsDated() && m.typ.narrow == ""
}

// movesWithKey reports whether rows that an index tells apart by a date stay so
// because it moves by a column beside it.
func (tb *boundTable) movesWithKey(c *facts.Index, e facts.Element, m *boundMask) bool {
	return e.IsPlain() && m.movesByKey() && !c.NullsNotDistinct && slices.ContainsFunc(c.Elements, func(o facts.Element) bool {
		by := tb.column(o.Column) // nil: kept
		return o.Column == m.by && o.IsPlain() && (by == nil || by.mask.keepsDistinct() && !by.mask.usesRow)
	})
}
