package stray

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/dumptest"
)

var tables = []string{`CREATE TABLE public.people (
    id integer NOT NULL,
    email text,
    born date,
    status text DEFAULT 'new'::text,
    data jsonb
);`, `CREATE TABLE public.letters (
    id integer NOT NULL,
    email text,
    name text,
    status text,
    note text,
    data jsonb,
    tags text[]
);`}

// lookAt gives a text to a Finder, as what it begins like, and then the tables.
func lookAt(t *testing.T, text string) error {
	t.Helper()
	ses := &dumpfmt.Session{StdStrings: true, SearchPath: []string{"public"}}
	s := dumpfmt.NewSchema()
	var f Finder
	var err error
	switch text[0] {
	case '-', '/', '\n':
		err = f.space([]byte(text), 10)
	case '\\':
		err = f.meta([]byte(text), 10)
	default:
		err = f.statement([]byte(text), 10, ses, s)
	}
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := f.statement([]byte(table), 90, ses, s); err != nil {
			return err
		}
		if _, err := ddl.Apply(s, []byte(table), ses); err != nil {
			t.Fatal(err)
		}
	}
	return f.End(s)
}

// row is a row, as COPY has it.
const row = "7\tann@corp.de\t1980-01-02\tnew\t{\"a\": 1}"

// TestRowsOutsideOfRows wants rows and parts of them to be refused wherever they
// lie.
func TestRowsOutsideOfRows(t *testing.T) {
	for name, text := range map[string]string{
		"a row in a comment":                      "-- " + row,
		"the end of a row in a comment":           "-- PostgreSQL database du@corp.de\t1980-01-02",
		"a row in the owner of a heading":         "-- Name: people; Type: TABLE; Schema: public; Owner: 7\tann@corp.de",
		"a row in the middle of a heading":        "-- Name: people; Type: TABLE; Sch7\tann@corp.de",
		"a row in the name of a heading":          "-- Name: peo7\tann@corp.de; Type: TABLE; Schema: public; Owner: app",
		"strings in half a heading":               "-- Name: others; T3, 'ann@corp.de', 'Ann Lee', 'paid', 'bobype: TABLE; Schema: public; Owner: app",
		"two strings in half a heading":           "-- Name: others; T3, 'ann@corp.de', 'bobype: TABLE; Schema: public; Owner: app",
		"strings in the end of a heading":         "-- Na3, 'ann@corp.de', 'bobme: people; Type: TABLE; Schema: public; Owner: app",
		"strings in the name of a heading":        "-- Name: peo3, 'ann@corp.de', 'bobple; Type: TABLE; Schema: public; Owner: app",
		"strings in the owner of a heading":       "-- Name: people; Type: TABLE; Schema: public; Owner: a3, 'ann@corp.de', 'bobpp",
		"a string in the owner of a heading":      "-- Name: people; Type: TABLE; Schema: public; Owner: a3, 'ann@corp.depp",
		"a value in the owner of a heading":       "-- Name: people; Type: TABLE; Schema: public; Owner: a3, 'ann@corp.de', 4pp",
		"strings in another comment":              "-- Dumped by p3, 'ann@corp.de', 'Ann Lee', 'paid', 'bobg_dump version 15.18",
		"a part of JSON in a heading":             "-- Name: people; Type: TABLE; Schema: puDvbYt\", \"list\": [\"GTGlic; Owner: app",
		"the end of JSON's values in a comment":   "-- Dumped by pann\", true, \"bobg_dump",
		"the start of JSON in a body's comment":   "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n-- FROM st3c\t{\"k\": \"ann\", \"list\": [\"bob;\nend $_$;",
		"the end of JSON in a body's comment":     "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n-- FROM ann\", \"k\": \"bob\"}\nend $_$;",
		"the end of an INSERT's head, and values": "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n-- COPY peoplte, data, \"Odd, name\", tags) VALUES (11, 'ann@corp.de', 'Ann Lee', 'bob (id) FROM stdin;\nend $_$;",
		"strings in a comment of a body":          "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n-- p3, 'ann@corp.de', 'Ann Lee', 'paid', 'bobg\nend $_$;",
		"a row in a block comment":                "/* what\n" + row + "\n*/",
		"a COPY and a row in a block comment":     "/*\nCOPY public.x (a, b) FROM stdin;\n7\tann\n\\.\n*/",
		"an INSERT in a comment":                  "-- INSERT INTO public.people VALUES (7, 'ann@corp.de');",
		"an INSERT in a block comment":            "/*\nINSERT INTO public.people VALUES (7, 'ann@corp.de');\n*/",
		"the middle of an INSERT in a comment":    "-- Name@corp.de', 'bob",
		"the end of a value, and JSON":            "-- Name: people; Tyannlee', '{\"k\": \"bob\"",
		"JSON, and the start of a value":          "-- dump complete\"list\": [\"bob\", 1, true]}', 'annlee",
		"a row in a psql command":                 "\\echo 7\tann@corp.de",
		"a row in a body":                         "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n" + row + "\nend $_$;",
		"a row in a body of an unknown language":  "CREATE FUNCTION f() RETURNS void LANGUAGE plpython3u AS $_$\n" + row + "\n$_$;",
		"a row with NULLs in a body":              "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\n7\t\\N\t\\N\t\\N\t\\N\n$_$;",
		"a tuple in a body":                       "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\n\t(7, 'ann@corp.de', '1980-01-02', 'new', NULL),\n$_$;",
		"an INSERT in a body":                     "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nINSERT INTO public.people (id, email, born, status, data) VALUES (7, 'ann@corp.de', NULL, 'new', '{}');\n$_$;",
		"a part of an INSERT in a body":           "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin per@corp.de', 'bobform x(); end;\n$_$;",
		"a body that ends in quotes":              "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin annlee'); end;\n$_$;",
		"a row in a literal":                      "COMMENT ON TABLE public.people IS 'the\n" + row + "\npeople';",
		"the end of a row in a body's comment":    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n  -- by ann@corp.de\t1980-01-02\tnew\t{\"a\": 1}\nend $_$;",
		"the start of a row in a body":            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n7\tann@corp.de\t1980-01-02\tneperform x();\nend $_$;",
		"a row in a quoted name":                  "CREATE TABLE public.t (a int, \"Odd" + row + "\n8\tbob@corp.de\t1970-01-01\tpaid\" text);",
		"the middle of a row in a body":           "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbeginann@corp.de\tAnn Lee\tnew\tcalled\t{\"a\": 1}\tvz\nend $_$;",
		"texts of a row in a body's comment":      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n  -- Corp.example\tAnn Lee\tnew\tshe OPY public.people (id) FROM stdin;\nend $_$;",
		"a part of an INSERT in a body's comment": "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n  -- COPY pubAnnLee', '{bob,jim}')lic.people\nend $_$;",
		"a row behind a column's comment":         "CREATE TABLE public.t (\n    a integer, -- 7\tann@corp.de\t1980-01-02\tnew\t{}\n    b integer\n);",
		"a row as JSON in a comment":              "-- row: {\"id\": 7, \"email\": \"ann\", \"born\": \"1980-01-02\", \"status\": null, \"data\": {}}",
		"a row as JSON within a body":             "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin -- {\"data\": [], \"email\": \"ann\", \"born\": \"1980-01-02\", \"status\": \"\", \"id\": 7}\nend $_$;",
		"a row of psql behind a column":           "CREATE TABLE public.t (\n    a integer, -- 7 | ann | 1980-01-02 | new | {}\n    b integer\n);",
		"a row of psql in a block comment inside": "CREATE TABLE public.t (\n    a integer /* what\n 7 | ann | 1980-01-02 | new |\n*/, b integer\n);",
	} {
		t.Run(name, func(t *testing.T) {
			if err := lookAt(t, text); err == nil {
				t.Errorf("%s\npasses", text)
			}
		})
	}
}

// TestRowsWithOtherSeparators has rows in comments as psql, spreadsheets and
// editors write them.
func TestRowsWithOtherSeparators(t *testing.T) {
	values := []string{"7", "Ann Lee", "1980-01-02", "new", "NULL"}
	for _, sep := range []string{"|", " | ", ";", "; ", ",", ", ", "\",\"", "', '", "~", "^", "\x1f", `\t`, " / ", "\u00a0", "  ", "        ", "\t"} {
		row := strings.Join(values, sep)
		for _, text := range []string{"-- " + row, "--" + row + sep, "-- (" + row + "),", "/* " + row + " */", "/*\n * " + row + "\n */", "--\r\n-- " + sep + row + sep + "\r\n"} {
			if err := lookAt(t, text); err == nil {
				t.Errorf("%q passes", text)
			}
		}
	}
}

// TestRowsInStatements has parts of rows that look like a statement's own words:
// only the grammar can tell.
func TestRowsInStatements(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for name, text := range map[string]string{
		"a row in a statement":             "CREATE INDEX people_at ON pub7\tann@corp.de\tnewlic.people USING btree (status);",
		"a row in a SELECT":                "SELECT pg_catalog." + row + ";",
		"a part of a value in a type":      "CREATE TABLE public.t (a integer, b varchar(8JHfbt9SESd0));",
		"a part of a value before a quote": "SET client_VX60bu9\", \"list\": [\"E8sdencoding = 'UTF8';",
		"the end of an INSERT":             "ALTER TABLE public.others OWpublic.people (id, \"name\") VALUES (1, 'Ann Lee');",
		"the end of an INSERT in lines":    "GRANT SELECT ON public.peo (id, email)\nvalues\n(1, 'ann');",
		"strings in a statement":           "ALTER TABLE ONLY public.people ADD CONSTRAINT peoann', 'paid', 'bob PRIMARY KEY (id);",
	} {
		t.Run(name, func(t *testing.T) {
			if err := lookAt(t, text); err == nil {
				t.Errorf("%s\npasses", text)
			}
		})
	}
}

// TestNoRows wants to pass what pg_dump and people write.
func TestNoRows(t *testing.T) {
	for name, text := range map[string]string{
		"a heading":                        "--\n-- Name: people; Type: TABLE; Schema: public; Owner: app\n--\n",
		"a heading without its last blank": "--\n-- Name: people; Type: TABLE; Schema: public; Owner:\n--\n",
		"an older heading":                 "-- Name: fk_a_b; Type: Constraint; Schema: -; Owner: -",
		"an owner with an apostrophe":      "-- Name: people; Type: TABLE; Schema: public; Owner: d'angelo",
		"an owner with a string":           "-- Name: people; Type: COMMENT; Schema: public; Owner: nasty PASSWORD 'x'",
		"a query's name":                   "-- Name: GetPeople :many",
		"JSON in a comment":                "-- {\"a\": \"b\", \"list\": [\"c\", 1]}",
		"an inch in a comment":             "-- 5\" pipes, 7\" wide",
		"a list of words quoted":           "-- \"a\", \"b\" and 'c', 'd'",
		"a line in a body's literal":       "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin raise notice '-- % ', 'foo %', 'bar'; end $_$;",
		"examples in a comment":            "-- such as 'Ann Lee', 'Bob Day'",
		"a comment that is indented":       "--\tof the people",
		"an apostrophe and strings":        "-- don't say 'new', 'paid'",
		"strings in a comment":             "-- one of ('new', 'paid')",
		"code with tabs": "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n\tif a\tthen\n\t\tperform x('a', 'b');\n\tend if;\n" +
			"a\t:=\t1;\t-- what\n\tinsert into people (id, email) values (new.id, 'none');\nend $_$;",
		"an apostrophe in a comment": "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin -- don't\nperform x('a', 'b'); end $_$;",
		"an apostrophe in python":    "CREATE FUNCTION f() RETURNS void LANGUAGE plpython3u AS $_$\n# don't\nreturn x('a', 'b')\n$_$;",
		"an aligned table":           "CREATE TABLE public.t (\n\tid\t\tinteger,\n\tnote\ttext DEFAULT 'a', other text DEFAULT 'b'\n);",
		"a tab in a literal":         "CREATE VIEW v AS SELECT split_part(a, '\t', 1), concat('x', 'y') FROM t;",
		"other values":               "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\n\t('seven', 'ann', 'x', 'new', NULL),\n$_$;",
		"numbers":                    "CREATE VIEW v AS SELECT 1234567e12, 0x1234abcdef, 12345678 AS a12345678, $1 FROM t;",
		"parts that look alike":      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin\n-- one\t2\t3\t4\nend $_$;",
		"a tab in a name":            "CREATE TABLE public.\"in\tner\" (a integer);",
		"separators":                 "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin a := b||', '||c; d := string_agg(e,', '); f := concat('x', 'y'); end $_$;",
		"a table of columns":         "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\n-- Name\tType\tCollation\tDefault\tNull\nbegin\nend $_$;",
		"clauses between tabs":       "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $_$\nSELECT t1.a\nFROM\ttable1 t1\tLEFT JOIN\ttable2 t2\tUSING (id)\n$_$;",
		"declarations":               "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nDECLARE\nvId1\tvarchar\tNOT NULL\t:= 1;\nbegin\nend $_$;",
		"a calculation":              "CREATE FUNCTION f() RETURNS void LANGUAGE c AS $_$\nx1\t+\ty1\t- z\n$_$;",
		"an enumeration":             "-- 1, 2, 3, 4, 5",
		"versions":                   "-- 16, 15.4, 9.6, 9.5, 9.4",
		"a list of states":           "-- 0 | new | 2020 | paid | gone",
		"JSON of something else":     "-- {\"a\": 7, \"b\": \"ann\", \"c\": 1, \"d\": null, \"e\": {}}",
		"what only begins as JSON":   "-- {\"id\": 7, \"email\": ann, {\"\\\"",
		"a sentence":                 "-- First, the people; second, their orders; last, what they paid, in 2020.",
		"quotes in a body's comment": "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$\nbegin -- the users' kinds: ('a', 'b')\nend $_$;",
		"a partition of a list":      "CREATE TABLE public.p PARTITION OF public.t FOR VALUES IN ('a', 'b');",
		"a view of constants":        "CREATE VIEW v AS VALUES (1, 'a'), (2, 'b');",
		"a date":                     "CREATE VIEW v AS SELECT date'2020-01-01', concat('x', 'y');",
	} {
		t.Run(name, func(t *testing.T) {
			if err := lookAt(t, text); err != nil {
				t.Errorf("%s\n%v", text, err)
			}
		})
	}
}

// TestHeadingsOfOddNames wants a name with a tab to pass where a statement or a
// table has it.
func TestHeadingsOfOddNames(t *testing.T) {
	const heading = "-- Name: in\tner; Type: TABLE; Schema: public; Owner: app\n"
	ses := &dumpfmt.Session{StdStrings: true}
	for stmt, ok := range map[string]bool{
		"CREATE TABLE public.\"in\tner\" (a int);": true,
		"CREATE TABLE public.inner_t (a int);":     false,
	} {
		var f Finder
		if err := f.space([]byte(heading), 1); err != nil {
			t.Fatal(err)
		}
		if err := f.statement([]byte(stmt), 4, ses, dumpfmt.NewSchema()); (err == nil) != ok {
			t.Errorf("%s: error %v", stmt, err)
		}
	}
	var last Finder
	if err := last.space([]byte(heading), 1); err != nil || last.End(dumpfmt.NewSchema()) == nil {
		t.Errorf("a heading at the end of the dump passes with any name: error %v", err)
	}
	s := dumpfmt.NewSchema()
	s.Put(&dumpfmt.Table{Name: dumpfmt.Name{Schema: "public", Name: "in\tner"}})
	var f Finder
	if err := f.space([]byte(heading), 1); err != nil || f.follows([]byte("COPY public.other FROM stdin;"), s) != nil {
		t.Error("the name of a table without rows is taken for a row")
	}
}

// TestHostileText wants texts that are long to be read in linear time: the test
// would not end otherwise.
func TestHostileText(t *testing.T) {
	n := 1 << 20
	if testing.Short() {
		n = 1 << 17
	}
	for _, unit := range []string{"\t", " \t", "'", "', '", "\"", "a\t", "1\t", "('", "$a$", "8a", "\n\t(", "x', 'y"} {
		text := strings.Repeat(unit, n/len(unit))
		lookAt(t, "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$"+text+"$_$;")
		lookAt(t, "SELECT "+text+";")
		lookAt(t, "-- "+text)
		lookAt(t, "/* "+text+"*/")
	}
}

// TestFirstTableIsNamed holds the message to be the same each time, whatever
// number of tables a line fits.
func TestFirstTableIsNamed(t *testing.T) {
	ses := &dumpfmt.Session{StdStrings: true, SearchPath: []string{"public"}}
	s := dumpfmt.NewSchema()
	for _, name := range strings.Fields("h g f e d c b a") {
		if _, err := ddl.Apply(s, []byte("CREATE TABLE public."+name+" (id integer, born date, note text);"), ses); err != nil {
			t.Fatal(err)
		}
	}
	for range 8 {
		var f Finder
		if err := f.space([]byte("/*\n7\t2001-02-03\tAnn\n*/"), 1); err != nil {
			t.Fatal(err)
		}
		if err := f.Judge(s); err == nil || !strings.HasSuffix(err.Error(), "public.h") {
			t.Fatalf("%v, want the first table", err)
		}
	}
}
