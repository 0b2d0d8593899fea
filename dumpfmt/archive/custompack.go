package archive

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"
)

// NewCustomWriter returns a Writer of a custom archive to dst, compressed by
// method. Where dst is an io.Seeker that can seek, the entries get the offsets
// of their data, without which pg_restore -j has to search; it must then not be
// a file that is open for appending.
//
// A custom archive in a pipe is marked as failed by its end: the last chunk of
// data, or the table of contents where there is no data, goes out with Close
// alone, and pg_restore, which reads up to it, fails for lack of it and rolls
// its transaction back.
func NewCustomWriter(dst io.Writer, a *Archive, m *Marks, method Method, opts ...WriterOption) (*Writer, error) {
	if err := method.check(a.Version); err != nil {
		return nil, err
	}
	p := &customPacker{w: dst, enc: encoders{m: method}}
	p.chunk.p = p
	if s, ok := dst.(io.WriteSeeker); ok {
		if base, err := s.Seek(0, io.SeekCurrent); err == nil {
			p.s, p.base = s, base
		}
	}
	w, err := newWriter(a, m, p, opts)
	if err == nil && w.summed && p.s == nil {
		p.hash = sha256.New()
	}
	return w, err
}

// customPacker writes a custom archive. The last entry stays open until the
// next begins: what ends it is the sign that all went well.
type customPacker struct {
	w    io.Writer
	s    io.WriteSeeker // nil for a pipe
	base int64          // where the archive begins in s
	n    int64          // bytes of the archive so far
	hash hash.Hash      // of them; nil if not asked for
	err  error

	ending bool   // what comes is the sign that all went well, and waits for close
	last   []byte // it

	header  Header
	entries []*Entry
	tocAt   int64
	byID    map[int]*Entry
	toc     []byte // not yet written: there was no data so far

	enc     encoders
	cur     encoder // nil if nothing is open
	chunk   chunkWriter
	in      bool // an entry is open
	objects bool // it is of large objects
	tmp     []byte
}

func (p *customPacker) contents(h Header, entries []*Entry) error {
	h.setMethod(Custom, p.enc.m)
	p.header, p.entries, p.byID = h, entries, make(map[int]*Entry, len(entries))
	for _, e := range entries {
		had := e.HasData && e.place.exists()
		e.place = place{state: offsetNone}
		if had {
			e.place.state = offsetUnset
		}
		p.byID[e.ID] = e
	}
	p.toc = h.append(nil)
	p.tocAt = int64(len(p.toc))
	p.toc = h.appendEntries(p.toc, entries)
	return nil
}

// setMethod notes the format and how the data will be compressed.
func (h *Header) setMethod(f Format, m Method) {
	h.Format, h.Compression, h.Level = f, m.Compression, 0
	if m.Compression == Gzip {
		h.Level = m.Level
	}
}

// put writes bytes of the archive.
func (p *customPacker) put(b []byte) error {
	if p.err != nil {
		return p.err
	}
	if p.hash != nil {
		p.hash.Write(b)
	}
	p.n += int64(len(b))
	if p.ending {
		p.last = append(p.last, b...)
	} else {
		_, p.err = p.w.Write(b)
	}
	return p.err
}

func (p *customPacker) entry(e *Entry) error {
	if err := errors.Join(p.flushTOC(), p.endEntry()); err != nil {
		return err
	}
	if p.s != nil {
		own := p.byID[e.ID]
		own.place = place{state: offsetSet, off: p.n}
	}
	kind := byte(blockData)
	p.in, p.objects = true, e.is("BLOBS")
	if p.objects {
		kind = blockObjects
	}
	if err := p.put(appendInt([]byte{kind}, e.ID)); err != nil || p.objects {
		return err
	}
	return p.begin()
}

func (p *customPacker) flushTOC() error {
	toc := p.toc
	p.toc = nil
	return p.put(toc)
}

// begin begins chunks.
func (p *customPacker) begin() (err error) {
	p.cur, err = p.enc.open(&p.chunk, false)
	return err
}

func (p *customPacker) object(oid uint32) error {
	if err := p.endChunks(); err != nil {
		return err
	}
	p.tmp = appendOID(p.tmp[:0], oid)
	if err := p.put(p.tmp); err != nil {
		return err
	}
	return p.begin()
}

func (p *customPacker) Write(b []byte) (int, error) {
	if p.cur == nil {
		return 0, errObjectText
	}
	return p.cur.Write(b)
}

// endChunks ends what is open with a chunk of no length.
func (p *customPacker) endChunks() error {
	if p.cur == nil {
		return nil
	}
	err := errors.Join(p.cur.Close(), p.chunk.flush())
	p.cur = nil
	if err != nil {
		return err
	}
	return p.put(appendInt(p.tmp[:0], 0))
}

func (p *customPacker) endEntry() error {
	if !p.in {
		return nil
	}
	p.in = false
	err := p.endChunks()
	if err == nil && p.objects {
		err = p.put(appendOID(p.tmp[:0], 0))
	}
	return err
}

func (p *customPacker) finish() error {
	p.ending = p.s == nil
	if err := errors.Join(p.flushTOC(), p.endEntry()); err != nil || p.s == nil {
		return err
	}
	// The offsets have their place already, and are all that changes.
	if _, err := p.s.Seek(p.base+p.tocAt, io.SeekStart); err != nil {
		return err
	}
	if _, err := p.w.Write(p.header.appendEntries(nil, p.entries)); err != nil {
		return err
	}
	_, err := p.s.Seek(p.base+p.n, io.SeekStart)
	return err
}

func (p *customPacker) close() error {
	_, err := p.w.Write(p.last)
	return err
}

// sum is that of a pipe alone: in a file the offsets change at the end.
func (p *customPacker) sum() (size int64, digest []byte) {
	if p.hash == nil {
		return p.n, nil
	}
	return p.n, p.hash.Sum(nil)
}

// fail leaves the archive without its end. Nothing is written where nothing
// was before.
func (p *customPacker) fail(last []byte) error {
	if p.cur == nil || p.objects {
		return nil
	}
	_, err := p.cur.Write(last)
	return errors.Join(err, p.cur.Flush(), p.chunk.flush())
}

// chunkSize is the size of a chunk. pg_dump writes 4 KiB of compressed data, or
// a row; pg_restore takes any size, and memory for it.
const chunkSize = 32 << 10

// chunkWriter cuts compressed data into chunks, each after its length.
type chunkWriter struct {
	p   *customPacker
	buf []byte // room for a length, and then data
}

const chunkHead = 1 + intSize

func (c *chunkWriter) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		if c.buf == nil {
			c.buf = make([]byte, chunkHead, chunkHead+chunkSize)
		}
		m := min(len(b), chunkHead+chunkSize-len(c.buf))
		c.buf = append(c.buf, b[:m]...)
		b = b[m:]
		if len(c.buf) == chunkHead+chunkSize {
			if err := c.flush(); err != nil {
				return n - len(b), err
			}
		}
	}
	return n, nil
}

func (c *chunkWriter) flush() error {
	if len(c.buf) <= chunkHead {
		return nil
	}
	appendInt(c.buf[:0], len(c.buf)-chunkHead)
	err := c.p.put(c.buf)
	c.buf = c.buf[:chunkHead]
	return err
}
