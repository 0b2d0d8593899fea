package main

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"sync"

	"sanitize/cmd/sanitize/internal/figures"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt"
	"sanitize/rules/policy"
)

// A ledger counts, for the report, rows as they go out: NULLs and empty strings
// of kept columns, and the figures of each table. Each worker has a book of its
// own; they are added up at the end.
type ledger struct {
	policy  *policy.Policy
	outcome *outcome
	seed    maphash.Seed

	mu    sync.Mutex
	books []*book
}

// book is what one worker has counted.
type book struct {
	*ledger
	reader   dumpfmt.Rewriter
	accounts map[tableKey]*account
}

// account is what was counted of a table.
type account struct {
	header  *dumpfmt.Header // of the segment before
	kept    []string        // columns
	fields  []int           // theirs; -1 for a column that the rows do not have
	null    []int64
	empty   []int64
	columns columnRoles
	roles   figures.Roles
	table   *figures.Table
}

func newLedger(p *policy.Policy, o *outcome) *ledger {
	return &ledger{policy: p, outcome: o, seed: maphash.MakeSeed()}
}

// book returns a new book, nil of no ledger.
func (l *ledger) book() *book {
	if l == nil {
		return nil
	}
	b := &book{ledger: l, accounts: map[tableKey]*account{}}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.books = append(l.books, b)
	return b
}

// rows counts the rows of a segment, which have become text.
func (b *book) rows(seg *dumpfmt.Segment, text []byte, of *rowBlock) {
	if b == nil || of.Block == nil || len(text) == 0 {
		return
	}
	a := b.account(tableKey{seg.Session.Connects, of.Table}, seg.Header)
	if a == nil {
		return
	}
	out := *seg
	out.Bytes = text
	b.reader.Look(&out, func(int64) bool { return true }, a.row)
}

// row counts a row.
func (a *account) row(r *dumpfmt.Row) {
	field := func(i int) ([]byte, bool) {
		if i < 0 || i >= r.Len() {
			return nil, false
		}
		return r.Value(i)
	}
	for n, i := range a.fields {
		if i < 0 || i >= r.Len() || r.IsDefault(i) || len(r.Raw(i)) > len("NULL") {
			continue
		}
		if v, ok := r.Value(i); !ok {
			a.null[n]++
		} else if len(v) == 0 {
			a.empty[n]++
		}
	}
	if a.roles.Any() {
		a.table.Add(&a.roles, field)
	}
}

// account returns the account of a table; nil if nothing is known of its
// columns.
func (b *book) account(key tableKey, h *dumpfmt.Header) *account {
	a := b.accounts[key]
	if a == nil {
		a = &account{table: figures.NewTable(b.seed)}
		b.accounts[key] = a
		b.shrink(a)
	}
	if a.header == h {
		return a
	}
	decided := b.outcome.decision(key)
	if len(decided) == 0 {
		return nil
	}
	a.open(decided, h, rolesOf(b.policy, key.name, decided))
	return a
}

// fewTables is how many tables have all the memory that figures may take.
const fewTables = 8

// shrink has the tables make do with less where there are many: the new one at
// once, the others whenever there are twice as many.
func (b *book) shrink(fresh *account) {
	n := len(b.accounts)
	part := n / fewTables
	if part < 2 {
		return
	}
	fresh.table.Shrink(part)
	if n&(n-1) == 0 {
		for _, a := range b.accounts {
			a.table.Shrink(part)
		}
	}
}

// open goes by another header.
func (a *account) open(decided []report.Decision, h *dumpfmt.Header, of columnRoles) {
	a.header, a.columns = h, of
	a.kept, a.fields = a.kept[:0], a.fields[:0]
	var columns []dumpfmt.Column
	for _, d := range decided {
		columns = append(columns, dumpfmt.Column{Name: d.Name, Generated: d.From == "generated"})
	}
	names := fieldNames(h, columns)
	for _, d := range decided {
		if d.Mask == "keep" {
			a.kept = append(a.kept, d.Name)
			a.fields = append(a.fields, slices.Index(names, d.Name))
		}
	}
	if a.null == nil {
		a.null, a.empty = make([]int64, len(a.kept)), make([]int64, len(a.kept))
	}
	at := func(columns []string) (list []int) {
		for _, c := range columns {
			list = append(list, slices.Index(names, c))
		}
		return list
	}
	a.roles = figures.Roles{Quasi: at(of.quasi), Sensitive: at(of.sensitive), Masked: at(of.masked)}
}

// fill adds up the books and puts what was counted into the report.
func (l *ledger) fill(r *report.Report) {
	all := map[tableKey]*account{}
	for _, b := range l.books {
		for key, a := range b.accounts {
			if all[key] == nil {
				all[key] = a
				continue
			}
			all[key].add(a)
		}
	}
	byName := map[string]*account{}
	for key, a := range all {
		byName[tableID(key.connects, key.name.String())] = a
	}
	for _, t := range r.Tables {
		if a := byName[tableID(t.Database, t.Name)]; a != nil {
			a.fill(t)
		}
	}
	r.Keys = l.outcome.keyGroups()
	r.Reach = reach(l.policy, r.Tables)
}

func (a *account) add(o *account) {
	if len(a.null) != len(o.null) {
		return
	}
	for i := range a.null {
		a.null[i] += o.null[i]
		a.empty[i] += o.empty[i]
	}
	a.table.Merge(o.table)
}

// fill puts what was counted of a table into its part of the report.
func (a *account) fill(t *report.Table) {
	for i := range t.Columns {
		if n := slices.Index(a.kept, t.Columns[i].Name); n >= 0 {
			t.Columns[i].NULL, t.Columns[i].Empty = a.null[n], a.empty[n]
		}
	}
	f := &report.Figures{Quasi: a.columns.quasi, Homogeneity: []report.ColumnShare{}, Ranks: []report.ColumnShare{}}
	f.MaxClasses, f.MaxValues = a.table.Bounds()
	s, some := a.table.Singling(len(a.columns.sensitive))
	if some {
		f.Sample, f.Classes = rounded(s.Sample), s.Classes
		f.Unique, f.Under5, f.Under11 = rounded(s.Unique), rounded(s.Under5), rounded(s.Under11)
		f.Average, f.Worst = rounded(s.Average), rounded(s.Worst)
		for i, share := range s.Homogeneous {
			f.Homogeneity = append(f.Homogeneity, report.ColumnShare{Column: a.columns.sensitive[i], Share: rounded(share)})
		}
	}
	for i, rank := range a.table.Ranks() {
		if rank.Values > 0 {
			f.Ranks = append(f.Ranks, report.ColumnShare{Column: a.columns.masked[i], Share: rounded(rank.Rows), Values: rank.Values})
		}
	}
	if f.Quasi == nil {
		f.Quasi = []string{}
	}
	if some || len(f.Ranks) > 0 {
		slices.SortFunc(f.Ranks, func(a, b report.ColumnShare) int { return cmp.Compare(a.Column, b.Column) })
		t.Figures = f
	}
}

// rounded leaves six digits behind the point: more would be of no sample.
func rounded(f float64) float64 { return math.Round(f*1e6) / 1e6 }
