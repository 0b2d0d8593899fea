package draft

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
	"sanitize/rules/words"
)

// Here rows are heard. They can make a column masked that its name would keep,
// give one that is masked by its type a mask that fits better, and keep one that
// has a few values only, each of them shared by many rows. They never keep what
// a name calls personal, and never mask a key.

// judge sets against what names and types say what the rows do.
func (m *maker) judge() error {
	if !m.rowsSeen() {
		return nil
	}
	byType, err := m.byType()
	if err != nil {
		return err
	}
	families := m.families()
	heard := func(say func(*cell, int64, *columnEvidence) (Override, bool)) {
		for _, c := range m.cells {
			if _, settled := m.overrides[c.Place]; settled || c.implied {
				continue
			}
			if rows, e := m.evidence(families[c.Place]); e != nil {
				if o, ok := say(c, rows, e); ok {
					o.soft = true
					m.overrides[c.Place] = o
				}
			}
		}
	}
	heard(func(c *cell, _ int64, e *columnEvidence) (Override, bool) {
		return m.thresholds.personal(c, e, byType[c.Place])
	})
	for _, c := range m.cells {
		if rows, e := m.evidence(families[c.Place]); e != nil && c.rule != keep && !c.implied {
			m.notes[c.Place] = m.thresholds.pathsFound(e)
			m.filling[c.Place] = filling(c, rows, e)
		}
	}
	people := m.people()
	heard(func(c *cell, rows int64, e *columnEvidence) (Override, bool) {
		return m.thresholds.shared(c, rows, e, byType[c.Place], people[c.Table])
	})
	m.nearPeople(people)
	unpeopled := m.unpeopled()
	heard(func(c *cell, _ int64, e *columnEvidence) (Override, bool) {
		return m.thresholds.harmless(c, e, people[c.Table], unpeopled[c.Table])
	})
	m.byPerson()
	return nil
}

// families returns each column with those of partitions and children that get the
// same.
func (m *maker) families() map[Place][]*cell {
	of := map[Place][]*cell{}
	for _, c := range m.cells {
		at := c.Place
		if c.implied {
			at = c.above
		}
		of[at] = append(of[at], c)
	}
	return of
}

// byType returns the masks that columns get by their types alone.
func (m *maker) byType() (map[Place]string, error) {
	p, err := parse([]byte("version = 1\nunlisted = \"mask\"\n"))
	if err != nil {
		return nil, err
	}
	plans, _, _ := m.bind(p)
	of := map[Place]string{}
	for _, plan := range plans {
		for _, t := range plan.Tables() {
			for _, info := range t.Columns {
				of[Place{t.Name, info.Name}] = info.Mask
			}
		}
	}
	return of, nil
}

// people returns the tables whose rows are people's: those with a column that is
// masked because it is personal, and those that refer to one of them that is
// called after persons. It is people that a value must not single out: the only
// film of its length may be seen.
func (m *maker) people() map[dumpfmt.Name]bool {
	of := map[dumpfmt.Name]bool{}
	for at, o := range m.overrides {
		of[at.Table] = of[at.Table] || o.Part == Personal
	}
	for _, c := range m.cells {
		switch c.meaning.Class {
		case words.Personal, words.Sensitive, words.Secret:
			of[c.Table] = of[c.Table] || c.rule != keep && c.meaning.Kind.OfPerson()
		}
	}
	own := maps.Clone(of)
	for _, db := range m.dbs {
		for name, t := range db.Schema.Tables {
			for _, k := range t.Constraints {
				if k.Kind == dumpfmt.ForeignKey && own[k.RefTable] && words.NewTable(k.RefTable.Name, nil).OfPersons() {
					of[name] = true
				}
			}
		}
	}
	return of
}

// nearPeople adds the tables that are not people's, and have a key that is called
// after persons, as there may be no FOREIGN KEY; and those that are called after what
// people answer.
func (m *maker) nearPeople(of map[dumpfmt.Name]bool) {
	answers := map[dumpfmt.Name]bool{}
	for _, c := range m.cells {
		if _, known := answers[c.Table]; !known {
			answers[c.Table] = words.NewTable(c.Table.Name, nil).OfAnswers()
			of[c.Table] = of[c.Table] || answers[c.Table]
		}
		if c.meaning.Class == words.Key && words.NewTable(c.Column, nil).OfPersons() {
			of[c.Table] = true
		}
	}
}

// unpeopled returns the tables that names say nobody is in.
func (m *maker) unpeopled() map[dumpfmt.Name]bool {
	columns := map[dumpfmt.Name][]string{}
	for _, c := range m.cells {
		columns[c.Table] = append(columns[c.Table], c.Column)
	}
	of := map[dumpfmt.Name]bool{}
	for name, list := range columns {
		of[name] = words.NewTable(name.Name, list).Unpeopled()
	}
	return of
}

func (m *maker) rowsSeen() bool {
	for _, db := range m.dbs {
		if db.Rows != nil && len(db.Rows.tables) > 0 {
			return true
		}
	}
	return false
}

// evidence returns what rows say of a column and of those of partitions and
// children that get the same; nil if there are none.
func (m *maker) evidence(family []*cell) (rows int64, sum *columnEvidence) {
	seen := map[Place]bool{}
	for _, c := range family {
		if seen[c.Place] {
			continue
		}
		seen[c.Place] = true
		for _, db := range m.dbs {
			if db.Rows == nil || db.Rows.tables[c.Table] == nil {
				continue
			}
			t := db.Rows.tables[c.Table]
			if e := t.columns[c.Column]; e != nil && t.rows > 0 {
				if sum == nil {
					sum = &columnEvidence{}
				}
				rows += t.rows
				sum.merge(e)
			}
		}
	}
	return rows, sum
}

// personal returns the mask of what the values of a column look like, if that is
// something personal.
func (h Thresholds) personal(c *cell, e *columnEvidence, byType string) (Override, bool) {
	kept := c.rule == keep
	plain := isText(c.typ)
	if kind, share := e.most(); share >= h.Percent && (kept || c.part == Look) && c.part != Keys {
		why := fmt.Sprintf("%s %% look like %s", percent(share), kind)
		among := 2*e.whole[kind] < e.found[kind] // of a header, of a letter
		if among {
			why = fmt.Sprintf("%s %% have %s in them", percent(share), kind)
		}
		switch {
		case plain && share >= 50 && !among:
			return Override{Mask: maskOf[kind], Why: why, Part: Personal}, true
		case kept || plain && share >= 50 && among:
			return maskedByType(byType, why, Personal), true
		}
	}
	if share := 100 * float64(e.named) / float64(max(1, e.sampled)); plain && share >= 50 && (kept || c.part == Look) && !c.tool && c.part != Keys {
		return Override{Mask: "name", Why: percent(share) + " % look like names of people", Part: Personal}, true
	}
	return Override{}, false
}

// shared returns what follows from how many rows share each value of a column.
// people says whether the rows are people's.
func (h Thresholds) shared(c *cell, rows int64, e *columnEvidence, byType string, people bool) (Override, bool) {
	kept := c.rule == keep
	least, shared := e.shared(int64(h.K))
	switch {
	case kept && c.part == Operational && !c.tool && people && rows < int64(h.K):
		return Override{Mask: "keep", Part: Look, Why: fmt.Sprintf("%s; too few rows to tell, %d", c.why, rows)}, rows > 0
	case kept && c.part == Operational && !c.tool && people && !shared && len(e.values) < 3 && !e.many && !isText(c.typ):
		return Override{Mask: keptName, Part: Look, Why: fmt.Sprintf("%s; one of %d values is in fewer than %d rows", c.why, len(e.values), h.K)}, true
	case kept && c.part == Operational && !c.tool && people && !c.steers && !shared && isNumber(c.typ):
		return Override{Mask: keptName, Part: Look, Why: fmt.Sprintf("%s, but not each value is in %d rows", c.why, h.K)}, true
	case kept && c.part == Operational && !c.tool && people && !c.steers && !shared:
		return maskedByType(byType, fmt.Sprintf("%s, but not each value is in %d rows", c.why, h.K), Look), true
	case c.part == Look && !kept && c.meaning.Class == words.Unknown && shared && (isCode(c.typ) || !people && isText(strings.TrimSuffix(c.typ, "[]"))) && e.clean(h) && rows >= 10*int64(h.K):
		return Override{Mask: "keep", Part: Operational, Why: fmt.Sprintf("%d values, each in at least %d of %d rows", len(e.values), least, rows)}, len(e.values) > 1
	}
	return Override{}, false
}

// harmless keeps what is nobody's by the form of all values.
func (h Thresholds) harmless(c *cell, e *columnEvidence, people, unpeopled bool) (Override, bool) {
	if o, ok := h.short(c, e, people); ok {
		return o, true
	}
	if o, ok := h.closed(c, e, people); ok {
		return o, true
	}
	if o, ok := h.measured(c, e, people, unpeopled); ok {
		return o, true
	}
	return h.identified(c, e, people)
}

// shortest is the length up to which a value is a code or a small number: too
// short for a person's name or number, and for what opens something.
const shortest = 3

// short keeps codes and small numbers of which a name says nothing, in tables that
// have nothing to do with people.
func (h Thresholds) short(c *cell, e *columnEvidence, people bool) (Override, bool) {
	switch {
	case people, !h.unsaid(c, e), !isCode(c.typ), e.long == 0, e.long > shortest:
	default:
		return Override{Mask: keptName, Part: Operational, Why: fmt.Sprintf("no value has more than %d bytes, and nothing in its table is a person's", shortest)}, true
	}
	return Override{}, false
}

// leastIdentifiers is how many values it takes to say that all are identifiers.
const leastIdentifiers = 20

// identified keeps the columns of which a name says nothing and all values are
// identifiers, in tables that have nothing to do with people.
func (h Thresholds) identified(c *cell, e *columnEvidence, people bool) (Override, bool) {
	if people || !h.unsaid(c, e) || !isCode(c.typ) || e.sampled < leastIdentifiers || e.identifiers < e.sampled ||
		e.privates > 0 || 3*e.programs < 2*e.sampled ||
		100*float64(e.namedWords) >= h.Percent*float64(e.sampled) || !e.many && len(e.values) < 4 {
		return Override{}, false
	}
	return Override{Mask: keptName, Part: Operational, Why: fmt.Sprintf("all of %d values are identifiers of a program's, and nothing in its table is a person's", e.sampled)}, true
}

// leastClosed is how many values it takes to say that all are of closed lists.
const leastClosed = 5

// longestMeasure is the length up to which a number is one that things are measured by:
// too short for the number of a person, of an account or a telephone.
const longestMeasure = 6

// measured keeps short numbers of which a name says nothing, in tables called after things
// that have nobody in them. unpeopled says whether a table is one.
func (h Thresholds) measured(c *cell, e *columnEvidence, people, unpeopled bool) (Override, bool) {
	if people || !unpeopled || !h.unsaid(c, e) || !isNumber(c.typ) || e.sampled < leastMeasures || e.long > longestMeasure {
		return Override{}, false
	}
	return Override{Mask: keptName, Part: Operational, Why: fmt.Sprintf("no number has more than %d bytes, in a table of things with nobody in it", longestMeasure)}, true
}

// leastMeasures is how many numbers it takes to say how long they are.
const leastMeasures = 5

// closed keeps the columns of which a name says nothing and all values are of closed
// lists, in tables that have nothing to do with people.
func (h Thresholds) closed(c *cell, e *columnEvidence, people bool) (Override, bool) {
	if people || !h.unsaid(c, e) || !isText(c.typ) || !isCode(c.typ) || e.sampled < leastClosed || e.closed < e.sampled || 5*e.days > 4*e.sampled {
		return Override{}, false
	}
	return Override{Mask: keptName, Part: Operational, Why: "all values are of closed lists of programs', and nothing in its table is a person's"}, true
}

// unsaid reports whether nothing is known of a column by which it were masked or kept:
// its name says nothing, and next to nothing personal was found in it.
func (h Thresholds) unsaid(c *cell, e *columnEvidence) bool {
	return c.part == Look && c.rule != keep && c.meaning.Class == words.Unknown && !words.Amount(c.Column) && e.clean(h)
}

// manyValues is how many values it takes to say that hardly one comes twice: of
// fewer the estimate hangs on the order in which they were counted.
const manyValues = 2000

// filling says of a column that is to be looked at how it is filled, in words that
// many columns share, so that they can share a line: of one that never has a
// value nobody need think.
func filling(c *cell, rows int64, e *columnEvidence) string {
	if c.part != Look {
		return ""
	}
	filled := rows - e.null - e.empty
	var said []string
	switch {
	case filled <= 0:
		return "NULL or empty in all rows"
	case 20*filled < rows:
		said = append(said, "NULL or empty in most rows")
	}
	if !e.many && filled > 2*maxValues {
		said = append(said, fmt.Sprintf("no more than %d values", maxValues))
	}
	if isText(c.typ) && e.short == e.long && e.many {
		said = append(said, "all of one length")
	}
	if e.many && filled >= manyValues && 100*e.distinct.Estimate() >= 95*uint64(filled) {
		said = append(said, "hardly a value twice")
	}
	return strings.Join(said, ", ")
}

// maskedByType masks a column as its type asks for; where no mask will do it is
// kept, and to be looked at.
func maskedByType(byType, why string, part Part) Override {
	if byType == keptName || byType == refused || byType == "" {
		return Override{Mask: keptName, Part: Look, last: true, Why: why + ", and no mask of its type is sure to meet its constraints"}
	}
	return Override{Mask: byType, Part: part, Why: why}
}

// keptName is the mask of a column that is passed on.
const keptName = "keep"

// most returns the kind that is found most often, and its share in percent.
func (c *columnEvidence) most() (kind detect.Kind, share float64) {
	for k := range detect.NumKinds {
		if c.found[k] > c.found[kind] {
			kind = k
		}
	}
	return kind, 100 * float64(c.found[kind]) / float64(max(1, c.sampled))
}

// clean reports whether next to nothing personal was found.
func (c *columnEvidence) clean(h Thresholds) bool {
	_, share := c.most()
	return share < h.Percent && 100*float64(c.named) < h.Percent*float64(max(1, c.sampled))
}

// shared reports whether each value is in at least k rows, and in how many the
// rarest is.
func (c *columnEvidence) shared(k int64) (least int64, ok bool) {
	if c.many {
		return 0, false
	}
	for i, v := range c.values {
		if i == 0 || v.rows < least {
			least = v.rows
		}
	}
	return least, len(c.values) == 0 || least >= k
}

// isText reports whether a type is text of any length.
func isText(typ string) bool {
	return strings.HasPrefix(typ, "text") || strings.HasPrefix(typ, "character") || strings.HasSuffix(typ, "citext")
}

// isNumber reports whether a type is one of numbers that are counted or measured.
func isNumber(typ string) bool {
	switch typ {
	case "smallint", "integer", "bigint", "real", "double precision":
		return true
	}
	return strings.HasPrefix(typ, "numeric")
}

// isCode reports whether a type is one of those that codes have.
func isCode(typ string) bool {
	return isText(typ) && !strings.HasSuffix(typ, "]") || typ == "integer" || typ == "smallint" || typ == "bigint"
}

func percent(share float64) string { return strconv.FormatFloat(share, 'f', 0, 64) }
