package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Examine binds the policy as Bind does, and returns the plan whatever is wrong
// with it, for a look at its Tables. It is for rows only if there is no error.
func Examine(p *policy.Policy, s *dumpfmt.Schema, opts Options) (*Plan, policy.Errors) {
	b := newBinder(p, s, opts)
	b.findUses()
	for _, t := range b.order {
		b.table(t)
	}
	b.errs = append(b.errs, b.rows.errs...)
	b.followKeys()
	b.judgeChecks()
	b.errs = append(b.errs, b.failures.errors(p)...)
	b.constraints()
	b.errs = append(b.errs, b.refused.errors(b)...)
	if !opts.Partial && !opts.DeferUnmatched && len(s.Tables) > 0 {
		b.errs = append(b.errs, b.unmatched()...)
	}
	if opts.Lock != nil {
		b.errs = append(b.errs, driftErrors(opts.Lock.driftAtData(b.Lock()))...)
	}
	b.errs.Err() // sorts
	b.warnings.Err()
	b.Plan.warnings = b.warnings
	return b.Plan, b.errs
}

// Warnings returns what may go wrong with the plan's rows, in the order of the
// policy: rules whose masks may break a CHECK or an index. Those of constraints
// come as the constraints pass.
func (p *Plan) Warnings() []*policy.Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.warnings)
}

// driftErrors gives the last of what has drifted the hint for all.
func driftErrors(list []*policy.Error) policy.Errors {
	if len(list) > 0 {
		list[len(list)-1].Hint = driftHint
	}
	return list
}

// driftHint is what to do about drift.
const driftHint = "look at each; sanitize check --lock FILE --update-lock on the schema accepts them"

// warn notes a warning about a column, at the rule that names it.
func (b *binder) warn(t *dumpfmt.Table, c *columnBinding, msg, hint string) {
	if c.verdict == VerdictOK {
		c.verdict = VerdictWarning
	}
	e := &policy.Error{File: b.policy.File(), Hint: hint, Msg: "column " + where(t.Name, c.column.Name) + ": " + msg}
	if c.rule != nil {
		e.Line, e.Col = c.rule.MaskAt.Line, c.rule.MaskAt.Col
	}
	b.warnings = append(b.warnings, e)
}

// Verdict says whether a column is fine as it is bound.
type Verdict int

// The verdicts, the best first.
const (
	VerdictOK Verdict = iota
	VerdictWarning
	VerdictError
)

// String returns ok, warning or error.
func (v Verdict) String() string { return [...]string{"ok", "warning", "error"}[v] }
