package main

import (
	"errors"
	"io"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/outside"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/statements"
)

// source is the front of the filter. It runs in one goroutine: it scans the
// dump, learns the schema from its DDL, binds the policy when the first row
// comes, and decides for each segment by which plan it is masked.
type source struct {
	scanner *dumpfmt.Scanner
	policy  *policy.Policy
	opts    bind.Options
	known   *dumpfmt.Schema // of --schema; nil without it

	free chan *job // jobs to be used again

	connects int                  // the database we are in
	schema   *dumpfmt.Schema      // of it, so far
	plan     *bind.Plan           // nil until its first row
	plans    planList             // all that were bound
	stale    bool                 // schema has changed since plan was made
	bound    bool                 // some rows had a plan: output may begin
	held     int                  // bytes before the first row
	err      error                // of the segment after the last job's
	judged   map[dumpfmt.Name]int // how many constraints of a table the plan knows
	block    *dumpfmt.Header      // whose table is current
	vanished bool                 // the last segment goes: so does the newline after it
	current  *bind.TablePlan
	kept     keptRows // of the current block
}

// maxHeld is how many bytes are held back for want of a row. A dump of more, of
// large objects alone perhaps, has shown all its tables by then.
const maxHeld = 16 << 20

// job is a batch on its way through the filter. Exactly one goroutine owns it
// at a time: source, worker, sink, and source again.
type job struct {
	batch dumpfmt.Batch
	plans []*bind.TablePlan // by segment; nil where it passes as it stands
	kept  []keptRows        // by segment: what to look at in its rows
	held  bool              // no policy is bound yet: it must not be written

	// outside are the segments outside of rows that change, in their order.
	outside []outsideEdit

	literals []statements.Literal // found in what is outside of rows

	out    []byte // what takes the batch's place, if edited
	edited bool
	runs   []rowRun
	tally  bind.Tally // of the values that were masked
}

// keptRows says what to look at in the rows of a block.
type keptRows struct {
	plan  *bind.KeptPlan // nil: nothing
	first int64          // the line of the block's first row
}

// rowRun is a run of segments with rows of one table.
type rowRun struct {
	table   tableKey
	plan    *bind.TablePlan // nil: nothing is masked
	kept    *bind.KeptPlan  // nil: nothing was looked at
	rows    int64
	dropped int64 // of them
}

// tableKey is a table of one of the databases of a dump.
type tableKey struct {
	connects int
	name     dumpfmt.Name
}

func newSource(r io.Reader, policy *policy.Policy, opts bind.Options, known *dumpfmt.Schema) *source {
	var scan []dumpfmt.Option
	if opts.Partial {
		scan = append(scan, dumpfmt.Partial())
	}
	s := &source{
		scanner: dumpfmt.NewScanner(r, scan...),
		policy:  policy, opts: opts, known: known,
		free: make(chan *job, 64),
	}
	s.database(0)
	return s
}

// database begins with the schema of another database.
func (s *source) database(connects int) {
	s.connects, s.schema, s.judged = connects, dumpfmt.NewSchema(), map[dumpfmt.Name]int{}
	if s.plan != nil {
		s.opts.After = s.plan
	}
	s.plan, s.stale, s.block, s.current = nil, false, nil, nil
}

// next returns the next job; at the end of the dump io.EOF. What comes before
// an error is a job of its own, because a worker may find an earlier one in it.
func (s *source) next() (*job, error) {
	if s.err != nil {
		return nil, s.err
	}
	j := s.take()
	if !s.scanner.Scan(&j.batch) {
		if err := s.scanner.Err(); err != nil {
			return nil, err
		}
		return nil, s.end()
	}
	j.plans, j.kept, j.outside = j.plans[:0], j.kept[:0], j.outside[:0]
	for i := range j.batch.Segs {
		plan, err := s.look(&j.batch.Segs[i])
		if err != nil && i == 0 {
			return nil, err
		}
		if err != nil {
			s.err = err
			j.truncate(i)
			break
		}
		j.plans, j.kept = append(j.plans, plan), append(j.kept, s.kept)
		s.outside(j, i)
	}
	if s.held += len(j.batch.Buf); !s.bound && s.err == nil && s.held > maxHeld {
		s.err = s.bind()
		s.bound = s.err == nil
	}
	j.held = !s.bound
	return j, nil
}

// truncate leaves the first n segments in the job's batch.
func (j *job) truncate(n int) {
	size := 0
	for i := range n {
		size += len(j.batch.Segs[i].Bytes)
	}
	j.batch.Segs, j.batch.Buf = j.batch.Segs[:n], j.batch.Buf[:size]
}

func (s *source) take() *job {
	select {
	case j := <-s.free:
		return j
	default:
		return &job{}
	}
}

// look takes note of a segment and returns the plan for its rows.
func (s *source) look(seg *dumpfmt.Segment) (*bind.TablePlan, error) {
	if seg.Session.Connects != s.connects {
		s.database(seg.Session.Connects)
	}
	s.opts.Encoding = seg.Session.Encoding
	switch seg.Kind {
	case dumpfmt.SQL:
		if err := s.statement(seg); err != nil {
			return nil, at(seg, err)
		}
		return nil, s.largeObject(seg)
	case dumpfmt.CopyBegin, dumpfmt.Insert:
		if seg.Header != s.block || seg.Kind == dumpfmt.CopyBegin {
			if err := s.enter(seg); err != nil {
				return nil, at(seg, err)
			}
		}
	case dumpfmt.CopyData:
	default:
		return nil, nil
	}
	return s.current, nil
}

// at gives err the place of seg, unless it is about the policy.
func at(seg *dumpfmt.Segment, err error) error {
	var policy policy.Errors
	if err == nil || errors.As(err, &policy) {
		return err
	}
	e := &dumpfmt.SyntaxError{Pos: seg.Pos, Err: err}
	e.Pos.Row = 0
	if seg.Header != nil {
		e.Table = seg.Header.Table
	}
	return e
}

// statement learns from a statement outside of data.
func (s *source) statement(seg *dumpfmt.Segment) error {
	if err := checkVerb(seg.Bytes); err != nil {
		return err
	}
	concerned, altered, err := ddl.Apply(s.schema, seg.Bytes, seg.Session)
	if err != nil || !concerned || s.plan == nil {
		return err
	}
	// In a single dump no rows follow. In several, one after another, a table
	// may come back with its columns in another order.
	s.stale, s.block = true, nil
	return s.judge(altered)
}

// largeObject binds the policy when the first large object is opened, as when
// the first row comes: a dump may have no rows, and gigabytes of large objects
// that must not be held back. They, too, come when all tables have passed.
func (s *source) largeObject(seg *dumpfmt.Segment) error {
	if s.plan != nil || !outside.Opens(seg.Bytes) {
		return nil
	}
	if err := s.bind(); err != nil {
		return at(seg, err)
	}
	s.bound = true
	return nil
}

// enter begins a block of rows.
func (s *source) enter(seg *dumpfmt.Segment) error {
	if s.plan == nil || s.stale {
		if err := s.bind(); err != nil {
			return err
		}
	}
	plan, err := s.plan.Table(seg.Header, seg.Session.Encoding)
	if err != nil {
		return err
	}
	s.block, s.current, s.bound = seg.Header, plan, true
	s.kept = keptRows{s.plan.Kept(seg.Header, seg.Session.Encoding), seg.Pos.Line}
	if seg.Kind == dumpfmt.CopyBegin {
		s.kept.first++
	}
	return nil
}

// bind binds the policy to the schema of the database. Since all its tables
// have passed by the time its first row comes, what is wrong with the policy is
// found before a row is written.
func (s *source) bind() error {
	schema, err := withKnown(s.schema, s.known)
	if err != nil {
		return err
	}
	// A dump that has connected may do so again: whether a rule matches
	// nothing is known at its end only.
	s.opts.DeferUnmatched = s.connects > 0
	if s.plan != nil {
		s.opts.After = s.plan
	}
	if s.plan, err = bind.Bind(s.policy, schema, s.opts); err != nil {
		return err
	}
	s.plans.add(s.connects, s.plan)
	s.schema, s.stale = schema, false
	for name, t := range schema.Tables {
		s.judged[name] = len(t.Constraints) // Bind has judged these
	}
	return nil
}

// judge tells the plan of constraints on a table that have come since the last
// call.
func (s *source) judge(name dumpfmt.Name) error {
	t := s.schema.Tables[name]
	if t == nil {
		return nil
	}
	for n := s.judged[name]; n < len(t.Constraints); n++ {
		if err := s.plan.Constraint(name, t.Constraints[n]); err != nil {
			return err
		}
	}
	s.judged[name] = len(t.Constraints)
	return nil
}

// end says whether the dump may end here.
func (s *source) end() error {
	if s.plan == nil && s.opts.After == nil { // not a single row: the policy has not been asked yet
		if err := s.bind(); err != nil {
			return err
		}
	}
	if s.opts.Partial {
		return io.EOF
	}
	plan := s.plan
	if plan == nil {
		plan = s.opts.After
	}
	if unmatched := plan.Unmatched(); len(unmatched) > 0 {
		return policy.Errors(unmatched)
	}
	return io.EOF
}

// unmet says which rules for rows have not found what they expect, once all
// rows have been counted. Each database is judged by itself.
func (s *source) unmet(t *bind.Tally) error {
	var errs policy.Errors
	for _, plans := range s.plans.byDatabase() {
		errs = append(errs, bind.Unmet(t, plans...)...)
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}
