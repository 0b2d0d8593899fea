package main

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/statements"
)

// worker edits the rows of batches. Each has buffers of its own.
type worker struct {
	rewriter dumpfmt.Rewriter
	scratch  bind.Scratch
	outside  *policy.Outside
	literals statements.LiteralScanner
}

// maxSpare bounds the output buffer that a job keeps, in bytes.
const maxSpare = 4 * dumpfmt.DefaultBatchSize

// maxSlack bounds the room for masked values that are longer than what they
// replace: a giant row must not cost an eighth more.
const maxSlack = 1 << 20

// work fills in what takes the batch's place. A batch whose rows are all
// passed on is not copied.
func (w *worker) work(j *job) (*job, error) {
	j.runs, j.literals = j.runs[:0], j.literals[:0]
	j.tally.Reset()
	w.scratch.Tally, j.tally = j.tally, w.scratch.Tally
	defer func() { w.scratch.Tally, j.tally = j.tally, w.scratch.Tally }()
	j.edited = len(j.outside) > 0 ||
		slices.ContainsFunc(j.plans, func(p *bind.TablePlan) bool { return p != nil })
	if cap(j.out) > maxSpare {
		j.out = nil
	}
	if j.edited {
		j.out = slices.Grow(j.out[:0], len(j.batch.Buf)+min(len(j.batch.Buf)/8, maxSlack))
	}
	outside := j.outside
	for i, plan := range j.plans {
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
		if err := w.segment(j, seg, plan, j.kept[i]); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// segment edits a segment, or passes it on.
func (w *worker) segment(j *job, seg *dumpfmt.Segment, plan *bind.TablePlan, kept keptRows) error {
	if seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert {
		switch {
		case plan != nil && plan.Drops():
			rows := seg.Rows()
			j.count(seg, plan, nil, rows, rows)
			return nil
		case plan != nil:
			return w.edit(j, seg, plan, kept)
		}
	}
	if j.edited {
		j.out = append(j.out, seg.Bytes...)
	}
	if seg.Header != nil {
		j.count(seg, plan, kept.plan, w.look(seg, kept), 0)
	}
	if seg.Kind == dumpfmt.CopyData {
		// The columns were found to need no mask: there must be no others.
		return w.rewriter.Check(seg)
	}
	return nil
}

// look looks at the rows of seg, which are all kept, and returns how many there
// are.
func (w *worker) look(seg *dumpfmt.Segment, kept keptRows) int64 {
	if kept.plan == nil || seg.Kind != dumpfmt.CopyData && seg.Kind != dumpfmt.Insert {
		return seg.Rows()
	}
	w.rewriter.Look(seg, func(line int64) bool { return kept.plan.Wants(line - kept.first) }, func(r *dumpfmt.Row) {
		kept.plan.Look(r, &w.scratch)
	})
	return w.rewriter.Rows()
}

// edit appends the masked rows of seg to the job's output.
func (w *worker) edit(j *job, seg *dumpfmt.Segment, plan *bind.TablePlan, kept keptRows) (err error) {
	j.out, err = w.rewriter.Append(j.out, seg, func(r *dumpfmt.Row) error {
		err := plan.Apply(r, &w.scratch)
		if err == nil && kept.plan != nil && kept.plan.Wants(r.Line()-kept.first) {
			kept.plan.Look(r, &w.scratch)
		}
		return err
	})
	j.count(seg, plan, kept.plan, w.rewriter.Rows(), w.rewriter.Dropped())
	return err
}

// count counts the rows of seg, and those of them that were dropped.
func (j *job) count(seg *dumpfmt.Segment, plan *bind.TablePlan, kept *bind.KeptPlan, rows, dropped int64) {
	table := tableKey{seg.Session.Connects, seg.Header.Table}
	if n := len(j.runs); n > 0 && j.runs[n-1].table == table && j.runs[n-1].plan == plan && j.runs[n-1].kept == kept {
		j.runs[n-1].rows += rows
		j.runs[n-1].dropped += dropped
		return
	}
	j.runs = append(j.runs, rowRun{table, plan, kept, rows, dropped})
}
