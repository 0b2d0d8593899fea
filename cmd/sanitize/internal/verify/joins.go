package verify

import (
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
}

// join is a foreign key.
type join struct {
	table, parent tableKey
	constraint    string
	child, refers *keySets
	excused       bool // rows of the tables may be dropped
}

// keySets are the keys of some columns of a table, before and after.
type keySets [2]pairs

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
	j := &joins{key: key, roles: map[tableKey][]roleSpec{}, left: int(opts.Memory / 8 / 32)}
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
	j.spread(db, s, t.Name, roleSpec{k.Columns, one.child}, one, opts)
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
	j.spread(db, s, name, roleSpec{columns, sets}, nil, nil)
	return sets
}

// spread gives a role to a table and all its partitions.
func (j *joins) spread(db int, s *dumpfmt.Schema, name dumpfmt.Name, r roleSpec, _ *join, _ *Options) {
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
			one.at = append(one.at, slices.Index(t.names, c))
		}
		if !slices.Contains(one.at, -1) {
			list = append(list, one)
		}
	}
	return list
}

// add adds a row's keys. A key with a NULL in it refers to nothing.
func (j *joins) add(roles []role, r rowView, after bool) {
	side := 0
	if after {
		side = 1
	}
next:
	for i := range roles {
		j.buf = j.buf[:0]
		var h uint64
		if at := roles[i].at; len(at) == 1 {
			v := r.value(at[0])
			if v == nil {
				continue
			}
			h = maphash.Bytes(j.key, v)
		} else {
			for _, n := range at {
				v := r.value(n)
				if v == nil {
					continue next
				}
				j.buf = append(append(j.buf, v...), 0)
			}
			h = maphash.Bytes(j.key, j.buf)
		}
		if h&(1<<j.shift-1) != 0 {
			continue
		}
		b := budget{}
		roles[i].sets[side].put(h, 0, &b)
		if j.left += b.left; j.left < 0 {
			j.halve()
		}
	}
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
			for side := range r.sets {
				b := budget{}
				r.sets[side].keep(1<<j.shift-1, &b)
				j.left += b.left
			}
		}
	}
}

// judge counts the orphans.
func (j *joins) judge(res *Result) {
	for _, one := range j.list {
		f := ForeignKey{
			Database: one.table.database, Table: one.table.name.String(), Constraint: one.constraint,
			Parent: one.parent.name.String(), Share: 1 / float64(uint64(1)<<j.shift),
		}
		f.Before, f.After = orphans(one, 0), orphans(one, 1)
		res.ForeignKeys = append(res.ForeignKeys, f)
		if f.After > f.Before && !one.excused {
			res.found(Finding{Class: "join-lost", Database: f.Database, Table: f.Table, Object: f.Constraint, Count: f.After - f.Before})
		}
	}
}

func orphans(one *join, side int) (n int64) {
	parents := &one.refers[side]
	one.child[side].each(func(key, _ uint64) {
		if !parents.has(key) {
			n++
		}
	})
	return n
}

func (p *pairs) has(key uint64) bool {
	if len(p.slots) == 0 {
		return false
	}
	for i := p.slot(key); ; i = (i + 1) & (len(p.slots) - 1) {
		switch p.slots[i].key {
		case key:
			return true
		case 0:
			return false
		}
	}
}
