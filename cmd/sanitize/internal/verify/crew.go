package verify

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
)

// A crew takes the changed values of columns among the originals, notes which
// value became which, and compares their parts: most of the work, and of no use
// to who pairs the rows. The values of a column come to it in their order, by one
// goroutine at a time; the columns of a bundle are shared out.
type crew struct {
	readers []*partReader
	waiting []task // the values that wait, by column
	size    int    // of these, in bytes
	tasks   []task // of the bundle before
	shares  []task // of these
	free    [][]change
	held    []heldChunk
	busy    sync.WaitGroup // the bundle before
}

// change is what became of a value. Its bytes belong to a chunk that the crew
// holds until it is done.
type change struct {
	a, b []byte
	line int64
}

// task is to work through values of a column.
type task struct {
	column *column
	list   []change
	made   *lazy[results] // of these values
}

// shared is how many values a share has of a column's, however many goroutines there
// are: what is found must not depend on that.
const shared = 128

// share appends the shares of a task. In values that have parts, these are counted in
// any order.
func (t task) share(list []task) []task {
	if !t.column.kind.inner() {
		t.made = &t.column.results
		return append(list, t)
	}
	for some := range slices.Chunk(t.list, shared) {
		list = append(list, task{t.column, some, &lazy[results]{}})
	}
	return list
}

// join adds what a share has made to what is known of its column.
func (t task) join() {
	if made := t.made.made; made != nil && t.made != &t.column.results {
		t.column.results.touch().join(made)
	}
}

// gone is the line of an original that has no result to compare, stayed that of a value
// of a column that seems to be kept.
const (
	gone   = -1
	stayed = -2
)

// heldChunk goes back to its feed after the bundle.
type heldChunk struct {
	feed  *feed
	chunk *chunk
}

// bundleSize is how many bytes of values a bundle has, about.
const bundleSize = 1 << 20

func newCrew(c *comparer, pairs int) *crew {
	n := min(8, max(2, runtime.GOMAXPROCS(0)))
	w := &crew{}
	for range n {
		w.readers = append(w.readers, c.partReader(pairs/n))
	}
	return w
}

// hand hands a value over.
func (w *crew) hand(col *column, v change) {
	if col.waiting == 0 {
		t := task{column: col}
		if n := len(w.free); n > 0 {
			t.list, w.free = w.free[n-1], w.free[:n-1]
		}
		w.waiting = append(w.waiting, t)
		col.waiting = int32(len(w.waiting))
	}
	list := &w.waiting[col.waiting-1].list
	*list = append(*list, v)
	w.size += len(v.a) + len(v.b)
}

// release gives a chunk back, once nothing that was handed over needs it.
func (w *crew) release(f *feed, k *chunk) {
	w.held = append(w.held, heldChunk{f, k})
	if w.size >= bundleSize || len(w.held) >= ahead {
		w.flush()
	}
}

// flush begins with what has been handed over, after the bundle before.
func (w *crew) flush() {
	w.busy.Wait()
	for _, t := range w.tasks {
		w.free = append(w.free, t.list[:0])
	}
	w.tasks, w.waiting = w.waiting, w.tasks[:0]
	w.shares = w.shares[:0]
	for _, t := range w.tasks {
		t.column.waiting = 0
		w.shares = t.share(w.shares)
	}
	tasks := make(chan task, len(w.shares))
	for _, t := range w.shares {
		tasks <- t
	}
	close(tasks)
	held := w.held
	w.held, w.size = nil, 0
	var readers sync.WaitGroup
	for _, r := range w.readers[:min(len(tasks), len(w.readers))] {
		readers.Go(func() {
			for t := range tasks {
				r.changes(t)
			}
		})
	}
	w.busy.Go(func() {
		readers.Wait()
		for _, t := range w.shares {
			t.join()
		}
		for _, r := range w.readers {
			r.c.originals.add(&r.found)
		}
		for _, h := range held {
			h.feed.give(h.chunk)
		}
	})
}

// wait ends the work.
func (w *crew) wait() {
	w.flush()
	w.busy.Wait()
}

// changes works through values of a column.
func (r *partReader) changes(t task) {
	col := t.column
	r.made = t.made
	for some := range slices.Chunk(t.list, bundled) {
		r.hash(col, some)
		for i := range some {
			v, is := &some[i], r.hashed[i]
			if v.line == gone {
				r.take(col, v.a)
				continue
			}
			if r.maps(col, v, is) || col.kind == kindDate {
				r.near(col, v)
			}
			if v.line != stayed {
				r.examine(col, v, is)
			}
		}
	}
}

// bundled is how many values are looked up at once.
const bundled = 32

// examine looks into a value and its result, unless both were the same not long
// before and nothing was found: names and cities come again and again.
func (r *partReader) examine(col *column, v *change, is pair) {
	var key examined
	if col.known && !col.decision.Partly && len(v.a) <= longestRecent { // else what was changed is counted
		key = examined{col, is.key*31 ^ is.value}
	}
	recent := &r.recent[key.pair%recently]
	if key.column != nil && *recent == key {
		return
	}
	same, form := bytes.Equal(v.a, v.b), col.form(v.a)
	if !form.inner() && isSpokenDay(v.a) {
		return // what became of it, and its words, tell nothing
	}
	counted := r.counted
	if !same && !col.decision.Loose && !col.decision.Free {
		r.kin(col, form, v)
	}
	if !same || form.inner() {
		r.compare(col, v.a, v.b, v.line)
	}
	if r.counted == counted {
		*recent = key
	}
}

// examined are a value and its result, by hash, of which nothing is to be counted.
type examined struct {
	column *column
	pair   uint64
}

// longestRecent is how long values are that may have been looked at not long before,
// recently how many are remembered.
const (
	longestRecent = 64
	recently      = 1 << 12
)

// kin notes a result that tells its original, or that is of another form.
func (r *partReader) kin(col *column, form kind, v *change) {
	whole := col.known && !col.decision.Partly
	switch {
	case form.inner():
		if s := form.shape(v.a); s != nil && whole && form == col.form(v.b) && !s.same(v.a, v.b) {
			r.made.touch().reshaped.add(v.line, r.c.print(v.b))
			r.counted++
		}
	case form != kindText && form != kindOther:
	default:
		a, b := numbersOf(v.a, &r.bare[0]), numbersOf(v.b, &r.bare[1])
		if isMoment(a) || !derived(a, b) && !(whole && isCut(untold(a, &r.bare[0]), untold(b, &r.bare[1]))) {
			return
		}
		r.made.touch().derived.add(v.line, r.c.print(v.b))
		r.counted++
	}
}
