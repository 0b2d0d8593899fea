package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sanitize/cmd/sanitize/internal/pipeline"
	"sanitize/cmd/sanitize/internal/progress"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// filter masks a dump.
func (env *environment) filter(ctx context.Context, flags *filterFlags) error {
	env.quiet = flags.Quiet
	f := &filterRun{environment: env, flags: flags, begun: time.Now()}
	if err := errors.Join(f.packing(), f.checkFormat()); err != nil {
		return err
	}
	in, err := f.openInput()
	if err == nil {
		err = f.apart()
	}
	if err == nil {
		err = f.openReport()
	}
	if err != nil {
		return usageError(err, "")
	}
	if err := f.prepare(ctx); err != nil {
		return errors.Join(err, f.writeReport(err))
	}
	if err := f.apart(); err != nil { // now the policy has told of its salt
		return usageError(errors.Join(err, f.dropReport()), "")
	}
	if err = f.open(ctx, in); err == nil {
		err = f.run(ctx)
	}
	warn := f.warnings()
	if err == nil {
		warn = append(warn, texts(firstKept(f.found))...)
	}
	for _, w := range warn {
		f.warn(w)
	}
	if f.sink != nil {
		for _, w := range literalWarnings(&f.sink.found, "--report FILE lists all") {
			f.warn(w)
		}
	}
	return f.finish(err)
}

// prepare reads all that the command line names but the dump.
func (f *filterRun) prepare(ctx context.Context) (err error) {
	if f.flags.Jobs < 0 {
		return usageError(errors.New("--jobs wants a number of workers, at least 1"), "")
	}
	if f.pick, err = policy.NewSelection(f.flags.Data, f.flags.NoData); err != nil {
		return usageError(err, "")
	}
	if f.policy, err = f.readPolicy(f.flags.Policy); err != nil {
		return usageError(err, "")
	}
	if f.salt, err = f.environment.salt(f.flags.SaltFile, f.policy); err != nil {
		return err
	}
	if f.salt.random {
		f.note("no salt is given: a random one for this run alone; the next run masks to other values")
	}
	if f.known, err = newKnowledge(ctx, f.flags.Schema); err != nil {
		return usageError(err, "")
	}
	f.known.partial = f.flags.Partial
	if f.inFile != nil || f.flags.Input != "-" {
		f.known.again = rereadable(f.inFile, f.flags.Input)
	}
	if f.flags.Lock != "" {
		if f.lock, err = readLock(f.flags.Lock); err != nil {
			return usageError(err, "")
		}
		sum := sha256.Sum256(f.lock.Text())
		f.lockSum = hex.EncodeToString(sum[:])
	}
	return nil
}

// packing has the name of --output say how it is compressed.
func (f *filterRun) packing() error {
	ext := strings.ToLower(filepath.Ext(f.flags.Output))
	switch ext {
	case ".zst", ".zstd":
		if f.flags.Zstd == 0 {
			f.flags.Zstd = defaultZstdLevel
			f.note("--output " + f.flags.Output + " is compressed with zstd, as its name says")
		}
	case ".gz", ".tgz", ".bz2", ".xz", ".lz4", ".lzo", ".br", ".zip", ".7z", ".z":
		return usageError(fmt.Errorf("--output %s: %s is not written, only zstd is", f.flags.Output, ext), "name it .zst, or write to a pipe")
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

// run moves the dump through the filter.
func (f *filterRun) run(ctx context.Context) (err error) {
	opts := bind.Options{Key: f.salt.key, Marks: f.policy.NewMarks(f.pick), Partial: f.flags.Partial, Lock: f.lock}
	f.source = newSource(ctx, f.in, f.policy, opts, f.known)
	f.source.outcome.decide = f.flags.Report != ""
	f.source.outcome.away = f.tablesAway()
	f.sink = newSink(f.out, f.flags.Guard, f.policy.RowRules, f.source.recycle)
	f.sink.each = f.flags.Report != ""
	f.sink.found.Action = f.policy.Outside().Choice(policy.Literals)
	if f.parts != nil {
		defer f.divide()()
	}
	bar := progress.New(f.stderr, f.progressWhen(), f.inputSize(), f.status)
	defer bar.Stop()
	defer func() {
		if p := recover(); p != nil { // in emit: the pipeline sees to the others
			err = &pipeline.PanicError{Type: fmt.Sprintf("%T", p)}
		}
	}()
	if f.flags.Report != "" {
		f.ledger = newLedger(f.policy, f.source.outcome)
	}
	newWorker := func() func(*job) (*job, error) {
		return (&worker{outside: f.policy.Outside(), book: f.ledger.book()}).work
	}
	if err := pipeline.Run(ctx, f.jobs(), f.source.next, newWorker, f.sink.emit); err != nil {
		return f.placed(err)
	}
	return f.sink.finish(f.judge)
}

// progressWhen is --progress, and never where the bar would be in the way: with
// --quiet, and where the dump goes to a terminal, too.
func (f *filterRun) progressWhen() string {
	if f.flags.Progress == "auto" && (f.quiet || f.terminal) {
		return "never"
	}
	return f.flags.Progress
}

// status is what the progress bar shows.
func (f *filterRun) status() progress.Status {
	s := progress.Status{Consumed: f.consumed(), Rows: f.sink.rows.Load()}
	if t := f.sink.table.Load(); t != nil {
		s.Table = *t
	}
	return s
}

// consumed returns how much of the input has been read.
func (f *filterRun) consumed() int64 {
	if f.divisible {
		return f.archive.Consumed()
	}
	return f.in.Consumed()
}

// inputSize returns the size of the input where it is a file, or the data of a
// directory, else 0.
func (f *filterRun) inputSize() int64 {
	if f.divisible {
		return f.archive.Size()
	}
	if f.inFile == nil {
		return 0
	}
	info, err := f.inFile.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return info.Size()
}

// finish ends the run that err has stopped, nil if all went well: the output is
// put in its place, or marked as unusable.
func (f *filterRun) finish(err error) error {
	if f.in != nil {
		f.in.Close()
	}
	if err == nil && f.packed != nil {
		err = f.packed.Finish() // Close makes it whole, when the report is there
	}
	if err == nil {
		err = f.writeReport(nil)
	}
	if err == nil && f.packed != nil {
		err = f.packed.Close()
	}
	if err == nil && f.file != nil {
		err = f.file.Commit()
	}
	if err == nil {
		for _, line := range f.report.Summary() {
			f.note(line)
		}
		return nil
	}
	written := f.out != nil && f.out.Written() > 0
	f.poison()
	if f.file != nil {
		f.file.Abort()
	}
	var policy *policy.Error
	if !written && errors.As(err, &policy) {
		err = usageError(err, "")
	}
	return errors.Join(err, f.writeReport(err))
}

// writeReport fills in the report and writes it where --report says. It may be
// called once more to say that the run has failed after all.
func (f *filterRun) writeReport(failure error) (err error) {
	f.fillReport(failure)
	if f.flags.Report == "-" {
		if f.reported {
			return nil // a second one could not be told from the first
		}
		f.reported = true
		return f.report.WriteJSON(f.stdout)
	}
	file := f.reportFile
	switch {
	case file != nil:
		f.reportFile = nil
	case !f.reported:
		return nil
	default:
		if file, err = zio.CreateFile(f.flags.Report); err != nil {
			return fmt.Errorf("--report: %w", err)
		}
	}
	f.reported = true
	if err := f.report.WriteJSON(file); err != nil {
		return errors.Join(fmt.Errorf("--report: %w", err), file.Abort())
	}
	return file.Commit()
}

func (f *filterRun) fillReport(failure error) {
	r := &f.report
	r.Version, r.Time = version(), f.begun.UTC().Truncate(time.Second)
	r.Complete = failure == nil
	if failure != nil {
		r.Error = failure.Error()
	}
	r.Seconds = time.Since(f.begun).Seconds()
	if f.policy != nil {
		r.Policy = report.Policy{File: f.policy.File(), SHA256: f.policy.Digest()}
		if p := f.policy.Release(); p != nil {
			r.Release = &report.Release{Audience: p.Audience, Purpose: p.Purpose, Recipient: p.Recipient, Expires: p.Expires}
		}
	}
	if f.lock != nil {
		r.Lock = &report.Lock{File: f.flags.Lock, SHA256: f.lockSum}
	}
	if f.salt != nil {
		r.Salt = report.Salt{Fingerprint: f.salt.key.Fingerprint(), Source: f.salt.source, Random: f.salt.random}
	}
	if f.in != nil {
		r.Input = f.inputStream(failure == nil)
	}
	if f.out != nil {
		r.Output = f.outputStream(failure == nil)
	}
	r.Warnings = append(f.warnings(), texts(f.found)...)
	if f.sink != nil && r.Tables == nil {
		r.Input.Plain = f.sink.read
		r.Totals = f.sink.totals()
		if f.flags.Report != "" {
			r.Tables = f.sink.report(f.source.outcome.columns())
			if failure == nil {
				f.ledger.fill(r)
			}
		}
		r.Outside = f.sink.outer
		r.Literals = f.sink.found
	}
}

// warnings returns what the run warns of.
func (f *filterRun) warnings() []string {
	if f.source == nil {
		return nil
	}
	return f.source.outcome.warned()
}

// judge says whether the run went well, by the counts of all rows.
func (f *filterRun) judge() error {
	if err := f.source.outcome.unmet(f.policy, f.sink.ruled, f.flags.Partial); err != nil {
		return err
	}
	kept := f.policy.Kept()
	f.found = f.sink.judgeKept(kept)
	if len(f.found) > 0 && kept.Fails() {
		return firstKept(f.found)
	}
	return nil
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
	f.untouched = err != nil && written[1].open != nil && allApart(written[1:], read) != nil
	return err
}

// dropReport ends the report's file without a report.
func (f *filterRun) dropReport() error {
	file := f.reportFile
	if f.reportFile = nil; file == nil {
		return nil
	}
	return file.Abort()
}
