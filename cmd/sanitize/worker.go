package main

import (
	"runtime/debug"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
	"sanitize/rules/statements"
)

// worker edits the rows of batches. Each has buffers of its own.
type worker struct {
	rewriter dumpfmt.Rewriter
	scratch  rows.Scratch
	outside  *policy.Outside
	literals statements.LiteralScanner
	book     *book // what the report counts of rows; nil without one
}

// giant is the size from which on a row's buffers are given back at once: the
// collector might come too late.
const giant = 4 << 20

// work fills in what takes the batch's place. A batch whose rows are all
// passed on is not copied.
func (w *worker) work(j *job) (*job, error) {
	j.literals, j.databases = j.literals[:0], j.databases[:0]
	j.tally.Reset()
	w.scratch.Tally, j.tally = j.tally, w.scratch.Tally
	defer func() {
		w.scratch.Tally, j.tally = j.tally, w.scratch.Tally
		if len(j.batch.Buf) > giant {
			w.rewriter, w.scratch = dumpfmt.Rewriter{}, rows.Scratch{Tally: w.scratch.Tally}
		}
	}()
	j.edited = len(j.outside) > 0 || slices.ContainsFunc(j.blocks, rowBlock.changes)
	if j.out = j.out[:0]; j.edited && len(j.batch.Buf) <= giant { // else each row asks for its room
		j.out = slices.Grow(j.out, len(j.batch.Buf)+len(j.batch.Buf)/8)
	}
	outside := j.outside
	for i := range j.blocks {
		seg := &j.batch.Segs[i]
		var edit *outsideEdit
		if len(outside) > 0 && outside[0].seg == i {
			edit, outside = &outside[0], outside[1:]
		}
		if err := w.statement(j, seg, edit); err != nil {
			return nil, err
		}
		if edit != nil {
			continue
		}
		if err := w.segment(j, seg, &j.blocks[i]); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// segment edits a segment, or passes it on.
func (w *worker) segment(j *job, seg *dumpfmt.Segment, b *rowBlock) error {
	isRows := seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert
	switch {
	case isRows && b.Drop:
		n := seg.Rows()
		j.count(&w.scratch.Tally, seg, b, n, n)
		return nil
	case isRows && b.Mask != nil:
		return w.edit(j, seg, b)
	}
	if j.edited {
		j.out = append(j.out, seg.Bytes...)
	}
	if isRows {
		w.book.rows(seg, seg.Bytes, b)
	}
	if seg.Kind == dumpfmt.Insert {
		return w.inserts(j, seg, b)
	}
	width := 0
	if b.Block != nil {
		n := seg.Rows()
		if isRows && b.Look != nil {
			n = w.look(seg, b)
		}
		j.count(&w.scratch.Tally, seg, b, n, 0)
		width = b.Width
	}
	// The columns were found to need no mask: there must be no others.
	if isRows {
		return w.rewriter.Check(seg, width)
	}
	return nil
}

// inserts looks at INSERTs that are passed on, counts and checks them. Those with
// expressions among their values cannot be looked at row by row, and are as what stands
// outside of rows.
func (w *worker) inserts(j *job, seg *dumpfmt.Segment, b *rowBlock) error {
	width := 0
	var look func(*dumpfmt.Row)
	if b.Block != nil {
		width = b.Width
		if b.Look != nil {
			look = func(r *dumpfmt.Row) {
				if b.wants(r.Line()) {
					b.LookAt(r, &w.scratch)
				}
			}
		}
	}
	simple := w.rewriter.Plain(seg, width, look)
	if b.Block != nil {
		n := w.rewriter.Rows()
		if !simple {
			n = seg.Rows()
		}
		j.count(&w.scratch.Tally, seg, b, n, 0)
	}
	if simple {
		return nil
	}
	plain, err := seg.CheckInserts(width)
	if err != nil || plain {
		return err
	}
	j.literals, err = w.literals.Append(j.literals, w.outside, seg.Bytes, seg.Pos.Line, seg.Session)
	return err
}

// look looks at the rows of seg, which are all kept, and returns how many there
// are.
func (w *worker) look(seg *dumpfmt.Segment, b *rowBlock) int64 {
	w.rewriter.Look(seg, b.wants, func(r *dumpfmt.Row) { b.LookAt(r, &w.scratch) })
	return w.rewriter.Rows()
}

// edit appends the masked rows of seg to the job's output.
func (w *worker) edit(j *job, seg *dumpfmt.Segment, b *rowBlock) (err error) {
	begun := len(j.out)
	j.out, err = w.rewriter.Append(j.out, seg, func(r *dumpfmt.Row) error {
		err := b.Apply(r, &w.scratch)
		if err == nil && b.Look != nil && b.wants(r.Line()) {
			b.LookAt(r, &w.scratch)
		}
		if r.Size() > giant {
			r.Forget()
			debug.FreeOSMemory()
		}
		return err
	})
	j.count(&w.scratch.Tally, seg, b, w.rewriter.Rows(), w.rewriter.Dropped())
	if err == nil {
		w.book.rows(seg, j.out[begun:], b)
	}
	return err
}

// statement applies edit, if it is not nil, to a segment outside of rows and
// looks for literals in what is written of it. It does nothing to rows.
func (w *worker) statement(j *job, seg *dumpfmt.Segment, edit *outsideEdit) (err error) {
	text := seg.Bytes
	if edit != nil {
		begun := len(j.out)
		if j.out, err = edit.append(j.out, seg); err != nil {
			return err
		}
		text = j.out[begun:]
	}
	switch seg.Kind {
	case dumpfmt.SQL, dumpfmt.Meta, dumpfmt.Space:
		j.literals, err = w.literals.Append(j.literals, w.outside, text, seg.Pos.Line, seg.Session)
	}
	return err
}
