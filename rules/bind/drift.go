package bind

import (
	"fmt"
	"maps"
	"sanitize/dumpfmt"
	"sanitize/rules/policy"
	"slices"
)

// Drift returns what is new, gone or changed in now, in the order of names.
func (l *Lock) Drift(now *Lock) []*policy.Error {
	d := drift{lock: l}
	d.compare("type", "", l.types, now.types, true)
	d.tables(now, true)
	return d.errs
}

// driftAtData is Drift for a dump whose constraints are still to come.
func (l *Lock) driftAtData(now *Lock) []*policy.Error {
	d := drift{lock: l}
	d.compare("type", "", l.types, now.types, true)
	d.tables(now, false)
	return d.errs
}

// constraint returns an error if a constraint is not in the lock as it is.
func (l *Lock) constraint(t *dumpfmt.Table, c *dumpfmt.Constraint) *policy.Error {
	was := l.tables[t.Name.String()]
	if was == nil {
		return nil // the table was an error already
	}
	key, line := lockedConstraint(t, c)
	d := drift{lock: l}
	old := map[string]string{}
	if v, ok := was.Constraints[key]; ok {
		old[key] = v
	}
	d.compare("constraint", t.Name.String()+".", old, map[string]string{key: line}, true)
	if len(d.errs) == 0 {
		return nil
	}
	d.errs[0].Hint = driftHint
	return d.errs[0]
}

// driftErrors gives the last of what has drifted the hint for all.
func driftErrors(list []*policy.Error) policy.Errors {
	if len(list) > 0 {
		list[len(list)-1].Hint = driftHint
	}
	return list
}

// driftHint is what to do about drift.
const driftHint = "look at each; sanitize check --lock FILE --update-lock on the schema accepts them, sanitize init --update adds new columns to the policy"

// drift gathers differences.
type drift struct {
	lock *Lock
	errs []*policy.Error
}

func (d *drift) tables(now *Lock, all bool) {
	for _, name := range union(d.lock.tables, now.tables) {
		was, is := d.lock.tables[name], now.tables[name]
		switch {
		case was == nil:
			d.add("table %s is new", name)
		case is == nil:
			d.add("table %s is gone", name)
		default:
			d.compare("column", name+".", was.Columns, is.Columns, true)
			d.compare("constraint", name+".", was.Constraints, is.Constraints, all)
		}
	}
}

// compare compares lines. Those that are gone count if all are known.
func (d *drift) compare(what, prefix string, was, is map[string]string, all bool) {
	for _, key := range union(was, is) {
		name := prefix + key
		if what != "type" {
			name = prefix + dumpfmt.QuoteIdent(key)
		}
		old, had := was[key]
		now, has := is[key]
		switch {
		case !had:
			d.add("%s %s is new: %s", what, name, now)
		case !has && all:
			d.add("%s %s is gone", what, name)
		case has && old != now:
			d.add("%s %s is now %s; it was %s", what, name, now, old)
		}
	}
}

func (d *drift) add(format string, args ...any) {
	d.errs = append(d.errs, &policy.Error{File: d.lock.file, Msg: fmt.Sprintf(format, args...)})
}

func union[T any](a, b map[string]T) []string {
	all := map[string]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return slices.Sorted(maps.Keys(all))
}
