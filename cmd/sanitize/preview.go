package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/archive"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// previewRun is one run of preview: the front of the filter decides, and the
// first rows of each table are masked here, each with what it was.
//
//	preview    opens, collects, prints
//	collect    segments, until every table has rows enough
//	take       the first rows of a segment, before and after
type previewRun struct {
	*environment
	flags  *previewFlags
	policy *policy.Policy
	salt   *salt
	pick   *policy.Selection
	known  *knowledge

	source   *source
	marks    *policy.Marks
	cluster  bool // the dump is one of pg_dumpall: another database may follow
	tables   []*previewTable
	byKey    map[tableKey]*previewTable
	current  *previewTable
	rewriter dumpfmt.Rewriter
	scratch  rows.Scratch
}

// previewTable is a table with its first rows.
type previewTable struct {
	key     tableKey
	columns []string
	masked  []bool
	rows    []previewRow
	done    bool // the dump has begun with another
}

// previewRow is a row before and after.
type previewRow struct {
	before, after []previewValue
	gone          bool // a rule drops it, and nothing comes after
}

// previewValue is a field.
type previewValue struct {
	text []byte
	null bool
}

// preview shows rows before and after.
func (env *environment) preview(ctx context.Context, flags *previewFlags) error {
	env.piped = flags.Input == "-"
	p := &previewRun{environment: env, flags: flags, byKey: map[tableKey]*previewTable{}}
	if err := p.prepare(ctx); err != nil {
		return usageError(err, "")
	}
	in, err := p.open(ctx)
	if err != nil {
		return usageError(err, "")
	}
	defer in.Close()
	if err := p.collect(ctx, in); err != nil {
		var wrong *policy.Error
		if errors.As(err, &wrong) {
			return usageError(err, "")
		}
		return err
	}
	if p.source.unsure {
		p.note("the keys behind the rows are not read, for the first rows come sooner without: where they ask for another mask, a run has it; --schema with the dump, or with its schema, shows it")
	}
	return p.show()
}

// prepare reads what the command line names, and refuses to write originals
// where somebody may find them.
func (p *previewRun) prepare(ctx context.Context) (err error) {
	if !isTerminal(p.stdout) && !p.flags.YesOriginals {
		return &userError{
			err:  errors.New("standard output is no terminal, and preview writes values as they are in the dump"),
			hint: "--yes-originals writes them into a pipe or a file all the same",
		}
	}
	if p.flags.Rows < 1 {
		return errors.New("--rows wants a number of rows, at least 1")
	}
	if p.pick, err = policy.NewSelection(p.flags.Table, nil); err != nil {
		return errors.New(strings.Replace(err.Error(), "--data", "--table", 1))
	}
	if p.policy, err = p.readPolicy(p.flags.Policy); err != nil {
		return err
	}
	if p.salt, err = p.environment.salt(p.flags.SaltFile, p.policy); err != nil {
		return err
	}
	p.known, err = p.newKnowledge(ctx, p.flags.Schema, nil)
	p.known.partial, p.known.hasty = p.flags.Partial, true
	return err
}

// open opens the dump. Where nothing can be decided without what comes after the
// rows, the front of the filter reads a file through once before. An archive tells
// it in its table of contents.
func (p *previewRun) open(ctx context.Context) (io.ReadCloser, error) {
	var packed *archive.Archive
	text := func(a *archive.Archive) (io.Reader, error) {
		packed = a
		return printed(a)
	}
	in := io.NopCloser(p.stdin)
	if p.flags.Input != "-" {
		var file *os.File
		var err error
		if in, file, err = openDump(p.flags.Input, text); err != nil {
			return nil, err
		}
		p.known.again = rereadable(file, p.flags.Input)
	} else if isTerminal(p.stdin) {
		return nil, errors.New("standard input is a terminal, want a dump: sanitize preview -p policy.toml dump.sql")
	}
	r, err := newReader(ctx, in, text)
	if err == nil && packed != nil {
		err = p.known.contents(ctx, packed.Definitions())
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return r, nil
}

// collect takes rows until there are enough.
func (p *previewRun) collect(ctx context.Context, in io.Reader) error {
	p.marks = p.policy.NewMarks(p.pick)
	// Rules that match nothing are for check and the filter to tell.
	p.source = newSource(ctx, in, p.policy, bind.Options{Key: p.salt.key, Marks: p.policy.NewMarks(nil), Partial: true}, p.known)
	for !p.enough() {
		j, err := p.source.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		err = p.job(j)
		p.source.recycle(j)
		if err != nil {
			return err
		}
	}
	return nil
}

// job takes what is wanted of a batch.
func (p *previewRun) job(j *job) error {
	for i := range j.blocks {
		seg := &j.batch.Segs[i]
		if seg.Kind == dumpfmt.Space && bytes.Contains(seg.Bytes, []byte("PostgreSQL database cluster dump")) {
			p.cluster = true
		}
		if j.blocks[i].Block != nil {
			if err := p.segment(seg, j.blocks[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// segment takes what is wanted of a segment with rows, or before them.
func (p *previewRun) segment(seg *dumpfmt.Segment, b rowBlock) error {
	key := tableKey{seg.Session.Connects, b.Table}
	t := p.byKey[key]
	if t == nil {
		t = &previewTable{key: key, columns: p.columns(seg.Header, b)}
		t.masked = maskedFields(b.Block, len(t.columns))
		p.byKey[key] = t
		if p.wanted(b.Table) {
			p.tables = append(p.tables, t)
		} else {
			t.done = true
		}
	}
	if p.current != nil && p.current != t {
		p.current.done = true
	}
	p.current = t
	if n := p.flags.Rows - len(t.rows); !t.done && n > 0 && (seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert) {
		return p.take(t, seg, b, n)
	}
	return nil
}

// wanted reports whether a table is one of --table.
func (p *previewRun) wanted(name dumpfmt.Name) bool {
	return p.marks.Selected([]dumpfmt.Name{name})
}

// columns returns the names of a block's fields.
func (p *previewRun) columns(h *dumpfmt.Header, b rowBlock) []string {
	var columns []dumpfmt.Column
	if t := p.source.schema.Tables[b.Table]; t != nil {
		columns = t.Columns
	}
	names := fieldNames(h, columns)
	if h.OIDs {
		names[0] = "oid"
	}
	return names
}

// maskedFields reports for each field whether a mask is for it.
func maskedFields(b *rows.Block, n int) []bool {
	list := make([]bool, n)
	if b.Mask == nil {
		return list
	}
	mark := func(fields []rows.Field) {
		for _, f := range fields {
			if f.Index < n {
				list[f.Index] = true
			}
		}
	}
	mark(b.Mask.Fields)
	for i := range b.Mask.Rules {
		mark(b.Mask.Rules[i].Fields)
	}
	return list
}

// enough reports whether no table wants rows that may still come: each has had
// its first, or the dump is behind it.
func (p *previewRun) enough() bool {
	s := p.source
	if !s.bound || p.cluster || len(s.schema.Tables) == 0 {
		return false
	}
	for name, t := range s.schema.Tables {
		if t.Partitioning != nil && p.byKey[tableKey{s.connects, name}] == nil || !p.wanted(name) {
			continue
		}
		if seen := p.byKey[tableKey{s.connects, name}]; seen == nil || !seen.done && len(seen.rows) < p.flags.Rows {
			return false
		}
	}
	return true
}

// take takes the first n rows of a segment.
func (p *previewRun) take(t *previewTable, seg *dumpfmt.Segment, b rowBlock, n int) error {
	few := *seg
	if seg.Kind == dumpfmt.CopyData {
		few.Bytes = firstLines(seg.Bytes, n)
	}
	var taken []previewRow
	out, err := p.rewriter.Append(nil, &few, func(r *dumpfmt.Row) error {
		row := previewRow{before: valuesOf(r)}
		if b.Drop {
			r.Drop()
		} else if b.Mask != nil {
			if err := b.Apply(r, &p.scratch); err != nil {
				return err
			}
		}
		row.gone = r.Dropped()
		taken = append(taken, row)
		return nil
	})
	if err != nil {
		return err
	}
	few.Bytes = out
	i := 0
	var again dumpfmt.Rewriter
	again.Look(&few, func(int64) bool { return true }, func(r *dumpfmt.Row) {
		for i < len(taken) && taken[i].gone {
			i++
		}
		if i < len(taken) {
			taken[i].after = valuesOf(r)
			i++
		}
	})
	t.rows = append(t.rows, taken[:min(n, len(taken))]...)
	return nil
}

// firstLines returns the first n lines of b.
func firstLines(b []byte, n int) []byte {
	end := 0
	for range n {
		i := bytes.IndexByte(b[end:], '\n')
		if i < 0 {
			return b
		}
		end += i + 1
	}
	return b[:end]
}

// valuesOf returns copies of a row's values.
func valuesOf(r *dumpfmt.Row) []previewValue {
	list := make([]previewValue, r.Len())
	for i := range list {
		v, ok := r.Value(i)
		list[i] = previewValue{text: bytes.Clone(v), null: !ok}
	}
	return list
}

// show prints the tables.
func (p *previewRun) show() error {
	if len(p.tables) == 0 && len(p.flags.Table) > 0 {
		return usageError(fmt.Errorf("no table with rows is named by --table %s", strings.Join(p.flags.Table, ", ")), "")
	}
	switch p.flags.Format {
	case "json":
		return p.printJSON(map[string]any{"tables": p.shown()})
	case "html":
		return p.showHTML()
	}
	return p.showText()
}
