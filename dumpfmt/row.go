package dumpfmt

import (
	"bytes"
	"slices"

	"sanitize/dumpfmt/sqllex"
)

// Row is one row of COPY or INSERT. It is valid during the call of the edit
// function that it is handed to; its fields are numbered from 0, in the order
// of the dump.
type Row struct {
	src    []byte // the row's text: fields, and what stands between them
	fields []field
	std    bool // standard_conforming_strings, for literals

	seg     *Segment // that holds the row
	at      int      // where in it the row begins
	counted int      // up to where newlines were counted
	lines   int64    // that were found there

	values  []byte // decoded values that are not views of src
	dirty   bool   // a field was set
	dropped bool
	err     error // why the first value that could not be decoded could not
	errCol  int   // the field of err
}

// field is a field of a row: src[lo:hi], and its new value once it is set.
type field struct {
	lo, hi int
	val    []byte // not encoded
	form   valueForm
	edit   edit
}

// edit is what an edit function has made of a field.
type edit byte

const (
	kept edit = iota
	setValue
	setNull
)

// reset makes r an empty row over src.
func (r *Row) reset(src []byte) {
	r.src, r.fields = src, r.fields[:0]
	r.values, r.dirty, r.dropped, r.err = r.values[:0], false, false, nil
	if cap(r.values) > maxScratch {
		r.values = nil
	}
}

// maxScratch bounds the buffer that a row keeps for the next one.
const maxScratch = 1 << 20

// Len returns the number of fields.
func (r *Row) Len() int { return len(r.fields) }

// Raw returns field i as it stands in the dump, still encoded.
func (r *Row) Raw(i int) []byte {
	f := &r.fields[i]
	return r.src[f.lo:f.hi:f.hi]
}

// Value returns the decoded value of field i before any Set; ok is false for
// NULL and DEFAULT. The bytes are valid until the edit function returns and
// must not be changed. A value that cannot be decoded is reported after the
// edit function has returned; until then it is "".
//
// The values of COPY and INSERT are the same text: true and false of INSERT
// are given as t and f, B'101' as 101.
func (r *Row) Value(i int) (v []byte, ok bool) {
	f := &r.fields[i]
	raw := r.src[f.lo:f.hi:f.hi]
	switch f.form {
	case formCopy:
		return r.copyValue(i, raw)
	case formNull, formDefault:
		return nil, false
	case formTrue, formFalse:
		lo := len(r.values)
		r.values = append(r.values, raw[0]|0x20)
		return r.values[lo:len(r.values):len(r.values)], true
	case formNumber:
		return raw, true
	case formBits, formEscape:
		return r.literal(i, raw[2:len(raw)-1], f.form == formEscape), true
	default:
		return r.literal(i, raw[1:len(raw)-1], !r.std), true
	}
}

// Peek is Value for one who only looks: of a long value it gives the start
// alone, up to most bytes; a value that cannot be decoded is as good as NULL,
// and not reported.
func (r *Row) Peek(i, most int) (v []byte, ok bool) {
	err, col := r.err, r.errCol
	r.err = nil
	if f := &r.fields[i]; f.form == formCopy && f.hi-f.lo > most {
		v, ok = r.copyValue(i, cutCopy(r.src[f.lo:f.lo+most]))
	} else {
		v, ok = r.Value(i)
	}
	if r.err != nil {
		v, ok = nil, false
	}
	r.err, r.errCol = err, col
	return v[:min(len(v), most)], ok
}

// cutCopy takes the start of an escape from the end of a field that was cut.
func cutCopy(raw []byte) []byte {
	return bytes.TrimRight(raw, `\`)
}

func (r *Row) copyValue(i int, raw []byte) ([]byte, bool) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw, true
	}
	if string(raw) == copyNull {
		return nil, false
	}
	lo := r.room(len(raw), (bytes.Count(raw, backslash)+1)/2)
	var err error
	if r.values, err = AppendCopyDecoded(r.values, raw); err != nil {
		return r.fail(i, err), true
	}
	return r.values[lo:len(r.values):len(r.values)], true
}

// literal returns the value of what stands between the quotes of a literal.
func (r *Row) literal(i int, body []byte, escapes bool) []byte {
	if bytes.IndexByte(body, '\'') < 0 && (!escapes || bytes.IndexByte(body, '\\') < 0) {
		return body
	}
	lo := r.room(len(body), bytes.Count(body, quote)/2)
	var ok bool
	if r.values, ok = sqllex.AppendUnquoted(r.values, body, escapes); !ok {
		return r.fail(i, errEscape)
	}
	return r.values[lo:len(r.values):len(r.values)]
}

// room makes room for the value of n bytes that holds so many escapes, of two
// bytes at least, and returns where it will begin. A giant one has a buffer of its
// own and of its size: growing by steps, it would cost twice as much.
func (r *Row) room(n, escapes int) int {
	if n > maxScratch {
		r.values = make([]byte, 0, n-escapes)
	}
	return len(r.values)
}

// fail takes note that field i cannot be decoded and returns the value "".
func (r *Row) fail(i int, err error) []byte {
	if r.err == nil {
		r.err, r.errCol = err, i
	}
	return []byte{}
}

// apply edits the row. It returns the error of edit, or why a value could not be
// decoded, which names the column if the header lists it.
func (r *Row) apply(edit func(*Row) error) error {
	if err := edit(r); err != nil {
		return err
	}
	h, i := r.seg.Header, r.errCol
	if h.OIDs {
		i--
	}
	if r.err == nil || i < 0 || i >= len(h.Columns) {
		return r.err
	}
	return &ColumnError{Column: h.Columns[i], Err: r.err}
}

// IsDefault reports whether field i is the word DEFAULT of an INSERT.
func (r *Row) IsDefault(i int) bool { return r.fields[i].form == formDefault }

// Set gives field i the value v, which must not change until the row has been
// written: before the next call of the edit function, or the end of Append.
func (r *Row) Set(i int, v []byte) {
	f := &r.fields[i]
	f.val, f.edit, r.dirty = v, setValue, true
}

// SetNull makes field i NULL.
func (r *Row) SetNull(i int) {
	r.fields[i].edit, r.dirty = setNull, true
}

// Edited reports whether field i was set.
func (r *Row) Edited(i int) bool { return r.fields[i].edit != kept }

// Dropped reports whether the row was dropped.
func (r *Row) Dropped() bool { return r.dropped }

// Line returns the line of the dump in which the row begins. It is counted
// when it is asked for.
func (r *Row) Line() int64 {
	r.lines += int64(bytes.Count(r.seg.Bytes[r.counted:r.at], []byte{'\n'}))
	r.counted = r.at
	return r.seg.Pos.Line + r.lines
}

// Size returns the length of the row as it stands in the dump.
func (r *Row) Size() int { return len(r.src) }

// Forget lets go of the buffer of decoded values, for a row so large that it
// counts. Values that were handed out stay as they are.
func (r *Row) Forget() { r.values = nil }

// Drop makes the row vanish from the dump: its line of COPY; of an INSERT its
// brackets with the comma beside them, and the whole statement with its newline
// if no other row of it is left.
func (r *Row) Drop() { r.dropped = true }

// append appends the row to dst: what was set anew, the rest as it stood.
func (r *Row) append(dst []byte) []byte {
	if !r.dirty {
		return append(dst, r.src...)
	}
	if len(r.src) > maxScratch {
		dst = slices.Grow(dst, r.written())
	}
	lo := 0
	for i := range r.fields {
		f := &r.fields[i]
		if f.edit == kept {
			continue
		}
		dst = append(dst, r.src[lo:f.lo]...)
		lo = f.hi
		switch {
		case f.edit == setValue && f.form == formCopy:
			dst = AppendCopyText(dst, f.val)
		case f.edit == setValue:
			dst = appendValue(dst, f.val, f.form, r.std)
		case f.form == formCopy:
			dst = append(dst, copyNull...)
		default:
			dst = append(dst, "NULL"...)
		}
	}
	return append(dst, r.src[lo:]...)
}

var (
	backslash = []byte{'\\'}
	quote     = []byte{'\''}
)

// written returns how many bytes the row will have, or a few more.
func (r *Row) written() int {
	n := len(r.src)
	for i := range r.fields {
		f := &r.fields[i]
		if f.edit == kept {
			continue
		}
		n += len(f.val) - (f.hi - f.lo) + len("E''")
		if f.form == formCopy {
			n += copyEscapes(f.val)
		} else {
			n += bytes.Count(f.val, quote) + bytes.Count(f.val, backslash)
		}
	}
	return max(n, 0)
}
