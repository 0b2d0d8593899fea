package main

import (
	"sync/atomic"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/bind"
)

// The lines of --guard. psql reads up to \endif what stands after \if true, and
// fails if the input ends before it.
const (
	guardBegin = "\\if true\n"
	guardEnd   = "\\endif\n\n"
)

// sink is the end of the filter. It runs in one goroutine: it writes the jobs
// in their order and adds up what was done.
type sink struct {
	w     *zio.Writer
	guard bool
	free  chan<- *job

	// held is what came before the first row. It is written once the policy is
	// bound: a policy that is wrong must not leave half a dump behind.
	held  []byte
	begun bool

	read   int64 // bytes of the dump's text
	tally  bind.Tally
	plans  map[*bind.TablePlan]*report.Table
	tables map[tableKey]*report.Table
	order  []*report.Table
	kept   map[*bind.KeptPlan]tableKey
	outer  []report.Outside
	found  report.Literals

	current *report.Table          // whose rows are being written
	rows    atomic.Int64           // of them, for the progress bar
	table   atomic.Pointer[string] // its name, likewise
}

func newSink(w *zio.Writer, guard bool, free chan<- *job) *sink {
	return &sink{
		w: w, guard: guard, free: free,
		plans: map[*bind.TablePlan]*report.Table{}, tables: map[tableKey]*report.Table{},
		kept: map[*bind.KeptPlan]tableKey{},
	}
}

// emit writes what became of a job, and gives the job back.
func (s *sink) emit(j *job) error {
	out := j.batch.Buf
	if j.edited {
		out = j.out
	}
	s.read += int64(len(j.batch.Buf))
	for i := range j.runs {
		s.add(&j.runs[i])
	}
	s.tally.Add(&j.tally)
	for i := range j.outside {
		s.addOutside(&j.outside[i])
	}
	addLiterals(&s.found, j.literals)
	var err error
	if j.held {
		s.held = append(s.held, out...)
	} else if err = s.begin(); err == nil {
		_, err = s.w.Write(out)
	}
	select {
	case s.free <- j:
	default:
	}
	return err
}

// begin writes what was held back.
func (s *sink) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	if s.guard {
		s.held = append([]byte(guardBegin), s.held...)
	}
	_, err := s.w.Write(s.held)
	s.held = nil
	return err
}

// finish writes what remains when all went well; judge says whether it did, by
// the counts of all rows.
func (s *sink) finish(judge func(*bind.Tally) error) error {
	if err := s.begin(); err != nil {
		return err
	}
	if err := judge(&s.tally); err != nil {
		return err
	}
	if s.guard {
		if _, err := s.w.Write([]byte(guardEnd)); err != nil {
			return err
		}
	}
	return s.w.Close()
}

// add adds the rows of a run to its table.
func (s *sink) add(r *rowRun) {
	t := s.tables[r.table]
	if t == nil {
		t = &report.Table{Database: r.table.connects, Name: r.table.name.String()}
		s.tables[r.table] = t
		s.order = append(s.order, t)
	}
	if s.current != t {
		s.current = t
		s.rows.Store(0)
		s.table.Store(&t.Name)
	}
	if r.plan != nil {
		s.plans[r.plan] = t
	}
	if r.kept != nil {
		s.kept[r.kept] = r.table
	}
	t.Read += r.rows
	t.Written += r.rows - r.dropped
	t.Dropped += r.dropped
	s.rows.Add(r.rows)
}

// report returns what was done to each table. A table whose rows came in
// several forms has the sum.
func (s *sink) report() []*report.Table {
	for _, counts := range s.tally.Tables() {
		t := s.plans[counts.Plan]
		for i, m := range counts.Plan.Masked() {
			c := t.Column(m.Column, m.Mask)
			c.Masked += counts.Columns[i].Masked
			c.NULL += counts.Columns[i].Null
			c.Empty += counts.Columns[i].Empty
		}
		for i, r := range counts.Plan.Rules() {
			t.Rule(r.Line, r.Col, r.Drop, r.Expect).Rows += counts.Rules[i]
		}
	}
	return s.order
}
