package archive

import (
	"archive/tar"
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

// A tar archive has the files of a directory as members, in the order of the
// entries, never compressed, and a restore.sql that nobody needs. The large
// objects stand in front of their list. See pg_backup_tar.c.
type tarball struct{ tr *tar.Reader }

func openTar(in *input) (*Archive, error) {
	r := io.Reader(in.buf)
	if in.seekable() {
		// archive/tar passes over members by seeking, where it can.
		if _, err := in.s.Seek(in.base, io.SeekStart); err != nil {
			return nil, err
		}
		r = in.r
	}
	t := &tarball{tar.NewReader(r)}
	if _, err := t.next(); err != nil {
		return nil, err
	}
	w := &wire{r: bufio.NewReader(t.tr)}
	h, entries, err := w.readTOC(Tar)
	if err != nil {
		return nil, err
	}
	if h.Compression != None {
		return nil, &Error{Msg: "a compressed tar archive, which pg_dump never writes"}
	}
	return newArchive(h, entries, t), nil
}

// next goes to the next member. Links, devices and extended headers, by which a
// member may be other than its header says, pg_dump never writes, and pg_restore
// does not know: what it reads there is another thing.
func (t *tarball) next() (*tar.Header, error) {
	m, err := t.tr.Next()
	switch {
	case err != nil:
		return nil, tarError(err)
	case m.Typeflag != tar.TypeReg || len(m.PAXRecords) > 0:
		return nil, &Error{Msg: "a member that is no plain file, as pg_dump never writes"}
	}
	return m, nil
}

// end does not look at the script that follows.
func (t *tarball) end() error { return nil }

func (t *tarball) close() {}

func (t *tarball) data(e *Entry) (io.Reader, error) {
	if e.place.file.S == "" {
		return nil, nil
	}
	for {
		m, err := t.next()
		if err == io.EOF {
			return nil, &Error{Entry: e.ID, Msg: "its data is missing, or lies in front of that of an entry before it"}
		}
		if err != nil {
			return nil, err
		}
		if m.Name == e.place.file.S {
			return tarData{t.tr}, nil
		}
	}
}

func (t *tarball) objects(e *Entry) (objects, error) {
	if e.place.file.S == "" {
		return nil, nil
	}
	return &tarObjects{t: t}, nil
}

// tarObjects yields the members that are large objects, up to the first that
// is none. See _LoadBlobs in pg_backup_tar.c.
type tarObjects struct {
	t     *tarball
	found bool
	end   bool
}

func (o *tarObjects) next() (uint32, io.Reader, error) {
	for !o.end {
		m, err := o.t.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, nil, err
		}
		if oid, ok := objectMember(m.Name); ok {
			o.found = true
			return oid, tarData{o.t.tr}, nil
		}
		if o.found {
			break
		}
	}
	o.end = true
	return 0, nil, io.EOF
}

// objectMember reads a name such as blob_16384.dat.
func objectMember(name string) (oid uint32, ok bool) {
	s, ok := strings.CutPrefix(name, "blob_")
	if !ok {
		return 0, false
	}
	s, ok = strings.CutSuffix(s, ".dat")
	n, err := strconv.ParseUint(s, 10, 32)
	return uint32(n), ok && err == nil && n != 0
}

// tarData reads a member.
type tarData struct{ r io.Reader }

func (d tarData) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	return n, tarError(err)
}

// tarError turns an error of archive/tar into one of the archive's.
func tarError(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Msg: "the archive ends early", Err: io.ErrUnexpectedEOF}
	case errors.Is(err, tar.ErrHeader):
		return &Error{Msg: "the header of a member is corrupt", Err: err}
	}
	return err
}
