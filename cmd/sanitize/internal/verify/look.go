package verify

import (
	"bytes"
	"html"
	"io"
	"mime/quotedprintable"
	"net/url"
)

// A looker looks for originals in values, and in what they are decoded. It
// belongs to one goroutine.
type looker struct {
	c       *comparer
	places  map[placeKey]*place
	readers []*wordReader // by depth
	prose   bool          // the value at hand is text
	blanked []byte        // for value
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
		p := l.place(placeKey{table: t, column: i})
		for n := it.lo; n < it.hi; n++ {
			f := rowView{chunk: k, row: k.rows[n], fields: fields}.field(i)
			if f.n < least || f.n >= unset {
				continue
			}
			switch v := k.value(f); {
			case !p.kept:
				l.value(p, v, k.rows[n].line)
			case len(v) >= 2*least && l.c.originals.mayBegin(v):
				l.look(p, v, k.rows[n].line, 0)
			}
		}
	}
}

// value looks through a value of a masked column.
func (l *looker) value(p *place, v []byte, line int64) {
	col := p.table.columns[p.column]
	form := col.form(v)
	if form == kindJSON && len(col.keys) > 0 {
		l.blanked = col.withoutKeys(l.blanked[:0], v)
		v = l.blanked
	}
	l.prose = form == kindText
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
	fewest := 1
	if p.kept {
		fewest = surely
	}
	if len(v) < 2*least && p.kept {
		return
	}
	r := l.readers[depth]
	r.read(v)
	prose := l.prose && r.hasLetters()
	l.c.originals.each(r, !p.kept, fewest, func(a run, bits int) {
		isAlone := a.letters == 0 && (!prose || a.digits > longestPhone)
		switch {
		case !isAlone:
		case p.kept && bits < surely+aloneBits:
			return
		default:
			p.asked[bits] += alone - 1
		}
		p.ask(l.c, a.hash, bits, line)
	})
	if depth == maxDepth || p.kept && p.table != nil {
		return
	}
	if bytes.IndexByte(v, '%') >= 0 {
		if d, err := url.QueryUnescape(string(v)); err == nil && d != string(v) {
			l.look(p, []byte(d), line, depth+1)
		}
	}
	if i := bytes.IndexByte(v, '&'); i >= 0 && bytes.IndexByte(v[i:], ';') >= 0 {
		if d := html.UnescapeString(string(v)); d != string(v) {
			l.look(p, []byte(d), line, depth+1)
		}
	}
	if bytes.IndexByte(v, '\\') >= 0 {
		if d := unescape(v); !bytes.Equal(d, v) {
			l.look(p, d, line, depth+1)
		}
	}
	var bare []byte
	if d := content(v, &bare); !bytes.Equal(d, v) {
		l.look(p, d, line, depth+1)
	}
	if bytes.IndexByte(v, '<') >= 0 { // what attributes say was seen before
		if d := appendUntagged(nil, v, false); !bytes.Equal(d, v) {
			l.look(p, d, line, depth+1)
		}
	}
	if escape := bytes.IndexByte(v, '='); escape >= 0 && escape+2 < len(v) {
		d, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(v)))
		if err == nil && len(d) < len(v) {
			l.look(p, d, line, depth+1)
		}
	}
	l.decoded(p, v, line, depth)
}

// alone is how much likelier a number that is all of a value is to be another's
// by chance than one in a text, or one longer than a telephone's: masks keep
// countries, areas, banks and issuers, about six digits.
const alone = 1 << aloneBits

const aloneBits = 20

// ask asks the filter.
func (p *place) ask(c *comparer, h uint64, bits int, line int64) {
	p.asked[bits]++
	if !c.originals.filter.has(h) {
		return
	}
	if len(p.found) == maxHits {
		p.more++
		return
	}
	p.found = append(p.found, hit{h, line, bits})
}

// decoded looks for originals in what looks like a text in one of the codings.
func (l *looker) decoded(p *place, v []byte, line int64, depth int) {
	for at := 0; at < len(v); at++ {
		lo := at
		for at < len(v) && base64Byte[v[at]] {
			at++
		}
		if at-lo < 8 {
			continue
		}
		for _, decode := range codings {
			if d, ok := decode(v[lo:at]); ok {
				l.look(p, d, line, depth+1)
			}
		}
	}
}
