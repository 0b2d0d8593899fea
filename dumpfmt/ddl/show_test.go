package ddl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

// show writes a schema in a form that tests can be read in: a line for each
// table or type, and below it a line for each column, label or constraint.
func show(s *dumpfmt.Schema) string {
	var b strings.Builder
	for _, n := range sorted(s.Types) {
		showType(&b, s.Types[n])
	}
	for _, n := range sorted(s.Tables) {
		showTable(&b, s.Tables[n])
	}
	return b.String()
}

func sorted[T any](m map[dumpfmt.Name]T) []dumpfmt.Name {
	return slices.SortedFunc(maps.Keys(m), func(a, b dumpfmt.Name) int {
		return strings.Compare(a.String(), b.String())
	})
}

func showType(b *strings.Builder, t *dumpfmt.Type) {
	kind := [...]string{"", "enum", "composite", "domain", "range", "base"}[t.Kind]
	fmt.Fprintf(b, "%s %s", kind, t.Name)
	if t.Base.Name.Name != "" {
		fmt.Fprintf(b, " %s", showRef(t.Base))
	}
	if t.NotNull {
		b.WriteString(" not null")
	}
	if t.Multirange.Name != "" {
		fmt.Fprintf(b, " multirange %s", t.Multirange)
	}
	b.WriteByte('\n')
	for _, l := range t.Labels {
		fmt.Fprintf(b, "  %q\n", l)
	}
	showColumns(b, t.Fields)
	for _, c := range t.Checks {
		fmt.Fprintf(b, "  check %s\n", c)
	}
}

func showTable(b *strings.Builder, t *dumpfmt.Table) {
	fmt.Fprintf(b, "table %s", t.Name)
	if !t.OrderCertain {
		b.WriteString(" uncertain")
	}
	if t.Partition {
		b.WriteString(" partition")
	}
	for _, p := range t.Parents {
		fmt.Fprintf(b, " of %s", p)
	}
	if t.OfType.Name != "" {
		fmt.Fprintf(b, " type %s", t.OfType)
	}
	if t.PartitionKey != nil || t.PartitionKeyExpr {
		fmt.Fprintf(b, " by %v%s", t.PartitionKey, flag(t.PartitionKeyExpr, " expr of "+strings.Join(t.PartitionKeyUses, " ")))
	}
	b.WriteByte('\n')
	showColumns(b, t.Columns)
	for _, k := range t.Constraints {
		showConstraint(b, k)
	}
}

func showColumns(b *strings.Builder, list []dumpfmt.Column) {
	for _, c := range list {
		fmt.Fprintf(b, "  %s %s%s%s%s", dumpfmt.QuoteIdent(c.Name), showRef(c.Type),
			flag(c.NotNull, " not null"), flag(c.Generated, " generated from "+strings.Join(c.Uses, " ")), flag(c.Identity, " identity"))
		if c.Default != "" {
			fmt.Fprintf(b, " = %s", c.Default)
		}
		b.WriteByte('\n')
	}
}

func showConstraint(b *strings.Builder, k dumpfmt.Constraint) {
	kind := [...]string{"", "primary", "unique", "foreign", "exclude", "check"}[k.Kind]
	fmt.Fprintf(b, "  %s %q %v%s%s%s", kind, k.Name, k.Columns,
		flag(k.HasExpr, " expr"), flag(k.Predicate, " where"), flag(k.NotValid, " not valid"))
	if k.Lower != nil {
		fmt.Fprintf(b, " lower %v", k.Lower)
	}
	if k.Operators != nil {
		fmt.Fprintf(b, " by %v", k.Operators)
	}
	if k.NullsNotDistinct {
		b.WriteString(" nulls not distinct")
	}
	if k.Uses != nil {
		fmt.Fprintf(b, " uses %v", k.Uses)
	}
	if k.Where != "" {
		fmt.Fprintf(b, " where %s", k.Where)
	}
	if k.RefTable.Name != "" {
		fmt.Fprintf(b, " -> %s %v%s", k.RefTable, k.RefColumns, flag(k.MatchFull, " full"))
	}
	if k.Def != "" {
		fmt.Fprintf(b, ": %s", k.Def)
	}
	b.WriteByte('\n')
}

// showRef leaves pg_catalog out.
func showRef(r dumpfmt.TypeRef) string {
	s := r.Name.String()
	s = strings.TrimPrefix(s, "pg_catalog.")
	if r.Mods != nil {
		s += fmt.Sprint(r.Mods)
	}
	return s + strings.Repeat("[]", r.Dims)
}

func flag(set bool, s string) string {
	if set {
		return s
	}
	return ""
}
