package verify

import (
	"math"
	mathbits "math/bits"
	"sync/atomic"
)

// A filter is a set of hashes that may claim to have one that it was never
// given, and never misses one. It is a split block Bloom filter, as Parquet's
// specification has it, with blocks of a line of the cache: a question costs
// one miss, where one of the usual kind costs six. One goroutine adds to it; any
// number may ask it after that.
//
// Note: bits-and-blooms/bloom was tried; its scattered bits were a quarter of
// the run's time. Goroutines that add at once were tried, too: each atomic
// operation waits for the miss of the one before, which cost five times as much
// as one goroutine that adds what the others have gathered.
type filter struct {
	words   []uint64 // blocks of lanes words
	fetched uint64   // for nobody
}

// lanes is how many words a block has. A hash sets one bit in each.
const lanes = 8

// salts spread a hash over the lanes: those of Parquet's specification.
var salts = [lanes]uint32{0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31}

// newFilter returns a filter of about so many bits.
func newFilter(bits int64) *filter {
	return &filter{words: make([]uint64, lanes*max(1, bits/(64*lanes)))}
}

func (f *filter) block(h uint64) []uint64 {
	n, _ := mathbits.Mul64(h, uint64(len(f.words)/lanes))
	return f.words[n*lanes : n*lanes+lanes : n*lanes+lanes]
}

// fetch brings what a hash is added to near the processor. Several that are fetched
// one after another wait for memory as long as one.
func (f *filter) fetch(h uint64) { f.fetched += f.block(h)[0] }

// add adds a hash, and reports whether it is new.
func (f *filter) add(h uint64) (fresh bool) {
	b := f.block(h)
	var lacks uint64
	for i, salt := range salts {
		bit := uint64(1) << (uint32(h) * salt >> 26)
		lacks |= bit &^ b[i]
		b[i] |= bit
	}
	return lacks != 0
}

// has reports whether the filter may have a hash.
func (f *filter) has(h uint64) bool {
	b := f.block(h)
	for i, salt := range salts {
		if b[i]>>(uint32(h)*salt>>26)&1 == 0 {
			return false
		}
	}
	return true
}

// rate is how often has is wrong, by how full the filter is.
func (f *filter) rate() float64 {
	set, of := 0, 0
	for i := 0; i < len(f.words); i += 1 + len(f.words)/4096 {
		set, of = set+mathbits.OnesCount64(f.words[i]), of+64
	}
	return math.Pow(float64(set)/float64(of), lanes)
}

// A bitset is a set of numbers, by their low bits. Any number of goroutines may
// add to it and ask it at once.
type bitset []uint64

// newBitset returns a set of 1<<bits numbers.
func newBitset(bits int) bitset { return make(bitset, 1<<bits/64) }

func (s bitset) word(n uint64) *uint64 { return &s[n>>6&uint64(len(s)-1)] }

func (s bitset) has(n uint64) bool { return atomic.LoadUint64(s.word(n))>>(n&63)&1 != 0 }

func (s bitset) add(n uint64) {
	if !s.has(n) { // or else its line would go from one goroutine to the other
		atomic.OrUint64(s.word(n), 1<<(n&63))
	}
}
