package bind

import (
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/words"
)

// reading is what a table's name, and the names of its columns, say.
type reading struct {
	table *words.Table
	tool  words.Tool
	tools bool // the table is one of a tool's
}

// newReading reads a table's names.
func newReading(t *facts.Table) *reading {
	names := make([]string, len(t.Columns))
	for i := range t.Columns {
		names[i] = t.Columns[i].Name
	}
	r := &reading{table: words.NewTable(t.Name.Name, names)}
	r.tool, r.tools = words.ToolOf(t.Name.Schema, t.Name.Name, names)
	return r
}

// meaning returns what the name of a column says beside its table's, and the
// reason in words.
func (r *reading) meaning(c *boundColumn) (words.Meaning, string) {
	name := c.column.Name
	if r.tools && !r.tool.Masks(name) {
		return words.Meaning{Class: words.Operational}, "a table of " + r.tool.Name
	}
	m := r.table.Column(name, wordType(c.typ.mask))
	return m, m.Because(name)
}

// wordType returns what a type means for the reading of a name: that of its
// elements, where it has some.
func wordType(t mask.Type) words.Type {
	switch t.Kind {
	case mask.Array, mask.Range, mask.Multirange:
		if t.Elem != nil {
			return wordType(*t.Elem)
		}
	case mask.Text, mask.Char:
		switch t.Len {
		case 1:
			return words.Letter
		case 26, 36:
			return words.Sized
		}
		return words.Text
	case mask.Int:
		switch {
		case t.Bits > 32:
			return words.Bigint
		case t.Bits == 16:
			return words.Small
		}
		return words.Integer
	case mask.Numeric:
		if t.Precision > 0 && t.Scale == 0 {
			return words.Bigint
		}
		return words.Number
	case mask.Float, mask.Money:
		return words.Number
	case mask.Bool:
		return words.Boolean
	case mask.Enum:
		return words.Enum
	case mask.Date, mask.Timestamp, mask.TimestampTZ, mask.Time, mask.TimeTZ, mask.Interval:
		return words.Date
	case mask.UUID:
		return words.UUID
	case mask.JSON, mask.JSONB, mask.Hstore:
		return words.JSON
	case mask.Bytea, mask.Bit:
		return words.Bytes
	case mask.Inet, mask.CIDR:
		return words.Inet
	case mask.MAC:
		return words.Mac
	}
	return words.Other
}
