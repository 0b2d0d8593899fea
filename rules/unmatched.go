package rules

import (
	"fmt"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Unmatched returns an error for each rule, and each table of the policy, that
// nothing has matched so far, in the order of the policy. Soft rules, and
// tables that are optional, may match nothing.
func (p *Plan) Unmatched() []*Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unmatched()
}

func (p *Plan) unmatched() Errors {
	var errs Errors
	errs = append(errs, p.unmatchedRules(&p.policy.columns, "no table of the dump has a column %q", p.columnNames)...)
	errs = append(errs, p.unmatchedRules(&p.policy.types, "no column of the dump has the type %q", p.typeNames)...)
	for _, t := range p.policy.tables.all {
		errs = append(errs, p.unmatchedTable(t)...)
	}
	errs = append(errs, p.unmatchedAllowed()...)
	errs = append(errs, p.unmatchedSelectors()...)
	errs.err() // sorts
	return errs
}

// unmatchedRules returns the errors of [columns] and [types].
func (p *Plan) unmatchedRules(set *ruleSet, format string, names func() []string) Errors {
	var errs Errors
	var candidates []string
	for _, r := range set.all {
		if p.matched[r.id] || r.soft {
			continue
		}
		if candidates == nil {
			candidates = names()
		}
		errs = append(errs, p.policy.errorAt(r.at, p.suggest(r, candidates), format, r.key))
	}
	return errs
}

// unmatchedTable returns the errors of an entry of [tables].
func (p *Plan) unmatchedTable(t *tableRules) Errors {
	if t.optional {
		return nil
	}
	const optional = "if it may be missing, give its table optional = true"
	if !p.matched[t.id] {
		hint := didYouMean(p.suggestTable(t))
		if hint == "" {
			hint = optional
		}
		return Errors{p.policy.errorAt(t.at, hint, "the dump has no table %s", t.key)}
	}
	var errs Errors
	for _, r := range t.columns.all {
		if p.matched[r.id] {
			continue
		}
		hint := p.suggest(r, p.columnsOf(t))
		if hint == "" {
			hint = optional
		}
		errs = append(errs, p.policy.errorAt(r.at, hint, "table %s has no column %q", t.key, r.key))
	}
	return errs
}

// suggest returns a hint with the candidate that is nearest to the rule's key.
func (p *Plan) suggest(r *rule, candidates []string) string {
	if !r.exact {
		return ""
	}
	return didYouMean(mask.Suggest(r.key, candidates))
}

// suggestTable returns the key of the table that was most likely meant: one in
// the same schema, the same name in another one, or one that is near in both.
func (p *Plan) suggestTable(t *tableRules) string {
	if t.pattern.glob() {
		return ""
	}
	want := t.pattern.exact()
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
		return tomlString(dumpfmt.Name{Schema: want.Schema, Name: s}.String())
	}
	if other == "" {
		other = mask.Suggest(want.String(), elsewhere)
	}
	if other == "" {
		return ""
	}
	return tomlString(other)
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
			for _, n := range typeNames(t.Columns[i].Type) {
				names[n] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// columnsOf returns the names of the columns of the tables that t names.
func (p *Plan) columnsOf(t *tableRules) []string {
	names := map[string]bool{}
	for name, table := range p.schema.Tables {
		if !slices.Contains(p.policy.tables.match(name), t) {
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
