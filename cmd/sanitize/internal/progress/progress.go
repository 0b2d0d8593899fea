// Package progress shows how far a run has come: on a terminal in a line that
// is drawn anew a few times a second, elsewhere in a line now and then, and
// wherever a signal asks for it. It knows numbers and a table's name, which it
// asks for; it is told nothing, and holds up nobody.
package progress

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"sanitize/cmd/sanitize/internal/cells"
)

const (
	// interval is the time between two drawings on a terminal.
	interval = 200 * time.Millisecond
	// pause is the time between two lines elsewhere.
	pause = 30 * time.Second
	// unknownWidth is that of a terminal that does not tell its own.
	unknownWidth = 80
)

// Status is how far a run has come.
type Status struct {
	Consumed int64  // bytes of the input, as they are counted in its size
	Table    string // the table that is being worked on, "" if none is
	Rows     int64  // its rows so far
}

// A Bar shows the progress of a run until it is stopped.
type Bar struct {
	w       io.Writer
	columns func() int // of the terminal; nil: w is none
	size    int64
	sample  func() Status
	meter   meter
	drawn   int // columns of the line that is on the terminal

	requests chan os.Signal
	stop     chan struct{}
	done     chan struct{}
	once     sync.Once
}

// New returns a Bar that writes to w, and starts it. When says if there is to
// be anything to see: "always", "never", or, for all else, if w is a terminal.
// A signal that asks (SIGUSR1) gets its line whatever when says. Size is that
// of the input in bytes; if it is unknown, 0, there is no percentage and no
// estimate of the time left. sample is called in a goroutine of the Bar's,
// until Stop.
func New(w io.Writer, when string, size int64, sample func() Status) *Bar {
	b := newBar(w, size, sample, time.Now())
	var ticks <-chan time.Time
	f, _ := w.(*os.File)
	onTerminal := f != nil && term.IsTerminal(int(f.Fd()))
	switch {
	case when == "never" || when != "always" && !onTerminal:
	case onTerminal:
		b.columns = func() int { return columnsOf(f) }
		ticks = time.Tick(interval)
	default:
		ticks = time.Tick(pause)
	}
	if len(requests) > 0 { // with none, Notify would take all signals
		signal.Notify(b.requests, requests...)
	}
	go b.run(ticks)
	return b
}

// IgnoreRequests keeps the signals that ask how far a run has come from ending
// the process where there is no Bar.
func IgnoreRequests() {
	if len(requests) > 0 {
		signal.Ignore(requests...)
	}
}

func columnsOf(f *os.File) int {
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return unknownWidth
	}
	return width
}

func newBar(w io.Writer, size int64, sample func() Status, now time.Time) *Bar {
	return &Bar{
		w: w, size: size, sample: sample, meter: meter{begun: now, at: now},
		requests: make(chan os.Signal, 1), stop: make(chan struct{}), done: make(chan struct{}),
	}
}

// Stop ends the Bar and clears its line. Nothing is written after it returns,
// nor is sample called.
func (b *Bar) Stop() {
	b.once.Do(func() {
		signal.Stop(b.requests)
		close(b.stop)
		<-b.done
		b.clear()
	})
}

// run shows the run at every tick and request until Stop.
func (b *Bar) run(ticks <-chan time.Time) {
	defer close(b.done)
	for {
		select {
		case <-b.stop:
			return
		case now := <-ticks:
			if b.columns != nil {
				b.draw(now)
			} else {
				b.line(now)
			}
		case <-b.requests:
			b.clear()
			b.line(time.Now())
		}
	}
}

// draw draws the line on the terminal. What fails here and elsewhere in the
// package is only the drawing, and no reason for the run to fail.
func (b *Bar) draw(now time.Time) {
	// The last column stays free: some terminals wrap behind it.
	columns := b.columns()
	text := render(b.sample(), b.size, b.meter.measure, now, max(columns-1, 1), true)
	fmt.Fprint(b.w, b.home(columns)+text+"\x1b[K")
	b.drawn = cells.Width(text)
}

// line prints a line that stays.
func (b *Bar) line(now time.Time) {
	fmt.Fprintln(b.w, "sanitize: "+render(b.sample(), b.size, b.meter.measure, now, maxLine, false))
}

// maxLine bounds a line that stays, in columns.
const maxLine = 200

// clear takes the line from the terminal.
func (b *Bar) clear() {
	if b.drawn > 0 {
		fmt.Fprint(b.w, b.home(b.columns())+"\x1b[J")
		b.drawn = 0
	}
}

// home moves the cursor to the begin of the line that was drawn. A terminal that
// has become narrower since has broken it into several, which go.
func (b *Bar) home(columns int) string {
	if b.drawn < columns {
		return "\r"
	}
	up := (b.drawn - 1) / columns
	if up == 0 {
		return "\r"
	}
	return "\r" + strings.Repeat("\x1b[A", up) + "\x1b[J"
}
