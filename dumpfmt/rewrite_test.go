package dumpfmt_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// decoded shows the row as [a|NULL|DEFAULT].
func decoded(row *dumpfmt.Row) string {
	var vals []string
	for i := range row.Len() {
		v, ok := row.Value(i)
		switch {
		case row.IsDefault(i):
			vals = append(vals, "DEFAULT")
		case !ok:
			vals = append(vals, "NULL")
		default:
			vals = append(vals, string(v))
		}
	}
	return "[" + strings.Join(vals, "|") + "]"
}

const scsOff = "SET standard_conforming_strings = off;\n"

// TestValues checks the decoded values of rows.
func TestValues(t *testing.T) {
	copyRows := func(rows string) string { return "COPY t (a) FROM stdin;\n" + rows + "\n\\.\n" }
	insert := func(values string) string { return "INSERT INTO t VALUES (" + values + ");\n" }
	tests := []struct{ name, in, want string }{
		{"fields", copyRows("1\ta b\t"), "[1|a b|]"},
		{"rows", copyRows("1\n2\n\n3"), "[1][2][][3]"},
		{"NULL and the text \\N", copyRows("\\N\t\\\\N\tx\\N\t\\N"), `[NULL|\N|xN|NULL]`},
		{"escapes", copyRows(`a\tb\n\\` + "\t" + `\\.`), "[a\tb\n\\|\\.]"},
		{"an escaped tab", copyRows("a\\\tb\tc"), "[a\tb|c]"},
		{"backslashes before a tab", copyRows("a\\\\\tb\\\\\\\tc\\\\\\\\\td"), "[a\\|b\\\tc\\\\|d]"},
		{"escaped tabs alone", copyRows("\\\t\\\t"), "[\t\t]"},
		{"no columns", "COPY t  FROM stdin;\n\n\n\\.\n", "[][]"},
		{"OIDs alone", "COPY t  WITH OIDS FROM stdin;\n1\n\\.\n", "[1]"},
		{"CRLF", "COPY t (a) FROM stdin;\r\n1\ta\\r\r\n\t\r\n\r\n\\.\r\n", "[1|a\r][|][]"},
		{"line separator", copyRows("a\u2028b\u0085"), "[a\u2028b\u0085]"},

		{"strings", insert(`'a', 'it''s', '', '\N', ' , ', ');'`), `[a|it's||\N| , |);]`},
		{"a string with a newline", insert("'a\nINSERT INTO t VALUES (1);\n'"), "[a\nINSERT INTO t VALUES (1);\n]"},
		{"escape strings", insert(`E'a\n\'b', e'\\'`), "[a\n'b|\\]"},
		{"bit strings", insert(`B'101', B'', b'0'`), "[101||0]"},
		{"numbers", insert("0, -1, +5, 1.50, .5, 5., 1e+300, -2.5E-10"), "[0|-1|+5|1.50|.5|5.|1e+300|-2.5E-10]"},
		{"words", insert("NULL, DEFAULT, true, false, null, TRUE"), "[NULL|DEFAULT|t|f|NULL|t]"},
		{"one row", insert("1"), "[1]"},
		{"several rows", "INSERT INTO t VALUES\n\t(1, 'a'),\n\t(2, 'b');\n", "[1|a][2|b]"},
		{"several statements", insert("1") + insert("2"), "[1][2]"},
		{"without blanks", "INSERT INTO t VALUES(1,'a'),(2,'b');", "[1|a][2|b]"},
		{"white space", "INSERT INTO t VALUES\n(1,\t'a'),\n( 2\n,\r\n 'b'\t)\n,\n(3,'c' )\n;\n", "[1|a][2|b][3|c]"},
		{"white space before ON CONFLICT", "INSERT INTO t VALUES ( 1 ) ON CONFLICT DO NOTHING;\n", "[1]"},
		{"CRLF in INSERT", "INSERT INTO t VALUES\r\n\t(1),\r\n\t(2);\r\n", "[1][2]"},
		{"ON CONFLICT", "INSERT INTO t VALUES\n\t(1),\n\t(2) ON CONFLICT DO NOTHING;\n", "[1][2]"},
		{"DEFAULT VALUES", "INSERT INTO t DEFAULT VALUES;\n", ""},
		{"standard_conforming_strings off", scsOff + insert(`'a\\b', 'it''s', '\\N', E'\n', 'x\'y'`), "[a\\b|it's|\\N|\n|x'y]"},
		{"standard_conforming_strings off, bits", scsOff + insert(`B'1'`), "[1]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			out, err := dumptest.Rewrite(t, strings.NewReader(tt.in), func(_ *dumpfmt.Header, row *dumpfmt.Row) error {
				got += decoded(row)
				return nil
			}, dumpfmt.Partial())
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("rows %q, want %q", got, tt.want)
			}
			if string(out) != tt.in {
				t.Errorf("an edit that sets nothing gives %q, want the input", out)
			}
		})
	}
}

// TestSet sets the first field of each row to a value and checks the text.
func TestSet(t *testing.T) {
	value := func(v string) dumptest.Value { return dumptest.Value{Text: v} }
	null := dumptest.Value{Null: true}
	copyRow := func(row string) string { return "COPY t (a, b) FROM stdin;\n" + row + "\n\\.\n" }
	insert := func(values string) string { return "INSERT INTO t VALUES (" + values + ");\n" }
	tests := []struct {
		name, in string
		set      dumptest.Value
		want     string
	}{
		{"a field", copyRow("old\tkept\\\\"), value("new"), copyRow("new\tkept\\\\")},
		{"a value to be escaped", copyRow("old\tb"), value("\b\f\n\r\t\v\\"), copyRow(`\b\f\n\r\t\v\\` + "\tb")},
		{"the text \\N", copyRow("old\tb"), value(`\N`), copyRow("\\\\N\tb")},
		{"the text \\.", copyRow("old\tb"), value(`\.`), copyRow("\\\\.\tb")},
		{"the empty string", copyRow("old\tb"), value(""), copyRow("\tb")},
		{"NULL", copyRow("old\tb"), null, copyRow("\\N\tb")},
		{"a NULL", copyRow("\\N\tb"), value("x"), copyRow("x\tb")},
		{"an escaped tab stays", copyRow("old\tb\\\tc"), value("x"), copyRow("x\tb\\\tc")},
		{"CRLF", "COPY t (a) FROM stdin;\r\nold\r\n\\.\r\n", value("a\rb"), "COPY t (a) FROM stdin;\r\na\\rb\r\n\\.\r\n"},

		{"a string", insert("'old', 'b'"), value("it's"), insert("'it''s', 'b'")},
		{"a string, with a backslash", insert("'old', 'b'"), value(`a\b`), insert(`'a\b', 'b'`)},
		{"a string, NULL", insert("'old', 'b'"), null, insert("NULL, 'b'")},
		{"a string, digits", insert("'old', 'b'"), value("1"), insert("'1', 'b'")},
		{"an escape string", insert(`E'o\n', 'b'`), value(`a\'`), insert(`'a\''', 'b'`)},
		{"a number", insert("1, 'b'"), value("-2.5e10"), insert("-2.5e10, 'b'")},
		{"a number, not a number", insert("1, 'b'"), value("NaN"), insert("'NaN', 'b'")},
		{"a number, a sum", insert("1, 'b'"), value("555-0100"), insert("'555-0100', 'b'")},
		{"a number, a comment", insert("1, 'b'"), value("1--2"), insert("'1--2', 'b'")},
		{"a number, half of one", insert("1, 'b'"), value("1e"), insert("'1e', 'b'")},
		{"a number, a name", insert("1, 'b'"), value("e"), insert("'e', 'b'")},
		{"a number, a dot", insert("1, 'b'"), value("."), insert("'.', 'b'")},
		{"a number, signs", insert("1, 'b'"), value("+-1"), insert("'+-1', 'b'")},
		{"a number, empty", insert("1, 'b'"), value(""), insert("'', 'b'")},
		{"a number, NULL", insert("1, 'b'"), null, insert("NULL, 'b'")},
		{"true", insert("true, 'b'"), value("f"), insert("false, 'b'")},
		{"false", insert("false, 'b'"), value("true"), insert("true, 'b'")},
		{"true, another text", insert("true, 'b'"), value("maybe"), insert("'maybe', 'b'")},
		{"bits", insert("B'101', 'b'"), value("01"), insert("B'01', 'b'")},
		{"bits, none", insert("B'101', 'b'"), value(""), insert("B'', 'b'")},
		{"bits, others", insert("B'101', 'b'"), value("1x1"), insert("'1x1', 'b'")},
		{"a NULL of INSERT", insert("NULL, 'b'"), value("x"), insert("'x', 'b'")},
		{"a DEFAULT", insert("DEFAULT, 'b'"), value("x"), insert("'x', 'b'")},
		{"rows of one statement", "INSERT INTO t VALUES\n\t(1, 2),\n\t(3, 4);\n", value("0"), "INSERT INTO t VALUES\n\t(0, 2),\n\t(0, 4);\n"},
		{"ON CONFLICT", "INSERT INTO t VALUES\n\t(1, 2),\n\t(3, 4) ON CONFLICT DO NOTHING;\n", value("0"),
			"INSERT INTO t VALUES\n\t(0, 2),\n\t(0, 4) ON CONFLICT DO NOTHING;\n"},
		{"standard_conforming_strings off", scsOff + insert(`'old', '\\'`), value(`a\'`), scsOff + insert(`'a\\''', '\\'`)},
		{"standard_conforming_strings off, E", scsOff + insert(`E'old', '\\'`), value(`\`), scsOff + insert(`'\\', '\\'`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			edit := func(_ *dumpfmt.Header, row *dumpfmt.Row) error {
				if tt.set.Null {
					row.SetNull(0)
				} else {
					row.Set(0, []byte(tt.set.Text))
				}
				return nil
			}
			out, err := dumptest.Rewrite(t, strings.NewReader(tt.in), edit, dumpfmt.Partial())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(out)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkFirst(t, string(out), tt.set)
		})
	}
}

// checkFirst checks that the first value of each row is want. Booleans may be
// written in another way.
func checkFirst(t *testing.T, dump string, want dumptest.Value) {
	t.Helper()
	rows, err := dumptest.Rows(t, strings.NewReader(dump), dumpfmt.Partial())
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	for _, row := range rows {
		got := row.Values[0]
		if got != want && !(got.Text == "t" && want.Text == "true") {
			t.Errorf("reads back as %+v, want %+v", got, want)
		}
	}
}

// TestRewriteErrors marks the row at fault with ∑ inside the input.
func TestRewriteErrors(t *testing.T) {
	const tuple = "the rows of an INSERT are not as pg_dump writes them, want (value, …), … ;"
	const value = "a value that is neither a literal, a number, NULL, DEFAULT, true nor false; dump with pg_dump, unedited"
	const cast = "a value with a cast, as DBeaver and pgAdmin write it, and not pg_dump; export with pg_dump --inserts"
	tests := []struct{ name, in, want string }{
		{"a zero byte", "COPY t (a, b) FROM stdin;\n1\t2\n∑1\t\\0\n\\.\n", `line 3: table public.t: row 2: column b: an escape stands for a zero byte`},
		{"a zero byte in the OID", "COPY t (a) WITH OIDS FROM stdin;\n∑\\0\t1\n\\.\n", `line 2: table public.t: row 1: an escape stands for a zero byte`},
		{"a zero byte after the OID", "COPY t (a) WITH OIDS FROM stdin;\n∑1\t\\0\n\\.\n", `line 2: table public.t: row 1: column a: an escape stands for a zero byte`},
		{"a backslash before the newline", "COPY t (a) FROM stdin;\n1\n∑x\\\ny\n\\.\n", "line 3: table public.t: row 2: a backslash before the end of the line"},
		{"a CR in LF rows", "COPY t (a) FROM stdin;\n1\n∑a\rb\n\\.\n", "line 3: table public.t: row 2: a row holds a raw carriage return, which COPY takes for the end of a line"},
		{"a CR LF in LF rows", "COPY t (a) FROM stdin;\n∑1\r\n\\.\n", "line 2: table public.t: row 1: a row ends in CR LF, and the lines before it do not"},
		{"an LF in CR LF rows", "COPY t (a) FROM stdin;\r\n1\r\n∑2\n\\.\r\n", "line 3: table public.t: row 2: a row ends in LF, and the lines before it in CR LF"},
		{"an empty LF row in CR LF rows", "COPY t (a) FROM stdin;\r\n∑\n\\.\r\n", "line 2: table public.t: row 1: a row ends in LF, and the lines before it in CR LF"},
		{"a CR in CR LF rows", "COPY t (a) FROM stdin;\r\n∑a\rb\r\n\\.\r\n", "line 2: table public.t: row 1: a row holds a raw carriage return, which COPY takes for the end of a line"},
		{"a backslash before CR LF", "COPY t (a) FROM stdin;\r\n∑a\\\r\n\\.\r\n", "line 2: table public.t: row 1: a backslash before the end of the line"},

		{"an expression", "INSERT INTO t VALUES ∑(1 + 1);\n", "line 1: table public.t: " + tuple},
		{"a cast", "INSERT INTO t VALUES\n\t(1),\n\t∑('a'::text);\n", "line 3: table public.t: " + cast},
		{"a call", "INSERT INTO t VALUES ∑(now());\n", "line 1: table public.t: " + value},
		{"an array", "INSERT INTO t VALUES ∑(ARRAY[1]);\n", "line 1: table public.t: " + value},
		{"a hex string", "INSERT INTO t VALUES ∑(X'1f');\n", "line 1: table public.t: " + value},
		{"a dollar quote", "INSERT INTO t VALUES ∑($$a$$);\n", "line 1: table public.t: " + value},
		{"a double quote", `INSERT INTO t VALUES ∑("a");` + "\n", "line 1: table public.t: " + value},
		{"a psql variable", "INSERT INTO t VALUES ∑(:x);\n", "line 1: table public.t: " + value},
		{"a comment", "INSERT INTO t VALUES ∑(1 /* x */);\n", "line 1: table public.t: " + tuple},
		{"a comment that looks like a number", "INSERT INTO t VALUES ∑(--1\n1);\n", "line 1: table public.t: " + value},
		{"a difference", "INSERT INTO t VALUES ∑(2-1);\n", "line 1: table public.t: " + tuple},
		{"half a number", "INSERT INTO t VALUES ∑(1e);\n", "line 1: table public.t: " + tuple},
		{"no value", "INSERT INTO t VALUES ∑();\n", "line 1: table public.t: " + value},
		{"no rows", "INSERT INTO t VALUES ∑;\n", "line 1: table public.t: " + tuple},
		{"RETURNING", "INSERT INTO t VALUES (1)∑ RETURNING a;\n", "line 1: table public.t: " + tuple},
		{"ON CONFLICT DO UPDATE", "INSERT INTO t VALUES (1)∑ ON CONFLICT (a) DO UPDATE SET a = 1;\n", "line 1: table public.t: " + tuple},
		{"a continued string", "INSERT INTO t VALUES ∑('a'\n'b');\n", "line 1: table public.t: " + tuple},
		{"a bad escape", "INSERT INTO t (a, b) VALUES (1, 2);\nINSERT INTO t (a, b) VALUES ∑(1, E'\\u12');\n",
			"line 2: table public.t: column b: an escape in a literal is not valid"},
		{"a zero byte in an escape string", "INSERT INTO t (a) VALUES ∑(E'\\0');\n", "line 1: table public.t: column a: an escape in a literal is not valid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := strings.Replace(tt.in, "∑", "", 1)
			_, err := dumptest.Rows(t, strings.NewReader(in), dumpfmt.Partial())
			var syntax *dumpfmt.SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("error %v, want a SyntaxError", err)
			}
			if got := strings.TrimPrefix(err.Error(), "dump "); got != tt.want {
				t.Errorf("error %q\n want %q", got, tt.want)
			}
			if want := strings.Index(tt.in, "∑"); syntax.Pos.Offset != int64(want) {
				t.Errorf("offset %d, want %d", syntax.Pos.Offset, want)
			}
		})
	}
}

// The error of an edit function gets the row's place, whatever the size of the
// batches; dst holds the rows before.
func TestEditErrors(t *testing.T) {
	var in strings.Builder
	in.WriteString("-- x\nCOPY app.\"Users\" (id, \"E Mail\") FROM stdin;\n")
	for i := range 20 {
		fmt.Fprintf(&in, "%d\tx\n", i+1)
	}
	in.WriteString("\\.\n")
	cause := errors.New("is no e-mail")
	for _, size := range []int{16, 100, 1000} {
		out, err := dumptest.Rewrite(t, strings.NewReader(in.String()), func(_ *dumpfmt.Header, row *dumpfmt.Row) error {
			if string(row.Raw(0)) == "13" {
				return &dumpfmt.ColumnError{Column: "E Mail", Err: cause}
			}
			return nil
		}, dumpfmt.Partial(), dumpfmt.BatchSize(size))
		const want = `dump line 15: table app."Users": row 13: column "E Mail": is no e-mail`
		if err == nil || err.Error() != want || !errors.Is(err, cause) {
			t.Errorf("batches of %d: error %v, want %s", size, err, want)
		}
		before, _, _ := strings.Cut(in.String(), "13\tx\n")
		if string(out) != before {
			t.Errorf("batches of %d: %d bytes before the error, want %d", size, len(out), len(before))
		}
	}
}

func TestRewriterRows(t *testing.T) {
	const in = "COPY t (a) FROM stdin;\n1\n2\n\\.\nINSERT INTO t VALUES (1), (2);\nINSERT INTO t VALUES (3);\n" +
		"INSERT INTO z DEFAULT VALUES;\nINSERT INTO z DEFAULT VALUES;\n"
	var w dumpfmt.Rewriter
	var got []int64
	err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
		if seg.Kind != dumpfmt.CopyData && seg.Kind != dumpfmt.Insert {
			return
		}
		out, err := w.Append(nil, seg, func(*dumpfmt.Row) error { return nil })
		if err != nil || string(out) != string(seg.Bytes) {
			t.Errorf("error %v, or other bytes", err)
		}
		got = append(got, w.Rows())
	}, dumpfmt.Partial())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{2, 3, 2}, got); diff != "" {
		t.Errorf("rows: -want +got:\n%s", diff)
	}
}

func TestSegmentRows(t *testing.T) {
	tests := []struct {
		in   string
		want int64
	}{
		{"SELECT 1;", 0},
		{"COPY t (a) FROM stdin;\n\n1\n\\.\n", 2},
		{"INSERT INTO t VALUES (1, ')', E'\\'(');\nINSERT INTO t VALUES ((2)), (f(3));\n", 3},
		{"INSERT INTO z DEFAULT VALUES;\nINSERT INTO z DEFAULT VALUES;\n", 2},
		{"INSERT INTO t VALUES (1) /* ; */;\nINSERT INTO t VALUES ($$;$$);\n", 2},
	}
	for _, tt := range tests {
		rows := int64(0)
		err := dumptest.Each(t, strings.NewReader(tt.in), func(seg *dumpfmt.Segment) { rows += seg.Rows() }, dumpfmt.Partial())
		if err != nil || rows != tt.want {
			t.Errorf("%s: %d rows, error %v, want %d", tt.in, rows, err, tt.want)
		}
	}
}

func TestFieldCountError(t *testing.T) {
	if got, want := dumpfmt.FieldCountError(3, 4).Error(), "3 fields, want 4"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestColumnError(t *testing.T) {
	cause := errors.New("too long")
	err := fmt.Errorf("row: %w", &dumpfmt.ColumnError{Column: "A", Err: cause})
	if got, want := err.Error(), `row: column "A": too long`; got != want || !errors.Is(err, cause) {
		t.Errorf("%q, want %q", got, want)
	}
}
