package main

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"sanitize/cmd/sanitize/internal/pipeline"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/archive"
	"sanitize/dumpfmt/stray"
)

// An archive that can be read in parts becomes a directory by several tables at
// once. What the definitions say is learnt once; then each part has a goroutine
// that decompresses and scans its data, and one that compresses what became of
// it. In between all go through the one pipeline, whose workers so share a table
// that is larger than all others.
//
//	parts       the front: hands out the jobs of all parts
//	partSinks   the end: hands what became of them to their writers

// maxParts is how many tables are under way at once. It is the same for few
// workers as for one, so that they do the same in the same order.
const maxParts = 4

// openParts divides the archive, where that can be, and returns the text of its
// definitions; else that of all of it.
func (f *filterRun) openParts(a *archive.Archive) (text io.Reader, err error) {
	if f.flags.Format == directoryFormat {
		f.parts, err = a.Parts(max(maxParts, f.jobs()))
	}
	if err != nil || f.parts == nil {
		return a.Transfer(f.marks), err
	}
	return a.TransferDefinitions(f.marks), nil
}

// divide has the source and the sink go on with the parts when the definitions
// have passed. What it returns ends what is still running.
func (f *filterRun) divide() (end func()) {
	ctx, stop := context.WithCancel(f.source.ctx)
	f.source.openParts = func() *parts { return newParts(ctx, f.source, f.parts, f.marks) }
	f.sink.openParts = func() ([]*archive.Writer, error) { return f.packed.Parts(f.parts) }
	return func() {
		stop()                   // who is in a read ends after it
		_ = f.sink.parts.close() // what has failed before says more
	}
}

// parts hands out the jobs of several sources in an order that follows from the
// input alone: the next is that of the part of which the smallest share has come,
// so that all end at about the same time.
type parts struct{ readers []*partReader }

// errNotData is about a command in the data of an archive which changes what is
// known of the other tables.
var errNotData = errors.New("a command that is not about rows, in the data of an archive")

// part returns a source of a part, which shares with the dump's what was learnt
// from the definitions.
func (s *source) part(ctx context.Context, number int, lock *sync.Mutex, r io.Reader) *source {
	part := *s
	part.ctx = ctx
	part.scanner = dumpfmt.NewScanner(r)
	part.number, part.lock, part.openParts = number, lock, nil
	part.header, part.current, part.entered = nil, rowBlock{}, map[dumpfmt.Name]bool{}
	part.stray, part.vanished = stray.Finder{}, false
	return &part
}

// beginParts goes on with the first job of a part.
func (s *source) beginParts() (*job, error) {
	if s.binder == nil {
		if err := s.bind(nil); err != nil {
			return nil, err
		}
	}
	s.bound = true
	s.parts = s.openParts()
	return s.nextOfParts()
}

func (s *source) nextOfParts() (*job, error) {
	j, err := s.parts.next(s.ctx)
	if err == io.EOF {
		err = s.end()
	}
	return j, err
}

// partReader reads a part ahead of the pipeline.
type partReader struct {
	source *source
	weight int64 // of the part
	pulled int64 // bytes of its text
	over   bool
	ready  chan scanned
}

type scanned struct {
	job *job
	err error
}

// newParts begins to read the parts of an archive, the definitions of which main
// has seen. That ends with ctx.
func newParts(ctx context.Context, main *source, list []*archive.Archive, marks *archive.Marks) *parts {
	p := &parts{}
	lock := new(sync.Mutex)
	for i, a := range list {
		r := &partReader{source: main.part(ctx, i+1, lock, a.TransferData(marks)), weight: a.Weight(), ready: make(chan scanned)}
		p.readers = append(p.readers, r)
		go func() {
			defer a.Close()
			r.run(ctx)
		}()
	}
	return p
}

// run scans until the end of the part, an error, or the end of ctx.
func (r *partReader) run(ctx context.Context) {
	for more := true; more; {
		s := r.scan()
		more = s.err == nil
		select {
		case r.ready <- s:
		case <-ctx.Done():
			return
		}
	}
}

func (r *partReader) scan() (s scanned) {
	defer pipeline.Catch(&s.err)
	s.job, s.err = r.source.next()
	return s
}

// next returns the next job of any part; at the end of all io.EOF.
func (p *parts) next(ctx context.Context) (*job, error) {
	for {
		r := p.least()
		if r == nil {
			return nil, io.EOF
		}
		select {
		case s := <-r.ready:
			if s.err == nil {
				r.source.load.add(s.job.weight)
				r.pulled += int64(len(s.job.batch.Buf))
				return s.job, nil
			}
			if s.err != io.EOF {
				return nil, s.err
			}
			r.over = true
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// least returns the part of which the smallest share has come, nil if all are
// over.
func (p *parts) least() (least *partReader) {
	for _, r := range p.readers {
		if !r.over && (least == nil || float64(r.pulled)*float64(least.weight) < float64(least.pulled)*float64(r.weight)) {
			least = r
		}
	}
	return least
}

// partSinks writes what becomes of each part, in a goroutine for each.
type partSinks struct {
	list  []*partSink
	bytes atomic.Int64 // of text
}

type partSink struct {
	w    *archive.Writer
	jobs chan *job
	done chan error // the first error, or nil at the end
	seen bool       // done has been asked
}

func newPartSinks(writers []*archive.Writer, done func(*job)) *partSinks {
	p := &partSinks{}
	for _, w := range writers {
		s := &partSink{w: w, jobs: make(chan *job, 1), done: make(chan error, 1)}
		p.list = append(p.list, s)
		go s.run(done)
	}
	return p
}

// run writes until the end of the jobs. After an error it drops them.
func (s *partSink) run(done func(*job)) {
	var err error
	for j := range s.jobs {
		if err == nil {
			if err = s.write(j.result()); err != nil {
				s.done <- err
			}
		}
		done(j)
	}
	if err == nil {
		s.done <- s.w.Close()
	}
}

func (s *partSink) write(out []byte) (err error) {
	defer pipeline.Catch(&err)
	_, err = s.w.Write(out)
	return err
}

// emit hands a job to the writer of its part, which gives it back.
func (p *partSinks) emit(j *job) error {
	s := p.list[j.part-1]
	p.bytes.Add(int64(len(j.result())))
	select {
	case s.jobs <- j:
		return nil
	case err := <-s.done:
		s.seen = true
		return err
	}
}

// written returns how many bytes of text were handed over.
func (p *partSinks) written() int64 {
	if p == nil {
		return 0
	}
	return p.bytes.Load()
}

// close ends all parts and waits for them.
func (p *partSinks) close() error {
	if p == nil {
		return nil
	}
	for _, s := range p.list {
		close(s.jobs)
	}
	var errs []error
	for _, s := range p.list {
		if !s.seen {
			errs = append(errs, <-s.done)
		}
	}
	p.list = nil
	return errors.Join(errs...)
}
