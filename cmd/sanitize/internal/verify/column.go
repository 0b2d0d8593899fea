package verify

import (
	"bytes"
	"strings"
)

// column is what was seen of a column. There may be hundreds of thousands: what is
// rare of them is kept apart.
type column struct {
	name      string
	decision  *Decision // shared
	known     bool      // decision is
	kind      kind
	generated bool
	stays     [2]bool // in the second dump some values are not NULL, not empty
	waiting   int32   // which list of the crew has its values that wait, from 1; 0: none

	compared int64 // values that are neither NULL nor empty in both dumps
	hollow   int64 // of them: zeros and the like, which masks leave, while the column seemed to be kept
	changed  tally // of them
	left     tally // of them: equal, and long enough to tell
	chance   float64
	tries    int64 // with how many originals of the rows' other columns its results were compared
	rarely   lazy[rarely]
	results  lazy[results]
}

// rarely is what was seen of few columns: there may be many.
type rarely struct {
	moved  moved    // results that are the original of another column of the row
	null   [2]tally // became NULL, was NULL
	empty  [2]tally // became empty, was empty
	set    tally    // values that rules for rows set
	unlike tally    // of these, that are not what they are set to
}

// results is what the crew has seen of a column that was changed.
type results struct {
	derived  tally // results that tell their original
	reshaped tally // results of another form
	words    part  // of text
	parts    map[uint64]*part
	keys     map[string]bool // of JSON, before
	mapping  mapping
	near     near
}

// lazy is a T that is made when there is something to note in it.
type lazy[T any] struct{ made *T }

// touch returns the T, to note something in it; view returns it as it is.
func (l *lazy[T]) touch() *T {
	if l.made == nil {
		l.made = new(T)
	}
	return l.made
}

func (l *lazy[T]) view() *T {
	if l.made == nil {
		return new(T)
	}
	return l.made
}

// part is what was seen of a part of a column's values: a path of JSON, the
// elements of an array, the words of a text.
type part struct {
	changed  int64
	left     tally
	likely   tally   // that are as they were, and may be so by chance
	expected float64 // of them, by chance
}

// join adds what was seen of the same part of other values.
func (p *part) join(other *part) {
	p.changed += other.changed
	p.left.join(other.left)
	p.likely.join(other.likely)
	p.expected += other.expected
}

// stays returns what was left of the part: of what may be left by chance, only more
// than that leaves.
func (p *part) stays() tally {
	if p.likely.n <= allowed(p.expected) {
		return p.left
	}
	sum := p.left
	sum.join(p.likely)
	return sum
}

// moved is how many results were found to be what they might have been by chance, or
// not.
type moved struct {
	surely, likely tally
	chance         float64 // the sum, of the likely ones
}

func (m *moved) add(line int64, print Fingerprint, chance float64) {
	if chance == 0 {
		m.surely.add(line, print)
		return
	}
	m.likely.add(line, print)
	m.chance += chance
}

// beyond returns those that are more than chance explains, which had so many tries.
func (m *moved) beyond(tries int64) tally {
	all := m.surely
	if n := m.likely.n; n > 0 && n > allowed(float64(tries)*m.chance/float64(n)) {
		all.join(m.likely)
	}
	return all
}

// A tally counts what was found, with where it was first.
type tally struct {
	n     int64
	line  int64
	print Fingerprint
}

func (t *tally) add(line int64, print Fingerprint) {
	if t.n == 0 {
		t.line, t.print = line, print
	}
	t.n++
}

// join adds what other has counted. The first place of both stays.
func (t *tally) join(other tally) {
	if other.n > 0 && (t.n == 0 || other.line < t.line) {
		t.line, t.print = other.line, other.print
	}
	t.n += other.n
}

// kept reports whether the column is kept: as it is known, or as far as it has
// been seen.
func (col *column) kept() bool {
	if col.known {
		return col.decision.Kept
	}
	if col.compared == 0 {
		r := col.rarely.view()
		return r.null[0].n+r.empty[0].n == 0
	}
	return col.changed.n*damaged <= col.compared-col.hollow
}

// damaged is in how many values of a column of which nothing is known one may
// differ for it to be a kept one that was damaged.
const damaged = 10

// steady reports whether rows can be told from each other by the column's values:
// it is kept, or always was so far.
func (col *column) steady() bool {
	if col.known {
		return col.decision.Kept
	}
	return col.changed.n == 0 && col.compared >= 16
}

// mayVanish reports whether all values of a column of which nothing is known may
// have become NULL.
func (col *column) mayVanish() bool { return col.compared == 0 }

// see compares the values of one row; nil is NULL.
func (col *column) see(c *comparer, a, b []byte, line int64) {
	if b != nil {
		col.stays[0] = true
		col.stays[1] = col.stays[1] || len(b) > 0
	}
	if col.known && !col.decision.becomes(b) {
		c.count(&col.rarely.touch().unlike, b, line)
	}
	switch {
	case a == nil && b == nil:
		return
	case a == nil:
		col.rarely.touch().null[1].add(line, 0)
		return
	case b == nil:
		c.count(&col.rarely.touch().null[0], a, line)
		col.vanish(c, a)
		return
	case len(a) == 0 && len(b) == 0:
		return
	case len(a) == 0:
		col.rarely.touch().empty[1].add(line, 0)
		return
	case len(b) == 0:
		c.count(&col.rarely.touch().empty[0], a, line)
		col.vanish(c, a)
		return
	}
	col.compared++
	if bytes.Equal(a, b) {
		if !col.kept() {
			col.same(c, a, line)
		} else if !col.known {
			col.stay(c, a, line)
		}
		return
	}
	c.count(&col.changed, a, line)
	if !col.known || !col.decision.Kept {
		c.crew.hand(col, change{a, b, line})
	}
}

// vanish hands over an original that has no result: it may stand elsewhere.
func (col *column) vanish(c *comparer, a []byte) {
	if len(a) > 0 && (!col.known || !col.decision.Kept) {
		c.crew.hand(col, change{a: a, line: gone})
	}
}

// stay notes a value of a column that seems to be kept. After many of them, and no
// other, it is taken for kept: what its values are tells no more then.
func (col *column) stay(c *comparer, a []byte, line int64) {
	switch {
	case isHollow(a):
		col.hollow++
		return
	case col.changed.n == 0 && col.compared > early:
		return
	case len(a) <= longestHollow && placeholder(a):
		col.hollow++
		return
	case col.compared > early && !col.form(a).inner() && long(a) && !placeholder(a),
		(col.compared <= early || col.form(a).inner()) && col.says(a, c.originals.steering) && !c.isLiteral(a):
		c.count(&col.left, a, line)
	}
	if col.changed.n > 0 {
		c.crew.hand(col, change{a, a, stayed})
	}
}

// isHollow reports whether a short value has nothing that a mask would change: it is
// of marks and zeros, as 0.00, -- and {} are.
func isHollow(v []byte) bool {
	if len(v) > 4 {
		return false
	}
	for _, b := range v {
		if b != '0' && wordByte(b) {
			return false
		}
	}
	return true
}

// early is how many values of a column are looked at closely while nothing was
// changed: after so many it is a kept one.
const early = 1000

// count counts a value.
func (c *comparer) count(t *tally, v []byte, line int64) {
	if t.n == 0 {
		t.add(line, c.print(v))
		return
	}
	t.n++
}

// same notes a value that a mask has left as it was.
func (col *column) same(c *comparer, a []byte, line int64) {
	c.crew.hand(col, change{a, a, line})
	if col.form(a).inner() {
		return
	}
	if long(a) && !col.nobodys(a) && !c.isLiteral(a) {
		c.count(&col.left, a, line)
		col.chance += chance(a)
	}
}

// nobodys reports whether a value is a placeholder, or an array of days and times that
// all are.
func (col *column) nobodys(v []byte) bool {
	if col.kind != kindDate || v[0] != '{' {
		return placeholder(v)
	}
	for one := range bytes.FieldsFuncSeq(v, func(r rune) bool { return strings.ContainsRune(`{},"`, r) }) {
		if !placeholder(one) {
			return false
		}
	}
	return true
}

// forget forgets what is of no use once the column is judged.
func (r *results) forget() {
	r.parts, r.mapping.forth.slots, r.mapping.back.slots = nil, nil, nil
}

// masked reports whether the values of the column were masked, once all rows
// have been seen.
func (col *column) masked() bool {
	if col.known {
		return !col.decision.Kept
	}
	return !col.kept() || col.results.view().mapping.isLawful()
}

// judgeColumn finds what is wrong with a column.
func (c *comparer) judgeColumn(t *table, col *column) {
	report := func(class string, what tally) {
		if what.n > 0 {
			c.result.found(Finding{
				Class: class, Database: t.key.database, Table: t.key.name.String(), Column: col.name,
				Count: what.n, Line: what.line, Fingerprint: what.print,
			})
		}
	}
	seldom, made := col.rarely.view(), col.results.view()
	report("set-missed", seldom.unlike)
	if !col.masked() {
		report("kept-changed", col.changed)
		report("null-filled", seldom.null[1])
		report("null-made", seldom.null[0])
		report("empty-filled", seldom.empty[1])
		report("empty-made", seldom.empty[0])
		return
	}
	c.judgeNulls(col, report)
	if !col.mayStay() && col.left.n > allowed(col.chance) {
		report("value-left", col.left)
	}
	report("value-moved", seldom.moved.beyond(col.tries))
	report("value-derived", made.derived)
	made.near.judge(col, report)
	report("form-changed", made.reshaped)
	c.judgeParts(col, report)
	c.judgeMapping(t, col, report)
}

// mayStay reports whether equal values in one row mean nothing.
func (col *column) mayStay() bool {
	if col.kind == kindChoice {
		return true
	}
	if col.known {
		return col.decision.Loose || col.decision.Free
	}
	// A mask that rounds, or chooses of a list, leaves many values.
	if col.kind == kindNumber || col.kind == kindDate {
		return col.left.n*100 > col.compared
	}
	return col.left.n*2 > col.compared
}

// judgeNulls finds NULLs and empty strings that are no more, or are new. Of a
// mask that is not known all values may have become so.
func (c *comparer) judgeNulls(col *column, report func(string, tally)) {
	if col.known && col.decision.Free {
		return
	}
	seldom := col.rarely.view()
	report("null-filled", seldom.null[1])
	report("empty-filled", seldom.empty[1])
	if col.known || col.stays[0] {
		report("null-made", seldom.null[0])
	}
	if col.known || col.stays[1] {
		report("empty-made", seldom.empty[0])
	}
}

// judgeParts finds parts of values that are left where they are masked else.
func (c *comparer) judgeParts(col *column, report func(string, tally)) {
	if col.known && col.decision.Loose || col.kind == kindChoice {
		return
	}
	strict := col.known && !col.decision.Partly
	var sum tally
	add := func(p *part) {
		left := p.stays()
		if left.n == 0 || !strict && (p.changed == 0 || left.n*2 > p.changed+left.n) {
			return
		}
		sum.join(left)
	}
	made := col.results.view()
	add(&made.words)
	for _, p := range made.parts {
		add(p)
	}
	report("part-left", sum)
}

// sets notes the value of a column that a rule for rows sets: to want, unless that
// is nil.
func (c *comparer) sets(col *column, a, b []byte, want *string, line int64) {
	if want != nil && (b == nil || !alike(string(b), *want)) {
		c.count(&col.rarely.touch().unlike, b, line)
	}
	if !bytes.Equal(a, b) {
		col.rarely.touch().set.n++
		c.crew.hand(col, change{a: a, line: gone})
	}
}

// dropped notes the row that the rules drop.
func (c *comparer) dropped(t *table, a rowView) {
	for i, col := range t.columns {
		if v := a.value(i); len(v) > 0 && col.known && !col.decision.Kept {
			c.crew.hand(col, change{a: v, line: gone})
		}
	}
}
