package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// outcome is what stays of what was bound, when the databases are behind: what
// is warned of, and what rules for rows expect. The source adds to it, and may
// still do so while a run that has failed is reported.
type outcome struct {
	mu       sync.Mutex
	warnings []string // each with its hint
	known    map[string]bool
	expects  map[int][]*policy.RowRule // by the number of \connect that came before
	away     map[dumpfmt.Name]bool     // tables whose rows other shards have

	decide  bool // what is decided on columns is asked for, by the report
	decided map[tableKey][]report.Decision
	keys    []keyGroup
}

// decisions notes what is decided on a database's columns.
func (o *outcome) decisions(connects int, plan *bind.Plan) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.decide || plan == nil {
		return
	}
	if o.decided == nil {
		o.decided = map[tableKey][]report.Decision{}
	}
	for _, t := range plan.Tables() {
		list := make([]report.Decision, len(t.Columns))
		for i, c := range t.Columns {
			list[i] = reportDecision(c)
		}
		o.decided[tableKey{connects, t.Name}] = list
	}
}

// reportDecision returns what is decided on a column in the form of reports and
// of check.
func reportDecision(c bind.ColumnInfo) report.Decision {
	out := report.Decision{
		Name: c.Name, Type: c.Type, Mask: c.Mask, From: c.Why, Rule: c.Rule, Line: c.Line, Why: c.Reason,
		Unique: c.Class.String(), Verdict: c.Verdict.String(),
	}
	if c.Mask == "keep" {
		out.Unique = mask.Injective.String()
	}
	if c.Mask == "-" {
		out.Unique = "-"
	}
	if out.From == "" {
		out.From = "no rule"
	}
	return out
}

// columns returns what is decided on all columns.
func (o *outcome) columns() map[tableKey][]report.Decision {
	o.mu.Lock()
	defer o.mu.Unlock()
	return maps.Clone(o.decided)
}

// decision returns what is decided on a table's columns.
func (o *outcome) decision(key tableKey) []report.Decision {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.decided[key]
}

// warn adds warnings that are new.
func (o *outcome) warn(errs []*policy.Error) {
	o.say(texts(errs)...)
}

// say is warn for what no line of a policy is about.
func (o *outcome) say(warnings ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, text := range warnings {
		if o.known[text] {
			continue
		}
		if o.known == nil {
			o.known = map[string]bool{}
		}
		o.known[text] = true
		o.warnings = append(o.warnings, text)
	}
}

// What is said of triggers before the rows that they see: masked ones, so that no
// value slips by, but not all rows may be restored as they stand.
const (
	firesText = "a trigger stands before the rows of table %s: restored, it may change the masked rows, or write them elsewhere"
	firesHint = "make triggers behind the rows, as pg_dump does, or disable them with pg_dump --disable-triggers"
)

// What is said of a dump whose literals PostgreSQL 19 reads otherwise: it knows
// no standard_conforming_strings = off any more.
const (
	offText = "the dump was made with standard_conforming_strings = off, and PostgreSQL 19 no longer restores such a dump"
	offHint = "make it with PGOPTIONS='-c standard_conforming_strings=on' pg_dump, or restore into version 18 or older"
)

// expect notes what the rules of a database expect.
func (o *outcome) expect(connects int, b *bind.Binder) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.expects == nil {
		o.expects = map[int][]*policy.RowRule{}
	}
	for _, r := range b.Expects() {
		switch here, away := o.count(b.Ruled(r)); {
		case away == 0:
			o.expects[connects] = append(o.expects[connects], r)
		case here > 0:
			o.warnings = append(o.warnings, fmt.Sprintf("the rule for rows of %s is not judged by its expect: its tables lie in several shards, and their reports have the counts", r.Entry.Key))
		}
	}
}

// count returns how many of some tables may have rows here, and how many have
// them in another shard.
func (o *outcome) count(tables []dumpfmt.Name) (here, away int) {
	for _, name := range tables {
		if o.away[name] {
			away++
		}
	}
	return len(tables) - away, away
}

// warned returns all warnings so far.
func (o *outcome) warned() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.warnings)
}

// unmet says which rules for rows have not found what they expect, once all rows
// have been counted. Each database is judged by itself.
func (o *outcome) unmet(p *policy.Policy, found map[int]map[int]int64, partial bool) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var errs policy.Errors
	for _, connects := range slices.Sorted(maps.Keys(o.expects)) {
		errs = append(errs, bind.Unmet(p, o.expects[connects], found[connects], partial)...)
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// texts returns the errors, each with its hint.
func texts(errs []*policy.Error) []string {
	var list []string
	for _, e := range errs {
		list = append(list, policy.Errors{e}.Error())
	}
	return list
}
