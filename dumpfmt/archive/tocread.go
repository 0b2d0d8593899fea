package archive

import (
	"fmt"
	"strconv"
	"strings"
)

// magic begins an archive, or its toc.dat.
const magic = "PGDMP"

// readHeader reads what stands in front of the entries, and sets the sizes of
// integers and offsets. See ReadHead in pg_backup_archiver.c.
func (w *wire) readHeader() (h Header) {
	if string(w.take(len(magic))) != magic && w.err == nil {
		w.fail("not an archive of pg_dump")
	}
	h.Version = Version{w.byte(), w.byte(), w.byte()}
	if w.err == nil && (h.Version.before(MinVersion) || MaxVersion.before(h.Version)) {
		w.err = &Error{Offset: w.n, Err: ErrVersion,
			Msg: fmt.Sprintf("an archive of version %v, want %v to %v", h.Version, MinVersion, MaxVersion)}
	}
	h.IntSize = w.size("an integer")
	h.OffSize = w.size("an offset")
	w.intSize, w.offSize = h.IntSize, h.OffSize
	h.Format = Format(w.byte())
	w.readCompression(&h)
	for i := range h.Created {
		h.Created[i] = w.int()
	}
	h.Database, h.Server, h.PgDump = w.text(), w.text(), w.text()
	return h
}

// size reads the size of a kind of number. pg_restore takes integers of 32
// bytes; none was ever written with other than 4 and 8.
func (w *wire) size(what string) int {
	n := int(w.byte())
	if n < 1 || n > 16 {
		w.fail("%s of %d bytes, want 1 to 16", what, n)
		return intSize
	}
	return n
}

// readCompression reads the method, or, before 1.15, the level: any but 0 was
// zlib's.
func (w *wire) readCompression(h *Header) {
	if h.Version.before(v1_15) {
		if h.Level = w.int(); h.Level != 0 {
			h.Compression = Gzip
		}
		return
	}
	h.Compression = Compression(w.byte())
	if w.err == nil && h.Compression > Zstd {
		w.fail("compressed by method %d, want none, gzip, lz4 or zstd", h.Compression)
	}
}

// readEntries reads the table of contents. See ReadToc in
// pg_backup_archiver.c. The number of entries is not trusted.
func (w *wire) readEntries(h *Header) []*Entry {
	n := w.int()
	if n < 0 {
		w.fail("%d entries", n)
	}
	var entries []*Entry
	seen := make(map[int]bool)
	for i := 0; i < n && w.err == nil; i++ {
		e := w.readEntry(h)
		if w.err == nil && seen[e.ID] {
			w.fail("two entries with the same ID")
		}
		seen[e.ID] = true
		entries = append(entries, e)
	}
	w.entry = 0
	return entries
}

func (w *wire) readEntry(h *Header) *Entry {
	e := &Entry{ID: w.int()}
	if w.err == nil && e.ID <= 0 {
		w.fail("an entry's ID is %d, want one above 0", e.ID)
	}
	w.entry = e.ID
	e.HasData = w.int() != 0
	e.Catalog, e.OID = w.number(), w.number()
	e.Tag, e.Desc = w.text(), w.text()
	if w.err == nil && (!e.Tag.Set || e.Desc.S == "" || strings.ContainsAny(e.Desc.S, "\r\n")) {
		w.fail("an entry without a name or a kind")
	}
	e.Section = Section(w.int())
	if w.err == nil && (e.Section < SectionNone || e.Section > PostData) {
		w.fail("an entry of section %d, want 1 to 4", e.Section)
	}
	e.Defn, e.Drop, e.Copy = w.text(), w.text(), w.text()
	e.Namespace, e.Tablespace = w.text(), w.text()
	if !h.Version.before(v1_14) {
		e.AccessMethod = w.text()
	}
	if !h.Version.before(v1_16) {
		e.RelKind = w.int()
	}
	e.Owner, e.WithOIDs = w.text(), w.text()
	w.readDeps(e)
	if h.Format == Custom {
		e.place.state, e.place.off = w.offset()
	} else {
		e.place.file = w.text()
	}
	return e
}

// readDeps reads the IDs that an entry depends on, which end with a NULL.
func (w *wire) readDeps(e *Entry) {
	for w.err == nil {
		t := w.text()
		if !t.Set {
			return
		}
		if _, err := strconv.ParseInt(t.S, 10, 32); err != nil {
			w.fail("a dependency that is no ID")
			return
		}
		e.Deps = append(e.Deps, t)
	}
}

// number reads an OID that is written as a string.
func (w *wire) number() uint32 {
	t := w.text()
	if w.err != nil {
		return 0
	}
	v, err := strconv.ParseUint(t.S, 10, 32)
	if err != nil {
		w.fail("an OID that is no number")
	}
	return uint32(v)
}
