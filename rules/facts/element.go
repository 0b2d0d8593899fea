package facts

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts/expr"
)

// Index is a PRIMARY KEY, UNIQUE or EXCLUDE with its expressions read: those
// that tell values apart as the column does stand among Columns, those that fold
// case or trim among Lower.
type Index struct {
	dumpfmt.Constraint
	Leaves []string                  // columns of JSON that a member at a path tells apart
	Nulls  map[string][]expr.Default // by column
}

// index returns a constraint with its expressions read. HasExpr then says that
// one is not.
func (s *Schema) index(t *dumpfmt.Table, c dumpfmt.Constraint) Index {
	x := Index{Constraint: c, Nulls: map[string][]expr.Default{}}
	if len(c.Exprs) == 0 {
		return x
	}
	x.Columns, x.Lower, x.HasExpr = slices.Clip(c.Columns), slices.Clip(c.Lower), false
	for _, text := range c.Exprs {
		e, ok := s.element(t, text)
		switch {
		case !ok:
			x.HasExpr = true
		case e.Leaf:
			x.Leaves = append(x.Leaves, e.Column)
		case e.Folded:
			x.Lower = append(x.Lower, e.Column)
		default:
			x.Columns = append(x.Columns, e.Column)
		}
		if ok {
			x.Nulls[e.Column] = append(x.Nulls[e.Column], e.Nulls...)
		}
	}
	return x
}

// element reads an element of a unique index: an expression of one column, whose
// type is one that it can be read for.
func (s *Schema) element(t *dumpfmt.Table, text string) (expr.Element, bool) {
	node, err := expr.Parse(text)
	if err != nil {
		return expr.Element{}, false
	}
	e, ok := node.Element()
	column := t.Column(e.Column)
	if !ok || column == nil {
		return e, false
	}
	switch kind := s.Resolve(column.Type).Kind; {
	case e.Leaf:
		ok = kind == mask.JSON || kind == mask.JSONB
	case e.Cast, e.Folded:
		ok = slices.Contains(writtenOneWay, kind)
	}
	return e, ok
}

// writtenOneWay are the kinds of types whose values have one text form each.
var writtenOneWay = []mask.Kind{mask.Text, mask.Char, mask.Int, mask.UUID}
