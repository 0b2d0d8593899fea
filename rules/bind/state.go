package bind

import (
	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
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

// rowError notes an error about a place. A mistake is reported once, for the first
// table that a glob names.
func (b *Binder) rowError(at policy.Pos, hint, format string, args ...any) {
	if b.found.rowErrs[at] {
		return
	}
	if b.found.rowErrs == nil {
		b.found.rowErrs = map[policy.Pos]bool{}
	}
	b.found.rowErrs[at] = true
	b.found.errs = append(b.found.errs, b.policy.ErrorAt(at, hint, format, args...))
}
