package figures

import (
	"cmp"
	"hash/maphash"
)

// Roles say which fields of a row are counted as what. The numbers are those of
// the fields; one that a row does not have is NULL.
type Roles struct {
	Quasi     []int // may single somebody out together
	Sensitive []int // kept, and nobody's business
	Masked    []int // equal values have equal results
}

// Any reports whether there is something to count.
func (r *Roles) Any() bool { return len(r.Quasi)+len(r.Masked) > 0 }

// Table counts the rows of a table. It belongs to one goroutine.
type Table struct {
	seed    maphash.Seed
	quasi   bool
	classes classes
	ranks   []*heavy
	// counters is how many of them a column has; 0 for maxHeavy.
	counters int
	hash     maphash.Hash
}

// NewTable returns a table without rows. Only tables of one seed can be merged.
func NewTable(seed maphash.Seed) *Table {
	t := &Table{seed: seed, classes: newClasses()}
	t.hash.SetSeed(seed)
	return t
}

// Add adds a row. field returns a field's value, and false for NULL; what it
// returns is not kept.
func (t *Table) Add(r *Roles, field func(i int) ([]byte, bool)) {
	for len(t.ranks) < len(r.Masked) {
		t.ranks = append(t.ranks, newHeavy())
		t.ranks[len(t.ranks)-1].shrink(cmp.Or(t.counters, maxHeavy))
	}
	for n, i := range r.Masked {
		if v, ok := field(i); ok && len(v) > 0 {
			t.ranks[n].add(maphash.Bytes(t.seed, v))
		}
	}
	if len(r.Quasi) == 0 {
		return
	}
	t.quasi = true
	t.hash.Reset()
	for _, i := range r.Quasi {
		v, ok := field(i)
		t.hash.Write(v)
		t.hash.WriteByte(0) // no value has it
		if ok {
			t.hash.WriteByte(1)
		}
	}
	var values [maxSensitive]uint64
	for n, i := range r.Sensitive[:min(len(r.Sensitive), maxSensitive)] {
		if v, ok := field(i); ok {
			values[n] = maphash.Bytes(t.seed, v) | 1
		}
	}
	t.classes.add(t.hash.Sum64(), &values)
}

// Shrink makes do with a part of the memory, for a dump of many tables.
func (t *Table) Shrink(part int) {
	t.classes.most = min(t.classes.most, max(64, maxClasses/part))
	t.classes.shrink()
	t.counters = max(8, maxHeavy/part)
	for _, h := range t.ranks {
		h.shrink(t.counters)
	}
}

// Bounds returns how many classes, and values of a masked column, can be counted.
func (t *Table) Bounds() (classes, values int) {
	return t.classes.most, cmp.Or(t.counters, maxHeavy)
}

// Merge adds the rows that were counted elsewhere, under the same roles.
func (t *Table) Merge(o *Table) {
	t.quasi = t.quasi || o.quasi
	t.classes.merge(&o.classes)
	for i, h := range o.ranks {
		if i < len(t.ranks) {
			t.ranks[i].merge(h)
		} else {
			t.ranks = append(t.ranks, h)
		}
	}
}

// Singling is what the rows' classes say. Shares are of the rows, but for those
// of Homogeneous, which are of the classes of several rows.
type Singling struct {
	Sample      float64   // of the classes: 1 for all
	Classes     int64     // in the sample
	Unique      float64   // rows that no other is like
	Under5      float64   // rows of classes of fewer than 5
	Under11     float64   // and of fewer than 11
	Average     float64   // how sure a guess is on average: classes by rows
	Worst       float64   // and at best: 1 by the smallest class
	Homogeneous []float64 // by sensitive column: classes whose rows have one value
}

// Singling returns what comes of the classes; false without rows, or without
// columns that single out.
func (t *Table) Singling(sensitive int) (s Singling, ok bool) {
	if !t.quasi || len(t.classes.sizes) == 0 {
		return s, false
	}
	s = Singling{Sample: t.classes.share(), Classes: int64(len(t.classes.sizes))}
	sensitive = min(sensitive, maxSensitive)
	alike := make([]int64, sensitive)
	var rows, groups, smallest int64
	var below [3]int64
	for _, c := range t.classes.sizes {
		rows += c.rows
		if smallest == 0 || c.rows < smallest {
			smallest = c.rows
		}
		for i, most := range []int64{2, 5, 11} {
			if c.rows < most {
				below[i] += c.rows
			}
		}
		if c.rows == 1 {
			continue
		}
		groups++
		for i := range alike {
			if c.mixed>>i&1 == 0 && c.values[i] != 0 {
				alike[i]++
			}
		}
	}
	all := float64(rows)
	s.Unique, s.Under5, s.Under11 = float64(below[0])/all, float64(below[1])/all, float64(below[2])/all
	s.Average, s.Worst = float64(len(t.classes.sizes))/all, 1/float64(smallest)
	for _, n := range alike {
		s.Homogeneous = append(s.Homogeneous, float64(n)/float64(max(groups, 1)))
	}
	return s, true
}

// Rank is what the frequency of a masked column's values says.
type Rank struct {
	Rows   float64 // share of the rows with a value whose frequency alone tells it
	Values int64   // how many values those are
}

// Ranks returns that for each masked column.
func (t *Table) Ranks() []Rank {
	list := make([]Rank, len(t.ranks))
	for i, h := range t.ranks {
		rows, values := h.told()
		list[i] = Rank{float64(rows) / float64(max(h.rows, 1)), values}
	}
	return list
}
