package main

import (
	"errors"
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/rules/draft"
	"sanitize/rules/draft/from"
)

// labelsFrom is what --from says where the rules are in the dump.
const labelsFrom = "anon"

// foreign are the rules of another tool.
type foreign struct {
	name   string              // of the file, for messages
	file   *from.Rules         // nil without one
	labels map[int]*from.Rules // by database, as they pass; nil if they are not asked for
}

// newForeign reads what --from names.
func (i *initRun) newForeign() (*foreign, error) {
	flags := i.flags
	f := &foreign{name: flags.From}
	switch {
	case flags.From == "":
		return f, nil
	case flags.Update != "":
		return nil, errors.New("--from is for a draft, and --update for a policy that is there: they do not go together")
	case flags.From == labelsFrom:
		f.labels = map[int]*from.Rules{}
		return f, nil
	}
	text, err := i.readSmall(flags.From)
	if err != nil {
		return nil, err
	}
	rules, err := from.Greenmask(text)
	if errors.Is(err, from.ErrNoRules) {
		rules, err = from.Confiture(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flags.From, err)
	}
	f.file = rules
	return f, nil
}

// look takes note of a label.
func (f *foreign) look(seg *dumpfmt.Segment) {
	if f.labels == nil || seg.Kind != dumpfmt.SQL {
		return
	}
	db := seg.Session.Connects
	if f.labels[db] == nil {
		f.labels[db] = &from.Rules{}
	}
	f.labels[db].Label(seg.Bytes, seg.Session.StdStrings, int(seg.Pos.Line))
}

// overrides returns the rules for the databases of the draft, "" for all, as it
// takes them, and the line of each. It warns of what has no counterpart.
func (f *foreign) overrides(env *environment, found []*database, database string) (map[draft.Place]draft.Override, map[draft.Place]int) {
	all, lines := map[draft.Place]draft.Override{}, map[draft.Place]int{}
	take := func(r *from.Rules) {
		if r == nil {
			return
		}
		for _, l := range r.Left {
			env.warn(f.at(l.Line) + l.What)
		}
		for _, rule := range r.List {
			at := draft.Place{Table: rule.Table, Column: rule.Column}
			part := draft.Personal
			if rule.Mask == "keep" {
				part = draft.Operational
			}
			all[at] = draft.Override{Mask: rule.Mask, Rule: rule.TOML, Why: fmt.Sprintf("%s, line %d", rule.Why, rule.Line), Part: part}
			lines[at] = rule.Line
		}
	}
	take(f.file)
	for _, db := range found {
		if database == "" || db.name == database {
			take(f.labels[db.connects])
		}
	}
	return all, lines
}

// at names a place in the file, or in the dump.
func (f *foreign) at(line int) string {
	if f.name == labelsFrom {
		return fmt.Sprintf("dump line %d: ", line)
	}
	return fmt.Sprintf("%s:%d: ", f.name, line)
}
