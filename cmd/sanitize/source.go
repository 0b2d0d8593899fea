package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/outside"
	"sanitize/dumpfmt/stray"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/statements"
)

// source is the front of the filter. It runs in one goroutine: it scans the
// dump, learns the schema from its DDL, binds the policy when the first row
// comes, and decides for each segment what is done to its rows.
//
//	next       the next job: a batch, with what is to be done to each segment
//	look       takes note of a segment
//	statement, enter, bind   DDL, a block of rows, the policy
//	end        says whether the dump may end here
type source struct {
	ctx     context.Context
	scanner *dumpfmt.Scanner
	policy  *policy.Policy
	opts    bind.Options
	known   *knowledge
	outcome *outcome

	free chan *job // jobs to be used again
	load *load

	openParts func() *parts // nil if the dump has none
	parts     *parts        // nil before they have begun
	number    int           // of the part that this reads; 0 for the dump
	lock      *sync.Mutex   // of what the parts share; nil for the dump

	session  *dumpfmt.Session // of the last segment
	connects int              // the database we are in
	name     string           // of it; "" if no \connect has said
	connect  string           // the name in the last \connect
	schema   *dumpfmt.Schema  // of it, so far
	shown    int64            // where the last statement that schema is made of begins, and one byte more
	full     *dumpfmt.Schema  // with what is known beyond, as binder has it
	plan     *bind.Plan       // of the last time
	seen     footprint
	binder   *bind.Binder // nil until its first row
	last     *bind.Binder // of the database before this one; nil once binder is there
	stale    bool         // schema has changed since binder saw it
	unsure   bool         // what is behind the rows may ask for other masks, and is not read
	tables   int          // when the heap was looked at
	bound    bool         // some rows were bound: output may begin
	held     int          // bytes before the first row
	err      error        // of the segment after the last job's
	vanished bool         // the last segment goes: so does the newline after it

	stray   stray.Finder          // of the database
	header  *dumpfmt.Header       // whose table is current; nil if it must be asked for
	entered map[dumpfmt.Name]bool // tables of the database that have had rows
	current rowBlock
	unknown error // of the open COPY block, if it turns out to have rows
}

// maxHeld is how many bytes are held back for want of a row. A dump of more, of
// large objects alone perhaps, has shown all its tables by then.
const maxHeld = 16 << 20

func newSource(ctx context.Context, r io.Reader, policy *policy.Policy, opts bind.Options, known *knowledge) *source {
	s := &source{
		ctx:     ctx,
		scanner: dumpfmt.NewScanner(r, scanning(opts.Partial)...),
		policy:  policy, opts: opts, known: known,
		outcome: &outcome{}, free: make(chan *job, 64), load: newLoad(),
	}
	s.database(0)
	return s
}

// database begins with the schema of another database.
func (s *source) database(connects int) {
	s.leave()
	s.known.passed(connects)
	s.connects, s.name, s.schema, s.entered = connects, s.connect, dumpfmt.NewSchema(), map[dumpfmt.Name]bool{}
	s.shown, s.full, s.stale, s.header, s.current, s.tables, s.stray = 0, s.schema, false, nil, rowBlock{}, 0, stray.Finder{}
}

// leave ends a database: only what its rules expect stays.
func (s *source) leave() {
	if s.binder != nil {
		s.outcome.expect(s.connects, s.binder)
		s.outcome.joins(s.connects, s.schema)
		s.binder, s.last = nil, s.binder
	}
}

// unasked asks the policy for the tables of a database that ends without a row:
// what a rule says of them is not said of nothing. What would be wrong with them
// is no error, for nothing of them is masked.
func (s *source) unasked() {
	if s.binder != nil || len(s.schema.Tables) == 0 {
		return
	}
	full, err := s.known.complete(s.connects, s.name, s.schema, nil)
	if err != nil {
		full = s.schema
	}
	s.last = bind.New(s.policy, s.opts)
	s.last.Examine(full)
}

// next returns the next job; at the end of the dump io.EOF. What comes before
// an error is a job of its own, because a worker may find an earlier one in it.
func (s *source) next() (*job, error) {
	if s.err != nil {
		return nil, s.err
	}
	if s.parts != nil {
		return s.nextOfParts()
	}
	if err := s.load.wait(s.ctx); err != nil {
		return nil, err
	}
	j := s.take()
	if !s.scanner.Scan(&j.batch) {
		if err := s.scanner.Err(); err != nil {
			return nil, err
		}
		if s.openParts != nil {
			return s.beginParts()
		}
		return nil, s.end()
	}
	if len(j.batch.Buf) > giant {
		followRow(len(j.batch.Buf))
		debug.FreeOSMemory() // the smaller buffers that it has grown out of
	}
	if err := s.lookAll(j); err != nil {
		return nil, err
	}
	if s.held += len(j.batch.Buf); !s.bound && s.err == nil && s.held > maxHeld {
		s.err = s.bind(nil)
		s.bound = s.err == nil
	}
	j.held, j.weight = !s.bound, len(j.batch.Buf)
	if s.number == 0 {
		s.load.add(j.weight)
	}
	return j, nil
}

// lookAll looks at a job's segments up to the first that is an error, which is the
// next call's of next, or, where nothing comes before it, returned.
func (s *source) lookAll(j *job) error {
	j.part, j.blocks, j.outside = s.number, j.blocks[:0], j.outside[:0]
	for i := range j.batch.Segs {
		block, err := s.look(&j.batch.Segs[i])
		if late := (*lateError)(nil); errors.As(err, &late) {
			err = s.allLate(late, &j.batch, i)
		}
		if err != nil && i == 0 {
			return err
		}
		if err != nil {
			s.err = err
			j.truncate(spared(&j.batch, i, err))
			break
		}
		j.blocks = append(j.blocks, block)
		s.outside(j, i)
	}
	return nil
}

// spared returns how many segments before segment i may go out when err stops
// the run at it: the comments before it may be what err is about.
func spared(b *dumpfmt.Batch, i int, err error) int {
	var rows *stray.Error
	if i > 0 && b.Segs[i-1].Kind == dumpfmt.Space && errors.As(err, &rows) {
		return i - 1
	}
	return i
}

func (s *source) take() *job {
	select {
	case j := <-s.free:
		return j
	default:
		return &job{}
	}
}

// recycle takes back a job that has been written.
func (s *source) recycle(j *job) {
	s.load.remove(j.weight)
	j.forget()
	select {
	case s.free <- j:
	default:
	}
}

// follow takes over the session of a segment: another database begins with an empty
// schema.
func (s *source) follow(session *dumpfmt.Session) {
	if session.Connects != s.connects {
		s.unasked()
		s.database(session.Connects)
	}
	s.opts.Encoding = session.Encoding
	if session != s.session {
		if s.session = session; !session.StdStrings {
			s.outcome.say(offText + "\nhint: " + offHint)
		}
	}
}

// look takes note of a segment and returns what is done to its rows.
func (s *source) look(seg *dumpfmt.Segment) (rowBlock, error) {
	if s.lock != nil && seg.Kind != dumpfmt.CopyData {
		s.lock.Lock()
		defer s.lock.Unlock()
	}
	if s.number > 0 && seg.Kind == dumpfmt.Meta {
		return rowBlock{}, at(seg, errNotData)
	}
	s.follow(seg.Session)
	s.seen.add(seg)
	if err := s.strays(seg); err != nil {
		return rowBlock{}, err
	}
	switch seg.Kind {
	case dumpfmt.Meta:
		if name, ok := connected(seg.Bytes); ok {
			s.connect = name
		}
		return rowBlock{}, nil
	case dumpfmt.SQL:
		if err := s.statement(seg); err != nil {
			return rowBlock{}, at(seg, err)
		}
		return rowBlock{}, s.largeObject(seg)
	case dumpfmt.CopyBegin, dumpfmt.Insert:
		if seg.Header != s.header || seg.Kind == dumpfmt.CopyBegin {
			if err := s.enter(seg); err != nil {
				return rowBlock{}, at(seg, err)
			}
		}
	case dumpfmt.CopyData:
		if s.unknown != nil {
			return rowBlock{}, s.unknown
		}
	case dumpfmt.CopyEnd:
		s.unknown = nil
		return rowBlock{}, nil
	default:
		return rowBlock{}, nil
	}
	return s.current, nil
}

// statement learns from a statement outside of data.
func (s *source) statement(seg *dumpfmt.Segment) error {
	if err := ddl.Check(seg.Bytes); err != nil {
		return err
	}
	effect, err := ddl.Apply(s.schema, seg.Bytes, seg.Session)
	s.shown = seg.Pos.Offset + 1
	if err != nil || !effect.Concerned {
		return err
	}
	if err := s.joins(effect.Late); err != nil {
		return err
	}
	if s.number > 0 {
		return errNotData
	}
	if len(s.schema.Tables) >= s.tables+manyTables {
		s.followHeap()
	}
	if s.binder == nil {
		return nil
	}
	// In a single dump no rows follow. In several, one after another, a table
	// may come back with its columns in another order.
	s.stale, s.header = true, nil
	if t := s.schema.Tables[effect.Altered]; t != nil {
		var broken policy.Errors
		if err := s.binder.Constraints(t); errors.As(err, &broken) {
			return newLateError(seg, broken)
		}
		s.outcome.warn(s.binder.Warnings())
	}
	return nil
}

// strays refuses rows that lie outside of rows.
func (s *source) strays(seg *dumpfmt.Segment) error {
	if !statements.Looks(s.policy.Outside()) {
		return nil
	}
	if err := s.stray.Look(seg, s.schema); err != nil || !s.bound {
		return err
	}
	return s.stray.Judge(s.schema)
}

// joins refuses what makes a table a partition or a child of another one when
// rows of it have passed already: the rules of the other one were not asked.
func (s *source) joins(changes []ddl.Late) error {
	for _, c := range changes {
		if c.Parent != (dumpfmt.Name{}) && !s.knewParent(c.Table, c.Parent) && concerns(c, s.schema, s.entered) {
			return fmt.Errorf("table %s gets the parent %s behind its rows, and the rules for the parent have missed them; --schema with a dump of the same database tells of it before", c.Table, c.Parent)
		}
	}
	return renamed(changes, s.schema, s.entered)
}

// knewParent reports whether the table was known to have the parent when the
// policy was bound, before the dump said so.
func (s *source) knewParent(child, parent dumpfmt.Name) bool {
	t := s.full.Tables[child]
	return s.full != s.schema && t != nil && slices.Contains(t.Parents, parent)
}

// followHeap has the collector's limit follow the schema.
func (s *source) followHeap() {
	s.tables = len(s.schema.Tables)
	followHeap(s.tables + s.known.tables())
}

// largeObject binds the policy when the first large object is opened, as when
// the first row comes: a dump may have no rows, and gigabytes of large objects
// that must not be held back. They, too, come when all tables have passed.
func (s *source) largeObject(seg *dumpfmt.Segment) error {
	if s.binder != nil || !outside.Opens(seg.Bytes) {
		return nil
	}
	if err := s.bind(nil); err != nil {
		return at(seg, err)
	}
	s.bound = true
	return nil
}

// enter begins a block of rows.
func (s *source) enter(seg *dumpfmt.Segment) error {
	if s.binder == nil || s.stale {
		if err := s.bind(seg.Header); err != nil {
			return err
		}
	}
	h, err := targeted(s.schema, seg)
	if err != nil {
		return err
	}
	block, err := s.binder.Block(h, seg.Session.Encoding)
	if err != nil && seg.Kind == dumpfmt.CopyBegin && s.schema.Tables[h.Table] == nil {
		// pg_dump writes a block for each table of configuration that an extension
		// has, most of them empty, and no CREATE TABLE.
		s.unknown, s.header, s.current = at(seg, err), seg.Header, rowBlock{}
		return nil
	}
	if err != nil {
		return err
	}
	s.entered[h.Table] = true
	if ddl.Fires(s.schema, h.Table) {
		s.outcome.say(fmt.Sprintf(firesText, h.Table) + "\nhint: " + firesHint)
	}
	s.header, s.current, s.bound = seg.Header, rowBlock{block, seg.Pos.Line}, true
	if seg.Kind == dumpfmt.CopyBegin {
		s.current.first++
	}
	return nil
}

// bind binds the policy to what is new in the schema of the database. Since all
// its tables have passed by the time its first row comes, what is wrong with the
// policy is found before a row is written. first is the header of that row, nil
// if there is none.
//
// An input that can be read before is, unless what is decided on it without is
// final.
func (s *source) bind(first *dumpfmt.Header) error {
	look := s.binder == nil && s.known.canLook()
	plan, err := s.examine(first)
	if err == nil && !plan.Final() && s.known.hasty {
		s.unsure, look = true, false
	}
	if look && (err != nil || !plan.Final()) {
		s.binder, s.plan, s.full = nil, nil, s.schema // what is found beyond takes their room
		if err := s.known.lookAhead(s.ctx, &past{s.connects, s.shown, s.schema}); err != nil {
			return err
		}
		plan, err = s.examine(first)
	}
	if err != nil {
		return err
	}
	s.outcome.warn(plan.Warnings())
	s.outcome.decisions(s.connects, plan)
	if !statements.Looks(s.policy.Outside()) {
		return nil
	}
	return s.stray.Judge(s.full)
}

// examine is bind, by what is known now.
func (s *source) examine(first *dumpfmt.Header) (*bind.Plan, error) {
	full, err := s.known.complete(s.connects, s.name, s.schema, first)
	if err != nil {
		return nil, err
	}
	if s.binder == nil {
		// A dump that has connected may do so again: whether a rule matches
		// nothing is known at its end only, or if that has been seen.
		n := s.known.count
		s.opts.DeferUnmatched = n > 1 || n == 0 && s.connects > 0
		s.binder, s.last = bind.New(s.policy, s.opts), nil
		s.known.share(s.connects, s.schema)
	}
	s.binder.SetEncoding(s.opts.Encoding)
	plan, err := s.binder.Bind(full)
	if err != nil {
		return nil, err
	}
	s.known.fill(s.schema, full)
	s.full, s.plan, s.stale = full, plan, false
	s.followHeap()
	return plan, nil
}

// end says whether the dump may end here.
func (s *source) end() error {
	if s.number > 0 {
		return io.EOF // the dump's source sees to it
	}
	if s.binder == nil && s.last == nil { // not a single row: the policy has not been asked yet
		s.known.again = nil // all has passed
		if err := s.bind(nil); err != nil {
			return err
		}
	}
	if statements.Looks(s.policy.Outside()) {
		if err := s.stray.End(s.full); err != nil {
			return err
		}
	}
	s.unasked()
	s.leave()
	if err := s.known.unchanged(s.seen); err != nil {
		return err
	}
	if s.opts.Partial {
		return io.EOF
	}
	if unmatched := s.last.Unmatched(); len(unmatched) > 0 {
		return unmatched
	}
	return io.EOF
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
