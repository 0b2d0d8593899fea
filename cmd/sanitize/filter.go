package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"sanitize/cmd/sanitize/internal/pipeline"
	"sanitize/cmd/sanitize/internal/progress"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// filter masks a dump.
func (env *environment) filter(ctx context.Context, flags *filterFlags) error {
	env.quiet, env.piped = flags.Quiet, flags.Input == "-"
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

// maxJobs bounds the workers: each has buffers of its own.
const maxJobs = 1024

// prepare reads all that the command line names but the dump.
func (f *filterRun) prepare(ctx context.Context) (err error) {
	if f.flags.Jobs < 0 || f.flags.Jobs > maxJobs {
		return usageError(fmt.Errorf("--jobs wants a number of workers from 1 to %d", maxJobs), "")
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
	if f.known, err = f.newKnowledge(ctx, f.flags.Schema, nil); err != nil {
		return usageError(err, "")
	}
	f.known.partial = f.flags.Partial
	if f.inFile != nil || f.flags.Input != "-" {
		f.known.again = rereadable(f.inFile, f.flags.Input)
	}
	if f.flags.Lock != "" {
		if f.lock, err = f.readLock(f.flags.Lock); err != nil {
			return usageError(err, "")
		}
		sum := sha256.Sum256(f.lock.Text())
		f.lockSum = hex.EncodeToString(sum[:])
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
	defer pipeline.Catch(&err) // in emit: the pipeline sees to the others
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

// warnings returns what the run warns of.
func (f *filterRun) warnings() []string {
	if f.source == nil {
		return nil
	}
	return f.source.outcome.warned()
}
