package archive

import (
	"bufio"
	"io"
)

// An input is a file or a pipe that is read from a first byte on.
type input struct {
	r    io.Reader
	s    io.Seeker // nil for a pipe
	base int64     // the position of the first byte in s
	end  int64     // and of what is behind the last
	buf  *bufio.Reader
}

const inputSize = 64 << 10

func newInput(r io.Reader) *input {
	in := &input{r: r, buf: bufio.NewReaderSize(r, inputSize)}
	if s, ok := r.(io.Seeker); ok {
		// A pipe is an *os.File, too, but says so when it is asked.
		base, err := s.Seek(0, io.SeekCurrent)
		if err == nil {
			in.end, err = s.Seek(0, io.SeekEnd)
		}
		if err == nil {
			_, err = s.Seek(base, io.SeekStart)
		}
		if err == nil {
			in.s, in.base = s, base
		}
	}
	return in
}

func (in *input) seekable() bool { return in.s != nil }

// size is that of a file from its first byte on.
func (in *input) size() int64 { return in.end - in.base }

// seek goes to an offset from the first byte, and tells w.
func (in *input) seek(w *wire, off int64) error {
	if off == w.n {
		return nil
	}
	if _, err := in.s.Seek(in.base+off, io.SeekStart); err != nil {
		return err
	}
	in.buf.Reset(in.r)
	w.n = off
	return nil
}

// skip goes on by n bytes. An end in between is found by the next read.
func (in *input) skip(w *wire, n int64) error {
	if in.seekable() && n > int64(in.buf.Buffered()) {
		return in.seek(w, w.n+n)
	}
	m, err := io.CopyN(io.Discard, in.buf, n)
	w.n += m
	w.ended(err)
	return w.err
}
