package bind

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// unknownTable binds a table that the schema does not have, by the columns that
// the block names. Without types only keep, null and set can be done.
func (p *Plan) unknownTable(h *dumpfmt.Header) (*tableBinding, error) {
	entries := p.policy.Tables.Match(h.Table)
	for _, t := range entries {
		p.matched[t.ID] = true
	}
	t := &dumpfmt.Table{Name: h.Table}
	tb := &tableBinding{table: t, byName: map[string]int{}}
	chain := make([]scope, len(entries))
	for i, e := range entries {
		chain[i] = scope{t, e}
	}
	if err := p.unknownRows(tb, chain); err != nil || tb.rows.drop || h.Default {
		return tb, err
	}
	if h.Columns == nil && (p.policy.RuleCount > 0 || p.policy.Unlisted != policy.UnlistedKeep) {
		return nil, unknownError(h, nil)
	}
	for i, name := range h.Columns {
		t.Columns = append(t.Columns, dumpfmt.Column{Name: name})
		tb.byName[name] = i
	}
	typ := &typeInfo{sql: "unknown type", mask: mask.Type{Kind: mask.Unknown}}
	var unknown []string
	for i := range t.Columns {
		c := columnBinding{column: &t.Columns[i], typ: typ}
		if !p.unknownColumn(&c, entries) {
			unknown = append(unknown, dumpfmt.QuoteIdent(c.column.Name))
		}
		tb.columns = append(tb.columns, c)
	}
	if len(unknown) > 0 {
		return nil, unknownError(h, unknown)
	}
	b := rowBinder{Plan: p}
	b.bind(tb, chain, partitionKey{})
	return tb, b.errs.Err()
}

// unknownRows finds out whether all rows of a table go that the schema does not
// have. Where it has no table at all, this one may be a partition of any that
// the policy has rules for the rows of.
func (p *Plan) unknownRows(tb *tableBinding, chain []scope) error {
	tb.rows.drop = !p.selected(tb.table)
	if i := slices.IndexFunc(chain, func(s scope) bool { return s.rules.Data != policy.DataUnset }); i >= 0 && chain[i].rules.Data == policy.DataDrop {
		tb.rows.drop = true
	}
	if tb.rows.drop || len(p.schema.Tables) > 0 || len(chain) > 0 || !p.rowRules {
		return nil
	}
	return &policy.Error{
		Msg: fmt.Sprintf("the dump has rows of %s, but no CREATE TABLE of it, and it may be a partition of a table that the policy has rules for the rows of",
			tb.table.Name),
		Hint: `give --schema FILE, made by pg_dump --schema-only, or say data = "keep" for the table`,
	}
}

// unknownColumn gives the column the mask of the rule that names it. It returns
// false if that mask needs the type, and for a column that no rule names unless
// it is certain to be kept.
func (p *Plan) unknownColumn(c *columnBinding, entries []*policy.Table) bool {
	var rules []*policy.Rule
	for _, t := range entries {
		found := t.Columns.Match(c.column.Name)
		for _, r := range found {
			p.matched[r.ID] = true
		}
		rules = append(rules, found...)
	}
	for _, r := range append(rules, p.nameRules(c.column.Name)...) {
		m, err := p.bind(r, c.typ)
		if err == nil && m.usesRow {
			err = errors.New("the row's key is not known")
		}
		if err != nil && r.Soft {
			c.passed = true
			continue
		}
		c.rule, c.mask = r, m
		return err == nil
	}
	c.reason = `unlisted = "keep"`
	return !c.passed && p.unknownKept(c.column.Name, entries)
}

// unknownKept reports whether a column that no rule names is to be kept: its
// table says so, or the policy, and neither a rule by type nor one of a table
// that may be above this one could speak of it.
func (p *Plan) unknownKept(column string, entries []*policy.Table) bool {
	for _, t := range entries {
		if t.Unlisted != policy.UnlistedUnset {
			return t.Unlisted == policy.UnlistedKeep
		}
	}
	return p.policy.Unlisted == policy.UnlistedKeep && len(p.policy.Types.All) == 0 &&
		!slices.ContainsFunc(p.policy.Tables.All, func(t *policy.Table) bool {
			return t.Unlisted != policy.UnlistedUnset || len(t.Columns.Match(column)) > 0
		})
}

func unknownError(h *dumpfmt.Header, columns []string) error {
	what := "its columns"
	if len(columns) > 0 {
		what = strings.Join(columns, ", ")
	}
	return &policy.Error{
		Msg: fmt.Sprintf("the dump has rows of %s, but no CREATE TABLE of it, so the types of %s are not known",
			h.Table, what),
		Hint: "give --schema FILE, made by pg_dump --schema-only, or rules keep, null or { set = \"…\" } for all its columns",
	}
}
