package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// maxWindow is the largest zstd window that is decoded: what pg_dump
// --compress=zstd:long needs.
const maxWindow = 128 << 20

// decoders decompress the data of an archive, one entry after the other. Each
// is made when it is first needed, and used again, since an archive may have
// ten thousand tables.
type decoders struct {
	zlib io.ReadCloser
	gzip *gzip.Reader
	lz4  *lz4.Reader
	zstd *zstd.Decoder
	buf  *bufio.Reader
}

// open returns a reader of what r holds in the method c. In a custom archive
// gzip means a stream of zlib, in files one of gzip (compress_gzip.c). It is
// valid until the next open, and reports what follows the end of the
// compressed stream as an error.
func (d *decoders) open(c Compression, r io.Reader, inFile bool) (io.Reader, error) {
	if c == None {
		return r, nil
	}
	if d.buf == nil {
		d.buf = bufio.NewReaderSize(r, 32<<10)
	}
	d.buf.Reset(r)
	dec, err := d.decoder(c, inFile)
	if err != nil {
		return nil, decodeError(c, err)
	}
	return &decoded{c: c, dec: dec, src: d.buf}, nil
}

func (d *decoders) decoder(c Compression, inFile bool) (io.Reader, error) {
	var err error
	switch {
	case c == Gzip && inFile:
		if d.gzip == nil {
			d.gzip = new(gzip.Reader)
		}
		return d.gzip, d.gzip.Reset(d.buf)
	case c == Gzip:
		if d.zlib == nil {
			d.zlib, err = zlib.NewReader(d.buf)
			return d.zlib, err
		}
		return d.zlib, d.zlib.(zlib.Resetter).Reset(d.buf, nil)
	case c == LZ4:
		if d.lz4 == nil {
			d.lz4 = lz4.NewReader(d.buf)
		}
		d.lz4.Reset(d.buf)
		return d.lz4, nil
	case c == Zstd:
		if d.zstd == nil {
			d.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1),
				zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
			if err != nil {
				return nil, err
			}
		}
		return d.zstd, d.zstd.Reset(d.buf)
	}
	return nil, fmt.Errorf("unknown %v", c)
}

// close ends the decoders' goroutines.
func (d *decoders) close() {
	if d.zstd != nil {
		d.zstd.Close()
	}
}

// decoded reads from a decoder up to its end, which must be its source's.
type decoded struct {
	c   Compression
	dec io.Reader
	src *bufio.Reader
	err error
}

func (d *decoded) Read(p []byte) (n int, err error) {
	if d.err != nil {
		return 0, d.err
	}
	defer func() {
		if x := recover(); x != nil { // a fault of the decoder's
			d.err = fmt.Errorf("%v data: internal error: panic of type %T", d.c, x)
			n, err = 0, d.err
		}
	}()
	n, err = d.dec.Read(p)
	switch {
	case err == io.EOF:
		if _, rest := d.src.ReadByte(); rest == nil {
			err = fmt.Errorf("%v data goes on after its end", d.c)
		} else if rest != io.EOF {
			err = rest
		}
	case err != nil:
		err = decodeError(d.c, err)
	}
	d.err = err
	return n, err
}

// decodeError tells an end that came too early and corrupt data apart from the
// errors of the archive's own reader, which are passed on.
func decodeError(c Compression, err error) error {
	var own *Error
	switch {
	case errors.As(err, &own):
		return own
	case err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%v data ends early: %w", c, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("%v data is corrupt: %w", c, err)
}
