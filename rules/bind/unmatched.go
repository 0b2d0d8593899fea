package bind

import (
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Unmatched returns an error for each rule, and each table of the policy, that
// nothing has matched so far, in the order of the policy. Soft rules, and
// tables that are optional, may match nothing.
func (p *Plan) Unmatched() []*policy.Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unmatched()
}

func (p *Plan) unmatched() policy.Errors {
	var errs policy.Errors
	errs = append(errs, p.unmatchedRules(&p.policy.Columns, "no table of the dump has a column %q", p.columnNames)...)
	errs = append(errs, p.unmatchedRules(&p.policy.Types, "no column of the dump has the type %q", p.typeNames)...)
	for _, t := range p.policy.Tables.All {
		errs = append(errs, p.unmatchedTable(t)...)
	}
	errs = append(errs, p.unmatchedAllowed()...)
	errs = append(errs, p.unmatchedSelectors()...)
	errs.Err() // sorts
	return errs
}

// unmatchedRules returns the errors of [columns] and [types].
func (p *Plan) unmatchedRules(set *policy.Rules, format string, names func() []string) policy.Errors {
	var errs policy.Errors
	var candidates []string
	for _, r := range set.All {
		if p.matched[r.ID] || r.Soft {
			continue
		}
		if candidates == nil {
			candidates = names()
		}
		errs = append(errs, p.policy.ErrorAt(r.At, p.suggest(r, candidates), format, r.Key))
	}
	return errs
}

// unmatchedTable returns the errors of an entry of [tables].
func (p *Plan) unmatchedTable(t *policy.Table) policy.Errors {
	if t.Optional {
		return nil
	}
	const optional = "if it may be missing, give its table optional = true"
	if !p.matched[t.ID] {
		hint := policy.DidYouMean(p.suggestTable(t))
		if hint == "" {
			hint = optional
		}
		return policy.Errors{p.policy.ErrorAt(t.At, hint, "the dump has no table %s", t.Key)}
	}
	var errs policy.Errors
	for _, r := range t.Columns.All {
		if p.matched[r.ID] {
			continue
		}
		hint := p.suggest(r, p.columnsOf(t))
		if hint == "" {
			hint = optional
		}
		errs = append(errs, p.policy.ErrorAt(r.At, hint, "table %s has no column %q", t.Key, r.Key))
	}
	return errs
}

// suggest returns a hint with the candidate that is nearest to the rule's key.
func (p *Plan) suggest(r *policy.Rule, candidates []string) string {
	if !r.Exact {
		return ""
	}
	return policy.DidYouMean(mask.Suggest(r.Key, candidates))
}

// suggestTable returns the key of the table that was most likely meant: one in
// the same schema, the same name in another one, or one that is near in both.
func (p *Plan) suggestTable(t *policy.Table) string {
	if t.Pattern.Glob() {
		return ""
	}
	want := t.Pattern.Exact()
	var here, elsewhere []string
	other := ""
	for _, name := range slices.SortedFunc(maps.Keys(p.schema.Tables), compareNames) {
		switch {
		case name.Schema == want.Schema:
			here = append(here, name.Name)
		case name.Name == want.Name && other == "":
			other = name.String()
		}
		elsewhere = append(elsewhere, name.String())
	}
	if s := mask.Suggest(want.Name, here); s != "" {
		return policy.TOMLString(dumpfmt.Name{Schema: want.Schema, Name: s}.String())
	}
	if other == "" {
		other = mask.Suggest(want.String(), elsewhere)
	}
	if other == "" {
		return ""
	}
	return policy.TOMLString(other)
}

// columnNames returns the names of all columns.
func (p *Plan) columnNames() []string {
	names := map[string]bool{}
	for _, t := range p.schema.Tables {
		for i := range t.Columns {
			names[t.Columns[i].Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// typeNames returns the names of all types that columns have.
func (p *Plan) typeNames() []string {
	names := map[string]bool{}
	for _, t := range p.schema.Tables {
		for i := range t.Columns {
			for _, n := range facts.TypeNames(t.Columns[i].Type) {
				names[n] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// columnsOf returns the names of the columns of the tables that t names.
func (p *Plan) columnsOf(t *policy.Table) []string {
	names := map[string]bool{}
	for name, table := range p.schema.Tables {
		if !slices.Contains(p.policy.Tables.Match(name), t) {
			continue
		}
		for i := range table.Columns {
			names[table.Columns[i].Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// where names a column of a table for a message.
func where(table dumpfmt.Name, column string) string {
	return fmt.Sprintf("%s.%s", table, dumpfmt.QuoteIdent(column))
}
