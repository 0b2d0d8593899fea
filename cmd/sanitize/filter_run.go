package main

import (
	"os"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt/archive"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"time"
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

	archive *archive.Archive   // the input, if it is one
	marks   *archive.Marks     // of it, with --format
	parts   []*archive.Archive // of it, if it is read in parts

	source     *source
	sink       *sink
	ledger     *ledger // nil without a report
	begun      time.Time
	found      policy.Errors // kept columns that look like what should go
	report     report.Report
	reportFile *zio.File // nil without --report, and once it has been written
	reported   bool      // it has been written
}
