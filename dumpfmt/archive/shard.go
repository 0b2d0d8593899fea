package archive

import (
	"cmp"
	"errors"
	"slices"
)

// ErrNoParts says that an archive cannot be read in parts: a directory can be,
// and a custom archive in a file which says where the data of each entry is.
var ErrNoParts = errors.New("archive: only a directory, or a custom archive in a file that has offsets, can be done in parts")

// divisible is a source that several readers may read side by side.
type divisible interface {
	source
	// again returns another reader of the same data; nil if there cannot be one.
	again() source
	// size returns about how large the data of an entry is as it is stored.
	size(e *Entry) (int64, error)
	// total returns about how large all data is as it is stored, and consumed how
	// much of it all readers have read.
	total() int64
	consumed() int64
}

// Divisible reports whether the archive can be read in parts.
func (a *Archive) Divisible() bool {
	src, ok := a.src.(divisible)
	return ok && src.again() != nil
}

// Shard has the archive, which must be divisible, be one of n parts, counted
// from 1: Transfer has all definitions, and the data of some entries. Which
// those are follows from the archive alone. The files that n Writers make of n
// parts are those that one makes of the whole, and each toc.dat is that of the
// whole.
func (a *Archive) Shard(i, n int) error {
	if !a.Divisible() {
		return ErrNoParts
	}
	shares, err := a.shares(n)
	if err == nil {
		a.shard, a.mine, a.weight = i, shares[i-1].entries, shares[i-1].weight
	}
	return err
}

// Parts returns at most n archives that can be read side by side, each by one
// reader: their data is that of a, each has some of it, and [Archive.TransferData]
// returns it. There is none where a cannot be divided, or has but one entry with
// data. They must be closed before a is.
func (a *Archive) Parts(n int) ([]*Archive, error) {
	if !a.Divisible() {
		return nil, nil
	}
	shares, err := a.shares(n)
	if err != nil {
		return nil, err
	}
	shares = slices.DeleteFunc(shares, func(s share) bool { return len(s.entries) == 0 })
	if len(shares) < 2 {
		return nil, nil
	}
	var parts []*Archive
	for _, s := range shares {
		part := *a
		part.src, part.closer, part.mine, part.weight = a.src.(divisible).again(), nil, s.entries, s.weight
		parts = append(parts, &part)
	}
	return parts, nil
}

// Size returns about how many bytes of data the archive has as it is stored, 0
// where that is not known.
func (a *Archive) Size() int64 {
	src, ok := a.src.(divisible)
	switch {
	case !ok:
		return 0
	case a.shard > 0:
		return a.weight
	}
	return src.total()
}

// Consumed returns how much of Size the readers of the archive and of its parts
// have read. It may be called beside them.
func (a *Archive) Consumed() int64 {
	if src, ok := a.src.(divisible); ok {
		return src.consumed()
	}
	return 0
}

// Weight is about how large the data of a part is as it is stored.
func (a *Archive) Weight() int64 { return a.weight }

// A share is some of the entries with data.
type share struct {
	entries map[*Entry]bool
	weight  int64
}

// shares divides the data of the archive, which must be divisible: the largest
// entry first, each to the share that has the least so far.
func (a *Archive) shares(n int) ([]share, error) {
	type item struct {
		e    *Entry
		size int64
	}
	var items []item
	for _, e := range a.Entries {
		if !e.HasData || !a.has(e) {
			continue
		}
		size, err := a.src.(divisible).size(e)
		if err != nil {
			return nil, dataError(e, err)
		}
		// One more byte each, so that empty tables are spread, too.
		items = append(items, item{e, size + 1})
	}
	slices.SortFunc(items, func(x, y item) int {
		return cmp.Or(cmp.Compare(y.size, x.size), cmp.Compare(x.e.ID, y.e.ID))
	})
	shares := make([]share, n)
	for i := range shares {
		shares[i].entries = make(map[*Entry]bool)
	}
	for _, it := range items {
		least := &shares[0]
		for i := range shares {
			if shares[i].weight < least.weight {
				least = &shares[i]
			}
		}
		least.weight += it.size
		least.entries[it.e] = true
	}
	return shares, nil
}

// Elsewhere returns the entries whose data other shards have.
func (a *Archive) Elsewhere() (entries []*Entry) {
	for _, e := range a.Entries {
		if e.HasData && e.place.exists() && a.mine != nil && !a.mine[e] {
			entries = append(entries, e)
		}
	}
	return entries
}

// has reports whether the data of an entry is of this part.
func (a *Archive) has(e *Entry) bool {
	return e.place.exists() && (a.mine == nil || a.mine[e])
}
