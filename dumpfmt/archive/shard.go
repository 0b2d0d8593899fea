package archive

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
)

// ErrNoDirectory says that an archive cannot be read in parts, as only a
// directory can.
var ErrNoDirectory = errors.New("archive: only a directory can be done in parts")

// Shard has the archive, which must be a directory, be one of n parts, counted
// from 1: Transfer has all definitions, and the data of some entries. Which
// those are follows from the archive alone: the largest first, each to the part
// that has the least so far. The files that n Writers make of n parts are those
// that one makes of the whole, and each toc.dat is that of the whole.
func (a *Archive) Shard(i, n int) error {
	d, ok := a.src.(*directory)
	if !ok {
		return ErrNoDirectory
	}
	type item struct {
		e    *Entry
		size int64
	}
	var items []item
	for _, e := range a.Entries {
		if e.HasData && e.place.exists() {
			size, err := d.size(e)
			if err != nil {
				return dataError(e, err)
			}
			items = append(items, item{e, size})
		}
	}
	slices.SortFunc(items, func(x, y item) int {
		return cmp.Or(cmp.Compare(y.size, x.size), cmp.Compare(x.e.ID, y.e.ID))
	})
	a.shard, a.mine = i, make(map[*Entry]bool)
	loads := make([]int64, n)
	for _, it := range items {
		least := 0
		for k := range loads {
			if loads[k] < loads[least] {
				least = k
			}
		}
		// One more byte each, so that empty tables are spread, too.
		loads[least] += it.size + 1
		if least == i-1 {
			a.mine[it.e] = true
		}
	}
	return nil
}

// has reports whether the data of an entry is of this part.
func (a *Archive) has(e *Entry) bool {
	return e.place.exists() && (a.mine == nil || a.mine[e])
}

// size returns the size of an entry's file. That of a list of large objects is
// taken a thousandfold, as by _PrepParallelRestore in pg_backup_directory.c.
func (d *directory) size(e *Entry) (int64, error) {
	name := d.dataName(e)
	for _, s := range suffixes {
		info, err := fs.Stat(d.fsys, name+s.name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, err
		}
		if e.is("BLOBS") {
			return info.Size() << 10, nil
		}
		return info.Size(), nil
	}
	return 0, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
