package zio

import (
	"context"
	"crypto/sha256"
	"io"
	"io/fs"
	"sync"
)

const (
	// blocks of blockSize bytes are filled ahead of the reader.
	blocks    = 4
	blockSize = 256 << 10
)

// A Reader reads a dump: plain, or zstd or gzip decompressed, as its first
// bytes tell. Input that ends inside a frame, wrong checksums and bytes after a
// frame that are no other frame are errors, at the end of what could be
// decoded: only io.EOF says that the input was whole.
//
// A goroutine of its own reads and decompresses ahead. Read is for one
// goroutine; Consumed and Close may be called from others.
type Reader struct {
	format  Format
	opener  Opener
	foreign bool // what is read comes from the opener
	src     source

	full chan block    // filled by the goroutine; the last one has an error
	free chan []byte   // emptied by Read, or nil: still to be made
	done chan struct{} // closed by Close
	once sync.Once

	// cur.b[off:] is what Read has yet to return; cur.err comes after it.
	cur block
	off int
}

// A block is a part of the plain input, and the error that follows it.
type block struct {
	b   []byte
	err error
}

// A ReaderOption changes how a Reader works.
type ReaderOption func(*Reader)

// WithInputSum has the Reader compute the SHA-256 of the raw input. The default
// is not to, because it costs as much as a third of the decompression.
func WithInputSum() ReaderOption {
	return func(r *Reader) { r.src.sum = sha256.New() }
}

// An Opener reads a format that this package does not know. It is asked about
// the input, and about what is compressed in it: head has the first 262
// bytes, where a tar header's mark ends, or all, and r begins with them. It returns what is in the input as
// plain text, or nil if it does not know the format either.
type Opener func(head []byte, r io.Reader) (io.ReadCloser, error)

// WithOpener has the Reader ask open before it judges a format. There is none
// by default.
func WithOpener(open Opener) ReaderOption {
	return func(r *Reader) { r.opener = open }
}

// NewReader returns a Reader of r. It waits for the first bytes of r, which
// tell the format, until ctx ends. For a format that is not read the error is a
// [*FormatError].
//
// The Reader must be closed; r is left to the caller.
func NewReader(ctx context.Context, r io.Reader, opts ...ReaderOption) (*Reader, error) {
	z := &Reader{
		src:  source{r: r},
		full: make(chan block, blocks),
		free: make(chan []byte, blocks),
		done: make(chan struct{}),
	}
	for _, opt := range opts {
		opt(z)
	}
	for range blocks {
		z.free <- nil // made when it is first needed
	}
	opened := make(chan error, 1)
	go z.fill(opened)
	select {
	case err := <-opened:
		if err != nil {
			return nil, err
		}
		return z, nil
	case <-ctx.Done():
		z.Close()
		return nil, context.Cause(ctx)
	}
}

// Format returns how the input is compressed.
func (z *Reader) Format() Format { return z.format }

// Consumed returns how many bytes of the raw input have been read so far.
func (z *Reader) Consumed() int64 { return z.src.n.Load() }

// Sum returns the SHA-256 of the raw input. It is nil before Read has returned
// io.EOF, and without [WithInputSum].
func (z *Reader) Sum() []byte {
	if z.src.sum == nil || z.cur.err != io.EOF || z.off < len(z.cur.b) {
		return nil
	}
	return z.src.sum.Sum(nil)
}

// Read reads plain bytes into p. After Close it returns [fs.ErrClosed].
func (z *Reader) Read(p []byte) (int, error) {
	for z.off == len(z.cur.b) {
		if z.cur.err != nil {
			return 0, z.cur.err
		}
		if len(p) == 0 {
			return 0, nil
		}
		if err := z.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, z.cur.b[z.off:])
	z.off += n
	return n, nil
}

// next waits for the next block, and gives back the one before it.
func (z *Reader) next() error {
	if cap(z.cur.b) > 0 {
		z.free <- z.cur.b[:cap(z.cur.b)]
	}
	z.cur, z.off = block{}, 0
	select {
	case z.cur = <-z.full:
		return nil
	case <-z.done:
		z.cur.err = fs.ErrClosed
		return z.cur.err
	}
}

// Close stops the reading ahead, and a Read that waits. It does not wait for a
// read of the raw input that is under way, which nothing may be able to
// interrupt; when that returns, the goroutine ends.
func (z *Reader) Close() error {
	z.once.Do(func() { close(z.done) })
	return nil
}
