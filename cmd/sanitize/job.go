package main

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/rows"
	"sanitize/rules/statements"
)

// job is a batch on its way through the filter. Exactly one goroutine owns it
// at a time: source, worker, sink, and source again.
type job struct {
	batch  dumpfmt.Batch
	blocks []rowBlock // by segment
	held   bool       // no policy is bound yet: it must not be written
	weight int        // its part of the load
	part   int        // of an archive that is read in parts, from 1; else 0

	// outside are the segments outside of rows that change, in their order.
	outside []outsideEdit

	literals []statements.Literal // found in what is outside of rows

	out       []byte // what takes the batch's place, if edited
	edited    bool
	tally     rows.Tally // of the rows
	databases []int      // by block of the tally: how many \connect came before
}

// result is what takes the batch's place.
func (j *job) result() []byte {
	if j.edited {
		return j.out
	}
	return j.batch.Buf
}

// maxSpare bounds each buffer that a job keeps, in bytes.
const maxSpare = 4 * dumpfmt.DefaultBatchSize

// forget lets go of what a giant row has left.
func (j *job) forget() {
	if cap(j.batch.Buf) > maxSpare {
		j.batch = dumpfmt.Batch{}
	}
	if cap(j.out) > maxSpare {
		j.out = nil
	}
}

// rowBlock says what to do with the rows of a segment.
type rowBlock struct {
	*rows.Block       // nil: it has no rows
	first       int64 // the line of the block's first row
}

// changes reports whether rows may come out different, or not at all. Of rows
// there is more than their data: COPY's header has the block, too.
func (b rowBlock) changes() bool { return b.Block != nil && (b.Drop || b.Mask != nil) }

// wants reports whether a row is looked at, by its line.
func (b *rowBlock) wants(line int64) bool { return b.Look.Wants(line - b.first) }

// truncate leaves the first n segments in the job's batch.
func (j *job) truncate(n int) {
	size := 0
	for i := range n {
		size += len(j.batch.Segs[i].Bytes)
	}
	j.batch.Segs, j.batch.Buf = j.batch.Segs[:n], j.batch.Buf[:size]
	j.blocks = j.blocks[:n]
	j.outside = slices.DeleteFunc(j.outside, func(e outsideEdit) bool { return e.seg >= n })
}

// count counts rows of a block, and those of them that were dropped.
func (j *job) count(t *rows.Tally, seg *dumpfmt.Segment, b *rowBlock, n, dropped int64) {
	t.Count(b.Block, n, dropped)
	if len(j.databases) < len(t.Blocks()) {
		j.databases = append(j.databases, seg.Session.Connects)
	}
}

// tableKey is a table of one of the databases of a dump.
type tableKey struct {
	connects int
	name     dumpfmt.Name
}
