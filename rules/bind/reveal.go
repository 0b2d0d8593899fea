package bind

import (
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// Reveal returns the mask that turns the masked values of a column back, which
// only fpe has. table is written as in [tables]. Without a schema, which is nil,
// the column is taken to be text. It needs no salt: fpe has a key of its own.
//
// Errors are about the arguments, or the policy's Errors.
func Reveal(p *policy.Policy, s *dumpfmt.Schema, table, column string, key *mask.Key) (mask.Mask, error) {
	name, err := policy.ParseTable(table)
	switch {
	case err != nil:
		return nil, err
	case name.Glob():
		return nil, fmt.Errorf("want one table, not the glob %s", table)
	}
	if s == nil {
		s = dumpfmt.NewSchema()
		s.Tables[name.Exact()] = &dumpfmt.Table{Name: name.Exact(), OrderCertain: true, Columns: []dumpfmt.Column{{
			Name: column, Type: dumpfmt.TypeRef{Name: dumpfmt.Name{Schema: "pg_catalog", Name: "text"}},
		}}}
	}
	plan, err := New(p, Options{Key: key, Partial: true}).Bind(s)
	if err != nil {
		return nil, err
	}
	tb := plan.tables[name.Exact()]
	if tb == nil {
		return nil, fmt.Errorf("the schema has no table %s", name.Exact())
	}
	c := tb.find(column, 0)
	if c == nil {
		return nil, fmt.Errorf("table %s has no column %q", name.Exact(), column)
	}
	m := c.mask
	if m == nil {
		return nil, fmt.Errorf("the policy keeps %s: its values are what they were", where(name.Exact(), column))
	}
	back, ok := mask.Reveal(m.mask)
	if !ok {
		return nil, fmt.Errorf("%s gets mask %s, which cannot be turned back; only fpe can", where(name.Exact(), column), m.name)
	}
	return back, nil
}
