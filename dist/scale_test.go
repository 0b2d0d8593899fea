package dist

import (
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkIndexedJob masks eight dumps by one, two and four processes at a time,
// each of one worker and all of one salt, as the Job of the manifest does. Its
// cpu-s says what that costs in all, which should not depend on how many there
// are; MB/s is what the machine's cores make of it.
func BenchmarkIndexedJob(b *testing.B) {
	const parts = 8
	bin, err := program()
	if err != nil {
		b.Fatal(err)
	}
	built = true
	part := partOf(b, 40_000)
	for _, n := range []int{1, 2, 4} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(parts * int64(len(part)))
			var cpu time.Duration
			for b.Loop() {
				cpu += sideBySide(b, bin, part, parts, n)
			}
			b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s")
		})
	}
}

// sideBySide masks a dump so many times, n at a time, and returns the time that
// the processes have used.
func sideBySide(b *testing.B, bin, part string, parts, n int) (cpu time.Duration) {
	b.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	turn := make(chan struct{}, n)
	for range parts {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			cmd := exec.Command(bin, "-q", "-j", "1")
			cmd.Env = append(cmd.Environ(), "SANITIZE_SALT="+salt)
			cmd.Stdin = strings.NewReader(part)
			err := cmd.Run()
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				b.Error(err)
				return
			}
			cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		})
	}
	wg.Wait()
	return cpu
}

// partOf is the shop's dump with so many customers.
func partOf(b *testing.B, customers int) string {
	b.Helper()
	head, rest, ok := strings.Cut(read(b, dump), "\n12\tsam@")
	if !ok {
		b.Fatal("the shop has no twelfth customer")
	}
	_, tail, _ := strings.Cut(rest, "\n")
	var rows strings.Builder
	for i := range customers {
		fmt.Fprintf(&rows, "\n%d\tperson%d@example.com\tPerson Number%d\t+44 20 7946 %04d\t%d Main Street, London\t{\"newsletter\": true}\t2024-01-15 09:30:00+00", 1000+i, i, i, i%10_000, i)
	}
	return head + rows.String() + "\n" + tail
}
