package dumpfmt_test

import (
	"bytes"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// dropValue is an edit that drops the rows whose first value is x.
func dropValue(_ *dumpfmt.Header, row *dumpfmt.Row) error {
	if v, _ := row.Value(0); string(v) == "x" {
		row.Drop()
	}
	return nil
}

// TestDrop drops the rows whose first value is x.
func TestDrop(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a line", "COPY t (a) FROM stdin;\n1\nx\n2\n\\.\n", "COPY t (a) FROM stdin;\n1\n2\n\\.\n"},
		{"all lines", "COPY t (a) FROM stdin;\nx\nx\n\\.\n", "COPY t (a) FROM stdin;\n\\.\n"},
		{"lines in CRLF", "COPY t (a) FROM stdin;\r\nx\r\n2\r\n\\.\r\n", "COPY t (a) FROM stdin;\r\n2\r\n\\.\r\n"},

		{"a statement", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES ('x');\nINSERT INTO t VALUES (2);\n\n\n",
			"INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\n\n\n"},
		{"the first statement", "--\n\nINSERT INTO t VALUES ('x');\nINSERT INTO t VALUES (2);\n", "--\n\nINSERT INTO t VALUES (2);\n"},
		{"the last statement", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES ('x');\n\n\n--\n", "INSERT INTO t VALUES (1);\n\n\n--\n"},
		{"all statements", "--\n\nINSERT INTO t VALUES ('x');\nINSERT INTO t VALUES ('x');\n\n\n--\n", "--\n\n\n\n--\n"},
		{"statements in CRLF", "INSERT INTO t VALUES ('x');\r\nINSERT INTO t VALUES (2);\r\n\r\n", "INSERT INTO t VALUES (2);\r\n\r\n"},
		{"a statement without a newline", "INSERT INTO t VALUES (1);INSERT INTO t VALUES ('x');INSERT INTO t VALUES (2);",
			"INSERT INTO t VALUES (1);INSERT INTO t VALUES (2);"},
		{"a statement before a comment", "INSERT INTO t VALUES ('x'); -- x\n", " -- x\n"},
		{"DEFAULT VALUES stay", "INSERT INTO t DEFAULT VALUES;\n", "INSERT INTO t DEFAULT VALUES;\n"},

		{"the first of several", "INSERT INTO t VALUES\n\t('x'),\n\t(2),\n\t(3);\n", "INSERT INTO t VALUES\n\t(2),\n\t(3);\n"},
		{"one in the middle", "INSERT INTO t VALUES\n\t(1),\n\t('x'),\n\t(3);\n", "INSERT INTO t VALUES\n\t(1),\n\t(3);\n"},
		{"the last of several", "INSERT INTO t VALUES\n\t(1),\n\t(2),\n\t('x');\n", "INSERT INTO t VALUES\n\t(1),\n\t(2);\n"},
		{"all but one", "INSERT INTO t VALUES\n\t('x'),\n\t(2),\n\t('x');\n", "INSERT INTO t VALUES\n\t(2);\n"},
		{"all of several", "INSERT INTO t VALUES\n\t('x'),\n\t('x');\nINSERT INTO t VALUES\n\t(3);\n", "INSERT INTO t VALUES\n\t(3);\n"},
		{"ON CONFLICT, the last", "INSERT INTO t VALUES\n\t(1),\n\t('x') ON CONFLICT DO NOTHING;\n", "INSERT INTO t VALUES\n\t(1) ON CONFLICT DO NOTHING;\n"},
		{"ON CONFLICT, all", "INSERT INTO t VALUES ('x') ON CONFLICT DO NOTHING;\n", ""},
		{"without blanks", "INSERT INTO t VALUES('x'),(2),('x'),(4);", "INSERT INTO t VALUES(2),(4);"},
		{"on one line", "INSERT INTO t VALUES ('x'),(2);", "INSERT INTO t VALUES (2);"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{16, dumpfmt.DefaultBatchSize} {
				out, err := dumptest.Rewrite(t, strings.NewReader(tt.in), dropValue, dumpfmt.Partial(), dumpfmt.BatchSize(size))
				if err != nil || string(out) != tt.want {
					t.Errorf("batches of %d bytes: %q, error %v, want %q", size, out, err, tt.want)
				}
			}
		})
	}
}

// TestDropCounts holds Rows and Dropped to what was seen and dropped.
func TestDropCounts(t *testing.T) {
	for _, in := range []string{"COPY t (a) FROM stdin;\n1\nx\n2\n\\.\n", "INSERT INTO t VALUES\n\t(1),\n\t('x'),\n\t(2);\n"} {
		var w dumpfmt.Rewriter
		var rows, dropped int64
		err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
			if seg.Kind != dumpfmt.CopyData && seg.Kind != dumpfmt.Insert {
				return
			}
			if _, err := w.Append(nil, seg, func(r *dumpfmt.Row) error { return dropValue(nil, r) }); err != nil {
				t.Fatal(err)
			}
			rows, dropped = rows+w.Rows(), dropped+w.Dropped()
		}, dumpfmt.Partial())
		if err != nil || rows != 3 || dropped != 1 {
			t.Errorf("%d rows, %d dropped, error %v, want 3 and 1", rows, dropped, err)
		}
	}
}

// Rows counts what Append would see, however lines end.
func TestSegmentRowsOfLines(t *testing.T) {
	const in = "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES\n\t(1),\n\t(2);\nINSERT INTO t VALUES ('(;');INSERT INTO t VALUES (4);\n"
	for _, text := range []string{in, strings.ReplaceAll(in, "\n", "\r\n")} {
		segs, rows := 0, int64(0)
		if err := dumptest.Each(t, strings.NewReader(text), func(seg *dumpfmt.Segment) {
			segs, rows = segs+1, rows+seg.Rows()
		}, dumpfmt.Partial()); err != nil {
			t.Fatal(err)
		}
		if segs != 1 || rows != 5 {
			t.Errorf("%d rows in %d segments, want 5 in 1", rows, segs)
		}
	}
}

// A row that is dropped must be as right as one that stays.
func TestDropErrors(t *testing.T) {
	for _, in := range []string{"COPY t (a) FROM stdin;\nx\ta\\\n\\.\n", "INSERT INTO t VALUES ('x' 1);\n", "COPY t (a) FROM stdin;\nx\t\\000\n\\.\n"} {
		_, err := dumptest.Rewrite(t, strings.NewReader(in), func(h *dumpfmt.Header, row *dumpfmt.Row) error {
			for i := range row.Len() {
				row.Value(i)
			}
			return dropValue(h, row)
		}, dumpfmt.Partial())
		if err == nil {
			t.Errorf("%q is accepted", in)
		}
	}
}

// dropBits returns an edit that drops the rows whose bit in bits is set, by
// their number in the dump.
func dropBits(bits uint64) (gone func(int) bool, edit func(*dumpfmt.Header, *dumpfmt.Row) error) {
	gone = func(n int) bool { return bits>>(n%64)&1 == 1 }
	n := 0
	return gone, func(h *dumpfmt.Header, row *dumpfmt.Row) error {
		if gone(n) {
			row.Drop()
		}
		n++
		return nil
	}
}

// FuzzRewriteDrop checks that a dump whose rows are dropped is the one that was
// made of the remaining rows; and, for any input that can be read, that those
// are the rows that are left.
func FuzzRewriteDrop(f *testing.F) {
	for i := range dumptest.Forms() {
		f.Add([]byte{}, uint64(i), i, uint64(0x5a3c_0ff0_7b21_9c6e))
		f.Add([]byte{}, uint64(i), i, ^uint64(0))
	}
	seedDumps(f, func(in []byte) { f.Add(in, uint64(1), 3, uint64(0xa5a5_3333_0f0f_1248)) })
	f.Fuzz(func(t *testing.T, in []byte, seed uint64, form int, bits uint64) {
		checkGeneratedDrop(t, seed, uint(form), bits)
		rows, err := dumptest.Rows(t, bytes.NewReader(in), dumpfmt.Partial())
		if err != nil {
			return // refused
		}
		gone, edit := dropBits(bits)
		var want []dumptest.Row
		for i := range rows {
			if !gone(i) {
				want = append(want, rows[i])
			}
		}
		out, err := dumptest.Rewrite(t, bytes.NewReader(in), edit, dumpfmt.Partial(), dumpfmt.BatchSize(100))
		if err != nil {
			t.Fatal(err)
		}
		if len(out) == 0 && len(want) == 0 {
			return // the input was nothing but rows that are gone
		}
		got, err := dumptest.Rows(t, bytes.NewReader(out), dumpfmt.Partial())
		if err != nil {
			t.Fatal(err)
		}
		if !equalRows(want, got) {
			t.Fatalf("%d rows, want the %d that were not dropped", len(got), len(want))
		}
	})
}

func checkGeneratedDrop(t *testing.T, seed uint64, form uint, bits uint64) {
	t.Helper()
	forms := dumptest.Forms()
	f := forms[form%uint(len(forms))]
	gone, _ := dropBits(bits)
	want := dumptest.GenerateWithout(seed, f, gone)
	whole := dumptest.Generate(seed, f)
	for _, size := range []int{50, dumpfmt.DefaultBatchSize} {
		_, edit := dropBits(bits)
		out, err := dumptest.Rewrite(t, bytes.NewReader(whole.Text), edit, dumpfmt.BatchSize(size))
		if err != nil || !bytes.Equal(out, want.Text) {
			t.Fatalf("%s: %d bytes, want the %d of the dump without the rows; error %v", f, len(out), len(want.Text), err)
		}
	}
}

// TestGeneratedDrop is FuzzRewriteDrop for many dumps of each form.
func TestGeneratedDrop(t *testing.T) {
	for form := range dumptest.Forms() {
		for seed := range uint64(40) {
			checkGeneratedDrop(t, seed, uint(form), seed*0x9e37_79b9_7f4a_7c15)
		}
	}
}
