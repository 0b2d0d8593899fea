package bind

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// This file turns what was decided on a table into what is done to the fields
// of one form of block.
//
//	newBlock     the block: dropped, masked, looked at
//	fieldMaker   its masked fields, the keys of its rows, and its rules
//	refs, inOrder   fields that masks of others refer to
//	mayConflict  ON CONFLICT DO NOTHING

// newBlock returns what to do with a block of the table tb; known says whether
// the schema has it.
func newBlock(tb *boundTable, known bool, h *dumpfmt.Header, encoding string, kept *policy.Kept) (*rows.Block, error) {
	block := &rows.Block{Table: h.Table, Drop: tb.rows.drop}
	if block.Drop || h.Default {
		return block, nil // no fields, so no values
	}
	columns, err := blockColumns(tb, h)
	if err != nil {
		return nil, err
	}
	block.Width = firstField(h) + len(columns)
	if block.Mask, err = newMask(tb, known, columns, h, encoding); err != nil {
		return nil, err
	}
	if h.Columns != nil || tb.table.OrderCertain {
		block.Look = newLook(kept, h, columns)
	}
	return block, nil
}

// newMask returns how the rows are masked, nil if they are passed on.
func newMask(tb *boundTable, known bool, columns []*boundColumn, h *dumpfmt.Header, encoding string) (*rows.Mask, error) {
	f := fieldMaker{tb: tb, columns: columns, first: firstField(h), known: map[string]int{}}
	if known && len(columns) == 0 {
		return f.mask() // no rule has kept what rows of no columns hold
	}
	certain := h.Columns != nil || tb.table.OrderCertain
	made := certain && slices.ContainsFunc(columns, func(c *boundColumn) bool { return c.column.Generated })
	if !made && !slices.ContainsFunc(columns, (*boundColumn).masked) && len(tb.rows.rules) == 0 && tb.rows.sample == nil {
		return nil, nil
	}
	if !certain {
		return nil, &policy.Error{
			Msg:  fmt.Sprintf("the rows of %s come without column names, and the order of its columns is not certain", h.Table),
			Hint: "make the dump with --column-inserts",
		}
	}
	if err := mayConflict(tb, h); err != nil {
		return nil, err
	}
	cs, ok := rows.NewCharset(encoding)
	if !ok {
		return nil, &policy.Error{
			Msg:  fmt.Sprintf("cannot mask columns in the encoding %s", encoding),
			Hint: "make the dump with -E UTF8",
		}
	}
	m, err := f.mask()
	if err == nil {
		m.Charset = cs
	}
	return m, err
}

// blockColumns returns the columns of the block's fields, without the OID.
func blockColumns(tb *boundTable, h *dumpfmt.Header) ([]*boundColumn, error) {
	var columns []*boundColumn
	if h.Columns == nil {
		for i := range tb.columns {
			// COPY leaves generated columns out; INSERT has DEFAULT for them.
			if c := &tb.columns[i]; h.Insert || !c.column.Generated {
				columns = append(columns, c)
			}
		}
		return columns, nil
	}
	for i, name := range h.Columns {
		c := tb.find(name, i)
		if c == nil {
			return nil, &policy.Error{
				Msg:  fmt.Sprintf("the rows of %s have a column %q that its CREATE TABLE has not", h.Table, name),
				Hint: "is --schema of the same database as the dump?",
			}
		}
		if c.column.Generated && !h.Insert {
			return nil, &policy.Error{
				Msg:  fmt.Sprintf("the rows of %s have values of %q, which is generated: no mask is for them, and PostgreSQL takes none", h.Table, name),
				Hint: "make the dump with pg_dump, which leaves them out",
			}
		}
		columns = append(columns, c)
	}
	return columns, nil
}

// firstField returns which field is the first column's: field 0 may be the OID.
func firstField(h *dumpfmt.Header) int {
	if h.OIDs {
		return 1
	}
	return 0
}

// newLook returns what is to be looked at in the kept fields, nil if nothing is.
func newLook(kept *policy.Kept, h *dumpfmt.Header, columns []*boundColumn) *rows.Look {
	if kept.Mode == policy.KeptIgnore {
		return nil
	}
	look := &rows.Look{}
	for i, c := range columns {
		if c.masked() || c.column.Generated || !holdsText(c.typ.mask) || kept.Allows(h.Table, c.column.Name) {
			continue
		}
		f := rows.LookedField{Index: firstField(h) + i, Column: c.column.Name, Text: c.typ.mask.Kind == mask.Text}
		if c.typ.byType != nil {
			f.Mask = c.typ.byType.name
		}
		look.Fields = append(look.Fields, f)
	}
	if len(look.Fields) == 0 {
		return nil
	}
	return look
}

// holdsText reports whether values of a type can hold any text. What nothing
// is known of may.
func holdsText(t mask.Type) bool {
	switch t.Kind {
	case mask.Text, mask.Char, mask.JSON, mask.JSONB, mask.Hstore, mask.TSVector, mask.Composite, mask.Unknown:
		return true
	case mask.Array:
		return t.Elem == nil || holdsText(*t.Elem)
	}
	return false
}

// fieldMaker makes the fields of a block.
type fieldMaker struct {
	tb      *boundTable
	columns []*boundColumn // of the fields
	first   int            // the field of columns[0]
	keys    []rows.RowKey
	known   map[string]int // in keys, by the column whose value is the key
	refers  bool
}

// mask returns how the rows are masked.
func (f *fieldMaker) mask() (*rows.Mask, error) {
	m := &rows.Mask{}
	var err error
	if m.Fields, err = f.fields(nil); err != nil {
		return nil, err
	}
	for _, r := range f.tb.rows.rules {
		rule, err := f.rule(r)
		if err != nil {
			return nil, err
		}
		m.Rules = append(m.Rules, rule)
	}
	if s := f.tb.rows.sample; s != nil && s.limit > 0 {
		field, err := f.field(s.column)
		if err != nil {
			return nil, err
		}
		m.Sample = &rows.Sample{Field: field, Form: s.form, Key: s.key, Limit: s.limit}
	}
	for i, c := range f.columns {
		if c.column.Generated {
			m.Made = append(m.Made, rows.Made{Index: f.first + i, Column: c.column.Name})
		}
	}
	m.Keys, m.Refers = f.keys, f.refers
	return m, nil
}

// rule returns a rule for the rows.
func (f *fieldMaker) rule(r *boundRowRule) (rows.Rule, error) {
	rule := rows.Rule{ID: r.rule.ID, Drop: r.rule.Drop}
	for _, t := range r.tests {
		field, err := f.field(t.column)
		if err != nil {
			return rule, err
		}
		t.Field = field
		rule.Tests = append(rule.Tests, t.Test)
	}
	var err error
	sets := map[*boundColumn]*boundMask{}
	for _, s := range r.sets {
		if _, err := f.field(s.column.column.Name); err != nil {
			return rule, err
		}
		sets[s.column] = s.mask
	}
	if !rule.Drop {
		rule.Fields, err = f.fields(sets)
	}
	return rule, err
}

// index returns which of the columns has a name, -1 for none.
func (f *fieldMaker) index(name string) int {
	return slices.IndexFunc(f.columns, func(c *boundColumn) bool { return c.column.Name == name })
}

// field returns the number of a column's field.
func (f *fieldMaker) field(name string) (int, error) {
	i := f.index(name)
	if i < 0 {
		return 0, &policy.Error{Msg: fmt.Sprintf("the rows of %s have no column %q, which a rule for rows goes by", f.tb.table.Name, name)}
	}
	return f.first + i, nil
}

// fields returns the fields that are masked; sets are masks that take the place
// of those of columns.
func (f *fieldMaker) fields(sets map[*boundColumn]*boundMask) (_ []rows.Field, err error) {
	var fields []rows.Field
	masked := 0 // of the fields so far, those whose column has a mask
	for i, c := range f.columns {
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
		field := rows.Field{
			Index: f.first + i, Column: c.column.Name, Mask: m.mask, Name: m.name,
			Null: m.null, Fill: !m.keepNull, Key: -1, Count: count,
		}
		if m.refs != nil {
			if field.Refs, err = f.refs(m); err != nil {
				return nil, err
			}
			f.refers = true
		} else if m.usesRow {
			if field.Key, err = f.key(c, m); err != nil {
				return nil, err
			}
		}
		fields = append(fields, field)
	}
	return inOrder(fields), nil
}

// key returns the number of the row's key for a mask of a column, which it adds
// to keys if it is new. A mask that is not keyed by a column has the key of the
// table, too, and so has one that no rule asked for: a row of another table with
// the same key tells nothing. Partitions and children count as the table above
// them. Where nobody has said what keys choice, each column has a key of its own:
// two columns of a row that are alike, as flags often are, would come out alike in
// all rows.
func (f *fieldMaker) key(c *boundColumn, m *boundMask) (int, error) {
	if d := f.tb.moved(); d != nil && (m.name == "scramble" || m.name == "json") && f.index(d.mask.by) >= 0 {
		c, m = d, d.mask // what holds dates among others goes with those that stand alone
	}
	name, column, ours, moves := m.by, "", m.by == "" || c.rule == nil, m.by != "" && m.name == "date_shift"
	if m.by != "" {
		name = fmt.Sprintf("\x01%t %t %s", ours, moves, m.by)
	}
	if m.name == "choice" && m.by == "" && m.params["domain_key"] == nil {
		column = c.column.Name
		name = "\x00" + column
	}
	if n, ok := f.known[name]; ok {
		return n, nil
	}
	k, err := f.keyOf(m.by, ours)
	if err != nil {
		return 0, err
	}
	k.Column = []byte(column)
	if moves {
		own, err := f.keyOf("", true)
		if err != nil {
			return 0, err
		}
		k.Instead = &own // the dates of a row that is nobody's still move together
	}
	f.known[name] = len(f.keys)
	f.keys = append(f.keys, k)
	return f.known[name], nil
}

// keyOf returns the key that the column by gives a row, or, where that is "", its own;
// ours says that the table is part of it.
func (f *fieldMaker) keyOf(by string, ours bool) (k rows.RowKey, err error) {
	if k.Fields, err = keyFields(f.tb, f.columns, by); err != nil {
		return k, err
	}
	for i := range k.Fields {
		k.Fields[i] += f.first
	}
	if ours {
		above := f.tb.table.Above()
		k.Table = []byte(above[len(above)-1].Name.String())
	}
	return k, nil
}

// keyFields returns the columns, by their numbers in columns, whose values are
// the key of a row: the column by; else the primary key, if the schema knows
// it; else the column id; else all columns, in the order of their names, as
// COPY and INSERT may have them in different orders.
func keyFields(tb *boundTable, columns []*boundColumn, by string) ([]int, error) {
	find := func(name string) int {
		return slices.IndexFunc(columns, func(c *boundColumn) bool {
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
func mayConflict(tb *boundTable, h *dumpfmt.Header) error {
	if !h.OnConflict {
		return nil
	}
	var unique []string
	known, expr := false, false
	for _, c := range tb.table.Constraints {
		if x := tb.table.Index(c); c.Kind == dumpfmt.PrimaryKey || c.Kind == dumpfmt.Unique || c.Kind == dumpfmt.Exclude {
			known, expr = true, expr || x.HasExpr
			for _, e := range x.Elements {
				unique = append(unique, e.Column)
			}
		}
	}
	check := func(c *boundColumn, m *boundMask) error {
		if m == nil || m.null || tb.keepsDistinct(m) || known && !expr && !slices.Contains(unique, c.column.Name) {
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

// refs returns the fields that a mask refers to. inOrder says which of them are
// masked.
func (f *fieldMaker) refs(m *boundMask) ([]rows.Ref, error) {
	var refs []rows.Ref
	for _, r := range m.refs {
		i := f.index(r.Column)
		if i < 0 {
			return nil, &policy.Error{Msg: fmt.Sprintf("the rows of %s have no column %q, which a mask refers to", f.tb.table.Name, r.Column)}
		}
		refs = append(refs, rows.Ref{Index: f.first + i, Original: r.Original, Masked: -1})
	}
	return refs, nil
}

// inOrder returns the fields, each behind those that it refers to. Of a circle,
// which Bind does not let through, any is the first.
func inOrder(fields []rows.Field) []rows.Field {
	if !slices.ContainsFunc(fields, func(f rows.Field) bool { return len(f.Refs) > 0 }) {
		return fields
	}
	at := map[int]int{} // by the field's index in the row
	var list []rows.Field
	waits := func(f *rows.Field) bool {
		return slices.ContainsFunc(f.Refs, func(r rows.Ref) bool {
			_, made := at[r.Index]
			return !r.Original && !made && slices.ContainsFunc(fields, func(o rows.Field) bool { return o.Index == r.Index })
		})
	}
	for rest := fields; len(rest) > 0; {
		var later []rows.Field
		for _, f := range rest {
			if waits(&f) {
				later = append(later, f)
				continue
			}
			at[f.Index] = len(list)
			list = append(list, f)
		}
		if len(later) == len(rest) {
			return append(list, later...)
		}
		rest = later
	}
	for i := range list {
		for j := range list[i].Refs {
			r := &list[i].Refs[j]
			if k, ok := at[r.Index]; ok && !r.Original {
				r.Masked = k
			}
		}
	}
	return list
}
