package main

import (
	"maps"
	"slices"
	"sync"

	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// planList holds the plans of a run, by database: the number of \connect that
// came before. The source adds to it, and may still do so while a run that has
// failed is reported.
type planList struct {
	mu    sync.Mutex
	plans map[int][]*bind.Plan
}

func (l *planList) add(connects int, p *bind.Plan) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.plans == nil {
		l.plans = map[int][]*bind.Plan{}
	}
	l.plans[connects] = append(l.plans[connects], p)
}

// byDatabase returns the plans of each database, in the order of the dump.
func (l *planList) byDatabase() [][]*bind.Plan {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all [][]*bind.Plan
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
func texts(errs []*policy.Error) []string {
	var list []string
	for _, e := range errs {
		list = append(list, policy.Errors{e}.Error())
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
