package verify

import (
	"context"
	"fmt"
	"maps"
	"math"
	mathbits "math/bits"
	"slices"
	"sync"

	"sanitize/dumpfmt"
)

// A search looks through the second dump for originals of masked columns. What
// stands in a kept column, or in a statement that is the same in both dumps,
// stood there before: it is noted, and no finding.
type search struct {
	c      *comparer
	order  []*place
	hits   map[uint64]bool    // true once the first dump was seen to have it
	few    bitset             // what is not in it is no hit: most of what is asked for
	codes  map[uint64][2]form // the forms of hits that are codes
	forms  codeForms
	kinds  map[int]float64 // how many originals are codes of a kind
	homes  map[home]int64
	scored bool
}

// placeKey is a column, by its number, or what a statement is about.
type placeKey struct {
	table  *table
	column int
	object string
}

// home is a column that has codes of a form.
type home struct {
	placeKey
	form uint64
}

// place is where originals are looked for.
type place struct {
	placeKey
	kept   bool
	listed bool          // its mask draws words of a list
	asked  map[int]int64 // how often, by what stands in asked
	found  hits
}

// ask adds to what was asked for.
func (p *place) ask(more asked) {
	if p.asked == nil {
		p.asked = map[int]int64{}
	}
	p.asked[more.bits] += more.n
}

func newSearch(c *comparer) *search { return &search{c: c, hits: map[uint64]bool{}} }

// run reads the second dump once more.
func (s *search) run(ctx context.Context, after Dump) error {
	var lookers []*looker
	err := s.share(ctx, after, func() func(*chunk) {
		l := &looker{c: s.c, places: map[placeKey]*place{}, room: hitsIn(s.c.opts) / len(s.c.crew.readers)}
		for range maxDepth + 1 {
			l.readers = append(l.readers, s.c.originals.reader())
		}
		lookers = append(lookers, l)
		return l.chunk
	})
	if err != nil {
		return err
	}
	s.gather(lookers)
	s.statements()
	for _, p := range s.order {
		for hash := range p.found.of {
			s.hits[hash] = false
		}
	}
	return nil
}

// share reads a dump and hands its chunks to goroutines, for each of which begin
// returns what it does with one.
func (s *search) share(ctx context.Context, d Dump, begin func() func(*chunk)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(context.Canceled)
	f, err := open(ctx, d, s.c.opts.Scan...)
	if err != nil {
		return err
	}
	var readers sync.WaitGroup
	for range s.c.crew.readers {
		do := begin()
		readers.Go(func() {
			for k := range f.full {
				do(k)
				f.give(k)
			}
		})
	}
	readers.Wait()
	return f.err
}

// gather joins what the lookers have found, by place.
func (s *search) gather(lookers []*looker) {
	all := map[placeKey]*place{}
	for _, l := range lookers {
		for key, p := range l.places {
			one := all[key]
			if one == nil {
				all[key] = p
				s.order = append(s.order, p)
				continue
			}
			for bits, n := range p.asked {
				one.ask(asked{bits, n})
			}
			one.found.join(p.found)
		}
	}
	slices.SortFunc(s.order, func(a, b *place) int { return compareText(a.name(), b.name()) })
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// name puts places in order.
func (p *place) name() string {
	if p.table == nil {
		return "~" + p.object
	}
	return fmt.Sprintf("%d %s %06d", p.table.key.database, p.table.key.name, p.column)
}

// statements asks for what is new in statements that were edited.
func (s *search) statements() {
	for _, e := range s.c.edits {
		p := &place{placeKey: placeKey{object: e.object}}
		for _, h := range e.hashes {
			p.ask(asked{maxBits, 1})
			if s.c.originals.filter.has(h) {
				p.found.add(hit{h, e.line, 1, maxBits})
			}
		}
		s.order = append(s.order, p)
	}
}

// pending reports whether there is something to confirm: more than chance puts
// in some place, if the filter was always right. It is never right less often
// than that.
func (s *search) pending() bool {
	return slices.ContainsFunc(s.order, func(p *place) bool { return s.beyondChance(p, 0).n > 0 })
}

// confirm reads the first dump again, for the originals that the filter was
// right about.
func (s *search) confirm(ctx context.Context, before Dump) error {
	s.scored = true
	s.few = newBitset(max(16, mathbits.Len(uint(len(s.hits)))+4))
	for hash := range s.hits {
		s.few.add(hash)
	}
	var all []*confirmer
	err := s.share(ctx, before, func() func(*chunk) {
		one := &confirmer{s: s, hits: map[uint64]bool{}, codes: map[uint64][2]form{}, forms: codeForms{}, homes: map[home]int64{}}
		all = append(all, one)
		r := s.c.originals.reader()
		return func(k *chunk) {
			for i := range k.items {
				s.c.eachOriginal(r, k, &k.items[i], one.take)
			}
		}
	})
	s.codes, s.forms, s.homes = map[uint64][2]form{}, codeForms{}, map[home]int64{}
	for _, one := range all {
		maps.Copy(s.hits, one.hits)
		maps.Copy(s.codes, one.codes)
		s.forms.join(one.forms)
		for at, n := range one.homes {
			s.homes[at] += n
		}
	}
	s.kinds = s.forms.count()
	return err
}

// A confirmer notes which hits are originals, and how many codes there are. It
// belongs to one goroutine.
type confirmer struct {
	s     *search
	hits  map[uint64]bool
	codes map[uint64][2]form
	forms codeForms
	homes map[home]int64 // and how many
}

// take takes a run by which an original of a column that was read is known again.
func (o *confirmer) take(r *wordReader, a run, at placeKey) {
	hit := o.s.isHit(a.hash)
	if hit {
		o.hits[a.hash] = true
	}
	forms, ok := r.codeForms(a)
	if !ok {
		return
	}
	for _, f := range forms {
		if o.forms.add(f, a.hash) {
			o.homes[home{at, f.hash}]++
		}
	}
	if hit {
		o.codes[a.hash] = forms
	}
}

// isHit reports whether a hash is one of a hit.
func (s *search) isHit(hash uint64) bool {
	if !s.few.has(hash) {
		return false
	}
	_, ok := s.hits[hash]
	return ok
}

// eachOriginal hands to do what the filter was given of rows, and more that it
// would have been given if it had been masked.
func (c *comparer) eachOriginal(r *wordReader, k *chunk, it *item, do func(r *wordReader, a run, at placeKey)) {
	if it.lo == it.hi {
		return
	}
	t := c.tables[c.target(it)]
	if t == nil {
		return
	}
	fields := t.fields(c, it.header)
	at := placeKey{table: t}
	has := func(_ []byte, _ uint64, a run) { do(r, a, at) }
	var leaves []leaf
	var bare []byte
	for i, col := range t.columns {
		if col.isOriginal() || col.kind == kindChoice || col.kind == kindDate {
			continue
		}
		at.column = i
		for n := it.lo; n < it.hi; n++ {
			v := rowView{chunk: k, row: k.rows[n], fields: fields}.value(i)
			if len(v) < least {
				continue
			}
			if !col.kind.inner() {
				for one := range pieces(content(v, &bare)) {
					r.read(one)
					r.forms(r.whole(), has)
				}
			}
			leaves = col.form(v).leaves(leaves[:0], v, c.originals.steering)
			for _, l := range leaves {
				r.read(content(l.text, &bare))
				r.forms(r.whole(), has)
			}
		}
	}
}

// judge finds the places that hold more originals than chance would put there.
func (s *search) judge() {
	wrong := 0.0
	if !s.scored { // the first dump could not be read again
		wrong = s.c.originals.filter.rate()
	}
	for _, p := range s.order {
		s.excuse(p)
		s.sampled(p)
		if what := s.beyondChance(p, wrong); what.n > 0 {
			s.report(p, what)
		}
	}
	slices.Sort(s.c.result.Notes)
}

// excuse takes from what was found in a place the codes of which the form leaves a
// mask no others, or few: of one form, and of all together.
func (s *search) excuse(p *place) {
	found := map[uint64]*clumps{}
	asked := map[uint64]int64{}
	for hash, h := range p.found.of {
		for _, f := range s.codes[hash] {
			if found[f.hash] == nil {
				found[f.hash] = &clumps{}
			}
			found[f.hash].add(h.n)
			asked[f.hash] = max(asked[f.hash], p.asked[h.bits], p.asked[askedCodes+f.kind])
		}
	}
	excused := map[uint64]bool{}
	for hash, n := range found {
		expected := s.expected(p, hash, asked[hash])
		excused[hash] = expected >= rarest && n.n <= n.allowed(expected)
	}
	if s.leaves(p, excused) {
		maps.DeleteFunc(p.found.of, func(hash uint64, _ hit) bool { return s.excuses(excused, hash) })
	}
}

// excuses reports whether the form of a code, one of the two, is excused.
func (s *search) excuses(excused map[uint64]bool, hash uint64) bool {
	f := s.codes[hash]
	return excused[f[0].hash] || excused[f[1].hash]
}

// leaves reports whether the codes of the excused forms are no more together than are
// expected of all forms that a place was asked for.
func (s *search) leaves(p *place, excused map[uint64]bool) bool {
	var all clumps
	for hash, h := range p.found.of {
		if s.excuses(excused, hash) {
			all.add(h.n)
		}
	}
	if all.n == 0 {
		return true // in most places: forms are many
	}
	expected := 0.0
	for hash, f := range s.forms {
		expected += s.expected(p, hash, p.asked[askedCodes+f.kind])
	}
	return all.n <= all.allowed(expected)
}

// expected returns how often originals of a form come by chance in a place that was
// asked so often for codes of its kind: of its own column as often as these are there.
func (s *search) expected(p *place, form uint64, asked int64) float64 {
	f := s.forms[form]
	if f == nil {
		return 0 // no code, or one of too many forms
	}
	n := float64(s.homes[home{p.placeKey, form}])
	if n == 0 {
		n = float64(asked) * f.originals / max(f.originals, s.kinds[f.kind])
	}
	return p.found.share() * n * f.originals / f.space
}

// beyondChance returns the originals in a place that are more than chance
// explains: of those that have the most bits, and of those with fewer, down to
// the fewest. The many short words of a place excuse no long one. wrong is how
// often the filter is.
func (s *search) beyondChance(p *place, wrong float64) tally {
	var seen, beyond tally
	var together clumps
	expected, bits := 0.0, maxBits+1
	found := p.found.sorted()
	for i, h := range found {
		for ; bits > h.bits; bits-- {
			n := float64(s.c.originals.sizes[bits-1])
			asked := max(p.asked[bits-1], p.asked[askedNumbers+bits-1])
			expected += p.found.share() * float64(asked) * (n/math.Exp2(float64(bits-1)) + wrong)
		}
		if !s.scored || s.hits[h.hash] {
			seen.join(tally{h.n, h.line, Fingerprint(h.hash)})
			together.add(h.n)
		}
		last := i+1 == len(found) || found[i+1].bits != h.bits
		if last && seen.n > together.allowed(expected) {
			beyond = seen
		}
	}
	return beyond
}

// sampled notes that of a place not all was looked up that may be an original.
func (s *search) sampled(p *place) {
	if p.found.shift == 0 {
		return
	}
	where := p.object
	if p.table != nil {
		where = fmt.Sprintf("table %s: column %s", p.table.key.name, p.table.columns[p.column].name)
	}
	s.c.result.note(fmt.Sprintf("%s: one in %d of the values that may be originals were looked up: more memory has room for more", where, 1<<p.found.shift))
	s.c.share = min(s.c.share, p.found.share())
}

func (s *search) report(p *place, what tally) {
	f := Finding{Class: "original-found", Object: p.object, Count: what.n, Line: what.line, Fingerprint: what.print}
	if p.table != nil {
		f.Database, f.Table, f.Column = p.table.key.database, p.table.key.name.String(), p.table.columns[p.column].name
	}
	if p.kept {
		f.Class = "original-kept"
		s.c.result.Kept = append(s.c.result.Kept, f)
		return
	}
	if p.table != nil && p.table.columns[p.column].drawsFromList() {
		s.c.result.note(fmt.Sprintf("table %s: column %s: its values come of a list, as it seems: %d are originals; with the policy they are judged", f.Table, f.Column, f.Count))
		return
	}
	s.c.result.found(f)
}

// isLooked reports whether originals are looked for among a column's values.
func (col *column) isLooked() bool {
	return !col.generated && col.kind != kindChoice && col.kind != kindDate && col.kind != kindNumber
}

// drawsFromList reports whether a column of which nothing is known has few
// results, which come again: a mask that chooses of a list gives others' originals.
func (col *column) drawsFromList() bool {
	m := &col.results.view().mapping
	return !col.known && m.shift == 0 && m.back.n > 0 && int64(m.back.n)*4 <= col.compared*3 && m.back.n <= 1000
}

// isOriginal reports whether what stands in a column stood there before.
func (col *column) isOriginal() bool { return !col.masked() && col.rarely.view().set.n == 0 }

// place returns where a column's values are looked through.
func newPlace(key placeKey) *place {
	if key.table == nil {
		return &place{placeKey: key, kept: true}
	}
	col := key.table.columns[key.column]
	return &place{placeKey: key, kept: col.isOriginal(), listed: col.known && col.decision.Listed}
}

// isText reports whether an item is a statement or the like.
func (it *item) isText() bool {
	return it.kind == dumpfmt.SQL || it.kind == dumpfmt.Meta || it.kind == dumpfmt.Space
}
