package from

import (
	"cmp"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"sanitize/dumpfmt"
)

// strategies are Confiture's.
var strategies = map[string]string{
	"email": "email", "phone": "phone", "name": "name", "hash": "hash", "redact": "redact",
}

// Confiture reads the rules of Confiture's sync: a list of columns, each with a
// strategy, under the name of each table. A seed keeps a column's results apart
// from those of others, as domain_key does.
func Confiture(data []byte) (*Rules, error) {
	top, err := document(data)
	if err != nil {
		return nil, err
	}
	r := &Rules{}
	for k, list := range fields(top) {
		if list.Kind != yaml.SequenceNode {
			r.left(k.Line, "%s: it is no list of columns", k.Value)
			continue
		}
		table := tableName(k.Value)
		for n := range items(list) {
			r.confitureRule(table, n)
		}
	}
	if len(r.List) == 0 {
		return nil, fmt.Errorf("%w: no column with a strategy under the name of a table", ErrNoRules)
	}
	return r, nil
}

func (r *Rules) confitureRule(table dumpfmt.Name, n *yaml.Node) {
	name, strategy := scalar(n, "column"), scalar(n, "strategy")
	at := fmt.Sprintf("%s of %s.%s", cmp.Or(strategy, "a rule"), table, dumpfmt.QuoteIdent(name))
	m := strategies[strategy]
	if name == "" || m == "" {
		r.left(n.Line, "%s: it has no counterpart; init decides on the column", at)
		return
	}
	made := rule{mask: m}
	for k, v := range fields(n) {
		switch k.Value {
		case "column", "strategy":
		case "seed":
			if m != "redact" {
				made = made.with("domain_key", text(m+" "+v.Value))
			}
		default:
			r.left(k.Line, "%s of %s: it has no counterpart", k.Value, at)
		}
	}
	r.List = append(r.List, Rule{n.Line, table, name, made.mask, made.toml(), "Confiture's " + strategy})
}

// tableName reads a table's name, with its schema or without.
func tableName(s string) dumpfmt.Name {
	if schema, name, ok := strings.Cut(s, "."); ok {
		return dumpfmt.Name{Schema: schema, Name: name}
	}
	return dumpfmt.Name{Schema: "public", Name: s}
}
