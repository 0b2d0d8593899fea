package main

import (
	"cmp"
	"slices"
	"strings"
	"sync/atomic"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt/archive"
	"sanitize/rules/bind"
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
	done  func(*job) // takes a job back

	// held is what came before the first row. It is written once the policy is
	// bound: a policy that is wrong must not leave half a dump behind.
	held  []byte
	begun bool

	openParts func() ([]*archive.Writer, error)
	parts     *partSinks // nil before the first job of a part

	read   int64 // bytes of the dump's text
	tables map[tableKey]*sinkTable
	order  []*sinkTable
	each   bool                  // the counts of each column are asked for, by the report
	masked int64                 // values, of all tables
	names  names                 // of columns and masks
	rules  []*policy.RowRule     // of the policy, by ID
	ruled  map[int]map[int]int64 // rows for which rules decided, by database and ID
	outer  []report.Outside
	found  report.Literals

	current *sinkTable             // whose rows are being written
	rows    atomic.Int64           // of them, for the progress bar
	table   atomic.Pointer[string] // its name, likewise
}

// sinkTable is what was done to a table, and seen in its kept columns. A stream
// may have tens of thousands of them: it holds what a report is made of, in
// little memory and with few pointers.
type sinkTable struct {
	key     tableKey
	name    string
	rows    int64
	dropped int64 // of them
	columns []sinkColumn
	counts  []sinkCounts // of the columns; nil if they are not asked for
	rules   []report.Rule
	looked  lookedColumns
}

// sinkColumn is a masked column.
type sinkColumn struct {
	column, mask uint32 // in sink.names
}

// sinkCounts is what was done to a masked column.
type sinkCounts struct {
	masked, null, empty int64
}

// names gives numbers to names, of which most come again and again.
type names struct {
	list   []string
	number map[string]uint32
}

func (n *names) of(name string) uint32 {
	if i, ok := n.number[name]; ok {
		return i
	}
	if n.number == nil {
		n.number = map[string]uint32{}
	}
	i := uint32(len(n.list))
	name = strings.Clone(name) // it may be a part of a long statement
	n.list = append(n.list, name)
	n.number[name] = i
	return i
}

func newSink(w *zio.Writer, guard bool, rules []*policy.RowRule, done func(*job)) *sink {
	return &sink{
		w: w, guard: guard, done: done, rules: rules,
		tables: map[tableKey]*sinkTable{}, ruled: map[int]map[int]int64{},
	}
}

// emit writes what became of a job, and gives the job back.
func (s *sink) emit(j *job) error {
	s.read += int64(len(j.batch.Buf))
	for i := range j.tally.Blocks() {
		s.add(j.databases[i], &j.tally.Blocks()[i])
	}
	for i := range j.outside {
		s.addOutside(&j.outside[i])
	}
	addLiterals(&s.found, j.literals)
	if j.held {
		s.held = append(s.held, j.result()...)
		s.done(j)
		return nil
	}
	err := s.begin()
	if err == nil && j.part > 0 {
		return s.emitPart(j)
	}
	if err == nil {
		_, err = s.w.Write(j.result())
	}
	s.done(j)
	return err
}

// emitPart passes on a job of a part: all of the text that is of none has come.
func (s *sink) emitPart(j *job) (err error) {
	if s.parts == nil {
		writers, err := s.openParts()
		if err != nil {
			return err
		}
		s.parts = newPartSinks(writers, s.done)
	}
	return s.parts.emit(j)
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
	if err := s.parts.close(); err != nil {
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
		t = &sinkTable{key: key, name: key.name.String()}
		s.tables[key] = t
		s.order = append(s.order, t)
	}
	if s.current != t {
		s.current = t
		s.rows.Store(t.rows)
		s.table.Store(&t.name)
	}
	t.rows += c.Rows
	t.dropped += c.Dropped
	s.rows.Add(c.Rows)
	if c.Block.Mask != nil && c.Rows > 0 {
		s.addMasked(t, c)
		s.addRules(connects, t, c)
	}
	t.looked.add(c)
}

// addMasked adds the counts of the masked columns.
func (s *sink) addMasked(t *sinkTable, c *rows.BlockCounts) {
	if t.columns == nil {
		t.columns = make([]sinkColumn, 0, len(c.Columns))
	}
	for i, m := range c.Block.Mask.Masked() {
		name := s.names.of(m.Column)
		n := slices.IndexFunc(t.columns, func(c sinkColumn) bool { return c.column == name })
		if n < 0 {
			n = len(t.columns)
			t.columns = append(t.columns, sinkColumn{column: name, mask: s.names.of(m.Mask)})
		}
		s.masked += c.Columns[i].Masked
		if s.each {
			t.count(n).add(&c.Columns[i])
		}
	}
}

// count returns the counts of column n.
func (t *sinkTable) count(n int) *sinkCounts {
	if len(t.counts) < len(t.columns) {
		t.counts = append(t.counts, make([]sinkCounts, len(t.columns)-len(t.counts))...)
	}
	return &t.counts[n]
}

func (c *sinkCounts) add(o *rows.Counts) {
	c.masked += o.Masked
	c.null += o.Null
	c.empty += o.Empty
}

// addRules adds the rows for which rules have decided.
func (s *sink) addRules(connects int, t *sinkTable, c *rows.BlockCounts) {
	for i, n := range c.Rules {
		r := s.rules[c.Block.Mask.Rules[i].ID]
		if s.ruled[connects] == nil {
			s.ruled[connects] = map[int]int64{}
		}
		s.ruled[connects][r.ID] += n
		at := slices.IndexFunc(t.rules, func(o report.Rule) bool { return o.Line == r.At.Line && o.Col == r.At.Col })
		if at < 0 {
			at = len(t.rules)
			t.rules = append(t.rules, report.Rule{Line: r.At.Line, Col: r.At.Col, Drop: r.Drop, Expect: r.Expect.String(), Why: r.Why})
		}
		t.rules[at].Rows += n
	}
}

// totals returns the sums over all tables.
func (s *sink) totals() (sum report.Totals) {
	sum.Tables, sum.Masked = int64(len(s.order)), s.masked
	for _, t := range s.order {
		sum.Rows += t.rows
		sum.Dropped += t.dropped
		sum.Columns += int64(len(t.columns))
		if len(t.columns) > 0 {
			sum.MaskedTables++
		}
	}
	return sum
}

// report returns what was done to each table, those without rows, too, and what
// was decided on each of its columns. A table whose rows came in several forms
// has the sum.
func (s *sink) report(decided map[tableKey][]report.Decision) []*report.Table {
	var list []*report.Table
	for _, t := range s.order {
		list = append(list, &report.Table{
			Database: t.key.connects, Name: t.name,
			Read: t.rows, Written: t.rows - t.dropped, Dropped: t.dropped,
			Columns: s.columns(t, decided[t.key]), Rules: t.rules, Kept: t.looked.kept(),
		})
	}
	rest := len(list) // tables without rows, in the order of names
	for key, columns := range decided {
		if s.tables[key] == nil {
			list = append(list, &report.Table{Database: key.connects, Name: key.name.String(), Columns: s.columns(&sinkTable{}, columns)})
		}
	}
	slices.SortFunc(list[rest:], func(a, b *report.Table) int {
		return cmp.Or(cmp.Compare(a.Database, b.Database), strings.Compare(a.Name, b.Name))
	})
	return list
}

// columns returns what was decided on a table's columns, with what was counted.
func (s *sink) columns(t *sinkTable, decided []report.Decision) []report.Column {
	list := make([]report.Column, 0, len(decided))
	for _, d := range decided {
		list = append(list, report.Column{Decision: d})
	}
	for i, c := range t.columns {
		name := s.names.list[c.column]
		at := slices.IndexFunc(list, func(o report.Column) bool { return o.Name == name })
		if at < 0 { // of a table without a CREATE TABLE
			at = len(list)
			list = append(list, report.Column{Decision: report.Decision{Name: name, From: "by name alone", Unique: "-", Verdict: "ok"}})
		}
		o := &list[at]
		n := t.count(i)
		o.Mask, o.Masked, o.NULL, o.Empty = s.names.list[c.mask], n.masked, n.null, n.empty
	}
	return list
}

// addOutside adds what was done to a statement to the report.
func (s *sink) addOutside(e *outsideEdit) {
	if e.count == 0 {
		return
	}
	key := e.edit.Key.String()
	for i := range s.outer {
		if s.outer[i].Key == key {
			s.outer[i].Count += int64(e.count)
			return
		}
	}
	s.outer = append(s.outer, report.Outside{Key: key, Done: e.edit.Done(), Count: int64(e.count), Line: e.line})
}

// judgeKept says which kept columns look like what should not be kept.
func (s *sink) judgeKept(k *policy.Kept) (errs policy.Errors) {
	for _, t := range s.order {
		for i := range t.looked {
			if e := bind.JudgeKept(k, t.key.name, &t.looked[i].field, &t.looked[i].LookCounts); e != nil {
				errs = append(errs, e)
			}
		}
	}
	return errs
}
