// Package rows is what runs for each row of a dump: which fields are masked and
// how, which rows go, which kept values are looked at, and the counts of all
// that. A Block is immutable plain data, which package bind makes; what changes
// is in a Scratch. The package knows no policy and no schema: rules for rows
// are numbers to it.
package rows

import (
	"sanitize/dumpfmt"
	"sanitize/mask"
)

// Block says what to do with the rows of one form of block: a table, and the
// columns that its COPY or INSERT lists. It is immutable and safe for
// concurrent use.
type Block struct {
	Table dumpfmt.Name
	Width int   // number of fields of a row; 0: it has none, or they are not known
	Drop  bool  // all rows go, whatever is in them: they need not be split
	Mask  *Mask // nil: the rows are passed on as they are
	Look  *Look // nil: no kept value is looked at
}

// Mask is how the rows of a block are masked.
type Mask struct {
	Fields  []Field // where no rule for rows decides; each behind those that it refers to
	Rules   []Rule  // for rows: the first that holds decides
	Sample  *Sample // nil: all rows stay
	Refers  bool    // some field refers to others
	Made    []Made  // of an INSERT: what the server makes
	Keys    []RowKey
	Charset Charset
}

// Field is a field that is masked.
type Field struct {
	Index  int // of the field in the row
	Column string
	Mask   mask.Mask
	Name   string // of the mask
	Null   bool   // the field becomes NULL
	Fill   bool   // NULL is masked, too
	Key    int    // in Mask.Keys; -1: the mask does not follow the row
	Refs   []Ref
	Count  int // in BlockCounts.Columns; -1: a rule for rows has set it
}

// Made is a field of a generated column: it may have no value of its own, which no
// mask would be for.
type Made struct {
	Index  int // of the field in the row
	Column string
}

// Ref is a field that another refers to.
type Ref struct {
	Index    int // of the field in the row
	Original bool
	Masked   int // in the list of fields that are masked; -1: the value as it is
}

// RowKey are the fields whose values are the key of a row.
type RowKey struct {
	Fields []int
	Table  []byte // whose row it is, nil where a row is known by its values in all tables
	Column []byte // whose own key it is, nil for one that columns share

	Instead *RowKey // of a row where the first of the fields is NULL; nil: it is the same
}

// Rule is a rule for rows.
type Rule struct {
	ID     int // of the rule in its policy
	Tests  []Test
	Drop   bool
	Fields []Field // of a row for which the rule decides
}

// MaskedColumn is a column of a block that is masked.
type MaskedColumn struct{ Column, Mask string }

// Masked returns the columns that are masked, in the order of the counts.
func (m *Mask) Masked() []MaskedColumn {
	list := make([]MaskedColumn, len(m.Fields))
	for i := range m.Fields {
		f := &m.Fields[i]
		list[f.Count] = MaskedColumn{f.Column, f.Name}
	}
	return list
}
