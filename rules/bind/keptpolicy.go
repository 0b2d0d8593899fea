package bind

import (
	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// markAllowed notes which columns of allow the table has.
func (p *Plan) markAllowed(t *dumpfmt.Table) {
	for n, a := range p.policy.Kept().AllowList {
		for i := range t.Columns {
			p.keptNames[n] = p.keptNames[n] || a.Match(t.Name, t.Columns[i].Name)
		}
	}
}

// unmatchedAllowed returns the errors of allow.
func (p *Plan) unmatchedAllowed() (errs policy.Errors) {
	for n, a := range p.policy.Kept().AllowList {
		if !p.keptNames[n] {
			errs = append(errs, p.policy.ErrorAt(a.At, "", "the dump has no column %s", a.Key))
		}
	}
	return errs
}
