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
