package main

import (
	"bytes"

	"sanitize/cmd/sanitize/internal/report"
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

// outside notes what is to be done to segment i of j. It runs in the source,
// because only that knows what came before the batch.
func (s *source) outside(j *job, i int) {
	seg := &j.batch.Segs[i]
	e := outsideEdit{seg: i, line: seg.Pos.Line}
	switch {
	case seg.Kind == dumpfmt.SQL:
		e.edit = statements.NewEdit(s.policy.Outside(), seg.Bytes, seg.Session)
		s.vanished = e.edit.Vanishes()
		if !e.edit.Nothing() {
			j.outside = append(j.outside, e)
		}
		return
	case s.vanished && seg.Kind == dumpfmt.Space:
		j.outside = append(j.outside, e)
	}
	s.vanished = false
}

// apply appends what takes the place of seg to the job's output.
func (e *outsideEdit) apply(j *job, seg *dumpfmt.Segment) (err error) {
	if seg.Kind == dumpfmt.Space {
		j.out = append(j.out, withoutNewline(seg.Bytes)...)
		return nil
	}
	j.out, e.count, err = e.edit.Append(j.out, seg.Bytes, seg.Session)
	return at(seg, err)
}

// withoutNewline returns b without the newline that it begins with.
func withoutNewline(b []byte) []byte {
	if rest, ok := bytes.CutPrefix(b, []byte("\r\n")); ok {
		return rest
	}
	return bytes.TrimPrefix(b, []byte("\n"))
}

// addOutside adds what was done to a statement to the report.
func (s *sink) addOutside(e *outsideEdit) {
	if e.count == 0 {
		return
	}
	key := e.edit.Key.String()
	for i := range s.outer {
		if s.outer[i].Key == key {
			s.outer[i].Count += int64(e.count)
			return
		}
	}
	s.outer = append(s.outer, report.Outside{Key: key, Done: e.edit.Done(), Count: int64(e.count), Line: e.line})
}
