package verify

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"math"
	"net/url"
	"slices"
	"unicode/utf8"
)

// A search looks through the second dump for originals of masked columns. What
// stands in a kept column stood there before: it is noted, and no finding.
type search struct {
	c      *comparer
	places map[string]*place
	order  []*place
	hits   map[uint64]bool // true once the first dump was seen to have it
	scored bool
}

// place is where originals are looked for.
type place struct {
	table  *table
	column string
	object string
	kept   bool
	listed bool               // chance gives words
	asked  [maxBits + 1]int64 // by bits
	found  []hit
	more   int64 // beyond those in found
}

// hit is something that the filter may have.
type hit struct {
	hash uint64
	line int64
	bits int
}

// maxHits bounds the hits of a place.
const maxHits = 20_000

func newSearch(c *comparer) *search {
	return &search{c: c, places: map[string]*place{}, hits: map[uint64]bool{}}
}

// run reads the second dump once more.
func (s *search) run(ctx context.Context, after Dump) error {
	s.statements()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(context.Canceled)
	f, err := open(ctx, after, s.c.opts.Partial)
	if err != nil {
		return err
	}
	for k := range f.full {
		for i := range k.items {
			if it := &k.items[i]; it.lo < it.hi {
				s.rows(k, it)
			}
		}
		f.give(k)
	}
	return f.err
}

// rows looks through rows.
func (s *search) rows(k *chunk, it *item) {
	t := s.c.tables[s.c.target(it)]
	if t == nil {
		return
	}
	fields := t.fields(s.c, it.header)
	for i, col := range t.columns {
		if col.kind == kindChoice || col.kind == kindDate || col.kind == kindNumber || col.generated {
			continue
		}
		p := s.place(t, col)
		for n := it.lo; n < it.hi; n++ {
			r := rowView{chunk: k, row: k.rows[n], fields: fields}
			if v := r.value(i); len(v) >= least {
				s.look(p, v, r.row.line, 0)
			}
		}
	}
}

func (s *search) place(t *table, col *column) *place {
	key := t.key.name.String() + "\x00" + col.name
	p := s.places[key]
	if p == nil || p.table != t {
		p = &place{table: t, column: col.name, kept: !col.masked() && col.set.n == 0, listed: col.known && col.decision.Listed}
		s.places[key] = p
		s.order = append(s.order, p)
	}
	return p
}

// look asks for all that a value may hide: its words, and what they are decoded.
func (s *search) look(p *place, v []byte, line int64, depth int) {
	o := s.c.originals
	if p.kept {
		// A kept value is looked through for what is surely one's own.
		o.fill(v)
		if len(o.starts) <= grams {
			o.ask(0, len(o.folded), func(h uint64, bits int) {
				if bits >= 40 {
					s.ask(p, h, bits, line)
				}
			})
		}
		return
	}
	o.each(v, func(h uint64, bits int) { s.ask(p, h, bits, line) })
	if depth > 1 {
		return
	}
	if bytes.IndexByte(v, '%') >= 0 {
		if d, err := url.QueryUnescape(string(v)); err == nil && d != string(v) {
			s.look(p, []byte(d), line, depth+1)
		}
	}
	if i := bytes.Index(v, []byte(`\u`)); i >= 0 {
		if d := unescape(v); !bytes.Equal(d, v) {
			s.look(p, d, line, depth+1)
		}
	}
	s.decoded(p, v, line, depth)
}

// decoded looks for originals in what looks like base64 or hexadecimal digits.
func (s *search) decoded(p *place, v []byte, line int64, depth int) {
	for at := 0; at < len(v); {
		for at < len(v) && !base64Byte(v[at]) {
			at++
		}
		lo := at
		for at < len(v) && base64Byte(v[at]) {
			at++
		}
		if at-lo < 8 {
			continue
		}
		for _, d := range decodings(v[lo:at]) {
			s.look(p, d, line, depth+1)
		}
	}
}

func base64Byte(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '+' || b == '/' || b == '-' || b == '_' || b == '='
}

// decodings returns the texts that v may be.
func decodings(v []byte) (list [][]byte) {
	take := func(d []byte, err error) {
		if err == nil && len(d) >= least && printable(d) {
			list = append(list, d)
		}
	}
	h := bytes.TrimPrefix(v, []byte("x"))
	if len(h)%2 == 0 && hexDigits(h) {
		d, err := hex.DecodeString(string(h))
		take(d, err)
	}
	t := bytes.TrimRight(v, "=")
	if len(t)%4 == 1 {
		return list
	}
	if bytes.ContainsAny(t, "-_") {
		d, err := base64.RawURLEncoding.DecodeString(string(t))
		take(d, err)
	} else {
		d, err := base64.RawStdEncoding.DecodeString(string(t))
		take(d, err)
	}
	return list
}

func hexDigits(v []byte) bool {
	for _, b := range v {
		if !('0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f') {
			return false
		}
	}
	return true
}

func printable(v []byte) bool {
	for _, b := range v {
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7f {
			return false
		}
	}
	return utf8.Valid(v)
}

// unescape decodes the \u escapes of JSON.
func unescape(v []byte) []byte {
	var out []byte
	for i := 0; i < len(v); i++ {
		if i+6 <= len(v) && v[i] == '\\' && v[i+1] == 'u' {
			var r rune
			ok := true
			for _, b := range v[i+2 : i+6] {
				n := bytes.IndexByte([]byte("0123456789abcdef"), b|0x20)
				if '0' <= b && b <= '9' {
					n = int(b - '0')
				}
				if n < 0 {
					ok = false
				}
				r = r<<4 | rune(n&15)
			}
			if ok {
				out = utf8.AppendRune(out, r)
				i += 5
				continue
			}
		}
		out = append(out, v[i])
	}
	return out
}

// ask asks the filter.
func (s *search) ask(p *place, h uint64, bits int, line int64) {
	p.asked[bits]++
	if !s.c.originals.has(h) {
		return
	}
	if len(p.found) == maxHits {
		p.more++
		return
	}
	p.found = append(p.found, hit{h, line, bits})
	s.hits[h] = false
}

// statements asks for what is new in statements that were edited.
func (s *search) statements() {
	for _, e := range s.c.edits {
		p := &place{object: e.object}
		for _, h := range e.hashes {
			s.ask(p, h, maxBits, e.line)
		}
		s.order = append(s.order, p)
	}
}

// pending reports whether there is something to confirm.
func (s *search) pending() bool { return len(s.hits) > 0 }

// confirm reads the first dump again, for the originals that the filter was
// right about.
func (s *search) confirm(ctx context.Context, before Dump) error {
	s.scored = true
	s.c.originals.confirm = func(h uint64) {
		if _, ok := s.hits[h]; ok {
			s.hits[h] = true
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(context.Canceled)
	f, err := open(ctx, before, s.c.opts.Partial)
	if err != nil {
		return err
	}
	for k := range f.full {
		for i := range k.items {
			s.confirmRows(k, &k.items[i])
		}
		f.give(k)
	}
	return f.err
}

func (s *search) confirmRows(k *chunk, it *item) {
	if it.lo == it.hi {
		return
	}
	t := s.c.tables[s.c.target(it)]
	if t == nil {
		return
	}
	fields := t.fields(s.c, it.header)
	for i, col := range t.columns {
		if !col.masked() && col.set.n == 0 {
			continue
		}
		for n := it.lo; n < it.hi; n++ {
			r := rowView{chunk: k, row: k.rows[n], fields: fields}
			if v := r.value(i); len(v) >= least {
				s.c.originals.take(col, v)
			}
		}
	}
}

// judge finds the places that hold more originals than chance would put there.
func (s *search) judge() {
	for _, p := range s.order {
		if what := s.beyondChance(p); what.n > 0 && !p.listed {
			s.report(p, what)
		}
	}
	slices.Sort(s.c.result.Notes)
}

// beyondChance returns the originals in a place that are more than chance
// explains: of those that have the most bits, and of those with fewer, down to
// the fewest. The many short words of a place excuse no long one.
func (s *search) beyondChance(p *place) tally {
	slices.SortStableFunc(p.found, func(a, b hit) int { return b.bits - a.bits })
	var seen, beyond tally
	expected, bits := 0.0, maxBits+1
	for i, h := range p.found {
		for ; bits > h.bits; bits-- {
			expected += float64(p.asked[bits-1]) * float64(s.c.originals.sizes[bits-1]) / math.Exp2(float64(bits-1))
		}
		if s.scored && !s.hits[h.hash] {
			continue
		}
		if seen.add(h.line, Fingerprint(h.hash)); h.line < seen.line {
			seen.line, seen.print = h.line, Fingerprint(h.hash)
		}
		last := i+1 == len(p.found) || p.found[i+1].bits != h.bits
		if last && seen.n > allowed(expected) {
			beyond = seen
		}
	}
	if beyond.n > 0 {
		beyond.n += p.more
	}
	return beyond
}

func (s *search) report(p *place, what tally) {
	f := Finding{Class: "original-found", Object: p.object, Count: what.n, Line: what.line, Fingerprint: what.print}
	if p.table != nil {
		f.Database, f.Table, f.Column = p.table.key.database, p.table.key.name.String(), p.column
	}
	if p.kept {
		f.Class = "original-kept"
		s.c.result.Kept = append(s.c.result.Kept, f)
		return
	}
	s.c.result.found(f)
}
