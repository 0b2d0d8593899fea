package bind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// refuse notes a column, unless a table above says the same: its rule will hold
// for this one, too.
func (b *Binder) refuse(why refusal, t *facts.Table, c *boundColumn) {
	c.verdict = VerdictError
	if why < refusedCheck && t.Inherits(c.column.Name) || c.reason == needsRule {
		return
	}
	position := slices.IndexFunc(t.Columns, func(x dumpfmt.Column) bool { return x.Name == c.column.Name })
	b.found.refused = append(b.found.refused, refusedColumn{why, t, c.column.Name, position, b.proposal(why, t, c)})
	c.mask, c.rule, c.reason = nil, nil, needsRule
}

// unrefuse takes back that a column was refused: it follows another.
func (b *Binder) unrefuse(at columnRef) {
	n := len(b.found.refused)
	b.found.refused = slices.DeleteFunc(b.found.refused, func(r refusedColumn) bool {
		return r.table.Name == at.table && r.column == at.column
	})
	if len(b.found.refused) < n {
		b.binding(at.table, at.column).verdict = VerdictOK
	}
}

// refusals returns an error for each reason. The last one has the lines to paste,
// for all of them: a table must not be in a policy twice.
func (b *Binder) refusals() policy.Errors {
	var errs policy.Errors
	for why := refusedStrict; why <= refusedConstraint; why++ {
		var names []string
		for _, c := range b.found.refused {
			if c.why == why {
				names = append(names, where(c.table.Name, c.column))
			}
		}
		if len(names) == 0 {
			continue
		}
		noun := "columns"
		if len(names) == 1 {
			noun = "column"
		}
		n := len(names)
		if n > maxNames {
			names = append(names[:maxNames], "…")
		}
		errs = append(errs, b.policy.ErrorAt(b.policy.UnlistAt, "", "%d %s %s: %s",
			n, noun, why.message(), strings.Join(names, ", ")))
	}
	if len(errs) > 0 {
		errs[len(errs)-1].Hint = b.paste()
	}
	return errs
}

// maxNames bounds the columns that a message names; its hint has them all.
const maxNames = 5

// paste returns the lines of a policy that settle the columns, by table, in the
// order of the dump.
func (b *Binder) paste() string {
	place := make(map[*facts.Table]int, len(b.fresh))
	for i, t := range b.fresh {
		place[t] = i
	}
	list := slices.SortedStableFunc(slices.Values(b.found.refused), func(x, y refusedColumn) int {
		return cmp.Or(place[x.table]-place[y.table], x.position-y.position)
	})
	var out strings.Builder
	out.WriteString("add to the policy (sanitize init --update does), after a look at each mask:\n")
	for i, c := range list {
		if i == 0 || c.table != list[i-1].table {
			out.WriteString("\n" + policy.TOMLTable(c.table.Name))
			if t := b.policy.Tables.Exact[c.table.Name]; t != nil && len(t.Columns.All) > 0 {
				fmt.Fprintf(&out, " # add to this table, which begins in line %d", t.At.Line)
			}
			out.WriteByte('\n')
		}
		out.WriteString(c.line + "\n")
	}
	return out.String()
}
