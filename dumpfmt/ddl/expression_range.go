package ddl

import (
	"strings"

	"sanitize/dumpfmt/sqlexpr"
)

// rangeTypes are the types of ranges of what is ordered by <.
var rangeTypes = map[string]bool{"int4range": true, "int8range": true, "numrange": true, "daterange": true, "tsrange": true, "tstzrange": true}

// withinRange returns the two comparisons that x <@ range stands for where the ends
// are constants, as BETWEEN does, and n itself where it is no such. See the manual's
// section 8.17.
func withinRange(n *sqlexpr.Node) *sqlexpr.Node {
	if n.Op != sqlexpr.Compare || n.Quantifier != "" || len(n.Args) != 2 || n.Text != "<@" && n.Text != "@>" {
		return n
	}
	x, span := n.Args[0], n.Args[1]
	if n.Text == "@>" {
		x, span = span, x
	}
	lo, hi, bounds := spanOf(span)
	if lo == nil || hi == nil || len(bounds) != 2 || len(span.Columns()) > 0 {
		return n
	}
	after, before := ">=", "<="
	if bounds[0] == '(' {
		after = ">"
	}
	if bounds[1] == ')' {
		before = "<"
	}
	return sqlexpr.Join(sqlexpr.And,
		&sqlexpr.Node{Op: sqlexpr.Compare, Text: after, Args: []*sqlexpr.Node{x, lo}},
		&sqlexpr.Node{Op: sqlexpr.Compare, Text: before, Args: []*sqlexpr.Node{x, hi}})
}

// spanOf returns the ends of a range, written as a call or as a literal, and the
// brackets around them.
func spanOf(n *sqlexpr.Node) (lo, hi *sqlexpr.Node, bounds string) {
	switch {
	case n.Op == sqlexpr.Call && rangeTypes[n.Text] && len(n.Args) == 2:
		return n.Args[0], n.Args[1], "[)"
	case n.Op == sqlexpr.Call && rangeTypes[n.Text] && len(n.Args) == 3:
		if n.Args[2].Op == sqlexpr.Cast {
			return n.Args[0], n.Args[1], n.Args[2].Args[0].Text
		}
		return n.Args[0], n.Args[1], n.Args[2].Text
	case n.Op == sqlexpr.Cast && rangeTypes[n.Type.Name.Name] && n.Type.Dims == 0 && n.Args[0].Op == sqlexpr.String:
		text := n.Args[0].Text
		a, b, ok := strings.Cut(strings.Trim(text, "[]()"), ",")
		if !ok || a == "" || b == "" || strings.ContainsAny(text, `"\ `) {
			return nil, nil, ""
		}
		return &sqlexpr.Node{Op: sqlexpr.String, Text: a}, &sqlexpr.Node{Op: sqlexpr.String, Text: b}, text[:1] + text[len(text)-1:]
	}
	return nil, nil, ""
}
