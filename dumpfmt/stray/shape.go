package stray

import (
	"bytes"
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// shape is what a line that may be a row is like.
type shape struct {
	line    int64
	fields  string       // a class for each field
	table   dumpfmt.Name // of an INSERT; zero where the line names none
	columns []string     // of an INSERT that lists them
	part    bool         // a COPY line, or strings of an INSERT, which may be a part of one
	middle  bool         // such a line whose inner values are like data
	apart   bool         // of a comment, whose values no tabs keep apart
	odd     bool         // such a line, of which a text is like data
}

// class is what a field's text is valid for, as bits.
type class byte

const (
	isNull class = 1 << iota
	isInt
	isNumber
	isBool
	isTime
	isUUID
	isArray
	isJSON
)

// What bounds the work: rows of fewer fields are too common in code, and of the
// shapes of lines no more are kept.
const (
	minFields = 3
	sure      = 5 // fields that are enough if no type confirms them
	maxShapes = 4096
)

// lines notes the lines of a text that may be rows.
func (f *Finder) lines(text []byte, line int64) {
	for ; len(text) > 0; line++ {
		var l []byte
		l, text, _ = bytes.Cut(text, newline)
		f.shape(bytes.TrimRight(l, "\r"), line)
	}
}

// shape notes a line if it may be a row.
func (f *Finder) shape(line []byte, at int64) {
	p := shape{line: at}
	switch {
	case len(line) < minFields:
		return
	case bytes.Count(line, tab) >= minFields-1 && bytes.TrimLeft(line, " ")[0] > ' ':
		p.fields, p.part, p.middle = copyFields(line, tab), true, isMiddle(line, tab)
	case line[0] == '(', line[0] == '\t' && line[1] == '(':
		c := sqllex.NewCursor(line, true)
		p.fields = tuple(&c)
	case isInsert(line):
		p = insertShape(line, at)
	}
	f.note(p)
}

// note keeps a line that may be a row until the tables are known.
func (f *Finder) note(p shape) {
	if len(p.fields) < minFields || len(f.pending) >= maxShapes {
		return
	}
	key := fmt.Sprint(p.table, p.columns, p.middle, p.apart, p.odd, p.fields)
	if _, ok := f.pending[key]; ok {
		return
	}
	if f.pending == nil {
		f.pending = map[string]shape{}
	}
	f.pending[key] = p
	f.fresh = append(f.fresh, key)
}

// copyFields returns the classes of a COPY line's fields, which sep keeps apart.
func copyFields(line, sep []byte) string {
	var b strings.Builder
	for field := range bytes.SplitSeq(line, sep) {
		c := isNull
		if string(field) != `\N` {
			c = classify(field)
		}
		if s := string(field); s == "t" || s == "f" {
			c |= isBool
		}
		b.WriteByte(byte(c))
	}
	return b.String()
}

// tuple returns the classes of the literals in ( … ), "" if c is not at such a
// list.
func tuple(c *sqllex.Cursor) string {
	var b strings.Builder
	if !c.AcceptPunct('(') {
		return ""
	}
	for {
		if c.Token().Is('-') || c.Token().Is('+') {
			c.Next()
		}
		k := class(0)
		switch t := c.Token(); {
		case t.Kind == sqllex.String:
			text, _ := c.Text(t)
			k = classify([]byte(text))
		case t.Kind == sqllex.Number:
			k = classify(c.Raw(t))
		case c.Is("null"):
			k = isNull
		case c.IsAny("true", "false"):
			k = isBool
		case !c.Is("default"):
			return ""
		}
		b.WriteByte(byte(k))
		c.Next()
		if c.AcceptPunct(')') {
			return b.String()
		}
		if !c.AcceptPunct(',') {
			return ""
		}
	}
}

// insertShape reads INSERT INTO schema.table [(columns)] VALUES (…).
func insertShape(line []byte, at int64) shape {
	p := shape{line: at}
	c := sqllex.NewCursor(line, true)
	if !c.Accept("insert", "into") {
		return shape{}
	}
	var ok bool
	if p.table.Schema, p.table.Name, ok = c.Name(); !ok {
		return shape{}
	}
	if c.AcceptPunct('(') {
		if p.columns, ok = c.Idents(); !ok || !c.AcceptPunct(')') {
			return shape{}
		}
	}
	if c.Accept("overriding") {
		c.Next()
		c.Next()
	}
	if c.Accept("values") {
		p.fields = tuple(&c)
	}
	return p
}

func isInsert(line []byte) bool {
	return len(line) > len("insert into ") && bytes.EqualFold(line[:len("insert into ")], []byte("insert into "))
}

// hasInsert reports whether a line of a comment is an INSERT of values.
func hasInsert(comment []byte) bool {
	for line := range bytes.Lines(comment) {
		line = bytes.TrimLeft(line, " \t*/-")
		if isInsert(line) && len(insertShape(line, 0).fields) > 0 {
			return true
		}
	}
	return false
}

// classify returns what a text is valid for.
func classify(b []byte) class {
	if len(b) == 0 {
		return 0
	}
	var c class
	digits, others := 0, 0
	for i, x := range b {
		switch {
		case '0' <= x && x <= '9':
			digits++
		case x == '-' && i == 0:
		case x == '.', x|0x20 == 'e', x == '-', x == '+':
			others++
		default:
			others += len(b)
		}
	}
	switch s := string(b); {
	case digits > 0 && others == 0:
		c |= isInt | isNumber | isJSON
	case digits > 0 && others < 4, s == "NaN", s == "Infinity", s == "-Infinity":
		c |= isNumber | isJSON
	case s == "true", s == "false":
		c |= isBool | isJSON
	case s == "infinity", s == "-infinity":
		c |= isTime
	case len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-':
		c |= isUUID
	}
	if len(b) >= 10 && b[4] == '-' && b[7] == '-' && '0' <= b[0] && b[0] <= '9' {
		c |= isTime
	}
	if bytes.IndexByte([]byte(`{["`), b[0]) >= 0 {
		c |= isArray | isJSON
	}
	return c
}

// table is a table with its columns that have data.
type table struct {
	*dumpfmt.Table
	columns []column
}

// column is what is known of the values of a column.
type column struct {
	want    class // what they look like, 0 if they may be any text
	notNull bool
}

// index has the tables of s in their order, and by the number of their columns.
func (f *Finder) index(s *dumpfmt.Schema) {
	if f.known == s && len(f.tables) == len(s.Tables) {
		return
	}
	f.known, f.tables, f.byCount = s, nil, map[int][]table{}
	for _, t := range s.Tables {
		f.tables = append(f.tables, table{t, dataColumns(t, nil)})
	}
	slices.SortFunc(f.tables, func(a, b table) int {
		return cmp.Or(a.Order-b.Order, strings.Compare(a.Name.Name, b.Name.Name), strings.Compare(a.Name.Schema, b.Name.Schema))
	})
	for _, t := range f.tables {
		f.byCount[len(t.columns)] = append(f.byCount[len(t.columns)], t)
	}
}

// fit returns the first indexed table of which p may be a row, or nil.
func (f *Finder) fit(p *shape) *dumpfmt.Table {
	for _, t := range f.byCount[len(p.fields)] {
		if p.table != (dumpfmt.Name{}) && (p.table.Name != t.Name.Name || p.table.Schema != "" && p.table.Schema != t.Name.Schema) {
			continue
		}
		columns := t.columns
		if p.columns != nil {
			columns = dataColumns(t.Table, p.columns)
		}
		if p.fits(columns) && !p.apart || p.apart && p.fitsApart(columns) {
			return t.Table
		}
	}
	if !p.part {
		return nil
	}
	for _, t := range f.tables {
		if n := len(t.columns); n > len(p.fields) && p.fitsPart(t.columns) || p.middle && n >= len(p.fields)-1 && p.fitsMiddle(t.columns) {
			return t.Table
		}
	}
	return nil
}

// fitsPart reports whether all fields of p but the first are the last of a row,
// or all but the last the first of one: it was cut in a value, which is glued to
// what stands there. Values of two different looks are wanted, as less of a row
// is more like code.
func (p *shape) fitsPart(columns []column) bool {
	n := len(p.fields) - 1
	return n >= minFields && (different(p.fields[1:], columns[len(columns)-n:]) || different(p.fields[:n], columns[:n]))
}

// different reports whether the fields are valid for the columns, and two of
// them for types whose values look different.
func different(fields string, columns []column) bool {
	all, _ := looks(fields, columns)
	return bits.OnesCount8(uint8(all)) >= 2
}

// dataColumns returns the columns of t that rows have, in the order of list
// where one is given; nil if it is not of t.
func dataColumns(t *dumpfmt.Table, list []string) (columns []column) {
	for _, name := range list {
		c := t.Column(name)
		if c == nil {
			return nil
		}
		columns = append(columns, column{wanted(&c.Type), c.NotNull})
	}
	if list != nil {
		return columns
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Generated {
			columns = append(columns, column{wanted(&c.Type), c.NotNull})
		}
	}
	return columns
}

// fits reports whether all fields of p are valid for the columns, and enough of
// them to be sure.
func (p *shape) fits(columns []column) bool {
	if len(columns) != len(p.fields) || !valid(p.fields, columns) {
		return false
	}
	typed, _ := looks(p.fields, columns)
	return typed != 0 || len(columns) >= sure
}

// wanted returns what a value of a type looks like, 0 if it may be any text.
func wanted(t *dumpfmt.TypeRef) class {
	if t.Dims > 0 {
		return isArray
	}
	if t.Name.Schema != "pg_catalog" {
		return 0
	}
	return wantedClass[t.Name.Name]
}

var wantedClass = map[string]class{
	"int2": isInt, "int4": isInt, "int8": isInt, "oid": isInt,
	"numeric": isNumber, "float4": isNumber, "float8": isNumber,
	"bool": isBool, "uuid": isUUID, "json": isJSON, "jsonb": isJSON,
	"date": isTime, "timestamp": isTime, "timestamptz": isTime,
}
