package statements

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/outside"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
)

// Literal is what was found in the SQL text outside of the data: of which kind,
// where, and how often in that line. It never holds what was found.
type Literal struct {
	Kind  detect.Kind
	Place string // CREATE VIEW public.active_users
	Line  int64  // of the dump
	Count int
}

// Looks reports whether Scan of a LiteralScanner finds anything.
func Looks(o *policy.Outside) bool { return o.Choices[policy.Literals] != policy.Ignore }

// LiteralScanner looks for personal data and secrets in SQL text. The zero
// value is ready; it keeps its buffers, and is for one goroutine.
type LiteralScanner struct {
	reader outside.TextReader
	found  []detect.Finding
	seen   map[literalKey]int // index in the list
}

// literalKey is what the findings of a statement are counted by.
type literalKey struct {
	kind detect.Kind
	line int
}

// Append appends to dst what it finds in a statement, a psql command or the
// comments between statements, whose first byte is in the dump's line. With
// literals = "fail" a finding is an error: *dumpfmt.SyntaxError, with an *Error
// in it. Rows are not looked at, nor is what holds data by its nature: large
// objects, statistics, the values of sequences.
func (s *LiteralScanner) Append(dst []Literal, o *policy.Outside, text []byte, line int64, ses *dumpfmt.Session) ([]Literal, error) {
	if !Looks(o) || outside.HoldsData(text, ses) {
		return dst, nil
	}
	first, where, comments := len(dst), "", isComments(text)
	clear(s.seen)
	s.reader.Each(text, ses.StdStrings, func(t *outside.Text) {
		s.found = detect.Find(s.found[:0], t.Bytes)
		for _, f := range s.found {
			if t.Covered(f.Start, f.End) || o.Allowed(t.Bytes[f.Start:f.End]) || comments && outside.RepeatsNames(text, f.Start) {
				continue
			}
			if where == "" {
				where = Place(text)
			}
			dst = s.add(dst, f.Kind, where, line, t.Line(f.Start))
		}
	})
	slices.SortFunc(dst[first:], func(a, b Literal) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Kind, b.Kind))
	})
	if len(dst) > first && o.Choices[policy.Literals] == policy.Fail {
		return dst[:first], refuseLiteral(dst[first])
	}
	return dst, nil
}

// add counts a finding in a line of the statement that begins in line first.
func (s *LiteralScanner) add(list []Literal, kind detect.Kind, place string, first int64, line int) []Literal {
	key := literalKey{kind, line}
	if i, ok := s.seen[key]; ok {
		list[i].Count++
		return list
	}
	if s.seen == nil {
		s.seen = map[literalKey]int{}
	}
	s.seen[key] = len(list)
	return append(list, Literal{kind, place, first + int64(line), 1})
}

// maxPlaceName bounds how much of an object's name is shown, in bytes.
const maxPlaceName = 200

// Place says what a text outside of data is about, for reports. A name that
// holds personal data itself is not told.
func Place(text []byte) string {
	kind, name, table := outside.Place(text)
	switch {
	case kind == "":
		return "a comment"
	case name == "":
		return kind
	case table == "":
		return kind + " " + shownName(name)
	}
	return kind + " " + shownName(name) + " ON " + shownName(table)
}

// shownName returns a name as reports show it.
func shownName(name string) string {
	if len(name) > maxPlaceName || len(detect.Find(nil, []byte(name))) > 0 {
		return "(a name that is not shown)"
	}
	return strings.Map(visible, name)
}

// visible replaces what would break a line or a terminal.
func visible(r rune) rune {
	if r < ' ' || r == 0x7f {
		return '?'
	}
	return r
}

// isComments reports whether a text is what stands between two statements.
func isComments(text []byte) bool {
	return len(text) > 0 && (text[0] <= ' ' || text[0] == '-' || text[0] == '/')
}

func refuseLiteral(l Literal) error {
	return &dumpfmt.SyntaxError{Pos: dumpfmt.Pos{Line: l.Line}, Err: &policy.Error{
		Msg:  fmt.Sprintf("%s holds %s, and the policy has %s = %q", l.Place, l.Kind, policy.Literals, policy.Fail),
		Hint: fmt.Sprintf("take them out, let literals.allow have a pattern for them, or set %s to %s or %s", policy.Literals, policy.Warn, policy.Ignore),
	}}
}
