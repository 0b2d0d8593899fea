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
	by := map[dumpfmt.Name]string{} // the column that tells persons apart, by table
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
					if own := personal(db.Schema, k); own != "" && by[name] == "" {
						take(name, k, own)
					}
				}
			}
		}
	}
	refers(func(_ dumpfmt.Name, k *dumpfmt.Constraint, own string) {
		if by[k.RefTable] == "" {
			by[k.RefTable] = own
		}
	})
	refers(func(from dumpfmt.Name, k *dumpfmt.Constraint, own string) {
		if by[k.RefTable] == own {
			by[from] = k.Columns[0]
		}
	})
	for _, c := range m.cells {
		_, settled := m.overrides[c.Place]
		if by[c.Table] == "" || settled || c.implied || c.rule != `"date_shift"` || !m.hasRows(c.Table) {
			continue
		}
		m.overrides[c.Place] = Override{
			Mask: c.mask, Rule: fmt.Sprintf(`{ mask = "date_shift", by = %s }`, policy.TOMLString(by[c.Table])),
			Why: c.why + "; all dates of a person alike", Part: c.part, soft: true, alone: true,
		}
	}
}

// personal returns the column of a table of persons that a FOREIGN KEY refers to,
// "" if it refers to another table.
func personal(s *dumpfmt.Schema, k *dumpfmt.Constraint) string {
	t := s.Tables[k.RefTable]
	if t == nil || !words.NewTable(t.Name.Name, nil).OfPersons() {
		return ""
	}
	columns := k.RefColumns
	if len(columns) == 0 {
		columns = t.PrimaryKey()
	}
	if len(columns) != 1 {
		return ""
	}
	return columns[0]
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
