package zio

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// maxWindow is the largest zstd window that is decoded: what zstd --long
	// and pg_dump --compress=zstd:long need, and what zstd -d allows by itself.
	maxWindow = 128 << 20

	rawSize = 64 << 10 // the size of the reads of compressed input

	pipeSize = 64 << 10 // what a full pipe of Linux gives at once
)

// fill is the goroutine's. It sends NewReader's error to opened, and then the
// blocks until one has an error, or until Close.
func (z *Reader) fill(opened chan<- error) {
	var b block
	dec, err := z.open()
	if err == nil {
		defer dec.Close()
		b, err = z.first(dec)
	}
	opened <- err
	if err != nil {
		return
	}
	for z.send(b) && b.err == nil {
		select {
		case free := <-z.free:
			if free == nil {
				free = make([]byte, blockSize)
			}
			b = z.read(dec, free)
		case <-z.done:
			return
		}
	}
}

// send hands a block over, and reports whether the Reader is still open.
func (z *Reader) send(b block) bool {
	select {
	case z.full <- b:
		return true
	case <-z.done:
		return false
	}
}

// open recognises the format of the input, and returns what decodes it.
func (z *Reader) open() (dec io.ReadCloser, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v input: internal error: panic of type %T", z.format, p)
		}
	}()
	raw := bufio.NewReaderSize(&z.src, rawSize)
	head, err := raw.Peek(sniffLen)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if dec, err := z.ask(head, raw, nil); dec != nil || err != nil {
		return dec, err
	}
	if z.format, err = sniff(head); err != nil {
		return nil, err
	}
	dec, err = z.decoder(raw)
	if err != nil || z.format == Plain || z.opener == nil {
		return dec, err
	}
	// A read of a block's size passes by this buffer, too.
	plain := bufio.NewReaderSize(dec, rawSize)
	head, _ = plain.Peek(sniffLen) // a decoder says again what is wrong
	inner, err := z.ask(head, plain, dec)
	if err != nil {
		return nil, errors.Join(err, dec.Close())
	}
	if inner != nil {
		return inner, nil
	}
	return readCloser{plain, dec}, nil
}

// decoder returns what undoes the input's compression.
func (z *Reader) decoder(raw *bufio.Reader) (io.ReadCloser, error) {
	switch z.format {
	case Zstd:
		// Measured: a stream that is decoded in one goroutine, ahead of the
		// one that reads it, takes less time and CPU than the library's own
		// concurrency, which hands each block through three goroutines.
		d, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case Gzip:
		d, err := gzip.NewReader(raw)
		if err != nil {
			return nil, z.explain(err)
		}
		return d, nil
	}
	// A read of a block's size passes by the buffer of raw.
	return io.NopCloser(raw), nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// ask asks the opener about an input of which r is the rest. under is what r
// reads from; it may be nil.
func (z *Reader) ask(head []byte, r io.Reader, under io.Closer) (io.ReadCloser, error) {
	if z.opener == nil {
		return nil, nil
	}
	dec, err := z.opener(head, r)
	if dec == nil || err != nil {
		if err != nil && z.src.err != nil {
			err = z.src.err
		}
		return nil, err
	}
	z.foreign = true
	return &opened{dec, r, under, z}, nil
}

// opened reads what an opener has opened, and then the rest of the input: all
// of it is to be counted, summed and checked.
type opened struct {
	io.ReadCloser
	rest  io.Reader
	under io.Closer
	z     *Reader
}

func (o *opened) Read(p []byte) (int, error) {
	n, err := o.ReadCloser.Read(p)
	if err == io.EOF {
		if _, rest := io.Copy(io.Discard, o.rest); rest != nil {
			err = o.z.explain(rest)
		}
	}
	return n, err
}

func (o *opened) Close() error {
	err := o.ReadCloser.Close()
	if o.under != nil {
		err = errors.Join(err, o.under.Close())
	}
	return err
}

// first reads the first block, and refuses what is wrong from the start.
func (z *Reader) first(dec io.Reader) (block, error) {
	<-z.free
	free := make([]byte, blockSize)
	n := 0
	b := block{b: free[:0]}
	for n < sniffLen && b.err == nil {
		b = z.read(dec, free[n:])
		n += len(b.b)
	}
	b.b = free[:n]
	if n == 0 && b.err != io.EOF {
		return b, b.err
	}
	if z.foreign {
		return b, nil
	}
	return b, sniffInside(z.format, b.b)
}

// read fills free: all of it, or, when Read has nothing left, what is there before
// a read that may wait. A slow pipe is so passed on as it comes, and a fast one in
// few blocks, each of which wakes who waits for it.
func (z *Reader) read(dec io.Reader, free []byte) (b block) {
	n := 0
	defer func() {
		if p := recover(); p != nil { // a fault of the decoder's
			b = block{free[:n], fmt.Errorf("%v input: internal error: panic of type %T", z.format, p)}
		}
	}()
	for n < len(free) {
		m, err := dec.Read(free[n:])
		n += m
		if err != nil && (!z.foreign || z.src.err != nil) {
			err = z.explain(err)
		}
		if err != nil {
			return block{free[:n], err}
		}
		if n > 0 && z.src.dry && len(z.full) == 0 {
			break
		}
	}
	return block{free[:n], nil}
}

// explain turns a decoder's error into the Reader's.
func (z *Reader) explain(err error) error {
	switch {
	case z.src.err != nil: // also where the decoder took it for an end
		return z.src.err
	case err == io.EOF && z.src.eof:
		return io.EOF
	case err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%v input ends early: %w", z.format, io.ErrUnexpectedEOF)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return &FormatError{
			What: fmt.Sprintf("zstd with a window of more than %d MiB", maxWindow>>20),
			Hint: "zstd -dc --long=31 FILE | sanitize",
		}
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return &FormatError{
			What: "zstd made with a dictionary",
			Hint: "zstd -dc -D DICTIONARY FILE | sanitize",
		}
	}
	what := "is corrupt, or followed by something else"
	if z.format == Zstd {
		what = "is corrupt, needs a dictionary that it does not name (zstd -dc -D DICTIONARY), or is followed by something else"
	}
	return fmt.Errorf("%v input %s: %w", z.format, what, err)
}
