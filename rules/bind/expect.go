package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Unmet returns an error for each rule for rows that has not found as many rows
// as its expect says, in the order of the policy. expects are those that were
// bound to one database; found are the rows for which each rule has decided, by
// its ID, with an entry for all rules of whose tables rows have come: under
// partial, others are not judged.
func Unmet(p *policy.Policy, expects []*policy.RowRule, found map[int]int64, partial bool) policy.Errors {
	var errs policy.Errors
	for _, r := range expects {
		n, seen := found[r.ID]
		if r.Expect.Allows(n) || !seen && partial {
			continue
		}
		errs = append(errs, p.ErrorAt(r.At, r.Expect.Hint(n), "the rule for rows of %s expects %s, found %d",
			r.Entry.Key, r.Expect.Want(), n))
	}
	errs.Err() // sorts
	return errs
}

// Ruled returns the tables to which one of Expects was bound, in no order.
func (b *Binder) Ruled(r *policy.RowRule) (tables []dumpfmt.Name) {
	for name, tb := range b.tables {
		if slices.ContainsFunc(tb.rows.rules, func(own *boundRowRule) bool { return own.rule == r }) {
			tables = append(tables, name)
		}
	}
	return tables
}
