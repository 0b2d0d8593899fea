package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

// An Archive is an open archive. Its table of contents has been read, its data
// is read on demand and by one reader at a time.
type Archive struct {
	Header
	Entries []*Entry

	byID   map[int]*Entry
	src    source
	closer io.Closer // of the file that Open opened

	shard  int             // which of several machines' this is; 0 for the whole
	mine   map[*Entry]bool // the entries whose data it has; nil for all
	weight int64           // of a part, or of what this machine has
}

// A source knows where the data of an archive lies.
type source interface {
	// data returns the data of an entry, decompressed, or nil if there is
	// none. It is valid until the next call of a method.
	data(e *Entry) (io.Reader, error)
	// objects returns the large objects of an entry called BLOBS.
	objects(e *Entry) (objects, error)
	// end reports whether nothing follows the last data, where that can be
	// told.
	end() error
	close()
}

// objects yields large objects, and io.EOF after the last. What it returns is
// valid until the next call.
type objects interface {
	next() (oid uint32, data io.Reader, err error)
}

// HeadLen is how many bytes Recognise needs: a tar header's magic ends there.
const HeadLen = 262

// tocName is the file with the table of contents, in a directory and in a tar.
const tocName = "toc.dat"

// Recognise tells a custom and a tar archive by the first HeadLen bytes of a
// file; ok is false for anything else. A directory is told by its toc.dat.
func Recognise(head []byte) (f Format, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte(magic)):
		return Custom, true
	case len(head) >= HeadLen && bytes.HasPrefix(head[257:], []byte("ustar")) &&
		bytes.HasPrefix(head, []byte(tocName+"\x00")):
		return Tar, true
	}
	return 0, false
}

// Open opens the archive at path: a directory, of which no link leads out, or a
// file of the custom or tar format. It must be closed.
func Open(path string) (*Archive, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, err
		}
		a, err := OpenDir(root.FS())
		if err != nil {
			return nil, errors.Join(err, root.Close())
		}
		a.closer = root
		return a, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	a, err := NewReader(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	a.closer = f
	return a, nil
}

// NewReader opens an archive of the custom or tar format. Where r is an
// io.Seeker that can seek, data is found by its offset and need not lie in the
// order of the entries; a pipe must have it in that order, as pg_dump writes
// it. r is the archive's until Close, which does not close it.
func NewReader(r io.Reader) (*Archive, error) {
	in := newInput(r)
	head, err := in.buf.Peek(HeadLen)
	if err != nil && err != io.EOF && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	switch f, _ := Recognise(head); f {
	case Custom:
		return openCustom(in)
	case Tar:
		return openTar(in)
	}
	return nil, &Error{Msg: "neither a custom nor a tar archive of pg_dump"}
}

// newArchive returns the archive with a header and entries, whose data is in src.
func newArchive(h Header, entries []*Entry, src source) *Archive {
	a := &Archive{Header: h, Entries: entries, src: src, byID: make(map[int]*Entry, len(entries))}
	for _, e := range entries {
		a.byID[e.ID] = e
	}
	return a
}

// Close releases what the archive holds.
func (a *Archive) Close() error {
	a.src.close()
	if a.closer == nil {
		return nil
	}
	return a.closer.Close()
}

// readTOC reads a header that must be of the given format, and the entries.
func (w *wire) readTOC(want Format) (Header, []*Entry, error) {
	h := w.readHeader()
	if w.err == nil && h.Format != want {
		w.fail("the header says %v, want %v", h.Format, want)
	}
	entries := w.readEntries(&h)
	return h, entries, w.err
}

// dataError says of which entry an error is, where that is not said yet.
func dataError(e *Entry, err error) error {
	var own *Error
	if err == nil || err == io.EOF || errors.As(err, &own) {
		return err
	}
	return fmt.Errorf("archive: entry %d: %w", e.ID, err)
}

// entry returns the entry with an ID, or nil.
func (a *Archive) entry(id Text) *Entry {
	n, err := strconv.Atoi(id.S)
	if err != nil {
		return nil
	}
	return a.byID[n]
}
