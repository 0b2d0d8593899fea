package ceiling

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"sync"
	"syscall"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

const mebi = 1 << 20

// ofCgroup is the limit of the cgroup. It is read once: each dump asks for it.
var ofCgroup = sync.OnceValues(memlimit.FromCgroup)

// Find returns the limits that the process is under, none if it has what the
// machine has.
func Find() []*Ceiling {
	gauge, err := newGauge()
	if err != nil {
		return nil
	}
	defer gauge.close()
	now, err := gauge.read()
	if err != nil {
		return nil
	}
	var limits []*Ceiling
	if n, err := ofCgroup(); err == nil && n < 1<<62 { // what v1 calls no limit is more
		limits = append(limits, &Ceiling{
			Limit: int64(n), By: "its cgroup", PerByte: perByte, used: func(u *usage) int64 { return u.private },
			margin: max(int64(n/16), 4*mebi), flat: 64 * mebi,
		})
	}
	// Go takes address space by arenas of 64 MiB, glibc, too, and each thread has
	// a stack of 8 MiB. A thread that cannot have one ends the process. An eighth
	// is more than the largest row's next buffer.
	if n, ok := rlimit(syscall.RLIMIT_AS); ok {
		limits = append(limits, &Ceiling{
			Limit: n, By: "ulimit -v", PerByte: perByteMapped, used: func(u *usage) int64 { return u.size }, start: now.size,
			margin: max(n/8, 128*mebi), flat: 192 * mebi,
		})
	}
	if n, ok := rlimit(syscall.RLIMIT_DATA); ok {
		limits = append(limits, &Ceiling{
			Limit: n, By: "ulimit -d", PerByte: perByteMapped, used: func(u *usage) int64 { return u.data }, start: now.data,
			margin: max(n/4, 32*mebi), flat: 96 * mebi,
		})
	}
	return limits
}

func rlimit(which int) (int64, bool) {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(which, &l); err != nil || l.Cur >= 1<<62 {
		return 0, false
	}
	return int64(l.Cur), true
}

// usage is what the process uses, in bytes.
type usage struct {
	size    int64 // of its address space
	private int64 // resident, and of no file: what a cgroup cannot take back
	data    int64 // what RLIMIT_DATA counts, and the stack
}

// gauge reads what the process uses.
type gauge struct {
	file *os.File
	page int64
	buf  [128]byte
	now  usage
}

func newGauge() (*gauge, error) {
	f, err := os.Open("/proc/self/statm")
	return &gauge{file: f, page: int64(os.Getpagesize())}, err
}

func (g *gauge) close() { g.file.Close() }

// read returns what is used now; it is valid up to the next read. The fields are
// size resident shared text lib data dt, in pages: see proc_pid_statm(5).
func (g *gauge) read() (*usage, error) {
	n, _ := g.file.ReadAt(g.buf[:], 0) // the file is shorter: io.EOF
	var pages [6]int64
	rest := g.buf[:n]
	for i := range pages {
		field, after, ok := bytes.Cut(rest, []byte{' '})
		v, err := strconv.ParseInt(string(field), 10, 64)
		if !ok || err != nil {
			return nil, errors.New("/proc/self/statm is not as it should be")
		}
		pages[i], rest = v*g.page, after
	}
	g.now = usage{size: pages[0], private: pages[1] - pages[2], data: pages[5]}
	return &g.now, nil
}
