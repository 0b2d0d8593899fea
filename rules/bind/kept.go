package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
)

// KeptPlan says which fields of a block are kept and can hold a text, and
// which of its rows are looked at. It is immutable.
type KeptPlan struct {
	width  int
	fields []keptField
}

// keptField is a field whose values are looked at.
type keptField struct {
	index  int // in the row
	column string
	mask   string // that can do the type, for a hint
	text   bool   // the type is text, which every mask for a kind of text can do
}

// What is looked at. A small table is seen whole; of a large one so few rows
// that the time it takes is not seen.
const (
	keptFirst = 1000     // rows of a block, from its first
	keptEvery = 9        // then one in 1<<9
	keptBytes = 16 << 10 // of a value
)

// newKept returns what is to be looked at in a block of the table tb.
func (p *Plan) newKept(tb *tableBinding, h *dumpfmt.Header) *KeptPlan {
	k := p.policy.Kept()
	if k.Mode == policy.KeptIgnore || h.Default || tb.rows.drop || h.Columns == nil && !tb.table.OrderCertain {
		return nil
	}
	columns, err := blockColumns(tb, h)
	if err != nil {
		return nil
	}
	first := 0
	if h.OIDs {
		first = 1
	}
	plan := &KeptPlan{width: first + len(columns)}
	for i, c := range columns {
		if c.masked() || c.column.Generated || !holdsText(c.typ.mask) || k.Allows(h.Table, c.column.Name) {
			continue
		}
		f := keptField{index: first + i, column: c.column.Name, text: c.typ.mask.Kind == mask.Text}
		if c.typ.byType != nil {
			f.mask = c.typ.byType.name
		}
		plan.fields = append(plan.fields, f)
	}
	if len(plan.fields) == 0 {
		return nil
	}
	return plan
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

// Wants reports whether a row is looked at, by the number of lines between the
// first of its block and its own: so it depends neither on batches nor workers.
// Without line breaks in values, COPY and INSERT have the same sample.
func (k *KeptPlan) Wants(line int64) bool {
	return line < keptFirst || uint64(line)*0x9e3779b97f4a7c15>>(64-keptEvery) == 0
}

// Look looks at the kept fields of a row and counts in s what they hold. After
// Apply, what a rule for rows has set is passed over, and so is a row that was
// dropped.
func (k *KeptPlan) Look(row *dumpfmt.Row, s *Scratch) {
	if row.Len() != k.width || row.Dropped() {
		return
	}
	c := s.Tally.keptCounts(k)
	for i := range k.fields {
		f := &k.fields[i]
		if row.Edited(f.index) {
			continue
		}
		v, ok := row.Peek(f.index, keptBytes)
		if !ok || len(v) == 0 {
			continue
		}
		n := &c.Columns[i]
		n.Sampled++
		kinds := detect.Kinds(v)
		if kinds == 0 {
			continue
		}
		for kind := range detect.NumKinds {
			if kinds.Has(kind) {
				n.Matched[kind]++
			}
		}
	}
}

// KeptCounts are the counts of the rows of a block's form that were looked at.
type KeptCounts struct {
	Plan    *KeptPlan
	Columns []KeptCount
}

// KeptCount are the counts of a kept column's values.
type KeptCount struct {
	Sampled int64                  // neither NULL nor empty
	Matched [detect.NumKinds]int64 // that hold something of the kind
}

func (c *KeptCount) add(o *KeptCount) {
	c.Sampled += o.Sampled
	for k, n := range o.Matched {
		c.Matched[k] += n
	}
}

// keptCounts returns the counts of a plan. They are valid until the next call.
func (t *Tally) keptCounts(p *KeptPlan) *KeptCounts {
	if t.lastKept < len(t.kept) && t.kept[t.lastKept].Plan == p {
		return &t.kept[t.lastKept]
	}
	for i := range t.kept {
		if t.kept[i].Plan == p {
			t.lastKept = i
			return &t.kept[i]
		}
	}
	n := len(t.kept)
	t.lastKept = n
	if cap(t.kept) > n {
		t.kept = t.kept[:n+1]
	} else {
		t.kept = append(t.kept, KeptCounts{})
	}
	c := &t.kept[n]
	c.Plan = p
	c.Columns = slices.Grow(c.Columns[:0], len(p.fields))[:len(p.fields)]
	clear(c.Columns)
	return c
}

// addKept adds other's counts of kept columns to t.
func (t *Tally) addKept(other *Tally) {
	for i := range other.kept {
		from := &other.kept[i]
		to := t.keptCounts(from.Plan)
		for j := range from.Columns {
			to.Columns[j].add(&from.Columns[j])
		}
	}
}

// KeptColumn is what was found in a kept column of a table.
type KeptColumn struct {
	Column string
	KeptCount

	field *keptField
}

// Kept returns the counts, one for each form of block, in the order in which
// they came. They are valid until the Tally changes.
func (t *Tally) Kept() []KeptCounts { return t.kept }

// AddTo adds the counts to those of the columns in list, which are of the same
// table, and appends those of other columns.
func (c *KeptCounts) AddTo(list []KeptColumn) []KeptColumn {
	for i := range c.Columns {
		f := &c.Plan.fields[i]
		n := slices.IndexFunc(list, func(c KeptColumn) bool { return c.Column == f.column })
		if n < 0 {
			n = len(list)
			list = append(list, KeptColumn{Column: f.column, field: f})
		}
		list[n].add(&c.Columns[i])
	}
	return list
}
