package main

import (
	"fmt"
	"slices"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// lookedColumn is what was found in a kept column of a table.
type lookedColumn struct {
	field rows.LookedField
	rows.LookCounts
}

// lookedColumns are the kept columns of a table that were looked at.
type lookedColumns []lookedColumn

// add adds what was found in the kept columns of a block.
func (l *lookedColumns) add(c *rows.BlockCounts) {
	if *l == nil && len(c.Looked) > 0 {
		*l = make(lookedColumns, 0, len(c.Looked))
	}
	for i := range c.Looked {
		f := &c.Block.Look.Fields[i]
		n := slices.IndexFunc(*l, func(k lookedColumn) bool { return k.field.Column == f.Column })
		if n < 0 {
			n = len(*l)
			*l = append(*l, lookedColumn{field: *f})
		}
		(*l)[n].Add(&c.Looked[i])
	}
}

// kept returns what was found, below the threshold, too.
func (l lookedColumns) kept() (list []report.Kept) {
	for _, c := range l {
		if c.Matched == nil {
			continue
		}
		for kind := range detect.NumKinds {
			if n := c.Matched[kind]; n > 0 {
				list = append(list, report.Kept{Name: c.field.Column, Kind: kind.String(), Sampled: c.Sampled, Matched: n})
			}
		}
	}
	return list
}

// maxKept bounds the columns that are named on stderr. The report has them all.
const maxKept = 10

// firstKept returns the first of what was found, and how many more there are.
func firstKept(errs policy.Errors) policy.Errors {
	if len(errs) <= maxKept {
		return errs
	}
	more := &policy.Error{Msg: fmt.Sprintf("%d more kept columns look like personal data or secrets", len(errs)-maxKept), Hint: "--report FILE lists them"}
	return append(slices.Clone(errs[:maxKept]), more)
}
