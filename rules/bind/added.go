package bind

import (
	"reflect"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

// addedConstraints are those that a table got after it was bound.
type addedConstraints struct {
	list []dumpfmt.Constraint // judged: not among those that the table was bound with
	byID map[string][]int     // the latter by name; nil where they are few
	seen []dumpfmt.Constraint // what the dump had of the table when it was looked at last
}

// since returns those of now that are new: behind all that were there, or all
// if some went.
func (a *addedConstraints) since(now []dumpfmt.Constraint) []dumpfmt.Constraint {
	n := len(a.seen)
	if n > len(now) || n > 0 && !sameConstraint(&now[n-1], &a.seen[n-1]) {
		n = 0
	}
	a.seen = now
	return now[n:]
}

// fewConstraints are quicker gone through than looked up.
const fewConstraints = 32

// knows reports whether c is among the constraints that the table was bound
// with, or was judged.
func (a *addedConstraints) knows(bound []dumpfmt.Constraint, c *dumpfmt.Constraint) bool {
	if len(bound) > fewConstraints && a.byID == nil {
		a.byID = make(map[string][]int, len(bound))
		for i := range bound {
			a.byID[bound[i].Name] = append(a.byID[bound[i].Name], i)
		}
	}
	same := func(o dumpfmt.Constraint) bool { return sameConstraint(&o, c) }
	if a.byID == nil && slices.ContainsFunc(bound, same) {
		return true
	}
	return slices.ContainsFunc(a.byID[c.Name], func(i int) bool { return same(bound[i]) }) || slices.ContainsFunc(a.list, same)
}

// sameConstraint reports whether two constraints ask the same. The columns that
// a FOREIGN KEY refers to may be known of one alone, and a CHECK may be written in two
// ways.
func sameConstraint(a, b *dumpfmt.Constraint) bool {
	if a.Name != b.Name || a.Kind != b.Kind {
		return false
	}
	x, y := *a, *b
	if len(x.RefColumns) == 0 || len(y.RefColumns) == 0 {
		x.RefColumns, y.RefColumns = nil, nil
	}
	x.Def, y.Def = bare(x.Def), bare(y.Def)
	return reflect.DeepEqual(x, y)
}

// bare returns the text of a CHECK without what versions and options of pg_dump write in
// one way or another: quotes around identifiers, brackets, white space.
func bare(def string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"() \t\n", r) {
			return -1
		}
		return r
	}, def)
}
