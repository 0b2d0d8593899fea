package archive

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const word = "0123456789abcdef"

// through has a sample go through a filter that edits its text.
func through(t *testing.T, s *sample, edit func(string) string) (*Archive, error) {
	t.Helper()
	a, err := NewReader(bytes.NewReader(s.custom(t, Method{Gzip, 1})))
	if err != nil {
		t.Fatal(err)
	}
	marks := NewMarks(word)
	all, err := io.ReadAll(a.Transfer(marks))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := NewCustomWriter(&b, a, marks, Method{Gzip, 1})
	if err != nil {
		t.Fatal(err)
	}
	// A Writer must not care how the text is cut.
	_, err = io.CopyBuffer(struct{ io.Writer }{w}, iotest.OneByteReader(strings.NewReader(edit(string(all)))), make([]byte, 7))
	if err == nil {
		err = w.Close()
	} else {
		err = errors.Join(err, w.Fail(nil))
	}
	if err != nil {
		return nil, err
	}
	a, err = NewReader(bytes.NewReader(b.Bytes()))
	return a, err
}

// tags returns the entries of an archive, each with what it depends on.
func tags(a *Archive) (list []string) {
	for _, e := range a.Entries {
		line := e.Desc.S + " " + e.Tag.S
		for _, d := range e.Deps {
			line += " " + d.S
		}
		list = append(list, line)
	}
	return list
}

func TestWriterKeepsAll(t *testing.T) {
	for _, v := range versions {
		s := newSample(v)
		a, err := through(t, s, func(s string) string { return s })
		compareText(t, v.String(), text(t, a, err), golden(t, s))
		if diff := cmp.Diff(len(s.entries), len(a.Entries)); diff != "" {
			t.Errorf("%v: entries: %s", v, diff)
		}
	}
}

// TestWriterTakesEdits changes rows, definitions and large objects in the text.
func TestWriterTakesEdits(t *testing.T) {
	for _, v := range versions {
		s := newSample(v)
		edit := strings.NewReplacer(
			"one\t1\ntwo\t\\N\n", "masked\t1\n",
			"SELECT 1;", "SELECT 'x';",
			"SELECT pg_catalog.lowrite(0, '\\x616263');\n", "\n")
		a, err := through(t, s, edit.Replace)
		compareText(t, v.String(), text(t, a, err), strings.Replace(edit.Replace(golden(t, s)), "131072);\n\n", "131072);\n", 1))
	}
}

// TestWriterDrops takes definitions out of the text, with and without their
// marks: the entries go, with what is said about them, and nothing depends on
// them.
func TestWriterDrops(t *testing.T) {
	s := newSample(v1_14)
	const statement = "CREATE INDEX i ON \"App\".t USING btree (a);\n"
	for _, e := range s.entries {
		if e.is("INDEX") {
			about := s.add("COMMENT", "INDEX i", "COMMENT ON INDEX \"App\".i IS 'x';\n")
			about.Deps = []Text{{S: "1", Set: true}, {S: strconv.Itoa(e.ID), Set: true}}
			s.add("FUNCTION", "g()", "CREATE FUNCTION g();\n").Deps = []Text{{S: strconv.Itoa(e.ID), Set: true}, {S: "1", Set: true}}
			break
		}
	}
	a, err := NewReader(bytes.NewReader(s.custom(t, Method{None, 0})))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, line := range tags(a) {
		switch {
		case strings.HasPrefix(line, "INDEX i"), strings.HasPrefix(line, "COMMENT INDEX i"):
		case strings.HasPrefix(line, "FUNCTION g()"):
			want = append(want, "FUNCTION g() 1")
		default:
			want = append(want, line)
		}
	}
	for name, edit := range map[string]func(string) string{
		"statement": func(s string) string { return strings.Replace(s, statement, "", 1) },
		"statement with the mark before it": func(s string) string {
			at := strings.Index(s, statement)
			from := strings.LastIndex(s[:at], "-- "+word)
			return s[:from] + s[at+len(statement):]
		},
		"statement with both marks": func(s string) string {
			at := strings.Index(s, statement)
			from := strings.LastIndex(s[:at], "-- "+word)
			to := at + strings.Index(s[at:], "-- "+word)
			return s[:from] + s[to+strings.IndexByte(s[to:], '\n')+1:]
		},
		"comment in its place": func(s string) string { return strings.Replace(s, statement, "-- gone\n", 1) },
	} {
		a, err := through(t, s, edit)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(want, tags(a)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestWriterRefuses has texts that are not what a filter may make.
func TestWriterRefuses(t *testing.T) {
	mark := "-- " + word + " "
	cut := func(from, to string) func(string) string {
		return func(s string) string {
			i := strings.Index(s, from)
			return s[:i] + s[i+strings.Index(s[i:], to):]
		}
	}
	replace := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for name, tc := range map[string]struct {
		edit func(string) string
		want string
	}{
		"a COPY command that changed":    {replace("COPY \"App\".t (text)", "COPY \"App\".u (text)"), "COPY command has changed"},
		"a COPY command that is gone":    {replace("COPY \"App\".t (text) FROM stdin;\n", ""), "COPY command has changed"},
		"data that is gone with marks":   {func(s string) string { return s[:strings.LastIndex(s, "-- Data for Name: ")] }, "has not come"},
		"a text that ends in data":       {func(s string) string { return s[:strings.Index(s, "two\t")] }, "ends within it"},
		"marks in another order":         {replace(mark+"1\n", mark+"99999\n"), "out of order"},
		"a mark that comes twice":        {replace(mark+"1\n", mark+"1\n"+mark+"0\n"), "out of order"},
		"a mark that is none":            {replace(mark+"1\n", mark+"x\n"), "out of order"},
		"another command among objects":  {replace("SELECT pg_catalog.lo_close(0);\n", "DROP TABLE t;\n"), "a command about a large object"},
		"an object that is not closed":   {replace("SELECT pg_catalog.lo_close(0);\n", ""), "a command about a large object"},
		"some objects of a group gone":   {replace("SELECT pg_catalog.lo_create('700');\n", ""), "some of its large objects"},
		"a table that is gone, not rows": {cut("CREATE TABLE \"App\".t ", "-- "+word), "is gone"},
	} {
		_, err := through(t, newSample(v1_16), tc.edit)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}

// TestTransferRefuses has archives with text that would not pass the filter.
func TestTransferRefuses(t *testing.T) {
	for name, change := range map[string]func(s *sample){
		"literal":     func(s *sample) { s.entries[6].Drop = Some("DROP VIEW v; -- it's\nSELECT 'a secret';") },
		"search path": func(s *sample) { s.entries[2].Defn = Some("SELECT 1; SELECT 'x';\n") },
		"encoding":    func(s *sample) { s.entries[0].Defn = Some("SET client_encoding = 'UTF8'; SELECT 1;\n") },
	} {
		s := newSample(v1_16)
		change(s)
		a, err := NewReader(bytes.NewReader(s.custom(t, Method{None, 0})))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(a.Transfer(NewMarks(word))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestDirectoryWriter writes toc.dat last, into an empty directory, and removes
// on failure what it made.
func TestDirectoryWriter(t *testing.T) {
	a, err := NewReader(bytes.NewReader(newSample(v1_16).custom(t, Method{None, 0})))
	if err != nil {
		t.Fatal(err)
	}
	marks := NewMarks(word)
	all, err := io.ReadAll(a.Transfer(marks))
	if err != nil {
		t.Fatal(err)
	}
	there := t.TempDir()
	for _, dir := range []string{there, filepath.Join(t.TempDir(), "new")} {
		w, err := NewDirectoryWriter(dir, a, marks, Method{Zstd, 3})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(all); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, tocName)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("toc.dat before the end: %v", err)
		}
		if err := w.Fail(nil); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("%d files are left after a failure", len(left))
		}
	}
	if err := os.WriteFile(filepath.Join(there, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewDirectoryWriter(there, a, marks, Method{None, 0}); err == nil {
		t.Error("a directory that is not empty is written to")
	}
}

func TestParseMethod(t *testing.T) {
	for in, want := range map[string]Method{
		"0": {None, DefaultLevel}, "5": {Gzip, 5}, "none": {None, DefaultLevel}, "gzip": {Gzip, DefaultLevel},
		"zstd:19": {Zstd, 19}, "lz4:level=0": {LZ4, 0}, "gzip:level=9": {Gzip, 9},
	} {
		if got, err := ParseMethod(in); got != want || err != nil {
			t.Errorf("ParseMethod(%q) = %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "-1", "10", "none:1", "zstd:", "zstd:23", "zstd:0", "lz4:x", "bzip2", "gzip:long"} {
		if got, err := ParseMethod(in); err == nil {
			t.Errorf("ParseMethod(%q) = %v", in, got)
		}
	}
	if err := (Method{Zstd, 3}).check(v1_14); err == nil {
		t.Error("an archive of PostgreSQL 15 can be compressed with zstd")
	}
}
