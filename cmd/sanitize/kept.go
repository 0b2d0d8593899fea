package main

import (
	"fmt"
	"slices"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/rules"
	"sanitize/rules/detect"
)

// addKept takes note of the plan by which a run of rows was looked at.
func (s *sink) addKept(r *rowRun) {
	plans, known := s.kept[r.table]
	if !known {
		s.keptBy = append(s.keptBy, r.table)
	}
	if !slices.Contains(plans, r.kept) {
		s.kept[r.table] = append(plans, r.kept)
	}
}

// judgeKept says which kept columns look like what should not be kept, table by
// table in the order of the dump.
func (s *sink) judgeKept(k *rules.Kept) (errs rules.Errors) {
	for _, key := range s.keptBy {
		for _, c := range s.tally.Kept(s.kept[key]...) {
			if e := k.Judge(key.name, c); e != nil {
				errs = append(errs, e)
			}
		}
	}
	return errs
}

// reportKept adds to the report what was found in kept columns, below the
// threshold, too.
func (s *sink) reportKept() {
	for _, key := range s.keptBy {
		t := s.tables[key]
		for _, c := range s.tally.Kept(s.kept[key]...) {
			for kind := range detect.NumKinds {
				if n := c.Matched[kind]; n > 0 {
					t.Kept = append(t.Kept, report.Kept{Name: c.Column, Kind: kind.String(), Sampled: c.Sampled, Matched: n})
				}
			}
		}
	}
}

// maxKept bounds the columns that are told on stderr. The report has them all.
const maxKept = 10

// firstKept returns the first of what was found, and how many more there are.
func firstKept(errs rules.Errors) rules.Errors {
	if len(errs) <= maxKept {
		return errs
	}
	more := &rules.Error{Msg: fmt.Sprintf("%d more kept columns look like personal data or secrets", len(errs)-maxKept), Hint: "--report FILE lists them"}
	return append(slices.Clone(errs[:maxKept]), more)
}

// judge says whether the run went well, by the counts of all rows.
func (f *filterRun) judge(t *rules.Tally) error {
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
