package archive

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// dirFiles writes the files of a directory archive, one after the other. Each
// goroutine has its own.
type dirFiles struct {
	path    string
	version Version
	enc     encoders
	summed  bool // the files are

	written []dirFile
	file    *os.File // nil if none is open
	buf     *bufio.Writer
	hash    hash.Hash // of the file; nil if not asked for
	cur     encoder   // nil if no file is open
	list    []byte    // of the large objects of an entry
	name    string    // of that list
}

// dirFile is a file that was made.
type dirFile struct {
	name string
	size int64
	sum  []byte // SHA-256; nil if not asked for
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

func (d *dirFiles) entry(e *Entry) error {
	if err := d.endEntry(); err != nil {
		return err
	}
	name := dataFile(e, d.version)
	if e.is("BLOBS") {
		d.name = name
		return nil
	}
	return d.create(name+d.suffix(), true)
}

func (d *dirFiles) object(oid uint32) error {
	if err := d.endFile(); err != nil {
		return err
	}
	name := "blob_" + strconv.FormatUint(uint64(oid), 10) + ".dat"
	d.list = strconv.AppendUint(d.list, uint64(oid), 10)
	d.list = append(d.list, " "+name+"\n"...)
	return d.create(name+d.suffix(), true)
}

func (d *dirFiles) suffix() string {
	for _, s := range suffixes {
		if s.c == d.enc.m.Compression {
			return s.name
		}
	}
	return ""
}

// create begins a file, compressed or not.
func (d *dirFiles) create(name string, compressed bool) (err error) {
	d.file, err = os.OpenFile(filepath.Join(d.path, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		d.file = nil
		return err
	}
	d.written = append(d.written, dirFile{name: name})
	to := io.Writer(d.file)
	if d.summed {
		d.hash = sha256.New()
		to = io.MultiWriter(d.file, d.hash)
	}
	if d.buf == nil {
		d.buf = bufio.NewWriterSize(to, inputSize)
	}
	d.buf.Reset(to)
	d.cur = plainEncoder{d.buf}
	if compressed {
		d.cur, err = d.enc.open(d.buf, true)
	}
	return err
}

func (d *dirFiles) Write(b []byte) (int, error) {
	if d.cur == nil {
		return 0, errObjectText
	}
	return d.cur.Write(b)
}

// endFile makes the file durable that is open, if one is.
func (d *dirFiles) endFile() error {
	if d.cur == nil {
		return nil
	}
	err := errors.Join(d.cur.Close(), d.buf.Flush())
	last := &d.written[len(d.written)-1]
	if last.size, _ = d.file.Seek(0, io.SeekCurrent); d.hash != nil {
		last.sum = d.hash.Sum(nil)
	}
	err = errors.Join(err, d.file.Sync(), d.file.Close())
	d.cur, d.file = nil, nil
	return err
}

// endEntry ends the data of an entry: a list of large objects comes last.
func (d *dirFiles) endEntry() error {
	if err := d.endFile(); err != nil || d.name == "" {
		return err
	}
	err := d.write(d.name, d.list)
	d.name, d.list = "", nil
	return err
}

// write writes a whole file.
func (d *dirFiles) write(name string, b []byte) error {
	if err := d.create(name, false); err != nil {
		return err
	}
	_, err := d.cur.Write(b)
	return errors.Join(err, d.endFile())
}

// abandon closes the file that is open.
func (d *dirFiles) abandon() (err error) {
	if d.file != nil {
		err = d.file.Close()
	}
	d.cur, d.file = nil, nil
	return err
}

// dirPart is the packer of one part of a directory: the rest is dirPacker's.
type dirPart struct{ dirFiles }

func (*dirPart) contents(Header, []*Entry) error {
	return errors.New("archive: internal error: a part has no table of contents")
}

func (p *dirPart) finish() error        { return p.endEntry() }
func (p *dirPart) close() error         { return nil }
func (p *dirPart) fail([]byte) error    { return p.abandon() }
func (p *dirPart) sum() (int64, []byte) { return 0, nil }
