package zio

import (
	"cmp"
	"hash"
	"io"
	"io/fs"
	"sync"
	"sync/atomic"
)

// source is the raw input. It counts and hashes what is read, and keeps its own
// error, so that the failure of a disk is not taken for one of the decoder.
type source struct {
	r   io.Reader
	n   atomic.Int64
	sum hash.Hash // nil if not asked for
	eof bool
	err error // the first error that is not io.EOF
	dry bool  // the last read took all that was there: the next one may wait
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.n.Add(int64(n))
	s.dry = n < min(len(p), pipeSize)
	if s.sum != nil {
		s.sum.Write(p[:n])
	}
	switch {
	case err == io.EOF:
		s.eof = true
	case err != nil && s.err == nil:
		s.err = err
	}
	return n, err
}

// sink is the raw output. It counts and hashes what is written, and after its
// first error writes nothing more, whatever an encoder's goroutines still send.
type sink struct {
	w   io.Writer
	n   atomic.Int64
	sum hash.Hash // nil if not asked for

	mu  sync.Mutex // an encoder writes from a goroutine of its own
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	if n < len(p) && err == nil {
		err = io.ErrShortWrite
	}
	s.n.Add(int64(n))
	if s.sum != nil {
		s.sum.Write(p[:n])
	}
	s.err = err
	return n, err
}

// end refuses all further writes.
func (s *sink) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = cmp.Or(s.err, fs.ErrClosed)
}
