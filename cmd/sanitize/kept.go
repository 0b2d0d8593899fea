package main

import (
	"fmt"
	"slices"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules/bind"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
)

// keptTable is what was found in the kept columns of a table.
type keptTable struct {
	key     tableKey
	columns []bind.KeptColumn
}

// keptTables returns what was found, table by table in the order of the dump.
func (s *sink) keptTables() []keptTable {
	var list []keptTable
	number := map[tableKey]int{}
	for i := range s.tally.Kept() {
		counts := &s.tally.Kept()[i]
		key := s.kept[counts.Plan]
		n, known := number[key]
		if !known {
			n = len(list)
			number[key] = n
			list = append(list, keptTable{key: key})
		}
		list[n].columns = counts.AddTo(list[n].columns)
	}
	return list
}

// judgeKept says which kept columns look like what should not be kept.
func (s *sink) judgeKept(k *policy.Kept) (errs policy.Errors) {
	for _, t := range s.keptTables() {
		for _, c := range t.columns {
			if e := bind.JudgeKept(k, t.key.name, c); e != nil {
				errs = append(errs, e)
			}
		}
	}
	return errs
}

// reportKept adds to the report what was found in kept columns, below the
// threshold, too.
func (s *sink) reportKept() {
	for _, t := range s.keptTables() {
		to := s.tables[t.key]
		for _, c := range t.columns {
			for kind := range detect.NumKinds {
				if n := c.Matched[kind]; n > 0 {
					to.Kept = append(to.Kept, report.Kept{Name: c.Column, Kind: kind.String(), Sampled: c.Sampled, Matched: n})
				}
			}
		}
	}
}

// maxKept bounds the columns that are told on stderr. The report has them all.
const maxKept = 10

// firstKept returns the first of what was found, and how many more there are.
func firstKept(errs policy.Errors) policy.Errors {
	if len(errs) <= maxKept {
		return errs
	}
	more := &policy.Error{Msg: fmt.Sprintf("%d more kept columns look like personal data or secrets", len(errs)-maxKept), Hint: "--report FILE lists them"}
	return append(slices.Clone(errs[:maxKept]), more)
}

// judge says whether the run went well, by the counts of all rows.
func (f *filterRun) judge(t *bind.Tally) error {
	if err := f.source.unmet(t); err != nil {
		return err
	}
	kept := f.policy.Kept()
	f.found = f.sink.judgeKept(kept)
	if len(f.found) > 0 && kept.Fails() {
		return firstKept(f.found)
	}
	return nil
}
