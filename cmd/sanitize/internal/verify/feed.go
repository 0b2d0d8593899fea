package verify

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"

	"sanitize/dumpfmt"
)

// Dump is one of the two dumps. Open returns its text, decompressed, from the
// start; a dump that can be read several times gives it as often.
type Dump struct {
	Name string
	Open func(context.Context) (io.ReadCloser, error)
}

// field is where a value lies: in the arena of its chunk if the dump wrote it
// encoded, in the batch else. Its length is null for NULL.
type field struct{ at, n uint32 }

const (
	inArena = 1 << 31
	null    = math.MaxUint32
	// unset is the length of DEFAULT, which has no value in the dump.
	unset = math.MaxUint32 - 1
)

// row is where the fields of a row lie in its chunk.
type row struct {
	first, n uint32
	lo, hi   uint32 // the row as it stands in the batch, of COPY
	line     int64
}

// unsplit is how many fields a row has that is split when it is asked for.
const unsplit = math.MaxUint32

// item is a segment that matters: a statement, a comment, a psql command, the
// start or the end of a block, or rows.
type item struct {
	kind    dumpfmt.Kind
	text    []byte // but for rows
	header  *dumpfmt.Header
	session *dumpfmt.Session
	line    int64
	lo, hi  int // its rows
}

// chunk is a batch of a dump with its rows split. It belongs to one goroutine
// at a time.
type chunk struct {
	batch  dumpfmt.Batch
	items  []item
	rows   []row
	fields []field
	arena  []byte
}

// value returns a field's value, nil for NULL; "" is not nil.
func (c *chunk) value(f field) []byte {
	switch {
	case f.n >= unset:
		return nil
	case f.at&inArena != 0:
		at := f.at &^ inArena
		return c.arena[at : at+f.n : at+f.n]
	}
	return c.batch.Buf[f.at : f.at+f.n : f.at+f.n]
}

// A feed reads a dump ahead.
type feed struct {
	full chan *chunk
	free chan *chunk
	err  error // set before full is closed
}

// ahead is how many chunks are read before they are asked for.
const ahead = 4

// open begins to read a dump, by a goroutine that ends with ctx.
func open(ctx context.Context, d Dump, how ...dumpfmt.Option) (*feed, error) {
	return splitter{}.open(ctx, d, how)
}

// openLazily is open for a dump of which most rows need not be split.
func openLazily(ctx context.Context, d Dump, how ...dumpfmt.Option) (*feed, error) {
	return splitter{lazy: true}.open(ctx, d, how)
}

func (s splitter) open(ctx context.Context, d Dump, how []dumpfmt.Option) (*feed, error) {
	r, err := d.Open(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Name, err)
	}
	f := &feed{full: make(chan *chunk, ahead), free: make(chan *chunk, 2*ahead+2)}
	go func() {
		defer close(f.full)
		defer r.Close()
		if err := f.read(ctx, r, s, how); err != nil {
			f.err = fmt.Errorf("%s: %w", d.Name, err)
		}
	}()
	return f, nil
}

func (f *feed) read(ctx context.Context, r io.Reader, sp splitter, how []dumpfmt.Option) error {
	s := dumpfmt.NewScanner(r, how...)
	for {
		c := f.take()
		if !s.Scan(&c.batch) {
			return s.Err()
		}
		if err := sp.split(c); err != nil {
			return err
		}
		select {
		case f.full <- c:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (f *feed) take() *chunk {
	select {
	case c := <-f.free:
		return c
	default:
		return &chunk{}
	}
}

// give hands a chunk back.
func (f *feed) give(c *chunk) {
	select {
	case f.free <- c:
	default:
	}
}

// A splitter makes items and rows of batches.
type splitter struct {
	reader dumpfmt.Rewriter
	lazy   bool // rows of COPY are left unsplit that have nothing to decode
}

func (s *splitter) split(c *chunk) error {
	c.items, c.rows, c.fields, c.arena = c.items[:0], c.rows[:0], c.fields[:0], c.arena[:0]
	base := 0 // where the segment begins in the batch's buffer
	for i := range c.batch.Segs {
		seg := &c.batch.Segs[i]
		at := uint32(base)
		base += len(seg.Bytes)
		it := item{kind: seg.Kind, text: seg.Bytes, header: seg.Header, session: seg.Session, line: seg.Pos.Line, lo: len(c.rows)}
		switch seg.Kind {
		case dumpfmt.Space:
			c.comments(it)
			continue
		case dumpfmt.CopyData:
			if err := c.copyRows(seg, at, s.lazy); err != nil {
				return err
			}
		case dumpfmt.Insert:
			if err := s.insertRows(c, seg); err != nil {
				return err
			}
		}
		it.hi = len(c.rows)
		c.items = append(c.items, it)
	}
	return nil
}

// comments makes an item of each line that is not blank: what vanishes between
// two comments must not join them.
func (c *chunk) comments(it item) {
	for line := range bytes.Lines(it.text) {
		if text := bytes.TrimSpace(line); len(text) > 0 {
			one := it
			one.text, one.hi = text, one.lo
			c.items = append(c.items, one)
		}
		it.line++
	}
}

// copyRows splits the rows of a COPY block, each of which is a line; see
// CopyAttributeOutText in copyto.c.
func (c *chunk) copyRows(seg *dumpfmt.Segment, base uint32, lazy bool) error {
	b := seg.Bytes
	for at, line := 0, seg.Pos.Line; at < len(b); line++ {
		nl := at + bytes.IndexByte(b[at:], '\n')
		end := nl
		if end > at && b[end-1] == '\r' {
			end--
		}
		r := row{n: unsplit, lo: base + uint32(at), hi: base + uint32(end), line: line}
		if n := bytes.IndexByte(b[at:end], '\\'); n >= 0 {
			if err := c.decode(&r, seg, r.lo+uint32(n)); err != nil {
				return err
			}
		} else if !lazy {
			c.split(&r)
		}
		c.rows = append(c.rows, r)
		at = nl + 1
	}
	return nil
}

// rowAt returns a row, split.
func (c *chunk) rowAt(at int) row {
	if c.rows[at].n == unsplit {
		c.split(&c.rows[at])
	}
	return c.rows[at]
}

// split splits a row of COPY that has nothing to decode: each tab parts two fields.
func (c *chunk) split(r *row) {
	fields, buf := c.fields, c.batch.Buf[:r.hi]
	r.first = uint32(len(fields))
	lo := r.lo
	for {
		n := bytes.IndexByte(buf[lo:], '\t')
		if n < 0 {
			break
		}
		fields = append(fields, field{lo, uint32(n)})
		lo += uint32(n) + 1
	}
	c.fields = append(fields, field{lo, r.hi - lo})
	r.n = uint32(len(c.fields)) - r.first
}

// decode is split for a row that has something to decode, from the byte at on.
func (c *chunk) decode(r *row, seg *dumpfmt.Segment, at uint32) error {
	c.split(r)
	for i := range c.fields[r.first:] {
		f := &c.fields[int(r.first)+i]
		if f.at+f.n <= at {
			continue
		}
		raw := c.value(*f)
		next := bytes.IndexByte(c.batch.Buf[f.at+f.n:r.hi], '\\')
		at = f.at + f.n + uint32(next)
		if string(raw) == `\N` {
			*f = field{n: null}
		} else {
			lo := len(c.arena)
			var err error
			if c.arena, err = dumpfmt.AppendCopyDecoded(c.arena, raw); err != nil {
				return &dumpfmt.SyntaxError{Pos: dumpfmt.Pos{Line: r.line}, Table: seg.Header.Table, Err: err}
			}
			*f = field{uint32(lo) | inArena, uint32(len(c.arena) - lo)}
		}
		if next < 0 {
			break
		}
	}
	return nil
}

// insertRows reads the rows of INSERT statements. Their values go to the arena,
// decoded as those of COPY are.
func (s *splitter) insertRows(c *chunk, seg *dumpfmt.Segment) error {
	_, err := s.reader.Append(nil, seg, func(r *dumpfmt.Row) error {
		at := row{first: uint32(len(c.fields)), n: uint32(r.Len()), line: r.Line()}
		for i := range r.Len() {
			v, ok := r.Value(i)
			switch {
			case r.IsDefault(i):
				c.fields = append(c.fields, field{n: unset})
			case !ok:
				c.fields = append(c.fields, field{n: null})
			default:
				c.fields = append(c.fields, field{uint32(len(c.arena)) | inArena, uint32(len(v))})
				c.arena = append(c.arena, v...)
			}
		}
		c.rows = append(c.rows, at)
		r.Drop() // nothing is written
		return nil
	})
	return err
}
