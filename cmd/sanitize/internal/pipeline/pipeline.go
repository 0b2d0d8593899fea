// Package pipeline is an ordered parallel map: items come from one source, are
// worked on by several goroutines, and leave in the order they came in. It
// knows nothing of what the items are, where they come from or where they go.
package pipeline

import (
	"context"
	"fmt"
	"io"
)

// Run takes items from src until it reports io.EOF, has each worked on by one
// of the given number of workers (at least one), and passes the results to
// emit in the order of src.
//
// src is called in one goroutine of its own, each function that newWorker
// returns in another; newWorker and emit are called in the caller's. At most
// workers+2 items are between the call of src that makes one and the return of
// the emit that takes its result.
//
// The first error in the order of the items ends the run, be it of src, of a
// worker or of emit: the results before it have been emitted, no result after
// it is, and Run returns it as it is. It is the same error for any number of
// workers. A panic in src or in a worker is such an error, a [*PanicError]; one
// in emit passes through Run. When ctx ends, Run returns its cause, and calls
// emit no more.
//
// No goroutine outlives Run, with two exceptions: when Run fails while a call of
// src is under way, it does not wait for that call, which may be blocked in a
// read that nothing can interrupt; and when ctx ends it does not wait for the
// workers, which may have long to work on what they have. Neither is called
// again, and what they return is dropped; until then, what they use is in use.
func Run[In, Out any](ctx context.Context, workers int, src func() (In, error),
	newWorker func() func(In) (Out, error), emit func(Out) error) error {
	works := make([]func(In) (Out, error), max(workers, 1))
	for i := range works {
		works[i] = newWorker()
	}
	r := newRun[In, Out](len(works))
	defer func() { r.shutdown(ctx.Err() == nil) }()
	go r.feed(src)
	for _, work := range works {
		r.workers.Go(func() { r.work(work) })
	}
	for {
		s, err := r.next(ctx)
		if s == nil || err != nil {
			return err
		}
		if err := emit(s.out); err != nil {
			return err
		}
		r.recycle(s)
	}
}

// A PanicError is a panic. Its text names the type of the
// panic's value only: the value itself may hold data, and is not kept.
type PanicError struct {
	Type string // the Go type of the value, or runtime.Goexit
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error: panic of type %s", e.Type)
}

// Catch, deferred, makes a panic an error: a [*PanicError].
func Catch(err *error) {
	if p := recover(); p != nil {
		*err = &PanicError{fmt.Sprintf("%T", p)}
	}
}

// guard calls f, and then done with what f returned; if f panics, or ends its
// goroutine, done gets a *PanicError instead.
func guard[T any](f func() (T, error), done func(T, error)) {
	var v T
	var err error = &PanicError{"runtime.Goexit"}
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{fmt.Sprintf("%T", p)}
		}
		done(v, err)
	}()
	v, err = f()
}

// feed is the source's goroutine.
func (r *run[In, Out]) feed(src func() (In, error)) {
	defer close(r.fed)
	defer close(r.queue)
	for more := true; more; {
		s := r.take()
		if s == nil {
			return
		}
		guard(src, func(in In, err error) { more = r.accept(s, in, err) })
	}
}

// take waits for a free slot to put the next item in, and notes that a call of
// src is under way. It returns nil once the run is over.
func (r *run[In, Out]) take() *slot[In, Out] {
	select {
	case s := <-r.free:
		if r.enterSrc() {
			return s
		}
	case <-r.stop:
	}
	return nil
}

// accept queues what src returned, and reports whether src is to be called
// again.
func (r *run[In, Out]) accept(s *slot[In, Out], in In, err error) bool {
	if !r.leaveSrc() || err == io.EOF {
		return false
	}
	s.in, s.err = in, err
	if err != nil {
		s.done <- struct{}{}
	} else {
		r.jobs <- s
	}
	r.queue <- s
	return err == nil
}

// work is a worker's goroutine. jobs is never closed: shutdown ends it.
func (r *run[In, Out]) work(work func(In) (Out, error)) {
	for {
		select {
		case <-r.stop:
			return
		case s := <-r.jobs:
			guard(
				func() (Out, error) { return work(s.in) },
				func(out Out, err error) {
					s.out, s.err = out, err
					s.done <- struct{}{}
				})
		}
	}
}

// next returns the slot whose result is to be emitted next, nil after the last.
func (r *run[In, Out]) next(ctx context.Context) (s *slot[In, Out], err error) {
	select {
	case s = <-r.queue:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if s == nil {
		return nil, context.Cause(ctx)
	}
	select {
	case <-s.done:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if err := context.Cause(ctx); err != nil { // select takes any of the cases that are ready
		return nil, err
	}
	return s, s.err
}
