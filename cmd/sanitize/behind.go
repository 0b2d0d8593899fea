package main

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// renamed refuses changes that give the rows of a table other parents, or their columns
// other names, types or values, than those whose rules were asked. had holds the tables that have had rows.
func renamed[T any](changes []ddl.Late, s *dumpfmt.Schema, had map[dumpfmt.Name]T) error {
	for _, c := range changes {
		if c.Parent == (dumpfmt.Name{}) && concerns(c, s, had) {
			return fmt.Errorf("table %s: behind its rows, it leaves a parent, or it or a column gets another name, another type or other values, and rules for these have missed the rows; pg_dump does not write this: change the database, then dump it", c.Table)
		}
	}
	return nil
}

// concerns reports whether the table of a change, or one below it, has had rows.
func concerns[T any](c ddl.Late, s *dumpfmt.Schema, had map[dumpfmt.Name]T) bool {
	if len(had) == 0 {
		return false
	}
	if _, ok := had[c.Table]; ok {
		return true
	}
	seen := map[dumpfmt.Name]bool{} // a table may have several parents
	var below func(name dumpfmt.Name) bool
	below = func(name dumpfmt.Name) bool {
		if seen[name] {
			return false
		}
		seen[name] = true
		return slices.ContainsFunc(s.Children(name), func(child dumpfmt.Name) bool {
			_, ok := had[child]
			return ok || below(child)
		})
	}
	return below(c.Now)
}
