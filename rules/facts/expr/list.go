package expr

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Comparisons with the elements of an array: = ANY, <> ALL and their like.

// compileQuantified compares an operand with each constant of a list, or a
// constant with each element of the column.
func (c *compiler) compileQuantified(n *sqlexpr.Node) (test, error) {
	list, ok := arrayElements(n.Args[1])
	if !ok {
		return c.compileElements(n)
	}
	x, err := c.operand(n.Args[0])
	if err != nil {
		return nil, err
	}
	if isPattern(n.Text) {
		return c.compilePatterns(n, list)
	}
	consts, x, err := c.constants(x, list)
	if err != nil {
		return nil, err
	}
	if n.Text == "=" && n.Quantifier == "ANY" || n.Text == "<>" && n.Quantifier == "ALL" {
		if f := member(x, consts, n.Text == "<>"); f != nil {
			return f, nil
		}
	}
	tests := make([]test, len(consts))
	for i, k := range consts {
		if tests[i], err = comparison(n.Text, x, k); err != nil {
			return nil, err
		}
	}
	return join(tests, n.Quantifier == "ANY"), nil
}

// compilePatterns compiles LIKE ANY and its like.
func (c *compiler) compilePatterns(n *sqlexpr.Node, list []*sqlexpr.Node) (test, error) {
	tests := make([]test, len(list))
	for i, k := range list {
		var err error
		one := sqlexpr.Node{Op: sqlexpr.Compare, Text: n.Text, Args: []*sqlexpr.Node{n.Args[0], k}}
		if tests[i], err = c.compilePattern(&one); err != nil {
			return nil, err
		}
	}
	return join(tests, n.Quantifier == "ANY"), nil
}

// arrayElements returns the elements of IN, of ARRAY[…] and of '{…}' cast to an
// array, each under the casts of the whole; ok is false for what is not
// constant. Strings alone make an array of text, in IN they do not.
func arrayElements(n *sqlexpr.Node) (list []*sqlexpr.Node, ok bool) {
	switch n.Op {
	case sqlexpr.List:
		return n.Args, true
	case sqlexpr.Array:
		typed := func(a *sqlexpr.Node) bool { return a.Op != sqlexpr.String && a.Op != sqlexpr.Null }
		if len(n.Args) == 0 || slices.ContainsFunc(n.Args, typed) {
			return n.Args, true
		}
		return castElements(n.Args, &dumpfmt.TypeRef{Name: dumpfmt.Name{Name: "text"}}), true
	case sqlexpr.Cast:
		if n.Type.Dims != 1 {
			return nil, false
		}
		switch n.Args[0].Op {
		case sqlexpr.String:
			list, ok = literalItems(n.Args[0].Text)
		case sqlexpr.Array:
			list, ok = n.Args[0].Args, true
		default:
			list, ok = arrayElements(n.Args[0])
		}
		return castElements(list, n.Type), ok
	}
	return nil, false
}

func castElements(list []*sqlexpr.Node, array *dumpfmt.TypeRef) []*sqlexpr.Node {
	elem := *array
	elem.Dims = 0
	out := make([]*sqlexpr.Node, len(list))
	for i, n := range list {
		out[i] = &sqlexpr.Node{Op: sqlexpr.Cast, Type: &elem, Args: []*sqlexpr.Node{n}}
	}
	return out
}

// constants returns the elements of a list as x sees them, and x as they see
// it. All must be of one class.
func (c *compiler) constants(x operand, list []*sqlexpr.Node) ([]operand, operand, error) {
	out := make([]operand, len(list))
	y := x
	for i, n := range list {
		k, err := c.operand(n)
		if err != nil || !k.fixed {
			return nil, x, errSyntax
		}
		if y, out[i], err = paired(x, k); err != nil {
			return nil, x, err
		}
	}
	for _, k := range out {
		if k.class != y.class {
			return nil, x, errSyntax
		}
	}
	return out, y, nil
}

// member tests whether x is in a sorted list, or is not; nil if x and the list
// cannot be compared so.
func member(x operand, consts []operand, negated bool) test {
	var sorted []datum
	hasNull, bare := false, x.class == foldClass || x.cased
	for _, k := range consts {
		d := k.get(nil)
		if d.state == null {
			hasNull = true
			continue
		}
		if !comparable("=", x, k) {
			return nil
		}
		sorted = append(sorted, d)
	}
	class := x.class
	if class == noClass {
		return nil
	}
	slices.SortFunc(sorted, func(a, b datum) int { return compare(class, a, b) })
	missing := truth(negated)
	if hasNull {
		missing = Unknown
	}
	f := func(v []byte) Truth {
		d := x.get(v)
		if d.state != known {
			return Unknown
		}
		if _, found := slices.BinarySearchFunc(sorted, d, func(a, b datum) int { return compare(class, a, b) }); found {
			return truth(!negated)
		}
		return missing
	}
	if len(consts) == 0 {
		f = func([]byte) Truth { return truth(negated) }
	}
	if bare {
		return localised(f)
	}
	return f
}

// compileElements compares a constant with each element of the column.
func (c *compiler) compileElements(n *sqlexpr.Node) (test, error) {
	e, err := c.element(n.Args[1])
	if err != nil {
		return nil, err
	}
	k, err := c.operand(n.Args[0])
	if err != nil || !k.fixed {
		return nil, errSyntax
	}
	if k, e, err = paired(k, e); err != nil {
		return nil, err
	}
	f, err := comparison(n.Text, k, e)
	if err != nil {
		return nil, err
	}
	return overItems(f, Unknown, n.Quantifier == "ANY"), nil
}

// element returns an element of the array n, which is the column, under casts.
func (c *compiler) element(n *sqlexpr.Node) (operand, error) {
	one, ok := c.elementOf(n)
	if !ok {
		return operand{}, errSyntax
	}
	inner := compiler{*c.typ.Elem}
	return inner.operand(one)
}

// elementOf returns what n, the column under casts, is of an element: a column of
// the elements' type, under the same casts.
func (c *compiler) elementOf(n *sqlexpr.Node) (*sqlexpr.Node, bool) {
	switch {
	case n.Op == sqlexpr.Cast && n.Type.Dims == 1 && n.Type.Mods == nil:
		one, ok := c.elementOf(n.Args[0])
		if !ok {
			return nil, false
		}
		return castElements([]*sqlexpr.Node{one}, n.Type)[0], true
	case n.Op != sqlexpr.Column || c.typ.Kind != mask.Array || c.typ.Elem == nil || c.typ.Delim != 0 && c.typ.Delim != ',':
		return nil, false
	}
	return n, true
}

// compileContained tests that all elements of the column are in a list. NULL
// is in none, see array_contain_compare in arrayfuncs.c.
func (c *compiler) compileContained(array, list *sqlexpr.Node) (test, error) {
	elements, ok := arrayElements(list)
	if !ok {
		return nil, errSyntax
	}
	e, err := c.element(array)
	if err != nil {
		return nil, err
	}
	consts, e, err := c.constants(e, elements)
	if err != nil {
		return nil, err
	}
	consts = slices.DeleteFunc(consts, func(k operand) bool { return k.get(nil).state == null })
	f := member(e, consts, false)
	if f == nil {
		return nil, errSyntax
	}
	return overItems(f, False, false), nil
}

// overItems returns the OR, or the AND, of a test of each element.
func overItems(f test, ofNull Truth, either bool) test {
	start, op := True, and
	if either {
		start, op = False, or
	}
	return func(v []byte) Truth {
		list, ok := items(v)
		if !ok {
			return Unknown
		}
		t := start
		for _, item := range list {
			one := ofNull
			if item != nil {
				one = f(item)
			}
			t = op(t, one)
		}
		return t
	}
}
