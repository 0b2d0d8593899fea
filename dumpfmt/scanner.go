package dumpfmt

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"sanitize/dumpfmt/sqllex"
)

// DefaultBatchSize is the size of a Batch's buffer, in bytes, unless the
// option BatchSize says otherwise.
const DefaultBatchSize = 256 << 10

// Scanner splits a dump into segments. The bytes of all segments, joined, are
// the input. Where the batches are cut depends on their size alone, not on what
// the reader's Read returns.
//
//	for s.Scan(batch) { … }
//	if err := s.Err(); err != nil { … }
type Scanner struct {
	r    io.Reader
	size int

	longest int64 // bytes that a segment may have; 0: any number
	tooLong error // what a longer one ends with

	tail []byte // read, but not in a batch yet: the start of an unfinished segment
	eof  bool   // r is over
	nul  bool   // the next byte that r gave was a NUL
	err  error  // the first error; sticky

	pos  Pos // of the next segment
	base int // of the segment being read, in the batch's buffer

	state   state
	lex     sqllex.Lexer
	lexed   int     // how far lex is in the statement
	header  *Header // of the open COPY block, or of the last INSERT
	session *Session

	frame frame
}

// state is what the next byte belongs to.
type state byte

const (
	between state = iota // statements: white space, comments, or a first byte
	inStmt               // a statement has begun
	inCopy               // rows
)

// Option changes how a Scanner works.
type Option func(*Scanner)

// BatchSize sets how many bytes a batch holds (default DefaultBatchSize). A
// single row or statement that is longer makes its batch longer.
func BatchSize(n int) Option { return func(s *Scanner) { s.size = max(n, 16) } }

// Partial accepts an input without the trailer "dump complete" that pg_dump
// writes. A row or statement that is cut is an error all the same.
func Partial() Option { return func(s *Scanner) { s.frame.partial = true } }

// Longest ends the scan with err at a row or statement of more than n bytes:
// where memory is short, it must not be read before that is found.
func Longest(n int64, err error) Option {
	return func(s *Scanner) { s.longest, s.tooLong = n, err }
}

// NewScanner returns a Scanner that reads from r.
func NewScanner(r io.Reader, opts ...Option) *Scanner {
	s := &Scanner{r: r, size: DefaultBatchSize, session: newSession(0)}
	s.pos.Line = 1
	for _, opt := range opts {
		opt(s)
	}
	return s
}

// Err returns the error that stopped Scan, or nil at the end of a whole dump:
// a *SyntaxError, or the reader's own error.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Scan fills b with the next segments, at least one. It reports false at the
// end of the dump or at an error; segments before the error have been returned
// by then.
func (s *Scanner) Scan(b *Batch) bool {
	if s.err != nil {
		return false
	}
	b.reset(max(s.size, len(s.tail)))
	b.Buf = append(b.Buf, s.tail...)
	s.base = 0
	for {
		rerr := s.fill(b)
		serr := s.split(b)
		switch {
		case serr != nil:
		case s.nul:
			// psql glues lines together at a NUL; pg_dump never writes one.
			serr = s.fail(len(b.Buf), b, errors.New("the input holds a NUL byte"))
		case rerr != nil:
			serr = rerr
		}
		if s.eof && serr == nil {
			serr = s.end(b)
		}
		s.err = serr
		if serr != nil || len(b.Segs) > 0 {
			break
		}
	}
	s.tail = append(s.tail[:0], b.Buf[s.base:]...)
	if cap(s.tail) > 4*s.size && len(s.tail) < s.size {
		s.tail = bytes.Clone(s.tail)
	}
	b.seal(s.base)
	return len(b.Segs) > 0
}

// fill reads until b is full, or the input ends. A full buffer grows: the
// segment that fills it is larger.
func (s *Scanner) fill(b *Batch) error {
	if s.eof {
		return nil
	}
	if len(b.Buf) == cap(b.Buf) {
		if s.longest > 0 && int64(len(b.Buf)) > max(s.longest, int64(s.size)) {
			return s.fail(s.base, b, s.tooLong)
		}
		// By a quarter only: a row of n bytes must not cost several n.
		grown := make([]byte, len(b.Buf), len(b.Buf)+max(s.size, len(b.Buf)/4))
		copy(grown, b.Buf)
		b.Buf = grown
	}
	for empty := 0; len(b.Buf) < cap(b.Buf); {
		n, err := s.r.Read(b.Buf[len(b.Buf):cap(b.Buf)])
		got := b.Buf[len(b.Buf) : len(b.Buf)+n]
		if i := bytes.IndexByte(got, 0); i >= 0 {
			b.Buf, s.nul = b.Buf[:len(b.Buf)+i], true
			return nil
		}
		b.Buf = b.Buf[:len(b.Buf)+n]
		if err == io.EOF {
			s.eof = true
			return nil
		}
		if err != nil {
			return err
		}
		if n > 0 {
			empty = 0
		} else if empty++; empty == 100 {
			return io.ErrNoProgress
		}
	}
	return nil
}

// split cuts b into segments as far as they are whole.
func (s *Scanner) split(b *Batch) error {
	for s.base < len(b.Buf) {
		var more bool
		var err error
		switch s.state {
		case between:
			more, err = s.between(b)
		case inStmt:
			more, err = s.statement(b)
		case inCopy:
			more, err = s.rows(b)
		}
		if err != nil || more {
			return err
		}
	}
	return nil
}

// between reads white space, comments and psql commands. Like its siblings it
// reports true if it needs more bytes.
func (s *Scanner) between(b *Batch) (more bool, err error) {
	rest := b.Buf[s.base:]
	if s.pos.Offset == 0 && !s.eof && len(rest) < len(bom) {
		return true, nil
	}
	skip := 0
	if s.pos.Offset == 0 && bytes.HasPrefix(rest, bom) {
		skip = len(bom)
	}
	n, whole := sqllex.SkipSpace(rest[skip:], s.eof)
	if n += skip; n > 0 {
		s.frame.space(rest[:n])
		s.emit(b, Space, n)
		return false, nil
	}
	if !whole {
		return true, nil
	}
	if rest[0] == '\\' {
		return s.meta(b, rest)
	}
	if n := emptyStatements(rest); n > 0 {
		s.frame.statement(rest[:n])
		s.emit(b, SQL, n)
		return false, nil
	}
	if !startsStatement(rest[0]) {
		// Rows that have lost their header would look so.
		return false, s.fail(s.base, b, errors.New("a statement begins with neither a letter nor a parenthesis"))
	}
	s.state, s.lexed = inStmt, 0
	s.lex.Reset(s.session.StdStrings)
	if s.header != nil && s.header.repeated(rest) {
		s.lexed = len(s.header.prefix) // whole tokens, and no open parentheses
	}
	return false, nil
}

// emptyStatements returns the length of the run of semicolons, with white space
// between them, that b begins with. Millions of them are one segment.
func emptyStatements(b []byte) (n int) {
	for i, c := range b {
		if c == ';' {
			n = i + 1
		} else if n == 0 || !sqllex.IsSpace(c) {
			break
		}
	}
	return n
}

func startsStatement(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '('
}

// bom may begin a file in UTF-8; psql skips it.
var bom = []byte("\xef\xbb\xbf")

// statement reads up to the end of the statement that has begun.
func (s *Scanner) statement(b *Batch) (more bool, err error) {
	stmt := b.Buf[s.base:]
	n, st := s.lex.Scan(stmt, s.lexed, s.eof)
	s.lexed = n
	switch st {
	case sqllex.More:
		return true, nil
	case sqllex.Backslash:
		return false, s.fail(s.base+n, b, errors.New("a backslash outside of quotes, in the middle of a statement"))
	}
	stmt = stmt[:n]
	s.frame.statement(stmt)
	switch {
	case hasWord(stmt, "copy"):
		return s.copyBegin(b, n)
	case s.header != nil && s.header.repeated(stmt) || hasWord(stmt, "insert"):
		return s.insert(b, n)
	}
	s.state = between
	session, err := s.session.apply(stmt)
	if err != nil {
		return false, s.fail(s.base, b, err)
	}
	s.emit(b, SQL, n)
	s.enter(session)
	return false, nil
}

// enter makes session that of the next segments. The header of the last INSERT
// may mean another table now.
func (s *Scanner) enter(session *Session) {
	if session != s.session {
		s.session, s.header = session, nil
	}
}

// hasWord reports whether stmt begins with the key word w, in lower case.
func hasWord(stmt []byte, w string) bool {
	if len(stmt) <= len(w) || stmt[0]|0x20 != w[0] || !bytes.EqualFold(stmt[:len(w)], []byte(w)) {
		return false
	}
	c := stmt[len(w)]
	letter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '$' || c >= 0x80
	return !letter
}

// copyBegin ends the COPY statement of n bytes with its line.
func (s *Scanner) copyBegin(b *Batch, n int) (more bool, err error) {
	line := b.Buf[s.base+n:]
	nl := bytes.IndexByte(line, '\n')
	if len(line) == 0 || len(line) == 1 && line[0] == '\r' {
		s.again()
		return true, nil
	}
	h, err := parseCopy(b.Buf[s.base:s.base+n], s.session)
	if err != nil {
		return false, s.fail(s.base, b, err)
	}
	h.CRLF = nl == 1 && line[0] == '\r'
	if nl != 0 && !h.CRLF {
		return false, s.fail(s.base+n, b, errors.New("text after COPY … FROM stdin; on the same line"))
	}
	s.header = h
	s.emit(b, CopyBegin, n+nl+1)
	s.state, s.pos.Row = inCopy, 1
	return false, nil
}

// again has the statement read once more, with the end of its line.
func (s *Scanner) again() {
	s.lexed = 0
	s.lex.Reset(s.session.StdStrings)
}

// rows reads rows up to the end of the block, or as far as they are whole.
func (s *Scanner) rows(b *Batch) (more bool, err error) {
	data := b.Buf[s.base:]
	end, marker := endOfCopy(data)
	if end > 0 {
		s.emit(b, CopyData, end)
		return false, nil
	}
	switch marker {
	case markerNone:
		return true, nil
	case markerBad:
		return false, s.fail(s.base, b, errors.New(`a row begins with \. and is not the end of the rows`))
	}
	s.emit(b, CopyEnd, bytes.IndexByte(data, '\n')+1)
	s.state, s.header, s.pos.Row = between, nil, 0
	return false, nil
}

// markerState says what the line after some rows is.
type markerState int

const (
	markerNone markerState = iota // not to be seen yet
	markerEnd                     // \.
	markerBad                     // begins like it, and is not
)

// endOfCopy returns the length of the whole rows at the start of data, and what
// the line after them is. psql takes the line \. alone for the end; in data a
// backslash is always doubled (CopyAttributeOutText in copyto.c).
func endOfCopy(data []byte) (int, markerState) {
	at := 0
	if !bytes.HasPrefix(data, []byte(`\.`)) {
		i := bytes.Index(data, []byte("\n\\."))
		if i < 0 {
			return bytes.LastIndexByte(data, '\n') + 1, markerNone
		}
		at = i + 1
	}
	switch line := data[at+2:]; {
	case bytes.HasPrefix(line, []byte("\n")), bytes.HasPrefix(line, []byte("\r\n")):
		return at, markerEnd
	case len(line) == 0, len(line) == 1 && line[0] == '\r':
		return at, markerNone
	default:
		return at, markerBad
	}
}

// insert takes the INSERT statement of n bytes with the newline after it, if
// there is one. It joins the segment before if that has the same header.
func (s *Scanner) insert(b *Batch, n int) (more bool, err error) {
	stmt, after := b.Buf[s.base:s.base+n], b.Buf[s.base+n:]
	if !s.eof && (len(after) == 0 || len(after) == 1 && after[0] == '\r') {
		s.again()
		return true, nil
	}
	s.state = between
	h := s.header
	if h == nil || !h.repeated(stmt) || h.Default && !isEnd(stmt[len(h.prefix):]) || bytes.HasSuffix(stmt, onConflict) != h.OnConflict {
		if h, err = parseInsert(stmt, s.session); err != nil {
			return false, s.fail(s.base, b, err)
		}
		s.header = h
	}
	s.emit(b, Insert, n+newlineLen(after))
	if i := len(b.Segs) - 2; i >= 0 && b.joinable(i) {
		b.Segs[i].hi = s.base
		b.Segs = b.Segs[:i+1]
	}
	return false, nil
}

// newlineLen returns the length of the LF or CR LF that b begins with, else 0.
func newlineLen(b []byte) int {
	switch {
	case len(b) > 0 && b[0] == '\n':
		return 1
	case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
		return 2
	}
	return 0
}

// repeated reports whether the INSERT stmt, or its start, says of its rows what
// h says; ON CONFLICT at its end aside.
func (h *Header) repeated(stmt []byte) bool {
	if !h.Insert || len(stmt) <= len(h.prefix) || !bytes.HasPrefix(stmt, h.prefix) {
		return false
	}
	c := stmt[len(h.prefix)]
	return c == ' ' || c == '\n' || c == '\r' || c == ';'
}

// joinable reports whether the segments i and i+1 are INSERTs of one header.
func (b *Batch) joinable(i int) bool {
	first, last := &b.Segs[i], &b.Segs[i+1]
	return first.Kind == Insert && first.Header == last.Header && first.Session == last.Session
}

// emit makes the next n bytes of b a segment.
func (s *Scanner) emit(b *Batch, k Kind, n int) {
	seg := Segment{Kind: k, Session: s.session, Pos: s.pos, lo: s.base, hi: s.base + n}
	if k >= CopyBegin {
		seg.Header = s.header
	}
	seg.lines = int64(bytes.Count(b.Buf[seg.lo:seg.hi], []byte{'\n'}))
	b.Segs = append(b.Segs, seg)
	s.pos.Offset += int64(n)
	s.pos.Line += seg.lines
	if k == CopyData {
		s.pos.Row += seg.lines
	}
	s.base += n
}

// end says what is wrong with an input that is over.
func (s *Scanner) end(b *Batch) error {
	if s.base < len(b.Buf) || s.state != between {
		what := "comment"
		switch s.state {
		case inStmt:
			what = "statement"
		case inCopy:
			what = `COPY block: there is no \. line`
		}
		return s.fail(len(b.Buf), b, fmt.Errorf("%w, inside of a %s", ErrTruncated, what))
	}
	if s.pos.Offset == 0 {
		return ErrEmpty
	}
	if err := s.frame.end(); err != nil {
		return s.fail(s.base, b, err)
	}
	return io.EOF
}

// fail returns err with the position of b.Buf[at].
func (s *Scanner) fail(at int, b *Batch, err error) error {
	pos := s.pos
	lines := int64(bytes.Count(b.Buf[s.base:at], []byte{'\n'}))
	pos.Offset += int64(at - s.base)
	pos.Line += lines
	e := &SyntaxError{Pos: pos, Err: err}
	if s.state == inCopy {
		e.Pos.Row += lines
		e.Table = s.header.Table
	}
	return e
}
