package main

import (
	"fmt"
	"slices"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules/bind"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// lookedColumn is what was found in a kept column of a table.
type lookedColumn struct {
	field rows.LookedField
	rows.LookCounts
}

// addLooked adds what was found in the kept columns of a block.
func (t *sinkTable) addLooked(c *rows.BlockCounts) {
	if t.looked == nil && len(c.Looked) > 0 {
		t.looked = make([]lookedColumn, 0, len(c.Looked))
	}
	for i := range c.Looked {
		f := &c.Block.Look.Fields[i]
		n := slices.IndexFunc(t.looked, func(l lookedColumn) bool { return l.field.Column == f.Column })
		if n < 0 {
			n = len(t.looked)
			t.looked = append(t.looked, lookedColumn{field: *f})
		}
		t.looked[n].Add(&c.Looked[i])
	}
}

// judgeKept says which kept columns look like what should not be kept.
func (s *sink) judgeKept(k *policy.Kept) (errs policy.Errors) {
	for _, t := range s.order {
		for i := range t.looked {
			if e := bind.JudgeKept(k, t.key.name, &t.looked[i].field, &t.looked[i].LookCounts); e != nil {
				errs = append(errs, e)
			}
		}
	}
	return errs
}

// kept returns what was found in kept columns, below the threshold, too.
func (t *sinkTable) kept() (list []report.Kept) {
	for _, c := range t.looked {
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
