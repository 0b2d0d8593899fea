package main

import (
	"errors"
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

// allLate reads on from segment i of b to the end of the database, and returns
// all that breaks in it. No row is written any more.
func (s *source) allLate(late *lateError, b *dumpfmt.Batch, i int) error {
	connects, stop := s.connects, false
	look := func(segs []dumpfmt.Segment) {
		for i := range segs {
			seg := &segs[i]
			if stop = stop || seg.Session.Connects != connects; stop {
				return
			}
			if seg.Kind != dumpfmt.SQL {
				continue
			}
			var more *lateError
			if err := s.statement(seg); errors.As(err, &more) {
				late.list = append(late.list, more.list...)
			} else if err != nil {
				late.list, stop = append(late.list, at(seg, err)), true
			}
		}
	}
	look(b.Segs[i+1:])
	for rest := (dumpfmt.Batch{}); !stop && s.ctx.Err() == nil && s.scanner.Scan(&rest); {
		look(rest.Segs)
	}
	if err := s.scanner.Err(); err != nil {
		late.list = append(late.list, err)
	}
	n := len(late.list) - 1
	late.list[n] = &userError{err: late.list[n], hint: s.cure(late.list[n])}
	return errors.Join(late.list...)
}

// cure says what to do about constraints that came too late: what knows of them
// before, and the lines of a policy that settle them without.
func (s *source) cure(last error) string {
	hint := "a pipe shows its keys behind the rows; --schema with a dump of the same database tells of them before, and sanitize init drafts a policy that never fails late"
	if own := hintOf(last); own != "" {
		hint = own + "\n" + hint
	}
	full, err := s.known.complete(s.connects, s.name, s.schema, nil)
	if err != nil {
		return hint
	}
	plan, errs := bind.New(s.policy, bind.Options{Key: s.opts.Key, Encoding: s.opts.Encoding, Partial: true}).Examine(full)
	var lines pastedLines
	for _, e := range errs {
		lines.add(e.Hint)
	}
	lines.add(plan.Lines(s.plan))
	if text := lines.String(); text != "" {
		hint += "; or add to the policy, after a look at each mask:\n" + text
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
		case strings.HasPrefix(line, "[tables."):
			head = line
			if p.lines == nil {
				p.lines = map[string][]string{}
			}
			if p.lines[head] == nil {
				p.heads = append(p.heads, head)
			}
		case head != "" && line != "":
			p.lines[head] = append(p.lines[head], line)
		}
	}
}

func (p *pastedLines) String() string {
	var b strings.Builder
	for _, head := range p.heads {
		b.WriteString("\n" + head + "\n" + strings.Join(p.lines[head], "\n") + "\n")
	}
	return b.String()
}
