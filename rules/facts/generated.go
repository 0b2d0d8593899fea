package facts

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// A generated column has no data in a dump: the server computes it on restore,
// from what the masks have made of other columns. So what is asked of it is
// asked of these.

// Computed returns a PRIMARY KEY, UNIQUE or EXCLUDE of a table with the columns
// that its generated ones are computed from in their place, as those of an
// expression.
func Computed(t *dumpfmt.Table, c dumpfmt.Constraint) dumpfmt.Constraint {
	if t == nil || c.Kind == dumpfmt.ForeignKey || c.Kind == dumpfmt.Check {
		return c
	}
	var plain []string
	uses := slices.Clip(c.Uses)
	for _, name := range c.Columns {
		if col := t.Column(name); col != nil && col.Generated {
			uses = append(uses, col.Uses...)
		} else {
			plain = append(plain, name)
		}
	}
	if len(plain) < len(c.Columns) {
		c.Columns, c.Uses, c.HasExpr = plain, uses, true
	}
	return c
}

// generatedChecks adds what is asked of a generated column to the checks of
// those that it is computed from: its CHECKs, its NOT NULL, and that the result
// fits its type.
func (t *Table) generatedChecks(g *dumpfmt.Column) {
	var titles []string
	for _, k := range t.checks[g.Name] {
		if title := k.Title + " of the generated column " + dumpfmt.QuoteIdent(g.Name); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if t.schema.mayOverflow(g) {
		titles = append(titles, "the expression of the generated column "+dumpfmt.QuoteIdent(g.Name))
	}
	for _, use := range g.Uses {
		for _, title := range titles {
			t.add(use, &Check{Title: title, Columns: g.Uses, Column: use})
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

// mayOverflow reports whether a value of the expression may be none of the
// column's type, as a product may have too many digits, or be none of a type on
// the way.
func (s *Schema) mayOverflow(g *dumpfmt.Column) bool {
	typ := s.Resolve(g.Type)
	switch typ.Kind {
	case mask.Text:
		return typ.Len > 0 || typ.MaxBytes > 0
	case mask.Bool, mask.TSVector, mask.JSON, mask.JSONB, mask.Float:
		return false
	case mask.Numeric:
		return typ.Precision > 0
	}
	return true
}
