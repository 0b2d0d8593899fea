package verify

import (
	"sanitize/dumpfmt"
)

// Options say how two dumps are compared.
type Options struct {
	Rules Rules
	// Schemas are by the number of \connect that came before. Run takes the columns
	// of their tables away, once it knows what it wants of them.
	Schemas map[int]*dumpfmt.Schema
	Scan    []dumpfmt.Option // how the dumps are read
	Memory  int64            // bytes that may be used; 0: DefaultMemory
	// Again says that the first dump can be read a second time, to tell what
	// the filter of originals only guesses.
	Again bool
	// Literals are those of the schema: nobody's own, wherever they stand.
	Literals []string
	// Steering are words by which programs steer, in lower case and joined by
	// underscores: nobody's own, and masks leave them in JSON.
	Steering []string
	// Size is about how many bytes of text the first dump has; 0 if unknown.
	Size int64
}

// pairSize is how many bytes a pair takes in both tables, at most.
const pairSize = 2 * 2 * 16

// pairsIn is how many pairs of values fit into their part of the memory, keysIn
// how many keys.
func pairsIn(opts *Options) int64 { return opts.Memory / 6 / pairSize }
func keysIn(opts *Options) int64  { return opts.Memory / 8 / 32 }

// hitsIn is how many hits fit into their part of the memory: a slot of a map that
// grows takes about twice its size.
func hitsIn(opts *Options) int { return int(opts.Memory / 16 / 80) }
