package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
)

// refuse notes a column, unless a table above says the same: its rule will hold
// for this one, too.
func (b *Binder) refuse(why refusal, t *facts.Table, c *boundColumn) {
	c.verdict = VerdictError
	if why < refusedCheck && t.Inherits(c.column.Name) || c.reason == needsRule {
		return
	}
	position := slices.IndexFunc(t.Columns, func(x dumpfmt.Column) bool { return x.Name == c.column.Name })
	b.found.refused = append(b.found.refused, refusedColumn{why, t, c, position})
	c.mask, c.rule, c.reason = nil, nil, needsRule
}

// unrefuse takes back that a column was refused: it follows another.
func (b *Binder) unrefuse(at columnRef) {
	n := len(b.found.refused)
	b.found.refused = slices.DeleteFunc(b.found.refused, func(r refusedColumn) bool {
		return r.table.Name == at.table && r.column.column.Name == at.column
	})
	if len(b.found.refused) < n {
		b.binding(at.table, at.column).verdict = VerdictOK
	}
}
