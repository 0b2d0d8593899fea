package rules

import (
	"fmt"
	"slices"
)

// RowRule is a rule for the rows of a block, for reports.
type RowRule struct {
	Line, Col int    // in the policy
	Drop      bool   // it drops its rows
	Expect    string // as the policy writes it; "" if it expects nothing
}

// Rules returns the rules for rows, in the order in which they are tried.
func (t *TablePlan) Rules() []RowRule {
	list := make([]RowRule, len(t.rules))
	for i := range t.rules {
		r := t.rules[i].rule
		list[i] = RowRule{Line: r.at.line, Col: r.at.col, Drop: r.drop}
		if r.expect != nil {
			list[i].Expect = r.expect.text
		}
	}
	return list
}

// Unmet returns an error for each rule for rows that has not found as many rows
// as its expect says, in the order of the policy, nil if there is none. plans
// are those that were bound to one database, tally the counts of all its rows.
//
// A rule counts the rows for which it decides, in its table and all those below
// it. Under Partial, a rule is not judged of whose tables no row has come.
func Unmet(tally *Tally, plans ...*Plan) Errors {
	found := map[*rowRule]int64{}
	for i := range tally.tables {
		c := &tally.tables[i]
		if !slices.Contains(plans, c.Plan.plan) {
			continue
		}
		for j, n := range c.Rules {
			found[c.Plan.rules[j].rule] += n
		}
	}
	var errs Errors
	var judged []*rowRule
	for _, p := range plans {
		for _, r := range p.expects {
			n, seen := found[r]
			if slices.Contains(judged, r) || r.expect.allows(n) || !seen && p.opts.Partial {
				continue
			}
			judged = append(judged, r)
			errs = append(errs, p.policy.errorAt(r.at, r.expect.hint(n), "the rule for rows of %s expects %s, found %d",
				r.entry.key, r.expect.want(), n))
		}
	}
	errs.err() // sorts
	return errs
}

func (e *expectation) allows(n int64) bool { return n >= e.min && (e.max < 0 || n <= e.max) }

// single reports whether no more than one row may be found.
func (e *expectation) single() bool { return e != nil && 0 <= e.max && e.max <= 1 }

// want says in words how many rows are expected.
func (e *expectation) want() string {
	switch {
	case e.max < 0:
		return fmt.Sprintf("at least %d rows", e.min)
	case e.min != e.max:
		return fmt.Sprintf("%d to %d rows", e.min, e.max)
	case e.min == 1:
		return "1 row"
	}
	return fmt.Sprintf("%d rows", e.min)
}

func (e *expectation) hint(found int64) string {
	if found < e.min {
		return "does where name the values that the dump has? Rules before it may have decided for its rows"
	}
	return "where holds for more rows than it should"
}
