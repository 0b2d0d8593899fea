package expr

import (
	"slices"

	"sanitize/dumpfmt/sqlexpr"
)

// What NULL does to a condition, and what is left of it where there is none.

// NullMayFail reports whether n can be False where the column is NULL and
// nothing is known of the others.
func (n *Node) NullMayFail(column string) bool { return ifNull(n.root, column).contains(False) }

// NullMayHold reports whether n can be True where the column is NULL.
func (n *Node) NullMayHold(column string) bool { return ifNull(n.root, column).contains(True) }

// AsksForNull reports whether n does not merely become NULL where the column is, but
// tells that it is: by IS NULL, IS DISTINCT FROM, COALESCE, or by counting NULLs.
func (n *Node) AsksForNull(column string) bool {
	asks := false
	n.root.Walk(func(x *sqlexpr.Node) {
		switch {
		case x.Op == sqlexpr.IsNull, x.Op == sqlexpr.Distinct, x.Op == sqlexpr.Coalesce, isNullTest(x):
			asks = asks || slices.Contains(x.Columns(), column)
		}
	})
	return asks
}

// ifNull returns what n can be where the column is NULL. Unknown stands for NULL
// alone here.
func ifNull(n *sqlexpr.Node, column string) truths {
	switch n.Op {
	case sqlexpr.And, sqlexpr.Or:
		op := and
		if n.Op == sqlexpr.Or {
			op = or
		}
		out := ifNull(n.Args[0], column)
		for _, a := range n.Args[1:] {
			out = out.combine(ifNull(a, column), op)
		}
		return out
	case sqlexpr.Not:
		return ifNull(n.Args[0], column).combine(only(True), func(a, _ Truth) Truth { return -a })
	case sqlexpr.IsTrue, sqlexpr.IsFalse:
		want := truthTested(n)
		return ifNull(n.Args[0], column).combine(only(True), func(a, _ Truth) Truth { return truth(a == want) })
	case sqlexpr.IsNull:
		if isNull(n.Args[0], column) {
			return only(True)
		}
	case sqlexpr.Compare:
		if isNull(n, column) {
			return only(Unknown)
		}
	case sqlexpr.Column, sqlexpr.Null:
		if isNull(n, column) {
			return only(Unknown)
		}
	}
	return anyTruth
}

// truthTested returns which truth IS TRUE or IS FALSE is about.
func truthTested(n *sqlexpr.Node) Truth {
	if n.Op == sqlexpr.IsTrue {
		return True
	}
	return False
}

// isNull reports whether n is NULL where the column is.
func isNull(n *sqlexpr.Node, column string) bool {
	switch n.Op {
	case sqlexpr.Null:
		return true
	case sqlexpr.Column:
		return n.Text == column
	case sqlexpr.Cast, sqlexpr.Collate:
		return isNull(n.Args[0], column)
	case sqlexpr.Call:
		return isStrict(n.Text) && len(n.Args) > 0 && isNull(n.Args[0], column)
	case sqlexpr.Compare:
		if !strictOperators[n.Text] || len(n.Args) != 2 {
			return false
		}
		if n.Quantifier == "" {
			return isNull(n.Args[0], column) || isNull(n.Args[1], column)
		}
		// Of an empty array the answer is known whatever is compared with it.
		return isNull(n.Args[1], column) || isNull(n.Args[0], column) && len(listed(n.Args[1])) > 0
	}
	return false
}

// listed returns the elements of IN or ARRAY[…], under casts or not.
func listed(n *sqlexpr.Node) []*sqlexpr.Node {
	n = uncast(n)
	if n.Op != sqlexpr.Array && n.Op != sqlexpr.List {
		return nil
	}
	return n.Args
}

// present returns n for rows in which the column is not NULL: NULL tests of it
// are answered, and what they decide is left out.
func present(n *sqlexpr.Node, column string) *sqlexpr.Node {
	switch n.Op {
	case sqlexpr.IsNull:
		if mirrorsNull(n.Args[0], column) {
			return constTruth(false)
		}
	case sqlexpr.Not:
		a := present(n.Args[0], column)
		if a.Op == sqlexpr.Bool {
			return constTruth(a.Text == "f")
		}
		return sqlexpr.Negated(a)
	case sqlexpr.Coalesce:
		if mirrorsNull(n.Args[0], column) {
			return present(n.Args[0], column)
		}
	case sqlexpr.And, sqlexpr.Or:
		return presentList(n, column)
	}
	return presentArgs(n, column)
}

// presentArgs returns n with its arguments simplified, n itself where none was.
func presentArgs(n *sqlexpr.Node, column string) *sqlexpr.Node {
	out := n
	for i, a := range n.Args {
		b := present(a, column)
		if a == b {
			continue
		}
		if out == n {
			c := *n
			c.Args = append([]*sqlexpr.Node(nil), n.Args...)
			out = &c
		}
		out.Args[i] = b
	}
	return out
}

func presentList(n *sqlexpr.Node, column string) *sqlexpr.Node {
	neutral := n.Op == sqlexpr.And
	var list []*sqlexpr.Node
	for _, a := range n.Args {
		a = present(a, column)
		switch {
		case a.Op == sqlexpr.Bool && (a.Text == "t") != neutral:
			return a
		case a.Op != sqlexpr.Bool:
			list = append(list, a)
		}
	}
	switch len(list) {
	case 0:
		return constTruth(neutral)
	case 1:
		return list[0]
	}
	return sqlexpr.Join(n.Op, list...)
}

func constTruth(b bool) *sqlexpr.Node {
	if b {
		return &sqlexpr.Node{Op: sqlexpr.Bool, Text: "t"}
	}
	return &sqlexpr.Node{Op: sqlexpr.Bool, Text: "f"}
}

// mirrorsNull reports whether n is NULL where the column is, and only there.
func mirrorsNull(n *sqlexpr.Node, column string) bool {
	switch n.Op {
	case sqlexpr.Column:
		return n.Text == column
	case sqlexpr.Cast, sqlexpr.Collate:
		return mirrorsNull(n.Args[0], column)
	case sqlexpr.Call:
		return isStrict(n.Text) && !mayMakeNull(n.Text) && len(n.Args) == 1 && mirrorsNull(n.Args[0], column)
	}
	return false
}
