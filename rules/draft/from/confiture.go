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
	"salted_hashing": "hash", "address": "street", "credit_card": "credit_card", "date": "date_shift",
	"ip": "ip", "ip_address": "ip", "text_redaction": "text", "preserve": "keep",
}

// Confiture reads the rules of Confiture: a list of columns, each with a strategy,
// under the name of each table. Of a sync the tables stand at the top; of a
// profile under tables, their lists under rules or anonymization, and a strategy
// may be the name of one of those under strategies. A seed keeps a column's
// results apart from those of others, as domain_key does.
func Confiture(data []byte) (*Rules, error) {
	top, err := document(data)
	if err != nil {
		return nil, err
	}
	r := &Rules{}
	types := strategyTypes(field(top, "strategies"))
	tables := top
	if under := field(top, "tables"); under != nil && under.Kind == yaml.MappingNode {
		tables = under
	}
	for k, of := range fields(tables) {
		list := columnRules(of)
		if list == nil {
			r.left(k.Line, "%s: it is no list of columns", k.Value)
			continue
		}
		table := tableName(k.Value)
		for n := range items(list) {
			r.confitureRule(table, n, types)
		}
		r.ofTable(k.Value, of)
	}
	if len(r.List) == 0 {
		return nil, fmt.Errorf("%w: no column with a strategy under the name of a table", ErrNoRules)
	}
	return r, nil
}

// strategyTypes returns the type of each strategy that a profile names.
func strategyTypes(n *yaml.Node) map[string]string {
	types := map[string]string{}
	if n != nil {
		for k, v := range fields(n) {
			types[k.Value] = scalar(v, "type")
		}
	}
	return types
}

// columnRules returns the list of columns of a table, nil if it has none.
func columnRules(of *yaml.Node) *yaml.Node {
	if of.Kind == yaml.SequenceNode {
		return of
	}
	for _, name := range []string{"rules", "anonymization"} {
		if list := field(of, name); list != nil && list.Kind == yaml.SequenceNode {
			return list
		}
	}
	return nil
}

// ofTable names what a table says besides its columns.
func (r *Rules) ofTable(table string, of *yaml.Node) {
	if of.Kind != yaml.MappingNode {
		return
	}
	for k := range fields(of) {
		switch k.Value {
		case "rules", "anonymization":
		case "filter", "sample_rate":
			r.left(k.Line, "%s of %s: rows are chosen by sample, data and [[rows]]", k.Value, table)
		default:
			r.left(k.Line, "%s of %s: it has no counterpart", k.Value, table)
		}
	}
}

func (r *Rules) confitureRule(table dumpfmt.Name, n *yaml.Node, types map[string]string) {
	name, strategy := scalar(n, "column"), scalar(n, "strategy")
	at := fmt.Sprintf("%s of %s.%s", cmp.Or(strategy, "a rule"), table, dumpfmt.QuoteIdent(name))
	m := strategies[cmp.Or(types[strategy], strategy)]
	if name == "" || m == "" {
		r.left(n.Line, "%s: it has no counterpart; init decides on the column", at)
		return
	}
	made := rule{mask: m}
	for k, v := range fields(n) {
		switch k.Value {
		case "column", "strategy":
		case "domain":
			if m == "email" {
				made = made.with("domain", text(v.Value))
			}
		case "seed":
			if m != "redact" && m != "keep" {
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
