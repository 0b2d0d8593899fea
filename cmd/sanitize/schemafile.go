package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// readSchema reads the DDL of the dump in file, for --schema; partial is
// --partial.
func readSchema(ctx context.Context, file string, partial bool) (*dumpfmt.Schema, error) {
	return lookAtSchema(ctx, file, partial, func(*dumpfmt.Segment) error { return nil })
}

// lookAtSchema is readSchema, and hands the segments on to also.
func lookAtSchema(ctx context.Context, file string, partial bool, also func(*dumpfmt.Segment) error) (*dumpfmt.Schema, error) {
	f, err := openSchema(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return schemaOf(ctx, f, "--schema "+file, also, scanning(partial)...)
}

// scanning returns how --partial has a dump read.
func scanning(partial bool) []dumpfmt.Option {
	if partial {
		return []dumpfmt.Option{dumpfmt.Partial()}
	}
	return nil
}

// schemaOf reads the DDL of a dump. name is for errors.
func schemaOf(ctx context.Context, r io.Reader, name string, also func(*dumpfmt.Segment) error, opts ...dumpfmt.Option) (*dumpfmt.Schema, error) {
	schema := dumpfmt.NewSchema()
	err := eachSegment(ctx, r, name, func(seg *dumpfmt.Segment) error {
		if seg.Kind == dumpfmt.SQL {
			if _, _, err := ddl.Apply(schema, seg.Bytes, seg.Session); err != nil {
				return err
			}
		}
		return also(seg)
	}, opts...)
	return schema, err
}

// withKnown returns the schema of a dump with what --schema adds: tables and
// types that a data-only dump does not have, and constraints that come after
// the data. A table that both have must be the same in both.
func withKnown(dump, known *dumpfmt.Schema) (*dumpfmt.Schema, error) {
	if known == nil {
		return dump, nil
	}
	all := dumpfmt.NewSchema()
	for name, t := range known.Types {
		all.Types[name] = t
	}
	for name, t := range dump.Types {
		all.Types[name] = t
	}
	maps.Copy(all.Tables, known.Tables)
	for name, t := range dump.Tables {
		k := all.Tables[name]
		if k == nil {
			return nil, fmt.Errorf("table %s is not in the --schema file: is it of the same database?", name)
		}
		if err := sameColumns(t, k); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func sameColumns(dump, known *dumpfmt.Table) error {
	if len(dump.Columns) != len(known.Columns) {
		return fmt.Errorf("table %s has %d columns in the dump and %d in the --schema file: is it of the same database?",
			dump.Name, len(dump.Columns), len(known.Columns))
	}
	for _, c := range dump.Columns {
		k := known.Column(c.Name)
		if k == nil || !slices.Equal(k.Type.Mods, c.Type.Mods) || k.Type.Name != c.Type.Name || k.Type.Dims != c.Type.Dims {
			return fmt.Errorf("table %s: column %s is not the same in the --schema file: is it of the same database?",
				dump.Name, dumpfmt.QuoteIdent(c.Name))
		}
	}
	return nil
}
