package dumptest

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"sanitize/dumpfmt"
)

// Poison overwrites b, as the next owner of its memory might do.
func Poison(b *dumpfmt.Batch) {
	buf := b.Buf[:cap(b.Buf)]
	for i := range buf {
		buf[i] = 0xA5
	}
	for i := range b.Segs {
		b.Segs[i] = dumpfmt.Segment{}
	}
}

// Each scans r and calls f for every segment, then poisons the batch. It fails
// the test where a batch is not as dumpfmt promises, and returns the scanner's
// error.
func Each(t testing.TB, r io.Reader, f func(*dumpfmt.Segment), opts ...dumpfmt.Option) error {
	t.Helper()
	s := dumpfmt.NewScanner(r, opts...)
	var b dumpfmt.Batch
	want := dumpfmt.Pos{Line: 1}
	for s.Scan(&b) {
		if len(b.Segs) == 0 {
			t.Fatal("Scan reports true and gives no segment")
		}
		at := 0
		for i := range b.Segs {
			seg := &b.Segs[i]
			if err := checkSegment(seg, want, b.Buf[at:]); err != nil {
				t.Fatalf("segment at byte %d: %v", want.Offset, err)
			}
			want.Offset += int64(len(seg.Bytes))
			want.Line += int64(bytes.Count(seg.Bytes, []byte{'\n'}))
			at += len(seg.Bytes)
			f(seg)
		}
		if at != len(b.Buf) {
			t.Fatalf("the segments hold %d bytes of the batch, want %d", at, len(b.Buf))
		}
		Poison(&b)
	}
	if s.Scan(&b) {
		t.Fatal("Scan reports true after it has reported false")
	}
	return s.Err()
}

// checkSegment reports what is wrong with a segment that is to begin at want,
// and to be the first bytes of rest.
func checkSegment(seg *dumpfmt.Segment, want dumpfmt.Pos, rest []byte) error {
	n := len(seg.Bytes)
	hasHeader := seg.Kind >= dumpfmt.CopyBegin
	hasRow := seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.CopyEnd
	switch {
	case seg.Kind < dumpfmt.Space || seg.Kind > dumpfmt.Insert:
		return fmt.Errorf("kind %d", seg.Kind)
	case n == 0 || n > len(rest) || &seg.Bytes[0] != &rest[0]:
		return fmt.Errorf("%d bytes that do not follow those before", n)
	case cap(seg.Bytes) != n:
		return fmt.Errorf("a view with room for %d bytes more", cap(seg.Bytes)-n)
	case seg.Session == nil:
		return fmt.Errorf("no session")
	case (seg.Header != nil) != hasHeader:
		return fmt.Errorf("kind %d has a header: %t, want %t", seg.Kind, !hasHeader, hasHeader)
	case seg.Pos.Offset != want.Offset || seg.Pos.Line != want.Line:
		return fmt.Errorf("position %d, line %d, want line %d", seg.Pos.Offset, seg.Pos.Line, want.Line)
	case (seg.Pos.Row > 0) != hasRow:
		return fmt.Errorf("kind %d at row %d", seg.Kind, seg.Pos.Row)
	case seg.Kind == dumpfmt.CopyData && seg.Bytes[n-1] != '\n':
		return fmt.Errorf("rows that do not end in a newline")
	}
	return nil
}

// Join scans r and returns the bytes of its segments, joined, and the scanner's
// error.
func Join(t testing.TB, r io.Reader, opts ...dumpfmt.Option) ([]byte, error) {
	t.Helper()
	var out []byte
	err := Each(t, r, func(seg *dumpfmt.Segment) { out = append(out, seg.Bytes...) }, opts...)
	return out, err
}

// CheckIdentity fails the test unless in is a whole dump and the segments,
// joined, are in.
func CheckIdentity(t testing.TB, r Reader, in []byte, opts ...dumpfmt.Option) {
	t.Helper()
	out, err := Join(t, r.Wrap(bytes.NewReader(in)), opts...)
	if err != nil {
		t.Errorf("%s: %v", r.Name, err)
	}
	if i := firstDiff(in, out); i >= 0 {
		t.Errorf("%s: %d bytes out, want %d; they differ at byte %d", r.Name, len(out), len(in), i)
	}
}

// firstDiff returns the offset at which a and b differ, or -1.
func firstDiff(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}
