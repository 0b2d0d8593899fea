package dumptest

import (
	"io"
	"math/rand/v2"
	"testing/iotest"
)

// Reader is a way to give the bytes of another reader.
type Reader struct {
	Name string
	Wrap func(io.Reader) io.Reader
}

// Readers returns the ways that must make no difference to a reader of dumps.
func Readers() []Reader {
	return []Reader{
		{"plain", func(r io.Reader) io.Reader { return r }},
		{"one byte", iotest.OneByteReader},
		{"half", iotest.HalfReader},
		{"data with error", iotest.DataErrReader},
		{"chunks", func(r io.Reader) io.Reader { return Chunks(r, 1) }},
	}
}

// Chunks returns a reader that gives the bytes of r in pieces of 0 to 40 bytes,
// as the seed says.
func Chunks(r io.Reader, seed uint64) io.Reader {
	return &chunks{r, rand.New(rand.NewPCG(seed, 0))}
}

type chunks struct {
	r   io.Reader
	rnd *rand.Rand
}

func (c *chunks) Read(p []byte) (int, error) {
	return c.r.Read(p[:min(len(p), c.rnd.IntN(41))])
}

// FailAfter returns a reader that gives the first n bytes of r and then err.
func FailAfter(r io.Reader, n int64, err error) io.Reader {
	return io.MultiReader(io.LimitReader(r, n), iotest.ErrReader(err))
}
