package verify

import (
	"fmt"
	"hash/maphash"

	"github.com/axiomhq/hyperloglog"
)

// A mapping holds which value became which: whether equal values stayed equal
// and different ones different. It is exact up to the budget of the run; beyond
// it for a sample of the values, those whose keyed hash begins with some zero
// bits, and distinct values are counted by HyperLogLog.
type mapping struct {
	forth, back pairs
	apart       tally // equal values with different results
	together    tally // different values with equal results
	again       int64 // values that had been seen before
	lawful      int64 // of them: that were changed, to what they had become before
	shift       uint  // 1 in 1<<shift of the values is in the sample
	before      *hyperloglog.Sketch
	after       *hyperloglog.Sketch
}

// budget is how many pairs the run may hold more.
type budget struct{ left int }

// isMapped reports whether it is noted which value of a column became which.
func (col *column) isMapped() bool {
	switch col.kind {
	case kindText, kindNumber, kindOther:
		return !col.known || col.decision.Function || col.decision.Injective
	}
	return false
}

// hash makes hashed the hashes of values and of their results, at most bundled, and
// brings near where they are looked up.
func (r *partReader) hash(col *column, list []change) {
	m, isMapped := &mapping{}, col.isMapped()
	if isMapped {
		m = &col.results.touch().mapping
	}
	for i := range list {
		v := &list[i]
		if v.line == gone {
			continue
		}
		x, y := maphash.Bytes(r.c.key, v.a), maphash.Bytes(r.c.key, v.b)
		r.hashed[i] = pair{x, y}
		if isMapped && m.samples(x) {
			r.fetched += m.forth.fetch(x)
		}
		if isMapped && m.samples(y) {
			r.fetched += m.back.fetch(y)
		}
	}
}

// samples reports whether the value with a hash is in the sample.
func (m *mapping) samples(h uint64) bool { return h&(1<<m.shift-1) == 0 }

// maps notes what a value has become, both by their hashes, and reports whether it is a
// new one of those that are noted. Of JSON, in text, too, two may become one.
func (r *partReader) maps(col *column, v *change, is pair) (fresh bool) {
	if !col.isMapped() {
		return false
	}
	x, y := is.key, is.value
	m := &col.results.touch().mapping
	if m.before != nil {
		m.before.InsertHash(spread(x))
		m.after.InsertHash(spread(y))
	}
	if m.samples(x) {
		if old, seen := m.forth.put(x, y, &r.budget); !seen {
			fresh = true
		} else if m.again++; old != y {
			m.apart.add(v.line, Fingerprint(x))
		} else if x != y {
			m.lawful++
		}
	}
	if m.samples(y) {
		if old, seen := m.back.put(y, x, &r.budget); seen && old != x && col.form(v.a) != kindJSON {
			m.together.add(v.line, Fingerprint(y))
		}
	}
	for r.budget.left < 0 && m.forth.n+m.back.n > 4096 {
		m.halve(&r.budget)
	}
	return fresh
}

// isLawful reports whether each value that was changed became the same each time, and
// never stayed: a mask that leaves most of what there is does so, damage does not.
func (m *mapping) isLawful() bool { return m.apart.n == 0 && m.lawful >= leastLawful }

// leastLawful is how often a value must have become what it became before.
const leastLawful = 8

// halve makes the sample half as large.
func (m *mapping) halve(b *budget) {
	if m.before == nil {
		m.before, m.after = hyperloglog.New14(), hyperloglog.New14()
		m.forth.each(func(x, _ uint64) { m.before.InsertHash(spread(x)) })
		m.back.each(func(y, _ uint64) { m.after.InsertHash(spread(y)) })
	}
	m.shift++
	m.forth.keep(1<<m.shift-1, b)
	m.back.keep(1<<m.shift-1, b)
}

// spread makes a hash, or the key of it, one for a sketch, which goes by the high
// bits: of a key one is always set.
func spread(h uint64) uint64 { return (h | some) * 0x9e3779b97f4a7c15 }

// judgeMapping finds values that should be equal or different and are not.
func (c *comparer) judgeMapping(t *table, col *column, report func(string, tally)) {
	m := &col.results.view().mapping
	if m.forth.n == 0 {
		return
	}
	if m.shift > 0 {
		c.result.note(fmt.Sprintf("table %s: column %s: equality is checked for one in %d of its values: about %d distinct before, %d after",
			t.key.name, col.name, 1<<m.shift, m.before.Estimate(), m.after.Estimate()))
	}
	switch {
	case col.known && col.decision.Function, !col.known && m.apart.n*50 < m.again:
		report("equality-lost", m.apart)
	}
	if !col.known || !col.decision.Injective {
		return
	}
	report("difference-lost", m.together)
	if m.shift == 0 || m.together.n > 0 {
		return
	}
	before, after := float64(m.before.Estimate()), float64(m.after.Estimate())
	if after < before*0.95 {
		report("difference-lost", tally{n: int64(before - after), line: col.changed.line, print: col.changed.print})
	}
}

// pairs is an open table of pairs of hashes; zero is no key.
type pairs struct {
	slots []pair
	n     int
}

type pair struct{ key, value uint64 }

// put adds a pair unless the key is there, and returns the value that it has.
func (p *pairs) put(key, value uint64, b *budget) (old uint64, seen bool) {
	s := p.find(key, b)
	if s.key != 0 {
		return s.value, true
	}
	*s = pair{key | some, value}
	return value, false
}

// mark adds bits to the value of a key.
func (p *pairs) mark(key, bits uint64, b *budget) {
	s := p.find(key, b)
	s.key = key | some
	s.value |= bits
}

// get returns the value of a key, 0 if it is not there.
func (p *pairs) get(key uint64) uint64 {
	if len(p.slots) == 0 {
		return 0
	}
	for i := p.slot(key | some); ; i = (i + 1) & (len(p.slots) - 1) {
		if s := &p.slots[i]; s.key == key|some || s.key == 0 {
			return s.value
		}
	}
}

// fetch brings what a key is looked up in near the processor, as that of a filter does.
func (p *pairs) fetch(key uint64) uint64 {
	if len(p.slots) == 0 {
		return 0
	}
	return p.slots[p.slot(key|some)].key
}

// some makes that no key is zero; the samples go by the low bits.
const some = 1 << 63

// find returns the slot of a key. If it is empty, it is the caller's to fill.
func (p *pairs) find(key uint64, b *budget) *pair {
	if p.n*2 >= len(p.slots) {
		p.resize(max(4, 2*len(p.slots)))
	}
	for i := p.slot(key | some); ; i = (i + 1) & (len(p.slots) - 1) {
		s := &p.slots[i]
		if s.key == 0 {
			p.n++
			b.left--
			return s
		}
		if s.key == key|some {
			return s
		}
	}
}

func (p *pairs) slot(key uint64) int {
	return int(key*0x9e3779b97f4a7c15>>32) & (len(p.slots) - 1)
}

func (p *pairs) resize(n int) {
	old := p.slots
	p.slots = make([]pair, n)
	for _, s := range old {
		if s.key == 0 {
			continue
		}
		i := p.slot(s.key)
		for p.slots[i].key != 0 {
			i = (i + 1) & (n - 1)
		}
		p.slots[i] = s
	}
}

func (p *pairs) each(do func(key, value uint64)) {
	for _, s := range p.slots {
		if s.key != 0 {
			do(s.key, s.value)
		}
	}
}

// keep removes the pairs whose key has one of the bits.
func (p *pairs) keep(bits uint64, b *budget) {
	was := p.n
	kept := pairs{slots: make([]pair, max(16, len(p.slots)/2))}
	p.each(func(key, value uint64) {
		if key&bits == 0 {
			var free budget
			kept.put(key, value, &free)
		}
	})
	*p = kept
	b.left += was - p.n
}
