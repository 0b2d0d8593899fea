package bind

import (
	"errors"
	"fmt"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// findings are what is wrong, or may be, with the tables that are being bound.
type findings struct {
	errs     policy.Errors
	warnings policy.Errors
	failures failures
	refused  []refusedColumn
	warned   map[string]bool      // of CHECKs that are not understood
	common   map[columnRef]string // masks proposed for linked columns
	rowErrs  map[policy.Pos]bool  // the places of rules for rows that were told
}

// none reports whether no column has been found at fault.
func (f *findings) none() bool {
	return len(f.failures.list) == 0 && len(f.refused) == 0 && len(f.errs) == 0
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

// failures are the rules that cannot be applied to a column.
type failures struct {
	list  []*failure
	rules map[*policy.Rule]map[string]*failure // by message
}

type failure struct {
	rule   *policy.Rule
	column string // the first
	typ    string
	more   int
	err    error
}

func (f *failures) add(r *policy.Rule, t *facts.Table, c *boundColumn, err error) {
	if f.rules == nil {
		f.rules = map[*policy.Rule]map[string]*failure{}
	}
	if f.rules[r] == nil {
		f.rules[r] = map[string]*failure{}
	}
	c.verdict = VerdictError
	if first := f.rules[r][err.Error()]; first != nil {
		first.more++
		return
	}
	fail := &failure{rule: r, column: where(t.Name, c.column.Name), typ: c.typ.sql, err: err}
	f.rules[r][err.Error()] = fail
	f.list = append(f.list, fail)
}

// errors returns one error for each rule and message, with its first column.
func (f *failures) errors(p *policy.Policy) policy.Errors {
	var errs policy.Errors
	for _, fail := range f.list {
		at, hint, err := fail.rule.MaskAt, "", fail.err
		var ours *policy.Error
		var param *mask.ParamError
		var by *policy.RefError
		switch {
		case errors.As(fail.err, &ours):
			hint = ours.Hint
		case errors.As(fail.err, &param):
			at, err = fail.rule.ParamAt(param.Param), fail.rule.ParamMessage(param)
		case errors.As(fail.err, &by):
			at, hint, err = fail.rule.ByPlace(by)
		}
		more := ""
		if fail.more > 0 {
			more = fmt.Sprintf(" and %d more", fail.more)
		}
		errs = append(errs, p.ErrorAt(at, hint, "column %s (%s)%s: %v", fail.column, fail.typ, more, err))
	}
	return errs
}
