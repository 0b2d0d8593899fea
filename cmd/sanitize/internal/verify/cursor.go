package verify

import (
	"bytes"

	"sanitize/dumpfmt"
)

// A cursor is a place in a feed.
//
//	item, next     the item at hand, and on to the one after it
//	peek           the item after some others
//	block          the table whose rows begin here
//	row, skipRow   the row at hand, or after some others, and on
//
// chunks[0] holds the place; the others were read for a look ahead. What is
// returned is valid until the cursor goes on.
type cursor struct {
	feed   *feed
	chunks []*chunk
	at     int // the item in chunks[0]
	next_  int // the row of it that comes next
	over   bool
	// release takes the chunks that lie behind.
	release func(*feed, *chunk)
}

// spot is an item of a chunk.
type spot struct{ chunk, item int }

// settle makes chunks[s.chunk] hold the item s.item, or reports false at the
// end.
func (c *cursor) settle(s *spot) bool {
	for {
		for s.chunk >= len(c.chunks) {
			if !c.load() {
				return false
			}
		}
		if s.item < len(c.chunks[s.chunk].items) {
			return true
		}
		s.chunk, s.item = s.chunk+1, 0
	}
}

func (c *cursor) load() bool {
	if c.over {
		return false
	}
	k, ok := <-c.feed.full
	if !ok {
		c.over = true
		return false
	}
	c.chunks = append(c.chunks, k)
	return true
}

// item returns the item at hand, nil at the end.
func (c *cursor) item() *item {
	s := spot{0, c.at}
	if !c.settle(&s) {
		return nil
	}
	for range s.chunk { // what lies behind goes back
		c.release(c.feed, c.chunks[0])
		c.chunks = c.chunks[1:]
		c.next_ = 0
	}
	c.at = s.item
	return &c.chunks[0].items[c.at]
}

// next goes to the next item.
func (c *cursor) next() { c.at, c.next_ = c.at+1, 0 }

// peek returns the item n items ahead, nil at the end. It does not look beyond
// the rows of a block.
func (c *cursor) peek(n int) *item {
	if c.item() == nil {
		return nil
	}
	s := spot{0, c.at}
	for range n {
		if isRows(c.chunks[s.chunk].items[s.item].kind) {
			return nil
		}
		s.item++
		if !c.settle(&s) {
			return nil
		}
	}
	return &c.chunks[s.chunk].items[s.item]
}

func isRows(k dumpfmt.Kind) bool { return k >= dumpfmt.CopyBegin }

// A rowView is a row where it lies.
type rowView struct {
	chunk *chunk
	row   row
	// fields are the numbers of the row's fields, in the order of the table's
	// columns: those of the first dump. nil: as they stand.
	fields []int
}

func (r rowView) ok() bool { return r.chunk != nil }

// len returns the number of columns.
func (r rowView) len() int {
	if r.fields != nil {
		return len(r.fields)
	}
	return int(r.row.n)
}

// field returns where a column's value lies.
func (r rowView) field(i int) field {
	if r.fields != nil {
		i = r.fields[i]
	}
	if i < 0 || i >= int(r.row.n) {
		return field{n: unset}
	}
	return r.chunk.fields[int(r.row.first)+i]
}

// written returns the row as it stands in the dump, nil if it was not in COPY.
func (r rowView) written() []byte { return r.chunk.batch.Buf[r.row.lo:r.row.hi] }

// value returns a column's value, nil for NULL.
func (r rowView) value(i int) []byte { return r.chunk.value(r.field(i)) }

// row returns the row n rows ahead in the block at hand; it is not ok at the
// end of the block.
func (c *cursor) row(n int) (r rowView, h *dumpfmt.Header) {
	it := c.item()
	if it == nil || !isRows(it.kind) {
		return rowView{}, nil
	}
	if at := it.lo + c.next_ + n; at < it.hi { // most rows
		return rowView{chunk: c.chunks[0], row: c.chunks[0].rowAt(at)}, it.header
	}
	table := it.header.Table
	s, from := spot{0, c.at}, c.next_
	for {
		it := &c.chunks[s.chunk].items[s.item]
		if !isRows(it.kind) || it.header.Table != table || it.kind == dumpfmt.CopyEnd {
			return rowView{}, nil
		}
		left := it.hi - it.lo - from
		if n < left {
			k := c.chunks[s.chunk]
			return rowView{chunk: k, row: k.rowAt(it.lo + from + n)}, it.header
		}
		n -= left
		from = 0
		s.item++
		if !c.settle(&s) {
			return rowView{}, nil
		}
	}
}

// rest is what is left of the rows of an item.
type rest struct {
	item     *item
	chunk    *chunk
	first, n int
}

// rest returns the rest of the item at hand.
func (c *cursor) rest() rest {
	it := c.item()
	if it == nil {
		return rest{}
	}
	return rest{it, c.chunks[0], it.lo + c.next_, it.hi - it.lo - c.next_}
}

// skipRow goes to the next row of the block at hand.
func (c *cursor) skipRow() {
	for {
		it := c.item()
		if c.next_ < it.hi-it.lo {
			c.next_++
			return
		}
		c.next()
	}
}

// endBlock goes behind the block at hand, whose rows are over.
func (c *cursor) endBlock(table dumpfmt.Name) {
	for {
		it := c.item()
		if it == nil || !isRows(it.kind) || it.header.Table != table {
			return
		}
		c.next()
		if it.kind == dumpfmt.CopyEnd {
			return
		}
	}
}

// line returns the line at hand, 0 at the end.
func (c *cursor) line() int64 {
	if it := c.item(); it != nil {
		return it.line
	}
	return 0
}

// word reports whether a statement begins with these words, in any case.
func hasWords(stmt []byte, words ...string) bool {
	for _, w := range words {
		if len(stmt) < len(w) || !bytes.EqualFold(stmt[:len(w)], []byte(w)) {
			return false
		}
		stmt = bytes.TrimLeft(stmt[len(w):], " \t\r\n")
	}
	return true
}
