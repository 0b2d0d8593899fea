package verify

import "hash/maphash"

// A looker looks for originals in values, and in what they are decoded. It
// belongs to one goroutine.
type looker struct {
	c       *comparer
	places  map[placeKey]*place
	readers []*wordReader     // by depth
	prose   bool              // the value at hand is text
	coded   bool              // it was in digits or letters that stand for bytes: no mask gives such
	blanked []byte            // for value
	asked   []asked           // of the value at hand
	sums    [askedKinds]int64 // of the place at hand, by bits
	summed  []int             // the bits of those that are not 0: few
	held    int               // hits in places
	room    int               // for these
	looked  *looked           // of the value at hand
	waiting []question
	batches int // of questions that were asked
	recent  [recently]looked
	turned  [maxDepth][len(turns)]bool // what was read by depth may be turned
	first   []int                      // for turns
	fetched uint64                     // for nobody
}

// asked is how often it was asked for runs of so many bits; or, beyond maxBits, how
// many numbers of so many bits and codes of a kind there were, asked for or not: of
// those that are dense, the ones that are asked for are most often there.
type asked struct {
	bits int
	n    int64
}

// A question is what the filter is to be asked. Those of a batch wait for memory
// together.
type question struct {
	place *place
	hit
	value *looked // what is remembered of its value, nil for nothing
}

// batchSize is how many questions a batch has.
const batchSize = 32

// looked is a value, by hash.
type looked struct {
	place *place
	hash  uint64
	batch int  // the last one that its questions are in
	found bool // an original
	asked []asked
}

// chunk looks through the rows and statements of a chunk.
func (l *looker) chunk(k *chunk) {
	for i := range k.items {
		switch it := &k.items[i]; {
		case it.lo < it.hi:
			l.rows(k, it)
		case it.isText():
			l.prose = false
			l.looked = nil
			p := l.place(placeKey{object: object(it)})
			l.look(p, it.text, it.line, 0)
			l.leave(p)
		}
	}
	l.answer()
}

func (l *looker) rows(k *chunk, it *item) {
	t := l.c.tables[l.c.target(it)]
	if t == nil {
		return
	}
	fields := t.fields(l.c, it.header)
	for i, col := range t.columns {
		if !col.isLooked() {
			continue
		}
		kept := col.isOriginal()
		var p *place // few columns of many have one
		for n := it.lo; n < it.hi; n++ {
			f := rowView{chunk: k, row: k.rows[n], fields: fields}.field(i)
			if f.n < least || f.n >= unset {
				continue
			}
			v := k.value(f)
			if kept && !l.c.originals.sure.mayBegin(v) {
				continue
			}
			if p == nil {
				p = l.place(placeKey{table: t, column: i})
			}
			l.again(p, v, k.rows[n].line)
		}
		if p != nil {
			l.leave(p)
		}
	}
}

// leave notes in a place what was asked for there.
func (l *looker) leave(p *place) {
	for _, bits := range l.summed {
		p.ask(asked{bits, l.sums[bits]})
		l.sums[bits] = 0
	}
	l.summed = l.summed[:0]
}

// again looks through a value, unless it did so not long before and found nothing.
func (l *looker) again(p *place, v []byte, line int64) {
	l.asked = l.asked[:0]
	if len(v) > longestRecent {
		l.looked = nil
		l.value(p, v, line)
		return
	}
	h := maphash.Bytes(l.c.key, v)
	recent := &l.recent[h%recently]
	if recent.place == p && recent.hash == h && recent.batch < l.batches && !recent.found {
		for _, a := range recent.asked {
			l.sum(a)
		}
		return
	}
	recent.found = false
	l.looked = recent
	l.value(p, v, line)
	recent.place, recent.hash, recent.batch, recent.asked = p, h, l.batches, append(recent.asked[:0], l.asked...)
}

// value looks through a value: of a masked column without the keys that JSON and
// hstore had before.
func (l *looker) value(p *place, v []byte, line int64) {
	col := p.table.columns[p.column]
	l.prose = false
	if !p.kept {
		form := col.form(v)
		if len(col.results.view().keys) > 0 && (form == kindJSON || form == kindNested && isPairs(v)) {
			l.blanked = col.withoutKeys(l.blanked[:0], v)
			v = l.blanked
		}
		if l.prose = form == kindText; l.prose {
			v = numbersOf(v, &l.blanked)
			if isMarkup(v) {
				v = namesOfTags.ReplaceAllLiteral(v, []byte("<"))
			}
		}
	}
	l.look(p, v, line, 0)
}

func (l *looker) place(key placeKey) *place {
	p := l.places[key]
	if p == nil {
		p = newPlace(key)
		l.places[key] = p
	}
	return p
}

// look asks for all that a value may hide: its words, and what they are decoded.
// A kept value is looked through for what is surely one's own, as it was written.
func (l *looker) look(p *place, v []byte, line int64, depth int) {
	for one := range pieces(v) {
		l.piece(p, one, line, depth, nil)
	}
}

// piece is look for a piece of a value, or for what it says if it is read another way:
// of what outer has read is then asked again only what has changed.
func (l *looker) piece(p *place, v []byte, line int64, depth int, outer *wordReader) {
	if len(v) < 2*least && p.kept {
		return
	}
	r := l.readers[depth]
	r.read(v)
	some := r.all()
	if outer != nil {
		some = r.fresh(outer)
	}
	l.ask(p, r, some, nil, line)
	if depth == 0 && !p.kept {
		r.eachCode(func(kind int) { l.count(kind, 1) })
	}
	if depth == maxDepth || p.kept && p.table != nil {
		return
	}
	l.turns(p, v, line, depth, some, outer != nil)
	for _, plain := range spellings {
		switch d := plain(v); {
		case len(d) > pieceSize:
			l.look(p, d, line, depth+1)
		case d != nil:
			l.piece(p, d, line, depth+1, r)
		}
	}
	was := l.coded
	l.coded = true
	eachDecoded(v, func(d []byte) { l.look(p, d, line, depth+1) })
	l.coded = was
}

// turns looks through what was read of v at a depth, turned back. Of what is only read
// another way a span has changed, unless the words as they were had not been turned.
func (l *looker) turns(p *place, v []byte, line int64, depth int, some span, respelled bool) {
	r, turned := l.readers[depth], l.readers[maxDepth]
	inWords := ascii(v)
	for i := range turns {
		t := &turns[i]
		first, was := l.c.originals.all.turned(l.first[:0], r, t), respelled && l.turned[depth-1][i]
		l.first = first
		l.turned[depth][i] = len(first) > 0 && inWords
		if len(first) == 0 {
			continue
		}
		fresh := some
		if inWords {
			turned.turn(r, t)
		} else {
			turned.read(t.undo(v))
			first = nil // they may be others
		}
		switch {
		case !was || !inWords:
			fresh = turned.all()
		case t.backwards:
			fresh = span{len(r.words) - some.hi, len(r.words) - some.lo}
		}
		l.ask(p, turned, fresh, first, line)
	}
}

// ask asks for the words of a span that r has read. Runs begin with one of the words of
// first, or any if that is nil.
func (l *looker) ask(p *place, r *wordReader, some span, first []int, line int64) {
	fewest, edges := 1, &l.c.originals.all
	if p.kept {
		fewest, edges = surely, &l.c.originals.sure
	}
	prose := l.prose && r.hasLetters()
	a := asker{l.c.originals, edges, r, fewest, func(a run, bits int) {
		isAlone := a.letters == 0 && !l.coded && (!prose || a.digits > longestPhone)
		n := int64(1)
		switch {
		case p.listed && !a.isAddress && a.digits < leastDigits:
			return // words that a list has, too
		case !isAlone:
		case p.kept && bits < surely+aloneBits:
			return
		default:
			n = alone
		}
		l.count(bits, n)
		if l.waiting = append(l.waiting, question{p, hit{a.hash, line, 1, bits}, l.looked}); len(l.waiting) == batchSize {
			l.answer()
		}
	}}
	a.each(some, first)
	if !p.kept {
		a.eachTight(some)
	}
}

// count notes how often it was asked for what has so many bits.
func (l *looker) count(bits int, n int64) {
	l.asked = append(l.asked, asked{bits, n})
	l.sum(asked{bits, n})
}

// sum adds to what was asked for in the place at hand.
func (l *looker) sum(more asked) {
	if l.sums[more.bits] == 0 {
		l.summed = append(l.summed, more.bits)
	}
	l.sums[more.bits] += more.n
}

// answer asks the filter what waits to be asked.
func (l *looker) answer() {
	f := l.c.originals.filter
	for i := range l.waiting {
		l.fetched += f.block(l.waiting[i].hash)[0]
	}
	for i := range l.waiting {
		q := &l.waiting[i]
		if !f.has(q.hash) {
			continue
		}
		l.note(q.place, q.hit)
		if q.value != nil {
			q.value.found = true
		}
	}
	l.waiting = l.waiting[:0]
	l.batches++
}

// note notes a hit. If there is no room for more, the place with the most hits keeps
// half of them, or each does.
func (l *looker) note(p *place, one hit) {
	if !p.found.add(one) {
		return
	}
	if l.held++; l.held < l.room {
		return
	}
	for _, other := range l.places {
		if len(other.found.of) > len(p.found.of) {
			p = other
		}
	}
	if len(p.found.of) > l.room/64 {
		l.held -= p.found.thin(p.found.shift + 1)
		return
	}
	for _, each := range l.places {
		l.held -= each.found.thin(each.found.shift + 1)
	}
}

// alone is how much likelier a number that is all of a value is to be another's
// by chance than one in a text, or one longer than a telephone's: masks keep
// countries, areas, banks and issuers, about six digits.
const alone = 1 << aloneBits

const aloneBits = 20
