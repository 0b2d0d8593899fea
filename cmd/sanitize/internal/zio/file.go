package zio

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A File is an output file that appears whole or not at all: it is written
// beside its target, and takes its place on Commit. A target that is not a
// regular file, such as a device or a pipe, is written to in place.
type File struct {
	f      *os.File
	target string // "" if f is the target itself
}

// CreateFile opens a File for the target at path; a symbolic link is followed,
// and stays. The file has the mode of the target that it replaces, or that of
// a new file. It must be ended by Commit or Abort.
func CreateFile(path string) (*File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// The link may still exist, and lead to nothing.
		target, err := FollowLinks(path)
		if err != nil {
			return nil, err
		}
		return createBeside(target, 0)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("open %s: is a directory, want a file", path)
	case !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &File{f: f}, nil
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, err
	}
	return createBeside(target, info.Mode().Perm())
}

// maxLinks is how many symbolic links are followed, as many as by Linux.
const maxLinks = 40

// FollowLinks returns the path that a symbolic link leads to, which need not
// exist, and path itself if it is none.
func FollowLinks(path string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link, or nothing there: opening it will tell
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", &fs.PathError{Op: "open", Path: path, Err: syscall.ELOOP}
}

// createBeside creates the temporary file for a target, with the given mode, or
// with that of any new file if mode is 0.
func createBeside(target string, mode fs.FileMode) (*File, error) {
	dir, name := filepath.Split(target)
	tmp := filepath.Join(dir, "."+name+"."+rand.Text()[:8]+".tmp")
	perm := fs.FileMode(0o666) // the kernel takes the umask off
	if mode != 0 {
		perm = mode & 0o600
	}
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return nil, about(target, err)
	}
	file := &File{f: f, target: target}
	if mode != 0 {
		if err := f.Chmod(mode); err != nil {
			return nil, errors.Join(err, file.Abort())
		}
	}
	return file, nil
}

// about returns an error of the temporary file as one of its target, whose name
// the user knows.
func about(target string, err error) error {
	if e := (*fs.PathError)(nil); target != "" && errors.As(err, &e) {
		return &fs.PathError{Op: e.Op, Path: target, Err: e.Err}
	}
	return err
}

// Write writes to the file.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.f.Write(p)
	return n, about(f.target, err)
}

// Seek sets the place of the next Write, where the file is a regular one.
func (f *File) Seek(offset int64, whence int) (int64, error) { return f.f.Seek(offset, whence) }

// Sum returns the SHA-256 of what the file has now, by reading it again: it is for
// files that were not written from their beginning to their end. It is nil for a
// target that is written in place, and for what cannot be read.
func (f *File) Sum() []byte {
	if f.target == "" {
		return nil
	}
	in, err := os.Open(f.f.Name())
	if err != nil {
		return nil
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return nil
	}
	return sum.Sum(nil)
}

// Commit makes the file durable and puts it in the place of its target. If it
// fails before that, the target is as it was, and the file is removed.
func (f *File) Commit() error {
	if f.target == "" {
		return f.f.Close()
	}
	if err := f.f.Sync(); err != nil {
		return errors.Join(err, f.Abort())
	}
	if err := f.f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.f.Name()))
	}
	if err := os.Rename(f.f.Name(), f.target); err != nil {
		return errors.Join(err, os.Remove(f.f.Name()))
	}
	return syncDir(filepath.Dir(f.target))
}

// Abort removes the file and leaves the target as it was. What was written to
// a target in place stays there. After Commit it is an error, and harmless.
func (f *File) Abort() error {
	err := f.f.Close()
	if f.target == "" || errors.Is(err, fs.ErrClosed) {
		return err
	}
	return errors.Join(err, os.Remove(f.f.Name()))
}

// syncDir makes a rename in dir durable, where the file system can.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
