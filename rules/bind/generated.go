package bind

import (
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// A generated column has no data in a dump: the server computes it on restore,
// from what the masks have made of other columns. So what is asked of it is
// asked of these.

// computed returns a PRIMARY KEY, UNIQUE or EXCLUDE of a table with the columns
// that its generated ones are computed from in their place, as those of an
// expression.
func computed(t *dumpfmt.Table, c dumpfmt.Constraint) dumpfmt.Constraint {
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

// computedFrom returns a masked column that one of these is computed from, nil
// if there is none.
func (tb *tableBinding) computedFrom(columns []string) *columnBinding {
	for _, name := range columns {
		col := tb.table.Column(name)
		if col == nil || !col.Generated {
			continue
		}
		for _, use := range col.Uses {
			if from := tb.column(use); from != nil {
				return from
			}
		}
	}
	return nil
}

// generatedChecks adds what is asked of a generated column to the checks of
// those that it is computed from: its CHECKs, its NOT NULL, and that the result
// fits its type.
func (b *binder) generatedChecks(t *dumpfmt.Table, g *dumpfmt.Column, checks map[string][]*columnCheck) {
	var titles []string
	for _, k := range checks[g.Name] {
		if title := k.title + " of the generated column " + dumpfmt.QuoteIdent(g.Name); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if b.mayOverflow(g) {
		titles = append(titles, "the expression of the generated column "+dumpfmt.QuoteIdent(g.Name))
	}
	for _, use := range g.Uses {
		for _, title := range titles {
			checks[use] = append(checks[use], &columnCheck{title: title, columns: g.Uses, column: use})
		}
		if _, notNull := b.resolver.Bases(g.Type); !g.NotNull && !notNull {
			continue
		}
		node, err := expr.Parse(`"` + strings.ReplaceAll(use, `"`, `""`) + `" IS NOT NULL`)
		if err != nil {
			continue
		}
		k := &columnCheck{title: "NOT NULL of the generated column " + dumpfmt.QuoteIdent(g.Name), columns: []string{use}, node: node, column: use}
		k.cond, _ = node.For(use, b.typeInfo(t.Column(use).Type).mask)
		checks[use] = append(checks[use], k)
	}
}

// mayOverflow reports whether a value of the expression may be none of the
// column's type, as a product may have too many digits, or be none of a type on
// the way.
func (b *binder) mayOverflow(g *dumpfmt.Column) bool {
	typ := b.resolver.Resolve(g.Type)
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
