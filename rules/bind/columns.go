package bind

import (
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

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

// madeBy returns the rule that a column's mask was made by.
func (c *boundColumn) madeBy() *policy.Rule {
	if c.rule != nil {
		return c.rule
	}
	return c.via
}

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
	rule   *policy.Rule
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

// columnRef names a column of a table.
type columnRef struct {
	table  dumpfmt.Name
	column string
}

// where names a column of a table for a message.
func where(table dumpfmt.Name, column string) string {
	return fmt.Sprintf("%s.%s", table, dumpfmt.QuoteIdent(column))
}
