package draft

import (
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// byPerson has the dates of a person moved alike, in the person's own table and in
// those that hang on it by a FOREIGN KEY: what came first stays first, and a
// stay is as long as it was.
func (m *maker) byPerson() {
	by := map[dumpfmt.Name]owner{} // by table
	people := m.people()
	refers := func(take func(from dumpfmt.Name, k *dumpfmt.Constraint, own string)) {
		for _, db := range m.dbs {
			for _, name := range slices.SortedFunc(maps.Keys(db.Schema.Tables), facts.CompareNames) {
				t := db.Schema.Tables[name]
				for i := range t.Constraints {
					k := &t.Constraints[i]
					if k.Kind != dumpfmt.ForeignKey || len(k.Columns) != 1 || !people[k.RefTable] {
						continue
					}
					if own := personal(db.Schema, k); own != "" && by[name].column == "" {
						take(name, k, own)
					}
				}
			}
		}
	}
	refers(func(_ dumpfmt.Name, k *dumpfmt.Constraint, own string) {
		if by[k.RefTable].column == "" {
			by[k.RefTable] = owner{own, true}
		}
	})
	refers(func(from dumpfmt.Name, k *dumpfmt.Constraint, own string) {
		if by[k.RefTable].column == own {
			by[from] = owner{k.Columns[0], true}
		}
	})
	m.byOwner(by)
	for _, c := range m.cells {
		_, settled := m.overrides[c.Place]
		o := by[c.Table]
		if o.column == "" || settled || c.implied || c.rule != movesByRow || !m.hasRows(c.Table) || !o.person && c.meaning.Class == words.Personal {
			continue
		}
		m.overrides[c.Place] = Override{
			Mask: c.mask, Rule: fmt.Sprintf(`{ mask = "date_shift", by = %s }`, policy.TOMLString(o.column)),
			Why: c.why + "; all dates of " + o.whose() + " alike", Part: c.part, soft: true, alone: true,
		}
	}
}

// personal returns the column of a table of persons that a FOREIGN KEY refers to,
// "" if it refers to another table.
func personal(s *dumpfmt.Schema, k *dumpfmt.Constraint) string {
	if !words.NewTable(k.RefTable.Name, nil).OfPersons() {
		return ""
	}
	return referred(s, k)
}

// hasRows reports whether rows of a table were seen.
func (m *maker) hasRows(table dumpfmt.Name) bool {
	for _, db := range m.dbs {
		if db.Rows != nil && db.Rows.tables[table] != nil && db.Rows.tables[table].rows > 0 {
			return true
		}
	}
	return false
}
