package expr

import (
	"slices"
	"strings"

	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/sqlexpr"
)

// Node is an expression, or a part of one that AND joins with others.
type Node struct{ root *sqlexpr.Node }

// Parse reads an expression. VALUE, of a domain, is the column value. The error
// is [ddl.ErrExpression].
func Parse(text string) (*Node, error) {
	root, err := ddl.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	return &Node{root}, nil
}

// NotNull returns the condition that a column is not NULL.
func NotNull(column string) *Node {
	return &Node{sqlexpr.Negated(&sqlexpr.Node{Op: sqlexpr.IsNull, Args: []*sqlexpr.Node{columnNode(column)}})}
}

// OneOf returns the condition that a column has one of some values, in its own
// text form: the bounds of a LIST partition.
func OneOf(column string, values []string) *Node {
	list := &sqlexpr.Node{Op: sqlexpr.List}
	for _, v := range values {
		list.Args = append(list.Args, &sqlexpr.Node{Op: sqlexpr.String, Text: v})
	}
	return &Node{&sqlexpr.Node{Op: sqlexpr.Compare, Text: "=", Quantifier: "ANY", Args: []*sqlexpr.Node{columnNode(column), list}}}
}

func columnNode(name string) *sqlexpr.Node { return &sqlexpr.Node{Op: sqlexpr.Column, Text: name} }

// Columns returns the columns that n names, in its order.
func (n *Node) Columns() []string { return n.root.Columns() }

// Conjuncts returns the expressions that n joins by AND, n itself if it is none.
func (n *Node) Conjuncts() []*Node {
	parts := n.root.Conjuncts()
	list := make([]*Node, len(parts))
	for i, p := range parts {
		list[i] = &Node{p}
	}
	return list
}

// Orders reports whether n asks of its columns only how they compare with each
// other, and whether they are NULL: masks that move all columns of a row alike,
// and keep NULLs, keep it.
func (n *Node) Orders() bool { return orders(n.root) }

func orders(n *sqlexpr.Node) bool {
	switch n.Op {
	case sqlexpr.And, sqlexpr.Or, sqlexpr.Not:
		return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !orders(a) })
	case sqlexpr.Compare:
		if isOrder(n) && n.Args[0].Op == sqlexpr.Column && n.Args[1].Op == sqlexpr.Column {
			return true
		}
	}
	return nullTestsOnly(n)
}

// isOrder reports whether n compares two by = <> < <= > or >=.
func isOrder(n *sqlexpr.Node) bool {
	return n.Op == sqlexpr.Compare && n.Quantifier == "" && len(n.Args) == 2 && decider(n.Text) != nil
}

// OnlyNullTested reports whether all that n asks of the column is whether it is
// NULL.
func (n *Node) OnlyNullTested(column string) bool {
	return onlyAsked(n.root, column, func(*sqlexpr.Node) bool { return false })
}

// OnlyCounted reports whether all that n asks of the column, an array, is how many
// elements it has, and whether it is NULL.
func (n *Node) OnlyCounted(column string) bool {
	return onlyAsked(n.root, column, func(n *sqlexpr.Node) bool {
		return n.Op == sqlexpr.Call && (n.Text == "cardinality" || n.Text == "array_ndims" || ofDimension[n.Text])
	})
}

// OnlyFormed reports whether all that n asks of the column, a geometry of PostGIS, is
// what it is apart from where: its kind, its dimensions, its system of reference and
// how many points it has, and whether it is NULL.
func (n *Node) OnlyFormed(column string) bool {
	return onlyAsked(n.root, column, func(n *sqlexpr.Node) bool {
		_, name := cutSchema(n.Text)
		return n.Op == sqlexpr.Call && asksForm[name]
	})
}

// asksForm are functions of PostGIS whose result does not change where all points of
// a geometry move alike.
var asksForm = map[string]bool{"st_ndims": true, "st_coorddim": true, "st_zmflag": true, "st_srid": true, "geometrytype": true,
	"st_geometrytype": true, "st_npoints": true, "st_numgeometries": true, "st_isempty": true}

// isNullTest reports whether n asks of the columns in it only whether they are NULL.
func isNullTest(n *sqlexpr.Node) bool {
	counts := n.Op == sqlexpr.Call && (n.Text == "num_nulls" || n.Text == "num_nonnulls")
	return (n.Op == sqlexpr.IsNull || counts) && !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !isNullWith(a) })
}

// isNullWith reports whether n is NULL by which of its columns are.
func isNullWith(n *sqlexpr.Node) bool {
	switch n = bare(n); n.Op {
	case sqlexpr.Column, sqlexpr.String, sqlexpr.Number, sqlexpr.Bool, sqlexpr.Null:
		return true
	case sqlexpr.Coalesce:
		return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !isNullWith(a) })
	}
	return false
}

// onlyAsked reports whether n names the column nowhere but in tests for NULL, and as
// the first argument of what asks.
func onlyAsked(n *sqlexpr.Node, column string, asks func(*sqlexpr.Node) bool) bool {
	if isNullTest(n) {
		return true
	}
	if len(n.Args) > 0 && asks(n) && n.Args[0].Op == sqlexpr.Column {
		n = &sqlexpr.Node{Args: n.Args[1:]}
	}
	return !(n.Op == sqlexpr.Column && n.Text == column) &&
		!slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !onlyAsked(a, column, asks) })
}

// NullTestsOnly reports whether n asks of columns only whether they are NULL.
func (n *Node) NullTestsOnly() bool { return nullTestsOnly(n.root) }

func nullTestsOnly(n *sqlexpr.Node) bool {
	return isNullTest(n) || n.Op != sqlexpr.Column && !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !nullTestsOnly(a) })
}

// Joins reports whether n strings texts together, as they are or in one case.
func (n *Node) Joins() bool { return joins(n.root) }

func joins(n *sqlexpr.Node) bool {
	switch n.Op {
	case sqlexpr.Column, sqlexpr.String:
		return true
	case sqlexpr.Cast:
		return castsToText(n) && joins(n.Args[0])
	case sqlexpr.Call:
		return (n.Text == "md5" || transforms[n.Text] != nil) && len(n.Args) == 1 && joins(n.Args[0])
	case sqlexpr.Coalesce:
	case sqlexpr.Compare:
		if n.Text != "||" || n.Quantifier != "" {
			return false
		}
	default:
		return false
	}
	return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !joins(a) })
}

// RangesDates reports whether n makes a range of dates or timestamps, so that
// ranges lie to each other as before where all of these are moved alike.
func (n *Node) RangesDates() bool {
	root := n.root
	switch {
	case root.Op != sqlexpr.Call || len(root.Args) < 2 || len(root.Args) > 3 || len(root.Args) == 3 && uncast(root.Args[2]).Op != sqlexpr.String:
		return false
	case root.Text != "daterange" && root.Text != "tsrange" && root.Text != "tstzrange":
		return false
	}
	return isMoved(root.Args[0]) && isMoved(root.Args[1])
}

// isMoved reports whether n moves with the column that it is: a column, or an end
// of time in its place where it is NULL.
func isMoved(n *sqlexpr.Node) bool {
	switch n.Op {
	case sqlexpr.Column, sqlexpr.Null:
		return true
	case sqlexpr.Cast:
		if a := n.Args[0]; a.Op == sqlexpr.String {
			return strings.TrimPrefix(a.Text, "-") == "infinity"
		}
		return isMoved(n.Args[0])
	case sqlexpr.Coalesce:
		return !slices.ContainsFunc(n.Args, func(a *sqlexpr.Node) bool { return !isMoved(a) })
	}
	return false
}
