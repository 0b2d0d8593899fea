package zio

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
)

// Mark makes psql fail at whatever place of a dump it comes: inside COPY data
// the lone carriage return is an error of the server's, elsewhere no statement
// can have a ] there, or a literal stays open. So psql --single-transaction
// rolls back, also where a mere end of input would be committed.
const Mark = "\n]\r]\n"

// emptyBlocks is how many empty zstd blocks follow the poison; three zero bytes
// are one: not the last, raw, of no size (RFC 8878, section 3.1.1.2). Without
// them the zstd command, which finds its input at an end, gives up before it
// has written the last block that it decoded.
const emptyBlocks = 8

const (
	// With a window of 512 KiB the encoder works on sections of 2 MiB at once.
	// Larger windows did not make dumps smaller, but took their multiple of
	// memory: 24, 41 and 76 MiB for 512 KiB, 1 and 2 MiB, with two encoders.
	encodeWindow = 512 << 10
	// maxEncoders bounds the memory: each takes about 6 MiB. From bestLevel on
	// it is about 40, and one must do.
	maxEncoders = 4
	bestLevel   = 10 // see zstd.EncoderLevelFromZstd
)

// encoders returns how many encoders work at once.
func encoders(level int) int {
	if level >= bestLevel {
		return 1
	}
	return min(runtime.GOMAXPROCS(0), maxEncoders)
}

// A Writer writes a dump, plain or compressed. It ends in one of two ways:
// Close says that all went well, Poison that it did not. Without either, and
// after an error, what was written is cut off, and a zstd frame is not closed. A
// Writer is for one goroutine; Written and Compressed may be called from
// others. One of Close and Poison must be called, to end its goroutines.
type Writer struct {
	dst   sink
	enc   *zstd.Encoder // nil: plain
	level int
	plain atomic.Int64
	err   error // what Write is to return from now on
	whole bool  // Close went well
}

// A WriterOption changes how a Writer works.
type WriterOption func(*Writer)

// WithZstd has the Writer compress its output with zstd, at a level from 1 to
// 19 of those of the zstd command. The default is 0: not to compress.
func WithZstd(level int) WriterOption {
	return func(w *Writer) { w.level = level }
}

// WithOutputSum has the Writer compute the SHA-256 of what it writes, which it
// does not by default.
func WithOutputSum() WriterOption {
	return func(w *Writer) { w.dst.sum = sha256.New() }
}

// NewWriter returns a Writer to dst. It writes nothing before the first Write
// or Close.
func NewWriter(dst io.Writer, opts ...WriterOption) (*Writer, error) {
	w := &Writer{dst: sink{w: dst}}
	for _, opt := range opts {
		opt(w)
	}
	if w.level == 0 {
		return w, nil
	}
	if w.level < 1 || w.level > 19 {
		return nil, fmt.Errorf("zstd level %d, want 1 to 19", w.level)
	}
	var err error
	w.enc, err = zstd.NewWriter(&w.dst,
		zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(w.level)),
		zstd.WithWindowSize(encodeWindow),
		zstd.WithEncoderConcurrency(encoders(w.level)),
		zstd.WithConcurrentBlocks(encoders(w.level) > 1))
	return w, err
}

// Write writes plain bytes. It does not keep p.
func (w *Writer) Write(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.to().Write(p)
	w.plain.Add(int64(n))
	w.err = err
	return n, err
}

// to returns where plain bytes are written to.
func (w *Writer) to() io.Writer {
	if w.enc != nil {
		return w.enc
	}
	return &w.dst
}

// Close ends the output as a success: it closes the zstd frame. It does not
// close the destination. After Poison, and after itself, it is fs.ErrClosed.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.end(w.err)
	}
	var err error
	if w.enc != nil {
		err = w.enc.Close()
	}
	w.whole = err == nil
	return w.end(err)
}

// Poison ends the output as a failure: it writes bytes at which psql fails, and
// leaves the zstd frame open, at which decompression fails. It does so, too, if
// nothing was written so far, and after Close, then in a frame of its own:
// what follows the last row can still fail a restore in one transaction. After
// itself it writes nothing; after an error it puts the mark over the end of a
// file that takes no more, as that of a full disk.
func (w *Writer) Poison() error {
	if w.whole {
		w.whole = false
		again, err := NewWriter(w.dst.w, WithZstd(w.level))
		return errors.Join(err, again.Poison())
	}
	if w.err != nil {
		if w.level == 0 && !errors.Is(w.err, fs.ErrClosed) {
			markEnd(w.dst.w)
		}
		w.end(w.err)
		return nil
	}
	_, err := io.WriteString(w.to(), Mark)
	if err == nil && w.enc != nil {
		err = w.enc.Flush()
	}
	if err == nil && w.enc != nil {
		_, err = w.dst.Write(make([]byte, emptyBlocks*3))
	}
	return w.end(err)
}

// markEnd puts the mark in the place of the last bytes that were written to a
// file. psql takes the end of a file within COPY for the end of its rows, so
// that half of a table would be committed.
func markEnd(w io.Writer) {
	f, ok := w.(*os.File)
	if !ok {
		return
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	at, err := f.Seek(0, io.SeekCurrent)
	if at -= int64(len(Mark)); err != nil || at < 0 || at+int64(len(Mark)) != info.Size() {
		return
	}
	if _, err := f.Seek(at, io.SeekStart); err == nil && f.Truncate(at) == nil {
		io.WriteString(f, Mark)
	}
}

// end refuses all further writes, ends the encoder's goroutines, and returns
// err.
func (w *Writer) end(err error) error {
	w.err = cmp.Or(err, fs.ErrClosed)
	if w.enc != nil {
		w.dst.end()
		w.enc.Reset(nil)
		w.enc = nil
	}
	return err
}

// Written returns how many plain bytes have been written so far.
func (w *Writer) Written() int64 { return w.plain.Load() }

// Compressed returns how many bytes have reached the destination so far.
func (w *Writer) Compressed() int64 { return w.dst.n.Load() }

// Sum returns the SHA-256 of all that has reached the destination, nil without
// [WithOutputSum]. It is to be asked after Close or Poison.
func (w *Writer) Sum() []byte {
	if w.dst.sum == nil {
		return nil
	}
	return w.dst.sum.Sum(nil)
}
