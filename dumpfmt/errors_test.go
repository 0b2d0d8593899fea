package dumpfmt_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

// TestScanErrors marks the place of the error with ∑ inside the input.
func TestScanErrors(t *testing.T) {
	const copyForm = "this form of COPY is not understood, want COPY table [(columns)] [WITH OIDS] FROM stdin"
	const insertForm = "this form of INSERT is not understood, want INSERT INTO table [(columns)] [OVERRIDING …] VALUES"
	const cut = "the input ends too early, inside of a "
	const command = "a psql command that pg_dump does not write"
	const start = "a statement begins with neither a letter nor a parenthesis"
	tests := []struct{ name, in, want string }{
		{"COPY to a file", "\n∑COPY t TO '/x';\n", "line 2: " + copyForm},
		{"COPY from a program", "∑COPY t FROM PROGRAM 'x';\n", "line 1: " + copyForm},
		{"COPY with options", "∑COPY t (a) FROM stdin WITH (FORMAT csv);\n1\n\\.\n", "line 1: " + copyForm},
		{"COPY of a query", "∑COPY (SELECT 1) TO stdout;\n", "line 1: " + copyForm},
		{"COPY BINARY", "∑COPY BINARY t FROM stdin;\n", "line 1: " + copyForm},
		{"COPY WITH OIDS in the wrong place", "∑COPY t WITH OIDS (a) FROM stdin;\n", "line 1: " + copyForm},
		{"COPY of a name in four parts", "∑COPY c.d.s.t (a) FROM stdin;\n", "line 1: " + copyForm},
		{"COPY with an empty list", "∑COPY t () FROM stdin;\n", "line 1: " + copyForm},
		{"COPY with an open list", "∑COPY t (a, ) FROM stdin;\n", "line 1: " + copyForm},
		{"COPY with a U& name", `∑COPY U&"\0074" (a) FROM stdin;` + "\n", "line 1: " + copyForm},
		{"SQL after COPY", "COPY t (a) FROM stdin;∑ SELECT 1;\n1\n\\.\n", "line 1: text after COPY … FROM stdin; on the same line"},
		{"a blank after COPY", "COPY t (a) FROM stdin;∑ \n\\.\n", "line 1: text after COPY … FROM stdin; on the same line"},
		{"INSERT of a query", "∑INSERT INTO t SELECT 1;\n", "line 1: " + insertForm},
		{"INSERT with an alias", "∑INSERT INTO t AS x VALUES (1);\n", "line 1: " + insertForm},
		{"INSERT without a table", "∑INSERT INTO 'x' VALUES (1);\n", "line 1: " + insertForm},
		{"INSERT OVERRIDING in part", "∑INSERT INTO t OVERRIDING VALUE VALUES (1);\n", "line 1: " + insertForm},

		{"a row that begins like the end", "COPY app.t (a) FROM stdin;\n1\n2\n∑\\.x\n\\.\n",
			`line 4: table app.t: row 3: a row begins with \. and is not the end of the rows`},
		{"the end with a blank", "COPY t (a) FROM stdin;\n∑\\. \n", `line 2: table public.t: row 1: a row begins with \. and is not the end of the rows`},
		{"the end with a bare CR", "COPY t (a) FROM stdin;\n∑\\.\rx\n", `line 2: table public.t: row 1: a row begins with \. and is not the end of the rows`},

		{"a file that ends in rows", "COPY t (a) FROM stdin;\n1\n2∑", `line 3: table public.t: row 2: ` + cut + `COPY block: there is no \. line`},
		{"a file that ends between rows", "COPY t (a) FROM stdin;\n1\n2\n∑", `line 4: table public.t: row 3: ` + cut + `COPY block: there is no \. line`},
		{"a file that ends in the end of rows", "COPY t (a) FROM stdin;\n\\.∑", `line 2: table public.t: row 1: ` + cut + `COPY block: there is no \. line`},
		{"a file that ends in a header", "COPY t (a) FROM stdin;∑", "line 1: " + cut + "statement"},
		{"a file that ends in a CRLF header", "COPY t (a) FROM stdin;\r∑", "line 1: " + cut + "statement"},
		{"a file that ends in an INSERT", "INSERT INTO t VALUES (1),\n(2)∑", "line 2: " + cut + "statement"},
		{"a file that ends in a statement", "DROP TABLE t∑", "line 1: " + cut + "statement"},
		{"a file that ends in a literal", "SELECT 'a;\n∑", "line 2: " + cut + "statement"},
		{"a file that ends in an escape", "SELECT E'a\\∑", "line 1: " + cut + "statement"},
		{"a file that ends in a dollar quote", "SELECT $a$;\n$a∑", "line 2: " + cut + "statement"},
		{"a file that ends in parentheses", "SELECT (1;∑", "line 1: " + cut + "statement"},
		{"a file that ends in a body", "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;∑", "line 1: " + cut + "statement"},
		{"a file that ends in a comment", "/* x\n∑", "line 2: " + cut + "comment"},
		{"a file that ends in a nested comment", "/* /* x */∑", "line 1: " + cut + "comment"},

		{"a NUL between statements", "SET a = 1;\n∑\x00", "line 2: the input holds a NUL byte"},
		{"a NUL in a statement", "SET a = '∑\x00';", "line 1: the input holds a NUL byte"},
		{"a NUL in a row", "COPY t (a) FROM stdin;\n1\nab∑\x00cd\n\\.\n", "line 3: table public.t: row 2: the input holds a NUL byte"},
		{"an error before a NUL", "∑\\! x\n\x00", "line 1: " + command},

		{"a shell command", "∑\\! rm x\n", "line 1: " + command},
		{"a file", "∑\\i x.sql\n", "line 1: " + command},
		{"a psql COPY", "∑\\copy t from x\n", "line 1: " + command},
		{"a quit", "SET a = 1;\n∑\\q\n", "line 2: " + command},
		{"an output file", "∑\\o x\n", "line 1: " + command},
		{"a statement by \\g", "∑\\g\n", "line 1: " + command},
		{"a stray end of rows", "∑\\.\n", "line 1: " + command},
		{"two psql commands on a line", "∑\\echo x \\! y\n", "line 1: a psql command with a backslash or backquote in its arguments is not understood"},
		{"a backquote", "∑\\echo `x`\n", "line 1: a psql command with a backslash or backquote in its arguments is not understood"},
		{"an open quote", "∑\\connect \"x\n\"\n", "line 1: a psql command with a backslash or backquote in its arguments is not understood"},
		{"a psql variable", "∑\\set x y\n", "line 1: a psql variable that pg_dump does not set; psql puts :variables into the SQL that follows"},
		{"errors that are passed over", "∑\\set ON_ERROR_STOP off\n", `line 1: \set turns ON_ERROR_STOP off, so that psql passes over errors and what a failed run leaves looks whole; take the line out`},
		{"errors that are passed over, in short", "∑\\set ON_ERROR_STOP f\n", `line 1: \set turns ON_ERROR_STOP off, so that psql passes over errors and what a failed run leaves looks whole; take the line out`},
		{"nothing is committed", "\\set AUTOCOMMIT on\n∑\\set AUTOCOMMIT 'off'\n", `line 2: \set turns AUTOCOMMIT off, so that psql commits nothing of the dump and ends as if it had; take the line out`},
		{"errors that are rolled back alone", "\\set ON_ERROR_ROLLBACK 0\n∑\\set ON_ERROR_ROLLBACK\n", `line 2: \set turns ON_ERROR_ROLLBACK on, so that psql commits what comes before an error; take the line out`},
		{"statements that end with lines", "∑\\set SINGLELINE on\n", "line 1: a psql variable that pg_dump does not set; psql puts :variables into the SQL that follows"},
		{"a backslash in a statement", "SELECT 1\n∑\\g x\n", "line 2: a backslash outside of quotes, in the middle of a statement"},
		{"a backslash in parentheses", "SELECT (1 ∑\\; 2);\n", "line 1: a backslash outside of quotes, in the middle of a statement"},
		{"a \\restrict without a key", "∑\\restrict\n", `line 1: \restrict has no key of letters and digits`},
		{"an \\unrestrict with another key", "\\restrict a\n∑\\unrestrict b\n", `line 2: the key of \unrestrict is not that of \restrict`},
		{"an \\unrestrict alone", "∑\\unrestrict b\n", `line 1: the key of \unrestrict is not that of \restrict`},

		{"rows without a header", "∑1\ta\n2\tb\n\\.\n", "line 1: " + start},
		{"a mark of order within the file", "SET a = 1;\n∑\xef\xbb\xbfCOPY t (a) FROM stdin;\n1\n\\.\n", "line 2: " + start},
		{"UTF-16", "∑\xff\xfe-\x00", "line 1: " + start},

		{"SJIS", "\n∑SET client_encoding = 'SJIS';\n",
			"line 2: client_encoding SJIS has ASCII bytes inside of its characters and cannot be read safely; dump with pg_dump -E UTF8"},
		{"GB18030 half way", "SET client_encoding = 'UTF8';\n∑SET NAMES 'gb18030';\n",
			"line 2: client_encoding GB18030 has ASCII bytes inside of its characters and cannot be read safely; dump with pg_dump -E UTF8"},
		{"Big5 by psql", "∑\\encoding big-5\n",
			"line 1: client_encoding BIG5 has ASCII bytes inside of its characters and cannot be read safely; dump with pg_dump -E UTF8"},
		{"a setting that is not a truth", "∑SET standard_conforming_strings = 'perhaps';\n",
			"line 1: standard_conforming_strings is set to neither on nor off"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			offset := strings.Index(tt.in, "∑")
			in := strings.Replace(tt.in, "∑", "", 1)
			for _, size := range []int{16, dumpfmt.DefaultBatchSize} {
				out, err := dumptest.Join(t, strings.NewReader(in), dumpfmt.Partial(), dumpfmt.BatchSize(size))
				var syntax *dumpfmt.SyntaxError
				if !errors.As(err, &syntax) {
					t.Fatalf("error %v, want a SyntaxError", err)
				}
				if got := strings.TrimPrefix(err.Error(), "dump "); got != tt.want {
					t.Errorf("error %q\n want %q", got, tt.want)
				}
				if syntax.Pos.Offset != int64(offset) {
					t.Errorf("offset %d, want %d", syntax.Pos.Offset, offset)
				}
				if !strings.HasPrefix(in, string(out)) || len(out) > offset {
					t.Errorf("%d bytes of segments before the error, want a start of the %d before it", len(out), offset)
				}
			}
		})
	}
}

func TestScanErrorsWrap(t *testing.T) {
	_, err := dumptest.Join(t, strings.NewReader("SELECT 1;\n"))
	if !errors.Is(err, dumpfmt.ErrTrailer) {
		t.Errorf("%v, want ErrTrailer", err)
	}
	_, err = dumptest.Join(t, strings.NewReader("SELECT 1"))
	if !errors.Is(err, dumpfmt.ErrTruncated) {
		t.Errorf("%v, want ErrTruncated", err)
	}
}

// An error of the reader is passed on as it is, after the segments before it.
func TestReaderErrors(t *testing.T) {
	broken := errors.New("broken")
	const in = "SELECT 1;\nCOPY t (a) FROM stdin;\n1\n2\n\\.\n"
	for n := range int64(len(in)) {
		for _, size := range []int{16, 1000} {
			r := dumptest.FailAfter(strings.NewReader(in), n, broken)
			out, err := dumptest.Join(t, r, dumpfmt.BatchSize(size))
			if err != broken {
				t.Errorf("after %d bytes: error %v, want the reader's", n, err)
			}
			if !strings.HasPrefix(in[:n], string(out)) {
				t.Errorf("after %d bytes: %d bytes that are not a start of them", n, len(out))
			}
		}
	}
}

func TestReaderWithoutProgress(t *testing.T) {
	s := dumpfmt.NewScanner(stuck{})
	if s.Scan(&dumpfmt.Batch{}) || s.Err() != io.ErrNoProgress {
		t.Errorf("error %v, want %v", s.Err(), io.ErrNoProgress)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// A row or statement may be far longer than a batch.
func TestLongSegments(t *testing.T) {
	long := strings.Repeat("0123456789", 50_000)
	in := "COPY t (a) FROM stdin;\n1\n" + long + "\n2\n\\.\nINSERT INTO t VALUES ('" + long + "');\n/* " + long + " */\nSELECT $x$" + long + "$x$;\n"
	for _, size := range []int{16, 4096, dumpfmt.DefaultBatchSize} {
		out, err := dumptest.Join(t, strings.NewReader(in), dumpfmt.Partial(), dumpfmt.BatchSize(size))
		if err != nil || !bytes.Equal(out, []byte(in)) {
			t.Errorf("batches of %d: %d bytes of %d, error %v", size, len(out), len(in), err)
		}
	}
}

// psqlCommands are those of psql 15 to 19 (psql-ref.sgml), with an argument where
// they need one.
const psqlCommands = `a bind bind_named:x c:d C:t cd:x close:x close_prepared:x conninfo connect:d copy:t copyright crosstabview d:t dt df:f e echo:x ef elif:true else
	encoding:UTF8 endif endpipeline errverbose ev f:x flush flushrequest g gdesc getenv:a getresults gexec gset gx h help H html i:x if:false if:true include:x include_relative:x ir:x
	l list lo_export:1 lo_import:x lo_list lo_unlink:1 o:x out:x p parse:x password print prompt:x pset:x q qecho:x quit r reset restrict:k s:x sendpipeline set:x setenv:a sf:f
	startpipeline sv:v syncpipeline t T:x timing unrestrict:k unset:x w:x warn:x watch write:x x z ! ? ;`

// TestPsqlCommands wants all commands of psql to be refused but those that the
// dump's text keeps its meaning under.
func TestPsqlCommands(t *testing.T) {
	pass := map[string]bool{
		"c:d": true, "connect:d": true, "echo:x": true, "encoding:UTF8": true, "endif": true, "if:true": true, "restrict:k": true, "timing": true, "set:ON_ERROR_STOP": true,
	}
	for _, c := range append(strings.Fields(psqlCommands), "set:ON_ERROR_STOP") {
		line := "\\" + strings.Replace(c, ":", " ", 1) + "\n"
		err := dumptest.Each(t, strings.NewReader("SET a = 1;\n"+line), func(*dumpfmt.Segment) {}, dumpfmt.Partial())
		if (err == nil) != pass[c] {
			t.Errorf("%q: error %v", line, err)
		}
	}
}

// TestConnectPassword wants \connect refused with a password, however it is given.
func TestConnectPassword(t *testing.T) {
	for arg, pass := range map[string]bool{
		`d u h 5432`:                            true,
		`-reuse-previous=on "dbname='a b@c:d'"`: true,
		`postgresql://h:5432/d`:                 true,
		`postgresql://u@h:5432/d`:               true,
		`"dbname=d PassWord=x"`:                 false,
		`postgresql://u:x@h/d`:                  false,
		`"postgres://u:x@h:5432/d"`:             false,
		`postgresql://h/d?sslpassword=x`:        false,
	} {
		err := dumptest.Each(t, strings.NewReader("SET a = 1;\n\\connect "+arg+"\n"), func(*dumpfmt.Segment) {}, dumpfmt.Partial())
		if (err == nil) != pass {
			t.Errorf("%s: error %v", arg, err)
		}
	}
}
