package expr

import (
	"slices"

	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Masks change each element and keep the rest of an array: a condition that all elements
// must meet, each by itself, leaves less of their type, and one on how many there
// are holds as before.

// Each returns what c asks of each element of the array, nil where it asks of the
// array something else.
func (c *Cond) Each() *Cond {
	if c.each != nil || c.typ.Kind != mask.Array || c.node.Op != sqlexpr.Compare || len(c.node.Args) != 2 {
		return c.each
	}
	n := c.node
	var array *sqlexpr.Node
	one := &sqlexpr.Node{Op: sqlexpr.Compare, Text: "=", Quantifier: "ANY"}
	switch left, right := n.Args[0], n.Args[1]; {
	case n.Quantifier == "ALL":
		array = right
	case n.Quantifier != "":
		return nil
	case n.Text == "<@":
		array, one.Args = left, []*sqlexpr.Node{nil, right}
	case n.Text == "@>":
		array, one.Args = right, []*sqlexpr.Node{nil, left}
	default:
		return nil
	}
	element, ok := c.elementOf(array)
	switch {
	case !ok:
		return nil
	case one.Args == nil:
		one = &sqlexpr.Node{Op: sqlexpr.Compare, Text: n.Text, Args: []*sqlexpr.Node{n.Args[0], element}}
	default:
		one.Args[0] = element
	}
	each, err := (&Node{one}).For(one.Columns()[0], *c.typ.Elem)
	if err != nil {
		return nil
	}
	return each
}

// Elements returns what n asks of single elements of a column, an array of a type: where
// the answers stay, so does what n makes of it. ok is false where n asks something
// else than that, how many elements there are, and what is NULL.
func (n *Node) Elements(column string, array mask.Type) (list []*Cond, ok bool) {
	r := elementReader{column: column, compiler: compiler{array}}
	if array.Kind != mask.Array || !r.read(n.root) {
		return nil, false
	}
	return r.conds, true
}

type elementReader struct {
	compiler
	column string
	conds  []*Cond
}

func (r *elementReader) read(n *sqlexpr.Node) bool {
	switch {
	case n.Op == sqlexpr.Column:
		return n.Text != r.column
	case len(n.Args) > 0 && n.Args[0].Op == sqlexpr.Column && (n.Op == sqlexpr.IsNull || n.Op == sqlexpr.Call && asksShape[n.Text]):
		return !slices.ContainsFunc(n.Args[1:], func(a *sqlexpr.Node) bool { return !r.read(a) })
	case n.Op == sqlexpr.Compare && len(n.Args) == 2:
		if element, other := r.sides(n); element != nil {
			return r.compare(n, element, other)
		}
	}
	return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !r.read(a) })
}

// sides returns an element of the column that n compares, nil for none, and with what.
func (r *elementReader) sides(n *sqlexpr.Node) (element, other *sqlexpr.Node) {
	for i, a := range n.Args {
		if element, ok := r.elementOf(a); ok {
			return element, n.Args[1-i]
		}
	}
	return nil, nil
}

// compare notes what a comparison of the array asks of its elements: of = ANY and its
// like that, of @>, <@ and && whether they are the values of the other side.
func (r *elementReader) compare(n, element, other *sqlexpr.Node) bool {
	asked := []*sqlexpr.Node{{Op: sqlexpr.Compare, Text: n.Text, Args: []*sqlexpr.Node{other, element}}}
	switch {
	case n.Quantifier != "":
		if n.Args[0] == other {
			break
		}
		return false
	case n.Text == "@>" || n.Text == "<@" || n.Text == "&&":
		values, ok := arrayElements(other)
		if !ok {
			return false
		}
		asked = nil
		for _, v := range values {
			asked = append(asked, &sqlexpr.Node{Op: sqlexpr.Compare, Text: "=", Args: []*sqlexpr.Node{v, element}})
		}
	default:
		return false
	}
	for _, one := range asked {
		c, err := (&Node{one}).For(r.column, *r.typ.Elem)
		if err != nil {
			return false
		}
		r.conds = append(r.conds, c)
	}
	return true
}

// OfEach returns the condition that all elements of an array of a type meet c:
// that of a domain of which the array is.
func (c *Cond) OfEach(array mask.Type) *Cond {
	return &Cond{node: c.node, compiler: compiler{array}, test: overItems(c.test, True, false), each: c}
}

// ofShape reports whether c asks of an array only how many elements it has, in
// which dimensions.
func (c *Cond) ofShape() bool { return c.typ.Kind == mask.Array && c.each == nil && ofShape(c.node) }

func ofShape(n *sqlexpr.Node) bool {
	if n.Op == sqlexpr.Column {
		return false
	}
	args := n.Args
	if n.Op == sqlexpr.Call && asksShape[n.Text] && len(args) > 0 && args[0].Op == sqlexpr.Column {
		args = args[1:]
	}
	return !slices.ContainsFunc(args, func(a *sqlexpr.Node) bool { return !ofShape(a) })
}

// asksShape are the functions of an array that do not look at its elements.
var asksShape = map[string]bool{"cardinality": true, "array_length": true, "array_ndims": true, "array_lower": true, "array_upper": true}
