// Package ceiling knows how much memory the system lets the process have: by
// its cgroup, by the limits of its address space and of its data (setrlimit(2)).
// Who bursts one of them dies without a word, and what it has written up to
// there must not pass for a whole: so a row that cannot fit is refused, and a
// process that comes near a limit ends in good order.
package ceiling

import (
	"context"
	"fmt"
	"time"
)

// Ceiling is a limit of the process's memory, in bytes.
type Ceiling struct {
	Limit int64
	By    string // who sets it

	// PerByte is what a byte of a row takes of it at most.
	PerByte int64

	used   func(*usage) int64
	start  int64 // what was used when it was found
	flat   int64 // what is needed beside that whatever the rows
	margin int64 // below the limit: from there on the process ends
}

// Error says that a limit leaves too little memory. It is about the process,
// and not about the dump.
type Error struct {
	What    string
	Ceiling *Ceiling
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s, by %s %d MiB", e.What, e.Ceiling.By, e.Ceiling.Limit>>20)
}

// perByte is how much memory a byte of a row takes at most: see the package
// mask, and dumpfmt.Rewriter.
const perByte = 3

// perByteMapped is the same for what counts memory that the process has given
// back, too. Go's heap keeps its addresses: a buffer that grew by quarters has
// gone through five times its size, and where the collector came late, none of
// it was used again. There are two such buffers, of a row and of what it is
// rewritten to, and the field at hand.
const perByteMapped = 12

// leastRow is the row that is always tried: smaller ones come several at once.
const leastRow = 1 << 20

// Row returns the size of the largest row or statement that there is memory
// for.
func (c *Ceiling) Row() int64 {
	return max((c.Limit-c.start-c.flat)/c.PerByte, c.Limit/64, leastRow)
}

// tick is how often a Watch looks: at the pace at which a system hands out
// pages, less than the margins come in between.
const tick = 5 * time.Millisecond

// Watch looks at the memory of the process until ctx ends, and calls full, once,
// when it comes near one of the limits.
func Watch(ctx context.Context, limits []*Ceiling, full func(error)) {
	if len(limits) == 0 {
		return
	}
	now, err := newGauge()
	if err != nil {
		return
	}
	defer now.close()
	ticks := time.NewTicker(tick)
	defer ticks.Stop()
	for ctx.Err() == nil {
		u, err := now.read()
		if err != nil {
			return
		}
		for _, c := range limits {
			if c.used(u)+c.margin > c.Limit {
				full(&Error{"the memory that this process may use is nearly used up", c})
				return
			}
		}
		select {
		case <-ctx.Done():
		case <-ticks.C:
		}
	}
}

// Lowest returns the limit that leaves the least for a row, nil if there is
// none.
func Lowest(limits []*Ceiling) *Ceiling {
	var lowest *Ceiling
	for _, c := range limits {
		if lowest == nil || c.Row() < lowest.Row() {
			lowest = c
		}
	}
	return lowest
}
