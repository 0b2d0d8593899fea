package draft

import (
	"strings"
	"unicode"

	"sanitize/rules/facts"
	"sanitize/rules/words"
)

// Here the DDL is heard. A column whose values a CHECK lists, or that has a word or
// a number of the program's for its DEFAULT, is one that an application steers or
// counts by, whatever it is called: nobody is born with the value that is there
// where nothing is said. It holds where no name says more, and in tables whose rows
// are no persons and no answers of theirs: what somebody ticked may be listed, too.

// declared keeps the columns of which the DDL says so. What rows have shown goes
// before it, and where they are people's each value is to be shared by many.
func (m *maker) declared() {
	people := m.people()
	m.nearPeople(people)
	families := m.families()
	for _, c := range m.cells {
		_, settled := m.overrides[c.Place]
		switch {
		case settled, c.implied, c.declared == "", c.part != Look, c.rule == keep, c.meaning.Class != words.Unknown, words.Amount(c.Column):
		case !m.bears(families[c.Place], people[c.Table]):
		default:
			m.overrides[c.Place] = Override{Mask: keptName, Part: Operational, Why: c.declared, soft: true}
		}
	}
}

// bears reports whether the rows of a family of columns, if any were seen, bear out what the
// DDL says of them.
func (m *maker) bears(family []*cell, people bool) bool {
	_, e := m.evidence(family)
	if e == nil {
		return true
	}
	_, shared := e.shared(int64(m.thresholds.K))
	return e.clean(m.thresholds) && (shared || !people && !(e.many && isText(family[0].typ)))
}

// declares says what the DDL tells of a column, "" if it tells nothing.
func (r *reader) declares(t *facts.Table, c *cell) string {
	if words := r.read[t.Origin(c.Column).Name]; !isCode(c.typ) || words.OfPeople() || words.OfAnswers() {
		return ""
	}
	for _, k := range t.Checks(c.Column) {
		if k.Cond == nil {
			continue
		}
		if _, ok := k.Cond.Values(); ok {
			return "a CHECK lists its values"
		}
	}
	if isText(c.typ) && isProgramsWord(c.column.Default) {
		return "its DEFAULT is a word of the program's"
	}
	if !isText(c.typ) && isNumeral(c.column.Default) {
		return "its DEFAULT is a number"
	}
	return ""
}

// constant returns the text of a DEFAULT that is a constant, "" if it is none:
// 0, '30'::smallint, 'first_class'::character varying.
func constant(expr string) string {
	text, _, _ := strings.Cut(expr, "::")
	if s, ok := strings.CutPrefix(text, "'"); ok {
		s, ok = strings.CutSuffix(s, "'")
		if !ok || strings.Contains(s, "'") {
			return ""
		}
		return s
	}
	if !isNumeral(text) {
		return ""
	}
	return text
}

// isProgramsWord reports whether a DEFAULT is a text as programs know it: in small
// letters or in capitals, without blanks. None are the texts that stand for no
// value, which says nothing of the others.
func isProgramsWord(expr string) bool {
	s := constant(expr)
	if s != strings.ToLower(s) && s != strings.ToUpper(s) || strings.ContainsAny(s, " @") {
		return false
	}
	return !standsForNothing[strings.ToLower(s)] && strings.ContainsFunc(s, unicode.IsLetter)
}

// standsForNothing are the words that are written where nothing is known.
var standsForNothing = map[string]bool{
	"unknown": true, "none": true, "null": true, "nil": true, "undefined": true, "na": true, "n/a": true, "tbd": true, "empty": true,
}

// isNumeral reports whether a DEFAULT is a whole number.
func isNumeral(expr string) bool {
	s := strings.TrimPrefix(strings.Trim(expr, "()"), "-")
	if strings.HasPrefix(expr, "'") {
		s = strings.TrimPrefix(constant(expr), "-")
	}
	return s != "" && strings.Trim(s, "0123456789") == ""
}
