package main

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules"
)

// worker edits the rows of batches. Each has buffers of its own.
type worker struct {
	rewriter dumpfmt.Rewriter
	scratch  rules.Scratch
}

// maxSpare bounds the output buffer that a job keeps, in bytes.
const maxSpare = 4 * dumpfmt.DefaultBatchSize

// work fills in what takes the batch's place. A batch whose rows are all
// passed on is not copied.
func (w *worker) work(j *job) (*job, error) {
	j.edited, j.runs = len(j.outside) > 0, j.runs[:0]
	j.tally.Reset()
	for i, plan := range j.plans {
		seg := &j.batch.Segs[i]
		j.edited = j.edited || plan != nil
		if plan == nil && seg.Header != nil {
			j.count(seg, nil, seg.Rows())
		}
	}
	if !j.edited {
		return j, nil
	}
	if cap(j.out) > maxSpare {
		j.out = nil
	}
	j.out = slices.Grow(j.out[:0], len(j.batch.Buf)+len(j.batch.Buf)/8)
	w.scratch.Tally, j.tally = j.tally, w.scratch.Tally
	defer func() { w.scratch.Tally, j.tally = j.tally, w.scratch.Tally }()
	next := j.outside
	for i, plan := range j.plans {
		seg := &j.batch.Segs[i]
		if len(next) > 0 && next[0].seg == i {
			if err := next[0].apply(j, seg); err != nil {
				return nil, err
			}
			next = next[1:]
			continue
		}
		if plan == nil || seg.Kind == dumpfmt.CopyBegin {
			j.out = append(j.out, seg.Bytes...)
			continue
		}
		if err := w.edit(j, seg, plan); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// edit appends the masked rows of seg to the job's output.
func (w *worker) edit(j *job, seg *dumpfmt.Segment, plan *rules.TablePlan) (err error) {
	j.out, err = w.rewriter.Append(j.out, seg, func(r *dumpfmt.Row) error {
		return plan.Apply(r, &w.scratch)
	})
	j.count(seg, plan, w.rewriter.Rows())
	return err
}

// count counts the rows of seg.
func (j *job) count(seg *dumpfmt.Segment, plan *rules.TablePlan, rows int64) {
	table := tableKey{seg.Session.Connects, seg.Header.Table}
	if n := len(j.runs); n > 0 && j.runs[n-1].table == table && j.runs[n-1].plan == plan {
		j.runs[n-1].rows += rows
		return
	}
	j.runs = append(j.runs, rowRun{table, plan, rows})
}
