package bind

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// selected reports whether the rows of a table pass, and notes which selectors
// name it.
func (p *Plan) selected(t *dumpfmt.Table) bool {
	sel := p.opts.Selection
	if sel == nil {
		return true
	}
	names := p.ancestors(t, nil)
	only, not := len(sel.Only) == 0, false
	for i, s := range sel.All() {
		if !slices.ContainsFunc(names, s.Names) {
			continue
		}
		p.selectors[i] = true
		if i < len(sel.Only) {
			only = true
		} else {
			not = true
		}
	}
	return only && !not
}

// ancestors returns the names of a table and of all tables above it.
func (p *Plan) ancestors(t *dumpfmt.Table, list []dumpfmt.Name) []dumpfmt.Name {
	if slices.Contains(list, t.Name) {
		return list
	}
	list = append(list, t.Name)
	for _, name := range t.Parents {
		if parent := p.schema.Tables[name]; parent != nil {
			list = p.ancestors(parent, list)
		} else if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// unmatchedSelectors returns an error for each selector that names no table.
func (p *Plan) unmatchedSelectors() policy.Errors {
	var errs policy.Errors
	for i, s := range p.opts.Selection.All() {
		if p.selectors[i] {
			continue
		}
		hint := policy.DidYouMean(p.suggestTable(&policy.Table{Pattern: s.Pattern}))
		errs = append(errs, &policy.Error{Msg: fmt.Sprintf("%s %s: the dump has no such table", s.Flag, s.Key), Hint: hint})
	}
	return errs
}
