package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Part is one of the pieces of text that an entry makes in a plain dump.
type Part byte

// The parts.
const (
	Definition Part = iota // what makes the object
	Content                // the rows of a table, or large objects
	Statistics             // of the planner
)

// prefix is what stands in front of an entry's name in its comment. See
// TOC_PREFIX_DATA in pg_backup_archiver.c.
func (p Part) prefix() string {
	return [...]string{"", "Data for ", "Statistics for "}[p]
}

// A PlainOption changes what Plain returns.
type PlainOption func(*PlainReader)

// WithRestrictKey puts \restrict and \unrestrict with the key round the dump.
// The key must consist of ASCII letters and digits, and should be such that
// nobody who could write to the database knew it. Without, there are none, as
// before PostgreSQL 15.14.
func WithRestrictKey(key string) PlainOption {
	return func(r *PlainReader) { r.key = key }
}

// A PlainReader reads an archive as the plain dump that pg_restore -f - prints.
// The pg_restore is one of PostgreSQL 15, or of the version of the pg_dump that
// wrote the archive where that is later.
//
// What the archive lacks or has wrong is an [*Error] that Read returns.
type PlainReader struct {
	a       *Archive
	key     string
	marks   *Marks // nil but for a Transfer
	noData  bool
	major   int // the version of pg_restore
	session session
	steps   []step
	i       int // the next step

	buf  []byte    // text that is made already
	off  int       // what of buf has been read
	data io.Reader // comes after buf; nil if nothing does
	tail tail      // of data
	err  error
}

// A step is a part of an entry, in the order of a dump.
type step struct {
	e *Entry
	p Part
	n int // in the marks of a Transfer
}

// Plain returns the plain dump. The archive is the reader's until it is read to
// its end; an archive in a pipe can be read once.
func (a *Archive) Plain(opts ...PlainOption) *PlainReader {
	r := &PlainReader{a: a, steps: a.steps()}
	for _, opt := range opts {
		opt(r)
	}
	r.start()
	return r
}

// Definitions returns the plain dump without its data: what pg_restore -f -
// --schema-only prints, and a little more. It touches nothing but the table of
// contents, and so can be read beside another reader, and before it: every
// constraint is in it, though an archive comes through a pipe.
func (a *Archive) Definitions() *PlainReader {
	r := &PlainReader{a: a, noData: true}
	for _, s := range a.steps() {
		if s.p != Content {
			r.steps = append(r.steps, s)
		}
	}
	r.start()
	return r
}

// start makes the head of the dump.
func (r *PlainReader) start() {
	r.major = r.a.restoreMajor()
	if r.session, r.err = r.a.newSession(); r.err == nil {
		r.err = validKey(r.key)
	}
	if r.err == nil {
		r.buf = r.appendHead(nil)
	}
}

// restoreMajor returns the version of the pg_restore whose text is made.
func (a *Archive) restoreMajor() int {
	major := 15
	switch {
	case !a.Version.before(v1_16):
		major = 17
	case !a.Version.before(v1_15):
		major = 16
	}
	digits, _, _ := strings.Cut(a.PgDump.S, ".")
	digits = strings.TrimRight(digits, "abcdefghijklmnopqrstuvwxyz") // 19devel
	if n, err := strconv.Atoi(digits); err == nil {
		major = max(major, n)
	}
	return major
}

// steps puts the entries in the order in which they are restored: all but
// privileges, then those, then what must see them. See RestoreArchive in
// pg_backup_archiver.c.
func (a *Archive) steps() []step {
	var steps []step
	for pass := passMain; pass <= passLast; pass++ {
		for _, e := range a.Entries {
			if e.pass() == pass && !e.ofDatabase() {
				steps = e.appendSteps(steps)
			}
		}
	}
	return steps
}

// The passes of a restore. See RestorePass in pg_backup_archiver.h.
const (
	passMain = iota
	passACL
	passLast
)

// pass is _tocEntryRestorePass of pg_backup_archiver.c.
func (e *Entry) pass() int {
	switch {
	case e.is("ACL"), e.is("ACL LANGUAGE"), e.is("DEFAULT ACL"):
		return passACL
	case e.is("EVENT TRIGGER"), e.is("MATERIALIZED VIEW DATA"):
		return passLast
	case e.is("COMMENT"), e.is("SECURITY LABEL"):
		if strings.HasPrefix(e.Tag.S, "EVENT TRIGGER ") {
			return passLast
		}
	case e.is("STATISTICS DATA") && e.Section == PostData:
		return passLast
	}
	return passMain
}

// ofDatabase reports whether an entry is about the database itself, which is
// restored by pg_restore --create alone.
func (e *Entry) ofDatabase() bool {
	switch e.Desc.S {
	case "DATABASE", "DATABASE PROPERTIES":
		return true
	case "ACL", "COMMENT", "SECURITY LABEL":
		return strings.HasPrefix(e.Tag.S, "DATABASE ")
	}
	return false
}

// appendSteps says what an entry makes in a dump without options. See
// _tocEntryRequired in pg_backup_archiver.c.
func (e *Entry) appendSteps(steps []step) []step {
	switch e.Desc.S {
	case "ENCODING", "STDSTRINGS", "SEARCHPATH":
		return steps
	case "STATISTICS DATA":
		return append(steps, step{e: e, p: Statistics})
	case "<Init>":
		if e.Tag.S == "Max OID" {
			return steps
		}
	}
	data := e.HasData
	if e.isData() && !data || e.hasDefinition() {
		steps = append(steps, step{e: e, p: Definition})
	}
	if data {
		steps = append(steps, step{e: e, p: Content})
	}
	return steps
}

// isData reports whether an entry without data counts as data, so that it is
// restored even where it has no definition.
func (e *Entry) isData() bool {
	switch e.Desc.S {
	case "SEQUENCE SET", "BLOB", "BLOB METADATA":
		return true
	case "ACL", "COMMENT", "SECURITY LABEL":
		return strings.HasPrefix(e.Tag.S, "LARGE OBJECT")
	}
	return false
}

// hasDefinition reports whether there is something to do beside the data. A
// comment about partitions is nothing.
func (e *Entry) hasDefinition() bool {
	return e.Defn.S != "" && !strings.HasPrefix(e.Defn.S, "-- load via partition root ")
}

// RestrictKey returns a key for [WithRestrictKey] that is the same each time the
// archive is read. It is a digest of the table of contents, the time of the dump
// included, and so nothing in the archive can have it.
func (a *Archive) RestrictKey() string {
	h := a.Header
	h.IntSize, h.OffSize = intSize, offSize
	sum := sha256.Sum256(h.appendEntries(h.append(nil), a.Entries))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
}

func validKey(key string) error {
	for _, c := range []byte(key) {
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return fmt.Errorf("archive: a restrict key has other than letters and digits")
		}
	}
	return nil
}

// Read reads the dump.
func (r *PlainReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		if r.off < len(r.buf) {
			n := copy(p, r.buf[r.off:])
			r.off += n
			return n, nil
		}
		if r.err != nil {
			return 0, r.err
		}
		if r.data == nil {
			r.next()
			continue
		}
		n := r.read(p)
		if n > 0 {
			return n, nil
		}
	}
}

// read reads data, and ends the step with it.
func (r *PlainReader) read(p []byte) int {
	n, err := r.data.Read(p)
	r.tail.add(p[:n])
	if err == nil {
		return n
	}
	e := r.steps[r.i].e
	if err == io.EOF {
		err = r.tail.check(e)
	}
	if err != nil {
		r.err = dataError(e, err)
		return n
	}
	r.data = nil
	r.buf, r.off = r.appendMark(r.buf[:0], false), 0
	r.i++
	return n
}

// maxReuse is the size above which a buffer is not used again: a definition
// may be large, and is rarely.
const maxReuse = 1 << 20

// next makes the text of the next step, or the end's.
func (r *PlainReader) next() {
	if cap(r.buf) > maxReuse {
		r.buf = nil
	}
	r.buf, r.off = r.buf[:0], 0
	if r.i == len(r.steps) {
		r.err = io.EOF
		if !r.noData {
			r.err = cmp.Or(r.a.src.end(), io.EOF)
		}
		if r.err == io.EOF {
			r.buf = r.appendTail(r.buf)
		}
		return
	}
	s := r.steps[r.i]
	if r.buf, r.err = r.appendEntry(r.buf, s); r.err != nil {
		r.buf = r.buf[:0]
		return
	}
	if s.p == Content {
		r.tail = tail{}
		r.data, r.err = r.open(s.e)
	}
	if r.data == nil && r.err == nil {
		r.i++
	}
}

// open opens the data of an entry, and adds what stands in front of it.
func (r *PlainReader) open(e *Entry) (io.Reader, error) {
	if e.is("BLOBS") {
		objects, err := r.a.objects(e)
		if err != nil || objects == nil {
			return nil, err
		}
		r.buf = r.session.appendSchema(r.buf, "pg_catalog", r.major)
		r.buf = r.appendMark(r.buf, true)
		r.buf = append(r.buf, "BEGIN;\n\n"...)
		return &objectText{objects: objects, std: r.session.std}, nil
	}
	r.buf = r.appendMark(r.buf, true)
	r.buf = append(r.buf, e.Copy.S...)
	return r.a.src.data(e)
}
