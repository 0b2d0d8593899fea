package archive

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime/metrics"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// FuzzTOC reads any bytes as a header and entries; what can be read can be
// written, and is the same when it is read again.
func FuzzTOC(f *testing.F) {
	for _, v := range versions {
		s := newSample(v)
		f.Add(s.custom(f, Method{None, 0}))
		f.Add(s.tar(f))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := NewReader(bytes.NewReader(b))
		if err != nil {
			return
		}
		defer a.Close()
		h := a.Header
		h.IntSize, h.OffSize = intSize, offSize
		w := &wire{r: bytes.NewReader(h.appendEntries(h.append(nil), a.Entries))}
		h2, entries, err := w.readTOC(h.Format)
		if err != nil {
			t.Fatalf("what was written is refused: %v", err)
		}
		h.Level, h2.Level = 0, 0
		if h != h2 {
			t.Errorf("header %+v, want %+v", h2, h)
		}
		samePlace := cmp.Comparer(func(a, b place) bool { // no file is written as one without a name, as by pg_dump
			a.file.Set, b.file.Set = false, false
			return a == b
		})
		if diff := cmp.Diff(a.Entries, entries, samePlace, cmp.AllowUnexported(Entry{})); diff != "" {
			t.Error(diff)
		}
		io.Copy(io.Discard, a.Plain())
	})
}

// FuzzBlocks reads any bytes as the data behind a table of contents, from a
// file and from a pipe: neither panics, and what both can read is the same.
func FuzzBlocks(f *testing.F) {
	var tocs [][]byte
	for i, m := range newSample(v1_16).methods() {
		s := newSample(v1_16)
		b := s.custom(f, m)
		h := s.Header
		h.setMethod(Custom, m)
		toc := len(h.appendEntries(h.append(nil), s.entries))
		tocs = append(tocs, b[:toc])
		f.Add(byte(i), b[toc:])
	}
	f.Fuzz(func(t *testing.T, i byte, data []byte) {
		b := append(bytes.Clone(tocs[int(i)%len(tocs)]), data...)
		file, ferr := readAll(bytes.NewReader(b))
		pipe, perr := readAll(iotest.HalfReader(bytes.NewReader(b)))
		if perr == nil && (ferr != nil || !bytes.Equal(file, pipe)) {
			t.Errorf("a pipe is read and a file is not, or not the same: %v", ferr)
		}
	})
}

// TestRandomFaults damages archives in what is compressed with a checksum: they
// are refused, or what is read is what was there.
func TestRandomFaults(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 400
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	type original struct {
		b    []byte
		toc  int
		want []byte
	}
	var all []original
	for _, m := range newSample(v1_16).methods()[1:] {
		s := newSample(v1_16)
		s.addTable("big", "c", string(bytes.Repeat([]byte("some text\t1\n"), 500)))
		b := s.custom(t, m)
		h := s.Header
		h.setMethod(Custom, m)
		want, err := readAll(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, original{b, len(h.appendEntries(h.append(nil), s.entries)), want})
	}
	refused := 0
	for i := range n {
		o := all[i%len(all)]
		b := damage(rnd, o.b, o.toc)
		before := allocated()
		got, err := readAll(bytes.NewReader(b))
		if err != nil {
			refused++
		} else if !bytes.Equal(got, o.want) {
			t.Fatalf("fault %d: something else is read, and no error", i)
		}
		if n := allocated() - before; n > 64<<20 {
			t.Fatalf("fault %d: %d bytes of memory", i, n)
		}
	}
	if refused < n/2 {
		t.Errorf("%d of %d faults are refused", refused, n)
	}
}

// allocated returns how many bytes were ever allocated.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// damage changes some bytes behind the table of contents, or takes some away,
// or doubles them, or cuts the rest off.
func damage(rnd *rand.Rand, b []byte, from int) []byte {
	b = bytes.Clone(b)
	at := from + rnd.IntN(len(b)-from)
	end := min(len(b), at+1+rnd.IntN(20))
	switch rnd.IntN(5) {
	case 0:
		b[at] ^= 1 << rnd.IntN(8)
	case 1:
		for i := at; i < end; i++ {
			b[i] = byte(rnd.Uint32())
		}
	case 2:
		b = append(b[:at], b[end:]...)
	case 3:
		b = append(b[:end:end], b[at:]...)
	case 4:
		b = b[:at]
	}
	return b
}
