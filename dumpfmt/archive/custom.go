package archive

import (
	"bufio"
	"io"
)

// A custom archive is one file: the header, the entries, and then a block for
// each entry with data, in the entries' order. A block is a byte that says
// what it is, the entry's ID, and chunks of compressed data, each after its
// length, up to a length of 0. A block of large objects has an ID and such
// chunks for each of them, up to an ID of 0. See pg_backup_custom.c.
type custom struct {
	in    *input
	w     *wire
	dec   decoders
	c     Compression
	found map[int]int64 // blocks that have been passed in a search
	next  int64         // where the next search begins
}

// The kinds of block. See BLK_DATA and BLK_BLOBS in pg_backup_archiver.h.
const (
	blockData    = 1
	blockObjects = 3
)

func openCustom(in *input) (*Archive, error) {
	w := &wire{r: in.buf}
	h, entries, err := w.readTOC(Custom)
	if err != nil {
		return nil, err
	}
	c := &custom{in: in, w: w, c: h.Compression, found: make(map[int]int64), next: w.n}
	return newArchive(h, entries, c)
}

func (c *custom) close() { c.dec.close() }

// end is for pipes: what comes after the last block, perhaps another archive,
// would not be seen by anyone.
func (c *custom) end() error {
	if c.in.seekable() {
		return nil
	}
	if _, err := c.in.buf.Peek(1); err != io.EOF {
		c.w.entry = 0
		if c.w.fail("something follows the last data"); err != nil {
			return err
		}
		return c.w.err
	}
	return nil
}

func (c *custom) data(e *Entry) (io.Reader, error) {
	if e.place.state == offsetNone {
		return nil, nil
	}
	if err := c.find(e, blockData); err != nil {
		return nil, err
	}
	r, err := c.dec.open(c.c, &chunks{c: c}, false)
	return r, dataError(e, err)
}

func (c *custom) objects(e *Entry) (objects, error) {
	if e.place.state == offsetNone {
		return nil, nil
	}
	if err := c.find(e, blockObjects); err != nil {
		return nil, err
	}
	return &customObjects{c: c, e: e}, nil
}

// find goes to the first chunk of an entry's block, which must be of a kind.
func (c *custom) find(e *Entry, want byte) error {
	c.w.entry = e.ID
	kind, err := c.seek(e)
	switch {
	case err != nil:
		return err
	case kind != want:
		c.w.fail("a block of kind %d, want %d", kind, want)
	}
	return c.w.err
}

// seek goes to the entry's block by its offset or by a search.
func (c *custom) seek(e *Entry) (kind byte, err error) {
	off, known := e.place.off, e.place.state == offsetSet
	if !known {
		off, known = c.found[e.ID]
	}
	if !known || !c.in.seekable() {
		return c.search(e)
	}
	if err := c.in.seek(c.w, off); err != nil {
		return 0, err
	}
	kind = c.w.byte()
	if id := c.w.int(); c.w.err == nil && id != e.ID {
		c.w.fail("the block at its offset is of entry %d", id)
	}
	return kind, c.w.err
}

// search goes on from block to block. Where the archive can be read only once
// it goes on from where it is.
func (c *custom) search(e *Entry) (kind byte, err error) {
	if c.in.seekable() {
		if err := c.in.seek(c.w, c.next); err != nil {
			return 0, err
		}
	}
	for {
		at := c.w.n
		if _, err := c.in.buf.Peek(1); err == io.EOF {
			c.w.fail("its data is missing, or lies in front of that of an entry before it")
			return 0, c.w.err
		}
		kind = c.w.byte()
		id := c.w.int()
		if c.w.err != nil {
			return 0, c.w.err
		}
		if id == e.ID {
			return kind, nil
		}
		c.found[id] = at
		if err := c.skip(kind); err != nil {
			return 0, err
		}
		c.next = c.w.n
	}
}

// skip goes to the end of a block.
func (c *custom) skip(kind byte) error {
	switch kind {
	case blockData:
		return c.skipChunks()
	case blockObjects:
		for c.w.oid() != 0 {
			if err := c.skipChunks(); err != nil {
				return err
			}
		}
		return c.w.err
	}
	c.w.fail("a block of kind %d", kind)
	return c.w.err
}

func (c *custom) skipChunks() error {
	for {
		n := c.w.int()
		if n < 0 {
			c.w.fail("a chunk of %d bytes", n)
		}
		if n == 0 || c.w.err != nil {
			return c.w.err
		}
		if err := c.in.skip(c.w, int64(n)); err != nil {
			return err
		}
	}
}

// chunks reads the chunks of a block as one stream.
type chunks struct {
	c    *custom
	left int
	done bool
}

func (k *chunks) Read(p []byte) (int, error) {
	w := k.c.w
	for k.left == 0 && !k.done {
		k.left = w.int()
		if k.left < 0 {
			w.fail("a chunk of %d bytes", k.left)
		}
		if w.err != nil {
			return 0, w.err
		}
		if k.left == 0 {
			k.done = true
			k.c.next = max(k.c.next, w.n)
		}
	}
	if k.done {
		return 0, io.EOF
	}
	n, err := w.r.Read(p[:min(len(p), k.left)])
	w.n += int64(n)
	k.left -= n
	if n == 0 {
		w.ended(err)
		return 0, w.err
	}
	return n, nil
}

// customObjects yields the large objects of a block.
type customObjects struct {
	c   *custom
	e   *Entry
	end bool
}

func (o *customObjects) next() (uint32, io.Reader, error) {
	if o.end {
		return 0, nil, io.EOF
	}
	w := o.c.w
	oid := w.oid()
	if w.err != nil {
		return 0, nil, w.err
	}
	if oid == 0 {
		o.end = true
		o.c.next = max(o.c.next, w.n)
		return 0, nil, io.EOF
	}
	r, err := o.c.dec.open(o.c.c, &chunks{c: o.c}, false)
	return oid, r, dataError(o.e, err)
}

// An input is a file or a pipe that is read from a first byte on.
type input struct {
	r    io.Reader
	s    io.Seeker // nil for a pipe
	base int64     // the position of the first byte in s
	buf  *bufio.Reader
}

const inputSize = 64 << 10

func newInput(r io.Reader) *input {
	in := &input{r: r, buf: bufio.NewReaderSize(r, inputSize)}
	if s, ok := r.(io.Seeker); ok {
		// A pipe is an *os.File, too, but says so when it is asked.
		if base, err := s.Seek(0, io.SeekCurrent); err == nil {
			in.s, in.base = s, base
		}
	}
	return in
}

func (in *input) seekable() bool { return in.s != nil }

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
