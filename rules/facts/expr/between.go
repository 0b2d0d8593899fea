package expr

import (
	"slices"
	"strings"

	"sanitize/dumpfmt/sqlexpr"
)

// That something lies in a range of constants is asked by comparisons as well, which
// the rest of this package knows. See the manual's section 8.17.

// rangeTypes are the types of ranges of what is ordered by <.
var rangeTypes = map[string]bool{"int4range": true, "int8range": true, "numrange": true, "daterange": true, "tsrange": true, "tstzrange": true}

// compared returns n with comparisons in the place of each x <@ range, or n itself.
func compared(n *sqlexpr.Node) *sqlexpr.Node {
	args := make([]*sqlexpr.Node, len(n.Args))
	for i, a := range n.Args {
		args[i] = compared(a)
	}
	if n.Op == sqlexpr.Compare && n.Quantifier == "" && len(args) == 2 {
		x, span := args[0], args[1]
		if n.Text == "@>" {
			x, span = span, x
		}
		if list := endsOf(x, span); list != nil && (n.Text == "@>" || n.Text == "<@") {
			return sqlexpr.Join(sqlexpr.And, list...)
		}
	}
	if slices.Equal(args, n.Args) {
		return n
	}
	out := *n
	out.Args = args
	return &out
}

// endsOf returns the comparisons that say that x lies in span, none if that is no
// range of constants with two ends.
func endsOf(x, span *sqlexpr.Node) []*sqlexpr.Node {
	lo, hi, bounds := spanOf(span)
	if lo == nil || hi == nil || len(bounds) != 2 || !columnless(span) {
		return nil
	}
	after, before := ">=", "<="
	if bounds[0] == '(' {
		after = ">"
	}
	if bounds[1] == ')' {
		before = "<"
	}
	return []*sqlexpr.Node{
		{Op: sqlexpr.Compare, Text: after, Args: []*sqlexpr.Node{x, lo}},
		{Op: sqlexpr.Compare, Text: before, Args: []*sqlexpr.Node{x, hi}},
	}
}

// spanOf returns the ends of a range, written as a call or as a literal, and the
// brackets around them.
func spanOf(n *sqlexpr.Node) (lo, hi *sqlexpr.Node, bounds string) {
	switch {
	case n.Op == sqlexpr.Call && rangeTypes[n.Text] && len(n.Args) == 2:
		return n.Args[0], n.Args[1], "[)"
	case n.Op == sqlexpr.Call && rangeTypes[n.Text] && len(n.Args) == 3:
		return n.Args[0], n.Args[1], uncast(n.Args[2]).Text
	case n.Op == sqlexpr.Cast && rangeTypes[n.Type.Name.Name] && isPlain(n.Type) && n.Args[0].Op == sqlexpr.String:
		text := n.Args[0].Text
		a, b, ok := strings.Cut(strings.Trim(text, "[]()"), ",")
		if !ok || a == "" || b == "" || strings.ContainsAny(text, `"\ `) {
			return nil, nil, ""
		}
		return &sqlexpr.Node{Op: sqlexpr.String, Text: a}, &sqlexpr.Node{Op: sqlexpr.String, Text: b}, text[:1] + text[len(text)-1:]
	}
	return nil, nil, ""
}
