package verify

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// hits are the hashes that the filter may have, of those that were asked for in a
// place. Of more than there is room for a sample is kept, by hash: so what stands
// there late, or seldom, has the chance of all else to be in it, however often the
// filter is wrong.
type hits struct {
	of    map[uint64]hit
	shift int // one in 1<<shift hashes is kept
}

// hit is where a hash was asked for, and how often.
type hit struct {
	hash uint64
	line int64 // the first
	n    int64
	bits int
}

// add adds a hit, and reports whether its hash is new.
func (h *hits) add(one hit) (fresh bool) {
	if !h.samples(one.hash) {
		return false
	}
	old, seen := h.of[one.hash]
	if seen {
		one.line, one.n = min(one.line, old.line), one.n+old.n
	} else if h.of == nil {
		h.of = map[uint64]hit{}
	}
	h.of[one.hash] = one
	return !seen
}

// samples reports whether a hash is one of the sample: by bits that have little to
// do with where it stands in the filter.
func (h *hits) samples(hash uint64) bool { return hash>>28&(1<<h.shift-1) == 0 }

// share is the share of hashes that are kept.
func (h *hits) share() float64 { return math.Exp2(-float64(h.shift)) }

// thin makes the sample one in 1<<shift hashes, and returns how many hits are gone.
func (h *hits) thin(shift int) int {
	n := len(h.of)
	if shift == h.shift {
		return 0
	}
	h.shift = shift
	kept := map[uint64]hit{} // one that is emptied stays as large
	for hash, one := range h.of {
		if h.samples(hash) {
			kept[hash] = one
		}
	}
	h.of = kept
	return n - len(kept)
}

// join adds the hits of other: of both the smaller sample.
func (h *hits) join(other hits) {
	shift := max(h.shift, other.shift)
	h.thin(shift)
	other.thin(shift)
	for _, one := range other.of {
		h.add(one)
	}
}

// sorted returns the hits with the most bits first, and those of as many by line.
func (h *hits) sorted() []hit {
	return slices.SortedFunc(maps.Values(h.of), func(a, b hit) int {
		if a.bits != b.bits {
			return b.bits - a.bits
		}
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.hash, b.hash))
	})
}
