package figures

// classes are rows that are alike in the columns that may single somebody out.
// There may be as many classes as rows: of these only some are kept, those whose
// hash lies up to a limit, but each of them whole, so that sizes are exact. The
// limit halves whenever there are too many.
type classes struct {
	limit uint64 // hashes up to it are in the sample
	most  int    // classes that may be kept
	sizes map[uint64]*class
}

// class is one of them.
type class struct {
	rows int64
	// values are those of the sensitive columns, by their hash, and mixed has a
	// bit for each column that has several.
	values [maxSensitive]uint64
	mixed  uint8
}

// maxClasses keeps a table to about a mebibyte, maxSensitive is how many
// sensitive columns of a table are looked at.
const (
	maxClasses   = 8192
	maxSensitive = 4
)

func newClasses() classes { return classes{^uint64(0), maxClasses, map[uint64]*class{}} }

// add adds a row.
func (c *classes) add(hash uint64, values *[maxSensitive]uint64) {
	if hash > c.limit {
		return
	}
	if one := c.sizes[hash]; one != nil {
		one.join(&class{rows: 1, values: *values})
		return
	}
	c.sizes[hash] = &class{rows: 1, values: *values}
	c.shrink()
}

// join adds the rows of another part of a class.
func (a *class) join(b *class) {
	a.rows += b.rows
	a.mixed |= b.mixed
	for i := range a.values {
		if a.values[i] != b.values[i] {
			a.mixed |= 1 << i
		}
	}
}

// merge adds what was counted elsewhere.
func (c *classes) merge(o *classes) {
	c.limit, c.most = min(c.limit, o.limit), min(c.most, o.most)
	for hash, b := range o.sizes {
		if a := c.sizes[hash]; a != nil {
			a.join(b)
		} else {
			copied := *b
			c.sizes[hash] = &copied
		}
	}
	c.forget()
	c.shrink()
}

func (c *classes) shrink() {
	for len(c.sizes) > c.most {
		c.limit /= 2
		c.forget()
	}
}

// forget drops the classes beyond the limit.
func (c *classes) forget() {
	for hash := range c.sizes {
		if hash > c.limit {
			delete(c.sizes, hash)
		}
	}
}

// share is how many of all classes are in the sample.
func (c *classes) share() float64 {
	if c.limit == ^uint64(0) {
		return 1
	}
	return float64(c.limit) / (1 << 64)
}
