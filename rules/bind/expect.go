package bind

import (
	"slices"

	"sanitize/rules/policy"
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
		list[i] = RowRule{Line: r.At.Line, Col: r.At.Col, Drop: r.Drop}
		if r.Expect != nil {
			list[i].Expect = r.Expect.Text
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
func Unmet(tally *Tally, plans ...*Plan) policy.Errors {
	found := map[*policy.RowRule]int64{}
	for i := range tally.tables {
		c := &tally.tables[i]
		if !slices.Contains(plans, c.Plan.plan) {
			continue
		}
		for j, n := range c.Rules {
			found[c.Plan.rules[j].rule] += n
		}
	}
	var errs policy.Errors
	var judged []*policy.RowRule
	for _, p := range plans {
		for _, r := range p.expects {
			n, seen := found[r]
			if slices.Contains(judged, r) || r.Expect.Allows(n) || !seen && p.opts.Partial {
				continue
			}
			judged = append(judged, r)
			errs = append(errs, p.policy.ErrorAt(r.At, r.Expect.Hint(n), "the rule for rows of %s expects %s, found %d",
				r.Entry.Key, r.Expect.Want(), n))
		}
	}
	errs.Err() // sorts
	return errs
}
