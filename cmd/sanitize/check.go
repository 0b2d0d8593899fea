package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// checkRun is one run of check.
type checkRun struct {
	*environment
	flags    *checkFlags
	policy   *policy.Policy
	plans    []*bind.Plan
	where    []int // how many \connect came before each plan's database
	findings []finding
	outside  *outsideCheck
}

// check says what the policy does with a schema, and what is wrong with that.
func (env *environment) check(ctx context.Context, flags *checkFlags) error {
	env.quiet, env.piped = flags.Quiet, flags.Input == "-" || flags.Input == "" && flags.Schema == ""
	c := &checkRun{environment: env, flags: flags}
	if err := c.run(ctx); err != nil {
		return usageError(err, "")
	}
	if err := c.print(); err != nil {
		return err
	}
	found := c.found()
	if found.errors > 0 || flags.Strict && found.warnings > 0 {
		return found
	}
	if flags.UpdateLock {
		return c.writeLock()
	}
	return nil
}

// found counts what was found.
func (c *checkRun) found() *foundError {
	found := &foundError{}
	for _, f := range c.findings {
		if f.Severity == "warning" {
			found.warnings++
		} else {
			found.errors++
		}
	}
	return found
}

func (c *checkRun) run(ctx context.Context) (err error) {
	if c.flags.UpdateLock && c.flags.Lock == "" {
		return errors.New("--update-lock wants --lock FILE")
	}
	if c.policy, err = c.readPolicy(c.flags.Policy); err != nil {
		return err
	}
	if c.flags.UpdateLock {
		if err := c.apart(); err != nil {
			return err
		}
	}
	c.outside = newOutsideCheck(c.policy.Outside())
	dbs, err := c.databases(ctx)
	if err != nil {
		return err
	}
	c.outside.judge(dbs)
	if err := c.bind(dbs); err != nil {
		return err
	}
	c.findings = append(c.findings, c.outside.findings()...)
	if err := c.holdFloor(ctx); err != nil {
		return err
	}
	return c.compareLock()
}

// databases reads what is to be checked: the input, with what --schema adds to
// it, or --schema alone.
func (c *checkRun) databases(ctx context.Context) ([]*database, error) {
	if c.flags.Schema != "" && c.flags.Input == "" {
		return c.readSchema(ctx, c.flags.Schema, c.outside.look)
	}
	known, err := c.newKnowledge(ctx, c.flags.Schema, nil)
	if err != nil {
		return nil, err
	}
	in, name, err := c.input(c.flags.Input, "a schema: pg_dump --schema-only mydb | sanitize check")
	if err != nil {
		return nil, err
	}
	defer in.Close()
	dbs, err := readDatabases(ctx, in, name, scanning(c.flags.Partial), c.outside.look)
	if err != nil {
		return nil, err
	}
	dbs, err = known.completed(dbs)
	if len(dbs) == 0 {
		dbs = append(dbs, &database{schema: dumpfmt.NewSchema()})
	}
	return dbs, err
}

// bind binds the policy to each database.
func (c *checkRun) bind(dbs []*database) error {
	key, err := mask.NewKey([]byte(throwAwayKey))
	if err != nil {
		return err
	}
	opts := bind.Options{Key: key, Partial: c.flags.Partial, DeferUnmatched: len(dbs) > 1, Marks: c.policy.NewMarks(nil)}
	var last *bind.Binder
	for _, db := range dbs {
		opts.Encoding = db.encoding
		last = bind.New(c.policy, opts)
		plan, errs := last.Examine(db.schema)
		c.add("error", errs)
		if len(errs) == 0 {
			c.blocks(last, db)
		}
		c.add("warning", plan.Warnings())
		c.plans, c.where = append(c.plans, plan), append(c.where, db.connects)
	}
	if opts.DeferUnmatched && !opts.Partial {
		c.add("error", last.Unmatched())
	}
	return nil
}

// blocks asks for each form of rows that the dump has. A block of a table that the
// dump does not define is no error while it is empty, as the filter has it.
func (c *checkRun) blocks(binder *bind.Binder, db *database) {
	for _, b := range db.blocks {
		_, err := binder.Block(b.header, b.encoding)
		if err == nil || !b.rows && db.schema.Tables[b.header.Table] == nil {
			continue
		}
		f := finding{Severity: "error", Line: 0, Message: err.Error()}
		var e *policy.Error
		if errors.As(err, &e) {
			f.Message, f.Hint = e.Msg, e.Hint
		}
		f.text = fmt.Sprintf("dump line %d: %s", b.pos.Line, f.Message)
		c.findings = append(c.findings, f)
	}
}

func (c *checkRun) add(severity string, errs []*policy.Error) {
	for _, e := range errs {
		c.findings = append(c.findings, finding{
			Severity: severity, File: e.File, Line: e.Line, Column: e.Col, Message: e.Msg, Hint: e.Hint, text: e.Error(),
		})
	}
}

// compareLock finds what is not as the lock says.
func (c *checkRun) compareLock() error {
	if c.flags.Lock == "" || c.flags.UpdateLock {
		return nil
	}
	if len(c.plans) > 1 {
		return errors.New("--lock is for the dump of one database")
	}
	lock, err := c.readLock(c.flags.Lock)
	if err != nil {
		return err
	}
	drift := lock.Drift(c.plans[0].Lock())
	if len(drift) > 0 {
		drift[len(drift)-1].Hint = "look at each; --update-lock accepts them, sanitize init --update adds new columns to the policy"
	}
	c.add("error", drift)
	return nil
}

// writeLock writes the lock beside its place, and renames it.
func (c *checkRun) writeLock() error {
	if len(c.plans) > 1 {
		return usageError(errors.New("--lock is for the dump of one database"), "")
	}
	f, err := zio.CreateFile(c.flags.Lock)
	if err != nil {
		return usageError(fmt.Errorf("--lock: %w", err), "")
	}
	if _, err := f.Write(c.plans[0].Lock().Text()); err != nil {
		return errors.Join(fmt.Errorf("--lock: %w", err), f.Abort())
	}
	return f.Commit()
}

// apart returns an error if the lock that check is to write is a file that it
// reads.
func (c *checkRun) apart() error {
	_, salt := c.policy.Salt()
	stdin, _ := c.stdin.(*os.File)
	stdout, _ := c.stdout.(*os.File)
	return allApart([]namedFile{{what: "--lock", path: c.flags.Lock}}, []namedFile{
		{what: "the policy", path: c.policyFile(c.flags.Policy)}, {what: "the salt", path: salt}, {what: "--schema", path: c.flags.Schema},
		{what: "--require", path: c.flags.Require}, {what: "the input", path: c.flags.Input}, {what: "the input", open: stdin}, {what: "standard output", open: stdout},
	})
}
