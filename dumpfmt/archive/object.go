package archive

import (
	"encoding/hex"
	"io"
	"strconv"
	"strings"
)

// pieceSize is how many bytes of a large object one command writes. See
// LOBBUFSIZE in pg_backup_archiver.h.
const pieceSize = 16 << 10

// objectText is the text that makes large objects: for each a command that
// opens it, commands that write its bytes, and one that closes it. See
// StartRestoreBlobs and those beside it in pg_backup_archiver.c.
type objectText struct {
	objects objects
	std     bool // standard_conforming_strings
	data    io.Reader
	piece   []byte // bytes of the object
	text    []byte // what has been made
	off     int    // what of text has been read
	end     bool
}

func (t *objectText) Read(p []byte) (int, error) {
	for t.off == len(t.text) {
		if t.end {
			return 0, io.EOF
		}
		t.text, t.off = t.text[:0], 0
		if err := t.more(); err != nil {
			return 0, err
		}
	}
	n := copy(p, t.text[t.off:])
	t.off += n
	return n, nil
}

func (t *objectText) more() error {
	if t.data != nil {
		return t.write()
	}
	oid, data, err := t.objects.next()
	switch {
	case err == io.EOF:
		t.end = true
		t.text = append(t.text, "COMMIT;\n\n"...)
		return nil
	case err != nil:
		return err
	}
	t.data = data
	t.text = append(t.text, "SELECT pg_catalog.lo_open('"...)
	t.text = strconv.AppendUint(t.text, uint64(oid), 10)
	t.text = append(t.text, "', 131072);\n"...) // INV_WRITE, libpq-fs.h
	return nil
}

// write makes the command for the next piece, and closes the object after the
// last one.
func (t *objectText) write() error {
	if t.piece == nil {
		t.piece = make([]byte, pieceSize)
	}
	n, err := io.ReadFull(t.data, t.piece)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	if n > 0 {
		t.text = append(t.text, "SELECT pg_catalog.lowrite(0, '\\"...)
		if !t.std {
			t.text = append(t.text, '\\')
		}
		t.text = append(t.text, 'x')
		t.text = hex.AppendEncode(t.text, t.piece[:n])
		t.text = append(t.text, "');\n"...)
	}
	if err != nil {
		t.data = nil
		t.text = append(t.text, "SELECT pg_catalog.lo_close(0);\n\n"...)
	}
	return nil
}

// listed yields those of the objects that the table of contents lists, where
// it lists any, and finds fault with others, and with one that is missing: the
// IDs in front of the data are not covered by any checksum.
type listed struct {
	objects
	e    *Entry
	left map[uint32]bool
}

func (l *listed) next() (uint32, io.Reader, error) {
	oid, data, err := l.objects.next()
	switch {
	case err == io.EOF && len(l.left) > 0:
		return 0, nil, &Error{Entry: l.e.ID, Msg: "a large object of the table of contents is missing"}
	case err != nil:
		return 0, nil, err
	case !l.left[oid]:
		return 0, nil, &Error{Entry: l.e.ID, Msg: "a large object that is not in the table of contents, or comes twice"}
	}
	delete(l.left, oid)
	return oid, data, nil
}

// objects returns the large objects of an entry.
func (a *Archive) objects(e *Entry) (objects, error) {
	left := a.listedObjects(e)
	o, err := a.src.objects(e)
	if err != nil || o == nil || len(left) == 0 {
		return o, err
	}
	return &listed{o, e, left}, nil
}

// listedObjects returns the large objects that belong to an entry: those of the
// group that it depends on, or, before 1.16, all that have an entry. Where a
// section is missing there is none.
func (a *Archive) listedObjects(e *Entry) map[uint32]bool {
	left := make(map[uint32]bool)
	add := func(oid string) {
		if n, err := strconv.ParseUint(oid, 10, 32); err == nil {
			left[uint32(n)] = true
		}
	}
	if g := a.group(e); g != nil {
		for oid := range strings.Lines(g.Defn.S) {
			add(strings.TrimSuffix(oid, "\n"))
		}
	}
	if !a.Version.before(v1_16) {
		return left
	}
	for _, e := range a.Entries {
		if e.is("BLOB") {
			add(e.Tag.S)
		}
	}
	return left
}
