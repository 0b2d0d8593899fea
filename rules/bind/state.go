package bind

import (
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// Binder binds a policy to the schema of one database, as its dump shows it. A
// table is bound anew only when it, a table above it or a type of its columns
// has changed. A Binder is for one goroutine; what it returns is immutable.
type Binder struct {
	policy *policy.Policy
	opts   Options
	facts  *facts.Schema
	masks  *masks

	tables   map[dumpfmt.Name]*boundTable
	rowRules bool              // some entry of the policy says something of rows
	expects  []*policy.RowRule // bound to a table, with expect
	blocks   blockCache

	pass     int // counts the calls of Bind: what is bound in the last one can still change
	fresh    []*facts.Table
	found    findings
	warnings policy.Errors // of constraints that came since
}

// boundTable is what becomes of the columns and rows of a table.
type boundTable struct {
	table   *facts.Table
	columns []boundColumn // as in table.Columns
	rows    rowBinding
	pass    int // in which it was bound
	added   addedConstraints
	late    bool // the schema does not have it: of its columns only the names are known
}

// boundColumn is what becomes of a column.
type boundColumn struct {
	column *dumpfmt.Column
	typ    *typeInfo
	mask   *boundMask   // nil: the column is kept
	rule   *policy.Rule // nil: no rule names the column
	reason string       // where there is no rule: why this mask

	via         *policy.Rule // what the mask was made by where no rule names the column
	softSkipped bool         // a soft rule named the column and was passed over
	open        bool         // no rule says what it gets: it may follow the other end of a FOREIGN KEY
	verdict     Verdict
}

// masked reports whether values of the column change.
func (c *boundColumn) masked() bool { return c.mask != nil && !c.mask.keep }

// find returns what becomes of a column, nil if the table has none of that
// name. hint is its place in most tables.
func (tb *boundTable) find(name string, hint int) *boundColumn {
	if hint < len(tb.columns) && tb.columns[hint].column.Name == name {
		return &tb.columns[hint]
	}
	for i := range tb.columns {
		if tb.columns[i].column.Name == name {
			return &tb.columns[i]
		}
	}
	return nil
}

// column returns what becomes of a column, nil if it is kept or not known.
func (tb *boundTable) column(name string) *boundColumn {
	if c := tb.find(name, 0); c != nil && c.masked() {
		return c
	}
	return nil
}

// rowBinding is what becomes of the rows of a table, beside their columns.
type rowBinding struct {
	drop   bool // all of them go
	rules  []*boundRowRule
	sample *boundSample
}

// boundRowRule is a rule for the rows of a table.
type boundRowRule struct {
	rule  *policy.RowRule
	tests []boundTest
	sets  []boundSet
}

// boundSet is a column that a rule for rows sets.
type boundSet struct {
	column *boundColumn
	mask   *boundMask
}

// boundTest is a condition of where on a column.
type boundTest struct {
	column    string
	rows.Test // its Field is set for a block
}

// boundSample is the sample of a table.
type boundSample struct {
	column string
	group  string
	form   rows.Form
	key    *mask.Key
	limit  uint64 // a row stays if its digest is below; 0: all stay
}

// needsRule is in the place of a reason for what a refused column gets.
const needsRule = "it needs a rule"

// Verdict says whether a column is fine as it is bound.
type Verdict int8

// The verdicts, the best first.
const (
	VerdictOK Verdict = iota
	VerdictWarning
	VerdictError
)

// String returns ok, warning or error.
func (v Verdict) String() string { return [...]string{"ok", "warning", "error"}[v] }

// Warnings returns what may go wrong because of constraints that have come since
// the last call.
func (b *Binder) Warnings() []*policy.Error {
	list := b.warnings
	b.warnings = nil
	return list
}

// Expects returns the rules for rows that expect something and that a table of
// the database has.
func (b *Binder) Expects() []*policy.RowRule { return b.expects }

// binding returns what has become of a column so far, nil if it is not known.
func (b *Binder) binding(table dumpfmt.Name, column string) *boundColumn {
	if tb := b.tables[table]; tb != nil {
		return tb.find(column, 0)
	}
	return nil
}

// settled reports whether rows of the table may have gone out: what was decided
// on it stays.
func (b *Binder) settled(tb *boundTable) bool { return tb.pass != b.pass }

// SetEncoding says that the dump's client_encoding has changed. What was decided
// stays.
func (b *Binder) SetEncoding(encoding string) {
	if b.opts.Encoding != encoding {
		b.opts.Encoding = encoding
		clear(b.masks.made)
	}
}

// warn notes a warning about a column, at the rule that names it.
func (b *Binder) warn(t *facts.Table, c *boundColumn, msg, hint string) {
	if c.verdict == VerdictOK {
		c.verdict = VerdictWarning
	}
	e := &policy.Error{File: b.policy.File(), Hint: hint, Msg: "column " + where(t.Name, c.column.Name) + ": " + msg}
	if c.rule != nil {
		e.Line, e.Col = c.rule.MaskAt.Line, c.rule.MaskAt.Col
	}
	b.found.warnings = append(b.found.warnings, e)
}

// fail notes that a rule cannot be applied to a column.
func (b *Binder) fail(r *policy.Rule, t *facts.Table, c *boundColumn, err error) {
	c.verdict = VerdictError
	b.found.failures.add(r, where(t.Name, c.column.Name), c.typ.sql, err)
}
