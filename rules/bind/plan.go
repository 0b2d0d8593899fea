package bind

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

// Plan is what a policy comes to on the schema of one database, for reports.
type Plan struct {
	policy   *policy.Policy
	types    map[dumpfmt.Name]*dumpfmt.Type
	tables   map[dumpfmt.Name]*boundTable
	warnings policy.Errors
}

// Warnings returns what may go wrong with the rows, in the order of the policy:
// rules whose masks may break a CHECK or an index.
func (p *Plan) Warnings() []*policy.Error { return p.warnings }

// Final reports whether nothing that may still come changes what the plan does,
// or breaks by it: nothing is masked, and nothing would be. A column that is
// masked may be one end of a FOREIGN KEY, or in an EXCLUDE.
func (p *Plan) Final() bool {
	kept := p.policy.Unlisted == policy.UnlistedKeep
	for _, t := range p.policy.Tables.All {
		kept = kept && (t.Unlisted == policy.UnlistedUnset || t.Unlisted == policy.UnlistedKeep)
		if t.HasRows() {
			return false
		}
	}
	for _, tb := range p.tables {
		if tb.rows.drop {
			return false
		}
		for i := range tb.columns {
			c := &tb.columns[i]
			if c.masked() || !kept && (c.rule == nil || c.rule.Soft) && !c.column.Generated {
				return false
			}
		}
	}
	return true
}

// TableInfo says what becomes of a table, for reports.
type TableInfo struct {
	Name    dumpfmt.Name
	Columns []ColumnInfo // in the order of the schema
}

// ColumnInfo says what becomes of a column, and why.
type ColumnInfo struct {
	Name    string
	Type    string     // as SQL writes it
	TOML    string     // of what no rule names and is masked: the rule that would do as much
	Mask    string     // the mask's name; keep for a column that is passed on, - for one that needs a rule
	Class   mask.Class // of the mask for this type
	Rule    string     // the rule's key, "" if no rule names the column
	Line    int        // of the rule in the policy; 0 without a rule
	Why     string     // in words: [columns] "*_id"; by type; generated
	Reason  string     // that the policy gives with the rule; may be ""
	Verdict Verdict
}

// Tables returns what becomes of the schema's tables, by schema and name.
func (p *Plan) Tables() []TableInfo {
	var list []TableInfo
	for _, name := range slices.SortedFunc(maps.Keys(p.tables), facts.CompareNames) {
		tb := p.tables[name]
		info := TableInfo{Name: name, Columns: make([]ColumnInfo, len(tb.columns))}
		for i := range tb.columns {
			info.Columns[i] = tb.columns[i].info()
		}
		list = append(list, info)
	}
	return list
}

func (c *boundColumn) info() ColumnInfo {
	i := ColumnInfo{Name: c.column.Name, Type: c.typ.sql, Mask: "keep", Class: mask.Injective, Why: c.reason, Verdict: c.verdict}
	if c.masked() {
		i.Mask, i.Class = c.mask.name, c.mask.class
		if c.via != nil {
			i.TOML = c.via.TOML()
		}
	}
	if c.reason == needsRule {
		i.Mask, i.Class = "-", mask.Lossy
	}
	if c.rule != nil {
		i.Rule, i.Line, i.Reason = c.rule.Key, c.rule.At.Line, c.rule.Why
		i.Why = fmt.Sprintf("%s %s", c.rule.Section, policy.TOMLKey(c.rule.Key))
	}
	return i
}

// Lines returns lines of a policy, under the headers of their tables, for the
// columns that no rule names and that p treats otherwise than before did: with
// them a run that knows no more than before decides as p.
func (p *Plan) Lines(before *Plan) string {
	var out strings.Builder
	for _, name := range slices.SortedFunc(maps.Keys(p.tables), facts.CompareNames) {
		was := before.tables[name]
		if was == nil {
			continue
		}
		head := p.policy.ColumnsHeader(name)
		for i := range p.tables[name].columns {
			c := p.tables[name].columns[i].info()
			old := was.find(c.Name, i)
			if old == nil || c.Rule != "" || c.Mask == "-" || c.Mask == old.info().Mask {
				continue
			}
			if head != "" {
				out.WriteString("\n" + head + "\n")
				head = ""
			}
			fmt.Fprintf(&out, "%s = %s # %s, %s\n", policy.TOMLColumn(c.Name), cmp.Or(c.TOML, policy.TOMLString(c.Mask)), c.Type, c.Why)
		}
	}
	return out.String()
}
