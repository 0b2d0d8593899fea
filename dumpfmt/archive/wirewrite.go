package archive

import (
	"encoding/binary"
	"math"
	"strconv"
)

// The sizes of numbers in archives that are written: those of every machine
// that PostgreSQL runs on.
const (
	intSize = 4
	offSize = 8
)

// appendInt appends an integer. See WriteInt in pg_backup_archiver.c.
func appendInt(b []byte, n int) []byte {
	if n < 0 {
		b, n = append(b, 1), -n
	} else {
		b = append(b, 0)
	}
	return binary.LittleEndian.AppendUint32(b, uint32(n))
}

// appendOID appends an object's ID, which goes through a signed integer.
func appendOID(b []byte, oid uint32) []byte { return appendInt(b, int(int32(oid))) }

// appendText appends a string, with -1 as the length of a missing one.
func appendText(b []byte, t Text) []byte {
	if !t.Set {
		return appendInt(b, -1)
	}
	b = appendInt(b, len(t.S))
	return append(b, t.S...)
}

func appendNumber(b []byte, n uint32) []byte {
	return appendText(b, Some(strconv.FormatUint(uint64(n), 10)))
}

// append is WriteHead of pg_backup_archiver.c.
func (h *Header) append(b []byte) []byte {
	b = append(b, magic...)
	b = append(b, h.Version.Major, h.Version.Minor, h.Version.Rev, intSize, offSize)
	if h.Format == Directory {
		b = append(b, byte(Tar))
	} else {
		b = append(b, byte(h.Format))
	}
	if h.Version.before(v1_15) {
		b = appendInt(b, h.Level)
	} else {
		b = append(b, byte(h.Compression))
	}
	for _, n := range h.Created {
		b = appendInt(b, n)
	}
	b = appendText(b, h.Database)
	b = appendText(b, h.Server)
	return appendText(b, h.PgDump)
}

// appendEntries is WriteToc of pg_backup_archiver.c.
func (h *Header) appendEntries(b []byte, entries []*Entry) []byte {
	b = appendInt(b, len(entries))
	for _, e := range entries {
		b = e.append(b, h)
	}
	return b
}

func (e *Entry) append(b []byte, h *Header) []byte {
	b = appendInt(b, e.ID)
	hasData := 0
	if e.HasData {
		hasData = 1
	}
	b = appendInt(b, hasData)
	b = appendNumber(b, e.Catalog)
	b = appendNumber(b, e.OID)
	b = appendText(b, e.Tag)
	b = appendText(b, e.Desc)
	b = appendInt(b, int(e.Section))
	for _, t := range []Text{e.Defn, e.Drop, e.Copy, e.Namespace, e.Tablespace} {
		b = appendText(b, t)
	}
	if !h.Version.before(v1_14) {
		b = appendText(b, e.AccessMethod)
	}
	if !h.Version.before(v1_16) {
		b = appendInt(b, e.RelKind)
	}
	b = appendText(b, e.Owner)
	b = appendText(b, e.WithOIDs)
	for _, d := range e.Deps {
		b = appendText(b, d)
	}
	b = appendText(b, Text{})
	if h.Format != Custom {
		return appendText(b, Some(e.place.file.S))
	}
	b = append(b, byte(e.place.state))
	return binary.LittleEndian.AppendUint64(b, uint64(e.place.off))
}

// fits reports whether a definition's length can be written.
func (t Text) fits() bool { return len(t.S) <= min(maxText, math.MaxInt32) }
