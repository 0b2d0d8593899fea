package main

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
)

// TestPastStatementsAreNotReadAgain wants the same schemas whether a pass over the
// input begins with nothing or with what has passed, wherever that ended.
func TestPastStatementsAreNotReadAgain(t *testing.T) {
	const dump = "--\n-- PostgreSQL database cluster dump\n--\n\n\\connect one\n\nCREATE TABLE public.a (\n    id integer NOT NULL\n);\n\n\\connect two\n\n" +
		"CREATE TABLE public.a (\n    id integer,\n    b text\n);\n\nALTER TABLE public.a ALTER COLUMN id SET NOT NULL;\n\n" +
		"CREATE TABLE public.c (\n    id integer NOT NULL\n);\n\nCOPY public.a (id, b) FROM stdin;\n1\tx\n\\.\n\n\n" +
		"ALTER TABLE ONLY public.a\n    ADD CONSTRAINT a_pkey PRIMARY KEY (id);\n\n" +
		"ALTER TABLE ONLY public.c\n    ADD CONSTRAINT c_fk FOREIGN KEY (id) REFERENCES public.a(id);\n\n--\n-- PostgreSQL database cluster dump complete\n--\n\n"
	want := schemasOf(t, dump, nil)
	if len(want) != 3 || len(want[2].schema.Tables) != 2 { // the first is before any \connect
		t.Fatalf("%d databases", len(want))
	}
	steps := 0
	before := &past{connects: 2, schema: dumpfmt.NewSchema()}
	err := eachSegment(context.Background(), strings.NewReader(dump), func(seg *dumpfmt.Segment) error {
		if seg.Session.Connects != 2 || seg.Kind != dumpfmt.SQL {
			return nil
		}
		if _, err := ddl.Apply(before.schema, seg.Bytes, seg.Session); err != nil {
			return err
		}
		before.offset = seg.Pos.Offset + 1
		steps++
		for i, db := range schemasOf(t, dump, before) {
			for name, table := range want[i].schema.Tables {
				got := db.schema.Tables[name]
				if got == nil || !reflect.DeepEqual(got.Columns, table.Columns) || !reflect.DeepEqual(got.Constraints, table.Constraints) {
					t.Errorf("after %d statements: database %d, table %s is another one", steps, i, name)
				}
			}
			if len(db.schema.Tables) != len(want[i].schema.Tables) {
				t.Errorf("after %d statements: database %d has %d tables", steps, i, len(db.schema.Tables))
			}
		}
		return nil
	})
	if err != nil || steps != 5 {
		t.Errorf("%d statements, %v", steps, err)
	}
}

// schemasOf returns the databases of a dump of which something may have passed.
func schemasOf(t *testing.T, dump string, before *past) []*database {
	t.Helper()
	d := &databases{past: before}
	if err := eachSegment(context.Background(), strings.NewReader(dump), d.look); err != nil {
		t.Fatal(err)
	}
	return d.end()
}
