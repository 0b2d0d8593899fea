package main

import (
	"errors"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// lateError is about constraints that break behind rows that may be out.
type lateError struct{ list []error }

func (e *lateError) Error() string   { return errors.Join(e.list...).Error() }
func (e *lateError) Unwrap() []error { return e.list }

// newLateError gives what breaks the place of its statement. Lines to paste come
// for all of them together.
func newLateError(seg *dumpfmt.Segment, broken policy.Errors) *lateError {
	late := &lateError{}
	for _, e := range broken {
		one := *e
		one.Hint, _, _ = strings.Cut(one.Hint, ", for example\n")
		late.list = append(late.list, &dumpfmt.SyntaxError{Pos: seg.Pos, Err: &one})
	}
	return late
}

// allLate reads on from segment i of b to the end of the dump, and returns all
// that breaks in it. No row is written any more.
func (s *source) allLate(late *lateError, b *dumpfmt.Batch, i int) error {
	r := lateReader{source: s, late: late, broken: true}
	r.look(b.Segs[i+1:])
	for rest := (dumpfmt.Batch{}); !r.stop && s.ctx.Err() == nil && s.scanner.Scan(&rest); {
		r.look(rest.Segs)
	}
	if err := s.scanner.Err(); err != nil {
		late.list = append(late.list, err)
	}
	r.settle()
	n := len(late.list) - 1
	late.list[n] = &userError{err: late.list[n], hint: cure(late.list[n], &r.lines)}
	return errors.Join(late.list...)
}

// lateReader reads what comes behind the first constraint that breaks, of all
// databases.
type lateReader struct {
	*source
	late   *lateError
	broken bool        // something has in this database
	lines  pastedLines // that settle it
	stop   bool        // an error of another kind: what comes is not understood
}

func (r *lateReader) look(segs []dumpfmt.Segment) {
	for i := range segs {
		seg := &segs[i]
		if seg.Session.Connects != r.connects {
			r.settle()
		}
		if r.stop {
			return
		}
		var more *lateError
		switch _, err := r.source.look(seg); {
		case errors.As(err, &more):
			r.late.list, r.broken = append(r.late.list, more.list...), true
		case err != nil:
			r.late.list, r.stop = append(r.late.list, err), true
		}
	}
}

// settle notes the lines of a policy with which the database would not break.
func (r *lateReader) settle() {
	if !r.broken {
		return
	}
	r.broken = false
	full, err := r.known.complete(r.connects, r.name, r.schema, nil)
	if err != nil {
		return
	}
	plan, errs := bind.New(r.policy, bind.Options{Key: r.opts.Key, Encoding: r.opts.Encoding, Partial: true}).Examine(full)
	for _, e := range errs {
		r.lines.add(e.Hint)
	}
	r.lines.add(plan.Lines(r.plan))
}

// cure says what to do about constraints that came too late: what knows of them
// before, and the lines of a policy that settle them without.
func cure(last error, lines *pastedLines) string {
	hint := "a pipe shows its keys behind the rows; --schema with a dump of the same database tells of them before, and sanitize init drafts a policy that never fails late"
	if own := hintOf(last); own != "" {
		hint = own + "\n" + hint
	}
	if text := lines.String(); text != "" {
		hint += "; or add to the end of the policy, after a look at each mask:\n" + text
	}
	return hint
}

// pastedLines are lines of a policy by the headers of their tables.
type pastedLines struct {
	heads []string
	lines map[string][]string
}

// add takes the lines of a hint that stand under the header of a table.
func (p *pastedLines) add(hint string) {
	head := ""
	for line := range strings.Lines(hint) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "[tables."), strings.HasPrefix(line, "[[more."):
			head = line
			if p.lines == nil {
				p.lines = map[string][]string{}
			}
			if p.lines[head] == nil {
				p.heads = append(p.heads, head)
			}
		case head != "" && line != "":
			p.line(head, line)
		}
	}
}

// line adds a line, unless its column has one: a table of one name may be in
// several databases.
func (p *pastedLines) line(head, line string) {
	key, _, _ := strings.Cut(line, " = ")
	if !slices.ContainsFunc(p.lines[head], func(s string) bool { return strings.HasPrefix(s, key+" = ") }) {
		p.lines[head] = append(p.lines[head], line)
	}
}

func (p *pastedLines) String() string {
	var b strings.Builder
	for _, head := range p.heads {
		b.WriteString("\n" + head + "\n" + strings.Join(p.lines[head], "\n") + "\n")
	}
	return b.String()
}
