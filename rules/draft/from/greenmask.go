package from

import (
	"cmp"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"sanitize/dumpfmt"
)

// Greenmask reads Greenmask's configuration: a table of dump.transformation, or
// of dump.transformers as it was called before, names transformers, and each of
// them a column, or several.
func Greenmask(data []byte) (*Rules, error) {
	top, err := document(data)
	if err != nil {
		return nil, err
	}
	dump := field(top, "dump")
	tables := cmp.Or(field(dump, "transformation"), field(dump, "transformers"))
	if tables == nil {
		return nil, fmt.Errorf("%w: no dump.transformation", ErrNoRules)
	}
	r := &Rules{}
	for k, v := range fields(top) {
		if k.Value == "custom_transformers" && len(v.Content) > 0 {
			r.left(k.Line, "custom_transformers: programs of your own are not called")
		}
	}
	if v := field(dump, "virtual_references"); v != nil {
		r.left(v.Line, "virtual_references: what FOREIGN KEYs do not join is joined by one mask for both columns, as equal values get equal results")
	}
	for table := range items(tables) {
		r.greenmaskTable(table)
	}
	return r, nil
}

// aboutTable is what Greenmask says of a table beside its transformers.
var aboutTable = map[string]string{
	"query":                 "rows are chosen by sample, data and [[rows]]",
	"subset_conds":          "rows are chosen by sample, data and [[rows]]",
	"when":                  "the masks are for all rows; [[rows]] has where",
	"columns_type_override": "types are those of the dump",
}

func (r *Rules) greenmaskTable(n *yaml.Node) {
	name := dumpfmt.Name{Schema: cmp.Or(scalar(n, "schema"), "public"), Name: scalar(n, "name")}
	if name.Name == "" {
		r.left(n.Line, "a table without a name")
		return
	}
	for k := range fields(n) {
		if why := aboutTable[k.Value]; why != "" {
			r.left(k.Line, "%s of %s: %s", k.Value, name, why)
		}
	}
	for t := range items(field(n, "transformers")) {
		r.transformer(name, scalar(t, "name"), t)
	}
	for c := range items(field(n, "columns")) { // the form before transformers had columns
		t := field(c, "transformer")
		r.transformed(name, column{scalar(c, "name"), c.Line, field(t, "params")}, scalar(t, "name"), t)
	}
}

// column is a column that a transformer is for.
type column struct {
	name   string
	line   int
	params *yaml.Node // its own, beside the transformer's
}

// transformer reads a transformer of a table.
func (r *Rules) transformer(table dumpfmt.Name, name string, n *yaml.Node) {
	params := field(n, "params")
	var columns []column
	if c := field(params, "column"); c != nil {
		columns = append(columns, column{c.Value, c.Line, params})
	}
	for c := range items(field(params, "columns")) {
		columns = append(columns, column{cmp.Or(scalar(c, "name"), c.Value), c.Line, c})
	}
	if len(columns) == 0 {
		r.left(n.Line, "%s of %s: which columns it sets is not read; init decides on them", name, table)
	}
	for _, c := range columns {
		r.transformed(table, c, name, n)
	}
}

// transformed translates a transformer for a column.
func (r *Rules) transformed(table dumpfmt.Name, c column, name string, n *yaml.Node) {
	at := fmt.Sprintf("%s of %s.%s", name, table, dumpfmt.QuoteIdent(c.name))
	translate := transformers[name]
	if translate == nil {
		r.left(c.line, "%s: it has no counterpart; init decides on the column", at)
		return
	}
	made, ok := translate(field(n, "params"), c.params)
	if !ok {
		r.left(c.line, "%s: its parameters have no counterpart; init decides on the column", at)
		return
	}
	for k := range fields(n) {
		switch k.Value {
		case "when":
			r.left(k.Line, "when of %s: the mask is for all rows", at)
		case "dynamic_params":
			r.left(k.Line, "dynamic_params of %s: the mask goes by the value", at)
		}
	}
	if made.note != "" {
		r.left(c.line, "%s: %s", at, made.note)
	}
	if scalar(field(n, "params"), "keep_null") == "false" && fills[made.mask] {
		made = made.with("keep_null", "false")
	}
	r.List = append(r.List, Rule{c.line, table, c.name, made.mask, made.toml(), "Greenmask's " + strings.TrimSpace(name)})
}

// fills are the masks that can put something in the place of NULL.
var fills = map[string]bool{"set": true, "redact": true, "choice": true, "bcrypt": true}
