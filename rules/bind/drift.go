package bind

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// Drift returns what is new, gone or changed in now, in the order of names.
func (l *Lock) Drift(now *Lock) []*policy.Error {
	d := drift{lock: l}
	d.compare("type", "", l.types, now.types, true)
	d.tables(now, true)
	return d.errs
}

// driftAtData is Drift for a dump whose constraints are still to come. Where the
// lock knows of some that are, it is these that may make the difference: the last
// of the errors says what to do about all.
func (l *Lock) driftAtData(now *Lock) policy.Errors {
	d := drift{lock: l}
	d.compare("type", "", l.types, now.types, true)
	d.tables(now, false)
	if len(d.errs) > 0 {
		d.errs[len(d.errs)-1].Hint = driftHint
		if d.unseen {
			d.errs[len(d.errs)-1].Hint = unseenHint
		}
	}
	return d.errs
}

// constraint returns an error if a constraint is not in the lock as it is.
func (l *Lock) constraint(t *dumpfmt.Table, c *dumpfmt.Constraint) *policy.Error {
	was := l.tables[t.Name.String()]
	if was == nil {
		return nil // the table was an error already
	}
	key, line := lockedConstraint(c)
	if _, ok := was.Constraints[key]; !ok && c.Kind == dumpfmt.Unique && was.says(line) {
		return nil // the index that PRIMARY KEY or UNIQUE USING INDEX will make a key
	}
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

// says reports whether a key of the table, whatever its name, says what the line of a
// UNIQUE does.
func (t *lockedTable) says(unique string) bool {
	primary := dumpfmt.PrimaryKey.String() + strings.TrimPrefix(unique, dumpfmt.Unique.String())
	for _, line := range t.Constraints {
		if line == unique || line == primary {
			return true
		}
	}
	return false
}

// unseenHint and driftHint are what to do about drift.
const unseenHint = "a pipe shows its keys behind the rows, and the lock knows of them: give --schema FILE, made by pg_dump --schema-only, and look at what still differs"

const driftHint = "look at each; sanitize check --lock FILE --update-lock on the schema accepts them, sanitize init --update adds new columns to the policy"

// drift gathers differences.
type drift struct {
	lock   *Lock
	errs   []*policy.Error
	unseen bool // something of the lock is still to come
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
		case !has:
			d.unseen = true
		case has && old != now:
			d.add("%s %s is now %s; it was %s", what, name, now, old)
		}
	}
}

func (d *drift) add(format string, args ...any) {
	d.errs = append(d.errs, &policy.Error{File: d.lock.file, Msg: fmt.Sprintf(format, args...)})
}

func union[T any](a, b map[string]T) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}
