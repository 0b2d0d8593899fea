package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"sanitize/cmd/sanitize/internal/ceiling"
	"sanitize/dumpfmt"
)

// scanning returns how --partial has a dump read.
func scanning(partial bool) []dumpfmt.Option {
	var opts []dumpfmt.Option
	if partial {
		opts = append(opts, dumpfmt.Partial())
	}
	if c := ceiling.Lowest(ceiling.Find()); c != nil {
		opts = append(opts, dumpfmt.Longest(c.Row(), tooLong(c)))
	}
	return opts
}

// tooLong is the error of a row or statement that the process has no memory for.
func tooLong(c *ceiling.Ceiling) error {
	return &userError{
		err:  &ceiling.Error{What: fmt.Sprintf("a row or statement of more than %d MiB does not fit into the memory that this process may use", c.Row()>>20), Ceiling: c},
		hint: fmt.Sprintf("let the process have more: a row takes up to %d times its size of what this limits, and all else 64 MiB", c.PerByte),
	}
}

// A load is how many bytes of a dump are under way between the source and the
// sink. Rows of many megabytes must not come several at once: each takes a
// multiple of its size.
type load struct {
	bytes atomic.Int64
	less  chan struct{} // 1-buffered: bytes has become less
}

// maxLoad is the load from which on the source waits. Batches of usual size do
// not come near it.
const maxLoad = 48 * dumpfmt.DefaultBatchSize

func newLoad() *load { return &load{less: make(chan struct{}, 1)} }

// wait waits until there is room, or ctx has ended.
func (l *load) wait(ctx context.Context) error {
	for l.bytes.Load() > maxLoad {
		select {
		case <-l.less:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	l.wake() // whoever waits, too
	return nil
}

func (l *load) add(n int) { l.bytes.Add(int64(n)) }

func (l *load) remove(n int) {
	l.bytes.Add(-int64(n))
	l.wake()
}

func (l *load) wake() {
	select {
	case l.less <- struct{}{}:
	default:
	}
}
