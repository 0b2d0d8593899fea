package expr

import (
	"sanitize/dumpfmt/sqlexpr"
	"sanitize/mask"
)

// Leaves are the questions that an expression about several columns asks of
// them. Where the answers stay, so does what it makes of them, however it joins
// them: by AND and OR, CASE, or a function.
type Leaves struct {
	Conditions map[string][]*Node // on a column alone
	Whole      map[string]bool    // columns whose values it takes as they are
	Pairs      []Pair             // columns that it compares
}

// Pair is two columns that are compared: whether they are equal, or how they are
// ordered.
type Pair struct {
	Left, Right string
	Ordered     bool
}

// Leaves returns the questions that n asks of columns of these types. Whether a
// column is NULL may be another of them.
func (n *Node) Leaves(typeOf func(column string) mask.Type) *Leaves {
	l := &Leaves{Conditions: map[string][]*Node{}, Whole: map[string]bool{}}
	l.read(n.root, typeOf)
	return l
}

func (l *Leaves) read(n *sqlexpr.Node, typeOf func(string) mask.Type) {
	names := n.Columns()
	switch {
	case nullTestsOnly(n) || len(names) == 0:
		return
	case len(names) == 1:
		leaf := &Node{n}
		if c, err := leaf.For(names[0], typeOf(names[0])); err == nil && !c.Past() {
			l.Conditions[names[0]] = append(l.Conditions[names[0]], leaf)
			return
		}
		l.Whole[names[0]] = l.Whole[names[0]] || n.Op == sqlexpr.Column
	case len(names) == 2 && (n.Op == sqlexpr.Distinct || isOrder(n)):
		x, y := bare(n.Args[0]), bare(n.Args[1])
		if x.Op == sqlexpr.Column && y.Op == sqlexpr.Column {
			ordered := n.Op == sqlexpr.Compare && n.Text != "=" && n.Text != "<>"
			l.Pairs = append(l.Pairs, Pair{x.Text, y.Text, ordered})
			return
		}
	}
	for _, a := range n.Args {
		l.read(a, typeOf)
	}
}

// bare returns what is under a cast to text.
func bare(n *sqlexpr.Node) *sqlexpr.Node {
	if n.Op == sqlexpr.Cast && castsToText(n) {
		return n.Args[0]
	}
	return n
}
