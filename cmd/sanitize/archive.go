package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt/archive"
)

// An archiveText says what is read of an archive.
type archiveText func(*archive.Archive) (io.Reader, error)

// printed is an archive as pg_restore prints it.
func printed(a *archive.Archive) (io.Reader, error) {
	return a.Plain(archive.WithRestrictKey(a.RestrictKey())), nil
}

// mention is what --mention says of a run, and mentions knows it again.
func mention() string { return "masked by sanitize " + version() }

var mentions = regexp.MustCompile(`^masked by sanitize [A-Za-z0-9().+-]+$`).MatchString

// compared is an archive as verify reads it: as printed, but for what --mention
// has put in.
func compared(a *archive.Archive) (io.Reader, error) {
	a.DropMentions(mentions)
	return printed(a)
}

// openDump opens a dump at a path: a file, or an archive that is a directory.
// What can be asked about the file, if it is one, is in file.
func openDump(path string, text archiveText) (in io.ReadCloser, file *os.File, err error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		a, err := archive.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%s is a directory without toc.dat, want a dump, or an archive of pg_dump -Fd", path)
		}
		if err != nil {
			return nil, nil, archiveError(err)
		}
		in, err := newArchiveReader(a, text)
		return in, nil, err
	}
	file, err = os.Open(path)
	return file, file, err
}

// openDivisible opens a custom archive in a file such that it can be read in parts,
// and leaves the file where it is. It returns nil for all else: the usual way knows
// other forms, and what is wrong with them.
func openDivisible(file *os.File) *archive.Archive {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	at, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil
	}
	a, err := archive.NewReader(io.NewSectionReader(file, at, info.Size()-at))
	if err != nil {
		return nil
	}
	if !a.Divisible() {
		a.Close()
		return nil
	}
	return a
}

// rereads reports whether a dump at a path can be opened once more: a pipe cannot.
func rereads(path string) bool {
	info, err := os.Stat(path)
	return path != "-" && err == nil && (info.Mode().IsRegular() || info.IsDir())
}

// openSchema opens a dump of which the DDL alone is wanted. Of an archive that is
// in its table of contents, and no data is read.
func openSchema(path string) (io.ReadCloser, error) {
	if rereads(path) {
		if a, err := archive.Open(path); err == nil {
			return archiveReader{a.Definitions(), a}, nil
		}
	}
	in, _, err := openDump(path, printed) // it knows other forms, and what is wrong with them
	return in, err
}

// newReader returns a reader of the text of a dump, whatever form it comes in.
func newReader(ctx context.Context, r io.Reader, text archiveText, opts ...zio.ReaderOption) (*zio.Reader, error) {
	open := func(head []byte, r io.Reader) (io.ReadCloser, error) {
		if _, ok := archive.Recognise(head); !ok {
			return nil, nil
		}
		a, err := archive.NewReader(r)
		if err != nil {
			return nil, archiveError(err)
		}
		return newArchiveReader(a, text)
	}
	return zio.NewReader(ctx, r, append(opts, zio.WithOpener(open))...)
}

// archiveReader reads the text of an archive.
type archiveReader struct {
	io.Reader
	io.Closer
}

func newArchiveReader(a *archive.Archive, text archiveText) (io.ReadCloser, error) {
	r, err := text(a)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return archiveReader{r, a}, nil
}

// archiveError adds what helps where an archive is not read.
func archiveError(err error) error {
	if errors.Is(err, archive.ErrVersion) {
		return &userError{err: err, hint: "pg_restore -f - FILE | sanitize"}
	}
	return err
}
