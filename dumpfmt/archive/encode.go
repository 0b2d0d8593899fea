package archive

import (
	"io"
	"runtime"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// encoders compress the data of an archive, one entry after the other.
type encoders struct {
	m       Method
	sides   bool // others compress beside it: it takes less of the machine
	deflate *deflater
	lz4     *lz4.Writer
	zstd    *zstd.Encoder
}

// atOnce is how many blocks of a stream are compressed at once: more than this
// many take memory, and wait for what they are to compress.
func (s *encoders) atOnce() int {
	if s.sides {
		return min(runtime.GOMAXPROCS(0), 2)
	}
	return min(runtime.GOMAXPROCS(0), 8)
}

// An encoder compresses one piece of data. Flush has all that was written
// decoded by whoever reads on; Close ends the data.
type encoder interface {
	io.WriteCloser
	Flush() error
}

// encodeWindow bounds the memory of a zstd encoder, which takes several times
// as much.
const encodeWindow = 1 << 20

// open returns an encoder to dst, which is valid until the next open. In a
// custom archive gzip means a stream of zlib, in files one of gzip: inFile is the
// same in all calls.
func (s *encoders) open(dst io.Writer, inFile bool) (encoder, error) {
	switch c := s.m.Compression; {
	case c == None:
		return plainEncoder{dst}, nil
	case c == Gzip:
		if s.deflate == nil {
			s.deflate = newDeflater(s.m.Level, s.atOnce(), inFile)
		}
		s.deflate.begin(dst)
		return s.deflate, nil
	case c == LZ4:
		return s.openLZ4(dst)
	}
	return s.openZstd(dst)
}

func (s *encoders) openLZ4(dst io.Writer) (encoder, error) {
	if s.lz4 == nil {
		s.lz4 = lz4.NewWriter(dst)
		opts := []lz4.Option{lz4.BlockSizeOption(lz4.Block256Kb), lz4.ConcurrencyOption(s.atOnce())}
		if n := s.m.Level; n > 0 {
			// The library has levels 1 to 9, as powers of two.
			opts = append(opts, lz4.CompressionLevelOption(lz4.Level1<<(min(n, 9)-1)))
		}
		return s.lz4, s.lz4.Apply(opts...)
	}
	s.lz4.Reset(dst)
	return s.lz4, nil
}

func (s *encoders) openZstd(dst io.Writer) (encoder, error) {
	if s.zstd == nil {
		level := s.m.Level
		if level == DefaultLevel {
			level = 3
		}
		var err error
		s.zstd, err = zstd.NewWriter(dst, zstd.WithZeroFrames(true),
			zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(level)),
			zstd.WithWindowSize(encodeWindow),
			zstd.WithEncoderConcurrency(min(s.atOnce(), 2)))
		return s.zstd, err
	}
	s.zstd.Reset(dst)
	return s.zstd, nil
}

// plainEncoder does not compress.
type plainEncoder struct{ io.Writer }

func (plainEncoder) Flush() error { return nil }
func (plainEncoder) Close() error { return nil }
