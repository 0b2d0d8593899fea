package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/rules/draft"
)

// initRun is one run of init.
type initRun struct {
	*environment
	flags *initFlags
	rows  map[int]*draft.Evidence // by database: how many \connect came before
	from  *foreign
	lines map[draft.Place]int // of the rules that --from has, in its file
}

// init drafts a policy for a schema or a dump.
func (env *environment) init(ctx context.Context, flags *initFlags) error {
	env.quiet, env.piped = flags.Quiet, flags.Input == "" || flags.Input == "-"
	i := &initRun{environment: env, flags: flags, rows: map[int]*draft.Evidence{}}
	made, err := i.draft(ctx)
	if err != nil {
		return usageError(err, "")
	}
	for _, w := range made.Warnings {
		i.warn(w.Error())
	}
	for _, at := range made.Unfit {
		i.warn(fmt.Sprintf("%sthe rule for %s does not fit: there is no such column, or its type and constraints do not let it be; init decides", i.from.at(i.lines[at]), at))
	}
	for _, e := range made.Gone {
		i.note(e.Error())
	}
	if i.flags.Update != "" {
		i.note(added(made.Added) + "; all else of " + i.flags.Update + " is as it was")
	}
	return i.write(made.Text)
}

// added says how many columns are new.
func added(n int) string {
	switch n {
	case 0:
		return "no column is new"
	case 1:
		return "1 column is new"
	}
	return fmt.Sprintf("%d columns are new", n)
}

// draft reads the input to its end, and drafts.
func (i *initRun) draft(ctx context.Context) (*draft.Draft, error) {
	if i.flags.K < 2 || i.flags.Sample < 1 || i.flags.Threshold <= 0 || i.flags.Threshold > 100 {
		return nil, errors.New("--k wants at least 2, --sample at least 1, --threshold a share above 0, to 100 percent")
	}
	var err error
	if i.from, err = i.newForeign(); err != nil {
		return nil, err
	}
	in, name, err := i.input(i.flags.Input, "a schema or a dump: pg_dump --schema-only mydb | sanitize init > policy.toml")
	if err != nil {
		return nil, err
	}
	defer in.Close()
	found, err := i.read(ctx, in, name)
	if err != nil {
		return nil, err
	}
	dbs, err := i.chosen(ctx, found)
	if err != nil {
		return nil, err
	}
	overrides, lines := i.from.overrides(i.environment, found, i.flags.Database)
	i.lines = lines
	opts := draft.Options{Overrides: overrides, Source: i.source(), Thresholds: draft.Thresholds{K: i.flags.K, Percent: i.flags.Threshold}}
	if i.flags.Update == "" {
		return draft.Make(dbs, opts)
	}
	text, err := i.readSmall(i.flags.Update)
	if err != nil {
		return nil, err
	}
	p, err := i.parsePolicy(text, i.flags.Update)
	if err != nil {
		return nil, err
	}
	return draft.Update(dbs, text, p, opts)
}

// source is what the first line of a draft says it is made of. It has no path:
// the draft is the same wherever the file lies.
func (i *initRun) source() string {
	if i.flags.Database != "" {
		return "database " + i.flags.Database
	}
	return ""
}

// chosen returns the databases that the draft is for, with what --schema adds.
func (i *initRun) chosen(ctx context.Context, found []*database) ([]draft.Database, error) {
	known, err := i.newKnowledge(ctx, i.flags.Schema, nil)
	if err != nil {
		return nil, err
	}
	named, err := known.completed(slices.DeleteFunc(slices.Clone(found), func(db *database) bool {
		return i.flags.Database != "" && db.name != i.flags.Database
	}))
	if err != nil {
		return nil, err
	}
	if len(named) == 0 {
		return nil, i.none(found)
	}
	var dbs []draft.Database
	for _, db := range named {
		dbs = append(dbs, i.drafted(db))
	}
	return dbs, nil
}

// drafted returns a database as the draft takes it.
func (i *initRun) drafted(db *database) draft.Database {
	d := draft.Database{Schema: db.schema, Encoding: db.encoding, Rows: i.rows[db.connects]}
	for _, b := range db.blocks {
		if db.schema.Tables[b.header.Table] == nil {
			d.Strange = append(d.Strange, b.header)
		} else if b.header.OnConflict && !slices.Contains(d.Conflicts, b.header.Table) {
			d.Conflicts = append(d.Conflicts, b.header.Table)
		}
	}
	return d
}

// none says that there is nothing to draft for.
func (i *initRun) none(found []*database) error {
	if i.flags.Database == "" {
		return errors.New("the input has no table")
	}
	var names []string
	for _, db := range found {
		if db.name != "" && !db.empty() {
			names = append(names, dumpfmt.QuoteIdent(db.name))
		}
	}
	if names == nil {
		return errors.New("--database is for a pg_dumpall; the input does not name its database")
	}
	slices.Sort(names)
	return fmt.Errorf("the input has no database %q with tables; it has: %s", i.flags.Database, strings.Join(names, ", "))
}

// write writes the policy where --output says.
func (i *initRun) write(text []byte) error {
	if i.flags.Output == "" || i.flags.Output == "-" {
		return i.print(string(text))
	}
	if _, err := os.Stat(i.flags.Output); err == nil && i.flags.Update != i.flags.Output {
		return usageError(fmt.Errorf("--output %s is there already", i.flags.Output), "sanitize init --update "+i.flags.Output+" adds what it does not name")
	}
	f, err := zio.CreateFile(i.flags.Output)
	if err != nil {
		return usageError(err, "")
	}
	if _, err := f.Write(text); err != nil {
		return errors.Join(err, f.Abort())
	}
	return f.Commit()
}
