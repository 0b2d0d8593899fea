package progress

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sanitize/cmd/sanitize/internal/cells"
)

var start = time.Unix(1e9, 0)

// at returns a speed that has been measured: so many bytes and rows a second,
// for a minute.
func at(bytes, rows float64) func(Status, time.Time) speed {
	return func(Status, time.Time) speed { return speed{time.Minute, bytes, rows} }
}

const gb = 1_000_000_000

// TestLineFits holds the line to the width of any terminal, and to saying the
// more the wider it is: the share first, then the time that is left.
func TestLineFits(t *testing.T) {
	for _, tt := range []struct {
		columns int
		want    string
	}{
		{3, "45%"},
		{20, "45%  ETA 0:53"},
		{39, "45%  110 MB/s  ETA 0:53  public.users"},
		{79, "45%  4.8 GB of 10.6 GB  110 MB/s  ETA 0:53  public.users  1,203,332 rows"},
		{129, "[#################.....................]  45%  4.8 GB of 10.6 GB  110 MB/s  ETA 0:53  public.users  1,203,332 rows  23,400 rows/s"},
	} {
		s := Status{Consumed: 4.8 * gb, Table: "public.users", Rows: 1_203_332}
		got := render(s, 10.6*gb, at(110e6, 23_400), start, tt.columns, true)
		if got != tt.want {
			t.Errorf("%d columns:\n %s, want\n %s", tt.columns, got, tt.want)
		}
	}
	names := []string{"", "t", "public.users", strings.Repeat("über", 30), strings.Repeat("表", 40), "e\u0301" + strings.Repeat("x", 90)}
	for columns := 1; columns <= 200; columns++ {
		for i, name := range names {
			for _, size := range []int64{0, 5, 3 * gb, 900_000 * gb} {
				s := Status{Consumed: size / 3, Table: name, Rows: int64(i) * 123_456_789_012}
				got := render(s, size, at(99.9e6, 1e6), start, columns, true)
				if n := cells.Width(got); n > columns || got == "" && columns > 3 {
					t.Fatalf("%d columns: %d in %q", columns, n, got)
				}
			}
		}
	}
}

func TestLineOfUnknownSize(t *testing.T) {
	got := render(Status{Consumed: 3_000_000, Table: "t", Rows: 7}, 0, at(1e6, 0), start, 100, true)
	if want := "3.0 MB  1.0 MB/s  1:00  t  7 rows"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLineStaysBelowTheEnd: the input is read ahead, and it may grow.
func TestLineStaysBelowTheEnd(t *testing.T) {
	for _, consumed := range []int64{1000, 5000} {
		got := render(Status{Consumed: consumed}, 1000, at(1000, 0), start, 80, true)
		if !strings.Contains(got, "99%") || !strings.Contains(got, "ETA 0:00") {
			t.Errorf("%d of 1000 bytes: %q", consumed, got)
		}
	}
}

func TestNamesCannotMoveTheCursor(t *testing.T) {
	got := render(Status{Table: "a\x1b[2J\nb\r\u202e\u009b"}, 0, at(0, 0), start, 200, false)
	if strings.ContainsAny(got, "\x1b\n\r\u202e\u009b") || !strings.Contains(got, "a?[2J?b") {
		t.Errorf("%q", got)
	}
}

// terminal is what a terminal shows of one line, and of how many lines it was
// told to go up.
type terminal struct {
	bytes.Buffer
	width int
}

// TestBarIsRedrawnWhereItWas: on a terminal that became narrower the line that
// stood there has become several.
func TestBarIsRedrawnWhereItWas(t *testing.T) {
	var out terminal
	out.width = 100
	b := newBar(&out, 4000, func() Status { return Status{Consumed: 1000, Table: "public.users", Rows: 10} }, start)
	b.columns = func() int { return out.width }
	step := func(width int) string {
		out.Reset()
		out.width = width
		b.draw(start.Add(time.Minute))
		return out.String()
	}
	if got := step(100); !strings.HasPrefix(got, "\r[") || !strings.HasSuffix(got, "\x1b[K") || strings.Contains(got, "\n") {
		t.Errorf("%q", got)
	}
	if b.drawn < 80 || b.drawn > 99 {
		t.Fatalf("%d columns are drawn, want most of 99", b.drawn)
	}
	up := (b.drawn - 1) / 40
	if got := step(40); !strings.HasPrefix(got, "\r"+strings.Repeat("\x1b[A", up)+"\x1b[J") {
		t.Errorf("it has become narrower: %q", got)
	}
	if got := step(200); !strings.HasPrefix(got, "\r[") {
		t.Errorf("it has become wider: %q", got)
	}
	out.Reset()
	b.clear()
	if got := out.String(); got != "\r\x1b[J" {
		t.Errorf("the line is not cleared: %q", got)
	}
}

// TestLinesStay: what is no terminal gets lines, without control sequences.
func TestLinesStay(t *testing.T) {
	var out bytes.Buffer
	b := newBar(&out, 100, func() Status { return Status{Consumed: 50, Table: "t", Rows: 1} }, start)
	ticks := make(chan time.Time)
	go b.run(ticks)
	for i := range 3 {
		ticks <- start.Add(time.Duration(i+1) * pause)
	}
	b.Stop()
	b.Stop()
	want := "sanitize: 50%  50 B of 100 B  2 B/s  ETA 0:30  t  1 rows\n"
	lines := strings.SplitAfter(out.String(), "\n")
	if len(lines) != 4 || lines[0] != want || strings.Contains(out.String(), "\x1b") {
		t.Errorf("%q, want three lines, the first %q", lines, want)
	}
}

func TestRatesFollowTheRun(t *testing.T) {
	m := meter{begun: start, at: start}
	var s Status
	v := speed{}
	for i := range 60 {
		s.Consumed += 100
		v = m.measure(s, start.Add(time.Duration(i+1)*time.Second))
	}
	if v.bytes < 99 || v.bytes > 101 {
		t.Errorf("%.1f bytes/s after a minute of 100", v.bytes)
	}
	for i := range 60 {
		s.Consumed += 1000
		v = m.measure(s, start.Add(time.Duration(61+i)*time.Second))
	}
	if v.bytes < 950 || v.bytes > 1001 {
		t.Errorf("%.1f bytes/s after a minute of 1000", v.bytes)
	}
	if v.passed != 2*time.Minute {
		t.Errorf("%s have passed, want two minutes", v.passed)
	}
}

func TestRateStartsAnewWithATable(t *testing.T) {
	var r rate
	for i, tt := range []struct {
		at   int // seconds
		s    Status
		want float64
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
			t.Errorf("step %d: %.1f rows/s, want %.1f", i, got, tt.want)
		}
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0:00", 7 * time.Second: "0:07", 754 * time.Second: "12:34", 3723 * time.Second: "1:02:03"} {
		if got := clock(d); got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
}

// shared is a buffer for two goroutines.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestBarThatIsNotShownDoesNotAsk: where nothing is to be seen, the run is left
// alone.
func TestBarThatIsNotShownDoesNotAsk(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var calls atomic.Int64
	for _, when := range []string{"auto", "never"} {
		b := New(null, when, 100, func() Status { calls.Add(1); return Status{} })
		time.Sleep(2 * interval)
		b.Stop()
	}
	if calls.Load() > 0 {
		t.Error("a bar that is not shown asks")
	}
}

func ExampleStatus() {
	s := Status{Consumed: 500_000_000, Table: "public.orders", Rows: 2_400_000}
	fmt.Println(render(s, 2*gb, at(250e6, 1_200_000), start, 79, true))
	// Output: 25%  500 MB of 2.0 GB  250 MB/s  ETA 0:06  public.orders  2,400,000 rows
}
