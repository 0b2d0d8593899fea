package archive

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync/atomic"
)

// A directory archive has toc.dat, a file for each entry with data, a file for
// each large object, and for each entry called BLOBS a file that lists them.
// Each may be compressed, which its name tells. See pg_backup_directory.c.
type directory struct {
	fsys fs.FS
	old  bool // before 1.16: one list, whatever the entry says
	dec  decoders
	file fs.File       // the one that is open; nil if none is
	read *atomic.Int64 // bytes of files, of all readers of the directory
}

// suffixes are what a file's name may end in, in the order in which they are
// tried. See InitDiscoverCompressFileHandle in compress_io.c.
var suffixes = []struct {
	name string
	c    Compression
}{{"", None}, {".gz", Gzip}, {".lz4", LZ4}, {".zst", Zstd}}

// OpenDir opens an archive of the directory format.
func OpenDir(fsys fs.FS) (*Archive, error) {
	d := &directory{fsys: fsys, read: new(atomic.Int64)}
	r, err := d.open(tocName)
	if err != nil {
		return nil, err
	}
	defer d.closeFile()
	w := &wire{r: bufio.NewReader(r)}
	h, entries, err := w.readTOC(Tar)
	d.read.Store(0)
	if err != nil {
		return nil, err
	}
	h.Format = Directory
	d.old = h.Version.before(v1_16)
	return newArchive(h, entries, d), nil
}

func (d *directory) closeFile() {
	if d.file != nil {
		d.file.Close()
		d.file = nil
	}
}

// again returns another reader of the directory.
func (d *directory) again() source { return &directory{fsys: d.fsys, old: d.old, read: d.read} }

// total takes all files but toc.dat for data.
func (d *directory) total() (size int64) {
	files, _ := fs.ReadDir(d.fsys, ".") // what cannot be read fails elsewhere
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() && f.Name() != tocName {
			size += info.Size()
		}
	}
	return size
}

func (d *directory) consumed() int64 { return d.read.Load() }

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

func (d *directory) end() error { return nil }

func (d *directory) close() {
	d.closeFile()
	d.dec.close()
}

// open opens a file of the archive, and closes the one before. A name comes
// from the archive: it must be of the directory itself.
func (d *directory) open(name string) (io.Reader, error) {
	d.closeFile()
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "/\\") {
		return nil, &Error{Msg: "the name of a file leads out of the archive"}
	}
	for _, s := range suffixes {
		f, err := d.fsys.Open(name + s.name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		d.file = f
		return d.dec.open(s.c, counted{f, d.read}, true)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n *atomic.Int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func (d *directory) data(e *Entry) (io.Reader, error) {
	if e.place.file.S == "" {
		return nil, nil
	}
	r, err := d.open(d.dataName(e))
	return r, dataError(e, err)
}

// dataName returns the name of the file with an entry's data, or with the list
// of its large objects.
func (d *directory) dataName(e *Entry) string {
	if d.old && e.is("BLOBS") {
		return "blobs.toc"
	}
	return e.place.file.S
}

// objects reads the whole list first: its lines are short, and one file is
// open at a time.
func (d *directory) objects(e *Entry) (objects, error) {
	if e.place.file.S == "" {
		return nil, nil
	}
	r, err := d.open(d.dataName(e))
	if err != nil {
		return nil, dataError(e, err)
	}
	list, err := readObjectList(r)
	if err != nil {
		return nil, dataError(e, err)
	}
	return &dirObjects{d: d, e: e, list: list}, nil
}

// objectFile is a line of the list of large objects.
type objectFile struct {
	oid  uint32
	name string
}

// readObjectList reads lines such as `16384 blob_16384.dat`.
func readObjectList(r io.Reader) ([]objectFile, error) {
	var list []objectFile
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		oid, name, ok := strings.Cut(lines.Text(), " ")
		n, err := strconv.ParseUint(oid, 10, 32)
		if !ok || err != nil || n == 0 {
			return nil, &Error{Msg: "line " + strconv.Itoa(len(list)+1) +
				" of the list of large objects is no number and name"}
		}
		list = append(list, objectFile{uint32(n), name})
	}
	return list, lines.Err()
}

type dirObjects struct {
	d    *directory
	e    *Entry
	list []objectFile
}

func (o *dirObjects) next() (uint32, io.Reader, error) {
	if len(o.list) == 0 {
		return 0, nil, io.EOF
	}
	f := o.list[0]
	o.list = o.list[1:]
	r, err := o.d.open(f.name)
	return f.oid, r, dataError(o.e, err)
}
