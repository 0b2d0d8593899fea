package dumpfmt

import (
	"iter"

	"sanitize/dumpfmt/sqllex"
)

// Kind is the kind of a Segment.
type Kind byte

// The kinds of segments. Every byte of a dump belongs to one.
const (
	Space     Kind = iota + 1 // white space and comments between statements
	SQL                       // one statement, with its semicolon
	Meta                      // one psql command: \restrict, \connect …, without its newline
	CopyBegin                 // a COPY … FROM stdin statement with its newline
	CopyData                  // whole rows of a COPY block
	CopyEnd                   // the line \.
	Insert                    // INSERT statements for one table with one header, each with the newline after it
)

// Segment is a run of bytes of one kind.
type Segment struct {
	Kind    Kind
	Bytes   []byte   // a view into the Batch's Buf
	Header  *Header  // of CopyBegin to CopyEnd, and Insert
	Session *Session // in force at the segment's start
	Pos     Pos      // of the first byte

	lo, hi int   // Bytes is Buf[lo:hi]
	lines  int64 // in it, but for an Insert
}

// Batch is a run of whole segments and the bytes they are made of. The Scanner
// fills it and keeps nothing of it: its owner may hand it to another goroutine
// and use it again when done.
//
// Invariant: the segments lie in Buf one after another, without gaps, from 0 to
// len(Buf).
type Batch struct {
	Buf  []byte
	Segs []Segment
}

// reset empties b and gives Buf room for size bytes. A buffer that grew far
// beyond that, for a giant row, is given up.
func (b *Batch) reset(size int) {
	clear(b.Segs)
	b.Segs = b.Segs[:0]
	if cap(b.Buf) < size || cap(b.Buf) > 4*size {
		b.Buf = make([]byte, 0, size)
	}
	b.Buf = b.Buf[:0]
}

// seal cuts off what lies behind the last segment and sets the views.
func (b *Batch) seal(end int) {
	b.Buf = b.Buf[:end]
	for i := range b.Segs {
		s := &b.Segs[i]
		s.Bytes = b.Buf[s.lo:s.hi:s.hi]
	}
}

// Rows returns how many rows a CopyData or Insert segment holds, without
// splitting them.
func (s *Segment) Rows() int64 {
	switch s.Kind {
	case CopyData:
		return s.lines
	case Insert:
		return s.insertRows()
	}
	return 0
}

func (s *Segment) insertRows() int64 {
	rows := int64(0)
	for _, tuples := range s.statements() {
		if s.Header.Default {
			rows++
		} else {
			rows += countTuples(tuples, s.Session.StdStrings)
		}
	}
	return rows
}

// statements goes through the statements of an Insert segment: where each begins in
// Bytes, and what follows VALUES in it.
func (s *Segment) statements() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		var lex sqllex.Lexer
		for lo := 0; lo < len(s.Bytes); {
			b, prefix := s.Bytes[lo:], len(s.Header.prefix)
			lex.Reset(s.Session.StdStrings)
			n, _ := lex.Scan(b, prefix, true)
			if !yield(lo, b[prefix:n]) {
				return
			}
			lo += n + newlineLen(b[n:])
		}
	}
}

// countTuples returns how many rows stand in b, what follows VALUES.
func countTuples(b []byte, std bool) int64 {
	rows, depth := int64(0), 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\'':
			escapes := !std || i > 0 && b[i-1]|0x20 == 'e'
			n, _ := sqllex.QuotedLen(b[i:], escapes)
			i += max(n-1, 0)
		case '(':
			if depth == 0 {
				rows++
			}
			depth++
		case ')':
			depth--
		}
	}
	return rows
}
