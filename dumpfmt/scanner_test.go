package dumpfmt_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
)

var kindNames = map[dumpfmt.Kind]string{
	dumpfmt.Space: "space", dumpfmt.SQL: "sql", dumpfmt.Meta: "meta", dumpfmt.CopyBegin: "begin",
	dumpfmt.CopyData: "rows", dumpfmt.CopyEnd: "end", dumpfmt.Insert: "insert",
}

// visible shows the bytes that cannot be seen in a table of tests.
var visible = strings.NewReplacer("\n", "⏎", "\r", "␍", "\t", "→")

// segments scans in and returns a line for each segment that is not white
// space: "rows 1→a⏎".
func segments(t *testing.T, in string, opts ...dumpfmt.Option) ([]string, error) {
	t.Helper()
	got := []string{}
	err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
		if seg.Kind != dumpfmt.Space {
			got = append(got, kindNames[seg.Kind]+" "+visible.Replace(string(seg.Bytes)))
		}
	}, opts...)
	return got, err
}

func TestSegments(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want []string
	}{
		{"comments and blank lines", "-- a; 'b\n\n/* c; ' /* d */ \" */\n", nil},
		{"statements on one line", "SET a = 1; SET b = ';' ;;\n", []string{
			"sql SET a = 1;", "sql SET b = ';' ;", "sql ;"}},
		{"empty statements", ";; ;\n\n;\n-- x\n;SET a = 1;;\n", []string{"sql ;; ;⏎⏎;", "sql ;", "sql SET a = 1;", "sql ;"}},
		{"a copy block", "COPY public.t (a) FROM stdin;\n1\n2\n\\.\nSELECT 1;\n", []string{
			"begin COPY public.t (a) FROM stdin;⏎", "rows 1⏎2⏎", `end \.⏎`, "sql SELECT 1;"}},
		{"no rows", "COPY t (a) FROM stdin;\n\\.\n", []string{
			"begin COPY t (a) FROM stdin;⏎", `end \.⏎`}},
		{"rows of empty strings", "COPY t (a) FROM stdin;\n\n\n\\.\n", []string{
			"begin COPY t (a) FROM stdin;⏎", "rows ⏎⏎", `end \.⏎`}},
		{"rows that look like SQL", "COPY t (a) FROM stdin;\nCOPY t (a) FROM stdin;\n-- x\nDROP TABLE t;\n\\\\.\n\\\\N\n$$\n'\n\\.\n", []string{
			"begin COPY t (a) FROM stdin;⏎", `rows COPY t (a) FROM stdin;⏎-- x⏎DROP TABLE t;⏎\\.⏎\\N⏎$$⏎'⏎`, `end \.⏎`}},
		{"a dot after a backslash within a row", "COPY t (a) FROM stdin;\nx\\.\n\\.\n", []string{
			"begin COPY t (a) FROM stdin;⏎", `rows x\.⏎`, `end \.⏎`}},
		{"CRLF", "COPY t (a) FROM stdin;\r\n1\r\n\\.\r\nSET x = 1;\r\n", []string{
			"begin COPY t (a) FROM stdin;␍⏎", "rows 1␍⏎", `end \.␍⏎`, "sql SET x = 1;"}},
		{"lower case", "copy t (a) from STDIN;\n\\.\n", []string{"begin copy t (a) from STDIN;⏎", `end \.⏎`}},
		{"a comment before COPY", "/* ; */ COPY t (a) FROM stdin;\n\\.\n", []string{
			"begin COPY t (a) FROM stdin;⏎", `end \.⏎`}},
		{"a byte order mark", "\xef\xbb\xbfSET a = 1;\n", []string{"sql SET a = 1;"}},
		{"COPY in a function body", "CREATE FUNCTION f() AS $$\nCOPY t (a) FROM stdin;\n$$;\n", []string{
			"sql CREATE FUNCTION f() AS $$⏎COPY t (a) FROM stdin;⏎$$;"}},
		{"COPY in a comment", "/*\nCOPY t (a) FROM stdin;\n*/\n-- x\n", nil},
		{"COPY in a literal", "COMMENT ON TABLE t IS 'x\nCOPY t (a) FROM stdin;\n\\.\n';\n", []string{
			`sql COMMENT ON TABLE t IS 'x⏎COPY t (a) FROM stdin;⏎\.⏎';`}},
		{"COPY as a name", "COPYRIGHT;copy_1;copy$;copyé;\n", []string{
			"sql COPYRIGHT;", "sql copy_1;", "sql copy$;", "sql copyé;"}},
		{"INSERT in a literal", "SELECT '\nINSERT INTO t VALUES (1);\n';", []string{
			"sql SELECT '⏎INSERT INTO t VALUES (1);⏎';"}},
		{"INSERT in a rule", "CREATE RULE r AS ON INSERT TO t DO INSTEAD ( INSERT INTO u VALUES (1);\n DELETE FROM v;\n);", []string{
			"sql CREATE RULE r AS ON INSERT TO t DO INSTEAD ( INSERT INTO u VALUES (1);⏎ DELETE FROM v;⏎);"}},
		{"one INSERT after another", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\nINSERT INTO t VALUES\n\t(3),\n\t(4);\n", []string{
			"insert INSERT INTO t VALUES (1);⏎INSERT INTO t VALUES (2);⏎INSERT INTO t VALUES⏎→(3),⏎→(4);⏎"}},
		{"INSERTs for two tables", "INSERT INTO t VALUES (1);\nINSERT INTO tt VALUES (2);\n", []string{
			"insert INSERT INTO t VALUES (1);⏎", "insert INSERT INTO tt VALUES (2);⏎"}},
		{"INSERTs with two lists", "INSERT INTO t (a) VALUES (1);\nINSERT INTO t (b) VALUES (2);\n", []string{
			"insert INSERT INTO t (a) VALUES (1);⏎", "insert INSERT INTO t (b) VALUES (2);⏎"}},
		{"INSERTs with and without ON CONFLICT", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2) ON CONFLICT DO NOTHING;\n", []string{
			"insert INSERT INTO t VALUES (1);⏎", "insert INSERT INTO t VALUES (2) ON CONFLICT DO NOTHING;⏎"}},
		{"INSERTs with a blank line between", "INSERT INTO t VALUES (1);\n\nINSERT INTO t VALUES (2);\n", []string{
			"insert INSERT INTO t VALUES (1);⏎", "insert INSERT INTO t VALUES (2);⏎"}},
		{"INSERTs with a comment between", "INSERT INTO t VALUES (1);\n--\nINSERT INTO t VALUES (2);\n", []string{
			"insert INSERT INTO t VALUES (1);⏎", "insert INSERT INTO t VALUES (2);⏎"}},
		{"INSERTs without a newline between", "INSERT INTO t VALUES (1);INSERT INTO t VALUES (2);", []string{
			"insert INSERT INTO t VALUES (1);INSERT INTO t VALUES (2);"}},
		{"INSERTs in CRLF", "INSERT INTO t VALUES (1);\r\nINSERT INTO t VALUES (2);\r\n\r\n", []string{
			"insert INSERT INTO t VALUES (1);␍⏎INSERT INTO t VALUES (2);␍⏎"}},
		{"DEFAULT VALUES", "INSERT INTO t DEFAULT VALUES;\nINSERT INTO t DEFAULT VALUES;\n", []string{
			"insert INSERT INTO t DEFAULT VALUES;⏎INSERT INTO t DEFAULT VALUES;⏎"}},
		{"psql commands", "\\restrict k1\n\\unrestrict k1\n\\connect -reuse-previous=on \"dbname='we ird\\'q'\"\n\\restrict k1\nSET a = 1;\n", []string{
			`meta \restrict k1`, `meta \unrestrict k1`, `meta \connect -reuse-previous=on "dbname='we ird\'q'"`,
			`meta \restrict k1`, "sql SET a = 1;"}},
		{"psql commands that guard a stream", "\\if true\n\\set ON_ERROR_STOP on\n\\echo hi\n\\endif\n", []string{
			`meta \if true`, `meta \set ON_ERROR_STOP on`, `meta \echo hi`, `meta \endif`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := segments(t, tt.in, dumpfmt.Partial())
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == nil {
				tt.want = []string{}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	cols := func(names ...string) []string { return names }
	name := func(schema, name string) dumpfmt.Name { return dumpfmt.Name{Schema: schema, Name: name} }
	tests := []struct {
		in   string
		want dumpfmt.Header
	}{
		{"COPY app.users (id, email) FROM stdin;", dumpfmt.Header{Table: name("app", "users"), Columns: cols("id", "email")}},
		{"COPY public.zero  FROM stdin;", dumpfmt.Header{Table: name("public", "zero")}},
		{"COPY users (id) WITH OIDS FROM stdin;", dumpfmt.Header{Table: name("public", "users"), Columns: cols("id"), OIDs: true}},
		{"COPY zero_oid  WITH OIDS FROM stdin;", dumpfmt.Header{Table: name("public", "zero_oid"), OIDs: true}},
		{"COPY a.t (x) FROM stdin;\r", dumpfmt.Header{Table: name("a", "t"), Columns: cols("x"), CRLF: true}},
		{`COPY "we.ird; DROP"."Ta""ble, (x) FROM stdin;" ("a,b", "new` + "\n" + `line", "c)d") FROM stdin;`,
			dumpfmt.Header{Table: name("we.ird; DROP", `Ta"ble, (x) FROM stdin;`), Columns: cols("a,b", "new\nline", "c)d")}},
		{`COPY "copy"."from" ("with", stdin) FROM stdin;`, dumpfmt.Header{Table: name("copy", "from"), Columns: cols("with", "stdin")}},
		{`COPY public."user" ("order") FROM stdin;`, dumpfmt.Header{Table: name("public", "user"), Columns: cols("order")}},
		{"COPY PUBLIC.Users (Email) FROM STDIN;", dumpfmt.Header{Table: name("public", "users"), Columns: cols("email")}},
		{"COPY public.\"nаïve\" (größe) FROM stdin;", dumpfmt.Header{Table: name("public", "nаïve"), Columns: cols("größe")}},
		{"COPY\n t \n(a\n,b)FROM stdin ;", dumpfmt.Header{Table: name("public", "t"), Columns: cols("a", "b")}},

		{"INSERT INTO app.t VALUES (1);", dumpfmt.Header{Table: name("app", "t"), Insert: true}},
		{"INSERT INTO t (a, \"B\") VALUES (1, 2);", dumpfmt.Header{Table: name("public", "t"), Columns: cols("a", "B"), Insert: true}},
		{"INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1);", dumpfmt.Header{Table: name("public", "t"), Columns: cols("a"), Insert: true}},
		{"INSERT INTO t OVERRIDING USER VALUE VALUES\n\t(1);", dumpfmt.Header{Table: name("public", "t"), Insert: true}},
		{"INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING;",
			dumpfmt.Header{Table: name("public", "t"), Columns: cols("a"), Insert: true, OnConflict: true}},
		{"INSERT INTO t DEFAULT VALUES;", dumpfmt.Header{Table: name("public", "t"), Insert: true, Default: true}},
		{`insert into "values" values (1);`, dumpfmt.Header{Table: name("public", "values"), Insert: true}},
		{`INSERT INTO t ("a) VALUES (") VALUES (1);`, dumpfmt.Header{Table: name("public", "t"), Columns: cols("a) VALUES ("), Insert: true}},
	}
	for _, tt := range tests {
		in := tt.in + "\n"
		if !tt.want.Insert {
			in += "\\.\n"
		}
		var got []*dumpfmt.Header
		err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
			if seg.Header != nil {
				got = append(got, seg.Header)
			}
		}, dumpfmt.Partial())
		if err != nil || len(got) == 0 {
			t.Errorf("%s: %d headers, error %v", tt.in, len(got), err)
			continue
		}
		if diff := cmp.Diff(tt.want, *got[0], cmp.FilterPath(isPrefix, cmp.Ignore())); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.in, diff)
		}
		if got[0] != got[len(got)-1] {
			t.Errorf("%s: the segments of a block have different headers", tt.in)
		}
	}
}

// isPrefix reports whether p is the header's field for the Rewriter alone, or
// one that has a test of its own.
func isPrefix(p cmp.Path) bool {
	return p.Last().String() == ".prefix" || p.Last().String() == ".Unqualified"
}

func TestSession(t *testing.T) {
	tests := []struct {
		in   string
		want dumpfmt.Session
	}{
		{"", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET search_path = app, pg_catalog;", dumpfmt.Session{SearchPath: []string{"app", "pg_catalog"}, StdStrings: true}},
		{`SET search_path = "We,ird", pg_catalog;`, dumpfmt.Session{SearchPath: []string{"We,ird", "pg_catalog"}, StdStrings: true}},
		{`SET search_path TO 'a', "$user", B;`, dumpfmt.Session{SearchPath: []string{"a", "b"}, UserPath: true, StdStrings: true}},
		{"SET search_path TO app; RESET search_path;", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET search_path TO app; SET search_path TO DEFAULT;", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SELECT pg_catalog.set_config('search_path', '', false);", dumpfmt.Session{SearchPath: []string{}, StdStrings: true}},
		{`SELECT set_config('search_path', 'app, "We""ird"', false);`, dumpfmt.Session{SearchPath: []string{"app", `We"ird`}, StdStrings: true}},
		{"SELECT 1; SELECT pg_catalog.set_config('search_path'::text, 'app'::pg_catalog.text, false);", dumpfmt.Session{SearchPath: []string{"app"}, StdStrings: true}},
		{"SELECT set_config(setting_name => 'search_path', is_local => 'False', new_value => 'app');", dumpfmt.Session{SearchPath: []string{"app"}, StdStrings: true}},
		{"SELECT pg_catalog.set_config('lock_timeout', '0', true);", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET SCHEMA 'app';", dumpfmt.Session{SearchPath: []string{"app"}, StdStrings: true}},
		{"SET SESSION SCHEMA 'a, b'; SELECT 'set_config';", dumpfmt.Session{SearchPath: []string{"a, b"}, StdStrings: true}},
		{"SET client_encoding = 'LATIN1';", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, Encoding: "LATIN1", StdStrings: true}},
		{"SET NAMES 'utf-8';", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, Encoding: "UTF8", StdStrings: true}},
		{"SET client_encoding = 'SQL_ASCII';", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, Encoding: "SQLASCII", StdStrings: true}},
		{"\\encoding Unicode\n", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, Encoding: "UTF8", StdStrings: true}},
		{"SET standard_conforming_strings = off;", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true}},
		{"SET standard_conforming_strings TO 'ON';", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET SESSION standard_conforming_strings = False; RESET ALL;", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET /* " + strings.Repeat("x", 1<<17) + " */ standard_conforming_strings = off;", dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true}},
		{"SET search_path = app; SET client_encoding = 'LATIN1'; SET standard_conforming_strings = off;\n\\connect other\n",
			dumpfmt.Session{Connects: 1, SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"\\connect a\n\\c b\n", dumpfmt.Session{Connects: 2, SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
		{"SET TIME ZONE 'UTC'; SET row_security = off; SELECT 'x'; RESET ROLE; SET SESSION AUTHORIZATION 'u';",
			dumpfmt.Session{SearchPath: []string{"public"}, UserPath: true, StdStrings: true}},
	}
	for _, tt := range tests {
		var got *dumpfmt.Session
		err := dumptest.Each(t, strings.NewReader(tt.in+"\nSELECT 1;"), func(seg *dumpfmt.Segment) { got = seg.Session },
			dumpfmt.Partial())
		if err != nil {
			t.Errorf("%.80s: %v", tt.in, err)
			continue
		}
		if diff := cmp.Diff(tt.want, *got); diff != "" {
			t.Errorf("%.80s: -want +got:\n%s", tt.in, diff)
		}
	}
}

// What may change the search_path in a way that is not followed is refused.
func TestSessionRefused(t *testing.T) {
	for _, in := range []string{
		"SELECT 1, pg_catalog.set_config('search_path', 'app', false);",
		"SELECT set_config('search_path', 'app', false), 2;",
		"SELECT set_config('search_' || 'path', 'app', false);",
		"SELECT set_config('search_p\", [1, tath', '', false);",
		"SELECT set_config('search_path', 'app', false) FROM t;",
		"SELECT set_config(s, 'app', false) FROM (SELECT 'search_path' AS s) x;",
		"SELECT set_config('search_path', 'app', true);",
		`SELECT "set_config"('search_path', 'app', 1 = 2);`,
		"SELECT set_config(new_value := 'app', setting_name := 'search_path', is_local := false);",
		"SET LOCAL search_path = app;", "SET LOCAL SCHEMA 'app';", "SET search_path = pg_temp, public;",
	} {
		err := dumptest.Each(t, strings.NewReader(in+"\nSELECT 1;"), func(*dumpfmt.Segment) {}, dumpfmt.Partial())
		if err == nil {
			t.Errorf("%s: no error", in)
		}
	}
}

// The same unqualified name is another table under another search_path, also
// where one INSERT follows another.
func TestSearchPathNamesTables(t *testing.T) {
	const in = "SET search_path = a;\nINSERT INTO t VALUES (1);\nSET search_path = b;\nINSERT INTO t VALUES (1);\n" +
		"\\connect x\nINSERT INTO t VALUES (1);\nSELECT set_config('search_path', '', false);\nCOPY t (a) FROM stdin;\n\\.\n"
	var got []string
	err := dumptest.Each(t, strings.NewReader(in), func(seg *dumpfmt.Segment) {
		if seg.Kind == dumpfmt.Insert || seg.Kind == dumpfmt.CopyBegin {
			got = append(got, seg.Header.Table.String())
			if !seg.Header.Unqualified {
				t.Errorf("%s has a schema of its own", seg.Header.Table)
			}
		}
	}, dumpfmt.Partial())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.t", "b.t", "public.t", "t"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestEmptyStatementsAreFew wants millions of semicolons to be few segments: each
// costs what a statement does.
func TestEmptyStatementsAreFew(t *testing.T) {
	for _, unit := range []string{";", "; ", ";\n", ";\t\r\n"} {
		segments := 0
		err := dumptest.Each(t, strings.NewReader("SET a = 1;"+strings.Repeat(unit, 1<<20)), func(*dumpfmt.Segment) { segments++ }, dumpfmt.Partial())
		if most := 3 * (1 << 20) * len(unit) / dumpfmt.DefaultBatchSize; err != nil || segments > most+3 {
			t.Errorf("%q: %d segments, want %d at most, error %v", unit, segments, most+3, err)
		}
	}
}
