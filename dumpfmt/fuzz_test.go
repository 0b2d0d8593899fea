package dumpfmt_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// seedDumps adds the small fixtures, generated dumps and bits of syntax.
func seedDumps(f *testing.F, add func(in []byte)) {
	for _, in := range fixtures(f) {
		if len(in) < 10_000 {
			add(in)
		}
	}
	for i, form := range dumptest.Forms() {
		add(dumptest.Generate(uint64(i), form).Text)
	}
	for _, in := range []string{
		"", "\\", "-", "--", "/", "/*", "'", "$", "$a", "E'", "\xef\xbb\xbf", "\xef\xbb", ";", "\n\n",
		"COPY t (a) FROM stdin;\n\\.\n", "COPY t (a) FROM stdin;\r\n1\r\n\\.\r\n", "COPY t (a) FROM stdin;", "COPY t FROM stdin;\n\\.x",
		"INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (E'\\'', B'1', -1e5, NULL, DEFAULT);\n", "INSERT INTO t DEFAULT VALUES;\n",
		"CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END;", "SET standard_conforming_strings = off; SELECT '\\';'",
		"SET search_path = a;\nINSERT INTO t VALUES (1);\n", "\\connect x\n\\restrict k\n", "/* /* */ -- PostgreSQL database dump complete\n\n */",
		"-- PostgreSQL database dump complete\n\n", "SET a = 1;\x00", "\\if true\n-- PostgreSQL database dump complete\n\n\\endif\n",
	} {
		add([]byte(in))
	}
}

// FuzzScanIdentity checks that the joined segments are the input, or a start of
// it that an error follows.
func FuzzScanIdentity(f *testing.F) {
	seedDumps(f, func(in []byte) { f.Add(in, true, 64) })
	f.Fuzz(func(t *testing.T, in []byte, partial bool, size int) {
		var out []byte
		err := dumptest.Each(t, bytes.NewReader(in), func(seg *dumpfmt.Segment) {
			out = append(out, seg.Bytes...)
			if seg.Rows() < 0 {
				t.Error("fewer rows than none")
			}
		}, options(partial, size)...)
		if !bytes.HasPrefix(in, out) {
			t.Fatal("the segments are not a start of the input")
		}
		if err == nil && len(out) < len(in) {
			t.Fatalf("%d bytes of %d and no error", len(out), len(in))
		}
	})
}

func options(partial bool, size int) []dumpfmt.Option {
	opts := []dumpfmt.Option{dumpfmt.BatchSize(size % 5000)}
	if partial {
		opts = append(opts, dumpfmt.Partial())
	}
	return opts
}

// FuzzScanResumable checks that neither what the reader's Read returns nor the
// size of the batches matters: the bytes, the statements and rows, and the
// error are the same.
func FuzzScanResumable(f *testing.F) {
	seedDumps(f, func(in []byte) { f.Add(in, true, 64, uint64(1)) })
	f.Fuzz(func(t *testing.T, in []byte, partial bool, size int, seed uint64) {
		want, wantErr := outline(t, bytes.NewReader(in), options(partial, dumpfmt.DefaultBatchSize)...)
		for _, opts := range [][]dumpfmt.Option{options(partial, size), options(partial, 16)} {
			got, err := outline(t, dumptest.Chunks(bytes.NewReader(in), seed), opts...)
			if text(err) != text(wantErr) {
				t.Fatalf("error %v, want %v", err, wantErr)
			}
			if got != want {
				t.Fatalf("segments\n%s\nwant\n%s", got, want)
			}
		}
	})
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// outline describes the segments of a dump in a way that does not depend on how
// rows, white space and empty statements were cut.
func outline(t *testing.T, r io.Reader, opts ...dumpfmt.Option) (string, error) {
	var b strings.Builder
	last, empty := dumpfmt.Kind(0), false
	var header *dumpfmt.Header
	err := dumptest.Each(t, r, func(seg *dumpfmt.Segment) {
		rows := seg.Kind == dumpfmt.CopyData || seg.Kind == dumpfmt.Insert
		wasEmpty := empty
		if seg.Kind != dumpfmt.Space {
			empty = seg.Kind == dumpfmt.SQL && len(bytes.Trim(seg.Bytes, "; \t\r\n\v\f")) == 0
		}
		if seg.Kind != dumpfmt.Space && !(rows && seg.Kind == last && seg.Header == header) && !(empty && wasEmpty) {
			b.WriteString("\n" + kindNames[seg.Kind] + " ")
			if seg.Header != nil {
				b.WriteString(seg.Header.Table.String() + strings.Join(seg.Header.Columns, ","))
			}
			b.WriteString(strings.Join(seg.Session.SearchPath, ",") + seg.Session.Encoding)
			last, header = seg.Kind, seg.Header
		}
		b.Write(seg.Bytes)
	}, opts...)
	return b.String(), err
}

// FuzzEscape checks that what was encoded is decoded to what it was.
func FuzzEscape(f *testing.F) {
	for _, v := range []string{"", `\N`, `\.`, "a\tb\nc\r\b\f\v\\", "it's", `\'`, `\\''`, "é\xff"} {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, v []byte) {
		if bytes.IndexByte(v, 0) >= 0 {
			t.Skip("no value holds a zero byte")
		}
		field := dumpfmt.AppendCopyText(nil, v)
		if bytes.ContainsAny(field, "\t\n\r") || string(field) == `\N` || string(field) == `\.` {
			t.Errorf("field %q would break the row", field)
		}
		if got, err := dumpfmt.AppendCopyDecoded(nil, field); err != nil || !bytes.Equal(got, v) {
			t.Errorf("COPY: %q, %v, want %q", got, err, v)
		}
		for _, set := range []string{"on", "off"} {
			dump := "SET standard_conforming_strings = " + set + ";\nINSERT INTO t VALUES ("
			dump += string(dumpfmt.AppendLiteral(nil, v, set == "on")) + ");\n"
			rows, err := dumptest.Rows(t, strings.NewReader(dump), dumpfmt.Partial())
			if err != nil || len(rows) != 1 || len(rows[0].Values) != 1 || rows[0].Values[0].Text != string(v) {
				t.Errorf("standard_conforming_strings %s: %d rows, error %v, or not the value", set, len(rows), err)
			}
		}
	})
}

// FuzzRewriteIdentity checks, for rows that can be read, that an edit that does
// nothing gives the same bytes, and one that sets each value to itself the same
// values.
func FuzzRewriteIdentity(f *testing.F) {
	seedDumps(f, func(in []byte) { f.Add(in) })
	f.Fuzz(func(t *testing.T, in []byte) {
		want, err := dumptest.Rows(t, bytes.NewReader(in), dumpfmt.Partial())
		if err != nil {
			t.Skip("refused")
		}
		out, err := dumptest.Rewrite(t, bytes.NewReader(in),
			func(*dumpfmt.Header, *dumpfmt.Row) error { return nil }, dumpfmt.Partial(), dumpfmt.BatchSize(100))
		if err != nil || !bytes.Equal(in, out) {
			t.Fatalf("%d bytes, want the same %d; error %v", len(out), len(in), err)
		}
		out, err = dumptest.Rewrite(t, bytes.NewReader(in), setToItself, dumpfmt.Partial(), dumpfmt.BatchSize(100))
		if err != nil {
			t.Fatal(err)
		}
		got, err := dumptest.Rows(t, bytes.NewReader(out), dumpfmt.Partial())
		if err != nil {
			t.Fatal(err)
		}
		if !equalRows(want, got) {
			t.Fatalf("%d rows, want the same %d", len(got), len(want))
		}
	})
}

func equalRows(a, b []dumptest.Row) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Table != b[i].Table || len(a[i].Values) != len(b[i].Values) {
			return false
		}
		for j, v := range a[i].Values {
			if v != b[i].Values[j] {
				return false
			}
		}
	}
	return true
}
