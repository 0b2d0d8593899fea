// Package progress shows on a terminal how far a run has come. It knows
// numbers and a table's name, which it asks for; it is told nothing, and holds
// up nobody.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// interval is the time between two looks at the run.
const interval = 200 * time.Millisecond

// Status is how far a run has come.
type Status struct {
	Consumed int64  // bytes of the input, as they are counted in its size
	Table    string // the table that is being worked on, "" if none is
	Rows     int64  // its rows so far
}

// A Bar shows the progress of a run until it is stopped.
type Bar struct {
	out    *progressbar.ProgressBar
	size   int64
	sample func() Status
	rate   rate
	stop   chan struct{}
	done   chan struct{}
	once   sync.Once
}

// New returns a Bar that writes to w, and starts it. When says if there is to
// be anything to see: "always", "never", or, for all else, if w is a terminal.
// Size is that of the input in bytes; if it is unknown, 0, there is no
// percentage and no estimate of the time left. sample is called a few times a
// second, in a goroutine of the Bar's, until Stop.
func New(w io.Writer, when string, size int64, sample func() Status) *Bar {
	terminal := isTerminal(w)
	if when == "never" || when != "always" && !terminal {
		return &Bar{}
	}
	b := newBar(w, terminal, size, sample)
	ticker := time.NewTicker(interval)
	go func() {
		defer ticker.Stop()
		b.run(ticker.C)
	}()
	return b
}

// Stop ends the Bar and clears its line. Nothing is written after it returns,
// nor is sample called.
func (b *Bar) Stop() {
	if b.out == nil {
		return
	}
	b.once.Do(func() {
		close(b.stop)
		<-b.done
		// A bar that cannot be drawn is no reason to fail.
		_ = b.out.Clear()
	})
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func newBar(w io.Writer, terminal bool, size int64, sample func() Status) *Bar {
	if size <= 0 {
		size = -1 // the library's word for a spinner
	}
	if !terminal {
		w = struct{ io.Writer }{w} // the library syncs a file at every write
	}
	return &Bar{
		out: progressbar.NewOptions64(size,
			progressbar.OptionSetWriter(w),
			progressbar.OptionUseANSICodes(terminal),
			progressbar.OptionShowBytes(true),
			progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(20),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionShowDescriptionAtLineEnd(),
			progressbar.OptionSetPredictTime(size > 0),
			progressbar.OptionSetElapsedTime(true),
			// Zero: else the library starts a goroutine that nobody ends.
			progressbar.OptionSetSpinnerChangeInterval(0)),
		size:   size,
		sample: sample,
		stop:   make(chan struct{}),
		done:   make(chan struct{}),
	}
}

// run draws at every tick until Stop.
func (b *Bar) run(ticks <-chan time.Time) {
	defer close(b.done)
	for {
		select {
		case <-b.stop:
			return
		case now := <-ticks:
			b.draw(b.sample(), now)
		}
	}
}

func (b *Bar) draw(s Status, now time.Time) {
	consumed := s.Consumed
	if b.size > 0 {
		// A full bar would be finished, and gone, with rows still to come.
		consumed = min(consumed, b.size-1)
	}
	// As for Clear: what fails here is only the drawing.
	_ = b.out.Set64(consumed)
	b.out.Describe(b.describe(s, now))
}

// describe says where the run is.
func (b *Bar) describe(s Status, now time.Time) string {
	perSecond := b.rate.at(s, now)
	if s.Table == "" {
		return ""
	}
	text := fmt.Sprintf("%s: %d rows", printable(s.Table), s.Rows)
	if perSecond > 0 {
		text += fmt.Sprintf(", %d/s", perSecond)
	}
	return text
}

// nameWidth is how many characters of a table's name there is room for.
const nameWidth = 40

// printable returns a name that cannot move the cursor: a quoted identifier
// may hold any character.
func printable(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, name)
	if r := []rune(name); len(r) > nameWidth {
		return string(r[:nameWidth-1]) + "…"
	}
	return name
}
