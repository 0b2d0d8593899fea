// Package sqlexpr holds SQL expressions as trees: the conditions of CHECKs,
// predicates of indexes, defaults, partition bounds.
//
// It knows the shape of an expression and which columns it names, and nothing
// of what it means. It is plain data: package ddl makes it of PostgreSQL's own
// parse trees.
package sqlexpr

import (
	"slices"

	"sanitize/dumpfmt"
)

// Op is what a Node is.
type Op int

// The kinds of nodes.
const (
	Column   Op = iota + 1 // Text is its name; VALUE of a domain is the column value
	String                 // a literal without a type; Text is its value
	Number                 // Text is its value, as SQL writes it
	Bool                   // Text is t or f
	Null                   // NULL
	Cast                   // of one to Type
	Collate                // of one; Text is the collation's name, with its schema unless pg_catalog
	Call                   // of a function; Text is its name, with its schema unless pg_catalog; least, greatest and nullif are some
	Array                  // ARRAY[…]
	List                   // the list of IN, on the right side of a Compare
	Coalesce               // of two or more
	And                    // of two or more, none of them And
	Or                     // of two or more, none of them Or
	Not                    // of one
	IsNull                 // of one
	IsTrue                 // of one
	IsFalse                // of one
	Now                    // the time of the test; Text is date, timestamp or timestamptz
	Compare                // of one or two by the operator Text, with its schema unless pg_catalog
	Distinct               // of two: IS DISTINCT FROM
	Other                  // what is none of these; Args are at least the columns in it
)

// Node is a part of an expression. BETWEEN, IN and LIKE have become what they
// stand for, IS NOT NULL the Not of an IsNull.
type Node struct {
	Op   Op
	Text string
	Args []*Node
	Type *dumpfmt.TypeRef // of a Cast; nodes may share it
	// Quantifier is ANY or ALL where the right side of a Compare is an array
	// whose elements are compared one by one.
	Quantifier string
}

// Columns returns the names of the columns in n, in its order.
func (n *Node) Columns() []string {
	var list []string
	n.Walk(func(n *Node) {
		if n.Op == Column && !slices.Contains(list, n.Text) {
			list = append(list, n.Text)
		}
	})
	return list
}

// Walk calls visit for n and all that is in it.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, a := range n.Args {
		a.Walk(visit)
	}
}

// Left returns how many are left of a number of nodes where those of n are taken,
// less than 0 if it has more. A node that stands in several places is one in each,
// as for all who go through the tree.
func (n *Node) Left(of int) int {
	of--
	for i := 0; i < len(n.Args) && of >= 0; i++ {
		of = n.Args[i].Left(of)
	}
	return of
}

// Conjuncts returns the parts that n joins by AND, n itself if it joins none.
// The slice is n's own.
func (n *Node) Conjuncts() []*Node {
	if n.Op == And {
		return n.Args
	}
	return []*Node{n}
}

// Negated returns NOT n.
func Negated(n *Node) *Node { return &Node{Op: Not, Args: []*Node{n}} }

// Join returns the AND or OR of a list, flat.
func Join(op Op, list ...*Node) *Node {
	out := &Node{Op: op, Args: make([]*Node, 0, len(list))}
	for _, n := range list {
		if n.Op == op {
			out.Args = append(out.Args, n.Args...)
			continue
		}
		out.Args = append(out.Args, n)
	}
	return out
}
