//go:build unix

package zio_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sanitize/cmd/sanitize/internal/zio"
)

// dirNames are the names of what is in dir.
func dirNames(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func write(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func wantFile(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil || string(b) != content {
		t.Errorf("%s has %d bytes, error %v; want %d", filepath.Base(path), len(b), err, len(content))
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != mode {
		t.Errorf("%s has mode %v, want %v", filepath.Base(path), info.Mode().Perm(), mode)
	}
}

// create creates a File and writes "new" to it.
func create(t *testing.T, path string) *zio.File {
	t.Helper()
	f, err := zio.CreateFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFileNew(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "probe"), "", 0o600)
	probe, err := os.Create(filepath.Join(dir, "created"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := probe.Stat()
	if err != nil {
		t.Fatal(err)
	}
	probe.Close()

	path := filepath.Join(dir, "out.sql")
	f := create(t, path)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before Commit: error %v, want that there is no file", err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "new", info.Mode().Perm())
	if err := f.Abort(); err == nil {
		t.Error("Abort after Commit is no error")
	}
	wantFile(t, path, "new", info.Mode().Perm())
	if names := dirNames(t, dir); names != "created out.sql probe" {
		t.Errorf("there is %s", names)
	}
}

func TestFileReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.sql")
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o604, 0o444} {
		write(t, path, "old", mode)
		f := create(t, path)
		wantFile(t, path, "old", mode)
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, "new", mode)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFileAbort(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.sql")
	if err := create(t, path).Abort(); err != nil {
		t.Error(err)
	}
	if names := dirNames(t, dir); names != "" {
		t.Errorf("there is %s", names)
	}
	write(t, path, "old", 0o640)
	if err := create(t, path).Abort(); err != nil {
		t.Error(err)
	}
	wantFile(t, path, "old", 0o640)
	if names := dirNames(t, dir); names != "out.sql" {
		t.Errorf("there is %s", names)
	}
}

// TestFileCommitFails: what cannot take its place goes, too.
func TestFileCommitFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.sql")
	f := create(t, path)
	if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit over a directory is no error")
	}
	if names := dirNames(t, dir); names != "out.sql" {
		t.Errorf("there is %s", names)
	}
}

func TestFileThroughLinks(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"real", "links"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	target := filepath.Join(dir, "real", "out.sql")
	link := filepath.Join(dir, "links", "link")
	for from, to := range map[string]string{link: "again", filepath.Join(dir, "links", "again"): "../real/out.sql"} {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // a link to nothing at first, then to the file
		if err := create(t, link).Commit(); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(target); err != nil || string(b) != "new" {
			t.Errorf("the target has %d bytes, error %v", len(b), err)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is one no more: %v, error %v", info, err)
	}
	if names := dirNames(t, filepath.Join(dir, "links")); names != "again link" {
		t.Errorf("there is %s", names)
	}

	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	if _, err := zio.CreateFile(loop); !errors.Is(err, syscall.ELOOP) {
		t.Errorf("a link to itself: error %v, want %v", err, syscall.ELOOP)
	}
}

func TestFileInPlace(t *testing.T) {
	f := create(t, os.DevNull)
	if err := f.Commit(); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		t.Fatalf("the null device is one no more: %v, error %v", info, err)
	}

	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	read := make(chan string)
	go func() {
		b, err := os.ReadFile(fifo)
		if err != nil {
			b = []byte(err.Error())
		}
		read <- string(b)
	}()
	f = create(t, fifo)
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
	if got := <-read; got != "new" {
		t.Errorf("the pipe's reader got %q", got)
	}
	if info, err := os.Stat(fifo); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Errorf("the pipe is one no more: %v, error %v", info, err)
	}
}

func TestFileFullDisk(t *testing.T) {
	f, err := zio.CreateFile("/dev/full")
	if err != nil {
		t.Skip(err)
	}
	if _, err := f.Write([]byte("new")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v, want %v", err, syscall.ENOSPC)
	}
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
}

func TestFileRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := zio.CreateFile(dir); err == nil {
		t.Error("a directory is taken")
	}
	if _, err := zio.CreateFile(filepath.Join(dir, "none", "out.sql")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such directory: error %v, want %v", err, fs.ErrNotExist)
	}
}
