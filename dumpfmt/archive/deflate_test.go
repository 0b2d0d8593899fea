package archive

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
)

// TestDeflate compresses texts round the sizes of blocks: the library of Go
// reads them, one stream after the other of the same deflater, and they do not
// depend on how many blocks are under way.
func TestDeflate(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	text := make([]byte, 3*deflateBlock+deflateBlock/2)
	for i := range text {
		text[i] = "abcd\t1234567\n"[rnd.IntN(13)]
	}
	copy(text[deflateBlock:], text[deflateBlock-1000:deflateBlock]) // a block refers to the one before
	levels := []int{DefaultLevel, 1, 9}
	if testing.Short() {
		levels = levels[1:2]
	}
	sizes := []int{0, 1, deflateWindow, deflateBlock - 1, deflateBlock, deflateBlock + 1, 2 * deflateBlock, len(text)}
	for _, inFile := range []bool{true, false} {
		for _, level := range levels {
			one, three := newDeflater(level, 1, inFile), newDeflater(level, 3, inFile)
			for _, n := range sizes {
				a, b := deflated(t, one, text[:n], 4096), deflated(t, three, text[:n], 70001)
				if !bytes.Equal(a, b) {
					t.Errorf("level %d, %d bytes: the streams are not the same", level, n)
				}
				if got, err := inflated(a, inFile); err != nil || !bytes.Equal(got, text[:n]) {
					t.Errorf("level %d, gzip %v, %d bytes: %d are read: %v", level, inFile, n, len(got), err)
				}
			}
		}
	}
}

func deflated(t *testing.T, d *deflater, text []byte, piece int) []byte {
	t.Helper()
	var b bytes.Buffer
	d.begin(&b)
	for len(text) > 0 {
		n := min(piece, len(text))
		if _, err := d.Write(text[:n]); err != nil {
			t.Fatal(err)
		}
		text = text[n:]
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inflated(b []byte, inFile bool) ([]byte, error) {
	var r io.Reader
	var err error
	if inFile {
		r, err = gzip.NewReader(bytes.NewReader(b))
	} else {
		r, err = zlib.NewReader(bytes.NewReader(b))
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// TestDeflateFlush has a reader get all that was written before a Flush, of a
// stream that has no end.
func TestDeflateFlush(t *testing.T) {
	var b bytes.Buffer
	d := newDeflater(DefaultLevel, 2, false)
	d.begin(&b)
	text := bytes.Repeat([]byte("row\t1\n"), 100_000)
	d.Write(text)
	if err := d.Flush(); err != nil {
		t.Fatal(err)
	}
	if got, err := inflated(b.Bytes(), false); !errors.Is(err, io.ErrUnexpectedEOF) || !bytes.Equal(got, text) {
		t.Errorf("%d bytes, want %d, and then no end: %v", len(got), len(text), err)
	}
	if got := deflated(t, d, text[:7], 7); len(got) > 30 {
		t.Errorf("the next stream has %d bytes", len(got))
	}
}

// TestDeflateFails has what takes a stream fail: the error comes out, and no
// later than at the end.
func TestDeflateFails(t *testing.T) {
	broken := errors.New("a full disk")
	d := newDeflater(1, 4, true)
	d.begin(failingWriter{broken})
	for range 40 {
		d.Write(make([]byte, deflateBlock))
	}
	if _, err := d.Write([]byte("x")); err != broken {
		t.Errorf("Write: %v", err)
	}
	if err := d.Close(); err != broken {
		t.Errorf("Close: %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
