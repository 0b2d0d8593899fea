package bind

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// TablePlan is what to do with the rows of a block: the masks of its fields.
// It is immutable and safe for concurrent use.
type TablePlan struct {
	plan    *Plan
	table   dumpfmt.Name
	drop    bool
	width   int // number of fields of a row
	fields  []fieldPlan
	rules   []rowPlan
	sample  *boundSample // nil: no row goes by a sample
	refers  bool         // some field refers to others
	keys    []rowKey
	charset charset
}

// fieldPlan is a field that is masked.
type fieldPlan struct {
	index  int // of the field in the row
	column string
	mask   mask.Mask
	name   string // of the mask
	null   bool   // the field becomes NULL
	fill   bool   // NULL is masked, too
	key    int    // in TablePlan.keys; -1: the mask does not follow the row
	refs   []refPlan
	count  int // in TableCounts.Columns; -1: a rule for rows has set it
}

// rowKey are the fields whose values are the key of a row.
type rowKey struct {
	fields []int
	column []byte // whose own key it is, nil for one that columns share
}

// Table returns the plan for the rows of a block, or nil if they are to be
// passed on as they are. encoding is the client_encoding in force there, "" if
// the dump sets none. Blocks of one form share their plan.
//
// The errors: a table or column that the schema does not have, rows whose
// columns are not certain, an encoding that masks do not know, ON CONFLICT DO
// NOTHING where a masked value may meet another.
func (p *Plan) Table(h *dumpfmt.Header, encoding string) (*TablePlan, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.blocks[h.Table] {
		if b.encoding == encoding && (b.header == h || sameForm(b.header, h)) {
			return b.plan, nil
		}
	}
	tb, known := p.tables[h.Table]
	if !known {
		var err error
		if tb, err = p.unknownTable(h); err != nil {
			return nil, err
		}
		p.markAllowed(tb.table)
	}
	plan, err := p.newTable(tb, known, h, encoding)
	if err != nil {
		return nil, err
	}
	p.blocks[h.Table] = append(p.blocks[h.Table], &block{h, encoding, plan, p.newKept(tb, h)})
	return plan, nil
}

// Kept returns what is to be looked at in the rows of a block that Table was
// asked for, nil if nothing is.
func (p *Plan) Kept(h *dumpfmt.Header, encoding string) *KeptPlan {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.blocks[h.Table] {
		if b.encoding == encoding && (b.header == h || sameForm(b.header, h)) {
			return b.kept
		}
	}
	return nil
}

// block is a form of block and its plan.
type block struct {
	header   *dumpfmt.Header
	encoding string
	plan     *TablePlan
	kept     *KeptPlan
}

func sameForm(a, b *dumpfmt.Header) bool {
	return a.OIDs == b.OIDs && a.Insert == b.Insert && a.OnConflict == b.OnConflict && a.Default == b.Default &&
		(a.Columns == nil) == (b.Columns == nil) && slices.Equal(a.Columns, b.Columns)
}

// newTable returns what Table does for a block of the table tb; known says
// whether the schema has it.
func (p *Plan) newTable(tb *tableBinding, known bool, h *dumpfmt.Header, encoding string) (*TablePlan, error) {
	switch {
	case tb.rows.drop:
		return &TablePlan{plan: p, table: h.Table, drop: true}, nil
	case h.Default:
		return nil, nil // no fields, so no values
	}
	columns, err := blockColumns(tb, h)
	if err != nil {
		return nil, err
	}
	if known && len(columns) == 0 {
		t := &TablePlan{plan: p, table: h.Table} // no rule has kept what rows of no columns hold
		return t, t.setFields(tb, nil, h)
	}
	if !slices.ContainsFunc(columns, (*columnBinding).masked) && len(tb.rows.rules) == 0 && tb.rows.sample == nil {
		return nil, nil
	}
	if h.Columns == nil && !tb.table.OrderCertain {
		return nil, &policy.Error{
			Msg:  fmt.Sprintf("the rows of %s come without column names, and the order of its columns is not certain", h.Table),
			Hint: "make the dump with --column-inserts",
		}
	}
	if err := p.mayConflict(tb, h); err != nil {
		return nil, err
	}
	cs, err := newCharset(encoding)
	if err != nil {
		return nil, err
	}
	t := &TablePlan{plan: p, table: h.Table, charset: cs}
	return t, t.setFields(tb, columns, h)
}

// blockColumns returns the columns of the block's fields, without the OID.
func blockColumns(tb *tableBinding, h *dumpfmt.Header) ([]*columnBinding, error) {
	var columns []*columnBinding
	if h.Columns == nil {
		for i := range tb.columns {
			// COPY leaves generated columns out; INSERT has DEFAULT for them.
			if c := &tb.columns[i]; h.Insert || !c.column.Generated {
				columns = append(columns, c)
			}
		}
		return columns, nil
	}
	for _, name := range h.Columns {
		i, ok := tb.byName[name]
		if !ok {
			return nil, &policy.Error{
				Msg:  fmt.Sprintf("the rows of %s have a column %q that its CREATE TABLE has not", h.Table, name),
				Hint: "is --schema of the same database as the dump?",
			}
		}
		columns = append(columns, &tb.columns[i])
	}
	return columns, nil
}

// setFields sets the fields that are masked, the row's keys they need, and what
// becomes of the rows.
func (t *TablePlan) setFields(tb *tableBinding, columns []*columnBinding, h *dumpfmt.Header) (err error) {
	first := 0
	if h.OIDs {
		first = 1 // field 0 is the OID
	}
	t.width = first + len(columns)
	known := map[string]int{}
	if t.fields, err = t.newFields(tb, columns, first, known, nil); err != nil {
		return err
	}
	return t.setRows(tb, columns, first, known)
}

// newFields returns the fields that are masked; sets are masks that take the
// place of those of columns. known are the keys of rows so far, by the column
// that they go by.
func (t *TablePlan) newFields(tb *tableBinding, columns []*columnBinding, first int, known map[string]int, sets map[*columnBinding]*boundMask) (_ []fieldPlan, err error) {
	var fields []fieldPlan
	masked := 0 // of the fields so far, those whose column has a mask
	for i, c := range columns {
		m, count := c.mask, -1
		if c.masked() {
			count = masked
			masked++
		}
		if set := sets[c]; set != nil {
			m, count = set, -1
		}
		if m == nil || m.keep {
			continue
		}
		f := fieldPlan{
			index: first + i, column: c.column.Name, mask: m.mask, name: m.name,
			null: m.null, fill: !m.keepNull, key: -1, count: count,
		}
		if m.refs != nil {
			if f.refs, err = newRefs(tb, columns, m, first); err != nil {
				return nil, err
			}
			t.refers = true
		} else if m.usesRow {
			if f.key, err = t.keyOf(tb, columns, first, known, c, m); err != nil {
				return nil, err
			}
		}
		fields = append(fields, f)
	}
	return inOrder(fields), nil
}

// keyOf returns the number of the row's key for a mask of a column, which it adds
// to t.keys if it is new. Where nobody has said what choice is to go by, each
// column has a key of its own: two columns of a row that are alike, as flags
// often are, would come out alike in all rows.
func (t *TablePlan) keyOf(tb *tableBinding, columns []*columnBinding, first int, known map[string]int, c *columnBinding, m *boundMask) (int, error) {
	name, column := m.by, ""
	if m.name == "choice" && m.by == "" && m.params["domain_key"] == nil {
		column = c.column.Name
		name = "\x00" + column
	}
	if n, ok := known[name]; ok {
		return n, nil
	}
	fields, err := keyFields(tb, columns, m.by)
	if err != nil {
		return 0, err
	}
	for i := range fields {
		fields[i] += first
	}
	known[name] = len(t.keys)
	t.keys = append(t.keys, rowKey{fields, []byte(column)})
	return known[name], nil
}

// keyFields returns the columns, by their numbers in columns, whose values are
// the key of a row: the column by; else the primary key, if the schema knows
// it; else the column id; else all columns, in the order of their names, as
// COPY and INSERT may have them in different orders.
func keyFields(tb *tableBinding, columns []*columnBinding, by string) ([]int, error) {
	find := func(name string) int {
		return slices.IndexFunc(columns, func(c *columnBinding) bool {
			return c.column.Name == name && !c.column.Generated
		})
	}
	if by != "" {
		i := find(by)
		if i < 0 {
			return nil, &policy.Error{Msg: fmt.Sprintf("the rows of %s have no column %q, which a mask goes by", tb.table.Name, by)}
		}
		return []int{i}, nil
	}
	for _, c := range tb.table.Constraints {
		if c.Kind != dumpfmt.PrimaryKey || c.HasExpr || len(c.Columns) == 0 {
			continue
		}
		var key []int
		for _, name := range c.Columns {
			key = append(key, find(name))
		}
		if !slices.Contains(key, -1) {
			return key, nil
		}
	}
	if i := find("id"); i >= 0 {
		return []int{i}, nil
	}
	var key []int
	for i, c := range columns {
		if !c.column.Generated {
			key = append(key, i)
		}
	}
	slices.SortFunc(key, func(a, b int) int {
		return strings.Compare(columns[a].column.Name, columns[b].column.Name)
	})
	return key, nil
}

// mayConflict returns an error if ON CONFLICT DO NOTHING could drop a row whose
// masked value meets another's. Where no unique constraint is known, any lossy
// mask could be the cause.
func (p *Plan) mayConflict(tb *tableBinding, h *dumpfmt.Header) error {
	if !h.OnConflict {
		return nil
	}
	var unique []string
	known, expr := false, false
	for _, c := range tb.table.Constraints {
		if c = computed(tb.table, c); c.Kind == dumpfmt.PrimaryKey || c.Kind == dumpfmt.Unique || c.Kind == dumpfmt.Exclude {
			known, expr = true, expr || c.HasExpr
			unique = append(append(unique, c.Columns...), c.Lower...)
		}
	}
	check := func(c *columnBinding, m *boundMask) error {
		if m == nil || m.null || tb.keepsApart(m) || known && !expr && !slices.Contains(unique, c.column.Name) {
			return nil
		}
		return &policy.Error{
			Msg: fmt.Sprintf("ON CONFLICT DO NOTHING would drop rows of %s whose masked %s meets another: mask %s is lossy",
				h.Table, dumpfmt.QuoteIdent(c.column.Name), m.name),
			Hint: "make the dump without --on-conflict-do-nothing, or give --schema FILE, which says what is unique",
		}
	}
	for i := range tb.columns {
		if err := check(&tb.columns[i], tb.columns[i].mask); err != nil {
			return err
		}
	}
	for _, r := range tb.rows.rules {
		if r.rule.Expect.Single() {
			continue
		}
		for _, s := range r.sets {
			if err := check(s.column, s.mask); err != nil {
				return err
			}
		}
	}
	return nil
}
