package stray

import (
	"bytes"
	"encoding/json"
	"strings"
)

// separators stand between the values of a row in a comment where COPY has a
// tab: those of psql, of spreadsheets and of editors that replace tabs.
var separators = [...]string{"|", ";", ",", "~", "^", "\x1f", `\t`, " / ", "\u00a0", "  "}

// fewApart is how many values a row has at least that one type alone confirms:
// enumerations in comments are short.
const fewApart = 4

// separated notes a comment's line whose values something else than tabs keeps
// apart. An empty value at its end may be one, or the frame of a table.
func (f *Finder) separated(line []byte, at int64) {
	if i := bytes.Index(line, []byte(`{"`)); i >= 0 {
		p := keyed(line[i:])
		p.line = at
		f.note(p)
	}
	if isMiddle(line, pair) {
		f.note(shape{line: at, fields: copyFields(line, pair), part: true, middle: true})
	}
	line = bytes.Trim(line, " \t\r*/")
	line = bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("),")), []byte(");")), ")]")
	line = bytes.TrimLeft(line, "([")
	if len(line) < minFields {
		return
	}
	for _, sep := range separators {
		if bytes.Count(line, []byte(sep)) < minFields-1 {
			continue
		}
		p := apartBy(line, sep)
		p.line = at
		f.note(p)
		if whole, ok := strings.CutSuffix(p.fields, string(rune(isNull))); ok {
			p.fields = whole
			f.note(p)
		}
	}
}

// keyed returns the shape of a JSON object whose keys are columns.
func keyed(text []byte) (p shape) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return shape{}
	}
	var classes strings.Builder
	for d.More() {
		key, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return shape{}
		}
		p.columns = append(p.columns, key.(string))
		classes.WriteByte(byte(writtenClass(bytes.Trim(value, `"`))))
	}
	p.fields = classes.String()
	return p
}

// apartBy returns the shape of a line that sep keeps apart.
func apartBy(line []byte, sep string) shape {
	p := shape{apart: true}
	var classes strings.Builder
	for field := range bytes.SplitSeq(line, []byte(sep)) {
		field = bytes.Trim(field, " '\"")
		if len(field) == 0 && (sep == "  " || classes.Len() == 0) {
			continue // one of more than two blanks, or the frame of a table
		}
		classes.WriteByte(byte(writtenClass(field)))
		p.odd = p.odd || isOdd(field)
	}
	p.fields = classes.String()
	return p
}

// writtenClass is classify for a value as people write it.
func writtenClass(field []byte) class {
	switch s := string(field); s {
	case "", `\N`, "NULL", "null":
		return isNull
	case "t", "f":
		return isBool
	}
	return classify(field)
}

// fitsApart reports whether all fields are valid for the columns, and two of
// them for types whose values look different, or one and a text is like data.
func (p *shape) fitsApart(columns []column) bool {
	if len(columns) != len(p.fields) || !valid(p.fields, columns) {
		return false
	}
	numbers, others := 0, 0
	for i, c := range columns {
		switch {
		case c.want == 0 || class(p.fields[i])&isNull != 0:
		case c.want&(isInt|isNumber) != 0:
			numbers++
		default:
			others++
		}
	}
	return numbers > 0 && others > 0 || len(columns) >= fewApart && numbers+others > 0 && p.odd
}

// valid reports whether all fields are valid for the columns.
func valid(fields string, columns []column) bool {
	for i, c := range columns {
		if class(fields[i])&isNull != 0 && c.notNull {
			return false
		}
	}
	_, ok := looks(fields, columns)
	return ok
}

// looks returns what values of the columns look like whose fields are not NULL. ok
// is false where one does not look so.
func looks(fields string, columns []column) (all class, ok bool) {
	for i, c := range columns {
		k := class(fields[i])
		switch {
		case k&isNull != 0 || c.want == 0:
		case k&c.want == 0:
			return 0, false
		default:
			all |= c.want
		}
	}
	return all, true
}
