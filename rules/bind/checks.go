package bind

import (
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
	"sanitize/rules/policy"
)

// columnCheck is what one part of a CHECK asks of a column; AND joins parts.
type columnCheck struct {
	title string // "CHECK users_age_check"
	// columns are those that the part names; Columns of dumpfmt.Constraint where
	// it cannot be read.
	columns []string
	node    *expr.Node // nil: it cannot be read
	cond    *expr.Cond // nil: it is not understood, or about several columns
	column  string     // the name of the column in node: value, for a domain
	nested  *mask.Type // it is the CHECK of a domain within the column's type, which it holds for
}

// checksOf returns the checks that name a column: those of its table, of the
// tables above it, and of its domains.
func (b *binder) checksOf(t *dumpfmt.Table, c *columnBinding) []*columnCheck {
	return b.tableChecks(t)[c.column.Name]
}

// tableChecks returns the checks of a table by column.
func (b *binder) tableChecks(t *dumpfmt.Table) map[string][]*columnCheck {
	if checks, ok := b.checks[t.Name]; ok {
		return checks
	}
	checks := map[string][]*columnCheck{}
	b.checks[t.Name] = checks
	var seen []string
	for _, table := range b.above(t, nil) {
		for i := range table.Constraints {
			c := &table.Constraints[i]
			if c.Kind != dumpfmt.Check || c.NotValid || slices.Contains(seen, c.Name+"\x00"+c.Def) {
				continue
			}
			seen = append(seen, c.Name+"\x00"+c.Def)
			b.readCheck(t, c, checks)
		}
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		checks[c.Name] = append(checks[c.Name], b.domainChecks(c.Name, c.Type, nil)...)
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Generated {
			b.generatedChecks(t, c, checks)
		}
	}
	return checks
}

// above returns t and the tables above it.
func (b *binder) above(t *dumpfmt.Table, list []*dumpfmt.Table) []*dumpfmt.Table {
	if t == nil || slices.Contains(list, t) {
		return list
	}
	list = append(list, t)
	for _, name := range t.Parents {
		list = b.above(b.schema.Tables[name], list)
	}
	return list
}

// readCheck adds the parts of a table's CHECK to the columns that they name.
func (b *binder) readCheck(t *dumpfmt.Table, c *dumpfmt.Constraint, checks map[string][]*columnCheck) {
	title := "CHECK " + dumpfmt.QuoteIdent(c.Name)
	if c.Name == "" {
		title = "a CHECK"
	}
	node, err := expr.Parse(c.Def)
	if err == nil {
		unknown := func(name string) bool { return t.Column(name) == nil }
		if slices.ContainsFunc(node.Columns(), unknown) {
			node = nil
		}
	}
	if node == nil {
		for _, name := range c.Columns {
			checks[name] = append(checks[name], &columnCheck{title: title, columns: c.Columns, column: name})
		}
		return
	}
	for _, part := range node.Conjuncts() {
		names := part.Columns()
		for _, name := range names {
			k := &columnCheck{title: title, columns: names, node: part, column: name}
			if len(names) == 1 {
				k.cond, _ = part.For(name, b.typeInfo(t.Column(name).Type).mask)
			}
			checks[name] = append(checks[name], k)
		}
	}
}

// domainChecks returns the checks of the domains that a type is, or that are
// within it.
func (b *binder) domainChecks(column string, ref dumpfmt.TypeRef, open []dumpfmt.Name) []*columnCheck {
	var list []*columnCheck
	chain, _ := b.resolver.Bases(ref)
	base := b.resolver.Resolve(ref)
	for _, d := range chain {
		if def := b.schema.Types[d.Name]; def != nil && d.Dims == 0 && def.Kind == dumpfmt.Domain {
			for _, text := range def.Checks {
				list = append(list, domainCheck(column, def.Name, text, base)...)
			}
		}
	}
	last := chain[len(chain)-1]
	for _, inner := range b.parts(last, open) {
		for _, k := range b.domainChecks(column, inner, append(open, last.Name)) {
			if k.nested == nil {
				t := b.resolver.Resolve(inner)
				k.nested = &t
			}
			list = append(list, k)
		}
	}
	return list
}

func domainCheck(column string, domain dumpfmt.Name, text string, base mask.Type) []*columnCheck {
	title := "the CHECK of domain " + domain.String()
	node, err := expr.Parse(text)
	if err != nil {
		return []*columnCheck{{title: title, columns: []string{column}}}
	}
	var list []*columnCheck
	for _, part := range node.Conjuncts() {
		k := &columnCheck{title: title, columns: []string{column}, node: part, column: "value"}
		k.cond, _ = part.For("value", base)
		list = append(list, k)
	}
	return list
}

// parts returns the types that a type is made of.
func (b *binder) parts(ref dumpfmt.TypeRef, open []dumpfmt.Name) []dumpfmt.TypeRef {
	if ref.Dims > 0 {
		ref.Dims = 0
		return []dumpfmt.TypeRef{ref}
	}
	def := b.schema.Types[ref.Name]
	if def == nil || slices.Contains(open, ref.Name) {
		return nil
	}
	switch def.Kind {
	case dumpfmt.Range:
		return []dumpfmt.TypeRef{def.Base}
	case dumpfmt.Composite:
		var list []dumpfmt.TypeRef
		for _, f := range def.Fields {
			list = append(list, f.Type)
		}
		return list
	}
	return nil
}

// nullBreaks returns the CHECK that NULL may break, "" if there is none.
func (b *binder) nullBreaks(t *dumpfmt.Table, c *columnBinding) string {
	for _, k := range b.checksOf(t, c) {
		if k.nested == nil && (k.node == nil || k.node.NullMayFail(k.column)) {
			return k.title
		}
	}
	return ""
}

// usesOf returns the columns that the expressions and the WHERE of an index
// name.
func usesOf(c *dumpfmt.Constraint) []string {
	if !c.HasExpr && c.Kind == dumpfmt.Unique {
		if node, err := expr.Parse(c.Where); err == nil {
			return node.Columns()
		}
	}
	return c.Uses
}

// onlyNullTests reports whether a WHERE asks only whether columns are NULL.
func onlyNullTests(where string) bool {
	node, err := expr.Parse(where)
	return err == nil && node.NullTestsOnly()
}

// judgeChecks judges the parts of CHECKs that are not understood, or that are
// about several columns, now that it is known what all of these get.
func (b *binder) judgeChecks() {
	for n := -1; n != len(b.refused); { // what is refused is kept, which may break another
		n = len(b.refused)
		b.judgeParts()
	}
}

// unread returns a part that no mask is sure to keep for what it asks of the
// column, nil if there is none.
func (b *binder) unread(t *dumpfmt.Table, c *columnBinding) *columnCheck {
	for _, k := range b.checksOf(t, c) {
		if k.cond != nil || k.nested != nil || k.node != nil && k.node.NullTestsOnly() {
			continue
		}
		if k.node != nil {
			moves := func(name string) bool { return k.node.OnlyNullTested(name) || b.dated(t, name) }
			if k.node.OnlyNullTested(c.column.Name) || k.node.Orders() && !slices.ContainsFunc(k.columns, func(name string) bool { return !moves(name) }) {
				continue // NULLs stay, and dates of a row move alike
			}
		}
		return k
	}
	return nil
}

// dated reports whether a column holds dates or timestamps.
func (b *binder) dated(t *dumpfmt.Table, column string) bool {
	c := t.Column(column)
	return c != nil && isDated(b.typeInfo(c.Type).mask.Kind)
}

func isDated(k mask.Kind) bool {
	return k == mask.Date || k == mask.Timestamp || k == mask.TimestampTZ
}

func (b *binder) judgeParts() {
	for _, t := range b.order {
		for i := range b.tables[t.Name].columns {
			c := &b.tables[t.Name].columns[i]
			for _, k := range b.checksOf(t, c) {
				if c.masked() && k.cond == nil && k.nested == nil && !k.nullTest(c) && !b.partHolds(t, k) {
					b.mayBreak(t, c, k.title+" is not understood")
				}
			}
		}
	}
}

// mayBreak refuses a column whose mask may break a CHECK if no rule of the
// user's names it, else it warns.
func (b *binder) mayBreak(t *dumpfmt.Table, c *columnBinding, why string) {
	if c.rule == nil || c.rule.Soft {
		b.refuse(refusedCheck, t, c)
		return
	}
	why = "mask " + c.mask.name + " may break a constraint: " + why
	if !slices.ContainsFunc(b.warnings, func(e *policy.Error) bool { return strings.HasSuffix(e.Msg, where(t.Name, c.column.Name)+": "+why) }) {
		b.warn(t, c, why, "keep it, or see to it that the masked values fit")
	}
}

// nullTest reports whether the part asks only whether the column is NULL, and
// the mask does not change that: if the part breaks, another column is at fault.
func (k *columnCheck) nullTest(c *columnBinding) bool {
	return k.node != nil && !c.mask.null && c.mask.keepNull && k.node.OnlyNullTested(c.column.Name)
}

// partHolds reports whether a part holds for what its columns get.
func (b *binder) partHolds(t *dumpfmt.Table, k *columnCheck) bool {
	if k.node == nil || k.column == "value" && len(k.columns) == 1 {
		return false
	}
	nulled, shifted := false, true
	same := ""
	for _, name := range k.columns {
		c := b.binding(t.Name, name)
		if c != nil && (!c.masked() || k.nullTest(c)) && k.node.OnlyNullTested(name) {
			continue
		}
		if c == nil || !c.masked() {
			shifted = false
			continue
		}
		if c.mask.null && !k.node.NullMayFail(name) {
			return true
		}
		nulled = nulled || c.mask.null || !c.mask.keepNull
		shifted = shifted && isDated(c.typ.mask.Kind) && c.mask.usesRow && c.mask.checked == "" && (same == "" || same == c.mask.name+c.mask.same)
		same = c.mask.name + c.mask.same
	}
	if k.node.NullTestsOnly() && !nulled {
		return true
	}
	return shifted && !nulled && k.node.Orders()
}
