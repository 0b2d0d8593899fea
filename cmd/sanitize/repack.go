package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/archive"
)

// The values of --format.
const (
	plainFormat     = "plain"
	directoryFormat = "directory"
)

// repacks reports whether an archive is to be written.
func (f *filterRun) repacks() bool { return f.flags.Format != plainFormat }

// outputStream is what the report says of the output; whole says that it is.
func (f *filterRun) outputStream(whole bool) report.Stream {
	format := zio.Plain
	if f.flags.Zstd > 0 {
		format = zio.Zstd
	}
	r := report.Stream{Format: format.String(), Bytes: f.out.Compressed(), Plain: f.out.Written(), SHA256: hex.EncodeToString(f.out.Sum())}
	if f.packed == nil {
		return r
	}
	r.Format, r.SHA256 = f.flags.Format, ""
	if f.sink != nil {
		r.Plain += f.sink.parts.written()
	}
	if r.Bytes = 0; whole {
		var sum []byte
		if r.Bytes, sum = f.packed.Sum(); sum == nil && f.flags.Report != "" && f.file != nil {
			sum = f.file.Sum()
		}
		r.SHA256 = hex.EncodeToString(sum)
	}
	return r
}

// inputStream is what the report says of the input; whole says that all of it was
// read. An archive's directory has no SHA-256.
func (f *filterRun) inputStream(whole bool) report.Stream {
	r := report.Stream{Format: f.in.Format().String(), Bytes: f.consumed()}
	switch {
	case !whole: // the source may still be reading
	case f.sumOfFile != nil:
		sum := <-f.sumOfFile
		f.sumOfFile <- sum // for who asks again
		r.Bytes, r.SHA256 = sum.size, hex.EncodeToString(sum.digest)
	case !f.divisible:
		r.SHA256 = hex.EncodeToString(f.in.Sum())
	}
	return r
}

// fileSum is what a report says of a file.
type fileSum struct {
	size   int64
	digest []byte
}

// sumBeside begins to compute the SHA-256 of an archive in a file that is read in
// parts: these do not come in their order, and are not all of it.
func (f *filterRun) sumBeside() {
	if f.inFile == nil || !f.divisible {
		return
	}
	f.sumOfFile = make(chan fileSum, 1)
	open := rereadable(f.inFile, "")
	go func() {
		var sum fileSum
		if in, err := open(); err == nil {
			h := sha256.New()
			if sum.size, err = io.Copy(h, in); err == nil {
				sum.digest = h.Sum(nil)
			}
		}
		f.sumOfFile <- sum
	}()
}

// checkFormat refuses flags that do not go with the format of the output.
func (f *filterRun) checkFormat() error {
	name := "--format " + f.flags.Format
	switch {
	case f.flags.Shard.of > 0 && f.flags.Format != directoryFormat:
		return usageError(errors.New("--shard is for --format directory"), "")
	case !f.repacks() && f.flags.Compress != "":
		return usageError(errors.New("--compress is for --format custom and directory"), "--zstd compresses plain SQL")
	case !f.repacks() && f.flags.Mention:
		return usageError(errors.New("--mention is for --format custom and directory"), "")
	case !f.repacks():
		return nil
	case f.flags.Zstd > 0:
		return usageError(fmt.Errorf("--zstd does not go with %s, which is compressed in itself", name), "--compress zstd")
	case f.flags.Guard:
		return usageError(fmt.Errorf("--guard does not go with %s: pg_restore needs none", name), "")
	case f.flags.Format == directoryFormat && (f.flags.Output == "" || f.flags.Output == "-"):
		return usageError(fmt.Errorf("%s wants --output DIRECTORY", name), "")
	}
	if _, err := f.method(archive.Method{}); err != nil {
		return usageError(fmt.Errorf("--compress: %w", err), "")
	}
	return nil
}

// method is what --compress says, or that of the archive itself.
func (f *filterRun) method(own archive.Method) (archive.Method, error) {
	if f.flags.Compress == "" {
		return own, nil
	}
	return archive.ParseMethod(f.flags.Compress)
}

// archiveText returns the text of an archive that is the input: as pg_restore
// prints it, or with marks by which it becomes an archive again.
func (f *filterRun) archiveText(a *archive.Archive) (io.Reader, error) {
	f.archive, f.divisible = a, a.Divisible()
	if !f.repacks() {
		return printed(a)
	}
	if n := f.flags.Shard.of; n > 0 {
		if err := a.Shard(f.flags.Shard.part, n); err != nil {
			return nil, fmt.Errorf("--shard: %w", err)
		}
	}
	f.marks = archive.NewMarks(rand.Text())
	return f.openParts(a)
}

// knowArchive has the table of contents of an archive do what a pass over a file
// does: its constraints are known before the first row, whatever it comes through.
func (f *filterRun) knowArchive(ctx context.Context) error {
	if f.archive == nil {
		return nil
	}
	return f.known.contents(ctx, f.archive.Definitions())
}

// openArchive opens an archive for output: dst takes a custom one.
func (f *filterRun) openArchive(dst io.Writer) (io.Writer, error) {
	method, err := f.method(f.archive.Method())
	if err != nil {
		return nil, err
	}
	var opts []archive.WriterOption
	if f.flags.Report != "" {
		opts = append(opts, archive.WithSum())
	}
	if f.flags.Mention {
		opts = append(opts, archive.WithMention(mention()))
	}
	if f.flags.Format == directoryFormat {
		f.packed, err = archive.NewDirectoryWriter(f.flags.Output, f.archive, f.marks, method, opts...)
		return f.packed, err
	}
	if dst == f.stdout {
		// It may be a file that is open for appending, where nothing can be
		// written a second time.
		dst = struct{ io.Writer }{dst}
	}
	f.packed, err = archive.NewCustomWriter(dst, f.archive, f.marks, method, opts...)
	return f.packed, err
}

// placed takes the line out of an error where the text of an archive is one that
// nobody sees: the table and the row tell the place.
func (f *filterRun) placed(err error) error {
	var at *dumpfmt.SyntaxError
	if f.repacks() && errors.As(err, &at) {
		at.Pos.Line = 0
	}
	return err
}
