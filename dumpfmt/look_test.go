package dumpfmt_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// TestLook wants the same rows, by their lines, for any size of batches, and of
// Look and of Append with Line.
func TestLook(t *testing.T) {
	dumps := map[string]string{
		"copy":    "COPY t (a, b) FROM stdin;\n1\tx\n2\t\\N\n3\tz\n4\tw\n\\.\n",
		"crlf":    "COPY t (a, b) FROM stdin;\r\n1\tx\r\n2\t\\N\r\n3\tz\r\n4\tw\r\n\\.\r\n",
		"inserts": "--\nINSERT INTO t VALUES (1, 'x');\nINSERT INTO t VALUES (2, NULL);\nINSERT INTO t VALUES (3, 'z');\nINSERT INTO t VALUES (4, 'w');\n",
		"rows":    "INSERT INTO t VALUES\n\t(1, 'x'),\n\t(2, NULL),\n\t(3, 'z'),\n\t(4, 'w');\n",
		"breaks":  "INSERT INTO t VALUES (0, '\n\n\n');\nINSERT INTO t VALUES (4, 'w');\n",
	}
	wants := map[string]string{
		"copy": "3[2|NULL]5[4|w]", "crlf": "3[2|NULL]5[4|w]", "inserts": "3[2|NULL]5[4|w]", "rows": "3[2|NULL]5[4|w]", "breaks": "5[4|w]",
	}
	which := func(line int64) bool { return line == 3 || line == 5 }
	for name, dump := range dumps {
		for _, size := range []int{16, 64, 1 << 16} {
			var looked, edited strings.Builder
			var w dumpfmt.Rewriter
			rows := int64(0)
			err := dumptest.Each(t, strings.NewReader(dump), func(seg *dumpfmt.Segment) {
				if seg.Kind != dumpfmt.CopyData && seg.Kind != dumpfmt.Insert {
					return
				}
				w.Look(seg, which, func(r *dumpfmt.Row) { fmt.Fprintf(&looked, "%d%s", r.Line(), decoded(r)) })
				rows += w.Rows() - seg.Rows()
				_, err := w.Append(nil, seg, func(r *dumpfmt.Row) error {
					if which(r.Line()) {
						fmt.Fprintf(&edited, "%d%s", r.Line(), decoded(r))
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}, dumpfmt.BatchSize(size), dumpfmt.Partial())
			if err != nil {
				t.Fatal(err)
			}
			if looked.String() != wants[name] || edited.String() != wants[name] || rows != 0 {
				t.Errorf("%s, batches of %d: looked at %s, edited %s, want %s; %d rows too many", name, size, looked.String(), edited.String(), wants[name], rows)
			}
		}
	}
}

// TestLookPassesOver wants rows that cannot be read to be no error of Look,
// and to be counted.
func TestLookPassesOver(t *testing.T) {
	dump := "INSERT INTO t VALUES (1, now());\nINSERT INTO t VALUES (2, 'x');\n"
	err := dumptest.Each(t, strings.NewReader(dump), func(seg *dumpfmt.Segment) {
		if seg.Kind != dumpfmt.Insert {
			return
		}
		var w dumpfmt.Rewriter
		w.Look(seg, func(int64) bool { return true }, func(*dumpfmt.Row) {})
		if w.Rows() != seg.Rows() {
			t.Errorf("%d rows, want %d", w.Rows(), seg.Rows())
		}
	}, dumpfmt.Partial())
	if err != nil {
		t.Fatal(err)
	}
}

// TestPeek wants what cannot be decoded to be NULL for one who only looks, and
// an error for one who reads.
func TestPeek(t *testing.T) {
	dump := "INSERT INTO t (a, b) VALUES (E'\\ud800', 'x');\n"
	for _, read := range []bool{false, true} {
		var got []string
		_, err := dumptest.Rewrite(t, strings.NewReader(dump), func(_ *dumpfmt.Header, r *dumpfmt.Row) error {
			for i := range r.Len() {
				v, ok := r.Peek(i, 100)
				if read {
					v, ok = r.Value(i)
				}
				got = append(got, fmt.Sprint(string(v), ok))
			}
			return nil
		}, dumpfmt.Partial())
		if read != (err != nil) {
			t.Errorf("read %t: error %v", read, err)
		}
		if !read && !slices.Equal(got, []string{"false", "xtrue"}) && !slices.Equal(got, []string{" false", "x true"}) {
			t.Errorf("got %q", got)
		}
	}
}

// TestPeekCuts wants the start of a long value, in COPY and INSERT alike.
func TestPeekCuts(t *testing.T) {
	for _, dump := range []string{
		"COPY t (a, b) FROM stdin;\nabc\\\\\\\\de\tx\n\\.\n",
		"COPY t (a, b) FROM stdin;\nabc\\\\de\tx\n\\.\n",
		"INSERT INTO t (a, b) VALUES ('abc\\\\de', 'x');\n",
		"INSERT INTO t (a, b) VALUES (E'abc\\\\de', 'x');\n",
	} {
		_, err := dumptest.Rewrite(t, strings.NewReader(dump), func(_ *dumpfmt.Header, r *dumpfmt.Row) error {
			all, _ := r.Value(0)
			for most := range 9 {
				v, ok := r.Peek(0, most)
				if !ok || len(v) > most || !strings.HasPrefix(string(all), string(v)) || most > 3 && len(v) < 3 {
					t.Errorf("%q: %d bytes at most: %q, %t", dump, most, v, ok)
				}
			}
			return nil
		}, dumpfmt.Partial())
		if err != nil {
			t.Error(err)
		}
	}
}
