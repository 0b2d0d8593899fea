package bind

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
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
			unknown = append(unknown, dumpfmt.QuoteIdent(tb.columns[i].column.Name))
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

// lateUnlisted keeps a column that no rule names if that is certain to be meant:
// its table says so, or the policy, and neither a rule by type nor one of a
// table that may be above this one could speak of it.
func (b *Binder) lateUnlisted(t *facts.Table, chain []scope, c *boundColumn) {
	if tool, ok := extensionOf(t); ok && !tool.Masks(c.column.Name) {
		c.reason = "a table of " + tool.Name + "'s"
		return
	}
	c.reason = unlistedKeep
	keep := b.policy.Unlisted == policy.UnlistedKeep && len(b.policy.Types.All) == 0 &&
		!slices.ContainsFunc(b.policy.Tables.All, func(t *policy.Table) bool {
			return t.Unlisted != policy.UnlistedUnset || len(t.Columns.Match(c.column.Name)) > 0
		})
	for _, s := range chain {
		if s.rules.Unlisted != policy.UnlistedUnset {
			keep = s.rules.Unlisted == policy.UnlistedKeep
			break
		}
	}
	if !keep || c.softSkipped {
		c.verdict = VerdictError
	}
}

// extensionOf returns the extension whose reference or configuration table t is.
// A dump has its rows, but not its CREATE TABLE, which CREATE EXTENSION brings.
func extensionOf(t *facts.Table) (words.Tool, bool) {
	if _, ok := words.ToolOf(t.Name.Schema, t.Name.Name, nil); !ok {
		return words.Tool{}, false
	}
	columns := make([]string, len(t.Columns))
	for i := range t.Columns {
		columns[i] = t.Columns[i].Name
	}
	return words.ToolOf(t.Name.Schema, t.Name.Name, columns)
}

func lateError(h *dumpfmt.Header, columns []string) error {
	what := "its columns"
	if len(columns) > 0 {
		what = strings.Join(columns, ", ")
	}
	hint := "give --schema FILE, made by pg_dump --schema-only, or rules keep, null or { set = \"…\" } for all its columns"
	if words.IsExtensions(h.Table.Schema, h.Table.Name) {
		hint = "it may be the configuration of an extension, which no schema has; if nothing in it is personal:\n\n" +
			"[tables." + strconv.Quote(h.Table.String()) + "]\nunlisted = \"keep\"\n"
	}
	return &policy.Error{
		Msg: fmt.Sprintf("the dump has rows of %s, but no CREATE TABLE of it, so the types of %s are not known",
			h.Table, what),
		Hint: hint,
	}
}
