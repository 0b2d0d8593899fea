package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// namedFile is a file that a run reads or writes, and how messages call it.
type namedFile struct {
	what string
	path string   // "" for a stream
	open *os.File // a stream; nil for a path
}

// apart returns an error if a file that the run writes is one that it reads, or
// another one that it writes, by whatever name: a link, /proc/self/fd/3, or a
// redirection of the shell.
func (f *filterRun) apart() error {
	written := []namedFile{{what: "--report", path: f.flags.Report}}
	if f.flags.Output == "" || f.flags.Output == "-" {
		stdout, _ := f.stdout.(*os.File)
		written = append(written, namedFile{what: "standard output", open: stdout})
	} else {
		written = append(written, namedFile{what: "--output", path: f.flags.Output})
	}
	read := []namedFile{
		{what: "the policy", path: f.flags.Policy}, {what: "the salt", path: f.flags.SaltFile},
		{what: "--schema", path: f.flags.Schema}, {what: "--lock", path: f.flags.Lock},
		{what: "the input", open: f.inFile},
	}
	if f.flags.Policy == "" {
		read[0].path = f.getenv(policyEnv)
	}
	if f.policy != nil && f.flags.SaltFile == "" {
		_, read[1].path = f.policy.Salt()
	}
	if f.flags.Input != "-" {
		read = append(read, namedFile{what: "the input", path: f.flags.Input})
	}
	err := allApart(written, read)
	f.untouched = err != nil && written[1].open != nil && allApart(written[1:], read) != nil
	return err
}

// apart returns an error if the lock that check is to write is a file that it
// reads.
func (c *checkRun) apart() error {
	policy := c.flags.Policy
	if policy == "" {
		policy = c.getenv(policyEnv)
	}
	_, salt := c.policy.Salt()
	stdin, _ := c.stdin.(*os.File)
	stdout, _ := c.stdout.(*os.File)
	return allApart([]namedFile{{what: "--lock", path: c.flags.Lock}}, []namedFile{
		{what: "the policy", path: policy}, {what: "the salt", path: salt}, {what: "--schema", path: c.flags.Schema},
		{what: "--require", path: c.flags.Require}, {what: "the input", path: c.flags.Input}, {what: "the input", open: stdin}, {what: "standard output", open: stdout},
	})
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
	for range 40 { // links that lead to nothing
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil {
		return path
	}
	return filepath.Join(dir, filepath.Base(path))
}

// dropReport ends the report's file without a report.
func (f *filterRun) dropReport() error {
	file := f.reportFile
	if f.reportFile = nil; file == nil {
		return nil
	}
	return file.Abort()
}
