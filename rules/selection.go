package rules

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// Selection says whose rows pass: --data and --no-data of the command line. It
// is immutable; nil passes the rows of all tables.
type Selection struct{ only, not []selector }

// selector is a table, or a glob.
type selector struct {
	flag, key string
	pattern   tablePattern
}

// NewSelection returns a Selection that passes the rows of the tables that one
// of only names, or of all if only is empty, but not those that one of not
// names. They are written as the keys of [tables]; what is said of a table
// holds for its partitions and those that INHERIT it, too.
func NewSelection(only, not []string) (*Selection, error) {
	s := &Selection{}
	for _, list := range []struct {
		flag string
		keys []string
		into *[]selector
	}{{"--data", only, &s.only}, {"--no-data", not, &s.not}} {
		for _, key := range list.keys {
			pat, err := parseTable(key)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", list.flag, key, err)
			}
			*list.into = append(*list.into, selector{list.flag, key, pat})
		}
	}
	return s, nil
}

// all returns the selectors; their numbers are those of Plan.selectors.
func (s *Selection) all() []selector {
	if s == nil {
		return nil
	}
	return slices.Concat(s.only, s.not)
}

// names reports whether the selector names the table.
func (s *selector) names(n dumpfmt.Name) bool {
	if n.Schema == "" {
		n.Schema = "public"
	}
	return s.pattern.schema.match(n.Schema) && s.pattern.name.match(n.Name)
}

// selected reports whether the rows of a table pass, and notes which selectors
// name it.
func (p *Plan) selected(t *dumpfmt.Table) bool {
	sel := p.opts.Selection
	if sel == nil {
		return true
	}
	names := p.ancestors(t, nil)
	only, not := len(sel.only) == 0, false
	for i, s := range sel.all() {
		if !slices.ContainsFunc(names, s.names) {
			continue
		}
		p.selectors[i] = true
		if i < len(sel.only) {
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
func (p *Plan) unmatchedSelectors() Errors {
	var errs Errors
	for i, s := range p.opts.Selection.all() {
		if p.selectors[i] {
			continue
		}
		hint := didYouMean(p.suggestTable(&tableRules{pattern: s.pattern}))
		errs = append(errs, &Error{Msg: fmt.Sprintf("%s %s: the dump has no such table", s.flag, s.key), Hint: hint})
	}
	return errs
}
