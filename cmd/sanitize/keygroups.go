package main

import (
	"maps"
	"slices"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt"
)

// keyGroup are the columns of a database that FOREIGN KEYs join.
type keyGroup struct {
	connects int
	columns  []columnName
}

// columnName is a column of a table.
type columnName struct {
	table  dumpfmt.Name
	column string
}

// joins notes which columns of a database FOREIGN KEYs join.
func (o *outcome) joins(connects int, s *dumpfmt.Schema) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.decide {
		for _, columns := range joinedColumns(s) {
			o.keys = append(o.keys, keyGroup{connects, columns})
		}
	}
}

// joinedColumns returns the groups of columns that FOREIGN KEYs join, directly or by
// others, in the order of the tables.
func joinedColumns(s *dumpfmt.Schema) (groups [][]columnName) {
	root := map[columnName]columnName{}
	find := func(c columnName) columnName {
		for root[c] != c {
			if _, known := root[c]; !known {
				root[c] = c
			}
			root[c] = root[root[c]]
			c = root[c]
		}
		return c
	}
	tables := slices.SortedFunc(maps.Values(s.Tables), func(a, b *dumpfmt.Table) int { return a.Order - b.Order })
	var order []columnName
	for _, t := range tables {
		for i := range t.Constraints {
			k := &t.Constraints[i]
			refers := s.Referenced(k)
			if k.Kind != dumpfmt.ForeignKey || len(refers) != len(k.Columns) {
				continue
			}
			for n, column := range k.Columns {
				child, parent := columnName{t.Name, column}, columnName{k.RefTable, refers[n]}
				order = append(order, parent, child)
				root[find(child)] = find(parent)
			}
		}
	}
	at, seen := map[columnName]int{}, map[columnName]bool{}
	for _, c := range order {
		if seen[c] {
			continue
		}
		seen[c] = true
		r := find(c)
		if _, known := at[r]; !known {
			at[r] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[r]] = append(groups[at[r]], c)
	}
	return groups
}

// keyGroups returns the groups of keys with what was decided on them.
func (o *outcome) keyGroups() (list []report.KeyGroup) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, g := range o.keys {
		one := report.KeyGroup{Database: g.connects}
		for _, c := range g.columns {
			mask := maskOf(o.decided[tableKey{g.connects, c.table}], c.column)
			switch one.Mask {
			case "", mask:
				one.Mask = mask
			default:
				one.Mask = "several"
			}
			if len(one.Columns) == report.MaxReach {
				one.More++
				continue
			}
			one.Columns = append(one.Columns, c.String())
		}
		list = append(list, one)
	}
	return list
}

func (c columnName) String() string { return c.table.String() + "." + c.column }

// maskOf returns the mask that was decided on for a column, "-" for one of which
// nothing is known.
func maskOf(decided []report.Decision, column string) string {
	for i := range decided {
		if decided[i].Name == column {
			return decided[i].Mask
		}
	}
	return "-"
}
