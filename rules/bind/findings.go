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
	warned   map[string]bool // of CHECKs that are not understood
	read     map[*facts.Table]*reading
	links    map[columnRef]*link
	splits   map[splitKey]splitResult
	groups   map[groupKey]*group
	keyed    map[string]bool        // masks that names ask for of columns in keys; see isKeyed
	textRefs map[string][]columnRef // see textRefs
	rowErrs  map[policy.Pos]bool    // the places of rules for rows that were told
}

// remember has a link found by each of its columns.
func (f *findings) remember(l *link) {
	if f.links == nil {
		f.links = map[columnRef]*link{}
	}
	for _, ref := range l.columns {
		f.links[ref] = l
	}
}

// none reports whether no column has been found at fault.
func (f *findings) none() bool {
	return len(f.failures.list) == 0 && len(f.refused) == 0 && len(f.errs) == 0
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

func (f *failures) add(r *policy.Rule, column, typ string, err error) {
	if f.rules == nil {
		f.rules = map[*policy.Rule]map[string]*failure{}
	}
	if f.rules[r] == nil {
		f.rules[r] = map[string]*failure{}
	}
	if first := f.rules[r][err.Error()]; first != nil {
		first.more++
		return
	}
	fail := &failure{rule: r, column: column, typ: typ, err: err}
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
