package main

import (
	"context"
	"fmt"
	"io"
	"runtime"

	"sanitize/cmd/sanitize/internal/pipeline"
	"sanitize/dumpfmt"
	"sanitize/rules/draft"
)

// rowsJob is a batch of a dump on its way through init: what its segments with
// rows are, so that workers can look into them.
type rowsJob struct {
	batch dumpfmt.Batch
	rows  []rowsSegment
}

// rowsSegment is a segment with rows.
type rowsSegment struct {
	seg      int
	connects int
	table    dumpfmt.Name
	columns  []string
}

// rowsReader is the front of init: it learns the schema, and says whose rows
// come.
type rowsReader struct {
	scanner *dumpfmt.Scanner
	seen    *databases
	from    *foreign
	free    chan *rowsJob

	header  *dumpfmt.Header
	current rowsSegment
}

// read reads a dump to its end: its schema, and what its rows say.
func (i *initRun) read(ctx context.Context, in io.Reader, name string) ([]*database, error) {
	z, err := newReader(ctx, in, printed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer z.Close()
	r := &rowsReader{
		scanner: dumpfmt.NewScanner(z, scanning(i.flags.Partial)...),
		seen:    &databases{forms: true}, from: i.from, free: make(chan *rowsJob, 64),
	}
	first := draft.NewEvidence(i.flags.Sample)
	var all []map[int]*draft.Evidence
	newWorker := func() func(*rowsJob) (*rowsJob, error) {
		found := map[int]*draft.Evidence{}
		all = append(all, found)
		var w dumpfmt.Rewriter
		return func(j *rowsJob) (*rowsJob, error) {
			for _, s := range j.rows {
				if found[s.connects] == nil {
					found[s.connects] = first.Another()
				}
				found[s.connects].Look(&w, &j.batch.Segs[s.seg], s.table, s.columns)
			}
			return j, nil
		}
	}
	err = pipeline.Run(ctx, runtime.GOMAXPROCS(0), r.next, newWorker, func(j *rowsJob) error {
		select {
		case r.free <- j:
		default:
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, found := range all {
		i.merge(found, first)
	}
	return r.seen.end(), nil
}

// merge adds what a worker has found in the rows of each database.
func (i *initRun) merge(found map[int]*draft.Evidence, first *draft.Evidence) {
	for connects, e := range found {
		if i.rows[connects] == nil {
			i.rows[connects] = first.Another()
		}
		i.rows[connects].Merge(e)
	}
}

// next returns the next batch; at the end of the dump io.EOF.
func (r *rowsReader) next() (*rowsJob, error) {
	var j *rowsJob
	select {
	case j = <-r.free:
	default:
		j = &rowsJob{}
	}
	j.rows = j.rows[:0]
	if !r.scanner.Scan(&j.batch) {
		if err := r.scanner.Err(); err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	for n := range j.batch.Segs {
		seg := &j.batch.Segs[n]
		if err := r.seen.look(seg); err != nil {
			return nil, at(seg, err)
		}
		r.from.look(seg)
		if seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert {
			if err := r.enter(seg); err != nil {
				return nil, at(seg, err)
			}
			s := r.current
			s.seg = n
			j.rows = append(j.rows, s)
		}
	}
	return j, nil
}

// enter finds out whose rows a segment has.
func (r *rowsReader) enter(seg *dumpfmt.Segment) error {
	if seg.Header == r.header {
		return nil
	}
	schema := r.seen.list[len(r.seen.list)-1].schema
	h, err := targeted(schema, seg)
	if err != nil {
		return err
	}
	var columns []dumpfmt.Column
	if t := schema.Tables[h.Table]; t != nil {
		columns = t.Columns
	}
	r.header, r.current = seg.Header, rowsSegment{connects: seg.Session.Connects, table: h.Table, columns: fieldNames(h, columns)}
	return nil
}
