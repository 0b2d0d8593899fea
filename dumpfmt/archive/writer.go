package archive

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sanitize/dumpfmt/sqllex"
)

// A Writer makes an archive of another one's table of contents and of what a
// filter made of its text: of what [Archive.Transfer] returned. It reads the
// marks in that text, and the order of what comes between them is that of the
// archive.
//
// An entry whose definition is gone from the text is left out, with what is
// said about it (comments, labels, privileges), and nothing depends on it any
// more. All else in the table of contents stays.
//
// A Writer ends by Close or by Fail.
type Writer struct {
	a     *Archive
	marks *Marks
	steps []step
	pack  packer
	std   bool

	held []byte // may be the beginning of a mark
	last int    // the last step that has begun; -1 before the first
	open bool   // it has not ended
	defn bytes.Buffer
	new  map[*Entry]string // definitions
	gone map[*Entry]bool
	toc  bool // the table of contents has been handed over

	copy    string // of an entry's COPY command, what has not come yet
	objects *objectParser
	summed  bool   // what is written is
	mention string // an entry of the list; "" for none

	finished bool
	err      error
}

// A WriterOption changes how a Writer works.
type WriterOption func(*Writer)

// WithSum has the Writer compute the SHA-256 that Sum returns. The default is
// not to.
func WithSum() WriterOption { return func(w *Writer) { w.summed = true } }

// A packer writes an archive of one format. A call of Entry or Object ends the
// one before it.
type packer interface {
	// contents takes the table of contents, before all data. The entries are
	// the packer's.
	contents(h Header, entries []*Entry) error
	// entry begins the data of an entry.
	entry(e *Entry) error
	// object begins a large object in the data of an entry called BLOBS.
	object(oid uint32) error
	Write(p []byte) (int, error)
	// finish writes all but what makes the archive a whole one.
	finish() error
	// sum returns the size and the SHA-256 of what was written, nil if that was
	// not asked for or cannot be told. It is for between finish and close.
	sum() (size int64, digest []byte)
	// close makes the archive a whole one.
	close() error
	// fail ends it as none. last is for whoever has read what came so far.
	fail(last []byte) error
}

// newWriter returns a Writer of a's table of contents to pack.
func newWriter(a *Archive, m *Marks, pack packer, opts []WriterOption) (*Writer, error) {
	s, err := a.newSession()
	if err != nil {
		return nil, err
	}
	w := &Writer{
		a: a, marks: m, steps: a.transferSteps(), pack: pack, std: s.std, last: -1,
		new: make(map[*Entry]string), gone: make(map[*Entry]bool),
	}
	for _, opt := range opts {
		opt(w)
	}
	return w, nil
}

// Parts ends the definitions, which are what TransferDefinitions returned of the
// Writer's archive, and hands the table of contents over. It returns a Writer for
// each of the parts of that archive, and so for what TransferData returned of it.
// These may be used side by side, each by one goroutine, and each ends before the
// Writer itself does. The Writer must be one of a directory.
func (w *Writer) Parts(parts []*Archive) ([]*Writer, error) {
	p, ok := w.pack.(*dirPacker)
	if !ok {
		return nil, errors.New("archive: internal error: only a directory is written in parts")
	}
	w.steps, _ = withData(w.steps)
	if w.ended(); w.err != nil {
		return nil, w.err
	}
	var writers []*Writer
	for _, a := range parts {
		part := &Writer{a: a, marks: w.marks, pack: p.part(), std: w.std, last: -1, toc: true}
		_, part.steps = withData(a.transferSteps())
		writers = append(writers, part)
	}
	return writers, nil
}

// Write takes the next bytes of the text. It does not keep p.
func (w *Writer) Write(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	b := p
	if len(w.held) > 0 {
		w.held = append(w.held, p...)
		b = w.held
	}
	for w.err == nil {
		before, n, rest, ok := w.marks.cut(b)
		w.text(before)
		if !ok {
			b = rest
			break
		}
		w.mark(n)
		b = rest
	}
	w.held = append(w.held[:0], b...)
	if w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

func (w *Writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf("archive: "+format, args...)
	}
}

// mark begins or ends a step.
func (w *Writer) mark(n int) {
	if w.err != nil {
		return
	}
	k, ok := w.step(n / 2)
	switch {
	case n < 0 || !ok || k < w.last:
		w.fail("a mark that is out of order")
	case n%2 == 0:
		w.passOver(k)
		w.begin(k)
	case w.open && k == w.last:
		w.end()
	default:
		// The mark at its beginning went away with what it stood before.
		w.passOver(k + 1)
		w.last = k
	}
}

// step returns the index of the step with a number.
func (w *Writer) step(n int) (k int, ok bool) {
	return slices.BinarySearchFunc(w.steps, n, func(s step, n int) int { return cmp.Compare(s.n, n) })
}

// passOver says of the steps up to k that nothing has come of them.
func (w *Writer) passOver(k int) {
	if w.open {
		w.end()
	}
	for i := w.last + 1; i < k && w.err == nil; i++ {
		if s := w.steps[i]; s.p == Content {
			w.fail("entry %d: its data has not come", s.e.ID)
		} else {
			w.gone[s.e] = true
		}
	}
}

func (w *Writer) begin(k int) {
	if w.err != nil {
		return
	}
	if k == w.last {
		w.fail("a mark that is out of order")
		return
	}
	w.last, w.open = k, true
	s := w.steps[k]
	w.defn.Reset()
	if s.p != Content {
		return
	}
	w.contents()
	w.keep(w.pack.entry(s.e))
	w.copy, w.objects = s.e.Copy.S, nil
	if s.e.is("BLOBS") {
		w.copy, w.objects = "", &objectParser{pack: w.pack, std: w.std}
	}
}

// keep keeps an error.
func (w *Writer) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

// text takes what stands between marks.
func (w *Writer) text(b []byte) {
	if !w.open || len(b) == 0 || w.err != nil {
		return
	}
	s := w.steps[w.last]
	if s.p != Content {
		w.defn.Write(b)
		return
	}
	if n := min(len(b), len(w.copy)); n > 0 {
		if string(b[:n]) != w.copy[:n] {
			w.fail("entry %d: its COPY command has changed", s.e.ID)
			return
		}
		b, w.copy = b[n:], w.copy[n:]
	}
	if w.objects != nil {
		w.keep(w.objects.write(b))
	} else if len(b) > 0 {
		_, err := w.pack.Write(b)
		w.keep(err)
	}
}

// end ends a step.
func (w *Writer) end() {
	w.open = false
	s := w.steps[w.last]
	switch {
	case w.err != nil:
	case s.p != Content:
		w.define(s.e, w.defn.Bytes())
	case w.copy != "":
		w.fail("entry %d: its COPY command has changed", s.e.ID)
	case w.objects != nil:
		w.keep(w.objects.end())
	}
}

// define takes what has become of a definition.
func (w *Writer) define(e *Entry, text []byte) {
	r := &PlainReader{a: w.a}
	before, err := r.appendDefinition(nil, e)
	w.keep(err)
	switch {
	case err != nil || bytes.Equal(text, before):
	case blank(text) && !blank(before):
		w.gone[e] = true
	case e.is("BLOB METADATA") || e.is("ACL") && strings.HasPrefix(e.Tag.S, "LARGE OBJECTS"):
		w.fail("entry %d: some of its large objects are gone", e.ID)
	default:
		w.new[e] = strings.TrimSuffix(string(text), "\n\n")
	}
}

// blank reports whether text has comments and white space alone.
func blank(text []byte) bool {
	n, ok := sqllex.SkipSpace(text, true)
	return ok && n == len(text)
}

// contents hands the table of contents over, once.
func (w *Writer) contents() {
	if w.toc || w.err != nil {
		return
	}
	w.toc = true
	w.dropAbout()
	var entries []*Entry
	dropped := make(map[string]bool)
	for e := range w.gone {
		dropped[fmt.Sprint(e.ID)] = true
	}
	for _, e := range w.a.Entries {
		if e.HasData && (w.gone[e] || w.dependsOnGone(e)) {
			w.fail("entry %d: what it is the data of is gone", e.ID)
		}
		if !w.gone[e] {
			entries = append(entries, w.entry(e, dropped))
		}
	}
	if w.mention != "" {
		entries = w.mentioned(entries)
	}
	if w.err == nil {
		w.keep(w.pack.contents(w.a.Header, entries))
	}
}

// dropAbout drops what is said about what is gone.
func (w *Writer) dropAbout() {
	for again := true; again; {
		again = false
		for _, e := range w.a.Entries {
			if w.gone[e] || !e.is("COMMENT") && !e.is("SECURITY LABEL") && !e.is("ACL") {
				continue
			}
			if w.dependsOnGone(e) {
				w.gone[e], again = true, true
			}
		}
	}
}

func (w *Writer) dependsOnGone(e *Entry) bool {
	return slices.ContainsFunc(e.Deps, func(d Text) bool { return w.gone[w.a.entry(d)] })
}

// entry returns what has become of an entry.
func (w *Writer) entry(e *Entry, dropped map[string]bool) *Entry {
	out := *e
	if defn, ok := w.new[e]; ok {
		out.Defn = Some(defn)
		if !out.Defn.fits() {
			w.fail("entry %d: its definition is too long", e.ID)
		}
	}
	out.Deps = slices.DeleteFunc(slices.Clone(e.Deps), func(d Text) bool { return dropped[d.S] })
	return &out
}

// ended checks that all of the text has come, and hands the table of contents
// over.
func (w *Writer) ended() {
	if w.err == nil && len(w.held) > 0 {
		w.fail("the text ends within a mark")
	}
	if w.err == nil && w.open {
		w.fail("entry %d: the text ends within it", w.steps[w.last].e.ID)
	}
	if w.err == nil {
		w.passOver(len(w.steps))
		w.contents()
	}
}

// Finish writes all but what makes the archive a whole one, which is left to
// Close: until then it can fail. It fails if not all of the text came.
func (w *Writer) Finish() error {
	if w.finished {
		return nil
	}
	if w.ended(); w.err == nil {
		w.err = w.pack.finish()
	}
	if err := w.err; err != nil {
		return errors.Join(err, w.Fail(nil))
	}
	w.finished = true
	return nil
}

// Sum returns the size of what Finish has written and, [WithSum], its SHA-256:
// of a directory that of what sha256sum prints for its files in the order of
// their names. It is nil for a custom archive in a file, whose offsets were put
// in last.
func (w *Writer) Sum() (size int64, digest []byte) { return w.pack.sum() }

// Close makes the archive a whole one, by Finish if that was not called.
func (w *Writer) Close() error {
	if err := w.Finish(); err != nil {
		return err
	}
	if err := w.pack.close(); err != nil {
		return errors.Join(err, w.Fail(nil))
	}
	w.err = fs.ErrClosed
	return nil
}

// Fail ends the archive as none: no pg_restore restores it. What has gone to a
// pipe ends with last, as data of a table, for whoever has made a plain dump of
// it. After Close, and after itself, it does nothing.
func (w *Writer) Fail(last []byte) error {
	if w.err == fs.ErrClosed {
		return nil
	}
	w.err = fs.ErrClosed
	return w.pack.fail(last)
}
