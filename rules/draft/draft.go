// Package draft writes a policy for a schema: a strict one, short enough to be
// read, in which every line has its reason. What each column gets is decided by
// package bind, as for the rows of a dump; this package says it in as few lines
// as are certain to mean the same, and asks bind whether they do.
//
//	draft.go     Make: the steps
//	decide.go    what each column gets, and what is set against it
//	reason.go    why, in words, and in which part of the policy
//	evidence.go  what rows say of columns; judge.go: what follows from it;
//	             identifier.go, closed.go: values that are a program's
//	inside.go    what stands within JSON and arrays
//	declared.go  what the DDL says of columns
//	conflict.go  what ON CONFLICT DO NOTHING asks
//	person.go    dates that go by a person; owner.go: by what else rows hang on
//	group.go     columns of one name in one line; globs
//	bytype.go    names of one type in one line
//	fold.go      lines that say the same as one, a list of names
//	text.go      the policy as text
//	update.go    lines for what a policy that is there does not name
package draft

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// Database is what is known of a database.
type Database struct {
	Schema   *dumpfmt.Schema
	Encoding string // the dump's client_encoding, "" if it sets none
	// Strange are forms of rows whose table no CREATE TABLE makes: those of an
	// extension.
	Strange []*dumpfmt.Header
	// Conflicts are tables with rows by INSERT … ON CONFLICT DO NOTHING.
	Conflicts []dumpfmt.Name
	Rows      *Evidence // nil: no rows were seen
}

// Place names a column of a table.
type Place struct {
	Table  dumpfmt.Name
	Column string
}

// Override is a rule that is set against what the schema says. Where it does not
// fit its column, or what is asked of that, what the schema says holds.
type Override struct {
	Mask string // its name
	Rule string // as TOML, where the mask has parameters; "" without
	Why  string // for a comment; it may hold names, and no value
	Part Part

	soft  bool // it goes where it does not fit
	last  bool // it keeps because no mask will do
	alone bool // it is for this table alone
}

// Options change a draft.
type Options struct {
	Overrides  map[Place]Override
	Thresholds Thresholds // the zero value stands for the default
	Source     string     // what the draft is made of, for its first line
}

// rule returns the rule as TOML.
func (o *Override) rule() string {
	return cmp.Or(o.Rule, policy.TOMLString(o.Mask))
}

// Draft is a policy that was drafted.
type Draft struct {
	Text     []byte
	Warnings []*policy.Error // what may go wrong with it, and no line of it can mend
	Added    int             // of an update: how many columns it names that were not
	Gone     []*policy.Error // of an update: what names nothing any more
	Unfit    []Place         // of Options.Overrides: no such column, or the rule does not fit it
}

// throwAwayKey is the key that drafts are bound with: nothing is masked.
const throwAwayKey = "a key for drafting, never for masking"

// rounds bounds how often a draft is mended.
const rounds = 8

// Make drafts a policy for databases that are to have one.
//
// The policy is strict: a column that it does not name stops a run. It is bound
// to the databases before it is returned, so that it can be had as it stands;
// an error says what no line of a policy could settle.
func Make(dbs []Database, opts Options) (*Draft, error) {
	m, err := newMaker(dbs, opts)
	if err != nil {
		return nil, err
	}
	return m.make()
}

// make decides on each column, and drafts until bind says the same.
func (m *maker) make() (*Draft, error) {
	var errs policy.Errors
	for round := range rounds {
		p, err := parse(m.base())
		if err != nil {
			return nil, err
		}
		m.decide(p)
		if round == 0 {
			if err := m.judge(); err != nil {
				return nil, err
			}
			m.declared()
			if p, err = parse(m.base()); err != nil {
				return nil, err
			}
			m.decide(p)
		}
		text := m.text()
		var warnings policy.Errors
		errs, warnings = m.try(text)
		if len(errs) > 0 && !m.byName {
			m.byName = true
			text = m.text()
			errs, warnings = m.try(text)
		}
		if len(errs) == 0 {
			return &Draft{Text: text, Warnings: append(warnings, m.unsettled()...), Unfit: m.unfit()}, nil
		}
		if !m.mend() {
			break
		}
	}
	return nil, errs.Err()
}

// has reports whether a column is in one of the databases, and has data.
func (m *maker) has(at Place) bool {
	return slices.ContainsFunc(m.dbs, func(db Database) bool {
		t := db.Schema.Tables[at.Table]
		return t != nil && t.Column(at.Column) != nil && !t.Column(at.Column).Generated
	})
}

// unfit returns the columns whose given rules are not in the draft.
func (m *maker) unfit() (list []Place) {
	for at, o := range m.given {
		if m.overrides[at].Why != o.Why {
			list = append(list, at)
		}
	}
	slices.SortFunc(list, comparePlaces)
	return list
}

// unsettled warns of the columns that are kept because nothing else is sure to
// restore.
func (m *maker) unsettled() (list policy.Errors) {
	for _, c := range m.cells {
		if c.last && c.rule == keep && !c.implied {
			list = append(list, &policy.Error{Msg: fmt.Sprintf("column %s is kept as it is: no mask is sure to meet what its table asks of it", c.Place)})
		}
	}
	return list
}

// maker makes a draft.
type maker struct {
	dbs        []Database
	key        *mask.Key
	source     string
	overrides  map[Place]Override
	given      map[Place]Override // by the caller
	notes      map[Place]string   // of what is in JSON
	filling    map[Place]string   // how columns are filled that are to be looked at
	thresholds Thresholds

	byName bool    // no line goes by type
	cells  []*cell // what each column gets, by database, table and column
	wrong  []Place // columns that the last try was wrong about
	tries  map[Place]int
}

func newMaker(dbs []Database, opts Options) (*maker, error) {
	key, err := mask.NewKey([]byte(throwAwayKey))
	if err != nil {
		return nil, err
	}
	dbs = slices.Clone(dbs)
	for i := range dbs {
		dbs[i].Schema = conflicting(dbs[i].Schema, dbs[i].Conflicts)
	}
	m := &maker{dbs: dbs, key: key, source: opts.Source, overrides: map[Place]Override{}, given: map[Place]Override{}, notes: map[Place]string{}, filling: map[Place]string{}, thresholds: cmp.Or(opts.Thresholds, DefaultThresholds), tries: map[Place]int{}}
	for at, o := range opts.Overrides {
		o.soft = true
		if m.given[at] = o; m.has(at) {
			m.overrides[at] = o
		}
	}
	return m, nil
}

// bind binds a policy to each database, and returns what it comes to.
func (m *maker) bind(p *policy.Policy) (plans []*bind.Plan, errs, warnings policy.Errors) {
	marks := p.NewMarks(nil)
	var last *bind.Binder
	for _, db := range m.dbs {
		last = m.binder(p, db, marks)
		plan, found := last.Examine(db.Schema)
		errs, warnings = append(errs, found...), append(warnings, plan.Warnings()...)
		plans = append(plans, plan)
	}
	return plans, append(errs, last.Unmatched()...), warnings
}

func (m *maker) binder(p *policy.Policy, db Database, marks *policy.Marks) *bind.Binder {
	return bind.New(p, bind.Options{Key: m.key, DeferUnmatched: true, Marks: marks, Encoding: db.Encoding})
}

// parse reads a policy of our own making.
func parse(text []byte) (*policy.Policy, error) {
	p, err := policy.Parse(text, "the draft", func(string) (string, bool) { return "", false })
	if err != nil {
		return nil, errors.Join(errors.New("draft: internal error: the draft is no policy"), err)
	}
	return p, nil
}
