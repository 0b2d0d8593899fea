//go:build zz

package mask

import (
	"bufio"
	"bytes"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func cpuNow() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func TestZZ(t *testing.T) {
	runtime.GOMAXPROCS(1)
	f, _ := os.Open("/tmp/i12_cut.sql")
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<20)
	cols := map[int][][]byte{}
	in := false
	for sc.Scan() {
		l := sc.Text()
		if strings.HasPrefix(l, "COPY public.users (id, email, full") {
			in = true
			continue
		}
		if l == `\.` {
			in = false
		}
		if !in {
			continue
		}
		fs := strings.Split(l, "\t")
		for i := 1; i <= 8; i++ {
			if fs[i] != `\N` {
				cols[i] = append(cols[i], []byte(fs[i]))
			}
		}
		if len(cols[1]) > 100000 {
			break
		}
	}
	text := Type{Kind: Text, Name: "text"}
	type c struct {
		col  int
		mask string
		typ  Type
	}
	cases := []c{{1, "email", text}, {2, "name", text}, {3, "phone", text}, {4, "scramble", text}, {5, "scramble", text}, {6, "scramble", Type{Kind: JSONB, Name: "jsonb"}}, {7, "date_shift", Type{Kind: TimestampTZ, Name: "timestamptz"}}, {1, "scramble", text}}
	only := os.Getenv("ZZ")
	for _, c := range cases {
		if only != "" && !strings.Contains(only, c.mask) {
			continue
		}
		m, err := New(c.mask, testKey(t), c.typ, nil)
		if err != nil {
			t.Fatal(err)
		}
		vals := cols[c.col]
		dst := make([]byte, 0, 1<<16)
		best := time.Duration(1 << 60)
		rounds := 3
		if only != "" {
			rounds = 10
		}
		row := []byte{}
		for r := 0; r < rounds; r++ {
			t0 := cpuNow()
			for i, v := range vals {
				row = append(row[:0], 's', byte(i), byte(i>>8), byte(i>>16))
				dst, err = m.Append(dst[:0], v, row)
				if err != nil {
					t.Fatal(err)
				}
			}
			best = min(best, cpuNow()-t0)
		}
		t.Logf("%-12s %d %6.0f ns/value", c.mask, c.col, float64(best.Nanoseconds())/float64(len(vals)))
	}
	// ip
	if only == "" || strings.Contains(only, "ip") {
		m, _ := New("ip", testKey(t), Type{Kind: Inet, Name: "inet"}, nil)
		var vals [][]byte
		for i := range 20000 {
			v := uint32(i) * 2654435761
			if i%2 == 0 {
				v = 0x53260000 | v>>20
			}
			vals = append(vals, []byte(strings.Join([]string{itoa(v >> 24), itoa(v >> 16 & 255), itoa(v >> 8 & 255), itoa(v & 255)}, ".")))
		}
		dst := []byte{}
		t0 := cpuNow()
		for _, v := range vals {
			dst, _ = m.Append(dst[:0], v, nil)
		}
		t.Logf("ip4 %6.0f ns/value", float64((cpuNow()-t0).Nanoseconds())/float64(len(vals)))
	}
	_ = bytes.Equal
}

func itoa(v uint32) string { return strings.TrimSpace(string(fmtUint(v))) }
func fmtUint(v uint32) []byte {
	if v == 0 {
		return []byte("0")
	}
	var b []byte
	for ; v > 0; v /= 10 {
		b = append([]byte{'0' + byte(v%10)}, b...)
	}
	return b
}
