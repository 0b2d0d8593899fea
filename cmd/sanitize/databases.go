package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/quantity"
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// database is what a dump says of one database: the schema, and in which forms
// rows come.
type database struct {
	connects int    // how many \connect came before
	name     string // as the \connect has it; "" where there is none
	schema   *dumpfmt.Schema
	encoding string // the last client_encoding
	blocks   []block

	filled map[dumpfmt.Name]*dumpfmt.Table // tables as they are when rows of them come
}

// empty reports whether the dump has nothing of the database but its name, as
// pg_dumpall has of postgres.
func (db *database) empty() bool { return len(db.schema.Tables) == 0 && len(db.filled) == 0 }

// first returns the header of the first rows, nil if there are none.
func (db *database) first() *dumpfmt.Header {
	if len(db.blocks) == 0 {
		return nil
	}
	return db.blocks[0].header
}

// block is a form in which rows of a table come.
type block struct {
	header   *dumpfmt.Header // under the name of the table that the rows go to
	encoding string
	pos      dumpfmt.Pos
	rows     bool // there are some
}

// onlooker is handed the segments of a dump, and what is defined by then. It may keep
// neither.
type onlooker func(seg *dumpfmt.Segment, s *dumpfmt.Schema) error

// readDatabases reads a dump to its end without a look at its rows: the
// constraints come after them. It hands the segments on to also, if that is not
// nil. name is for errors.
func readDatabases(ctx context.Context, r io.Reader, name string, how []dumpfmt.Option, also onlooker) ([]*database, error) {
	d := &databases{forms: true}
	err := eachSegment(ctx, r, func(seg *dumpfmt.Segment) error {
		if err := d.look(seg); err != nil || also == nil {
			return err
		}
		return also(seg, d.list[len(d.list)-1].schema)
	}, how...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d.end(), nil
}

// eachSegment hands the segments of a dump, compressed or not, to look.
func eachSegment(ctx context.Context, r io.Reader, look func(*dumpfmt.Segment) error, opts ...dumpfmt.Option) error {
	z, err := newReader(ctx, r, printed)
	if err != nil {
		return err
	}
	defer z.Close()
	s := dumpfmt.NewScanner(z, opts...)
	var b dumpfmt.Batch
	for s.Scan(&b) {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		for i := range b.Segs {
			if err := look(&b.Segs[i]); err != nil {
				return at(&b.Segs[i], err)
			}
		}
	}
	return s.Err()
}

// databases gathers what segments say.
type databases struct {
	forms   bool // the forms of blocks are asked for
	list    []*database
	last    *dumpfmt.Header
	connect string // the name in the last \connect
	past    *past
}

func (d *databases) look(seg *dumpfmt.Segment) error {
	n := len(d.list)
	if n == 0 || d.list[n-1].connects != seg.Session.Connects {
		d.finish()
		d.list = append(d.list, &database{connects: seg.Session.Connects, name: d.connect, schema: d.past.begin(seg.Session.Connects), filled: map[dumpfmt.Name]*dumpfmt.Table{}})
		n++
	}
	db := d.list[n-1]
	db.encoding = seg.Session.Encoding
	switch seg.Kind {
	case dumpfmt.SQL:
		if d.past.has(seg) {
			return nil
		}
		effect, err := ddl.Apply(db.schema, seg.Bytes, seg.Session)
		if err != nil {
			return err
		}
		return renamed(effect.Late, db.schema, db.filled)
	case dumpfmt.Meta:
		if name, ok := connected(seg.Bytes); ok {
			d.connect = name
		}
	case dumpfmt.CopyBegin, dumpfmt.Insert:
		if seg.Header == d.last {
			return nil
		}
		d.last = seg.Header
		h, err := targeted(db.schema, seg)
		db.filled[h.Table] = db.schema.Tables[h.Table]
		if d.forms {
			db.blocks = append(db.blocks, block{h, seg.Session.Encoding, seg.Pos, seg.Kind == dumpfmt.Insert})
		}
		return err
	case dumpfmt.CopyData:
		if n := len(db.blocks); n > 0 {
			db.blocks[n-1].rows = true
		}
	}
	return nil
}

// end returns the databases.
func (d *databases) end() []*database {
	d.finish()
	return d.list
}

// finish ends the last database. A table that was another one when its rows
// came, or that is no more, is in the schema as it was then.
func (d *databases) finish() {
	n := len(d.list)
	if n == 0 {
		return
	}
	db := d.list[n-1]
	for name, t := range db.filled {
		if t == nil {
			continue // the dump does not define it
		}
		if last := db.schema.Tables[name]; last == nil || sameColumns(t, last) != nil {
			db.schema.Put(t)
		}
		db.filled[name] = nil
	}
	if n > 1 {
		share(d.list[n-2].schema, db.schema)
	}
}

// share lets tables have the columns and constraints of those of the same name
// in the database before, where these are the same: a cluster may have hundreds
// of databases of one schema.
func share(before, now *dumpfmt.Schema) {
	for name, t := range now.Tables {
		was := before.Tables[name]
		if was == nil {
			continue
		}
		if reflect.DeepEqual(was.Columns, t.Columns) {
			t.Columns = was.Columns
		}
		if reflect.DeepEqual(was.Constraints, t.Constraints) {
			t.Constraints = was.Constraints
		}
	}
}

// targeted returns the header of a block under the name of the table that its
// rows go to.
func targeted(s *dumpfmt.Schema, seg *dumpfmt.Segment) (*dumpfmt.Header, error) {
	name, err := ddl.Target(s, seg.Header, seg.Session)
	if err != nil || name == seg.Header.Table {
		return seg.Header, err
	}
	h := *seg.Header
	h.Table = name
	return &h, nil
}

// fieldNames returns the columns that are the fields of rows with a header: those
// that it lists, else those of the table. COPY leaves generated ones out; INSERT
// has DEFAULT for them. The name of an OID is empty.
func fieldNames(h *dumpfmt.Header, table []dumpfmt.Column) (names []string) {
	if h.OIDs {
		names = append(names, "")
	}
	if h.Columns != nil {
		return append(names, h.Columns...)
	}
	for i := range table {
		if c := &table[i]; h.Insert || !c.Generated {
			names = append(names, c.Name)
		}
	}
	return names
}

// connection matches the database in a connection string, which pg_dumpall
// writes where a name holds more than letters.
var connection = regexp.MustCompile(`dbname='((?:[^'\\]|\\.)*)'`)

// connected returns the database that a psql command connects to; ok is false
// for other commands.
func connected(command []byte) (name string, ok bool) {
	word, arg, _ := strings.Cut(string(command), " ")
	if word != `\connect` && word != `\c` {
		return "", false
	}
	arg = strings.TrimSpace(arg)
	for strings.HasPrefix(arg, "-reuse-previous=") {
		_, arg, _ = strings.Cut(arg, " ")
	}
	if m := connection.FindStringSubmatch(arg); m != nil {
		return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `""`, `"`).Replace(m[1]), true
	}
	if quoted, ok := strings.CutPrefix(arg, `"`); ok {
		name, _, _ = strings.Cut(strings.ReplaceAll(quoted, `""`, "\x00"), `"`)
		return strings.ReplaceAll(name, "\x00", `"`), true
	}
	name, _, _ = strings.Cut(arg, " ")
	return strings.Trim(name, "'"), true
}

// sameColumns returns an error unless the tables have the same columns, in the
// same order and of the same types.
func sameColumns(t, other *dumpfmt.Table) error {
	if n, m := len(t.Columns), len(other.Columns); n != m {
		return fmt.Errorf("%s in one and %d in the other", quantity.Of(n, "column"), m)
	}
	for i := range t.Columns {
		c, o := &t.Columns[i], &other.Columns[i]
		name := dumpfmt.QuoteIdent(c.Name)
		switch {
		case c.Name != o.Name && other.Column(c.Name) == nil:
			return fmt.Errorf("column %s is in one of them alone", name)
		case c.Name != o.Name:
			return fmt.Errorf("column %s stands in another place", name)
		case !sameType(&c.Type, &o.Type):
			return fmt.Errorf("column %s is of another type", name)
		case c.Generated != o.Generated:
			return fmt.Errorf("column %s is generated in one of them alone", name)
		}
	}
	return nil
}

func sameType(a, b *dumpfmt.TypeRef) bool {
	return a.Name == b.Name && a.Dims == b.Dims && slices.Equal(a.Mods, b.Mods)
}

// sameDefinition reports whether two definitions of a type have the same values:
// CHECKs of a domain may come later.
func sameDefinition(a, b *dumpfmt.Type) bool {
	return a == b || a.Kind == b.Kind && slices.Equal(a.Labels, b.Labels) && sameType(&a.Base, &b.Base) &&
		slices.EqualFunc(a.Fields, b.Fields, func(x, y dumpfmt.Column) bool { return x.Name == y.Name && sameType(&x.Type, &y.Type) })
}

// joinSchemas returns a schema with all that two have. Of what both have it
// takes that of the second if it is the same but for what was added to it.
func joinSchemas(first, second *dumpfmt.Schema) *dumpfmt.Schema {
	all := dumpfmt.NewSchema()
	maps.Copy(all.Tables, first.Tables)
	maps.Copy(all.Types, first.Types)
	maps.Copy(all.Collations, second.Collations)
	maps.Copy(all.Collations, first.Collations)
	for _, s := range []*dumpfmt.Schema{second, first} {
		for _, list := range s.Functions {
			for _, f := range list {
				all.PutFunction(f)
			}
		}
	}
	for name, t := range second.Tables {
		if own := first.Tables[name]; own == nil || sameColumns(own, t) == nil {
			all.Tables[name] = t
		}
	}
	for name, t := range second.Types {
		if own := first.Types[name]; own == nil || sameDefinition(own, t) {
			all.Types[name] = t
		}
	}
	return all
}
