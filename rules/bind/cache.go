package bind

import (
	"slices"

	"sanitize/dumpfmt"
	"sanitize/rules/rows"
)

// blockCache remembers blocks by their form.
type blockCache struct {
	byTable map[dumpfmt.Name][]cachedBlock
	n       int
}

type cachedBlock struct {
	header   *dumpfmt.Header
	encoding string
	block    *rows.Block
}

// maxBlocks bounds the cache: a block can be made again, and a dump may have
// any number of tables.
const maxBlocks = 512

func (c *blockCache) get(h *dumpfmt.Header, encoding string) *rows.Block {
	for _, b := range c.byTable[h.Table] {
		if b.encoding == encoding && (b.header == h || sameForm(b.header, h)) {
			return b.block
		}
	}
	return nil
}

func (c *blockCache) put(h *dumpfmt.Header, encoding string, block *rows.Block) {
	if c.n >= maxBlocks || c.byTable == nil {
		*c = blockCache{byTable: map[dumpfmt.Name][]cachedBlock{}}
	}
	c.byTable[h.Table] = append(c.byTable[h.Table], cachedBlock{h, encoding, block})
	c.n++
}

func (c *blockCache) forget(table dumpfmt.Name) {
	c.n -= len(c.byTable[table])
	delete(c.byTable, table)
}

func sameForm(a, b *dumpfmt.Header) bool {
	return a.OIDs == b.OIDs && a.Insert == b.Insert && a.OnConflict == b.OnConflict && a.Default == b.Default &&
		(a.Columns == nil) == (b.Columns == nil) && slices.Equal(a.Columns, b.Columns)
}
