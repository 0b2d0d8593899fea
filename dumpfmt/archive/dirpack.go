package archive

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// NewDirectoryWriter returns a Writer of a directory archive at path, which
// must not exist or be empty; of a part of an archive it may have other parts.
// Its toc.dat, without which nothing can be restored, comes last and by a
// rename. Fail removes all that was written.
func NewDirectoryWriter(path string, a *Archive, m *Marks, method Method, opts ...WriterOption) (*Writer, error) {
	if err := method.check(a.Version); err != nil {
		return nil, err
	}
	made, err := makeDir(path, a.shard > 0)
	if err != nil {
		return nil, err
	}
	p := &dirPacker{dirFiles: dirFiles{path: path, enc: encoders{m: method}}, made: made, shard: a.shard}
	w, err := newWriter(a, m, p, opts)
	if err != nil && made {
		err = errors.Join(err, os.Remove(path))
	}
	p.summed = err == nil && w.summed
	return w, err
}

// makeDir makes a directory, as pg_dump does, and reports whether it did. One
// that is there must be empty, unless it is shared.
func makeDir(path string, shared bool) (made bool, err error) {
	err = os.Mkdir(path, 0o700)
	if err == nil {
		return true, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	files, err := os.ReadDir(path)
	if err != nil {
		return false, err
	}
	if len(files) > 0 && !shared {
		return false, fmt.Errorf("directory %s is not empty", path)
	}
	return false, nil
}

// dirPacker writes a directory archive, alone or with parts beside it.
type dirPacker struct {
	dirFiles
	made    bool // the directory, by this run
	shard   int
	header  Header
	entries []*Entry
	parts   []*dirPart
}

func (p *dirPacker) contents(h Header, entries []*Entry) error {
	h.setMethod(Directory, p.enc.m)
	p.header, p.entries, p.version = h, entries, h.Version
	for _, e := range entries {
		had := e.HasData && e.place.exists()
		e.place = place{}
		if had {
			e.place.file = Some(dataFile(e, h.Version))
		}
	}
	return nil
}

// part returns the packer of a part, for a goroutine of its own.
func (p *dirPacker) part() packer {
	enc := encoders{m: p.enc.m, sides: true}
	part := &dirPart{dirFiles{path: p.path, version: p.version, enc: enc, summed: p.summed}}
	p.parts = append(p.parts, part)
	return part
}

// tmp is the name that toc.dat has before it is in its place.
func (p *dirPacker) tmp() string { return fmt.Sprintf("%s.%d.tmp", tocName, p.shard) }

func (p *dirPacker) finish() error {
	if err := p.endEntry(); err != nil {
		return err
	}
	return p.write(p.tmp(), p.header.appendEntries(p.header.append(nil), p.entries))
}

func (p *dirPacker) close() error {
	if err := os.Rename(filepath.Join(p.path, p.tmp()), filepath.Join(p.path, tocName)); err != nil {
		return err
	}
	return syncDir(p.path)
}

// files returns what was written, once the parts have ended.
func (p *dirPacker) files() []dirFile {
	all := slices.Clone(p.written)
	for _, part := range p.parts {
		all = append(all, part.written...)
	}
	return all
}

// sum is that of the lines that sha256sum prints for the files, in the order of
// their names.
func (p *dirPacker) sum() (size int64, digest []byte) {
	all := p.files()
	for i := range all {
		size += all[i].size
		if all[i].name == p.tmp() {
			all[i].name = tocName
		}
	}
	if !p.summed {
		return size, nil
	}
	slices.SortFunc(all, func(a, b dirFile) int { return cmp.Compare(a.name, b.name) })
	lines := sha256.New()
	for _, f := range all {
		fmt.Fprintf(lines, "%x  %s\n", f.sum, f.name)
	}
	return size, lines.Sum(nil)
}

// fail removes what was made.
func (p *dirPacker) fail([]byte) error {
	errs := []error{p.abandon()}
	for _, part := range p.parts {
		errs = append(errs, part.abandon())
	}
	for _, f := range p.files() {
		errs = append(errs, os.Remove(filepath.Join(p.path, f.name)))
	}
	if p.made && p.shard == 0 {
		errs = append(errs, os.Remove(p.path))
	}
	p.written, p.parts, p.made = nil, nil, false
	return errors.Join(errs...)
}

// syncDir makes the names in a directory durable, where the file system can.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	// Not every file system knows how; the files themselves are safe.
	_ = d.Sync()
	return d.Close()
}
