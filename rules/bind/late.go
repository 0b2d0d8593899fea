package bind

import (
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// lateTable decides on a table that the schema does not have, by the columns
// that the block names. Without types only keep, null and set can be done.
func (b *Binder) lateTable(h *dumpfmt.Header) (*boundTable, error) {
	tb := &boundTable{table: b.facts.Unlisted(h.Table, h.Columns), late: true, pass: b.pass}
	defer func() { b.found = findings{} }()
	chain := b.chain(tb.table)
	if err := b.lateRows(tb, chain); err != nil {
		return nil, err
	}
	if !tb.rows.drop && !h.Default && h.Columns == nil && (b.policy.RuleCount > 0 || b.policy.Unlisted != policy.UnlistedKeep) {
		return nil, lateError(h, nil)
	}
	for i := range tb.table.Columns {
		tb.columns = append(tb.columns, boundColumn{column: &tb.table.Columns[i], typ: b.masks.unknown})
	}
	b.decideAll(tb)
	if tb.rows.drop || h.Default {
		return tb, nil
	}
	var unknown []string
	for i := range tb.columns {
		if tb.columns[i].verdict == VerdictError {
			unknown = append(unknown, tb.columns[i].column.Name)
		}
	}
	if len(unknown) > 0 {
		return nil, lateError(h, unknown)
	}
	return tb, b.found.errs.Err()
}

// lateRows returns an error where the schema has no table at all, and this one
// may be a partition of any that the policy has rules for the rows of.
func (b *Binder) lateRows(tb *boundTable, chain []scope) error {
	b.dropRows(tb, chain)
	if tb.rows.drop || len(b.tables) > 0 || len(chain) > 0 || !b.rowRules {
		return nil
	}
	return &policy.Error{
		Msg: fmt.Sprintf("the dump has rows of %s, but no CREATE TABLE of it, and it may be a partition of a table that the policy has rules for the rows of",
			tb.table.Name),
		Hint: `give --schema FILE, made by pg_dump --schema-only, or say data = "keep" for the table`,
	}
}

func lateError(h *dumpfmt.Header, columns []string) error {
	what := "its columns"
	if len(columns) > 0 {
		what = dumpfmt.QuoteIdents(columns)
	}
	hint := "give --schema FILE, made by pg_dump --schema-only, or rules keep, null or { set = \"…\" } for all its columns"
	if words.IsExtensions(h.Table.Schema, h.Table.Name) {
		hint = "it may be the configuration of an extension, which no schema has; if nothing in it is personal:\n\n" +
			policy.MoreHeader(h.Table) + "\n\"*\" = \"keep\"\n"
	}
	return &policy.Error{
		Msg: fmt.Sprintf("the dump has rows of %s, but no CREATE TABLE of it, so the types of %s are not known",
			h.Table, what),
		Hint: hint,
	}
}
