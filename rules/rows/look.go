package rows

import (
	"sanitize/dumpfmt"
	"sanitize/rules/detect"
)

// Look says which fields of a block are kept and can hold a text, and which of
// its rows are looked at. It is immutable.
type Look struct {
	Fields []LookedField
}

// LookedField is a field whose values are looked at.
type LookedField struct {
	Index  int // in the row
	Column string
	Mask   string // that can do the type, for a hint; "" if none can
	Text   bool   // the type is text, which every mask for a kind of text can do
}

// What is looked at. A small table is seen whole; of a large one so few rows
// that the time it takes is not seen.
const (
	lookFirst = 1000     // rows of a block, from its first
	lookEvery = 9        // then one in 1<<9
	lookBytes = 16 << 10 // of a value
)

// Wants reports whether a row is looked at, by the number of lines between the
// first of its block and its own: so it depends neither on batches nor workers.
// Without line breaks in values, COPY and INSERT have the same sample.
func (k *Look) Wants(line int64) bool {
	return line < lookFirst || uint64(line)*0x9e3779b97f4a7c15>>(64-lookEvery) == 0
}

// LookAt looks at the kept fields of a row and counts in s what they hold. After
// Apply, what a rule for rows has set is passed over, and so is a row that was
// dropped.
func (b *Block) LookAt(row *dumpfmt.Row, s *Scratch) {
	k := b.Look
	if row.Len() != b.Width || row.Dropped() {
		return
	}
	c := s.Tally.Of(b)
	for i := range k.Fields {
		f := &k.Fields[i]
		if row.Edited(f.Index) {
			continue
		}
		v, ok := row.Peek(f.Index, lookBytes)
		if !ok || len(v) == 0 {
			continue
		}
		n := &c.Looked[i]
		n.Sampled++
		kinds := detect.Kinds(v)
		if kinds == 0 {
			continue
		}
		if n.Matched == nil {
			n.Matched = new([detect.NumKinds]int64)
		}
		for kind := range detect.NumKinds {
			if kinds.Has(kind) {
				n.Matched[kind]++
			}
		}
	}
}

// LookCounts are the counts of the values of a column that were looked at.
type LookCounts struct {
	Sampled int64                   // neither NULL nor empty
	Matched *[detect.NumKinds]int64 // that hold something of the kind; nil: none did
}

// Add adds other's counts. It keeps nothing of other.
func (c *LookCounts) Add(other *LookCounts) {
	c.Sampled += other.Sampled
	if other.Matched == nil {
		return
	}
	if c.Matched == nil {
		c.Matched = new([detect.NumKinds]int64)
	}
	for k, n := range other.Matched {
		c.Matched[k] += n
	}
}
