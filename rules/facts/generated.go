package facts

import (
	"fmt"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// A generated column has no data in a dump: the server computes it on restore,
// from what the masks have made of other columns. So what is asked of it is
// asked of these.

// Index returns a PRIMARY KEY, UNIQUE or EXCLUDE of a table, its expressions
// read, with the columns that its generated ones are computed from in their
// place, as those of an expression.
func (t *Table) Index(c dumpfmt.Constraint) Index {
	if c.Kind == dumpfmt.ForeignKey || c.Kind == dumpfmt.Check {
		return Index{Constraint: c}
	}
	x := t.index(c)
	generated := func(name string) bool { c := t.Column(name); return c != nil && c.Generated }
	elements := x.Elements
	x.Columns = slices.DeleteFunc(slices.Clone(x.Columns), generated)
	x.Elements = slices.DeleteFunc(slices.Clone(elements), func(e Element) bool { return generated(e.Column) })
	stands := func(use string) bool {
		return slices.ContainsFunc(x.Elements, func(e Element) bool { return e.Column == use && e.IsPlain() })
	}
	for _, e := range elements {
		if !generated(e.Column) {
			continue
		}
		g := t.Column(e.Column)
		if !slices.ContainsFunc(g.Uses, func(use string) bool { return !stands(use) }) {
			continue // it is the same where all that it is made of is
		}
		x.Uses = append(slices.Clip(x.Uses), g.Uses...)
		if node, err := expr.Parse(g.Expr); err == nil && e.IsPlain() {
			if of, ok := t.element(node); ok {
				x.add(of)
				continue
			}
		}
		x.HasExpr, x.Opaque, x.Joined = true, append(x.Opaque, g.Uses...), nil
	}
	return x
}

// generatedChecks adds the constraints of a generated column to the checks of
// those that it is computed from: its CHECKs, its NOT NULL, and that the result
// fits its type.
func (t *Table) generatedChecks(g *dumpfmt.Column) {
	var titles []string
	for _, k := range t.checks[g.Name] {
		if title := k.Title + " of the generated column " + dumpfmt.QuoteIdent(g.Name); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if !t.computed(g) {
		titles = append(titles, ofExpression(g))
	}
	node, err := expr.Parse(g.Expr)
	for _, use := range g.Uses {
		var members []string
		if err == nil {
			members = t.members(use, node)
		}
		for _, title := range titles {
			t.add(use, &Check{Title: title, Columns: g.Uses, Column: use, Members: members})
		}
		if _, notNull := t.schema.Bases(g.Type); !g.NotNull && !notNull {
			continue
		}
		node := expr.NotNull(use)
		k := &Check{Title: "NOT NULL of the generated column " + dumpfmt.QuoteIdent(g.Name), Columns: []string{use}, Node: node, Column: use}
		k.Cond, _ = node.For(use, t.schema.Resolve(t.Column(use).Type))
		t.add(use, k)
	}
}

func ofExpression(g *dumpfmt.Column) string {
	return "the expression of the generated column " + dumpfmt.QuoteIdent(g.Name)
}

// computed adds what the expression of a generated column asks of the column that
// it is made of so that its value is one of its type: a product may have too many
// digits, or be none of a type on the way. It reports whether that is known. What
// takes all values of its columns asks nothing.
func (t *Table) computed(g *dumpfmt.Column) bool {
	typ := t.schema.Resolve(g.Type)
	node, err := expr.Parse(g.Expr)
	if err != nil || slices.ContainsFunc(node.Columns(), func(name string) bool { return t.Column(name) == nil }) {
		return holdsAny(&typ)
	}
	node = t.schema.inlinedFor(node, t.declared, false)
	if node.Total(t.typeOf, typ) {
		return true
	}
	var needs []*expr.Node
	var ok bool
	if holdsAny(&typ) {
		needs, ok = node.Counts(t.typeOf)
	} else {
		needs, ok = node.Fits(typ, t.typeOf)
	}
	for i, part := range needs {
		use := part.Columns()[0]
		k := &Check{Title: ofExpression(g), Text: fmt.Sprintf("%s\x00%s\x00%d", g.Expr, typ.Name, i), Columns: []string{use}, Node: part, Column: use}
		k.Cond, _ = part.For(use, t.typeOf(use))
		t.add(use, k)
	}
	return ok
}

// typeOf returns the type of a column, unknown if the table has none of it.
func (t *Table) typeOf(name string) mask.Type {
	if c := t.Column(name); c != nil {
		return t.schema.Resolve(c.Type)
	}
	return mask.Type{}
}

// holdsAny reports whether a type has a value for whatever an expression makes.
func holdsAny(t *mask.Type) bool {
	switch t.Kind {
	case mask.Bool, mask.TSVector, mask.JSON, mask.JSONB, mask.Float:
		return true
	case mask.Text:
		return t.Len == 0 && t.MaxBytes == 0
	case mask.Numeric:
		return t.Precision == 0
	}
	return false
}
