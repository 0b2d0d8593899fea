package verify

import (
	"encoding/binary"
	"hash/maphash"
	mathbits "math/bits"

	"github.com/bits-and-blooms/bloom/v3"
)

// originals is a filter over all originals of masked columns: their words, in
// lower case, joined by single blanks. What it is asked for it may have by
// chance; it never misses what it was given.
type originals struct {
	key    maphash.Seed
	filter *bloom.BloomFilter
	// firsts has a bit for each first word of what the filter was given: most
	// words of a masked text begin nothing, and one look says so.
	firsts []uint64
	sizes  [maxBits + 1]int64 // of how many bits those are that it was given
	folded []byte
	starts []int // of the words in folded
	ends   []int
	one    [8]byte
	// confirm, if set, is told of what would be added.
	confirm func(hash uint64)
}

// maxBits is the most that a value's bits count for.
const maxBits = 64

func newOriginals(key maphash.Seed, opts *Options) *originals {
	bits := opts.Memory / 4 * 8
	if opts.Size > 0 {
		// A value takes at least as many bytes of the dump as it is long.
		bits = min(bits, max(1<<16, opts.Size/least*24))
	}
	firsts := make([]uint64, 1<<min(20, max(10, mathbits.Len64(uint64(bits))-7)))
	return &originals{key: key, filter: bloom.New(uint(bits), 6), firsts: firsts}
}

// begins reports whether what the filter was given may begin with a word of that
// hash.
func (o *originals) begins(h uint64) bool {
	return o.firsts[h>>6&uint64(len(o.firsts)-1)]>>(h&63)&1 != 0
}

// take adds what the column's value is made of.
func (o *originals) take(col *column, v []byte) {
	switch col.kind {
	case kindText, kindOther, kindNumber:
		o.add(v)
	case kindJSON:
		for _, l := range jsonLeaves(nil, v) {
			o.add(l.text)
		}
	case kindNested:
		for _, l := range elements(nil, v) {
			o.add(l.text)
		}
	}
}

// add adds a value, if it is long enough to be known again.
func (o *originals) add(v []byte) {
	if len(v) < least {
		return
	}
	o.fill(v)
	if len(o.folded) < least {
		return
	}
	bits := entropy(o.folded)
	if bits < fewestBits {
		return
	}
	h := maphash.Bytes(o.key, o.folded)
	if o.confirm != nil {
		o.confirm(h)
		return
	}
	first := maphash.Bytes(o.key, o.folded[:o.ends[0]])
	o.firsts[first>>6&uint64(len(o.firsts)-1)] |= 1 << (first & 63)
	binary.LittleEndian.PutUint64(o.one[:], h)
	if !o.filter.TestAndAdd(o.one[:]) {
		o.sizes[bits]++
	}
}

// fewestBits is what a value must have to be told from chance.
const fewestBits = 10

// has reports whether the filter may have a hash.
func (o *originals) has(h uint64) bool {
	binary.LittleEndian.PutUint64(o.one[:], h)
	return o.filter.Test(o.one[:])
}

// fold returns the hash of the words of a value.
func (o *originals) fold(v []byte) uint64 {
	o.fill(v)
	return maphash.Bytes(o.key, o.folded)
}

// fill makes folded the words of v.
func (o *originals) fill(v []byte) {
	o.folded, o.starts, o.ends = o.folded[:0], o.starts[:0], o.ends[:0]
	for at := 0; at < len(v); {
		lo, hi := nextToken(v, at)
		at = hi
		if lo == hi {
			break
		}
		if len(o.folded) > 0 {
			o.folded = append(o.folded, ' ')
		}
		o.starts = append(o.starts, len(o.folded))
		for _, b := range v[lo:hi] {
			if 'A' <= b && b <= 'Z' {
				b |= 0x20
			}
			o.folded = append(o.folded, b)
		}
		o.ends = append(o.ends, len(o.folded))
	}
}

// entropy returns about how many bits a mask would have to guess for a value.
// Numbers count for less: masks keep country codes, areas and banks.
func entropy(v []byte) int {
	letters, digits := 0, 0
	for _, b := range v {
		switch {
		case '0' <= b && b <= '9':
			digits++
		case 'a' <= b|0x20 && b|0x20 <= 'z' || b >= 0x80:
			letters++
		}
	}
	bits := float64(letters)*3.3 + float64(digits)*2.3
	if letters == 0 {
		bits = float64(max(digits-6, 0)) * 3.3
	}
	return min(int(bits), maxBits)
}

// grams is how many words an original may have within a longer text.
const grams = 4

// each hands to do the hash of each run of up to grams words of v, and of all of
// them, that is long enough and begins as an original does.
func (o *originals) each(v []byte, do func(hash uint64, bits int)) { o.runs(v, false, do) }

// runs is each; with all, for runs that begin as no original does, too.
func (o *originals) runs(v []byte, all bool, do func(hash uint64, bits int)) {
	o.fill(v)
	n := len(o.starts)
	for i := range n {
		if !all && !o.begins(maphash.Bytes(o.key, o.folded[o.starts[i]:o.ends[i]])) {
			continue
		}
		for j := i; j < min(n, i+grams); j++ {
			o.ask(o.starts[i], o.ends[j], do)
		}
	}
	if n > grams {
		o.ask(0, len(o.folded), do)
	}
}

func (o *originals) ask(lo, hi int, do func(uint64, int)) {
	if hi-lo < least {
		return
	}
	v := o.folded[lo:hi]
	if bits := entropy(v); bits >= fewestBits {
		do(maphash.Bytes(o.key, v), bits)
	}
}
