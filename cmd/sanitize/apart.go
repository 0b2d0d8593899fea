package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sanitize/cmd/sanitize/internal/zio"
)

// namedFile is a file that a run reads or writes, and how messages call it.
type namedFile struct {
	what string
	path string   // "" for a stream
	open *os.File // a stream; nil for a path
}

// allApart compares each file that is written with all others.
func allApart(written, read []namedFile) error {
	for i, w := range written {
		for _, other := range append(written[i+1:len(written):len(written)], read...) {
			if w.same(other) {
				return fmt.Errorf("%s is %s", w, other.what)
			}
		}
	}
	return nil
}

func (f namedFile) String() string {
	if f.path == "" {
		return f.what
	}
	return f.what + " " + f.path
}

// same reports whether two files are one. Devices and pipes may be named twice.
func (f namedFile) same(other namedFile) bool {
	a, err := f.stat()
	b, otherErr := other.stat()
	if err == nil && otherErr == nil {
		return !a.Mode().IsDir() && a.Mode().IsRegular() && os.SameFile(a, b)
	}
	// Neither is there yet.
	return errors.Is(err, fs.ErrNotExist) && errors.Is(otherErr, fs.ErrNotExist) && f.path != "" && absent(f.path) == absent(other.path)
}

func (f namedFile) stat() (fs.FileInfo, error) {
	switch {
	case f.open != nil:
		return f.open.Stat()
	case f.path == "" || f.path == "-":
		return nil, fs.ErrInvalid
	}
	return os.Stat(f.path)
}

// absent returns where a file that does not exist would be.
func absent(path string) string {
	target, err := zio.FollowLinks(path)
	if err != nil {
		return path
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(target))
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil {
		return target
	}
	return filepath.Join(dir, filepath.Base(target))
}
