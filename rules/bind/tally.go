package bind

import (
	"sanitize/dumpfmt"
)

// Tally counts what was done, per table and column. The zero value is empty.
// It travels with a batch: the worker counts, the emitter adds up.
type Tally struct {
	tables []TableCounts
	last   int // the table counted last, if there is one

	kept     []KeptCounts
	lastKept int // as last, in kept
}

// TableCounts are the counts of the rows of a block's form.
type TableCounts struct {
	Plan    *TablePlan
	Rows    int64
	Dropped int64    // of them
	Rules   []int64  // as in Plan.Rules: the rows for which each decided
	Columns []Counts // as in Plan.Masked
}

// Counts are the counts of a column's values.
type Counts struct {
	Masked  int64 // set by the mask; NULL and '' only where the mask changes them
	Null    int64 // NULL in the dump
	Empty   int64 // '' in the dump
	Default int64 // the word DEFAULT of an INSERT, which is left alone
}

// MaskedColumn is a column of a block that is masked.
type MaskedColumn struct{ Column, Mask string }

// Name returns the table's name.
func (t *TablePlan) Name() dumpfmt.Name { return t.table }

// Masked returns the columns that are masked, in the order of the block.
func (t *TablePlan) Masked() []MaskedColumn {
	list := make([]MaskedColumn, len(t.fields))
	for _, f := range t.fields {
		list[f.count] = MaskedColumn{f.column, f.name}
	}
	return list
}

// Tables returns the counts, one for each form of block, in the order in which
// they came. They are valid until the Tally changes.
func (t *Tally) Tables() []TableCounts { return t.tables }

// Reset empties t and keeps its memory.
func (t *Tally) Reset() { t.tables, t.last, t.kept, t.lastKept = t.tables[:0], 0, t.kept[:0], 0 }

// Add adds other's counts to t.
func (t *Tally) Add(other *Tally) {
	t.addKept(other)
	for i := range other.tables {
		from := &other.tables[i]
		to := t.counts(from.Plan)
		to.Rows += from.Rows
		to.Dropped += from.Dropped
		for j, n := range from.Rules {
			to.Rules[j] += n
		}
		for j, c := range from.Columns {
			n := &to.Columns[j]
			n.Masked += c.Masked
			n.Null += c.Null
			n.Empty += c.Empty
			n.Default += c.Default
		}
	}
}

// counts returns the counts of a plan. They are valid until the next call.
func (t *Tally) counts(p *TablePlan) *TableCounts {
	if t.last < len(t.tables) && t.tables[t.last].Plan == p {
		return &t.tables[t.last]
	}
	for i := range t.tables {
		if t.tables[i].Plan == p {
			t.last = i
			return &t.tables[i]
		}
	}
	t.last = len(t.tables)
	if cap(t.tables) > t.last {
		t.tables = t.tables[:t.last+1]
	} else {
		t.tables = append(t.tables, TableCounts{})
	}
	c := &t.tables[t.last]
	c.Plan, c.Rows, c.Dropped = p, 0, 0
	if cap(c.Rules) < len(p.rules) {
		c.Rules = make([]int64, len(p.rules))
	}
	c.Rules = c.Rules[:len(p.rules)]
	clear(c.Rules)
	if cap(c.Columns) < len(p.fields) {
		c.Columns = make([]Counts, len(p.fields))
	}
	c.Columns = c.Columns[:len(p.fields)]
	clear(c.Columns)
	return c
}
