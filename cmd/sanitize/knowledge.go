package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc64"
	"io"
	"os"
	"slices"
	"strings"

	"sanitize/dumpfmt"
)

// knowledge is what is known of a dump beyond what has passed of it: what
// --schema says, and what stands behind the rows of an input that can be read
// twice. The filter and check decide by it alike.
//
//	given      by --schema, read when the run begins
//	lookAhead  the pass over the input before the one that filters it
//	complete   a schema as far as it has passed, with all that is known beyond
//	footprint  that both passes have seen the same statements
type knowledge struct {
	file    string      // of --schema
	given   []*database // in it, those with tables
	again   func() (io.ReadCloser, error)
	partial bool
	hasty   bool // the input is read before only where nothing can be decided without

	ahead  []*database // of the input, once it was read: those that have not passed
	count  int         // of all in the input that hold something; 0 if it is not known
	looked bool
	seen   footprint
}

// readSchema reads the DDL of the dump in file, for --schema.
func (env *environment) readSchema(ctx context.Context, file string, also onlooker) ([]*database, error) {
	if err := env.aside(file); err != nil {
		return nil, err
	}
	in, err := openSchema(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	dbs, err := readDatabases(ctx, in, "--schema "+file, scanning(true), also)
	return slices.DeleteFunc(dbs, func(db *database) bool { return len(db.schema.Tables) == 0 && len(db.schema.Types) == 0 }), err
}

// readTables is readSchema, and returns what all databases in file have.
func (env *environment) readTables(ctx context.Context, file string) (*dumpfmt.Schema, error) {
	dbs, err := env.readSchema(ctx, file, nil)
	all := dumpfmt.NewSchema()
	for _, db := range dbs {
		all = joinSchemas(all, db.schema)
	}
	return all, err
}

// newKnowledge reads the dump in file, "" for none, and hands its segments on to also,
// if that is not nil.
func (env *environment) newKnowledge(ctx context.Context, file string, also onlooker) (*knowledge, error) {
	k := &knowledge{file: file}
	if file == "" {
		return k, nil
	}
	var err error
	k.given, err = env.readSchema(ctx, file, also)
	return k, err
}

// rereadable returns a function that opens an input once more, from where it
// stands now, nil if that cannot be done. file is nil for an archive that is a
// directory at path.
func rereadable(file *os.File, path string) func() (io.ReadCloser, error) {
	if file == nil {
		return func() (io.ReadCloser, error) {
			in, _, err := openDump(path, printed)
			return in, err
		}
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 { // the files of /proc have no size
		return nil
	}
	begin, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil
	}
	return func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(file, begin, info.Size()-begin)), nil
	}
}

// canLook reports whether the input can be read before, and has not been.
func (k *knowledge) canLook() bool { return k.again != nil && !k.looked }

// past is what the pass that filters has seen of a database before anything was
// known beyond: its statements before an offset, and the schema that they make.
type past struct {
	connects int
	offset   int64
	schema   *dumpfmt.Schema
}

// has reports whether the schema is made of a statement, too.
func (p *past) has(seg *dumpfmt.Segment) bool {
	return p != nil && seg.Session.Connects == p.connects && seg.Pos.Offset < p.offset
}

// begin returns the schema that a database begins with.
func (p *past) begin(connects int) *dumpfmt.Schema {
	if p == nil || connects != p.connects {
		return dumpfmt.NewSchema()
	}
	return joinSchemas(p.schema, dumpfmt.NewSchema())
}

// lookAhead reads the input to its end, but for its rows and what has passed.
func (k *knowledge) lookAhead(ctx context.Context, before *past) error {
	in, err := k.again()
	if err != nil {
		return err
	}
	defer in.Close()
	d := &databases{past: before}
	err = eachSegment(ctx, in, func(seg *dumpfmt.Segment) error {
		k.seen.add(seg)
		return d.look(seg)
	}, scanning(k.partial)...)
	if err != nil {
		return err
	}
	k.looked = true
	k.expect(d.end())
	return nil
}

// expect takes note of the databases that are to pass.
func (k *knowledge) expect(list []*database) {
	k.ahead = list
	for _, db := range list {
		if !db.empty() {
			k.count++
		}
	}
}

// passed forgets the databases before the one of that number.
func (k *knowledge) passed(connects int) {
	k.ahead = slices.DeleteFunc(k.ahead, func(db *database) bool { return db.connects < connects })
}

// tables returns how many tables are known of beyond what has passed.
func (k *knowledge) tables() int {
	n := 0
	for _, db := range k.ahead {
		n += len(db.schema.Tables)
	}
	return n
}

// contents reads what an archive says of its objects, in the place of a pass over
// the input.
func (k *knowledge) contents(ctx context.Context, r io.Reader) error {
	list, err := readDatabases(ctx, r, "table of contents", scanning(true), nil)
	k.expect(list)
	k.again, k.hasty = nil, false
	return err
}

// complete returns what is known of a database of which a dump has shown own so
// far: the connects-th, with that name or none. first is the header of the first
// rows, nil if there are none. Without any knowledge it is own itself.
func (k *knowledge) complete(connects int, name string, own *dumpfmt.Schema, first *dumpfmt.Header) (*dumpfmt.Schema, error) {
	all := own
	if i := slices.IndexFunc(k.ahead, func(db *database) bool { return db.connects == connects }); i >= 0 {
		all = joinSchemas(own, k.ahead[i].schema)
	}
	given, err := k.ofDatabase(name, all, first)
	if err != nil || given == nil {
		return all, err
	}
	if err := k.agree(all, given); err != nil {
		return nil, err
	}
	return joinSchemas(all, given), nil
}

// completed returns the databases that hold something, each with all that is known
// of it.
func (k *knowledge) completed(dbs []*database) (list []*database, err error) {
	for _, db := range dbs {
		if db.empty() {
			continue
		}
		if db.schema, err = k.complete(db.connects, db.name, db.schema, db.first()); err != nil {
			return nil, err
		}
		list = append(list, db)
	}
	return list, nil
}

// fill adds to own what --schema alone has: a dump without tables, or with some
// of them, refers to them.
func (k *knowledge) fill(own, full *dumpfmt.Schema) {
	if len(k.given) == 0 || k.looked {
		return
	}
	for name, t := range full.Tables {
		if own.Tables[name] == nil {
			own.Put(t)
		}
	}
	for name, t := range full.Types {
		if own.Types[name] == nil {
			own.PutType(t)
		}
	}
}

// share lets the tables of a database that has begun to pass have the columns and
// constraints of those that were seen beyond, where they are the same.
func (k *knowledge) share(connects int, own *dumpfmt.Schema) {
	for _, db := range k.ahead {
		if db.connects == connects {
			share(db.schema, own)
		}
	}
}

// ofDatabase returns what --schema says of a database, nil without it: of the
// one with that name, else of the only one that has the dump's tables.
func (k *knowledge) ofDatabase(name string, dump *dumpfmt.Schema, first *dumpfmt.Header) (*dumpfmt.Schema, error) {
	switch len(k.given) {
	case 0:
		if k.file != "" && len(dump.Tables) > 0 {
			return nil, fmt.Errorf("the --schema file has no tables")
		}
		return nil, nil
	case 1:
		return k.given[0].schema, nil
	}
	var fit []*database
	for _, db := range k.given {
		if name != "" && db.name == name {
			return db.schema, nil
		}
		if k.agree(dump, db.schema) == nil && (first == nil || db.schema.Tables[first.Table] != nil) {
			fit = append(fit, db)
		}
	}
	if len(fit) == 1 {
		return fit[0].schema, nil
	}
	if len(dump.Tables) == 0 && first == nil {
		return nil, nil
	}
	var names []string
	for _, db := range k.given {
		names = append(names, dumpfmt.QuoteIdent(db.name))
	}
	what := "none of the databases in the --schema file is the dump's"
	if len(fit) > 0 {
		what = "several databases in the --schema file could be the dump's"
	}
	return nil, &userError{err: fmt.Errorf("%s: %s", what, strings.Join(names, ", ")), hint: "make it by pg_dump --schema-only of the one database"}
}

// agree returns an error unless --schema says of the dump's tables and types
// what the dump does.
func (k *knowledge) agree(dump, given *dumpfmt.Schema) error {
	var wrong []string
	for name, t := range dump.Tables {
		g := given.Tables[name]
		if g == nil {
			wrong = append(wrong, fmt.Sprintf("table %s is not in the --schema file", name))
			continue
		}
		if err := sameColumns(t, g); err != nil {
			wrong = append(wrong, fmt.Sprintf("table %s is another one in the --schema file: %v", name, err))
		}
	}
	for name, t := range dump.Types {
		if g := given.Types[name]; g != nil && !sameDefinition(t, g) {
			wrong = append(wrong, fmt.Sprintf("type %s is another one in the --schema file", name))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	slices.Sort(wrong)
	if n := len(wrong) - maxDifferences; n > 0 {
		wrong = append(wrong[:maxDifferences], fmt.Sprintf("and %d more", n))
	}
	return &userError{err: errors.New(strings.Join(wrong, "; ")), hint: "is it of the same database? pg_dump --schema-only makes one that is as new as the dump"}
}

// maxDifferences bounds what is reported of a --schema file of another database.
const maxDifferences = 5

// footprint is a sum over the statements of a dump and their places. Two passes
// over one input have the same.
type footprint uint64

var footprintTable = crc64.MakeTable(crc64.ECMA)

// add takes note of a segment.
func (f *footprint) add(seg *dumpfmt.Segment) {
	switch seg.Kind {
	case dumpfmt.SQL, dumpfmt.Meta, dumpfmt.CopyBegin, dumpfmt.CopyEnd:
		place := binary.LittleEndian.AppendUint64(nil, uint64(seg.Pos.Offset))
		sum := crc64.Update(uint64(*f), footprintTable, place)
		*f = footprint(crc64.Update(sum, footprintTable, seg.Bytes))
	}
}

// unchanged returns an error unless the pass that has now ended has seen what
// the one before it saw.
func (k *knowledge) unchanged(now footprint) error {
	if k.looked && k.seen != now {
		return errors.New("the input has changed while it was read")
	}
	return nil
}
