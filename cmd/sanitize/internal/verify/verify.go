package verify

import (
	"context"
	"errors"
	"hash/maphash"

	"sanitize/dumpfmt"
)

// DefaultMemory is how many bytes are used unless Options say otherwise.
const DefaultMemory = 256 << 20

// Run compares the dump after with the dump before, of which it was made. after
// is opened twice. What is found is in the Result; an error means that the dumps
// could not be compared to their end.
func Run(ctx context.Context, before, after Dump, opts Options) (*Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(errors.New("verify is over"))
	if opts.Memory == 0 {
		opts.Memory = DefaultMemory
	}
	c := newComparer(&opts)
	if err := c.compare(ctx, before, after); err != nil {
		return nil, err
	}
	c.judge()
	s := newSearch(c)
	if err := s.run(ctx, after); err != nil {
		return nil, err
	}
	c.confirmed = !s.pending()
	if !c.confirmed && opts.Again {
		if err := s.confirm(ctx, before); err != nil {
			return nil, err
		}
		c.confirmed = true
	}
	s.judge()
	return c.finish(), nil
}

// newComparer returns a comparer of dumps. Its key is new for each run.
func newComparer(opts *Options) *comparer {
	c := &comparer{opts: opts, key: maphash.MakeSeed(), tables: map[tableKey]*table{}, decisions: map[Decision]*Decision{}, attributes: map[*dumpfmt.Table][]attribute{}, share: 1}
	c.result = &Result{Source: opts.Rules.Source}
	c.originals = newOriginals(c.key, opts)
	c.joins = newJoins(opts, c.key)
	c.condense()
	c.crew = newCrew(c, int(pairsIn(opts)))
	return c
}
