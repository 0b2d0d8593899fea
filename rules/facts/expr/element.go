package expr

import (
	"slices"

	"sanitize/dumpfmt/sqlexpr"
)

// Element is what an element of a unique index, an expression of one column,
// tells the column's values apart by.
type Element struct {
	Column string
	Cast   bool // as text
	Folded bool // without regard to case, or to the blanks around
	Leaf   bool // by a member of the JSON text that it is, at a fixed path
	Filled bool // with a constant in the place of NULL
	Nulls  []Default
}

// Default is what an expression makes of NULL: no other value must become it.
type Default struct {
	Value string // the constant's text
	Is    *Node  // the condition that a column has it
}

// Element reads an element of a unique index. It is not ok where two values
// that the column tells apart may be one to the expression in another way than
// an Element can say.
func (n *Node) Element() (e Element, ok bool) {
	ok = e.read(n.root)
	return e, ok
}

func (e *Element) read(n *sqlexpr.Node) bool {
	switch {
	case n.Op == sqlexpr.Column:
		e.Column = n.Text
		return true
	case n.Op == sqlexpr.Cast:
		e.Cast = true
		return castsToText(n) && e.read(n.Args[0])
	case n.Op == sqlexpr.Call && len(n.Args) == 1 && foldsText[n.Text]:
		e.Folded = true
		return e.read(n.Args[0])
	case n.Op == sqlexpr.Call && len(n.Args) == 1 && digestsText[n.Text]:
		return e.read(n.Args[0])
	case n.Op == sqlexpr.Coalesce:
		return e.readCoalesce(n)
	case n.Op == sqlexpr.Compare && len(n.Args) == 2 && followsPath[n.Text] && isConstant(n.Args[1]):
		e.Leaf = true
		return e.readPath(n.Args[0])
	}
	return false
}

// readPath reads what an operator of JSON follows a path in.
func (e *Element) readPath(n *sqlexpr.Node) bool {
	return (n.Op == sqlexpr.Column || n.Op == sqlexpr.Compare) && e.read(n)
}

// readCoalesce reads coalesce(x, constant). An empty text stays one under every
// mask, and nothing else becomes empty.
func (e *Element) readCoalesce(n *sqlexpr.Node) bool {
	x, with := n.Args[0], n.Args[1]
	if len(n.Args) != 2 || !isConstant(with) || !e.read(x) {
		return false
	}
	e.Filled = true
	if value := uncast(with); value.Op == sqlexpr.String && value.Text == "" {
		return true
	}
	is := &sqlexpr.Node{Op: sqlexpr.Compare, Text: "=", Args: []*sqlexpr.Node{x, with}}
	e.Nulls = append(e.Nulls, Default{uncast(with).Text, &Node{is}})
	return !e.Leaf && !e.Folded
}

// castsToText reports whether a cast makes text of any length.
func castsToText(n *sqlexpr.Node) bool {
	return isPlain(n.Type) && len(n.Type.Mods) == 0 && (n.Type.Name.Name == "text" || n.Type.Name.Name == "varchar")
}

func uncast(n *sqlexpr.Node) *sqlexpr.Node {
	for n.Op == sqlexpr.Cast {
		n = n.Args[0]
	}
	return n
}

// isConstant reports whether n names no column and calls no function.
func isConstant(n *sqlexpr.Node) bool {
	switch n = uncast(n); n.Op {
	case sqlexpr.String, sqlexpr.Number, sqlexpr.Bool:
		return true
	case sqlexpr.Array:
		return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !isConstant(a) })
	}
	return false
}

// Functions of one text, and operators of JSON, by name: what they tell values
// apart by is all of them, but for what they fold; a digest in full; a member.
var (
	foldsText   = map[string]bool{"lower": true, "upper": true, "btrim": true}
	digestsText = map[string]bool{"md5": true, "sha224": true, "sha256": true, "sha384": true, "sha512": true}
	followsPath = map[string]bool{"->": true, "->>": true, "#>": true, "#>>": true}
)
