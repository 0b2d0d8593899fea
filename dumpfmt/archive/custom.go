package archive

import (
	"cmp"
	"io"
	"slices"
	"sync/atomic"
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
	h     Header
	toc   []*Entry
	found map[int]int64 // blocks that have been passed in a search
	next  int64         // where the next search begins
	sizes map[int]int64 // of the blocks by entry; nil where some have no offset
	read  *atomic.Int64 // bytes of chunks, of all readers of the file
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
	c := &custom{in: in, w: w, c: h.Compression, h: h, toc: entries, found: make(map[int]int64), next: w.n, read: new(atomic.Int64)}
	c.sizes = c.blockSizes(entries)
	return newArchive(h, entries, c), nil
}

// blockSizes tells how large the block of each entry is by its offset and the
// next one. It returns nil for a pipe, and where an offset is missing: then
// blocks are found by a search alone.
func (c *custom) blockSizes(entries []*Entry) map[int]int64 {
	if _, ok := c.in.r.(io.ReaderAt); !ok || !c.in.seekable() {
		return nil
	}
	var with []*Entry
	for _, e := range entries {
		if !e.place.exists() {
			continue
		}
		if e.place.state != offsetSet {
			return nil
		}
		with = append(with, e)
	}
	slices.SortFunc(with, func(x, y *Entry) int { return cmp.Compare(x.place.off, y.place.off) })
	sizes := make(map[int]int64, len(with))
	end := c.in.size()
	for _, e := range slices.Backward(with) {
		sizes[e.ID] = max(end-e.place.off, 0) // an offset that lies is found when it is used
		end = e.place.off
	}
	return sizes
}

// again returns another reader of the file.
func (c *custom) again() source {
	if c.sizes == nil {
		return nil
	}
	in := newInput(io.NewSectionReader(c.in.r.(io.ReaderAt), c.in.base, c.in.size()))
	w := &wire{r: in.buf, intSize: c.w.intSize, offSize: c.w.offSize}
	return &custom{in: in, w: w, c: c.c, found: make(map[int]int64), read: c.read}
}

func (c *custom) size(e *Entry) (int64, error) { return c.sizes[e.ID], nil }

func (c *custom) total() int64    { return c.in.size() }
func (c *custom) consumed() int64 { return c.read.Load() }

func (c *custom) close() { c.dec.close() }

// end is for pipes: what comes after the last block, perhaps another archive,
// would not be seen by anyone. On Windows pg_dump takes a pipe for a file that it
// can go back in, and has the entries once more at the end, with their offsets: the
// backups of DBeaver have them.
func (c *custom) end() error {
	if c.in.seekable() || c.ended() {
		return nil
	}
	w := &wire{r: c.in.buf, n: c.w.n, intSize: c.w.intSize, offSize: c.w.offSize}
	same := func(x, y *Entry) bool { return x.ID == y.ID && x.Tag == y.Tag && x.Desc == y.Desc }
	if again := w.readEntries(&c.h); w.err == nil && slices.EqualFunc(again, c.toc, same) && c.ended() {
		return nil
	}
	c.w.entry = 0
	c.w.fail("something follows the last data")
	return c.w.err
}

// ended reports whether nothing follows. An error is found by the next read.
func (c *custom) ended() bool {
	_, err := c.in.buf.Peek(1)
	return err == io.EOF
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
	k.c.read.Add(int64(n))
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
