package main

import (
	"os"
	"runtime"
	"time"

	"sanitize/cmd/sanitize/internal/progress"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/archive"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// filterRun is one run of the filter.
type filterRun struct {
	*environment
	flags  *filterFlags
	policy *policy.Policy
	salt   *salt
	known  *knowledge
	pick   *policy.Selection
	lock   *bind.Lock // nil without --lock

	lockSum string // of its text

	in     *zio.Reader
	inFile *os.File  // nil if the input is none
	file   *zio.File // nil if the output is stdout

	archive   *archive.Archive   // the input, if it is one
	divisible bool               // it is
	marks     *archive.Marks     // of it, with --format
	parts     []*archive.Archive // of it, if it is read in parts
	sumOfFile chan fileSum       // comes when it has been computed; nil if it need not be

	source     *source
	sink       *sink
	ledger     *ledger // nil without a report
	begun      time.Time
	found      policy.Errors // kept columns that look like what should go
	report     report.Report
	reportFile *zio.File // nil without --report, and once it has been written
	reported   bool      // it has been written
}

// jobs is how many workers there are.
func (f *filterRun) jobs() int {
	if f.flags.Jobs > 0 {
		return f.flags.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// tablesAway returns the tables whose rows are in other shards.
func (f *filterRun) tablesAway() map[dumpfmt.Name]bool {
	if f.flags.Shard.of == 0 {
		return nil
	}
	away := map[dumpfmt.Name]bool{}
	for _, e := range f.archive.Elsewhere() {
		away[dumpfmt.Name{Schema: e.Namespace.S, Name: e.Tag.S}] = true
	}
	return away
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
