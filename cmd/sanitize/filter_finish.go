package main

import (
	"errors"
	"fmt"
	"time"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/policy"
)

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
	if err := f.report.WriteJSON(file); err != nil {
		return errors.Join(fmt.Errorf("--report: %w", err), file.Abort())
	}
	f.reported = true
	return file.Commit()
}

// dropReport ends the report's file without a report.
func (f *filterRun) dropReport() error {
	file := f.reportFile
	if f.reportFile = nil; file == nil {
		return nil
	}
	return file.Abort()
}

func (f *filterRun) fillReport(failure error) {
	r := &f.report
	r.Version, r.Time = version(), f.begun.UTC().Truncate(time.Second)
	r.Complete = failure == nil
	if failure != nil {
		r.Error = f.environment.hide(failure.Error())
	}
	r.Seconds = time.Since(f.begun).Seconds()
	if f.policy != nil {
		r.Policy = report.Policy{File: f.policy.File(), SHA256: f.policy.Digest()}
		if p := f.policy.Release(); p != nil && f.salt != nil { // else it may hold the salt
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
