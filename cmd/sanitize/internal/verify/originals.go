package verify

import (
	"encoding/binary"
	"hash/maphash"
	mathbits "math/bits"
	"slices"
)

// originals is a filter over all originals of masked columns: the words of each,
// as one run. Any number of goroutines may gather originals, each by a gatherer
// of its own, which one of them adds; and ask once all are added, each by a
// wordReader of its own.
//
// Smaller sets stand before the filter, since most words of a text begin
// no original, and a look into the filter waits for memory.
type originals struct {
	key    maphash.Seed
	filter *filter
	all    edgeSet            // of first words
	sure   edgeSet            // of those whose originals are noted in what is kept
	firsts bitset             // the hashes of first words
	shapes bitset             // of the runs
	sizes  [maxBits + 1]int64 // of how many bits those are that it was given
	// public are the literals of the schema: what a CHECK or a DEFAULT says is
	// nobody's own, and masks draw from it.
	public map[uint64]bool
	// steering are the words by which programs steer.
	steering *steering
}

func newOriginals(key maphash.Seed, opts *Options) *originals {
	bits := opts.Memory / 4 * 8
	if opts.Size > 0 {
		// A value takes at least as many bytes of the dump as it is long.
		bits = min(bits, max(1<<16, opts.Size/least*24))
	}
	o := &originals{
		key: key, filter: newFilter(bits), public: map[uint64]bool{}, steering: newSteering(opts.Steering...),
		all: newEdgeSet(), sure: newEdgeSet(),
		firsts: newBitset(min(23, max(16, mathbits.Len64(uint64(bits))-1))),
		shapes: newBitset(shapeBits),
	}
	r := o.reader()
	for _, text := range opts.Literals {
		r.read([]byte(text))
		o.public[r.whole().hash] = true
	}
	return o
}

func (o *originals) reader() *wordReader { return &wordReader{key: o.key, plain: plain()} }

// An edgeSet is how words begin and end, and how long they are.
type edgeSet struct{ starts, ends bitset }

func newEdgeSet() edgeSet { return edgeSet{newBitset(startBits), newBitset(endBits)} }

// startBits is how many bits the number of a start has: as many as the nearest
// cache has room for. That of an end is asked for when the start is known.
const (
	startBits = 18
	endBits   = 21
)

func (e *edgeSet) add(word []byte) {
	n := len(word)
	e.starts.add(edge(word, n, startBits))
	e.ends.add(edge(word[max(0, n-4):], n, endBits))
}

// has reports whether the set may have a word, as far as its edges tell.
func (e *edgeSet) has(word []byte) bool {
	n := len(word)
	return e.starts.has(edge(word, n, startBits)) && e.ends.has(edge(word[max(0, n-4):], n, endBits))
}

// edge is the number of the first or the last bytes of a word, up to four, and its
// length.
func edge(bytes []byte, size, bits int) uint64 {
	var n uint32
	if len(bytes) >= 4 {
		n = binary.LittleEndian.Uint32(bytes)
	} else {
		for i, b := range bytes {
			n |= uint32(b) << (8 * i)
		}
	}
	return edgeOf(n, size, bits)
}

func edgeOf(n uint32, size, bits int) uint64 {
	return (uint64(n) | uint64(size)<<32) * 0x9e3779b97f4a7c15 >> (64 - bits)
}

// shapeBits is how many bits the number of a shape has.
const shapeBits = 13

// shape is the number of how many words a run has, and of how many bytes and
// digits: equal runs have one shape.
func (a run) shape() uint64 {
	return uint64(min(a.words, 7)<<10 | min(a.size, 63)<<4 | min(a.digits, 15))
}

// mayBegin reports whether a word of the set may be one of v, behind which there is
// room for an original that is noted in what is kept. It reads nothing but ASCII,
// fast, and takes all else for one.
func (e *edgeSet) mayBegin(v []byte) bool {
	for at := 0; at+2*least <= len(v); at++ {
		if simple[v[at]] == 0 {
			if v[at] >= 0x80 {
				return true
			}
			continue
		}
		lo := at
		for at++; at < len(v) && (simple[v[at]] != 0 || marked(v[at:])); at++ {
		}
		if at < len(v) && v[at] >= 0x80 {
			return true
		}
		// Behind lo there are more bytes than an edge has.
		n := at - lo
		head := lowered(binary.LittleEndian.Uint32(v[lo:]))
		if n < 4 {
			head &= 1<<(8*n) - 1
		}
		if !e.starts.has(edgeOf(head, n, startBits)) {
			continue
		}
		tail := head
		if n > 4 {
			tail = lowered(binary.LittleEndian.Uint32(v[at-4:]))
		}
		if e.ends.has(edgeOf(tail, n, endBits)) {
			return true
		}
	}
	return false
}

// turned appends to list which words that r has read may be words of the set, turned back,
// by where they stand then: none if only short ones may.
func (e *edgeSet) turned(list []int, r *wordReader, t *turn) []int {
	if !t.backwards && !r.hasLetters() {
		return list // it is the same
	}
	may := false
	for i := range r.words {
		word := r.text(i)
		if n := len(word); n >= 4 { // a short one is looked up when it is asked for
			head, tail := word[:4], word[n-4:]
			if t.backwards {
				head, tail = tail, head
			}
			if !e.starts.has(t.edge(head, n, startBits)) || !e.ends.has(t.edge(tail, n, endBits)) {
				continue
			}
			may = true
		}
		if t.backwards {
			i = len(r.words) - 1 - i
		}
		list = append(list, i)
	}
	if !may {
		return list[:0]
	}
	return list
}

// lowered returns four bytes in lower case: 0x20 is added to those from A to Z.
func lowered(v uint32) uint32 {
	const each = 0x01010101
	low := v & (0x7f * each)
	capital := (low + (0x80-'A')*each) ^ (low + (0x7f-'Z')*each)
	return v | capital&^v&(0x80*each)>>2
}

// A gatherer gathers originals for the filter.
type gatherer struct {
	*originals
	runs []gathered
}

type gathered struct {
	hash uint64
	bits int
}

// gather gathers the value that r has read, if it can be known again.
func (g *gatherer) gather(r *wordReader) {
	all := r.whole()
	switch {
	case all.bits() == 0, g.isPublic(all.hash), r.isDate(all):
		return
	case all.letters == 0 && (nobodys(r.folded) || significant(r.folded) < leastDigits), all.size <= 24 && meager(r.folded), isNullDay(r.folded):
		return // masks leave it
	}
	r.forms(all, g.put)
}

// put gathers a run that begins with the word first, whose hash is h.
func (g *gatherer) put(first []byte, h uint64, a run) {
	bits := a.bits()
	g.all.add(first)
	if bits >= surely {
		g.sure.add(first)
	}
	g.shapes.add(a.shape())
	if a.words > 1 {
		g.firsts.add(h)
	}
	g.runs = append(g.runs, gathered{a.hash, bits})
}

// add adds what was gathered.
func (o *originals) add(g *gatherer) {
	for some := range slices.Chunk(g.runs, 32) {
		for _, one := range some {
			o.filter.fetch(one.hash)
		}
		for _, one := range some {
			if o.filter.add(one.hash) {
				o.sizes[one.bits]++
			}
		}
	}
	g.runs = g.runs[:0]
}

func (o *originals) isPublic(h uint64) bool { return len(o.public) > 0 && o.public[h] }

// surely is how many bits an original has that is noted in what is kept.
const surely = 40
