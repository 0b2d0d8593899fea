package outside

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// wordAt returns in which lines of a statement each of its texts has word,
// sorted, what is told elsewhere left out.
func wordAt(stmt, word string, std bool) []int {
	var lines []int
	var r TextReader
	r.Each([]byte(stmt), std, func(t *Text) {
		for at := 0; ; {
			i := bytes.Index(t.Bytes[at:], []byte(word))
			if i < 0 {
				return
			}
			lo := at + i
			at = lo + len(word)
			if !t.Covered(lo, at) {
				lines = append(lines, t.Line(lo))
			}
		}
	})
	slices.Sort(lines)
	return lines
}

// TestTexts looks for a@b in every way to write it: each is found once, and in
// its line.
func TestTexts(t *testing.T) {
	for _, tt := range []struct {
		stmt string
		off  bool // standard_conforming_strings
		want []int
	}{
		{stmt: "SELECT 'a@b', 1;", want: []int{0}},
		{stmt: "SELECT\n'it''s', '\na@b', $$\na@b$$;", want: []int{2, 3}},
		{stmt: "SELECT '\n''a@b';", want: []int{1}},
		{stmt: "SELECT E'\\n\n\\\na\\100b\n' || E'a\\x40b', 'a\\100b';", want: []int{2, 3}},
		{stmt: "SELECT 'x\na\\100b';", off: true, want: []int{1}},
		{stmt: "SELECT U&'\na\\0040b', U&'a!+000040b' UESCAPE '!';", want: []int{1, 1}},
		{stmt: `COMMENT ON TABLE "a@b" IS 'a@b';`, want: []int{0, 0}},
		{stmt: "CREATE VIEW v AS\n SELECT 1 -- a@b\n /* it's\n a@b */;", want: []int{1, 3}},
		{stmt: "CREATE FUNCTION f() AS $_$\n-- it's\nEXECUTE $q$\nSELECT E'a\\100b'\n$q$;\n$_$;", want: []int{3}},
		{stmt: "CREATE FUNCTION f() AS '\nEXECUTE ''SELECT\n E''''a\\100b\n'''' '';\n';", want: []int{2}},
		{stmt: "CREATE FUNCTION f() AS E'\\n\n x := ''a\\\\100b'';\n y := E''a\\\\100b'';';", want: []int{2}},
		{stmt: "SELECT E'a\\u0040b\\", want: []int{0}},
		{stmt: "SELECT '\na'\n  '@b', 'a@'\t-- x\n -- y\n\n'b''',\n'a@b';", want: []int{1, 2, 6}},
		{stmt: "SELECT E'a\\100'\n'b', U&'a!0040'\n'b' UESCAPE '!', 'x'\n\n'a@b';", want: []int{0, 1, 4}},
		{stmt: "CREATE FUNCTION f() AS '\nSELECT ''a@''\n''b'';\n';", want: []int{1}},
		{stmt: "SELECT 'a@' 'b', 'a@' /*\n*/ 'b', \"a@\"\n'b', $$a@$$\n'b';"},
		{stmt: "SELECT '\\x614062', E'\\\\x61'\n'4062', '\\x61406', '\\x61406g';", want: []int{0, 0}},
		{stmt: "SELECT '{\"a\\u0040b\": 1}', 'a\\100b';", want: []int{0}},
		{stmt: "SELECT $x$ E'a\\100b", want: []int{0}},
		{stmt: "SELECT ('a'::text || '@b'::character varying(3)) || ('a' || ('@'::\"char\"\n||E'\\142'));", want: []int{0, 0}},
		{stmt: "SELECT 'a' -- x\n|| -- 'y'\n $$@$$ || $q$b$q$, concat('a', '@b'), concat_ws('', 'x',\n E'a', '@b'::text);", want: []int{0, 2, 3}},
		{stmt: "CREATE FUNCTION f() AS $_$ \"a\" + \"@b\"; 'a' . '@b'; x := 'a'||\n'@b'; EXECUTE 'y ''a@''\n||''b''' $_$;", want: []int{0, 0, 0, 1}},
		{stmt: "CREATE FUNCTION f() AS $_$ return $$a$$ || $$@b$$ $_$, $_$ atob(\"IGFAYiBjYWZlIQ==\") $_$;", want: []int{0, 0}},
		{stmt: "SELECT 'a' || x || '@b', 'a' || \"@b\", 'a', '@b', 'a' || f('@b'), $1 || '@b', 'a@' || $1 || 'b', f('a') , ('@b');"},
		{stmt: "SELECT decode('20202061406220', 'hex'), X'6140624062406240', $$\\x6140622062206220$$, '6140', '61406240624062400';", want: []int{0, 0, 0}},
		{stmt: "SELECT decode('IGFAYiBjYWZlIQ==', 'base64'), decode('IGFAY'\n||'iBjYWZlIQ', 'base64'), 'IGFAYiBjYWZl\nIQ==', 'AAAAYUBiAAAA';", want: []int{0, 0, 1}},
	} {
		if got := wordAt(tt.stmt, "a@b", !tt.off); !slices.Equal(got, tt.want) {
			t.Errorf("%q has a@b in the lines %v, want %v", tt.stmt, got, tt.want)
		}
	}
}

// TestTextsLinear holds large statements, well formed or not, to linear time: in
// the square of their size they would not end before the tests' time is over.
func TestTextsLinear(t *testing.T) {
	const size = 1 << 20
	for _, unit := range []string{
		"a@b\n", "'it''s\n'", "$a$ ", "E'\\n\n'", "''''", "'''a'", "$b$ 'x''y' $b$", "/*", "E'", "U&'\\0041\n'",
		"'x'||", "'x'/**/||", "'x'::a.", "concat('x','y',", "'x'||$1", "'616161616161'", "'YWFhYWFhYWFhYWFh'||", "'x'  --\n", "\"x\"+", "$$||",
	} {
		for _, wrap := range []string{"SELECT %s;", "CREATE FUNCTION f() AS $$%s$$;", "CREATE FUNCTION f() AS 'x''%s';"} {
			stmt := fmt.Sprintf(wrap, strings.Repeat(unit, size/len(unit)))
			if got := wordAt(stmt, "a@b", true); (len(got) > 0) != strings.Contains(unit, "a@b") {
				t.Errorf("%s with %q has the text in %d lines", wrap, unit, len(got))
			}
		}
	}
}

// FuzzTexts wants each text to be in the bounds of the statement's lines, and
// the last one to be the statement.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"SELECT E'\\n\n''a''', \"x\"\"\ny\";", "DO $x$ 'a''\n' $x$", "U&'\\0041''\n'", "'a''E''''\\\n'"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, stmt []byte, std bool) {
		src := bytes.Clone(stmt)
		most := bytes.Count(stmt, []byte("\n"))
		Place(stmt)
		ObjectKind(stmt)
		var last []byte
		var r TextReader
		r.Each(stmt, std, func(text *Text) {
			last = text.Bytes
			line := 0
			for i := range text.Bytes {
				text.Covered(i, i+1)
				if n := text.Line(i); n < line || n > most {
					t.Fatalf("%q: byte %d of %q is in line %d, the one before it in %d, of %d", stmt, i, text.Bytes, n, line, most)
				} else {
					line = n
				}
			}
			if len(text.Bytes) > 1 {
				if a, b := text.Line(0), text.Line(len(text.Bytes)-1); a > b {
					t.Fatalf("%q: %q begins in line %d and ends in %d", stmt, text.Bytes, a, b)
				}
			}
		})
		if !bytes.Equal(last, stmt) || !bytes.Equal(src, stmt) {
			t.Fatalf("%q: the last text is %q", stmt, last)
		}
	})
}
