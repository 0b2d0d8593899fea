package zio_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"testing"

	"sanitize/cmd/sanitize/internal/zio"
)

const poison = "\n]\r]\n"

// unzstd decodes with the zstd command, the reader that matters. It skips the
// test if there is none.
func unzstd(t *testing.T, in []byte) ([]byte, error) {
	t.Helper()
	path, err := exec.LookPath("zstd")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(path, "-q", "-dc")
	cmd.Stdin = bytes.NewReader(in)
	return cmd.Output()
}

// levels are those that a Writer is tested at; 0 is plain.
var levels = []int{0, 3, 7}

// sizes are amounts of data around the sizes of the encoder's parts: blocks of
// 128 KiB, sections of 2 MiB.
var sizes = []int{1, 1000, 128<<10 - 5, 128 << 10, 128<<10 + 1, 1<<20 + 1, 2 << 20, 4<<20 - 5, 4<<20 + 9}

// feed writes n bytes in pieces.
func feed(t *testing.T, w io.Writer, n int) []byte {
	t.Helper()
	plain := text(n)
	for rest := plain; len(rest) > 0; {
		m, err := w.Write(rest[:min(len(rest), 200_000)])
		if err != nil {
			t.Fatal(err)
		}
		rest = rest[m:]
	}
	return plain
}

func forLevels(t *testing.T, levels []int, test func(t *testing.T, level int)) {
	if testing.Short() && len(levels) > 2 {
		levels = levels[:2]
	}
	for _, level := range levels {
		t.Run(fmt.Sprintf("level=%d", level), func(t *testing.T) { test(t, level) })
	}
}

func TestWriterClose(t *testing.T) {
	forLevels(t, levels, func(t *testing.T, level int) {
		for _, n := range sizes {
			var b bytes.Buffer
			w, err := zio.NewWriter(&b, zio.WithZstd(level), zio.WithOutputSum())
			if err != nil {
				t.Fatal(err)
			}
			plain := feed(t, w, n)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if w.Written() != int64(n) || w.Compressed() != int64(b.Len()) {
				t.Errorf("%d bytes, %d compressed; want %d, %d", w.Written(), w.Compressed(), n, b.Len())
			}
			if sum := sha256.Sum256(b.Bytes()); !bytes.Equal(w.Sum(), sum[:]) {
				t.Error("wrong sum")
			}
			if _, err := w.Write([]byte("x")); err != fs.ErrClosed {
				t.Errorf("Write after Close: error %v, want %v", err, fs.ErrClosed)
			}
			got, err := readAll(t, bytes.NewReader(b.Bytes()))
			if err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%d bytes come back, error %v; want %d", len(got), err, n)
			}
			if level == 0 {
				continue
			}
			if checksum := b.Bytes()[4]&0x04 != 0; !checksum { // RFC 8878, 3.1.1.1.1
				t.Error("the frame has no checksum")
			}
			got, err = unzstd(t, b.Bytes())
			if err != nil || !bytes.Equal(got, plain) {
				t.Errorf("zstd reads %d bytes, error %v; want %d", len(got), err, n)
			}
		}
	})
}

// TestWriterPoison: all that was written comes out of the decoders, then the
// poison, then a failure.
func TestWriterPoison(t *testing.T) {
	forLevels(t, levels, func(t *testing.T, level int) {
		for _, n := range sizes {
			var b bytes.Buffer
			w, err := zio.NewWriter(&b, zio.WithZstd(level))
			if err != nil {
				t.Fatal(err)
			}
			want := append(feed(t, w, n), poison...)
			if err := w.Poison(); err != nil {
				t.Fatal(err)
			}
			after := b.Len()
			if err := w.Poison(); err != nil {
				t.Error(err)
			}
			if err := w.Close(); err != fs.ErrClosed {
				t.Errorf("Close after Poison: error %v, want %v", err, fs.ErrClosed)
			}
			if _, err := w.Write([]byte("x")); err != fs.ErrClosed {
				t.Errorf("Write after Poison: error %v, want %v", err, fs.ErrClosed)
			}
			if b.Len() != after {
				t.Errorf("%d bytes were written after the poison", b.Len()-after)
			}
			if level == 0 {
				if !bytes.Equal(b.Bytes(), want) {
					t.Errorf("%d bytes, want %d with the poison", b.Len(), len(want))
				}
				continue
			}
			got, err := readAll(t, bytes.NewReader(b.Bytes()))
			if !errors.Is(err, io.ErrUnexpectedEOF) || !bytes.Equal(got, want) {
				t.Errorf("%d bytes come back, error %v; want %d and a truncated frame", len(got), err, len(want))
			}
			got, err = unzstd(t, b.Bytes())
			if err == nil || !bytes.Equal(got, want) {
				t.Errorf("zstd reads %d bytes, error %v; want %d and a failure", len(got), err, len(want))
			}
		}
	})
}

// TestWriterPoisonAfterClose: what goes wrong behind the end of the output fails
// a restore in one transaction all the same.
func TestWriterPoisonAfterClose(t *testing.T) {
	forLevels(t, levels, func(t *testing.T, level int) {
		var b bytes.Buffer
		w, err := zio.NewWriter(&b, zio.WithZstd(level))
		if err != nil {
			t.Fatal(err)
		}
		want := append(feed(t, w, 1000), poison...)
		for _, end := range []func() error{w.Close, w.Poison, w.Poison} {
			if err := end(); err != nil {
				t.Error(err)
			}
		}
		got, err := readAll(t, bytes.NewReader(b.Bytes()))
		if !bytes.Equal(got, want) || (err == nil) != (level == 0) {
			t.Errorf("%d bytes come back, error %v; want %d, and no end of a frame", len(got), err, len(want))
		}
	})
}

func TestWriterWithoutData(t *testing.T) {
	forLevels(t, levels, func(t *testing.T, level int) {
		var b bytes.Buffer
		w, err := zio.NewWriter(&b, zio.WithZstd(level))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Poison(); err != nil {
			t.Error(err)
		}
		got, err := readAll(t, bytes.NewReader(b.Bytes()))
		if string(got) != poison || (err == nil) != (level == 0) {
			t.Errorf("Poison: %d bytes come back, error %v; want the poison alone, and no end of a frame", len(got), err)
		}
		b.Reset()
		if w, err = zio.NewWriter(&b, zio.WithZstd(level)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil || (b.Len() > 0) != (level > 0) {
			t.Errorf("Close: error %v, %d bytes; want a frame if there is compression", err, b.Len())
		}
	})
}

// full is a destination with room for n bytes, that counts what it is given
// after its error.
type full struct {
	n, late int
	failed  bool
	short   bool // says nothing of the error
}

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if f.failed {
		f.late += len(p)
	}
	if len(p) <= f.n {
		f.n -= len(p)
		return len(p), nil
	}
	n := f.n
	f.n, f.failed = 0, true
	if f.short {
		return n, nil
	}
	return n, errFull
}

// TestWriterFails: a destination that fails at whatever byte fails the Writer,
// and is written to no more.
func TestWriterFails(t *testing.T) {
	plain := text(4<<20 + 1) // a third of it when compressed
	forLevels(t, []int{0, 3}, func(t *testing.T, level int) {
		for _, room := range []int{0, 1, 5, 1000, 1_000_000} {
			for _, short := range []bool{false, true} {
				want := errFull
				if short {
					want = io.ErrShortWrite
				}
				dst := &full{n: room, short: short}
				w, err := zio.NewWriter(dst, zio.WithZstd(level))
				if err != nil {
					t.Fatal(err)
				}
				for rest := plain; len(rest) > 0 && err == nil; rest = rest[min(len(rest), 100_000):] {
					_, err = w.Write(rest[:min(len(rest), 100_000)])
				}
				if room == 1000 { // the other way to end
					if err := w.Poison(); err == nil && !dst.failed {
						t.Errorf("room for %d: nothing failed", room)
					}
				} else if err := w.Close(); err != want {
					t.Errorf("room for %d: Close: error %v, want %v", room, err, want)
				}
				if dst.late > 0 {
					t.Errorf("room for %d: %d bytes were written after the error", room, dst.late)
				}
				if got := w.Compressed(); got != int64(room) {
					t.Errorf("room for %d: %d bytes counted", room, got)
				}
			}
		}
	})
}

func TestWriterLevel(t *testing.T) {
	for _, level := range []int{-1, 20, 100} {
		if _, err := zio.NewWriter(io.Discard, zio.WithZstd(level)); err == nil {
			t.Errorf("level %d is taken", level)
		}
	}
}
