package facts

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// Check is what one part of a CHECK asks of a column; AND joins parts.
type Check struct {
	Title string // "CHECK users_age_check"
	Text  string // of the CHECK, and which part of it: the same asks the same
	// Columns are those that the part names; Columns of dumpfmt.Constraint where
	// it cannot be read.
	Columns []string
	Node    *expr.Node   // nil: it cannot be read
	Cond    *expr.Cond   // nil: it is not understood, or about several columns
	Leaves  *expr.Leaves // of a part about several columns that Cond is not for
	Members []string     // of the column, a JSON text, by which alone the part reads it
	Column  string       // the name of the column in Node: value, for a domain
	Nested  *mask.Type   // it is the CHECK of a domain within the column's type, which it holds for
	Each    bool         // and the column is an array of it: Cond is about the array
}

// Checks returns the checks that name a column: those of its table, of the
// tables above it, and of its domains.
func (t *Table) Checks(column string) []*Check {
	if t.checks == nil {
		t.checks = map[string][]*Check{}
		t.readChecks()
	}
	return t.checks[column]
}

// add adds a check of a column.
func (t *Table) add(column string, list ...*Check) {
	if len(list) > 0 {
		t.checks[column] = append(t.checks[column], list...)
	}
}

func (t *Table) readChecks() {
	var seen map[[2]string]bool
	for _, table := range t.Above() {
		for i := range table.Constraints {
			c := &table.Constraints[i]
			if c.Kind != dumpfmt.Check || c.NotValid || seen[[2]string{c.Name, c.Def}] {
				continue
			}
			if seen == nil {
				seen = map[[2]string]bool{}
			}
			seen[[2]string{c.Name, c.Def}] = true
			t.readCheck(c)
		}
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; !IsCatalog(c.Type.Name) {
			t.add(c.Name, t.schema.domainChecks(c.Name, c.Type, nil)...)
		}
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Generated {
			t.generatedChecks(c)
		}
	}
}

// readCheck adds the parts of a CHECK to the columns that they name.
func (t *Table) readCheck(c *dumpfmt.Constraint) {
	title := "CHECK " + dumpfmt.QuoteIdent(c.Name)
	if c.Name == "" {
		title = "a CHECK"
	}
	node, err := expr.Parse(c.Def)
	if err == nil {
		node = t.schema.inlined(node, t.declared)
		unknown := func(name string) bool { return t.Column(name) == nil }
		if slices.ContainsFunc(node.Columns(), unknown) {
			node = nil
		}
	}
	if node == nil {
		for _, name := range c.Columns {
			t.add(name, &Check{Title: title, Columns: c.Columns, Column: name})
		}
		return
	}
	for i, part := range node.Conjuncts() {
		names := part.Columns()
		var leaves *expr.Leaves
		if len(names) > 1 {
			leaves = part.Leaves(t.typeOf)
		}
		for _, name := range names {
			k := &Check{Title: title, Text: fmt.Sprintf("%s\x00%d", c.Def, i), Columns: names, Node: part, Column: name, Leaves: leaves}
			if len(names) == 1 {
				k.Cond, _ = part.For(name, t.typeOf(name))
				k.Members = t.members(name, part)
			}
			t.add(name, k)
		}
	}
}

// Asked returns what a part about several columns asks of one of them: its truth
// stays where the answers do.
func (k *Check) Asked(column string) Asked {
	a := Asked{NullTested: true, Unread: k.Leaves.Whole[column]}
	for i, n := range k.Leaves.Conditions[column] {
		a.Conditions = append(a.Conditions, Condition{Column: column, Node: n, Text: fmt.Sprintf("%s\x00%s\x00%d", k.Text, column, i)})
	}
	return a
}

// maxAsked bounds the conditions that parts about several columns put on one: a
// mask is made for each way in which they may be met.
const maxAsked = 8

// askedByChecks returns the conditions that parts about several columns put on one,
// whose answers must not change; none if they are too many, or values are asked for
// as they are.
func (t *Table) askedByChecks(column string) []Condition {
	var list []Condition
	for _, k := range t.Checks(column) {
		if k.Leaves != nil {
			list = append(list, k.Asked(column).Conditions...)
		}
	}
	if len(list) > maxAsked {
		return nil
	}
	return list
}

// domainChecks returns the checks of the domains that a type is, or that are
// within it.
func (s *Schema) domainChecks(column string, ref dumpfmt.TypeRef, open []dumpfmt.Name) []*Check {
	var list []*Check
	chain, _ := s.Bases(ref)
	base := s.Resolve(ref)
	for _, d := range chain {
		if def := s.defined[d.Name]; def != nil && d.Dims == 0 && def.Kind == dumpfmt.Domain {
			for _, text := range def.Checks {
				list = append(list, s.domainCheck(column, def.Name, text, def.Base)...)
			}
		}
	}
	if base.Kind == mask.Unknown { // its values stay or become NULL as they are
		return list
	}
	last := chain[len(chain)-1]
	parts := s.parts(last, open)
	if last.Dims == 0 { // an array has the name of its elements
		open = append(slices.Clip(open), last.Name)
	}
	for _, inner := range parts {
		for _, k := range s.domainChecks(column, inner, open) {
			if k.Nested == nil {
				t := s.Resolve(inner)
				k.Nested = &t
				if k.Cond != nil && last.Dims > 0 && base.Kind == mask.Array {
					k.Cond, k.Each = k.Cond.OfEach(base), true
				}
			}
			list = append(list, k)
		}
	}
	return list
}

// domainCheck returns the parts of a CHECK of a domain over the type ref, which is
// that of VALUE.
func (s *Schema) domainCheck(column string, domain dumpfmt.Name, text string, ref dumpfmt.TypeRef) []*Check {
	title := "the CHECK of domain " + domain.String()
	node, err := expr.Parse(text)
	if err != nil {
		return []*Check{{Title: title, Columns: []string{column}}}
	}
	node = s.inlined(node, func(string) dumpfmt.TypeRef { return ref })
	var list []*Check
	for i, part := range node.Conjuncts() {
		k := &Check{Title: title, Text: fmt.Sprintf("%s\x00%d", text, i), Columns: []string{column}, Node: part, Column: "value"}
		k.Cond, _ = part.For("value", s.Resolve(ref))
		list = append(list, k)
	}
	return list
}

// parts returns the types that a type is made of.
func (s *Schema) parts(ref dumpfmt.TypeRef, open []dumpfmt.Name) []dumpfmt.TypeRef {
	if ref.Dims > 0 {
		ref.Dims = 0
		return []dumpfmt.TypeRef{ref}
	}
	def := s.defined[ref.Name]
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

// Within returns the types of what values of a type are made of, at any depth.
func (s *Schema) Within(ref dumpfmt.TypeRef) (list []dumpfmt.TypeRef) {
	seen := map[dumpfmt.Name]bool{}
	var visit func(dumpfmt.TypeRef)
	visit = func(ref dumpfmt.TypeRef) {
		chain, _ := s.Bases(ref)
		for _, inner := range s.parts(chain[len(chain)-1], nil) {
			if !seen[inner.Name] {
				seen[inner.Name] = true
				list = append(list, inner)
				visit(inner)
			}
		}
	}
	visit(ref)
	return list
}

// NullBreaks returns the CHECK that NULL in a column may break, "" if there is
// none.
func (t *Table) NullBreaks(column string) string {
	for _, k := range t.Checks(column) {
		if k.Nested == nil && (k.Node == nil || k.Node.NullMayFail(k.Column)) {
			return k.Title
		}
	}
	return ""
}

// NullShows returns the CHECK that tells NULL in a column from values, and may fail
// for it, "" if there is none.
func (t *Table) NullShows(column string) string {
	for _, k := range t.Checks(column) {
		if k.Nested == nil && k.Node != nil && k.Node.AsksForNull(k.Column) && k.Node.NullMayFail(k.Column) {
			return k.Title
		}
	}
	return ""
}

// Unread returns a part of a CHECK that no mask is sure to keep for what it asks
// of the column, nil if there is none.
func (t *Table) Unread(column string) *Check {
	for _, k := range t.Checks(column) {
		if k.Cond != nil || k.Nested != nil || k.Node != nil && k.Node.NullTestsOnly() {
			continue
		}
		if k.Leaves != nil && !k.Leaves.Whole[column] || k.Members != nil {
			continue // what the others get decides, or which members stay
		}
		if k.Node != nil {
			moves := func(name string) bool { return k.Node.OnlyNullTested(name) || t.typeOf(name).Kind.IsDated() }
			if k.Node.OnlyNullTested(k.Column) || k.Node.Orders() && !slices.ContainsFunc(k.Columns, func(name string) bool { return !moves(name) }) {
				continue // NULLs stay, and dates of a row move alike
			}
		}
		return k
	}
	return nil
}

// members returns the members of a JSON column by which alone an expression reads
// it, nil where there are none.
func (t *Table) members(column string, n *expr.Node) []string {
	if kind := t.typeOf(column).Kind; kind != mask.JSON && kind != mask.JSONB {
		return nil
	}
	return n.Members(column)
}

// Members returns the members of a JSON column on which hangs what a CHECK, the WHERE
// of an index or a generated column makes of it, as far as that is known.
func (t *Table) Members(column string) []string {
	var list []string
	for _, k := range t.Checks(column) {
		if k.Cond == nil || k.Cond.UnderScramble() < expr.Mostly {
			list = append(list, k.Members...)
		}
	}
	if u := t.Use(column); u != nil {
		for _, w := range u.Where {
			list = append(list, t.members(column, w.Node)...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
