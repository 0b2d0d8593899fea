package bind

import (
	"fmt"
	"maps"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Here is what masks need that take values of the row's other columns: what
// they refer to, in which order they are made, and what cannot be.

// references judges what the masks of a table refer to: none may wait for
// itself, and an original that is masked in its own column is reported.
func (b *Binder) references(tb *boundTable) {
	masks := map[string]*boundMask{}
	for i := range tb.columns {
		if c := &tb.columns[i]; c.masked() {
			masks[c.column.Name] = c.mask
		}
	}
	for i := range tb.columns {
		c := &tb.columns[i]
		if !c.masked() || c.mask.refs == nil || c.rule == nil {
			continue
		}
		if circle := circleOf(masks, c.column.Name); circle != "" {
			b.fail(c.rule, tb.table, c, &policy.Error{Msg: circle, Hint: "write {column|original} for one of them"})
		}
		for _, r := range c.mask.refs {
			if r.Original && !r.Digest && masks[r.Column] != nil {
				b.warn(tb.table, c, fmt.Sprintf("mask %s writes the original of %s, which is masked in its own column",
					c.mask.name, dumpfmt.QuoteIdent(r.Column)), "write it without |original unless that is meant")
			}
		}
	}
	for _, r := range tb.rows.rules {
		b.ruleReferences(tb, r, masks)
	}
}

// ruleReferences judges what a rule for rows sets.
func (b *Binder) ruleReferences(tb *boundTable, r *boundRowRule, masks map[string]*boundMask) {
	all := maps.Clone(masks)
	for _, s := range r.sets {
		all[s.column.column.Name] = s.mask
	}
	for _, s := range r.sets {
		if circle := circleOf(all, s.column.column.Name); circle != "" {
			b.rowError(s.rule.MaskAt, "write {column|original} for one of them", "set: column %s: %s", where(tb.table.Name, s.column.column.Name), circle)
		}
	}
}

// circleOf says how a column's mask refers to the column itself, "" if it does
// not.
func circleOf(masks map[string]*boundMask, column string) string {
	var path []string
	seen := map[string]bool{} // and led nowhere, or are on the path
	var visit func(name string) bool
	visit = func(name string) bool {
		m := masks[name]
		if m == nil {
			return false
		}
		for _, r := range m.refs {
			switch {
			case r.Original || seen[r.Column]:
			case r.Column == column:
				return true
			default:
				seen[r.Column] = true
				path = append(path, r.Column)
				if visit(r.Column) {
					return true
				}
				path = path[:len(path)-1]
			}
		}
		return false
	}
	if !visit(column) {
		return ""
	}
	if len(path) == 0 {
		return "its template refers to the column itself"
	}
	return "its template waits for itself, by " + strings.Join(path, ", ")
}
