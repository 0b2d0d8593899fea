package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sanitize/cmd/sanitize/internal/pipeline"
)

// workerCounts are the numbers of workers that every law is tested with.
var workerCounts = []int{1, 2, 8}

// count returns a source of 0 to n-1.
func count(n int) func() (int, error) {
	i := -1
	return func() (int, error) {
		if i++; i == n {
			return 0, io.EOF
		}
		return i, nil
	}
}

// each makes every worker the same function.
func each(work func(int) (int, error)) func() func(int) (int, error) {
	return func() func(int) (int, error) { return work }
}

// dawdle sleeps for no time, or some.
func dawdle() {
	if d := rand.IntN(4); d > 0 {
		time.Sleep(time.Duration(d*30) * time.Microsecond)
	}
}

func square(i int) (int, error) {
	dawdle()
	return i * i, nil
}

// forWorkers runs a subtest for each number of workers, and fails it if a
// goroutine is left.
func forWorkers(t *testing.T, test func(t *testing.T, workers int)) {
	for _, n := range workerCounts {
		t.Run(fmt.Sprintf("workers=%d", n), func(t *testing.T) {
			before := runtime.NumGoroutine()
			test(t, n)
			for wait := time.Millisecond; runtime.NumGoroutine() > before; wait *= 2 {
				if wait > 10*time.Second {
					t.Fatalf("%d goroutines, %d before Run", runtime.NumGoroutine(), before)
				}
				time.Sleep(wait)
			}
		})
	}
}

func TestRunKeepsTheOrder(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		const n = 500
		next := 0
		err := pipeline.Run(t.Context(), workers, count(n), each(square), func(out int) error {
			if out != next*next {
				return fmt.Errorf("result %d is %d, want %d", next, out, next*next)
			}
			next++
			return nil
		})
		if err != nil || next != n {
			t.Errorf("%d results, error %v; want %d and none", next, err, n)
		}
	})
}

func TestRunWithoutItems(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		err := pipeline.Run(t.Context(), workers, count(0), each(square), func(int) error {
			t.Error("emit was called")
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestRunHasAtLeastOneWorker(t *testing.T) {
	sum := 0
	err := pipeline.Run(t.Context(), 0, count(3), each(square), func(out int) error {
		sum += out
		return nil
	})
	if err != nil || sum != 5 {
		t.Errorf("sum %d, error %v; want 5 and none", sum, err)
	}
}

// TestFirstErrorInOrder has several parties fail at items that are worked on
// at the same time. The earliest one must win, and the results before it must
// all come out.
func TestFirstErrorInOrder(t *testing.T) {
	errAt := func(party string, at int) error { return fmt.Errorf("%s at %d", party, at) }
	const never = 1 << 30
	tests := []struct {
		src, work, emit int // the item at which each begins to fail
		want            string
	}{
		{src: 20, work: never, emit: never, want: "src at 20"},
		{src: never, work: 20, emit: never, want: "work at 20"},
		{src: never, work: never, emit: 20, want: "emit at 20"},
		{src: 21, work: 20, emit: never, want: "work at 20"},
		{src: 20, work: 21, emit: never, want: "src at 20"},
		{src: 22, work: 21, emit: 20, want: "emit at 20"},
		{src: never, work: 20, emit: 20, want: "work at 20"},
		{src: 0, work: 0, emit: 0, want: "src at 0"},
		{src: never, work: 0, emit: 0, want: "work at 0"},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.want, " ", "_"), func(t *testing.T) {
			forWorkers(t, func(t *testing.T, workers int) {
				items := count(100)
				emitted := 0
				err := pipeline.Run(t.Context(), workers,
					func() (int, error) {
						i, err := items()
						if i >= tt.src {
							return 0, errAt("src", i)
						}
						return i, err
					},
					each(func(i int) (int, error) {
						dawdle()
						if i >= tt.work {
							return 0, errAt("work", i)
						}
						return i, nil
					}),
					func(i int) error {
						if i != emitted {
							t.Errorf("emit of %d, want %d", i, emitted)
						}
						if i >= tt.emit {
							return errAt("emit", i)
						}
						emitted++
						return nil
					})
				if err == nil || err.Error() != tt.want {
					t.Errorf("error %v, want %s", err, tt.want)
				}
				if want := min(tt.src, tt.work, tt.emit); emitted != want {
					t.Errorf("%d results, want %d", emitted, want)
				}
			})
		})
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	const canary = "canary-7f3a"
	bad := func(i int) (int, error) {
		if i == 5 {
			panic(canary)
		}
		return i, nil
	}
	source := func() func() (int, error) {
		items := count(10)
		return func() (int, error) {
			i, err := items()
			if err != nil {
				return i, err
			}
			return bad(i)
		}
	}
	check := func(t *testing.T, err error, emitted int) {
		t.Helper()
		p, ok := errors.AsType[*pipeline.PanicError](err)
		if !ok {
			t.Fatalf("error %v, want a PanicError", err)
		}
		if p.Type != "string" {
			t.Errorf("type %s, want string", p.Type)
		}
		if strings.Contains(err.Error(), canary) {
			t.Errorf("the error's text has the panic's value: %v", err)
		}
		if emitted != 5 {
			t.Errorf("%d results, want 5", emitted)
		}
	}
	forWorkers(t, func(t *testing.T, workers int) {
		emitted := 0
		emit := func(int) error { emitted++; return nil }
		check(t, pipeline.Run(t.Context(), workers, count(10), each(bad), emit), emitted)
		emitted = 0
		check(t, pipeline.Run(t.Context(), workers, source(), each(square), emit), emitted)
	})
}

// TestGoexit: a goroutine that ends itself must not look like the end of the
// items, nor be waited for.
func TestGoexit(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		leave := func() (int, error) { runtime.Goexit(); return 0, nil }
		none := func(int) error { return nil }
		for name, err := range map[string]error{
			"src":  pipeline.Run(t.Context(), workers, leave, each(square), none),
			"work": pipeline.Run(t.Context(), workers, count(10), each(func(int) (int, error) { return leave() }), none),
		} {
			if _, ok := errors.AsType[*pipeline.PanicError](err); !ok {
				t.Errorf("%s: error %v, want a PanicError", name, err)
			}
		}
	})
}

func TestPanicInEmitPasses(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		defer func() {
			if p := recover(); p != "emit" {
				t.Errorf("panic %v, want that of emit", p)
			}
		}()
		err := pipeline.Run(t.Context(), workers, count(100), each(square), func(int) error { panic("emit") })
		t.Errorf("Run returned %v", err)
	})
}

func TestCancel(t *testing.T) {
	cause := errors.New("interrupted")
	forWorkers(t, func(t *testing.T, workers int) {
		ctx, cancel := context.WithCancelCause(t.Context())
		emitted := 0
		err := pipeline.Run(ctx, workers, count(1<<30), each(square), func(int) error {
			if emitted++; emitted == 10 {
				cancel(cause)
			}
			return nil
		})
		if err != cause || emitted != 10 {
			t.Errorf("%d results, error %v; want 10 and the cause", emitted, err)
		}
	})
}

// TestBlockedSource: a source in a read that nothing interrupts does not hold
// up the end of a run.
func TestBlockedSource(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		never := make(chan struct{})
		defer close(never)
		items := count(3)
		blocked := func() (int, error) {
			i, err := items()
			if err != nil {
				cancel()
				<-never
			}
			return i, err
		}
		err := pipeline.Run(ctx, workers, blocked, each(square), func(int) error { return nil })
		if err != context.Canceled {
			t.Errorf("error %v, want %v", err, context.Canceled)
		}
	})
}

// TestBusyWorker: a worker that has long to work does not hold up a run that is
// told to end: what is to be said at the end must be said in time.
func TestBusyWorker(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		cause := errors.New("told to end")
		ctx, cancel := context.WithCancelCause(t.Context())
		never := make(chan struct{})
		defer close(never)
		err := pipeline.Run(ctx, workers, count(3), each(func(i int) (int, error) {
			cancel(cause)
			<-never
			return i, nil
		}), func(int) error { return nil })
		if err != cause {
			t.Errorf("error %v, want %v", err, cause)
		}
	})
}

// TestSourceIsNotCalledAfterwards: one call may be under way when Run fails, no
// other may follow.
func TestSourceIsNotCalledAfterwards(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		failed := errors.New("failed")
		for range 200 {
			var over atomic.Bool
			var late atomic.Int32
			src := func() (int, error) {
				if over.Load() {
					late.Add(1)
				}
				return 1, nil
			}
			err := pipeline.Run(t.Context(), workers, src, each(square), func(int) error { return failed })
			over.Store(true)
			if err != failed {
				t.Fatal(err)
			}
			runtime.Gosched()
			if n := late.Load(); n > 1 {
				t.Fatalf("%d calls of src were under way after Run, want at most 1", n)
			}
		}
	})
}

func TestInFlightIsBounded(t *testing.T) {
	forWorkers(t, func(t *testing.T, workers int) {
		var inFlight, most atomic.Int64
		items := count(300)
		err := pipeline.Run(t.Context(), workers,
			func() (int, error) {
				n := inFlight.Add(1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				return items()
			},
			each(square),
			func(int) error {
				dawdle()
				inFlight.Add(-1)
				return nil
			})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := most.Load(), int64(workers+2); got > want {
			t.Errorf("%d items in flight, want at most %d", got, want)
		}
	})
}

// TestWorkersWorkAtOnce has every item wait for another worker to have one, too.
func TestWorkersWorkAtOnce(t *testing.T) {
	const workers = 4
	meet := make(chan struct{})
	err := pipeline.Run(t.Context(), workers, count(2*workers), each(func(i int) (int, error) {
		select {
		case meet <- struct{}{}:
		case <-meet:
		}
		return i, nil
	}), func(int) error { return nil })
	if err != nil {
		t.Error(err)
	}
}

func BenchmarkRun(b *testing.B) {
	for _, workers := range workerCounts {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.ReportAllocs()
			same := func(i int) (int, error) { return i, nil }
			err := pipeline.Run(b.Context(), workers, count(b.N), each(same), func(int) error { return nil })
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
