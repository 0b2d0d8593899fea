package rows

// Tally counts what was done, by block. The zero value is empty. It travels
// with a batch: the worker counts, the emitter adds up.
type Tally struct {
	blocks []BlockCounts
	last   int // the block counted last, if there is one
}

// BlockCounts are the counts of the rows of a block.
type BlockCounts struct {
	Block   *Block
	Rows    int64
	Dropped int64        // of them
	Rules   []int64      // as in Mask.Rules: the rows for which each decided
	Columns []Counts     // as in Mask.Masked
	Looked  []LookCounts // as in Look.Fields
}

// Counts are the counts of a masked column's values.
type Counts struct {
	Masked int64 // set by the mask; NULL and '' only where the mask changes them
	Null   int64 // NULL in the dump
	Empty  int64 // '' in the dump
}

// Blocks returns the counts, in the order in which the blocks came. They are
// valid until the Tally changes.
func (t *Tally) Blocks() []BlockCounts { return t.blocks }

// Reset empties t and keeps its memory.
func (t *Tally) Reset() {
	for i := range t.blocks {
		t.blocks[i].Block = nil
	}
	t.blocks, t.last = t.blocks[:0], 0
}

// Count counts rows of a block, and those of them that were dropped.
func (t *Tally) Count(b *Block, rows, dropped int64) {
	c := t.Of(b)
	c.Rows += rows
	c.Dropped += dropped
}

// Of returns the counts of a block. They are valid until the next call.
func (t *Tally) Of(b *Block) *BlockCounts {
	if t.last < len(t.blocks) && t.blocks[t.last].Block == b {
		return &t.blocks[t.last]
	}
	for i := range t.blocks {
		if t.blocks[i].Block == b {
			t.last = i
			return &t.blocks[i]
		}
	}
	t.last = len(t.blocks)
	if cap(t.blocks) > t.last {
		t.blocks = t.blocks[:t.last+1]
	} else {
		t.blocks = append(t.blocks, BlockCounts{})
	}
	c := &t.blocks[t.last]
	c.Block, c.Rows, c.Dropped = b, 0, 0
	rules, columns, looked := 0, 0, 0
	if b.Mask != nil {
		rules, columns = len(b.Mask.Rules), len(b.Mask.Fields)
	}
	if b.Look != nil {
		looked = len(b.Look.Fields)
	}
	c.Rules, c.Columns, c.Looked = zeroed(c.Rules, rules), zeroed(c.Columns, columns), zeroed(c.Looked, looked)
	return c
}

// zeroed returns n zeros, in the memory of s where they fit.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
