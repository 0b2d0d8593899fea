package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"sanitize/cmd/sanitize/internal/zio"
)

// What a run of the filter reads and writes is opened in this order: the input and
// the report before the policy is read, the output once the input is known for
// what it is.

// packing has the name of --output say how it is compressed.
func (f *filterRun) packing() error {
	switch ext := strings.ToLower(filepath.Ext(f.flags.Output)); ext {
	case ".zst", ".zstd":
		if f.repacks() {
			return usageError(fmt.Errorf("--output %s: --format %s writes an archive, which is no zstd as a whole", f.flags.Output, f.flags.Format),
				"--compress zstd compresses what is in it; give it another name")
		}
		if f.flags.Zstd == 0 {
			f.flags.Zstd = defaultZstdLevel
			f.note("--output " + f.flags.Output + " is compressed with zstd, as its name says")
		}
	case ".gz", ".tgz", ".bz2", ".xz", ".lz4", ".lzo", ".br", ".zip", ".7z", ".z":
		return usageError(fmt.Errorf("--output %s: %s is not written, only zstd is", f.flags.Output, ext), "name it .zst, or write to a pipe")
	}
	return nil
}

// apart returns an error if a file that the run writes is one that it reads, or
// another one that it writes, by whatever name: a link, /proc/self/fd/3, or a
// redirection of the shell; or if the salt is the dump.
func (f *filterRun) apart() error {
	written := []namedFile{{what: "--report", path: f.flags.Report}}
	if f.flags.Output == "" || f.flags.Output == "-" {
		stdout, _ := f.stdout.(*os.File)
		written = append(written, namedFile{what: "standard output", open: stdout})
	} else {
		written = append(written, namedFile{what: "--output", path: f.flags.Output})
	}
	read := []namedFile{
		{what: "the policy", path: f.policyFile(f.flags.Policy)}, {what: "the salt", path: f.flags.SaltFile},
		{what: "--schema", path: f.flags.Schema}, {what: "--lock", path: f.flags.Lock},
		{what: "the input", open: f.inFile},
	}
	if f.policy != nil && f.flags.SaltFile == "" {
		_, read[1].path = f.policy.Salt()
	}
	if f.flags.Input != "-" {
		read = append(read, namedFile{what: "the input", path: f.flags.Input})
	}
	err := allApart(written, read)
	if err == nil {
		err = allApart(read[1:2], read[4:])
	}
	f.untouched = err != nil && written[1].open != nil && allApart(written[1:], read) != nil
	return err
}

func (f *filterRun) openInput() (io.Reader, error) {
	if f.flags.Input != "-" {
		in, file, err := openDump(f.flags.Input, f.archiveText)
		if f.inFile = file; err != nil || file == nil {
			return in, err
		}
		return f.openFile(file)
	}
	if file, ok := f.stdin.(*os.File); ok {
		f.inFile = file
		if isTerminal(file) {
			return nil, errors.New("standard input is a terminal, want a dump: pg_dump mydb | sanitize")
		}
		if in := unlessLoop(file, f.stdout); in != file {
			return in, nil
		}
		return f.openFile(file)
	}
	return f.stdin, nil
}

// openFile returns what is read of a file: of an archive that can be read in parts,
// where that is of use, its text.
func (f *filterRun) openFile(file *os.File) (io.Reader, error) {
	if f.flags.Format == directoryFormat {
		if a := openDivisible(file); a != nil {
			return newArchiveReader(a, f.archiveText)
		}
	}
	return file, nil
}

// openReport opens the report's file before all else: that it cannot be written
// must not be found when the output has been closed as a success, and a run that
// ends early must not leave the report of an earlier one.
func (f *filterRun) openReport() (err error) {
	if f.flags.Report == "" {
		return nil
	}
	if f.flags.Report == "-" {
		if f.flags.Output == "" || f.flags.Output == "-" {
			return errors.New("--report - is standard output, where the dump goes; write the dump to --output FILE")
		}
		return nil
	}
	if f.reportFile, err = zio.CreateFile(f.flags.Report); err != nil {
		return fmt.Errorf("--report: %w", err)
	}
	return nil
}

// open begins to read in, then opens the output.
func (f *filterRun) open(ctx context.Context, in io.Reader) (err error) {
	var opts []zio.ReaderOption
	if f.flags.Report != "" {
		opts = append(opts, zio.WithInputSum())
		f.sumBeside()
	}
	if f.in, err = newReader(ctx, in, f.archiveText, opts...); err != nil {
		return err
	}
	if err := f.knowArchive(ctx); err != nil {
		return err
	}
	if f.repacks() && f.archive == nil {
		return usageError(fmt.Errorf("--format %s wants an archive as input, and this is plain SQL", f.flags.Format), "")
	}
	dst, err := f.openOutput()
	if err == nil && f.repacks() {
		dst, err = f.openArchive(dst)
	}
	if err != nil {
		return usageError(err, "")
	}
	var wopts []zio.WriterOption
	if f.flags.Zstd > 0 {
		wopts = append(wopts, zio.WithZstd(int(f.flags.Zstd)))
	}
	if f.flags.Report != "" && !f.repacks() { // else the text is not what is written
		wopts = append(wopts, zio.WithOutputSum())
	}
	f.terminal = f.file == nil && isTerminal(f.stdout)
	f.out, err = zio.NewWriter(dst, wopts...)
	f.opened.Store(true)
	return err
}

func (f *filterRun) openOutput() (io.Writer, error) {
	if f.flags.Output == "" || f.flags.Output == "-" {
		if (f.flags.Zstd > 0 || f.repacks()) && isTerminal(f.stdout) {
			return nil, errors.New("compressed bytes are not for a terminal; -o FILE writes them to a file, | cat forces them")
		}
		return f.stdout, nil
	}
	if f.flags.Format == directoryFormat {
		return nil, nil
	}
	var err error
	f.file, err = zio.CreateFile(f.flags.Output)
	return f.file, err
}
