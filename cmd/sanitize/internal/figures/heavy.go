package figures

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"
)

// heavy are the values of a column that come most often, by Space-Saving
// (Metwally, Agrawal, El Abbadi 2005): a value that is new takes the place of the
// rarest one, with its count as the most by which its own may be wrong.
type heavy struct {
	rows  int64
	most  int // counters
	at    map[uint64]int
	items []item // a heap, the rarest first
}

type item struct {
	hash  uint64
	count int64
	over  int64 // by which count may be too high
}

// maxHeavy is how many values are counted.
const maxHeavy = 256

func newHeavy() *heavy { return &heavy{most: maxHeavy, at: map[uint64]int{}} }

func (h *heavy) Len() int           { return len(h.items) }
func (h *heavy) Less(i, j int) bool { return h.items[i].count < h.items[j].count }

func (h *heavy) Swap(i, j int) {
	h.items[i], h.items[j] = h.items[j], h.items[i]
	h.at[h.items[i].hash], h.at[h.items[j].hash] = i, j
}

// Push and Pop are those of package heap.
func (h *heavy) Push(x any) {
	one := x.(item)
	h.at[one.hash] = len(h.items)
	h.items = append(h.items, one)
}

func (h *heavy) Pop() any {
	one := h.items[len(h.items)-1]
	h.items = h.items[:len(h.items)-1]
	delete(h.at, one.hash)
	return one
}

// add adds a value.
func (h *heavy) add(hash uint64) {
	h.rows++
	i, known := h.at[hash]
	switch {
	case known:
		h.items[i].count++
	case len(h.items) < h.most:
		heap.Push(h, item{hash: hash, count: 1})
		return
	default:
		i = 0
		delete(h.at, h.items[0].hash)
		n := h.items[0].count
		h.items[0], h.at[hash] = item{hash, n + 1, n}, 0
	}
	heap.Fix(h, i)
}

// rarest is how often a value may have come that is not counted.
func (h *heavy) rarest() int64 {
	if len(h.items) < h.most {
		return 0
	}
	return h.items[0].count
}

// merge adds what was counted elsewhere: what one side does not count may have
// come as often there as its rarest.
func (h *heavy) merge(o *heavy) {
	all := map[uint64]item{}
	for _, one := range h.items {
		one.count, one.over = one.count+o.rarest(), one.over+o.rarest()
		all[one.hash] = one
	}
	for _, two := range o.items {
		one, both := all[two.hash]
		if both { // the rarest of the other side was added in vain
			one.count, one.over = one.count+two.count-o.rarest(), one.over+two.over-o.rarest()
		} else {
			one = item{two.hash, two.count + h.rarest(), two.over + h.rarest()}
		}
		all[two.hash] = one
	}
	h.rows, h.most = h.rows+o.rows, min(h.most, o.most)
	h.fill(slices.Collect(maps.Values(all)))
}

// fill makes the counters those of the values that come most often.
func (h *heavy) fill(list []item) {
	slices.SortFunc(list, func(a, b item) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.hash, b.hash)) })
	h.items, h.at = nil, map[uint64]int{}
	for _, one := range list[:min(len(list), h.most)] {
		heap.Push(h, one)
	}
}

// shrink leaves so many counters at most: the rarest that stays has come as
// often as any that goes.
func (h *heavy) shrink(most int) {
	h.most = min(h.most, most)
	if len(h.items) > h.most {
		h.fill(h.items)
	}
}

// told returns how many rows have a value whose rank nothing else can have: who
// knows how often the originals come, as of surnames, knows which it is. The gap
// to the next ranks must be more than two samples of one population differ by.
func (h *heavy) told() (rows, values int64) {
	list := slices.Clone(h.items)
	slices.SortFunc(list, func(a, b item) int { return cmp.Compare(b.count, a.count) })
	for i, one := range list {
		low := one.count - one.over
		below := h.rarest()
		if i+1 < len(list) {
			below = list[i+1].count
		}
		if low < fewest || !apart(low, below) {
			continue
		}
		if i > 0 && !apart(list[i-1].count-list[i-1].over, one.count) {
			continue
		}
		rows, values = rows+low, values+1
	}
	return rows, values
}

// fewest is how often a value must come for its rank to mean something.
const fewest = 5

// apart reports whether two counts differ by more than twice what chance makes
// of such counts.
func apart(more, less int64) bool {
	return float64(more-less) > 2*math.Sqrt(float64(more+less))
}
