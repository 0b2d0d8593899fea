package verify

import (
	"hash/maphash"
	mathbits "math/bits"
	"sync/atomic"
)

// originals is a filter over all originals of masked columns: the words of each,
// as one run. It may be added to and asked by any number of goroutines; each
// reads words by a wordReader of its own.
type originals struct {
	key    maphash.Seed
	filter *filter
	// firsts has a bit for each first word of what the filter was given: most
	// words of a masked text begin nothing, and one look says so.
	firsts []uint64
	sizes  [maxBits + 1]atomic.Int64 // of how many bits those are that it was given
	// public are the literals of the schema: what a CHECK or a DEFAULT says is
	// nobody's own, and masks draw from it.
	public map[uint64]bool
}

func newOriginals(key maphash.Seed, opts *Options) *originals {
	bits := opts.Memory / 4 * 8
	if opts.Size > 0 {
		// A value takes at least as many bytes of the dump as it is long.
		bits = min(bits, max(1<<16, opts.Size/least*24))
	}
	firsts := make([]uint64, 1<<min(20, max(10, mathbits.Len64(uint64(bits))-7)))
	o := &originals{key: key, filter: newFilter(bits), firsts: firsts, public: map[uint64]bool{}}
	r := o.reader()
	for _, text := range opts.Literals {
		r.read([]byte(text))
		o.public[r.whole().hash] = true
	}
	return o
}

func (o *originals) reader() *wordReader { return &wordReader{key: o.key} }

// begins reports whether what the filter was given may begin with a word of that
// hash.
func (o *originals) begins(h uint64) bool {
	return atomic.LoadUint64(&o.firsts[h>>6&uint64(len(o.firsts)-1)])>>(h&63)&1 != 0
}

// add adds the value that r has read, if it can be known again.
func (o *originals) add(r *wordReader) {
	all := r.whole()
	if all.bits() == 0 || o.isPublic(all.hash) {
		return
	}
	r.forms(all, o.put)
}

// put adds a run whose first word has the hash first.
func (o *originals) put(first uint64, a run) {
	if !o.begins(first) {
		atomic.OrUint64(&o.firsts[first>>6&uint64(len(o.firsts)-1)], 1<<(first&63))
	}
	if o.filter.add(a.hash) {
		o.sizes[a.bits()].Add(1)
	}
}

func (o *originals) isPublic(h uint64) bool { return len(o.public) > 0 && o.public[h] }

// grams is how many words an original may have within a longer text.
const grams = 4

// each hands to do each run of up to grams words of what r has read, and all of
// them, that can be known again and begins as an original does; and each word,
// and all of them, without what stands between letters and digits, if tight is set.
func (o *originals) each(r *wordReader, tight bool, do func(a run, bits int)) {
	for i := range r.words {
		if o.begins(r.words[i].hash) {
			r.runs(i, do)
		}
		if tight {
			o.tight(r, i, i+1, do)
		}
	}
	if tight && len(r.words) > 1 {
		o.tight(r, 0, len(r.words), do)
	}
	if n := len(r.words); n > grams && o.begins(r.words[0].hash) {
		all := r.whole()
		if bits := all.bits(); bits > 0 {
			do(all, bits)
		}
	}
}

// tight hands to do the words of lo up to hi without what stands between letters
// and digits, if an original may be so.
func (o *originals) tight(r *wordReader, lo, hi int, do func(a run, bits int)) {
	if a, ok := r.tight(lo, hi); ok && o.begins(a.hash) {
		do(a, a.bits())
	}
}

// runs hands to do each run of up to grams words that begins with the word i
// and can be known again.
func (r *wordReader) runs(i int, do func(a run, bits int)) {
	a := r.from(i)
	for j := i; ; a = a.with(&r.words[j]) {
		if bits := a.bits(); bits > 0 {
			do(a, bits)
		}
		if j++; j == len(r.words) || j == i+grams {
			return
		}
	}
}
