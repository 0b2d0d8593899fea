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
	names := t.ColumnNames()
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
	switch {
	case t.Elem != nil && (t.Kind == mask.Array || t.Kind == mask.Range || t.Kind == mask.Multirange):
		return wordType(*t.Elem)
	case (t.Kind == mask.Text || t.Kind == mask.Char) && t.Len == 1:
		return words.Letter
	case (t.Kind == mask.Text || t.Kind == mask.Char) && (t.Len == 2 || t.Len == 3):
		return words.Short
	case (t.Kind == mask.Text || t.Kind == mask.Char) && (t.Len == 26 || t.Len == 36):
		return words.Sized
	case t.Kind == mask.Int && t.Bits > 32, t.Kind == mask.Numeric && t.Precision > 0 && t.Scale == 0:
		return words.Bigint
	case t.Kind == mask.Int && t.Bits == 16:
		return words.Small
	}
	return wordTypes[t.Kind]
}

// wordTypes are what is left of a type for words, by its kind; it is Other for what
// is not here.
var wordTypes = map[mask.Kind]words.Type{
	mask.Text: words.Text, mask.Char: words.Text,
	mask.Int: words.Integer, mask.Numeric: words.Number, mask.Float: words.Number, mask.Money: words.Number,
	mask.Bool: words.Boolean, mask.Enum: words.Enum, mask.UUID: words.UUID,
	mask.Date: words.Date, mask.Timestamp: words.Date, mask.TimestampTZ: words.Date,
	mask.Time: words.Date, mask.TimeTZ: words.Date, mask.Interval: words.Date,
	mask.JSON: words.JSON, mask.JSONB: words.JSON, mask.Hstore: words.JSON,
	mask.Bytea: words.Bytes, mask.Bit: words.Bytes,
	mask.Inet: words.Inet, mask.CIDR: words.Inet, mask.MAC: words.Mac,
}
