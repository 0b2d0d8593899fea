package main

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	names map[int]string // of databases, by the \connect that leads to them
}

// init drafts a policy for a schema or a dump.
func (env *environment) init(ctx context.Context, flags *initFlags) error {
	env.quiet = flags.Quiet
	i := &initRun{environment: env, flags: flags, names: map[int]string{}}
	made, err := i.draft(ctx)
	if err != nil {
		return usageError(err, "")
	}
	for _, w := range made.Warnings {
		i.warn(w.Error())
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
	in, name, err := i.input()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	found, err := readDatabases(ctx, in, name, i.flags.Partial, i.look)
	if err != nil {
		return nil, err
	}
	dbs, err := i.chosen(ctx, found)
	if err != nil {
		return nil, err
	}
	opts := draft.Options{Source: i.source()}
	if i.flags.Update == "" {
		return draft.Make(dbs, opts)
	}
	p, err := i.readPolicy(i.flags.Update)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(i.flags.Update)
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

// look notes the names of databases.
func (i *initRun) look(seg *dumpfmt.Segment) error {
	if seg.Kind == dumpfmt.Meta {
		if name := connectedTo(string(seg.Bytes)); name != "" {
			i.names[seg.Session.Connects+1] = name
		}
	}
	return nil
}

// connectedTo returns the database that a psql command leads to, "" if it leads
// to none. See appendPsqlMetaConnect in string_utils.c.
func connectedTo(command string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(command), `\connect `)
	if !ok {
		return ""
	}
	if conninfo, ok := strings.CutPrefix(rest, "-reuse-previous=on "); ok {
		_, rest, _ = strings.Cut(conninfo, "dbname=")
		rest = strings.TrimSuffix(strings.TrimSpace(rest), `"`)
		rest = strings.Trim(rest, "'")
		return strings.NewReplacer(`""`, `"`, `\'`, `'`, `\\`, `\`).Replace(rest)
	}
	rest = strings.TrimSpace(rest)
	if strings.HasPrefix(rest, `"`) {
		return strings.ReplaceAll(strings.Trim(rest, `"`), `""`, `"`)
	}
	name, _, _ := strings.Cut(rest, " ")
	return name
}

// chosen returns the databases that the draft is for, with what --schema adds.
func (i *initRun) chosen(ctx context.Context, found []*database) ([]draft.Database, error) {
	known, err := newKnowledge(ctx, i.flags.Schema)
	if err != nil {
		return nil, err
	}
	var dbs []draft.Database
	for _, db := range found {
		if i.flags.Database != "" && i.names[db.connects] != i.flags.Database {
			continue
		}
		if db.empty() {
			continue
		}
		schema, err := known.complete(db.connects, db.name, db.schema, db.first())
		if err != nil {
			return nil, err
		}
		d := draft.Database{Schema: schema, Encoding: db.encoding}
		for _, b := range db.blocks {
			if schema.Tables[b.header.Table] == nil {
				d.Strange = append(d.Strange, b.header)
			}
		}
		dbs = append(dbs, d)
	}
	if len(dbs) == 0 {
		return nil, i.none()
	}
	return dbs, nil
}

// none says that there is nothing to draft for.
func (i *initRun) none() error {
	if i.flags.Database == "" {
		return errors.New("the input has no table")
	}
	var names []string
	for _, n := range i.names {
		names = append(names, n)
	}
	slices.Sort(names)
	return fmt.Errorf("the input has no database %q with tables; it has: %s", i.flags.Database, strings.Join(names, ", "))
}

// input opens the dump.
func (i *initRun) input() (io.ReadCloser, string, error) {
	if i.flags.Input != "" && i.flags.Input != "-" {
		in, _, err := openDump(i.flags.Input, printed)
		return in, i.flags.Input, err
	}
	if isTerminal(i.stdin) {
		return nil, "", errors.New("standard input is a terminal, want a schema or a dump: pg_dump --schema-only mydb | sanitize init > policy.toml")
	}
	return io.NopCloser(i.stdin), "standard input", nil
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
