package verify

import (
	"bytes"
	"context"
	"hash/maphash"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// A comparer holds two dumps against each other.
type comparer struct {
	opts      *Options
	key       maphash.Seed
	a, b      *cursor // before and after
	tables    map[tableKey]*table
	order     []*table
	originals *originals
	joins     *joins
	crew      *crew
	decisions map[Decision]*Decision
	// attributes are the columns of the schemas' tables, in their place.
	attributes map[*dumpfmt.Table][]attribute
	edits      []edit
	moves      moves
	result     *Result
	confirmed  bool    // nothing that is told of originals is the filter's mistake
	share      float64 // of what may be an original, what was looked up
}

type tableKey struct {
	database int
	name     dumpfmt.Name
}

// attribute is what matters of a column that the schema has.
type attribute struct {
	name      string
	kind      kind
	generated bool
}

// condense takes the columns of the schemas' tables, and leaves what matters of them:
// there may be hundreds of thousands.
func (c *comparer) condense() {
	for _, s := range c.opts.Schemas {
		for _, t := range s.Tables {
			if c.attributes[t] != nil {
				continue // databases may share a schema
			}
			list := make([]attribute, len(t.Columns))
			for i := range t.Columns {
				k := &t.Columns[i]
				list[i] = attribute{k.Name, kindOf(s, k.Type, 0), k.Generated}
			}
			c.attributes[t], t.Columns = list, nil
		}
	}
}

// table is what was seen of a table's rows.
type table struct {
	key      tableKey
	rule     TableRule
	columns  []*column
	of       []attribute // nil if the schema does not have it
	before   int64
	after    int64
	dropped  int64
	unpaired int64 // rows of a sample that could not be paired
	lost     tally
	added    tally
	swapped  tally
	loners   tally // rows with another number of fields
}

// compare reads both dumps to their ends.
func (c *comparer) compare(ctx context.Context, before, after Dump) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(context.Canceled)
	fa, err := open(ctx, before, c.opts.Scan...)
	if err != nil {
		return err
	}
	fb, err := openLazily(ctx, after, c.opts.Scan...)
	if err != nil {
		return err
	}
	c.a, c.b = &cursor{feed: fa, release: c.crew.release}, &cursor{feed: fb, release: c.crew.release}
	defer c.crew.wait()
	for {
		x, y := c.a.item(), c.b.item()
		if x == nil && y == nil || fa.err != nil && x == nil || fb.err != nil && y == nil {
			break
		}
		c.step(x, y)
	}
	if x := c.a.item(); x == nil && fa.err != nil {
		return fa.err
	}
	if y := c.b.item(); y == nil && fb.err != nil {
		return fb.err
	}
	return nil
}

// step compares what is at hand.
func (c *comparer) step(x, y *item) {
	switch {
	case x != nil && isRows(x.kind) && y != nil && isRows(y.kind) && c.same(x, y):
		c.block(x, y)
	case x != nil && isRows(x.kind) && (y == nil || !isRows(y.kind) || !c.later(x, y)):
		c.block(x, nil)
	case y != nil && isRows(y.kind):
		c.block(nil, y)
	default:
		c.statement(x, y)
	}
}

// same reports whether two blocks are of one table.
func (c *comparer) same(x, y *item) bool {
	return c.target(x) == c.target(y)
}

// later reports whether the block x is of a table that the second dump has
// later on, as far as the schema's order tells.
func (c *comparer) later(x, y *item) bool {
	t, u := c.schema(x).Tables[c.target(x).name], c.schema(y).Tables[c.target(y).name]
	return t != nil && u != nil && t.Order > u.Order
}

var noSchema = dumpfmt.NewSchema()

func (c *comparer) schema(it *item) *dumpfmt.Schema {
	if s := c.opts.Schemas[it.session.Connects]; s != nil {
		return s
	}
	return noSchema
}

// target returns the table that a block's rows go to.
func (c *comparer) target(it *item) tableKey {
	name, err := ddl.Target(c.schema(it), it.header, it.session)
	if err != nil {
		name = it.header.Table
	}
	return tableKey{it.session.Connects, name}
}

// block compares the rows of a block; x or y is nil if the other dump does not
// have it.
func (c *comparer) block(x, y *item) {
	first := x
	if first == nil {
		first = y
	}
	t := c.enter(first)
	j := c.joins.enter(t)
	var ha, hb *dumpfmt.Header
	if x != nil {
		ha = x.header
	}
	if y != nil {
		hb = y.header
	}
	p := pairing{c: c, t: t, x: x != nil, y: y != nil, joins: j}
	p.run()
	if ha != nil {
		c.a.endBlock(ha.Table)
	}
	if hb != nil {
		c.b.endBlock(hb.Table)
	}
}

// enter returns the table of a block.
func (c *comparer) enter(it *item) *table {
	key := c.target(it)
	t := c.tables[key]
	if t == nil {
		t = &table{key: key, of: c.attributes[c.schema(it).Tables[key.name]]}
		if c.opts.Rules.Table != nil {
			t.rule = c.opts.Rules.Table(key.database, key.name)
		}
		c.tables[key] = t
		c.order = append(c.order, t)
		names := c.columnsOf(it.header, t)
		t.columns = make([]*column, 0, len(names))
		for i, room := 0, make([]column, len(names)); i < len(names); i++ {
			t.add(c, &room[i], names[i])
		}
	}
	return t
}

// columnsOf returns the names of a header's fields.
func (c *comparer) columnsOf(h *dumpfmt.Header, t *table) []string {
	var names []string
	if h.OIDs {
		names = append(names, "oid")
	}
	if h.Columns == nil && t.of != nil {
		for _, a := range t.of {
			if h.Insert || !a.generated {
				names = append(names, a.name)
			}
		}
		return names
	}
	return append(names, h.Columns...)
}

// add adds a column, for which there is room.
func (t *table) add(c *comparer, col *column, name string) {
	col.name = name
	var decision Decision
	if c.opts.Rules.Column != nil {
		decision, col.known = c.opts.Rules.Column(t.key.database, t.key.name, name)
	}
	col.decision = c.decisions[decision]
	if col.decision == nil {
		col.decision = &decision
		c.decisions[decision] = col.decision
	}
	if i := slices.IndexFunc(t.of, func(a attribute) bool { return a.name == name }); i >= 0 {
		col.kind, col.generated = t.of[i].kind, t.of[i].generated
	}
	t.columns = append(t.columns, col)
}

// index returns which column has a name, -1 for none.
func (t *table) index(name string) int {
	return slices.IndexFunc(t.columns, func(col *column) bool { return col.name == name })
}

// fields returns which field of a header is each of the table's columns, nil if
// they are in order.
func (t *table) fields(c *comparer, h *dumpfmt.Header) []int {
	names := c.columnsOf(h, t)
	if slices.EqualFunc(names, t.columns, func(name string, col *column) bool { return name == col.name }) {
		return nil
	}
	for _, n := range names {
		if t.index(n) < 0 {
			t.add(c, &column{}, n)
		}
	}
	list := make([]int, len(t.columns))
	for i, col := range t.columns {
		list[i] = slices.Index(names, col.name)
	}
	return list
}

// statement compares what is outside of rows.
func (c *comparer) statement(x, y *item) {
	switch {
	case x != nil && y != nil && x.kind == y.kind && bytes.Equal(x.text, y.text):
		if c.untouched(x) {
			c.result.found(Finding{Class: "statement-left", Object: object(y), Count: 1, Line: y.line, Fingerprint: c.print(y.text)})
		}
		c.a.next()
		c.b.next()
	case sameFrame(x, y):
		c.edited(x, y)
		c.a.next()
		c.b.next()
	case y != nil && y.kind == dumpfmt.Meta && (hasWords(y.text, `\if true`) || hasWords(y.text, `\endif`)):
		c.b.next() // --guard
	case y == nil:
		c.only(x, true)
		c.a.next()
	case x == nil:
		c.only(y, false)
		c.b.next()
	default:
		c.differ(x, y)
	}
}

// differ compares statements that are not the same.
func (c *comparer) differ(x, y *item) {
	how := c.allowed(x)
	switch {
	case how.drop && !sameHead(x, y):
		c.result.outside(how.key, x, c)
		c.a.next()
	case how.edit && sameHead(x, y) && (!how.marked || bytes.Contains(y.text, editMark)):
		c.result.outside(how.key, x, c)
		c.edited(x, y)
		c.a.next()
		c.b.next()
	case how.drop:
		c.result.outside(how.key, x, c)
		c.a.next()
	case c.ahead(c.a, y):
		c.only(x, true)
		c.a.next()
	case c.ahead(c.b, x):
		c.only(y, false)
		c.b.next()
	default:
		c.result.found(Finding{Class: "statement-changed", Object: object(x), Count: 1, Line: y.line, Fingerprint: c.print(y.text)})
		c.edited(x, y)
		c.a.next()
		c.b.next()
	}
}

// ahead reports whether one of the next items of a dump is it.
func (c *comparer) ahead(k *cursor, it *item) bool {
	for n := 1; n <= 12; n++ {
		p := k.peek(n)
		if p == nil {
			return false
		}
		if p.kind == it.kind && !isRows(p.kind) && bytes.Equal(p.text, it.text) {
			return true
		}
	}
	return false
}

// only notes a statement that only one dump has.
func (c *comparer) only(it *item, first bool) {
	if first {
		if how := c.allowed(it); how.drop {
			c.result.outside(how.key, it, c)
			return
		}
		c.result.found(Finding{Class: "statement-lost", Object: object(it), Count: 1, Line: c.b.line(), Fingerprint: c.print(it.text)})
		return
	}
	c.result.found(Finding{Class: "statement-added", Object: object(it), Count: 1, Line: it.line, Fingerprint: c.print(it.text)})
	c.edited(&item{}, it)
}

// print returns the fingerprint of a value.
func (c *comparer) print(v []byte) Fingerprint { return Fingerprint(maphash.Bytes(c.key, v)) }

// isLiteral reports whether a value is a literal of the schema.
func (c *comparer) isLiteral(v []byte) bool {
	if len(c.originals.public) == 0 {
		return false
	}
	r := c.originals.reader()
	r.read(v)
	return c.originals.isPublic(r.whole().hash)
}
