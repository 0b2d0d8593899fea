package draft

import (
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/words"
)

// movesByRow is the rule of dates that no other column moves.
const movesByRow = `"date_shift"`

// An owner is the column by whose value the dates of a table move: what tells the
// persons apart that its rows are of, or else the accounts, the orders, the rooms.
type owner struct {
	column string
	person bool
}

// whose names an owner in a reason.
func (o owner) whose() string {
	if o.person {
		return "a person"
	}
	return "one " + dumpfmt.QuoteIdent(o.column)
}

// byOwner finds owners for tables that hang on no person: of the keys of others in
// them one that recurs, and has many values; of several the one that is a FOREIGN KEY,
// or has most. So the rows of an account stay in order, and what did not overlap still
// does not. The owner's own dates move with them where a FOREIGN KEY says whose they are.
// What is left goes by a FOREIGN KEY that recurs less.
func (m *maker) byOwner(by map[dumpfmt.Name]owner) {
	dated := map[dumpfmt.Name]bool{}
	for _, c := range m.cells {
		dated[c.Table] = dated[c.Table] || c.rule == movesByRow && !c.implied
	}
	for _, db := range m.dbs {
		find := func(seldom bool) {
			for _, name := range slices.SortedFunc(maps.Keys(db.Schema.Tables), facts.CompareNames) {
				if by[name].column == "" && dated[name] && db.Rows != nil && !words.NewTable(name.Name, nil).OfPersons() {
					m.findOwner(by, db.Schema.Tables[name], db.Rows.tables[name], seldom) // a person's dates move by nothing that several persons have
				}
			}
		}
		find(false)
		for _, name := range slices.SortedFunc(maps.Keys(by), facts.CompareNames) {
			if k := keyOf(db.Schema.Tables[name], by[name].column); k != nil && by[k.RefTable].column == "" {
				by[k.RefTable] = owner{column: referred(db.Schema, k)}
			}
		}
		find(true)
	}
}

// findOwner notes the owner of a table, if it has one: each of its values is in two rows
// on average, and where seldom is set, of a FOREIGN KEY, in four of three.
func (m *maker) findOwner(by map[dumpfmt.Name]owner, t *dumpfmt.Table, rows *tableEvidence, seldom bool) {
	var most uint64
	sure := false
	for _, c := range m.cells {
		if c.Table != t.Name || rows == nil || c.meaning.Class != words.Key || slices.Equal(t.PrimaryKey(), []string{c.Column}) {
			continue
		}
		e := rows.columns[c.Column]
		if e == nil || !e.many || 2*e.null > rows.rows {
			continue
		}
		n, foreign := e.distinct.Estimate(), keyOf(t, c.Column) != nil
		if seldom && (!foreign || 4*n > 3*uint64(rows.rows)) || !seldom && 2*n > uint64(rows.rows) {
			continue
		}
		if foreign && !sure || foreign == sure && n > most {
			by[t.Name], most, sure = owner{column: c.Column}, n, foreign
		}
	}
}

// keyOf returns the FOREIGN KEY that a column is, nil for none.
func keyOf(t *dumpfmt.Table, column string) *dumpfmt.Constraint {
	if t == nil {
		return nil
	}
	i := slices.IndexFunc(t.Constraints, func(k dumpfmt.Constraint) bool {
		return k.Kind == dumpfmt.ForeignKey && slices.Equal(k.Columns, []string{column})
	})
	if i < 0 {
		return nil
	}
	return &t.Constraints[i]
}

// referred returns the one column that a FOREIGN KEY refers to, "" if they are several.
func referred(s *dumpfmt.Schema, k *dumpfmt.Constraint) string {
	if key := s.Referenced(k); s.Tables[k.RefTable] != nil && len(key) == 1 {
		return key[0]
	}
	return ""
}
