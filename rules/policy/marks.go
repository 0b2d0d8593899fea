package policy

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Marks say which parts of a policy, and which selectors of the command line,
// have named something so far. They outlive the plans of a stream of dumps:
// what matched in one database counts as matched. They are for one goroutine.
type Marks struct {
	policy    *Policy
	selection *Selection
	rules     []bool // by the id of a rule or table
	selectors []bool
	kept      []bool // by the number in allow of [kept]
}

// NewMarks returns marks of which none is set. The selection may be nil.
func (p *Policy) NewMarks(selection *Selection) *Marks {
	return &Marks{
		policy: p, selection: selection, rules: make([]bool, p.RuleCount),
		selectors: make([]bool, len(selection.all())), kept: make([]bool, len(p.kept.AllowList)),
	}
}

// Rules notes that rules have named a column. Of those that are for some types,
// HasType is to be asked first, and then Typed.
func (m *Marks) Rules(rules []*Rule) {
	for _, r := range rules {
		m.rules[r.ID] = m.rules[r.ID] || r.Types == nil
	}
}

// Typed notes that a rule has named a column of a type that it is for.
func (m *Marks) Typed(r *Rule) { m.rules[r.ID] = true }

// Table notes that an entry of [tables] has named a table with these columns,
// and which of its rules name one of them.
func (m *Marks) Table(t *Table, columns []dumpfmt.Column) {
	m.rules[t.ID] = true
	for i := range columns {
		m.Rules(t.Columns.Match(columns[i].Name))
	}
}

// Kept notes which columns of allow a table has.
func (m *Marks) Kept(t *dumpfmt.Table) {
	for n, a := range m.policy.kept.AllowList {
		for i := 0; i < len(t.Columns) && !m.kept[n]; i++ {
			m.kept[n] = a.match(t.Name, t.Columns[i].Name)
		}
	}
}

// Selected reports whether the selection passes the rows of a table, and notes
// which selectors name it. names are those of the table and of all above it.
func (m *Marks) Selected(names []dumpfmt.Name) bool {
	if m.selection == nil {
		return true
	}
	only, not := len(m.selection.only) == 0, false
	for i, s := range m.selection.all() {
		if !slices.ContainsFunc(names, s.names) {
			continue
		}
		m.selectors[i] = true
		if i < len(m.selection.only) {
			only = true
		} else {
			not = true
		}
	}
	return only && !not
}

// Names are those that a dump has, for suggestions.
type Names struct {
	Tables    []dumpfmt.Name // sorted
	Columns   func() []string
	Types     func() []string
	ColumnsOf func(*Table) []string // of the tables that an entry names
	// Later reports whether a table that the dump does not define may have rows
	// all the same. nil: none may.
	Later func(dumpfmt.Name) bool
}

// Unmatched returns an error for each rule, table and selector without a mark,
// in the order of the policy. Soft rules, and tables that are optional, may
// match nothing.
func (m *Marks) Unmatched(n Names) Errors {
	errs := m.unmatchedRules(&m.policy.Columns, "no table of the dump has a column %q", n.Columns)
	errs = append(errs, m.unmatchedRules(&m.policy.Types, "no column of the dump has the type %q", n.Types)...)
	for _, t := range m.policy.Tables.All {
		errs = append(errs, m.unmatchedTable(t, n)...)
	}
	for i, a := range m.policy.kept.AllowList {
		if !m.kept[i] {
			errs = append(errs, m.policy.ErrorAt(a.At, "", "the dump has no column %s", a.Key))
		}
	}
	for i, s := range m.selection.all() {
		if !m.selectors[i] {
			hint := DidYouMean(n.suggest(s.pattern))
			errs = append(errs, &Error{Msg: fmt.Sprintf("%s %s: the dump has no such table", s.flag, s.key), Hint: hint})
		}
	}
	errs.Err() // sorts
	return errs
}

// unmatchedRules returns the errors of [columns] and [types].
func (m *Marks) unmatchedRules(set *Rules, format string, names func() []string) Errors {
	var errs Errors
	var candidates []string
	for _, r := range set.All {
		if m.rules[r.ID] || r.Soft {
			continue
		}
		if candidates == nil {
			candidates = names()
		}
		errs = append(errs, m.policy.ErrorAt(r.At, r.suggest(candidates), format+r.ofTypes(), r.Key))
	}
	return errs
}

// unmatchedTable returns the errors of an entry of [tables].
func (m *Marks) unmatchedTable(t *Table, n Names) Errors {
	if t.Optional {
		return nil
	}
	const optional = "if it may be missing, give its table optional = true"
	if !m.rules[t.ID] {
		if n.Later != nil && !t.Pattern.Glob() && n.Later(t.Pattern.Exact()) {
			return nil
		}
		hint := DidYouMean(n.suggest(t.Pattern))
		if hint == "" {
			hint = optional
		}
		return Errors{m.policy.ErrorAt(t.At, hint, "the dump has no table %s", t.Key)}
	}
	var errs Errors
	for _, r := range t.Columns.All {
		if m.rules[r.ID] {
			continue
		}
		hint := r.suggest(n.ColumnsOf(t))
		if hint == "" {
			hint = optional
		}
		errs = append(errs, m.policy.ErrorAt(r.At, hint, "table %s has no column %q"+r.ofTypes(), t.Key, r.Key))
	}
	return errs
}

// suggest returns a hint with the candidate that is nearest to the rule's key.
func (r *Rule) suggest(candidates []string) string {
	if !r.Exact {
		return ""
	}
	return DidYouMean(mask.Suggest(r.Key, candidates))
}

// suggest returns the key of the table that was most likely meant: one in the
// same schema, the same name in another one, or one that is near in both.
func (n *Names) suggest(pat tablePattern) string {
	if pat.Glob() {
		return ""
	}
	want := pat.Exact()
	var here, elsewhere []string
	other := ""
	for _, name := range n.Tables {
		switch {
		case name.Schema == want.Schema:
			here = append(here, name.Name)
		case name.Name == want.Name && other == "":
			other = name.String()
		}
		elsewhere = append(elsewhere, name.String())
	}
	if s := mask.Suggest(want.Name, here); s != "" {
		return TOMLString(dumpfmt.Name{Schema: want.Schema, Name: s}.String())
	}
	if other == "" {
		other = mask.Suggest(want.String(), elsewhere)
	}
	if other == "" {
		return ""
	}
	return TOMLString(other)
}
