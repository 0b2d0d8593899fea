package bind

import (
	"maps"
	"slices"
	"strings"
)

// Lock returns the lock of the plan.
func (p *Plan) Lock() *Lock {
	l := &Lock{types: map[string]string{}, tables: map[string]*lockedTable{}}
	for name, t := range p.types {
		l.types[name.String()] = lockedType(t)
	}
	for name, tb := range p.tables {
		t := &lockedTable{Columns: map[string]string{}, Constraints: map[string]string{}}
		for i := range tb.columns {
			c := &tb.columns[i]
			t.order = append(t.order, c.column.Name)
			t.Columns[c.column.Name] = lockedColumn(c)
		}
		for i := range tb.table.Constraints {
			key, line := lockedConstraint(&tb.table.Constraints[i])
			t.Constraints[key] = line
		}
		l.tables[name.String()] = t
	}
	return l
}

// lockedColumn returns a column's type, what else is known of it, and what it
// gets.
func lockedColumn(c *boundColumn) string {
	line := c.typ.sql
	if c.column.NotNull {
		line += " NOT NULL"
	}
	if c.column.Identity {
		line += " IDENTITY"
	}
	if c.column.Generated {
		return line + " GENERATED"
	}
	what := "keep"
	if c.masked() {
		what = c.mask.name
		if names := slices.Sorted(maps.Keys(c.mask.params)); len(names) > 0 {
			what += "(" + strings.Join(names, ", ") + ")" // their values may be secrets
		}
	}
	line += ": " + what
	if c.rule != nil && c.rule.Why != "" {
		line += ", because " + c.rule.Why
	}
	return line
}
