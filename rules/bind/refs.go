package bind

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Here is what masks need that take values of the row's other columns: what
// they refer to, in which order they are made, and what cannot be.

// refPlan is a field that another refers to.
type refPlan struct {
	index    int // of the field in the row
	original bool
	masked   int // in the list of fields that are masked; -1: the value as it is
}

// newRefs returns the fields that a mask refers to. inOrder says which of them
// are masked.
func newRefs(tb *tableBinding, columns []*columnBinding, m *boundMask, first int) ([]refPlan, error) {
	var refs []refPlan
	for _, r := range m.refs {
		i := slices.IndexFunc(columns, func(c *columnBinding) bool { return c.column.Name == r.Column })
		if i < 0 {
			return nil, &policy.Error{Msg: fmt.Sprintf("the rows of %s have no column %q, which a mask refers to", tb.table.Name, r.Column)}
		}
		refs = append(refs, refPlan{index: first + i, original: r.Original, masked: -1})
	}
	return refs, nil
}

// inOrder returns the fields, each behind those that it refers to. Of a circle,
// which Bind does not let through, any is the first.
func inOrder(fields []fieldPlan) []fieldPlan {
	at := map[int]int{} // by the field's index in the row
	var list []fieldPlan
	waits := func(f *fieldPlan) bool {
		return slices.ContainsFunc(f.refs, func(r refPlan) bool {
			_, made := at[r.index]
			return !r.original && !made && slices.ContainsFunc(fields, func(o fieldPlan) bool { return o.index == r.index })
		})
	}
	for rest := fields; len(rest) > 0; {
		var later []fieldPlan
		for _, f := range rest {
			if waits(&f) {
				later = append(later, f)
				continue
			}
			at[f.index] = len(list)
			list = append(list, f)
		}
		if len(later) == len(rest) {
			return append(list, later...)
		}
		rest = later
	}
	for i := range list {
		for j := range list[i].refs {
			r := &list[i].refs[j]
			if k, ok := at[r.index]; ok && !r.original {
				r.masked = k
			}
		}
	}
	return list
}

// references judges what the masks of a table refer to: none may wait for
// itself, and an original that is masked in its own column is told.
func (b *binder) references(tb *tableBinding) {
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
			b.failures.add(c.rule, tb.table, c, &policy.Error{Msg: circle, Hint: "write {column|original} for one of them"})
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
func (b *binder) ruleReferences(tb *tableBinding, r *boundRowRule, masks map[string]*boundMask) {
	all := map[string]*boundMask{}
	for name, m := range masks {
		all[name] = m
	}
	for _, s := range r.sets {
		all[s.column.column.Name] = s.mask
	}
	for _, s := range r.sets {
		if circle := circleOf(all, s.column.column.Name); circle != "" {
			at := r.rule.Sets[slices.IndexFunc(r.rule.Sets, func(o *policy.Rule) bool { return o.Key == s.column.column.Name })].MaskAt
			b.rows.errorf(at, "write {column|original} for one of them", "set: column %s: %s", where(tb.table.Name, s.column.column.Name), circle)
		}
	}
}

// circleOf says how a column's mask refers to the column itself, "" if it does
// not.
func circleOf(masks map[string]*boundMask, column string) string {
	var path []string
	var visit func(name string) bool
	visit = func(name string) bool {
		if m := masks[name]; m != nil {
			for _, r := range m.refs {
				switch {
				case r.Original || slices.Contains(path, r.Column):
				case r.Column == column:
					return true
				default:
					path = append(path, r.Column)
					if visit(r.Column) {
						return true
					}
					path = path[:len(path)-1]
				}
			}
		}
		return false
	}
	if m := masks[column]; m == nil || m.refs == nil || !visit(column) {
		return ""
	}
	if len(path) == 0 {
		return "its template refers to the column itself"
	}
	return "its template waits for itself, by " + strings.Join(path, ", ")
}
