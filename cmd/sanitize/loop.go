package main

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// errLoop is the failure of cat f | sanitize >> f, which would never end.
var errLoop = &userError{
	err:  errors.New("the input goes on with what is written: it is read from the file that standard output appends to"),
	hint: "write to another file, or to --output FILE",
}

// maxTail is how much of a file is compared with the input.
const maxTail = 4 << 10

// loopReader reads a pipe whose writer may be reading the file that the run
// appends to. The input is taken for that file if it has the same bytes where the
// file ended, and does not end there.
type loopReader struct {
	in   io.Reader
	tail []byte // what the file ended in, as long as the input has the same
	size int64  // of the file
	at   int64  // in the input
}

// unlessLoop returns in as it is, or with an eye on the file that out is.
func unlessLoop(in *os.File, out io.Writer) io.Reader {
	file, _ := out.(*os.File)
	if file == nil || isRegularStream(in) || !isRegularStream(file) {
		return in
	}
	again, err := os.Open(file.Name()) // standard output is open for writing alone
	if err != nil {
		return in
	}
	defer again.Close()
	size, err := again.Seek(0, io.SeekEnd)
	tail := make([]byte, min(size, maxTail))
	if _, readErr := again.ReadAt(tail, size-int64(len(tail))); err != nil || readErr != nil || size == 0 {
		return in
	}
	return &loopReader{in: in, tail: tail, size: size}
}

func (r *loopReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	first := r.size - int64(len(r.tail)) // where the tail is in the input
	lo, hi := max(r.at, first), min(r.at+int64(n), r.size)
	if r.tail != nil && lo < hi && !bytes.Equal(p[lo-r.at:hi-r.at], r.tail[lo-first:hi-first]) {
		r.tail = nil
	}
	if r.at += int64(n); r.tail != nil && r.at > r.size {
		return 0, errLoop
	}
	return n, err
}

func isRegularStream(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}
