package main

import (
	"context"
	"fmt"
	"io"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// database is what a dump says of one database: the schema, and in which forms
// rows come.
type database struct {
	connects int // how many \connect came before
	schema   *dumpfmt.Schema
	encoding string // the last client_encoding
	blocks   []block
}

// block is a form in which rows of a table come.
type block struct {
	header   *dumpfmt.Header
	encoding string
	pos      dumpfmt.Pos
}

// readDatabases reads a dump to its end without a look at its rows: the
// constraints come after them. It hands the segments on to also. name is for
// errors.
func readDatabases(ctx context.Context, r io.Reader, name string, partial bool, also func(*dumpfmt.Segment) error) ([]*database, error) {
	var opts []dumpfmt.Option
	if partial {
		opts = append(opts, dumpfmt.Partial())
	}
	d := &databases{}
	err := eachSegment(ctx, r, name, func(seg *dumpfmt.Segment) error {
		if err := d.look(seg); err != nil {
			return err
		}
		return also(seg)
	}, opts...)
	return d.list, err
}

// eachSegment hands the segments of a dump, compressed or not, to look. name is
// for errors.
func eachSegment(ctx context.Context, r io.Reader, name string, look func(*dumpfmt.Segment) error, opts ...dumpfmt.Option) error {
	z, err := newReader(ctx, r, printed)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer z.Close()
	s := dumpfmt.NewScanner(z, opts...)
	var b dumpfmt.Batch
	for s.Scan(&b) {
		for i := range b.Segs {
			if err := look(&b.Segs[i]); err != nil {
				return fmt.Errorf("%s: %w", name, at(&b.Segs[i], err))
			}
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// databases gathers what segments say.
type databases struct {
	list []*database
	last *dumpfmt.Header
}

func (d *databases) look(seg *dumpfmt.Segment) error {
	n := len(d.list)
	if n == 0 || d.list[n-1].connects != seg.Session.Connects {
		d.list = append(d.list, &database{connects: seg.Session.Connects, schema: dumpfmt.NewSchema()})
		n++
	}
	db := d.list[n-1]
	db.encoding = seg.Session.Encoding
	switch seg.Kind {
	case dumpfmt.SQL:
		_, _, err := ddl.Apply(db.schema, seg.Bytes, seg.Session)
		return err
	case dumpfmt.CopyBegin, dumpfmt.Insert:
		if seg.Header != d.last {
			d.last = seg.Header
			db.blocks = append(db.blocks, block{seg.Header, seg.Session.Encoding, seg.Pos})
		}
	}
	return nil
}
