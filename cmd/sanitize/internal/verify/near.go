package verify

import (
	"bytes"
	"math"
	"strconv"
)

// A value may be too short to be missed by itself, and a number has many that are near
// it: of one row they tell nothing. Where most of a column's values have become what
// tells them, it was not masked.

// near is how many values of a column there were, each once, and how many of them are
// told by their results.
type near struct {
	of    int64
	told  tally
	equal int64   // of these: the value itself
	delta float64 // by how much the number before has grown
	times float64 // and how many times it
}

// leastNear is how many values must be told.
const leastNear = 8

// judge reports what is told if it is most of what there is, of a mask that leaves
// nothing on purpose.
func (n *near) judge(col *column, report func(string, tally)) {
	if n.told.n < leastNear || n.told.n*2 <= n.of {
		return
	}
	if n.equal*2 > n.told.n {
		report("value-left", n.told)
	} else {
		report("value-derived", n.told)
	}
}

// isNear reports whether most of the column's values must not be told: its mask leaves
// nothing on purpose.
func (col *column) isNear() bool {
	d := col.decision
	return col.known && !d.Free && !d.Loose && !d.Partly && !d.Listed
}

// leastTelling is how many bits a value has that masks do not leave in most rows.
const leastTelling = 6

// near notes a value that was not seen before, or a day.
func (r *partReader) near(col *column, v *change) {
	if !col.isNear() || bitsUpTo(v.a, leastTelling) < leastTelling || placeholder(v.a) || isBoolean(v.a) || isExtension(v.a) || col.form(v.a).inner() || r.c.isLiteral(v.a) {
		return
	}
	n := &col.results.touch().near
	n.of++
	told, equal := false, bytes.Equal(v.a, v.b)
	switch {
	case equal:
		told = col.kind != kindDate // by chance
	case col.kind == kindDate:
		told = isDay(v.a) && isDay(v.b) && bytes.Equal(v.a[:10], v.b[:10])
	case col.kind == kindNumber:
		told = n.grows(v.a, v.b)
	default:
		told = common(v.a, v.b, &lower) >= 2*leastTelling
	}
	if told && equal {
		n.equal++
	}
	if told {
		n.told.add(v.line, r.c.print(v.b))
	}
}

// grows reports whether b is more than a by as much, or as many times, as the number
// before has grown.
func (n *near) grows(a, b []byte) bool {
	x, errA := strconv.ParseFloat(string(a), 64)
	y, errB := strconv.ParseFloat(string(b), 64)
	if errA != nil || errB != nil || x == 0 || y == 0 {
		return false
	}
	alike := func(p, q float64) bool { return math.Abs(p-q) <= math.Abs(p)*1e-6 }
	told := alike(y-x, n.delta) || alike(y/x, n.times)
	n.delta, n.times = y-x, y/x
	return told
}
