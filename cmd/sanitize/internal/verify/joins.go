package verify

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"

	"sanitize/dumpfmt"
)

// joins counts the orphans of foreign keys in both dumps: the distinct keys that
// refer to none. The sets hold keyed hashes; where they grow beyond the budget
// they hold a sample, the same of both sides.
type joins struct {
	key   maphash.Seed
	list  []*join
	roles map[tableKey][]roleSpec
	left  int  // keys that may be added
	shift uint // 1 in 1<<shift of the keys is in the sample
	buf   []byte
	// waiting are keys that are yet to be added: together they wait for memory as
	// long as one.
	waiting []marking
	fetched uint64 // for nobody
}

// marking says which dumps have a key.
type marking struct {
	sets       *keySets
	key, dumps uint64
}

// markings is how many keys are added at once.
const markings = 32

// join is a foreign key.
type join struct {
	table, parent tableKey
	constraint    string
	child, refers *keySets
	excused       bool // rows of the tables may be dropped
}

// keySets are the keys of some columns of a table, each with the dumps that have
// it: most of them have the same.
type keySets struct{ pairs }

// The dumps that have a key.
const (
	inBefore = 1 << iota
	inAfter
)

// roleSpec says that a table's columns are in a set.
type roleSpec struct {
	columns []string
	sets    *keySets
}

// role is a roleSpec with the numbers of the columns.
type role struct {
	at   []int
	sets *keySets
}

func newJoins(opts *Options, key maphash.Seed) *joins {
	j := &joins{key: key, roles: map[tableKey][]roleSpec{}, left: int(keysIn(opts))}
	for db, s := range opts.Schemas {
		for _, t := range s.Tables {
			for i := range t.Constraints {
				if k := &t.Constraints[i]; k.Kind == dumpfmt.ForeignKey {
					j.join(opts, db, s, t, k)
				}
			}
		}
	}
	slices.SortFunc(j.list, func(a, b *join) int {
		switch {
		case a.name() < b.name():
			return -1
		case a.name() > b.name():
			return 1
		}
		return 0
	})
	return j
}

func (j *join) name() string {
	return fmt.Sprintf("%d %s %s", j.table.database, j.table.name, j.constraint)
}

func (j *joins) join(opts *Options, db int, s *dumpfmt.Schema, t *dumpfmt.Table, k *dumpfmt.Constraint) {
	refers := s.Referenced(k)
	if len(refers) == 0 || len(refers) != len(k.Columns) || s.Tables[k.RefTable] == nil {
		return
	}
	one := &join{table: tableKey{db, t.Name}, parent: tableKey{db, k.RefTable}, constraint: k.Name, child: &keySets{}}
	one.refers = j.parentSet(db, s, k.RefTable, refers)
	j.spread(db, s, t.Name, roleSpec{k.Columns, one.child})
	if rules := opts.Rules.Table; rules != nil {
		for _, n := range partitions(s, k.RefTable) {
			rule := rules(db, n)
			one.excused = one.excused || rule.mayDrop()
		}
	}
	j.list = append(j.list, one)
}

// parentSet returns the set of a referenced key; several foreign keys share it.
func (j *joins) parentSet(db int, s *dumpfmt.Schema, name dumpfmt.Name, columns []string) *keySets {
	for _, r := range j.roles[tableKey{db, name}] {
		if slices.Equal(r.columns, columns) && r.sets != nil {
			return r.sets
		}
	}
	sets := &keySets{}
	j.spread(db, s, name, roleSpec{columns, sets})
	return sets
}

// spread gives a role to a table and all its partitions.
func (j *joins) spread(db int, s *dumpfmt.Schema, name dumpfmt.Name, r roleSpec) {
	for _, n := range partitions(s, name) {
		key := tableKey{db, n}
		j.roles[key] = append(j.roles[key], r)
	}
}

// partitions returns a table and all its partitions.
func partitions(s *dumpfmt.Schema, name dumpfmt.Name) []dumpfmt.Name {
	list := []dumpfmt.Name{name}
	for i := 0; i < len(list); i++ {
		for n, t := range s.Tables {
			if t.Partition && len(t.Parents) > 0 && t.Parents[0] == list[i] && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list
}

// enter returns the roles of a table's rows.
func (j *joins) enter(t *table) []role {
	var list []role
	for _, r := range j.roles[t.key] {
		one := role{sets: r.sets}
		for _, c := range r.columns {
			one.at = append(one.at, t.index(c))
		}
		if !slices.Contains(one.at, -1) {
			list = append(list, one)
		}
	}
	return list
}

// add adds the keys of a row before and after; either may lack. Equal ones are
// looked up once.
func (j *joins) add(roles []role, a, b rowView) {
	for i := range roles {
		x, inA := j.keyOf(&roles[i], a)
		if inA && b.ok() && sameKey(&roles[i], a, b) {
			j.put(roles[i].sets, x, inBefore|inAfter)
			continue
		}
		if inA {
			j.put(roles[i].sets, x, inBefore)
		}
		if y, inB := j.keyOf(&roles[i], b); inB {
			j.put(roles[i].sets, y, inAfter)
		}
	}
}

// keyOf returns the hash of a row's key; false for none: one with a NULL in it
// refers to nothing.
func (j *joins) keyOf(r *role, row rowView) (h uint64, ok bool) {
	if !row.ok() {
		return 0, false
	}
	if len(r.at) == 1 {
		v := row.value(r.at[0])
		return maphash.Bytes(j.key, v), v != nil
	}
	j.buf = j.buf[:0]
	for _, n := range r.at {
		v := row.value(n)
		if v == nil {
			return 0, false
		}
		j.buf = append(append(j.buf, v...), 0)
	}
	return maphash.Bytes(j.key, j.buf), true
}

func sameKey(r *role, a, b rowView) bool {
	for _, n := range r.at {
		x, y := a.value(n), b.value(n)
		if (x == nil) != (y == nil) || !bytes.Equal(x, y) {
			return false
		}
	}
	return true
}

func (j *joins) put(sets *keySets, h, dumps uint64) {
	if h&(1<<j.shift-1) != 0 {
		return
	}
	if j.waiting = append(j.waiting, marking{sets, h, dumps}); len(j.waiting) == markings {
		j.mark()
	}
}

// mark adds the keys that wait.
func (j *joins) mark() {
	for i := range j.waiting {
		j.fetched += j.waiting[i].sets.fetch(j.waiting[i].key)
	}
	for _, m := range j.waiting {
		if m.key&(1<<j.shift-1) != 0 {
			continue // the sample is smaller by now
		}
		b := budget{}
		m.sets.mark(m.key, m.dumps, &b)
		if j.left += b.left; j.left < 0 {
			j.halve()
		}
	}
	j.waiting = j.waiting[:0]
}

// halve makes all samples half as large.
func (j *joins) halve() {
	j.shift++
	done := map[*keySets]bool{}
	for _, roles := range j.roles {
		for _, r := range roles {
			if done[r.sets] {
				continue
			}
			done[r.sets] = true
			b := budget{}
			r.sets.keep(1<<j.shift-1, &b)
			j.left += b.left
		}
	}
}

// judge counts the orphans.
func (j *joins) judge(res *Result) {
	j.mark()
	for _, one := range j.list {
		f := ForeignKey{
			Database: one.table.database, Table: one.table.name.String(), Constraint: one.constraint,
			Parent: one.parent.name.String(), Share: 1 / float64(uint64(1)<<j.shift),
		}
		f.Before, f.After = orphans(one, inBefore), orphans(one, inAfter)
		res.ForeignKeys = append(res.ForeignKeys, f)
		if f.After > f.Before && !one.excused {
			res.found(Finding{Class: "join-lost", Database: f.Database, Table: f.Table, Object: f.Constraint, Count: f.After - f.Before})
		}
	}
}

// orphans counts the keys in a dump that refer to none in it.
func orphans(one *join, dump uint64) (n int64) {
	one.child.each(func(key, dumps uint64) {
		if dumps&dump != 0 && one.refers.get(key)&dump == 0 {
			n++
		}
	})
	return n
}
