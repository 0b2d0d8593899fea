package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
)

// maxText is the longest string that is read: no field of PostgreSQL is longer
// (MaxAllocSize, memutils.h).
const maxText = 1<<30 - 1

// ErrVersion is the cause of an [Error] about an archive of a version that is
// not read.
var ErrVersion = errors.New("the version is not read")

// An Error says what is wrong with an archive.
type Error struct {
	Offset int64 // in the archive, or in its toc.dat
	Entry  int   // the ID of the entry, 0 if it is of no entry
	Msg    string
	Err    error // the cause; may be nil
}

func (e *Error) Error() string {
	s := fmt.Sprintf("archive: byte %d: ", e.Offset)
	if e.Entry > 0 {
		s = fmt.Sprintf("archive: entry %d: byte %d: ", e.Entry, e.Offset)
	}
	s += e.Msg
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// A wire reads the integers and strings that headers, entries and blocks are
// made of. Its first error stays, and all that is read after it is zero, so
// that a row of fields is read without asking after each.
//
// See ReadInt, ReadStr and ReadOffset in pg_backup_archiver.c.
type wire struct {
	r       io.Reader
	n       int64 // bytes that have been read
	intSize int
	offSize int
	entry   int // the ID of the entry that is read, for errors
	err     error
	tmp     [32]byte
}

// fail keeps the first error.
func (w *wire) fail(format string, args ...any) {
	if w.err == nil {
		w.err = &Error{Offset: w.n, Entry: w.entry, Msg: fmt.Sprintf(format, args...)}
	}
}

// take reads n bytes, at most 32, which are valid until the next call.
func (w *wire) take(n int) []byte {
	b := w.tmp[:n]
	if w.err == nil {
		m, err := io.ReadFull(w.r, b)
		w.n += int64(m)
		w.ended(err)
	}
	if w.err != nil {
		clear(b)
	}
	return b
}

// ended keeps the error of a read: an end within something is a fault of the
// archive, and any other error is passed on as it is.
func (w *wire) ended(err error) {
	switch {
	case err == nil || w.err != nil:
	case err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF):
		w.err = &Error{Offset: w.n, Entry: w.entry, Msg: "the archive ends early", Err: io.ErrUnexpectedEOF}
	default:
		w.err = err
	}
}

func (w *wire) byte() byte { return w.take(1)[0] }

// int reads an integer: a byte for its sign, then its magnitude, the smallest
// byte first.
func (w *wire) int() int {
	neg, v := w.magnitude()
	if v > math.MaxInt32 {
		w.fail("an integer is too large")
		return 0
	}
	if neg {
		return -int(v)
	}
	return int(v)
}

// oid reads an object's ID, which went through a signed integer when it was
// written, so that the larger half of them is negative.
func (w *wire) oid() uint32 {
	neg, v := w.magnitude()
	if v > 1<<31 {
		w.fail("an object's ID is too large")
		return 0
	}
	if neg {
		return -uint32(v)
	}
	return uint32(v)
}

func (w *wire) magnitude() (neg bool, v uint64) {
	b := w.take(1 + w.intSize)
	if b[0] > 1 {
		w.fail("an integer's sign is %d, want 0 or 1", b[0])
	}
	return b[0] == 1, w.littleEndian(b[1:], "an integer")
}

// littleEndian returns a number of which the smallest byte is first.
func (w *wire) littleEndian(b []byte, what string) (v uint64) {
	for i, c := range b {
		if i >= 8 && c != 0 {
			w.fail("%s is too large", what)
		} else if i < 8 {
			v |= uint64(c) << (8 * i)
		}
	}
	return v
}

// offset reads where data is.
func (w *wire) offset() (offsetState, int64) {
	state := offsetState(w.byte())
	if w.err == nil && (state < offsetUnset || state > offsetNone) {
		w.fail("an offset's state is %d, want 1 to 3", state)
	}
	v := w.littleEndian(w.take(w.offSize), "an offset")
	if v > math.MaxInt64 {
		w.fail("an offset is too large")
		return state, 0
	}
	return state, int64(v)
}

// text reads a string. Its length is not trusted: memory is taken as the bytes
// come.
func (w *wire) text() Text {
	n := w.int()
	if w.err != nil || n < 0 {
		return Text{}
	}
	if n > maxText {
		w.fail("a string of %d bytes, want at most %d", n, maxText)
		return Text{}
	}
	var b bytes.Buffer
	b.Grow(min(n, 4<<10))
	m, err := io.CopyN(&b, w.r, int64(n))
	w.n += m
	if err != nil {
		w.ended(err)
		return Text{}
	}
	if bytes.IndexByte(b.Bytes(), 0) >= 0 {
		w.fail("a string with a zero byte in it")
		return Text{}
	}
	return Some(b.String())
}
