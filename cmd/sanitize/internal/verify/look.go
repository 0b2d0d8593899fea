package verify

import "hash/maphash"

// A looker looks for originals in values, and in what they are decoded. It
// belongs to one goroutine.
type looker struct {
	c       *comparer
	places  map[placeKey]*place
	readers []*wordReader // by depth
	prose   bool          // the value at hand is text
	coded   bool          // it was in digits or letters that stand for bytes: no mask gives such
	blanked []byte        // for value
	asked   []asked       // of the value at hand
	found   int64         // hits, in all
	held    int           // of them, in places
	room    int           // for hits
	recent  [recently]looked
}

// asked is how often it was asked for runs of so many bits.
type asked struct {
	bits int
	n    int64
}

// looked is a value, by hash, in which nothing was found.
type looked struct {
	place *place
	hash  uint64
	asked []asked
}

// maxDepth is how often what was decoded is decoded once more.
const maxDepth = 2

// chunk looks through the rows and statements of a chunk.
func (l *looker) chunk(k *chunk) {
	for i := range k.items {
		switch it := &k.items[i]; {
		case it.lo < it.hi:
			l.rows(k, it)
		case it.isText():
			l.prose = false
			l.look(l.place(placeKey{object: object(it)}), it.text, it.line, 0)
		}
	}
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
			if kept && (len(v) < 2*least || !l.c.originals.mayBegin(v)) {
				continue
			}
			if p == nil {
				p = l.place(placeKey{table: t, column: i})
			}
			l.again(p, v, k.rows[n].line)
		}
	}
}

// again looks through a value, unless it did so not long before and found nothing.
func (l *looker) again(p *place, v []byte, line int64) {
	l.asked = l.asked[:0]
	if len(v) > longestRecent {
		l.value(p, v, line)
		return
	}
	h := maphash.Bytes(l.c.key, v)
	recent := &l.recent[h%recently]
	if recent.place == p && recent.hash == h {
		for _, a := range recent.asked {
			p.asked[a.bits] += a.n
		}
		return
	}
	found := l.found
	if l.value(p, v, line); l.found == found {
		*recent = looked{p, h, append(recent.asked[:0], l.asked...)}
	}
}

// value looks through a value: of a masked column without the keys that JSON had
// before.
func (l *looker) value(p *place, v []byte, line int64) {
	col := p.table.columns[p.column]
	l.prose = false
	if !p.kept {
		form := col.form(v)
		if form == kindJSON && len(col.results.view().keys) > 0 {
			l.blanked = col.withoutKeys(l.blanked[:0], v)
			v = l.blanked
		}
		l.prose = form == kindText
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
	if len(v) > pieceSize {
		for one := range pieces(v) {
			l.look(p, one, line, depth)
		}
		return
	}
	if len(v) < 2*least && p.kept {
		return
	}
	r := l.readers[depth]
	r.read(v)
	l.ask(p, r, line)
	if depth == maxDepth || p.kept && p.table != nil {
		return
	}
	for _, plain := range spellings {
		if d := plain(v); d != nil {
			l.look(p, d, line, depth+1)
		}
	}
	was := l.coded
	l.coded = true
	eachDecoded(v, func(d []byte) { l.look(p, d, line, depth+1) })
	l.coded = was
	for i := range turns {
		if l.c.originals.mayTurn(r, &turns[i]) {
			l.look(p, turns[i].undo(v), line, maxDepth)
		}
	}
}

// ask asks for the words that r has read.
func (l *looker) ask(p *place, r *wordReader, line int64) {
	fewest := 1
	if p.kept {
		fewest = surely
	}
	prose := l.prose && r.hasLetters()
	l.c.originals.each(r, !p.kept, fewest, func(a run, bits int) {
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
		l.asked = append(l.asked, asked{bits, n})
		p.asked[bits] += n
		if l.c.originals.filter.has(a.hash) {
			l.note(p, hit{a.hash, line, 1, bits})
		}
	})
}

// note notes a hit. If there is no room for more, the place with the most hits keeps
// half of them, or each does.
func (l *looker) note(p *place, one hit) {
	l.found++
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
