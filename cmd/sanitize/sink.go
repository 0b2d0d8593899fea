package main

import (
	"sync/atomic"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
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
	tables map[tableKey]*sinkTable
	order  []*sinkTable
	rules  []*policy.RowRule     // of the policy, by ID
	ruled  map[int]map[int]int64 // rows for which rules decided, by database and ID
	outer  []report.Outside
	found  report.Literals

	current *sinkTable             // whose rows are being written
	rows    atomic.Int64           // of them, for the progress bar
	table   atomic.Pointer[string] // its name, likewise
}

// sinkTable is what was done to a table, and seen in its kept columns.
type sinkTable struct {
	key    tableKey
	report report.Table
	looked []lookedColumn
}

func newSink(w *zio.Writer, guard bool, rules []*policy.RowRule, free chan<- *job) *sink {
	return &sink{
		w: w, guard: guard, free: free, rules: rules,
		tables: map[tableKey]*sinkTable{}, ruled: map[int]map[int]int64{},
	}
}

// emit writes what became of a job, and gives the job back.
func (s *sink) emit(j *job) error {
	out := j.batch.Buf
	if j.edited {
		out = j.out
	}
	s.read += int64(len(j.batch.Buf))
	for i := range j.tally.Blocks() {
		s.add(j.databases[i], &j.tally.Blocks()[i])
	}
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
		if _, err := s.w.Write([]byte(guardBegin)); err != nil {
			return err
		}
	}
	_, err := s.w.Write(s.held)
	s.held = nil
	return err
}

// finish writes what remains when all went well; judge says whether it did, by
// the counts of all rows.
func (s *sink) finish(judge func() error) error {
	if err := s.begin(); err != nil {
		return err
	}
	if err := judge(); err != nil {
		return err
	}
	if s.guard {
		if _, err := s.w.Write([]byte(guardEnd)); err != nil {
			return err
		}
	}
	return s.w.Close()
}

// add adds the counts of a block to its table.
func (s *sink) add(connects int, c *rows.BlockCounts) {
	key := tableKey{connects, c.Block.Table}
	t := s.tables[key]
	if t == nil {
		t = &sinkTable{key: key, report: report.Table{Database: connects, Name: key.name.String()}}
		s.tables[key] = t
		s.order = append(s.order, t)
	}
	if s.current != t {
		s.current = t
		s.rows.Store(0)
		s.table.Store(&t.report.Name)
	}
	t.report.Read += c.Rows
	t.report.Written += c.Rows - c.Dropped
	t.report.Dropped += c.Dropped
	s.rows.Add(c.Rows)
	if c.Block.Mask != nil {
		s.addMasked(&t.report, c)
		s.addRules(connects, &t.report, c)
	}
	t.addLooked(c)
}

// addMasked adds the counts of the masked columns.
func (s *sink) addMasked(t *report.Table, c *rows.BlockCounts) {
	for i, m := range c.Block.Mask.Masked() {
		col := t.Column(m.Column, m.Mask)
		col.Masked += c.Columns[i].Masked
		col.NULL += c.Columns[i].Null
		col.Empty += c.Columns[i].Empty
	}
}

// addRules adds the rows for which rules have decided.
func (s *sink) addRules(connects int, t *report.Table, c *rows.BlockCounts) {
	for i, n := range c.Rules {
		r := s.rules[c.Block.Mask.Rules[i].ID]
		if s.ruled[connects] == nil {
			s.ruled[connects] = map[int]int64{}
		}
		s.ruled[connects][r.ID] += n
		t.Rule(r.At.Line, r.At.Col, r.Drop, r.Expect.String()).Rows += n
	}
}

// report returns what was done to each table. A table whose rows came in
// several forms has the sum.
func (s *sink) report() []*report.Table {
	list := make([]*report.Table, len(s.order))
	for i, t := range s.order {
		list[i] = &t.report
	}
	return list
}
