package main

import (
	"maps"
	"slices"
	"sync"

	"sanitize/rules"
)

// planList holds the plans of a run, by database: the number of \connect that
// came before. The source adds to it, and may still do so while a run that has
// failed is reported.
type planList struct {
	mu    sync.Mutex
	plans map[int][]*rules.Plan
}

func (l *planList) add(connects int, p *rules.Plan) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.plans == nil {
		l.plans = map[int][]*rules.Plan{}
	}
	l.plans[connects] = append(l.plans[connects], p)
}

// byDatabase returns the plans of each database, in the order of the dump.
func (l *planList) byDatabase() [][]*rules.Plan {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all [][]*rules.Plan
	for _, connects := range slices.Sorted(maps.Keys(l.plans)) {
		all = append(all, slices.Clone(l.plans[connects]))
	}
	return all
}

// warnings returns what the plans warn of, each with its hint.
func (l *planList) warnings() []string {
	var list []string
	for _, plan := range slices.Concat(l.byDatabase()...) {
		for _, text := range texts(plan.Warnings()) {
			if !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

// texts returns the errors, each with its hint.
func texts(errs []*rules.Error) []string {
	var list []string
	for _, e := range errs {
		list = append(list, rules.Errors{e}.Error())
	}
	return list
}

// warnings returns what the run's plans warn of.
func (f *filterRun) warnings() []string {
	if f.source == nil {
		return nil
	}
	return f.source.plans.warnings()
}
