package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"sanitize/cmd/sanitize/internal/ceiling"
	"sanitize/cmd/sanitize/internal/cells"
	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/verify"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/rules/words"
)

// verifyRun is one run of verify.
type verifyRun struct {
	*environment
	flags  *verifyFlags
	spool  *os.File // the second dump, where it is a pipe
	result *verify.Result
}

// verify compares a dump with what was made of it.
func (env *environment) verify(ctx context.Context, flags *verifyFlags) error {
	env.quiet, env.piped = flags.Quiet, flags.Before == "-" || flags.After == "-"
	v := &verifyRun{environment: env, flags: flags}
	defer v.close()
	memory, err := parseMemory(flags.Memory)
	if err != nil {
		return usageError(err, "")
	}
	// Half of it is for the filter and the sets, the rest for what is read.
	defer limitTo(memory * 3 / 4)()
	before, after, err := v.dumps()
	if err != nil {
		return err
	}
	if err := v.isOutput(ctx); err != nil {
		return err
	}
	opts := verify.Options{Memory: memory, Scan: comparing(flags.Partial, memory), Again: isRegular(flags.Before)}
	if err := v.learn(ctx, before, after, &opts); err != nil {
		return err
	}
	if v.result, err = verify.Run(ctx, before, after, opts); err != nil {
		return err
	}
	return v.finish()
}

// memoryOfRow is how many times its size a row may take of --memory.
const memoryOfRow = 8

// comparing returns how dumps are read that are compared within so much memory.
func comparing(partial bool, memory int64) []dumpfmt.Option {
	opts, longest := scanning(partial), memory/memoryOfRow
	if c := ceiling.Lowest(ceiling.Find()); c != nil && c.Row() < longest {
		return opts // which is less
	}
	return append(opts, dumpfmt.Longest(longest, &userError{
		err:  fmt.Errorf("a row or statement of more than %d MiB does not fit into what --memory allows", longest>>20),
		hint: fmt.Sprintf("let verify have more: --memory wants %d times the size of a row", memoryOfRow),
	}))
}

// parseMemory reads a size like 256MiB.
func parseMemory(text string) (int64, error) {
	var n int64
	var unit string
	if _, err := fmt.Sscanf(text+" ", "%d%s", &n, &unit); err != nil && n == 0 {
		return 0, fmt.Errorf("--memory %s, want a size like 256MiB", text)
	}
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(unit, "B"), "i")) {
	case "", "m":
		n <<= 20
	case "g":
		n <<= 30
	default:
		return 0, fmt.Errorf("--memory %s, want a size like 256MiB", text)
	}
	if n < 64<<20 {
		return 0, errors.New("--memory wants at least 64MiB")
	}
	return n, nil
}

// dumps returns both dumps. The second one is read several times: of a pipe a
// copy is made in a file without a name. It was masked, after all.
func (v *verifyRun) dumps() (before, after verify.Dump, err error) {
	if v.flags.Before == "-" && v.flags.After == "-" {
		return before, after, usageError(errors.New("both dumps cannot be standard input"), "")
	}
	before = v.dump(v.flags.Before)
	if !isRegular(v.flags.After) {
		if err := v.copyAfter(); err != nil {
			return before, after, err
		}
		after = verify.Dump{Name: v.flags.After, Open: v.openSpool}
		return before, after, nil
	}
	return before, v.dump(v.flags.After), nil
}

func (v *verifyRun) dump(name string) verify.Dump {
	return verify.Dump{Name: name, Open: func(ctx context.Context) (io.ReadCloser, error) {
		in, err := v.openDump(name)
		if err != nil {
			return nil, err
		}
		z, err := newReader(ctx, in, compared)
		if err != nil {
			in.Close()
			return nil, err
		}
		return &zippedDump{z, in}, nil
	}}
}

func (v *verifyRun) openDump(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(v.stdin), nil
	}
	in, _, err := openDump(name, compared)
	return in, err
}

// zippedDump closes what it reads from, too.
type zippedDump struct {
	*zio.Reader
	in io.Closer
}

func (z *zippedDump) Close() error { return errors.Join(z.Reader.Close(), z.in.Close()) }

func (v *verifyRun) copyAfter() error {
	in, err := v.openDump(v.flags.After)
	if err != nil {
		return usageError(err, "")
	}
	defer in.Close()
	if v.spool, err = os.CreateTemp("", "sanitize-verify-*"); err != nil {
		return err
	}
	if err := os.Remove(v.spool.Name()); err != nil {
		return err
	}
	if _, err := io.Copy(v.spool, in); err != nil {
		return fmt.Errorf("%s: %w", v.flags.After, err)
	}
	return nil
}

func (v *verifyRun) openSpool(ctx context.Context) (io.ReadCloser, error) {
	raw, err := v.rawSpool(ctx)
	if err != nil {
		return nil, err
	}
	return newReader(ctx, raw, compared)
}

func (v *verifyRun) rawSpool(context.Context) (io.ReadCloser, error) {
	info, err := v.spool.Stat()
	if err != nil {
		return nil, err
	}
	return io.NopCloser(io.NewSectionReader(v.spool, 0, info.Size())), nil
}

// isOutput returns an error if --report is of another output: what verify says of this
// one would go into a report of that. Compressed by another program it is the same.
func (v *verifyRun) isOutput(ctx context.Context) error {
	if v.flags.Report == "" {
		return nil
	}
	text, err := readUpTo(v.flags.Report, maxReport)
	var of struct{ Output report.Stream }
	if err == nil {
		err = json.Unmarshal(text, &of)
	}
	if err != nil {
		return usageError(fmt.Errorf("--report: %w", err), "")
	}
	if of.Output.SHA256 == "" || sameSum(v.flags.After, of.Output.SHA256) == nil {
		return nil
	}
	open := []func(context.Context) (io.ReadCloser, error){v.dump(v.flags.After).Open}
	if v.spool != nil {
		open = []func(context.Context) (io.ReadCloser, error){v.openSpool, v.rawSpool}
	}
	for _, open := range open {
		in, err := open(ctx)
		if err != nil {
			return usageError(err, "")
		}
		sum := sha256.New()
		_, err = io.Copy(sum, in)
		if err = errors.Join(err, in.Close()); err != nil {
			return fmt.Errorf("%s: %w", v.flags.After, err)
		}
		if hex.EncodeToString(sum.Sum(nil)) == of.Output.SHA256 {
			return nil
		}
	}
	return usageError(fmt.Errorf("--report: %s is not the output that it is of", v.flags.After), "verify the file as the run has written it, with the report of that run")
}

func (v *verifyRun) close() {
	if v.spool != nil {
		v.spool.Close()
	}
}

func isRegular(name string) bool {
	info, err := os.Stat(name)
	return name != "-" && err == nil && info.Mode().IsRegular()
}

// counted counts what is read.
type counted struct {
	io.Reader
	n int64
}

func (c *counted) Read(p []byte) (n int, err error) {
	n, err = c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// learn reads the schema, and what was done by the policy or the report.
func (v *verifyRun) learn(ctx context.Context, before, after verify.Dump, opts *verify.Options) error {
	from := before
	if !opts.Again {
		from = after
	}
	r, err := from.Open(ctx)
	if err != nil {
		return usageError(fmt.Errorf("%s: %w", from.Name, err), "")
	}
	defer r.Close()
	var literals schemaLiterals
	known, err := v.newKnowledge(ctx, v.flags.Schema, literals.add)
	if err != nil {
		return usageError(err, "")
	}
	text := &counted{Reader: r}
	dbs, err := readDatabases(ctx, text, from.Name, opts.Scan, literals.add)
	if err != nil {
		return err
	}
	opts.Literals, opts.Steering, opts.Size = literals.list, words.Steering(), text.n
	opts.Schemas = map[int]*dumpfmt.Schema{}
	for _, db := range dbs {
		if !db.empty() {
			if db.schema, err = known.complete(db.connects, db.name, db.schema, db.first()); err != nil {
				return usageError(err, "")
			}
		}
		opts.Schemas[db.connects] = db.schema
		db.blocks, db.filled = nil, nil // of many tables they are much
	}
	return v.rules(opts, dbs)
}

// rules takes what was done to columns and rows from the report and the policy.
func (v *verifyRun) rules(opts *verify.Options, dbs []*database) error {
	if v.policyFile(v.flags.Policy) != "" {
		p, err := v.readPolicy(v.flags.Policy)
		if err != nil {
			return usageError(err, "")
		}
		opts.Rules, err = policyRules(p, dbs)
		if err != nil {
			return usageError(err, "")
		}
	}
	if v.flags.Report != "" {
		rules, err := reportRules(v.flags.Report)
		if err != nil {
			return usageError(fmt.Errorf("--report: %w", err), "")
		}
		mergeRules(&opts.Rules, rules)
	}
	return nil
}

// finish prints the result.
func (v *verifyRun) finish() error {
	if v.flags.Report != "" {
		if err := appendVerified(v.flags.Report, v.result); err != nil {
			return fmt.Errorf("--report: %w", err)
		}
	}
	if v.flags.Format == "json" {
		if err := v.result.WriteJSON(v.stdout); err != nil {
			return err
		}
	} else if err := v.printText(); err != nil {
		return err
	}
	if !v.result.OK {
		return &differentError{len(v.result.Findings)}
	}
	return nil
}

func (v *verifyRun) printText() error {
	for _, f := range v.result.Findings {
		if err := v.environment.print(cells.Printable(f.String()) + "\n"); err != nil {
			return err
		}
	}
	for _, f := range v.result.Kept {
		v.warn(cells.Printable(f.String()) + ": the policy keeps this column")
	}
	for _, line := range v.result.Summary() {
		v.note(cells.Printable(line))
	}
	return nil
}

// appendVerified puts the result into a report.
func appendVerified(file string, result *verify.Result) error {
	text, err := readUpTo(file, maxReport)
	if err != nil {
		return err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	var b strings.Builder
	if err := result.WriteJSON(&b); err != nil {
		return err
	}
	return rewriteReport(file, text, json.RawMessage(b.String()))
}
