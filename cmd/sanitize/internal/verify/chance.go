package verify

import "math"

// rarest is how few codes are expected of a form that may still excuse one.
const rarest = 0.01

// allowed returns how many coincidences are none to speak of, where so many are
// expected: what has a chance of about one in a million is more.
func allowed(expected float64) int64 {
	if expected < 1e-4 {
		return 0
	}
	return int64(math.Floor(expected + 5*math.Sqrt(expected) + 1))
}

// clumps are coincidences that do not come alone: where a value is what another was, so
// is each that equals it.
type clumps struct {
	n       int64
	squares float64 // the sum of theirs
}

// add adds a value that is there n times.
func (c *clumps) add(n int64) {
	c.n += n
	c.squares += float64(n) * float64(n)
}

// allowed is allowed for coincidences in clumps, which grow by their size: one that is
// hardly expected at all is not excused by it.
func (c *clumps) allowed(expected float64) int64 {
	size := c.squares / float64(max(1, c.n))
	if size <= 1 || expected < rarest/10*size {
		return allowed(expected)
	}
	return int64(math.Floor(expected + 5*math.Sqrt(expected*size) + size))
}
