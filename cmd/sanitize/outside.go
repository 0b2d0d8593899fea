package main

import (
	"bytes"

	"sanitize/dumpfmt"
	"sanitize/rules/statements"
)

// outsideEdit is what is done to a segment outside of rows: to a statement, or
// to the white space after one that vanishes.
type outsideEdit struct {
	seg  int // in the job's batch
	edit statements.Edit

	line  int64 // of the statement
	count int   // what the worker has found in it
}

// append appends what takes the place of seg to dst.
func (e *outsideEdit) append(dst []byte, seg *dumpfmt.Segment) (out []byte, err error) {
	if seg.Kind == dumpfmt.Space {
		return append(dst, withoutNewline(seg.Bytes)...), nil
	}
	out, e.count, err = e.edit.Append(dst, seg.Bytes, seg.Session)
	return out, at(seg, err)
}

// withoutNewline returns b without the newline that it begins with.
func withoutNewline(b []byte) []byte {
	if rest, ok := bytes.CutPrefix(b, []byte("\r\n")); ok {
		return rest
	}
	return bytes.TrimPrefix(b, []byte("\n"))
}
