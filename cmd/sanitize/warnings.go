package main

import (
	"slices"
	"sync"

	"sanitize/rules"
)

// planList holds the plans of a run. The source adds to it, and may still do so
// while a run that has failed is reported.
type planList struct {
	mu   sync.Mutex
	list []*rules.Plan
}

func (l *planList) add(p *rules.Plan) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, p)
}

// warnings returns what the plans warn of, each with its hint.
func (l *planList) warnings() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var list []string
	for _, plan := range l.list {
		for _, w := range plan.Warnings() {
			text := w.Error()
			if w.Hint != "" {
				text += "\nhint: " + w.Hint
			}
			if !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

// warnings returns what the run warns of.
func (f *filterRun) warnings() []string {
	if f.source == nil {
		return nil
	}
	return f.source.warned.warnings()
}
