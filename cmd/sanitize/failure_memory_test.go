package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	mebi     = 1 << 20
	flatPeak = 64 * mebi // what is promised at any size of dump
)

// buildBinary builds the program as it is shipped: the test binary has more in
// it, and may have the race detector.
func buildBinary(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sanitize")
	if out, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return file
}

// peak runs the binary with the input that write makes, and returns how much
// memory it has used at most. It looks at that all the time: the kernel forgets
// the figure with the process, and the one that it hands to the parent begins
// with the parent's own memory.
func peak(t testing.TB, binary string, write func(w *bufio.Writer), args ...string) int64 {
	t.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("this system has no /proc")
	}
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), saltEnv+"="+testSalt)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	highest := make(chan int64, 1)
	go func() {
		high := int64(0)
		for now := int64(1); now > 0; time.Sleep(5 * time.Millisecond) {
			now = highWater(cmd.Process.Pid)
			high = max(high, now)
		}
		highest <- high
	}()
	w := bufio.NewWriterSize(stdin, mebi)
	w.WriteString(hugeTable)
	write(w)
	w.WriteString(trailer)
	w.Flush()
	stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	return <-highest
}

// vmHWM is where Linux tells the peak of a process's resident memory.
var vmHWM = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// highWater returns the peak of a process's resident memory so far, 0 once it
// has ended.
func highWater(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	m := vmHWM.FindSubmatch(text)
	if err != nil || m == nil {
		return 0
	}
	kib, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}

const hugeTable = `CREATE TABLE public.huge (
    id integer,
    kept_id text,
    note text
);
`

// TestMemory holds the program to flat memory at any size of dump, and to a
// small multiple of a row that is larger than all else.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("streams gigabytes")
	}
	binary := buildBinary(t)
	const row = 256 * mebi
	const letters = mebi * 7 / 10
	hashed := tempFile(t, "hash.toml", []byte(hashLetters))
	chunk := strings.Repeat("0123456789 some text", mebi/20)
	for _, c := range []struct {
		name  string
		most  int64
		args  []string
		write func(w *bufio.Writer)
	}{
		{"rows", flatPeak, nil, func(w *bufio.Writer) { writeRows(w, manyRows) }},
		{"rows, all kept", flatPeak, []string{"-p", keepPolicy}, func(w *bufio.Writer) { writeRows(w, manyRows) }},
		{"INSERTs", flatPeak, nil, func(w *bufio.Writer) { writeInserts(w, manyRows/2) }},
		{"a row of 256 MiB in a kept column", flatPeak + 3*row, nil, func(w *bufio.Writer) { writeHuge(w, "1\t", chunk, "\t\\N") }},
		{"a row of 256 MiB in a masked column", flatPeak + 3*row, nil, func(w *bufio.Writer) { writeHuge(w, "1\t\\N\t", chunk, "") }},
		{"a row that its mask makes 7 MiB longer", flatPeak + 3*letters, []string{"-p", hashed}, func(w *bufio.Writer) { writeLetters(w, letters) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			high := peak(t, binary, c.write, c.args...)
			t.Logf("peak %d MiB", high/mebi)
			if high > c.most {
				t.Errorf("peak of %d MiB, want %d at most", high/mebi, c.most/mebi)
			}
		})
	}
}

// TestLongerRow wants a row to be refused that would cost many times its own
// length: the masks of its elements make it so much longer.
func TestLongerRow(t *testing.T) {
	policy := tempFile(t, "hash.toml", []byte(hashLetters))
	var in bytes.Buffer
	w := bufio.NewWriter(&in)
	writeLetters(w, 2*mebi)
	w.Flush()
	r := runReader(&in, "-p", policy)
	checkFailed(t, "a longer row", r)
	if want := "table public.letters: row 1: column list: the masks make the row more than 8 MiB longer"; !strings.Contains(r.stderr, want) {
		t.Errorf("stderr %q, want %q", r.stderr, want)
	}
}

// hashLetters makes each letter of an array twenty characters.
const hashLetters = "version = 1\nunlisted = \"keep\"\n[columns]\nlist = \"hash\"\n"

// writeLetters writes a row of some bytes, an array of letters.
func writeLetters(w *bufio.Writer, size int) {
	w.WriteString("CREATE TABLE public.letters (\n    list text[]\n);\n\nCOPY public.letters (list) FROM stdin;\n{")
	for range size / 2 {
		w.WriteString("a,")
	}
	w.WriteString("a}\n\\.\n")
}

// manyRows is the size of a dump in bytes, of seven million rows: eight bytes
// that stay of each would be more than is promised.
const manyRows = 384 * mebi

// writeRows writes some bytes of rows as COPY does.
func writeRows(w *bufio.Writer, size int) {
	w.WriteString("COPY public.huge (id, kept_id, note) FROM stdin;\n")
	for i, n := 0, 0; n < size; i++ {
		n += writeRow(w, "", i, "\tuser-", "\tsome text that is masked, and a number: ", "\n")
	}
	w.WriteString("\\.\n")
}

// writeRow writes the values of row i between the parts of a line, and returns
// how many bytes they are. The standard library's formatting would take longer
// than the program under test.
func writeRow(w *bufio.Writer, head string, i int, user, note, tail string) int {
	b := append(w.AvailableBuffer(), head...)
	b = strconv.AppendInt(b, int64(i), 10)
	b = strconv.AppendInt(append(b, user...), int64(i%1000), 10)
	b = append(strconv.AppendInt(append(b, note...), int64(i), 10), tail...)
	n, _ := w.Write(b)
	return n
}

// writeInserts writes some bytes of rows as INSERTs of a hundred rows.
func writeInserts(w *bufio.Writer, size int) {
	for i, n := 0, 0; n < size; i++ {
		n += len("INSERT INTO public.huge VALUES")
		w.WriteString("INSERT INTO public.huge VALUES")
		for j := range 100 {
			n += writeRow(w, ","[:min(j, 1)]+"\n\t(", i, ", 'user-", "', 'some text that is masked, and a number: ", "')")
		}
		w.WriteString(";\n")
	}
}

// writeHuge writes a row with 256 times the chunk between its head and tail.
func writeHuge(w *bufio.Writer, head, chunk, tail string) {
	w.WriteString("COPY public.huge (id, kept_id, note) FROM stdin;\n" + head)
	for range 256 {
		w.WriteString(chunk)
	}
	w.WriteString(tail + "\n\\.\n")
}
