package verify

import (
	"bytes"

	"sanitize/dumpfmt"
)

// A pairing pairs the rows of a block in both dumps, in their order. A row
// pairs with another where kept columns are equal and NULLs are in the same
// places; where that does not hold, a look ahead tells a row that is lost from
// one that was added, and two that were swapped from one that was changed.
type pairing struct {
	c      *comparer
	t      *table
	x, y   bool // the dumps that have the block
	joins  []role
	fa, fb fieldsOf
}

// fieldsOf are the fields of the header that was seen last.
type fieldsOf struct {
	header *dumpfmt.Header
	fields []int
}

func (p *pairing) run() {
	for {
		p.equals()
		a, b := p.row(p.c.a, p.x, 0, &p.fa), p.row(p.c.b, p.y, 0, &p.fb)
		switch {
		case !a.ok() && !b.ok():
			return
		case !b.ok():
			p.lose(a)
		case !a.ok():
			p.gain(b)
		default:
			p.pair(a, b)
		}
	}
}

// row returns the row n rows ahead.
func (p *pairing) row(k *cursor, has bool, n int, f *fieldsOf) rowView {
	if !has {
		return rowView{}
	}
	r, h := k.row(n)
	if !r.ok() {
		return r
	}
	r.fields = p.fields(f, h)
	return r
}

// fields returns which field of a header is each of the table's columns.
func (p *pairing) fields(f *fieldsOf, h *dumpfmt.Header) []int {
	if f.header != h {
		*f = fieldsOf{header: h, fields: p.t.fields(p.c, h)}
	}
	return f.fields
}

// equals goes beyond the rows at hand that are equal byte by byte, as those of a table
// that is kept are: most of them without a look at the fields of the second one.
func (p *pairing) equals() {
	if !p.x || !p.y || p.t.rule.Drop || p.t.rule.Sample || len(p.t.rule.Rows) > 0 {
		return
	}
	a, b := p.c.a.rest(), p.c.b.rest()
	n := min(a.n, b.n)
	if n == 0 || p.fields(&p.fa, a.item.header) != nil || p.fields(&p.fb, b.item.header) != nil {
		return
	}
	same := 0
	for ; same < n; same++ {
		x, y := rowView{chunk: a.chunk, row: a.chunk.rowAt(a.first + same)}, rowView{chunk: b.chunk, row: b.chunk.rows[b.first+same]}
		if !p.equal(x, y) {
			break
		}
		p.count(x, x)
	}
	p.c.a.next_ += same
	p.c.b.next_ += same
}

// pair compares the rows at hand, or finds out which of them has no other.
func (p *pairing) pair(a, b rowView) {
	t := p.t
	rule := t.ruleOf(a)
	if rule != nil && rule.Drop && !t.rule.Sample {
		p.drop(a)
		return
	}
	if t.rule.Drop {
		p.drop(a)
		return
	}
	if t.rule.Sample {
		switch {
		case rule != nil && rule.Drop, !p.like(a, b, rule):
			p.drop(a)
		case t.pairable():
			p.take(a, b, rule)
		default:
			t.unpaired++
			p.skip(a, b)
		}
		return
	}
	if rule == nil && p.equal(a, b) {
		p.skip(a, b)
		return
	}
	if !p.like(a, b, rule) && p.realign(a, b) {
		return
	}
	p.take(a, b, rule)
}

// equal compares two rows of COPY byte by byte, as those of a table that is kept
// are, and notes their values if they are equal.
func (p *pairing) equal(a, b rowView) bool {
	if a.row.hi == 0 || b.row.hi == 0 || a.fields != nil || b.fields != nil || !bytes.Equal(a.written(), b.written()) {
		return false
	}
	for i, f := range a.chunk.fields[a.row.first:][:min(int(a.row.n), len(p.t.columns))] {
		if col := p.t.columns[i]; !col.generated {
			v := a.chunk.value(f)
			col.see(p.c, v, v, b.row.line)
		}
	}
	return true
}

// realign finds rows that were lost, added or swapped; false if a and b are one
// row after all.
func (p *pairing) realign(a, b rowView) bool {
	a1, b1 := p.row(p.c.a, p.x, 1, &p.fa), p.row(p.c.b, p.y, 1, &p.fb)
	lost := a1.ok() && p.same(a1, b)
	added := b1.ok() && p.same(a, b1)
	switch {
	case lost && added:
		p.t.swapped.add(b.row.line, 0)
		p.takeBoth(a, b1)
		p.takeBoth(a1, b)
		p.skip(a, b)
		p.skip(a1, b1)
		return true
	case lost && p.sameOrOver(2, 1):
		p.lose(a)
		return true
	case added && p.sameOrOver(1, 2):
		p.gain(b)
		return true
	}
	// Several rows may be lost or added at once.
	for n := 2; n <= 8; n++ {
		if an := p.row(p.c.a, p.x, n, &p.fa); an.ok() && p.same(an, b) && p.sameOrOver(n+1, 1) {
			p.lose(a)
			return true
		}
		if bn := p.row(p.c.b, p.y, n, &p.fb); bn.ok() && p.same(a, bn) && p.sameOrOver(1, n+1) {
			p.gain(b)
			return true
		}
	}
	return false
}

// same is like, for rows ahead: they must also have a kept value in common.
func (p *pairing) same(a, b rowView) bool {
	return p.like(a, b, p.t.ruleOf(a))
}

// sameOrOver reports whether the rows ahead are the same, or both are over.
func (p *pairing) sameOrOver(n, m int) bool {
	a, b := p.row(p.c.a, p.x, n, &p.fa), p.row(p.c.b, p.y, m, &p.fb)
	return !a.ok() && !b.ok() || a.ok() && b.ok() && p.same(a, b)
}

// like reports whether two rows may be one.
func (p *pairing) like(a, b rowView, rule *RowRule) bool {
	for i, col := range p.t.columns {
		fa, fb := a.field(i), b.field(i)
		if rule.sets(col) || col.generated {
			continue
		}
		if col.decision.Free {
			continue
		}
		if !col.known && col.mayVanish() {
			continue
		}
		if (fa.n == null) != (fb.n == null) {
			return false
		}
		if !col.steady() {
			continue
		}
		if !bytes.Equal(a.chunk.value(fa), b.chunk.value(fb)) {
			return false
		}
	}
	return true
}

func (p *pairing) skip(a, b rowView) {
	p.count(a, b)
	p.c.a.skipRow()
	p.c.b.skipRow()
}

func (p *pairing) count(a, b rowView) {
	if a.ok() {
		p.t.before++
	}
	if b.ok() {
		p.t.after++
	}
	p.c.joins.add(p.joins, a, b)
}

// take compares two rows that belong together.
func (p *pairing) take(a, b rowView, rule *RowRule) {
	if a.row.n != b.row.n && a.fields == nil && b.fields == nil {
		p.t.loners.add(b.row.line, 0)
	}
	p.compare(a, b, rule)
	p.skip(a, b)
}

func (p *pairing) takeBoth(a, b rowView) { p.compare(a, b, p.t.ruleOf(a)) }

func (p *pairing) compare(a, b rowView, rule *RowRule) {
	p.c.moves.reset()
	defer p.moved(b.row.line)
	for i, col := range p.t.columns {
		fa, fb := a.field(i), b.field(i)
		if fa.n == unset && fb.n == unset || col.generated {
			continue
		}
		va, vb := a.chunk.value(fa), b.chunk.value(fb)
		if rule.sets(col) {
			p.c.sets(col, va, vb, rule.Sets[col.name], b.row.line)
			continue
		}
		col.see(p.c, va, vb, b.row.line)
		if col.decision.Loose || col.decision.Free || col.known && col.decision.Kept || bytes.Equal(va, vb) {
			continue
		}
		if col.kind == kindText || col.kind == kindOther {
			p.c.moves.add(i, va, vb)
		}
	}
}

// moved finds the originals of a row's masked columns that stand in others of
// its masked columns.
func (p *pairing) moved(line int64) {
	m := &p.c.moves
	for i, column := range m.columns {
		tries, found := m.find(i)
		col := p.t.columns[column]
		col.tries += int64(tries)
		if found && !p.c.isLiteral(m.is[i]) { // which masks draw of the schema's lists
			col.rarely.touch().moved.add(line, p.c.print(m.is[i]), chanceDrawn(m.is[i], m.was[i]))
		}
	}
}

// moves are the values of a row that were changed.
type moves struct {
	columns []int
	was, is [][]byte
}

func (m *moves) reset() { m.columns, m.was, m.is = m.columns[:0], m.was[:0], m.is[:0] }

func (m *moves) add(column int, was, is []byte) {
	m.columns, m.was, m.is = append(m.columns, column), append(m.was, was), append(m.is, is)
}

// find reports whether the i-th result is the original of another one, and with how
// many it was compared: those of its length.
func (m *moves) find(i int) (tries int, found bool) {
	is := m.is[i]
	for j, was := range m.was {
		if i == j || len(is) != len(was) {
			continue
		}
		tries++
		found = found || bytes.Equal(is, was)
	}
	return tries, found && long(is) && !placeholder(is) && !isCommon(is)
}

// drop passes over a row that the rules drop.
func (p *pairing) drop(a rowView) {
	p.t.dropped++
	p.count(a, rowView{})
	p.c.dropped(p.t, a)
	p.c.a.skipRow()
}

// lose notes a row that only the first dump has.
func (p *pairing) lose(a rowView) {
	rule := p.t.ruleOf(a)
	if p.t.rule.Drop || p.t.rule.Sample || rule != nil && rule.Drop {
		p.drop(a)
		return
	}
	p.t.lost.add(p.c.b.line(), p.c.rowPrint(a))
	p.count(a, rowView{})
	p.c.a.skipRow()
}

// gain notes a row that only the second dump has.
func (p *pairing) gain(b rowView) {
	p.t.added.add(b.row.line, p.c.rowPrint(b))
	p.count(rowView{}, b)
	p.c.b.skipRow()
}

// rowPrint is the fingerprint of a row.
func (c *comparer) rowPrint(r rowView) Fingerprint {
	var all []byte
	for i := range r.len() {
		all = append(append(all, r.value(i)...), 0)
	}
	return c.print(all)
}

// pairable reports whether rows of a sample can be told from each other: a kept
// column is known.
func (t *table) pairable() bool {
	for _, col := range t.columns {
		if col.known && col.decision.Kept {
			return true
		}
	}
	return false
}

// ruleOf returns the rule that decides for a row, nil if none does.
func (t *table) ruleOf(r rowView) *RowRule {
	for i := range t.rule.Rows {
		if t.holds(&t.rule.Rows[i], r) {
			return &t.rule.Rows[i]
		}
	}
	return nil
}

func (t *table) holds(rule *RowRule, r rowView) bool {
	for i := range rule.Where {
		c := &rule.Where[i]
		at := t.index(c.Column)
		if at < 0 || !c.holds(r.value(at)) {
			return false
		}
	}
	return true
}

// sets reports whether a rule, which may be nil, gives a column another value.
func (r *RowRule) sets(col *column) bool {
	if r == nil {
		return false
	}
	_, ok := r.Sets[col.name]
	return ok
}

// holds reports whether the condition holds for a value, nil for NULL. Literals
// compare as text, as booleans and as numbers: the type is not asked.
func (c *Condition) holds(v []byte) bool {
	switch {
	case c.Null:
		return v == nil
	case c.NotNull:
		return v != nil
	case v == nil:
		return false
	case c.Like != nil:
		return c.Like.Match(v)
	}
	for _, want := range c.OneOf {
		if alike(string(v), want) {
			return true
		}
	}
	return false
}
