package pipeline

import "sync"

// spare is how many items may be in flight beside those that the workers hold:
// the one that src is making and the one that emit is writing.
const spare = 2

// A slot carries one item through the run. It has one owner at a time: the list
// of free slots, the source, a worker, the emitter, and the list again.
type slot[In, Out any] struct {
	in   In
	out  Out
	err  error
	done chan struct{} // 1-buffered; a send says that out and err are set
}

// run is the state of one Run. A slot is in free, in the hands of the source,
// in queue, or in the hands of the emitter; one in queue or with the emitter is
// also in jobs or in the hands of a worker until its done was signalled. There
// are as many slots as each channel has room for, so that no send blocks, and
// the sum of all in flight is bounded by their number.
type run[In, Out any] struct {
	free  chan *slot[In, Out]
	jobs  chan *slot[In, Out]
	queue chan *slot[In, Out] // in the order of src; closed by feed

	stop    chan struct{} // closed by shutdown
	workers sync.WaitGroup
	fed     chan struct{} // closed when feed has ended

	mu      sync.Mutex
	inSrc   bool // a call of src is under way
	stopped bool // src must not be called any more
}

func newRun[In, Out any](workers int) *run[In, Out] {
	n := workers + spare
	r := &run[In, Out]{
		free:  make(chan *slot[In, Out], n),
		jobs:  make(chan *slot[In, Out], n),
		queue: make(chan *slot[In, Out], n),
		stop:  make(chan struct{}),
		fed:   make(chan struct{}),
	}
	for range n {
		r.free <- &slot[In, Out]{done: make(chan struct{}, 1)}
	}
	return r
}

// recycle frees a slot and lets go of what it carried.
func (r *run[In, Out]) recycle(s *slot[In, Out]) {
	*s = slot[In, Out]{done: s.done}
	r.free <- s
}

// enterSrc reports whether src may be called, and notes that it is.
func (r *run[In, Out]) enterSrc() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.inSrc = !r.stopped
	return r.inSrc
}

// leaveSrc notes that src has returned, and reports whether its item is wanted.
func (r *run[In, Out]) leaveSrc() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.inSrc = false
	return !r.stopped
}

// shutdown ends the goroutines and waits for them if it is to wait, but never
// for a source in src.
func (r *run[In, Out]) shutdown(wait bool) {
	r.mu.Lock()
	r.stopped = true
	inSrc := r.inSrc
	r.mu.Unlock()
	close(r.stop)
	if !wait {
		return
	}
	r.workers.Wait()
	if !inSrc {
		<-r.fed
	}
}
