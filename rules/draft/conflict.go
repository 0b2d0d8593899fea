package draft

import (
	"maps"
	"slices"

	"sanitize/dumpfmt"
)

// conflicting returns the schema as a pipe has to take it, in which some tables'
// rows come by INSERT … ON CONFLICT DO NOTHING: what is unique comes behind the
// rows, so that a row whose masked value meets another's could be dropped for
// any column. A draft is to hold there, too: each column of such a table is
// taken for unique.
func conflicting(s *dumpfmt.Schema, tables []dumpfmt.Name) *dumpfmt.Schema {
	if len(tables) == 0 {
		return s
	}
	all := dumpfmt.NewSchema()
	maps.Copy(all.Tables, s.Tables)
	maps.Copy(all.Types, s.Types)
	maps.Copy(all.Collations, s.Collations)
	all.Functions = s.Functions
	for _, name := range tables {
		if s.Tables[name] == nil {
			continue
		}
		t := *s.Tables[name]
		t.Constraints = slices.Clone(t.Constraints)
		for i := range t.Columns {
			if c := &t.Columns[i]; !c.Generated {
				t.Constraints = append(t.Constraints, dumpfmt.Constraint{
					Name: "that ON CONFLICT DO NOTHING may go by", Kind: dumpfmt.Unique, Columns: []string{c.Name},
				})
			}
		}
		all.Put(&t)
	}
	return all
}
