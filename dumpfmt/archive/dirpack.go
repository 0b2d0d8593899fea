package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// NewDirectoryWriter returns a Writer of a directory archive at path, which
// must not exist or be empty; of a part of an archive it may have other parts.
// Its toc.dat, without which nothing can be restored, comes last and by a
// rename. Fail removes all that was written.
func NewDirectoryWriter(path string, a *Archive, m *Marks, method Method) (*Writer, error) {
	if err := method.check(a.Version); err != nil {
		return nil, err
	}
	made, err := makeDir(path, a.shard > 0)
	if err != nil {
		return nil, err
	}
	p := &dirPacker{path: path, made: made, shard: a.shard, enc: encoders{m: method}}
	w, err := newWriter(a, m, p)
	if err != nil && made {
		err = errors.Join(err, os.Remove(path))
	}
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

// dirPacker writes a directory archive.
type dirPacker struct {
	path    string
	made    bool // the directory, by this run
	shard   int
	header  Header
	entries []*Entry
	enc     encoders
	files   []string // that were made

	file *os.File
	buf  *bufio.Writer
	cur  encoder // nil if no file is open
	list []byte  // of the large objects of an entry
	name string  // of that list
}

func (p *dirPacker) contents(h Header, entries []*Entry) error {
	h.setMethod(Directory, p.enc.m)
	p.header, p.entries = h, entries
	for _, e := range entries {
		had := e.HasData && e.place.exists()
		e.place = place{}
		if had {
			e.place.file = Some(dataFile(e, h.Version))
		}
	}
	return nil
}

// dataFile is the name of the file with an entry's data. See _ArchiveEntry in
// pg_backup_directory.c.
func dataFile(e *Entry, v Version) string {
	switch {
	case !e.is("BLOBS"):
		return strconv.Itoa(e.ID) + ".dat"
	case v.before(v1_16):
		return "blobs.toc"
	}
	return "blobs_" + strconv.Itoa(e.ID) + ".toc"
}

func (p *dirPacker) entry(e *Entry) error {
	if err := p.endEntry(); err != nil {
		return err
	}
	name := dataFile(e, p.header.Version)
	if e.is("BLOBS") {
		p.name = name
		return nil
	}
	return p.create(name+p.suffix(), true)
}

func (p *dirPacker) suffix() string {
	for _, s := range suffixes {
		if s.c == p.enc.m.Compression {
			return s.name
		}
	}
	return ""
}

// create begins a file, compressed or not.
func (p *dirPacker) create(name string, compressed bool) (err error) {
	full := filepath.Join(p.path, name)
	if p.file, err = os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); err != nil {
		return err
	}
	p.files = append(p.files, full)
	if p.buf == nil {
		p.buf = bufio.NewWriterSize(p.file, inputSize)
	}
	p.buf.Reset(p.file)
	p.cur = plainEncoder{p.buf}
	if compressed {
		p.cur, err = p.enc.open(p.buf, true)
	}
	return err
}

func (p *dirPacker) object(oid uint32) error {
	if err := p.endFile(); err != nil {
		return err
	}
	name := "blob_" + strconv.FormatUint(uint64(oid), 10) + ".dat"
	p.list = strconv.AppendUint(p.list, uint64(oid), 10)
	p.list = append(p.list, " "+name+"\n"...)
	return p.create(name+p.suffix(), true)
}

func (p *dirPacker) Write(b []byte) (int, error) {
	if p.cur == nil {
		return 0, errObjectText
	}
	return p.cur.Write(b)
}

// endFile makes the file durable that is open, if one is.
func (p *dirPacker) endFile() error {
	if p.cur == nil {
		return nil
	}
	err := errors.Join(p.cur.Close(), p.buf.Flush(), p.file.Sync(), p.file.Close())
	p.cur, p.file = nil, nil
	return err
}

func (p *dirPacker) endEntry() error {
	if err := p.endFile(); err != nil || p.name == "" {
		return err
	}
	err := p.write(p.name, p.list)
	p.name, p.list = "", nil
	return err
}

// write writes a whole file.
func (p *dirPacker) write(name string, b []byte) error {
	if err := p.create(name, false); err != nil {
		return err
	}
	_, err := p.cur.Write(b)
	return errors.Join(err, p.endFile())
}

func (p *dirPacker) close() error {
	tmp := fmt.Sprintf("%s.%d.tmp", tocName, p.shard)
	err := p.endEntry()
	if err == nil {
		err = p.write(tmp, p.header.appendEntries(p.header.append(nil), p.entries))
	}
	if err == nil {
		err = os.Rename(filepath.Join(p.path, tmp), filepath.Join(p.path, tocName))
	}
	if err != nil {
		return errors.Join(err, p.fail(nil))
	}
	return syncDir(p.path)
}

// fail removes what was made.
func (p *dirPacker) fail([]byte) error {
	var errs []error
	if p.file != nil {
		errs = append(errs, p.file.Close())
		p.cur, p.file = nil, nil
	}
	for _, name := range p.files {
		errs = append(errs, os.Remove(name))
	}
	if p.made && p.shard == 0 {
		errs = append(errs, os.Remove(p.path))
	}
	p.files, p.made = nil, false
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
