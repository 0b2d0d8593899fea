package progress

import (
	"bytes"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// drawn returns what a bar writes for some samples, a second apart, and Stop.
func drawn(terminal bool, size int64, samples ...Status) string {
	var out bytes.Buffer
	next := make(chan Status, len(samples))
	b := newBar(&out, terminal, size, func() Status { return <-next })
	ticks := make(chan time.Time)
	go b.run(ticks)
	now := time.Unix(1e9, 0)
	for i, s := range samples {
		next <- s
		ticks <- now.Add(time.Duration(i) * time.Second)
	}
	b.Stop()
	b.Stop()
	return out.String()
}

func wantParts(t *testing.T, got string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			t.Errorf("no %q in %q", p, got)
		}
	}
}

func TestBarOfKnownSize(t *testing.T) {
	got := drawn(true, 4000, Status{Consumed: 1000, Table: "public.users", Rows: 10},
		Status{Consumed: 2000, Table: "public.users", Rows: 110},
		Status{Consumed: 3000, Table: "public.users", Rows: 210})
	wantParts(t, got, " 25% ", " 50% ", " 75% ", "/4.0", "public.users: 10 rows", "public.users: 210 rows, 100/s")
	if !strings.HasSuffix(got, "\033[2K\r") {
		t.Errorf("the line is not cleared at the end of %q", got)
	}
}

func TestBarOfUnknownSize(t *testing.T) {
	got := drawn(true, 0, Status{Consumed: 1_000_000}, Status{Consumed: 3_000_000, Table: "t", Rows: 7})
	wantParts(t, got, "1.0 MB", "3.0 MB", "t: 7 rows")
	if strings.Contains(got, "%") {
		t.Errorf("a percentage of what in %q", got)
	}
}

func TestBarWithoutTerminal(t *testing.T) {
	got := drawn(false, 100, Status{Consumed: 50, Table: "t", Rows: 1})
	wantParts(t, got, "50% ", "t: 1 rows")
	if strings.Contains(got, "\033") {
		t.Errorf("control sequences in %q", got)
	}
}

// TestBarStaysBelowTheEnd: the input is read ahead, and it may grow.
func TestBarStaysBelowTheEnd(t *testing.T) {
	got := drawn(true, 1000, Status{Consumed: 1000, Table: "t", Rows: 1},
		Status{Consumed: 5000, Table: "t", Rows: 2}, Status{Consumed: 5000, Table: "t", Rows: 3})
	wantParts(t, got, " 99% ", "t: 3 rows")
}

func TestNamesCannotMoveTheCursor(t *testing.T) {
	got := drawn(false, 100, Status{Consumed: 50, Table: "a\033[2J\nb" + strings.Repeat("é", 100)})
	wantParts(t, got, "a?[2J?b"+strings.Repeat("é", 32)+"…: 0 rows")
}

func TestRateStartsAnewWithATable(t *testing.T) {
	start := time.Unix(1e9, 0)
	var r rate
	for i, tt := range []struct {
		at   int // seconds
		s    Status
		want int64
	}{
		{0, Status{Table: "a", Rows: 100}, 0},
		{1, Status{Table: "a", Rows: 300}, 200},
		{2, Status{Table: "a", Rows: 700}, 300},
		{3, Status{Table: "a", Rows: 900}, 300},
		{4, Status{Table: "b", Rows: 1000}, 0},
		{6, Status{Table: "b", Rows: 1020}, 10},
		{7, Status{Table: "b", Rows: 5}, 0}, // the table again, in another database
	} {
		if got := r.at(tt.s, start.Add(time.Duration(tt.at)*time.Second)); got != tt.want {
			t.Errorf("step %d: %d rows/s, want %d", i, got, tt.want)
		}
	}
}

func TestNew(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var calls atomic.Int64
	sample := func() Status { calls.Add(1); return Status{} }
	for _, when := range []string{"auto", "never"} {
		b := New(null, when, 100, sample)
		if b.out != nil {
			t.Errorf("%s: there is a bar on what is no terminal", when)
		}
		b.Stop()
	}
	var out bytes.Buffer
	sampled := make(chan struct{}, 1)
	b := New(&out, "always", 100, func() Status {
		select {
		case sampled <- struct{}{}:
		default:
		}
		return Status{Consumed: 10, Table: "t"}
	})
	<-sampled
	b.Stop()
	wantParts(t, out.String(), "10% ")
	if calls.Load() > 0 {
		t.Error("a bar that is not shown asks")
	}
}
