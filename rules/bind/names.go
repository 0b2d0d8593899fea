package bind

import (
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// Unmatched returns an error for each rule, table and selector that nothing has
// matched so far, in the order of the policy.
func (b *Binder) Unmatched() policy.Errors { return b.opts.Marks.Unmatched(b.names()) }

// unmatchedYet is Unmatched before the rows, but for tables that may have rows
// and no CREATE TABLE.
func (b *Binder) unmatchedYet() policy.Errors {
	names := b.names()
	names.Later = func(t dumpfmt.Name) bool { return words.IsExtensions(t.Schema, t.Name) }
	return b.opts.Marks.Unmatched(names)
}

func (b *Binder) names() policy.Names {
	return policy.Names{
		Tables: b.facts.Names(), Columns: b.columnNames, Types: b.typeNames, ColumnsOf: b.columnsOf,
	}
}

// columnNames returns the names of all columns.
func (b *Binder) columnNames() []string {
	return b.collect(func(_ *facts.Table, c *dumpfmt.Column) []string { return []string{c.Name} })
}

// typeNames returns the names of all types that columns have.
func (b *Binder) typeNames() []string {
	return b.collect(func(_ *facts.Table, c *dumpfmt.Column) []string { return facts.TypeNames(c.Type) })
}

// columnsOf returns the names of the columns of the tables that an entry of
// [tables] names.
func (b *Binder) columnsOf(entry *policy.Table) []string {
	return b.collect(func(t *facts.Table, c *dumpfmt.Column) []string {
		if !slices.Contains(b.policy.Tables.Match(t.Name), entry) {
			return nil
		}
		return []string{c.Name}
	})
}

// collect returns the names that columns have, sorted.
func (b *Binder) collect(of func(*facts.Table, *dumpfmt.Column) []string) []string {
	names := map[string]bool{}
	for _, tb := range b.tables {
		for i := range tb.columns {
			for _, n := range of(tb.table, tb.columns[i].column) {
				names[n] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}
