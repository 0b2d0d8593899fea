package dumpfmt

import (
	"bytes"
	"errors"
	"fmt"
)

// Rewriter edits the rows of CopyData and Insert segments. It keeps buffers
// between calls; each goroutine needs its own. The zero value is ready.
type Rewriter struct {
	row           Row
	rows, dropped int64
}

// Rows returns how many rows the last Append has seen.
func (w *Rewriter) Rows() int64 { return w.rows }

// Dropped returns how many of them it has dropped.
func (w *Rewriter) Dropped() int64 { return w.dropped }

// Append appends the segment seg, of kind CopyData or Insert, to dst. Each row
// is handed to edit first. Fields that edit does not set, and all bytes between
// rows that it does not drop, are copied as they stand.
//
// Errors are *SyntaxError with the row's position. dst is extended up to the
// row before.
func (w *Rewriter) Append(dst []byte, seg *Segment, edit func(*Row) error) ([]byte, error) {
	w.rows, w.dropped = 0, 0
	w.begin(seg)
	if seg.Kind == Insert {
		return w.inserts(dst, seg, edit)
	}
	return w.copyRows(dst, seg, edit)
}

// begin makes seg the segment of the rows to come.
func (w *Rewriter) begin(seg *Segment) {
	w.row.std, w.row.seg = seg.Session.StdStrings, seg
	w.row.at, w.row.counted, w.row.lines = 0, 0, 0
}

var (
	errLineCR   = errors.New("a row ends in CR LF, and the lines before it do not")
	errLineLF   = errors.New("a row ends in LF, and the lines before it in CR LF")
	errRawCR    = errors.New("a row holds a raw carriage return, which COPY takes for the end of a line")
	errOpenLine = errors.New("a backslash before the end of the line")
)

func (w *Rewriter) copyRows(dst []byte, seg *Segment, edit func(*Row) error) ([]byte, error) {
	r := &w.row
	plain := !seg.Header.CRLF && bytes.IndexByte(seg.Bytes, '\r') < 0
	for rest := seg.Bytes; len(rest) > 0; {
		nl := bytes.IndexByte(rest, '\n')
		line, eol := rest[:nl], rest[nl:nl+1]
		var err error
		if !plain {
			err = checkCR(&line, &eol, rest, seg.Header.CRLF)
		}
		if n := len(line); err == nil && n > 0 && line[n-1] == '\\' && escaped(line) {
			err = errOpenLine
		}
		if err == nil {
			r.reset(line)
			r.at = len(seg.Bytes) - len(rest)
			r.counted, r.lines = r.at, w.rows // a row is a line
			if len(line) > 0 || len(seg.Header.Columns) > 0 || seg.Header.OIDs {
				r.fields = splitCopy(r.fields, line)
			}
			err = r.apply(edit)
		}
		if err != nil {
			return dst, w.fail(seg, seg.Bytes[:len(seg.Bytes)-len(rest)], err)
		}
		if w.count() {
			dst = append(r.append(dst), eol...)
		}
		rest = rest[nl+1:]
	}
	return dst, nil
}

// count counts the row and reports whether it stays.
func (w *Rewriter) count() bool {
	w.rows++
	if w.row.dropped {
		w.dropped++
	}
	return !w.row.dropped
}

// checkCR moves the CR of a CR LF from the line to its end, and refuses lines
// that COPY would read in another way than we do.
func checkCR(line, eol *[]byte, rest []byte, crlf bool) error {
	l := *line
	cr := bytes.IndexByte(l, '\r')
	switch {
	case crlf && (len(l) == 0 || cr < 0):
		return errLineLF
	case crlf && cr == len(l)-1:
		*line, *eol = l[:cr], rest[cr:len(l)+1]
	case !crlf && cr >= 0 && cr == len(l)-1:
		return errLineCR
	case cr >= 0:
		return errRawCR
	}
	return nil
}

// errCast names the tools that write what most of them do not.
var errCast = errors.New("a value with a cast, as DBeaver and pgAdmin write it, and not pg_dump; export with pg_dump --inserts")

var errTuple = errors.New("the rows of an INSERT are not as pg_dump writes them, want (value, …), … ;")

// inserts edits a run of INSERT statements with one header.
func (w *Rewriter) inserts(dst []byte, seg *Segment, edit func(*Row) error) ([]byte, error) {
	b, i := seg.Bytes, 0
	for i < len(b) {
		lo, size := i, len(dst)
		i += len(seg.Header.prefix)
		var err error
		if seg.Header.Default {
			w.rows++
			i += bytes.IndexByte(b[i:], ';') + 1
			dst = append(dst, b[lo:i]...)
		} else {
			dst, i, err = w.tuples(dst, seg, i, edit)
		}
		if err != nil {
			return dst, w.fail(seg, b[:i], err)
		}
		n := newlineLen(b[i:])
		if len(dst) > size { // else the statement is gone
			dst = append(dst, b[i:i+n]...)
		}
		i += n
	}
	return dst, nil
}

// tuples edits the rows of one statement, from b[i] after VALUES up to the
// semicolon, and returns the offset after it. The statement begins with the
// first row that stays: nothing is appended if there is none.
func (w *Rewriter) tuples(dst []byte, seg *Segment, i int, edit func(*Row) error) ([]byte, int, error) {
	b := seg.Bytes
	var lead []byte // what is to stand before the next row that stays
	begun := false
	for first := true; ; first = false {
		gap := i
		i += spaces(b[i:])
		if first || begun {
			lead = b[gap:i]
		}
		w.row.at = i
		n, err := w.tuple(b[i:])
		if err == nil {
			err = w.row.apply(edit)
		}
		if err != nil {
			return dst, i, err
		}
		if w.count() {
			if begun {
				dst = append(dst, ',')
			} else {
				dst = append(dst, seg.Header.prefix...)
			}
			dst = w.row.append(append(dst, lead...))
			begun = true
		}
		i += n
		end := 1
		if seg.Header.OnConflict && bytes.HasPrefix(b[i:], onConflict) {
			end = len(onConflict)
		} else if i == len(b) || b[i] != ',' && b[i] != ';' {
			return dst, i, errTuple
		}
		i += end
		if b[i-1] == ';' {
			if begun {
				dst = append(dst, b[i-end:i]...)
			}
			return dst, i, nil
		}
	}
}

// spaces returns how much white space b begins with.
func spaces(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\n' || b[n] == '\t' || b[n] == '\r') {
		n++
	}
	return n
}

// tuple makes the row (value, …) at the start of b the current one, and returns
// its length. White space may stand around values and behind the row, as other
// tools than pg_dump write it.
func (w *Rewriter) tuple(b []byte) (int, error) {
	r := &w.row
	r.reset(nil)
	if len(b) == 0 || b[0] != '(' {
		return 0, errTuple
	}
	for i := 1; ; {
		if i < len(b) && b[i] <= ' ' {
			i += spaces(b[i:])
		}
		n, form, err := insertValue(b[i:], r.std)
		if err != nil {
			return 0, err
		}
		r.fields = append(r.fields, field{lo: i, hi: i + n, form: form})
		if i += n; i < len(b) && b[i] <= ' ' {
			i += spaces(b[i:])
		}
		switch {
		case i+1 < len(b) && b[i] == ',' && b[i+1] == ' ':
			i += 2
		case i < len(b) && b[i] == ',':
			i++
		case i < len(b) && b[i] == ')':
			r.src = b[:i+1+rowEnd(b[i+1:])]
			return len(r.src), nil
		case bytes.HasPrefix(b[i:], []byte("::")):
			return 0, errCast
		default:
			return 0, errTuple
		}
	}
}

// rowEnd returns how much white space goes with the row before b.
func rowEnd(b []byte) int {
	if len(b) == 0 || b[0] > ' ' {
		return 0
	}
	if n := spaces(b); n < len(b) && (b[n] == ',' || b[n] == ';') {
		return n
	}
	return 0
}

// fail gives err the position of the row that begins after the bytes before.
func (w *Rewriter) fail(seg *Segment, before []byte, err error) error {
	e := &SyntaxError{Pos: seg.Pos, Table: seg.Header.Table, Err: err}
	e.Pos.Offset += int64(len(before))
	e.Pos.Line += int64(bytes.Count(before, []byte{'\n'}))
	if seg.Kind == CopyData {
		e.Pos.Row += w.rows
	}
	var col *ColumnError
	if errors.As(err, &col) {
		e.Column, e.Err = col.Column, col.Err
	}
	return e
}

// Look hands to look the rows of a segment whose lines of the dump which wants.
// The rows of a CopyData segment that it does not want are not split. A row
// that cannot be read is passed over: it is not this function that judges it.
// Rows returns how many there were.
func (w *Rewriter) Look(seg *Segment, which func(line int64) bool, look func(*Row)) {
	if seg.Kind == Insert {
		w.lookInserts(seg, which, look)
		return
	}
	w.begin(seg)
	r := &w.row
	w.rows, w.dropped = 0, 0
	for rest := seg.Bytes; len(rest) > 0; w.rows++ {
		nl := bytes.IndexByte(rest, '\n')
		if line := seg.Pos.Line + w.rows; which(line) {
			text := bytes.TrimSuffix(rest[:nl], []byte{'\r'})
			r.reset(text)
			r.at, r.counted, r.lines = 0, 0, w.rows
			r.fields = splitCopy(r.fields, text)
			look(r)
		}
		rest = rest[nl+1:]
	}
}

// lookInserts splits all rows of a segment of INSERTs: there is no other way
// to find where one begins.
func (w *Rewriter) lookInserts(seg *Segment, which func(line int64) bool, look func(*Row)) {
	err := w.read(seg, func(r *Row) error {
		if which(r.Line()) {
			look(r)
		}
		return nil
	})
	if err != nil {
		w.rows = seg.Rows()
	}
}

// read hands the rows of a segment to each, and writes nothing.
func (w *Rewriter) read(seg *Segment, each func(*Row) error) error {
	_, err := w.Append(nil, seg, func(r *Row) error {
		err := each(r)
		r.Drop()
		return err
	})
	w.dropped = 0
	return err
}

// Plain reports whether the rows of an Insert segment are written as pg_dump writes them,
// with just as many values as the header lists or, where it lists no columns, with at most
// width (0: not known): CheckInserts, which reads more forms and takes longer, would find
// nothing. It hands the rows to look, if that is not nil, up to the first that is not so;
// Rows returns how many there were if all are.
func (w *Rewriter) Plain(seg *Segment, width int, look func(*Row)) bool {
	least, most := 0, width
	if n := len(seg.Header.Columns); n > 0 {
		least, most = n, n
	}
	return w.read(seg, func(r *Row) error {
		if n := r.Len(); n < least || n > most && most > 0 {
			return FieldCountError(n, most)
		}
		if look != nil {
			look(r)
		}
		return nil
	}) == nil
}

// Check returns an error for the first row of a CopyData segment that has not
// as many fields as its header says or, where that lists no columns, as its table
// has: want. It is for rows that are passed on unedited: it counts tabs, and splits
// rows only where their number is wrong.
func (w *Rewriter) Check(seg *Segment, want int) error {
	if seg.Header.Columns != nil {
		if want = len(seg.Header.Columns); seg.Header.OIDs {
			want++
		}
	}
	tabs := bytes.Count(seg.Bytes, []byte{'\t'})
	if want > 0 && int64(tabs) == seg.Rows()*int64(want-1) {
		return nil
	}
	_, err := w.Append(nil, seg, func(r *Row) error {
		if r.Len() != want {
			return FieldCountError(r.Len(), want)
		}
		return nil
	})
	return err
}

// FieldCountError says that a row has not as many fields as its header says.
func FieldCountError(got, want int) error {
	return fmt.Errorf("%d fields, want %d", got, want)
}
