package policy

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
)

// [[more."schema.table"]] has rules for columns, as [tables."schema.table".columns]
// has, and may stand wherever and as often as one likes: TOML lets a table be
// opened once only, so lines that are found to be missing could else not be put
// at the end of a policy.

// moreSet reads the rules of [[more.…]]. Those of a table that has an entry in
// [tables] join it.
func (p *parser) moreSet(n *node) {
	if _, ok := n.value.(map[string]any); !ok {
		p.errorf(n.val, `write [[more."schema.table"]]`, "more is %s, want arrays of tables", kindOf(n.value))
		return
	}
	for _, k := range n.kids {
		pat, err := ParseTable(k.key)
		switch {
		case err != nil:
			p.errorf(k.at, "", "%v", err)
			continue
		case len(k.elems) == 0:
			p.errorf(k.at, fmt.Sprintf("write [[more.%s]]", TOMLString(k.key)), "more.%s is %s, want an array of tables", TOMLKey(k.key), kindOf(k.value))
			continue
		}
		t := p.Tables.of(pat)
		if t == nil {
			t = &Table{ID: p.RuleCount, Key: k.key, At: k.at, Pattern: pat}
			p.RuleCount++
			p.Tables.add(t)
		}
		for _, e := range k.elems {
			p.ruleSet(e, moreHeader(k.key), &t.Columns, parseColumn)
		}
	}
}

// of returns the entry of exactly this key, nil if there is none.
func (s *Tables) of(pat tablePattern) *Table {
	if i := slices.IndexFunc(s.All, func(t *Table) bool { return t.Pattern == pat }); i >= 0 {
		return s.All[i]
	}
	return nil
}

func moreHeader(key string) string { return "[[more." + TOMLString(key) + "]]" }

// MoreHeader returns the header under which rules for columns of a table can be
// put at the end of any policy.
func MoreHeader(table dumpfmt.Name) string { return moreHeader(table.String()) }

// ColumnsHeader returns the header under which rules for columns of a table can
// be put at the end of the policy.
func (p *Policy) ColumnsHeader(table dumpfmt.Name) string {
	if p.Tables.Exact[table] != nil {
		return MoreHeader(table)
	}
	return TOMLTable(table)
}
